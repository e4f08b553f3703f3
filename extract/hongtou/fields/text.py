"""Text as printed and as understood, character for character.

Folding maps one character to one character, so an offset means the same in both: full-width forms become ASCII,
every blank, private-use and invisible character a space, the brackets, dashes and zeros that print confuses one of
their kind. What is kept is always ``raw``; ``folded`` is only read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hongtou.data import load_toml
from hongtou.model import Value
from hongtou.model.record import Record

_DASHES = "‐‑‒–—―─−－﹣"
_TILDES = "～〜∼˜"
_ZEROS = "○◯◦⚪\u041e\u043e\u039f\u03bf"  # the last four are Cyrillic and Greek o
_COLONS = "∶︰꞉"
# Code points of radicals that PDF fonts name in the place of characters, and that NFKC leaves as they are: ⺠政局.
_RADICALS = dict(
    zip(
        "⺁⺜⺝⺠⻁⻃⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "厂日月民虎西西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
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
    for group, stands_for in (
        (_DASHES, "-"),
        (_TILDES, "~"),
        (_ZEROS, "〇"),
        (_COLONS, ":"),
        ("〖", "【"),
        ("〗", "】"),
        ("﹝", "〔"),
        ("﹞", "〕"),
    ):
        if c in group:
            return stands_for
    if c in "①②③④⑤⑥⑦⑧⑨㈠㈡㈢㈣㈤㈥㈦㈧㈨²³":
        return c  # a list's own numbering, not a digit of the text
    plain = unicodedata.normalize("NFKC", c)
    return _RADICALS.get(c, c) if plain == c or len(plain) > 1 else plain


_FOLD = _Fold()
# Most of what folds to another character in a Chinese text: replaced one by one, which is many times faster.
_COMMON = tuple((c, _fold_character(c)) for c in "，：；（）\u3000\xa0\t—")
_SHORT = 60
# What folds to itself makes up most of any text: only the rest is looked up. The class alone, before it is repeated,
# is what `re` searches for at its fastest, a third of the time.
_MARKS = "\n -~\u3001\u3002\u3007\u300a\u300b\u3014\u3015\u2018-\u201d"
_USUAL = f"{_MARKS}\u4e00-\u9fff"
_UNUSUAL = re.compile(f"[^{_USUAL}][^{_USUAL}]*")
# Characters that traditional circulars cannot do without and simplified text does not have.
_TRADITIONAL = "關於與縣區鎮鄉學機構業產會議辦廳責單時間這個從將應當實現務發號聯導進項"
_TRADITIONAL_SIGNS = re.compile(f"[{_TRADITIONAL}]")
_BETWEEN = "".join(f"-{chr(ord(sign) - 1)}{chr(ord(sign) + 1)}" for sign in sorted(_TRADITIONAL))
_TELLING = re.compile(f"[^{_MARKS}\u4e00{_BETWEEN}-\u9fff]")
"""Finds what either of the two looks for: many texts and most names hold none."""
_SIGNS_WITHIN = 4000
_SIGNS_EVERY = 40


def fold(text: str) -> str:
    """The text with every character folded to the one it stands for; the same length.

    A text written in traditional script, as mirror sites print it, is read in simplified script; a stray 後 in a
    simplified text is left, for 乾 and 著 are characters of simplified names too.

    >>> fold("２００９年６月底前（市政府办）"), fold("各縣區人民政府辦公室")
    ('2009年6月底前(市政府办)', '各县区人民政府办公室')
    """
    folded = text
    if len(text) > _SHORT:
        for printed, plain in _COMMON:
            folded = folded.replace(printed, plain)
    telling = _TELLING.search(folded)
    if telling is None:
        return folded
    first = telling.start()
    folded = folded[:first] + _UNUSUAL.sub(_fold_run, folded[first:])
    return folded.translate(_traditional()) if _is_traditional(folded, first) else folded


def _is_traditional(folded: str, first: int) -> bool:
    marks = _TRADITIONAL_SIGNS.findall(folded, first, _SIGNS_WITHIN)
    return bool(marks) and len(marks) * _SIGNS_EVERY >= min(len(folded), _SIGNS_WITHIN)


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_FOLD)


@cache
def _traditional() -> dict[int, int]:
    table = load_toml("traditional.toml")
    return str.maketrans(table["traditional"], table["simplified"])


def plain(printed: str) -> str:
    """The characters alone, to tell whether two prints say the same: simplified, without blanks and punctuation.

    >>> plain("雲溪縣 關於《防汛辦法》的通知") == plain("云溪县关于“防汛办法”的通知")
    True
    """
    return "".join(c for c in fold(printed).translate(_traditional()) if c.isalnum())


def trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks around it."""
    while start < end and folded[start] in " \n":
        start += 1
    while end > start and folded[end - 1] in " \n":
        end -= 1
    return start, end


def reading(value: Value) -> str:
    """The value's own `reading`, for who asks it of every row: a function is compiled, a record's property is not."""
    clean = value.clean
    return clean if isinstance(clean, str) else value.text


class Text(Record, frozen=True):
    """A text as printed and as understood; offsets hold for both."""

    raw: str
    folded: str

    @classmethod
    def of(cls, raw: str) -> Text:
        """Fold once, read many times."""
        if not isinstance(raw, str):
            raise TypeError(f"expected str, not {type(raw).__name__}")
        return cls(raw, fold(raw))

    def name(self, start: int, end: int) -> str:
        """What is printed there, as a name that other texts print too: in simplified script where the text is read so.

        >>> Text.of("廣州市人民政府辦公廳").name(0, 3), Text.of("乾县人民政府").name(0, 2)
        ('广州市', '乾县')
        """
        printed, folded = self.raw[start:end], self.folded[start:end]
        if printed == folded:
            return printed
        return "".join([b if "\u3400" <= b <= "\u9fff" else a for a, b in zip(printed, folded, strict=True)])

    def name_of(self, value: Value) -> str:
        """The value's reading as such a name."""
        return "".join([self.name(start, end) for start, end in value.spans])

    def value(self, start: int, end: int) -> Value:
        """The Value at [start, end) without the blanks around it; start == end where nothing else is there."""
        folded = self.folded
        if start < end and (folded[start] in " \n" or folded[end - 1] in " \n"):
            start, end = trim(folded, start, end)
        return Value(self.raw[start:end], start, end)
