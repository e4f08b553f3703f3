"""What the tasks of a circular share, and the limits and units that their words say by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from hongtou.fields.deadlines import scan_deadlines
from hongtou.fields.text import Text
from hongtou.fields.unit_names import Identities
from hongtou.fields.units import scan_units
from hongtou.model import Deadline, Responsibility, Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Role, YearFrom
from hongtou.parse.broken import scan_value
from hongtou.parse.periods import bare_periods
from hongtou.parse.rules import Rules, ruled

_ROLES: dict[str, Role | None] = {"lead": "lead", "support": "support", "responsible": None}


class Context(Record, frozen=True):
    """What every task of a circular shares."""

    text: Text
    circular_id: str
    work_id: str
    complete: bool
    issued: dt.date | None
    units: Identities
    """Who the names of units mean."""
    year: tuple[int, YearFrom] | None
    annex_years: tuple[tuple[int, YearFrom] | None, ...]
    """The year that each annex's title names."""
    rules: Rules
    cells: dict[tuple[str, tuple[int, YearFrom] | None, bool], tuple[int, list[Deadline]]]
    """The 时限 cells read so far, by their words."""


def as_planned(context: Context) -> Context:
    """By what day a progress report's tasks are read: 4月开工 in a report of October is the plan's word, not past."""
    return replace(context, issued=dt.date(context.issued.year, 1, 1)) if context.issued else context


def limits(
    context: Context,
    value: Value,
    year: tuple[int, YearFrom] | None,
    *,
    prose: bool,
    due: bool = False,
    named: Sequence[Value] = (),
) -> list[Deadline]:
    """The limits that a value's words say; ``due`` where a name before them says that a day is the last one.

    ``named`` are the cells that say who does the work.
    """
    issued, text = context.issued, context.text
    who = " ".join([text.folded[cell.start : cell.end] for cell in named]) if named else ""
    if value.parts is UNSET:
        found = scan_deadlines(text, value.start, value.end, issued=issued, year=year, prose=prose, named=who)
    else:
        found = scan_value(text, value, partial(scan_deadlines, issued=issued, year=year, prose=prose, named=who))
    return [_by_the_day(found[0])] if due and len(found) == 1 and found[0].precision == "day" else found


def _by_the_day(limit: Deadline) -> Deadline:
    """完成时限: 6月30日. The name says what 6月30日完成 says."""
    if limit.kind != "within" or limit.date_from != limit.date_to or limit.date_to is None:
        return limit
    return replace(limit, kind="by", date_from=None, edtf=f"/{limit.date_to.isoformat()}")


def cell_limits(
    context: Context, value: Value, year: tuple[int, YearFrom] | None, *, due: bool, period: str | None = None
) -> list[Deadline]:
    """The limits of a 时限 cell; one that says the same words as an earlier cell of the circular says the same.

    ``period`` is what the column's name says that a bare figure counts: 月份.
    """
    if period and (counted := bare_periods(context.text, value, period, context.issued, year)):
        return counted
    key = (context.text.folded[value.start : value.end], year, due)
    known = context.cells.get(key)
    if known is None:
        found = limits(context, value, year, prose=False, due=due)
        if not found and due and len(value.text) == _SERIAL and key[0].isdecimal():
            found = _of_serial(value, int(key[0]), context.issued.year if context.issued else year and year[0])
        context.cells[key] = (value.start, found)
        return found
    by = value.start - known[0]
    if any(limit.parts for limit in known[1]):
        return limits(context, value, year, prose=False, due=due)
    raw = context.text.raw
    changed = msgspec.structs.replace  # of structs alone: half the work of the compiled build's own, which asks
    moved = []
    for limit in known[1]:
        start, end = limit.start + by, limit.end + by
        moved.append(changed(limit, text=raw[start:end], start=start, end=end))
    return moved


_SERIAL = 5  # digits of a day since 1927 as a spreadsheet counts them
_BEFORE, _AFTER = 1, 15  # years around the circular's in which its work may be due


def _of_serial(value: Value, number: int, about: int | None) -> list[Deadline]:
    """The day that a spreadsheet shows as a bare number (45291) where a cell lost its format: one near the circular's
    year, else none.
    """
    day = dt.date(1899, 12, 30) + dt.timedelta(days=number)
    if about is None or not about - _BEFORE <= day.year <= about + _AFTER:
        return []
    return [
        Deadline(
            text=value.text, start=value.start, end=value.end, kind="by", date_to=day, due=day, precision="day",
            edtf=f"/{day.isoformat()}", year_from="text",
        )
    ]  # fmt: skip


def units(context: Context, columns: Sequence[tuple[str, Value]]) -> tuple[Responsibility, ...]:
    """The units of every unit column, numbered through in the order of print."""
    if not columns:
        return ()
    text, rules = context.text, context.rules
    found: list[Responsibility] = []
    if rules.first_leads and len(columns) == 1 and columns[0][0] == "lead":
        columns = [("responsible", columns[0][1])]  # 主办单位(列第一位的为牵头单位): the rest of them do the work
    first_leads = rules.first_leads and all(role == "responsible" for role, _ in columns)
    for role, value in columns:
        if value.parts is UNSET:
            found += scan_units(
                text, value.start, value.end, role=_ROLES[role], first_leads=first_leads,
                alone=rules.alone, known=context.units,
            )  # fmt: skip
        else:
            scan = partial(
                scan_units, role=_ROLES[role], first_leads=first_leads, alone=rules.alone, known=context.units
            )
            found += scan_value(text, value, scan)
    if len(columns) > 1:
        found = [replace(u, order=n) if u.order != n else u for n, u in enumerate(found, 1)]
    return tuple(ruled(text, rules, found, ordered=first_leads))
