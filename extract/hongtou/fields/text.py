"""Text as printed and as understood, character for character.

Folding maps one character to one character, so an offset means the same in both: full-width forms become ASCII,
every blank, private-use and invisible character a space, the brackets, dashes and zeros that print confuses one of
their kind. What is kept is always ``raw``; ``folded`` is only read.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from hongtou.model import Value

_DASHES = "‐‑‒–—―─−－﹣"
_TILDES = "～〜∼˜"
_ZEROS = "○◯◦⚪"
_KEPT = "\n"
_BREAKS = "\r\x0b\x0c\u0085\u2028\u2029"


class _Fold(dict[int, int]):
    """Code point to code point, worked out when first met."""

    def __missing__(self, code: int) -> int:
        folded = self[code] = ord(_fold_character(chr(code)))
        return folded


def _fold_character(c: str) -> str:
    if c in _BREAKS:
        return "\n"
    category = unicodedata.category(c)
    if category in ("Zs", "Cf", "Co", "Cn") or (category == "Cc" and c not in _KEPT):
        return " "
    for group, stands_for in ((_DASHES, "-"), (_TILDES, "~"), (_ZEROS, "〇"), ("﹝", "〔"), ("﹞", "〕")):
        if c in group:
            return stands_for
    if c in "①②③④⑤⑥⑦⑧⑨㈠㈡㈢㈣㈤㈥㈦㈧㈨²³":
        return c  # a list's own numbering, not a digit of the text
    plain = unicodedata.normalize("NFKC", c)
    return plain if len(plain) == 1 else c


_FOLD = _Fold()
# What folds to itself makes up most of any text: only the rest is looked up.
_UNUSUAL = re.compile("[^\n -~\u3001\u3002\u3007\u300a\u300b\u3014\u3015\u4e00-\u9fff\u2018-\u201d]+")


def fold(text: str) -> str:
    """The text with every character folded to the one it stands for; the same length.

    >>> fold("２００９年６月底前（市政府办）")
    '2009年6月底前(市政府办)'
    """
    return _UNUSUAL.sub(_fold_run, text)


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_FOLD)


class Text(NamedTuple):
    """A text as printed and as understood; offsets hold for both."""

    raw: str
    folded: str

    @classmethod
    def of(cls, raw: str) -> Text:
        """Fold once, read many times."""
        if not isinstance(raw, str):
            raise TypeError(f"expected str, not {type(raw).__name__}")
        return cls(raw, fold(raw))

    def value(self, start: int, end: int) -> Value:
        """The Value at [start, end) without the blanks around it; start == end where nothing else is there."""
        folded = self.folded
        while start < end and folded[start] in " \n":
            start += 1
        while end > start and folded[end - 1] in " \n":
            end -= 1
        return Value(text=self.raw[start:end], start=start, end=end)
