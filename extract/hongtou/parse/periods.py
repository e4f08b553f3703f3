"""Limit cells that hold a bare figure because their column names the period: 完成月份 over 3, 3-5, 4、9."""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from hongtou.fields.deadlines import scan_deadlines
from hongtou.fields.text import Text
from hongtou.model import Deadline, Value
from hongtou.model.vocabulary import YearFrom
from hongtou.parse.grid import Column

_EACH = {
    "月份": re.compile(r"(?:(?:0?[1-9]|1[0-2])(?:[-至](?:0?[1-9]|1[0-2]))?)"),
    "季度": re.compile(r"(?:[1-4一二三四](?:[-至][1-4一二三四])?)"),
}
_UNIT = {"月份": "月", "季度": "季度"}
_MONTH = re.compile(r"月份|时间[(（]月[)）]")
_BETWEEN = re.compile(r"[、,] ?")
_LONGEST = 12


def period_named(column: Column) -> str | None:
    """月份 or 季度 where the column's name says that its cells are such. A length, 工期(月), is another thing."""
    if column.role != "deadline" or column.header is None:
        return None
    name = column.header.text
    return "月份" if _MONTH.search(name) else "季度" if "季度" in name else None


def bare_periods(
    text: Text, value: Value, period: str, issued: dt.date | None, year: tuple[int, YearFrom] | None
) -> list[Deadline]:
    """What a cell of bare figures says under such a name; none where it holds anything else."""
    folded = text.folded[value.start : value.end]
    if len(folded) > _LONGEST or not folded[0].isalnum():
        return []
    found: list[Deadline] = []
    at = value.start
    for piece in _BETWEEN.split(folded):
        if _EACH[period].fullmatch(piece) is None:
            return []
        at = text.folded.index(piece, at)
        said = Text.of(piece + _UNIT[period])
        limits = scan_deadlines(said, 0, len(said.raw), issued=issued, year=year)
        if len(limits) != 1:
            return []
        end = at + len(piece)
        found.append(replace(limits[0], text=text.raw[at:end], start=at, end=end))
        at = end
    return found
