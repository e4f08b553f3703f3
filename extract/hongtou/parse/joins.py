"""How a paragraph of a flattened table joins the one before it: whether its first words go on in the same cell."""

from __future__ import annotations

from typing import Final

from hongtou.fields.numerals import read_number
from hongtou.parse.lines import Line
from hongtou.parse.numbering import OPENS, numbering
from hongtou.parse.paragraphs import Type

_IN_DATE = "0123456789月年季"  # what follows the first figure of a day, or nothing
_NAME_LONGEST = 20  # of a paragraph that may be a name


class Join:
    """What a paragraph's first words, and the last ones of the paragraph before, say of a cell that goes on."""

    NONE: Final = 0
    OPEN: Final = 1
    """The paragraph before ends in a mark after which its cell goes on."""
    FIRST: Final = 2
    """The first item of a count: it opens a cell."""
    NEXT: Final = 3
    """The item after the last one of a count."""
    NAMED: Final = 4
    """The paragraph before is short and ends in no mark: a name, which prose does not go on from."""


_GOES_ON = ";,、:"
_FINAL = "。;,、:.!?"


def joins_of(lines: list[Line], types: list[int], kept: list[int]) -> list[int]:
    """How each line of ``kept`` joins the one before it; only text and lists of units do."""
    found: list[int] = []
    item = 0
    before, above = Type.NUMBER, -1
    for index in kept:
        kind = types[index]
        join = Join.NONE
        if kind >= Type.ITEM:
            last = lines[above].words if above >= 0 else ""
            if kind == Type.ITEM:
                value = _item(lines[index].words)
                join = Join.NEXT if value == item + 1 > 1 else Join.FIRST if value == 1 and last[-1:] != ":" else join
                item = value or item
            if join == Join.NONE and before >= Type.ITEM:
                join = Join.OPEN if last[-1] in _GOES_ON else Join.NAMED if _names(last) else join
            elif join == Join.NONE and before == Type.DEADLINE and last[-1] in _GOES_ON:
                join = Join.OPEN  # 10月底前拨付到位; / 建立台账。
        elif kind != Type.HEADING:
            words = lines[index].words
            counted = words[0] in OPENS and (
                kind == Type.UNITS or (kind == Type.DEADLINE and words[1:2] not in _IN_DATE)
            )
            value = _item(words) if counted else 0
            if value:
                join = Join.NEXT if value == item + 1 > 1 else Join.FIRST if value == 1 else join
            item = value
            if join == Join.NONE and kind == before == Type.UNITS and lines[above].words[-1] in _GOES_ON:
                join = Join.OPEN
        found.append(join)
        before, above = kind, index
    return found


def _item(words: str) -> int:
    """The count that an item's mark says; 0 where it says none."""
    mark = numbering(words)
    return (read_number(words[: mark.length].strip("()、.． ")) or 0) if mark and mark.rank >= 3 else 0


def _names(words: str) -> bool:
    return len(words) <= _NAME_LONGEST and words[-1] not in _FINAL
