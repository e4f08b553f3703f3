"""Personal telephone numbers in a text: mobile numbers anywhere, every number where contacts stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.fields.text import fold

__all__ = ["is_contact", "personal_numbers"]

Span = tuple[int, int]
_LABEL = 12
"""How far before a number its label may begin."""


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(any_of(load_toml("phones.toml")[name]["words"]))


@cache
def _mobile() -> re.Pattern[str]:
    after = load_toml("phones.toml")["other"]["after"]
    return re.compile(
        rf"""
        (?<![0-9A-Za-z])(?<!\d[.])                        # 13812345678; not in 18 digits of a code or of 身份证
        (?:(?:\+|00)86[- ]?|0(?!\d{{3}}-))?               # +86 138…; but 0138-2016-… begins with four digits
        (?P<kept>1[3-9]\d)                                # what may be seen: which network
        (?:[- ]?\d{{4}}[- ]?\d{{4}}                       # 138 1234 5678, 138-12345678
         | \d{{2}}[- ]\d{{6}} | \d[- ]\d{{3}}[- ]\d{{4}}  # 13812 345678, 1381 234 5678
         | [- ]\d{{3}}[- ]\d{{5}})                        # 138 123 45678
        (?![0-9A-Za-z]|[.]\d|[ ]?(?:{any_of(after)}))
        """,
        re.VERBOSE,
    )


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_toml('phones.toml')['other']['before'])})[ ]?:?[ ]?$")


_LANDLINE = re.compile(
    r"""
    (?<![0-9A-Za-z〔\[.])
    (?P<kept>\(?0\d{2,3}\)?[- ]?)?                        # 0731-, (0731)
    (?:\d{3,4}[- ]\d{4}|\d{7,8})                          # 2871234, 8287 1234
    (?:[- ]?(?:转|-)[ ]?\d{1,6})?                         # 转806
    (?![0-9A-Za-z]|[.]\d|[ ]?(?:号|元|万|年|亩|吨|〕))
    """,
    re.VERBOSE,
)


def is_contact(label: str) -> bool:
    """Whether what stands under the label is a contact: 联系电话, 联系人及手机."""
    return _words("contact").search(fold(label)) is not None


def personal_numbers(text: str, *, contact: bool = False) -> list[tuple[Span, Span]]:
    """Where personal numbers stand, in order: each number, and the digits of it that are to be hidden.

    ``contact`` says that all of the text is one, as the cell of a column 联系电话 is.

    >>> personal_numbers("联系人:张三,0731-2871234"), personal_numbers("拨打12345或0731-2871234")
    ([((7, 19), (12, 19))], [])
    """
    folded = fold(text)
    lines = [(0, len(text))] if contact else list(_contact_lines(text, folded))
    found = [_hidden(number) for number in _mobile().finditer(folded) if _is_one(number, text, lines)]
    for start, end in lines:
        for number in _LANDLINE.finditer(folded, start, end):
            if not _is_other(number, text) and not _is_public(folded, start, number.start()):
                found.append(_hidden(number))
    return _apart(sorted(found, key=lambda number: (number[0][0], -number[0][1])))


def _hidden(number: re.Match[str]) -> tuple[Span, Span]:
    kept = number.end("kept")
    return number.span(), (kept if kept >= 0 else number.start(), number.end())


def _apart(found: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """Without those that begin within another, the longer of two that begin together."""
    apart: list[tuple[Span, Span]] = []
    for number in found:
        if not apart or number[0][0] >= apart[-1][0][1]:
            apart.append(number)
    return apart


def _is_one(number: re.Match[str], text: str, lines: list[Span]) -> bool:
    """Figures of a table may look like a mobile number in groups: 135 2009 2010 between others is none."""
    start, end = number.span()
    folded = number.string
    if _is_other(number, text):
        return False
    if "-" in folded[number.start("kept") : end] and _joined(folded, start, end):
        return False
    if " " not in number[0] or any(first <= start < last for first, last in lines):
        return True
    return not re.search(r"\d[ ]$", folded[max(0, start - 2) : start]) and not re.match(r"[ ]\d", folded[end : end + 2])


def _is_other(number: re.Match[str], text: str) -> bool:
    """Whether its own label says that it is none of a telephone, or it lies over two cells."""
    start, end = number.span()
    return "\t" in text[start:end] or _other().search(number.string, max(0, start - _LABEL), start) is not None


def _joined(folded: str, start: int, end: int) -> bool:
    """Whether hyphens join it to more digits: 2016-138-1234-5678 is the number of a file."""
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    return (before[1:] == "-" and before[0].isdigit()) or (after[:1] == "-" and after[1:].isdigit())


def _is_public(folded: str, line: int, start: int) -> bool:
    """Whether the label that stands nearest before the number is one of a public line."""
    before = folded[line:start]
    public = max((found.end() for found in _words("public").finditer(before)), default=-1)
    return public > max((found.end() for found in _words("contact").finditer(before)), default=-1)


def _contact_lines(text: str, folded: str) -> Iterator[Span]:
    """Lines with a contact's label; the line after a label that stands alone; the rows under a header that has one."""
    at, label, tabs = 0, False, 0
    for line in folded.split("\n"):
        start, at = at, at + len(line) + 1
        words = line.strip()
        columns = text.count("\t", start, start + len(line))
        if _words("contact").search(line):
            label, tabs = _words("contact").fullmatch(words.rstrip(":")) is not None, columns
        elif words and not label and not (tabs and columns == tabs):
            tabs = 0
            continue
        elif words:
            label = False
        if words:
            yield start, start + len(line)
