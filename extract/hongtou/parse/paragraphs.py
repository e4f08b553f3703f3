"""What a paragraph of a flattened table looks like: its type, by the field recognisers, and its place in a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.numerals import read_number
from hongtou.fields.units import looks_like_units
from hongtou.parse.columns import NUMBER_CELL
from hongtou.parse.grid import UNIT_ROLES, Column
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering

_HEADING_LONGEST = 50
_NAMES_LONGEST = 60  # a sentence longer than this is no list of units
_PLAIN_LONGEST = 20  # a heading without number
_COUNTED = re.compile(r".{2,30}\((?:共\s*)?\d{1,3}\s*[项个件条]\)")  # 产业振兴(2项)
_LABELLED = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|参加)(?:单位|部门)?\s*:")  # a unit cell's second paragraph


class Type(IntEnum):
    """What a paragraph looks like."""

    NUMBER = 0
    HEADING = 1
    DEADLINE = 2
    UNITS = 3
    ITEM = 4
    SHORT = 5
    PROSE = 6


def type_of(words: str) -> Type:
    """The type of a folded paragraph."""
    if len(words) <= 8 and NUMBER_CELL.fullmatch(words):
        return Type.NUMBER
    if len(words) <= 60 and not (words[-1:] == "。" and len(words) > 12) and looks_like_deadline(words):
        return Type.DEADLINE  # a sentence with its full stop tells what was done then
    mark = numbering(words)
    if mark is None and len(words) > _NAMES_LONGEST and words[-1] == "。":
        return Type.PROSE
    if mark:
        if mark.rank <= 2 and len(words) <= _HEADING_LONGEST and "。" not in words[:-1]:
            return Type.HEADING
        return Type.ITEM
    if words[-1] == ")" and len(words) <= _HEADING_LONGEST and _COUNTED.fullmatch(words):
        return Type.HEADING
    if words[-2:-1].isdigit():
        return Type.SHORT if len(words) <= 6 else Type.PROSE  # "厂房6处" is a quantity, though 处 may end a unit
    if looks_like_units(words) or (":" in words[:8] and _LABELLED.match(words)):
        return Type.UNITS
    return Type.SHORT if len(words) <= 6 else Type.PROSE


def types_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[Type]:
    """The types of a table's lines; a short line between a row's last cell and the next row's number is a heading."""
    types = [type_of(line.words) for line in lines]
    roles = [column.role for column in columns]
    last = Type.DEADLINE if roles[-1] == "deadline" else Type.UNITS if roles[-1] in UNIT_ROLES else None
    if roles[0] != "number" or last is None:
        return types
    plain = {Type.SHORT, Type.PROSE} if set(roles) & set(UNIT_ROLES) else {Type.SHORT, Type.PROSE, Type.UNITS}
    found = [
        index
        for index in range(len(lines) - 1)
        if types[index + 1] == Type.NUMBER
        and types[index] in plain
        and (index == 0 or types[index - 1] == last)
        and len(words := lines[index].words) <= _PLAIN_LONGEST
        and not any(c in words for c in "。;,:")
    ]
    if found != [0]:  # alone above the first row it may be the name of a column
        for index in found:
            types[index] = Type.HEADING
    return types


def repeated_headings(lines: Sequence[Line], types: Sequence[Type]) -> frozenset[int]:
    """Headings that a page break prints again: the same words as the heading in force."""
    found, current = set(), ""
    for index, line in enumerate(lines):
        if types[index] == Type.HEADING:
            if line.bare == current:
                found.add(index)
            current = line.bare
    return frozenset(found)


def rising(lines: Sequence[Line], types: Sequence[Type], kept: Sequence[int]) -> frozenset[int]:
    """Number cells that go on from the last one, or start."""
    found, last = set(), None
    for index in kept:
        if types[index] != Type.NUMBER:
            continue
        value = read_number(lines[index].bare.strip("()（）.、．"))
        if value is None or last is None or value in (last + 1, 1):
            found.add(index)
        last = value if value is not None else last
    return frozenset(found)
