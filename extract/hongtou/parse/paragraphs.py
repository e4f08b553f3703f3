"""What a paragraph of a flattened table looks like: its type, by the field recognisers, and its place in a count."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.numerals import read_number
from hongtou.fields.units import looks_like_units
from hongtou.parse.columns import NUMBER_CELL
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering

_HEADING_LONGEST = 50
_NAMES_LONGEST = 60  # a sentence longer than this is no list of units


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
    if looks_like_units(words):
        return Type.UNITS
    return Type.SHORT if len(words) <= 6 else Type.PROSE


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
