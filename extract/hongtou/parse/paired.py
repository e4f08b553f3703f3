"""Cells of two roles: 责任单位(牵头/配合) over 县水利局/县财政局, 牵头单位(配合单位) over 县水利局(县财政局),
责任单位及完成时限 over 县水利局,6月底前.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import UNSET

from hongtou.fields.text import Text, fold
from hongtou.model import Deadline, Value
from hongtou.model.record import Record
from hongtou.parse.columns import bare_name, role_of_name
from hongtou.parse.grid import UNIT_ROLES, Column


class Pair(Record, frozen=True):
    """The roles of the two parts of a cell, and what parts them: a stroke, or else the second stands in brackets."""

    first: str
    second: str
    stroke: bool


def pair_of(column: Column) -> Pair | None:
    """The two roles that a column's name says; None where it says one, also in two words: 牵头单位(责任单位)."""
    if column.header is None:
        return None
    name = fold("".join(column.header.reading.split()))
    before, bracket, within = name.partition("(")
    within = within.removesuffix(")")
    if "/" in name:
        sides, stroke = (within if "/" in within else before).split("/"), True
    elif bracket and name[-1] == ")":
        sides, stroke = [before, within], False
    else:
        return None
    roles = [role_of_name(bare_name(side)) for side in sides]
    if len(roles) != 2 or roles[0] == roles[1]:
        return None
    first, second = roles
    if first not in UNIT_ROLES or second not in UNIT_ROLES or (not stroke and "support" not in roles):
        return None
    return Pair(first, second, stroke)


def parted(text: Text, value: Value, pair: Pair) -> list[tuple[str, Value]]:
    """The two parts of a cell, each with its role; none where the cell does not print two. Which of several strokes
    parts them is not known: then all are responsible.
    """
    if value.parts is not UNSET:
        return []
    words = text.folded[value.start : value.end]
    mark = "/" if pair.stroke else "("
    at = words.find(mark)
    if pair.stroke and words.count(mark) > 1:
        return [("responsible", value)]
    if at <= 0 or words.count(mark) != 1 or not (pair.stroke or words[-1] == ")"):
        return []
    end = value.end if pair.stroke else value.end - 1
    first, second = text.value(value.start, value.start + at), text.value(value.start + at + 1, end)
    return [(pair.first, first), (pair.second, second)] if first.text and second.text else []


_JOINED = re.compile("[/、及和与]")
_TRIMMED = " \n\t/|、,;:。()[]【】-"
_ONLY_DONE = re.compile("(?:前|底|内)?(?:完成|办结|落实|到位)?")


def unit_role_beside(column: Column) -> str | None:
    """The role of the units that a column of limits names too: 责任单位/完成时限; None where it names none."""
    if column.role != "deadline" or column.header is None:
        return None
    sides = _JOINED.split(fold("".join(column.header.reading.split())))
    if len(sides) < 2:
        return None
    roles = {role for side in sides if (role := role_of_name(bare_name(side))) in UNIT_ROLES}
    return (roles.pop() if len(roles) == 1 else "responsible") if roles else None


def beside_limits(text: Text, value: Value, limits: Sequence[Deadline]) -> list[Value]:
    """What a cell says before its limits and behind them; nothing of one whose text is broken."""
    if value.parts is not UNSET or not limits:
        return []
    first, last = min(limit.start for limit in limits), max(limit.end for limit in limits)
    found = []
    for start, end in ((value.start, first), (last, value.end)):
        while start < end and text.folded[start] in _TRIMMED:
            start += 1
        while start < end and text.folded[end - 1] in _TRIMMED:
            end -= 1
        if not _ONLY_DONE.fullmatch(text.folded, start, end):
            found.append(text.value(start, end))
    return found
