"""What falls due in a month, and which months have anything.

A limit that says only from when something holds (9月1日起) falls due on no day: such days stand apart, ``?kind=from``.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from typing import Any

import numpy as np

from hongtou.serve import links
from hongtou.serve.answers import Asked, NotThereError, Page, WrongValueError
from hongtou.serve.hits import as_data, as_row, tasks_of
from hongtou.serve.index import Numbers
from hongtou.serve.search import slice_of
from hongtou.serve.site import Site

SIZE, MOST = 50, 200
CSV_ROWS = 5_000
TAKES = ("kind", "day", "page", "size")


def months(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """Every month in which something falls due, by year; then those in which something begins."""
    facts = site.index.facts
    rows = [{"month": month, "tasks": n, "page": links.calendar(month)} for month, n in facts["months"]]
    begin = [
        {"month": month, "tasks": n, "page": links.calendar(month, begin=True)} for month, n in facts["begin_months"]
    ]
    context = {"years": _years(rows), "begin": _years(begin), "outside": facts["months_outside"]}
    return Page("months.html", context, {"months": rows, "begin": begin}, rows, bool(facts["composed"]))


def _years(months: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The months by year, the latest year first."""
    years: dict[str, list[dict[str, Any]]] = {}
    for month in reversed(months):
        years.setdefault(month["month"][:4], []).insert(0, month)
    return years


def month(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """The tasks that fall due in a month, ``2014-05``, day by day, or on one day of it (``?day=31``); with
    ``?kind=from`` those that hold from a day of it.
    """
    first, last = _days(asked.name)
    begin = asked.one_of("kind", ("due", "from")) == "from"
    docs, days = _within(site, "begin" if begin else "due", first, last)
    others, _ = _within(site, "due" if begin else "begin", first, last)
    counts = dict(zip(*(part.tolist() for part in np.unique(days, return_counts=True)), strict=True))
    day = _day(asked, last)
    if day:
        here = days == first.replace(day=day).toordinal()
        docs, days = docs[here], days[here]
    paging = asked.paging(len(docs), SIZE, MOST, CSV_ROWS)
    listed = tasks_of(site.index, db, docs[paging.part].tolist(), dt.date.today())
    on = [dt.date.fromordinal(n).isoformat() for n in days[paging.part].tolist()]
    grid = _weeks(first, last, counts)
    facts: dict[str, Any] = {
        "month": asked.name, "kind": "from" if begin else "due", "count": len(docs),
        "days": [{"day": dt.date.fromordinal(n).isoformat(), "tasks": tasks} for n, tasks in sorted(counts.items())],
    }  # fmt: skip
    context = {
        **facts, "weeks": grid, "listed": listed, "on": on, "paging": paging,
        "day": day, "before": _month(first - dt.timedelta(days=1)), "after": _month(last + dt.timedelta(days=1)),
        "begin": begin, "others": len(others), "past": not begin and last < dt.date.today(),
    }  # fmt: skip
    data = {
        **facts,
        "page": paging.page,
        "pages": paging.pages,
        "tasks": [{"on": d, **as_data(t)} for d, t in zip(on, listed, strict=True)],
    }
    rows = [{"on": d, **as_row(task)} for d, task in zip(on, listed, strict=True)]
    return Page("calendar.html", context, data, rows, any(task["circular"]["composed"] for task in listed))


def _within(site: Site, name: str, first: dt.date, last: dt.date) -> tuple[Numbers, Numbers]:
    """The tasks of preferred copies that have a day of that name in the month, and the days, in order."""
    days, docs = site.index.arrays[f"{name}_days"], site.index.arrays[f"{name}_docs"]
    here = slice_of(days, first, last)
    preferred = docs[here] < site.index.facts["preferred_tasks"]
    return docs[here][preferred], days[here][preferred]


def _days(name: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a month. Raises NotThereError for what is no month."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", name):
        raise NotThereError(name)
    try:
        first = dt.date.fromisoformat(f"{name}-01")
        after = (first + dt.timedelta(days=31)).replace(day=1)
    except (ValueError, OverflowError) as error:
        raise NotThereError(name) from error
    return first, after - dt.timedelta(days=1)


def _day(asked: Asked, last: dt.date) -> int | None:
    """The day of the month that is asked for. Raises WrongValueError for one that the month does not have."""
    said = asked.first("day")
    if said is None:
        return None
    if not re.fullmatch("[0-9]{1,2}", said) or not 1 <= int(said) <= last.day:
        raise WrongValueError("day", said, ("takes_month_day",))
    return int(said)


def _month(day: dt.date) -> str:
    return day.isoformat()[:7]


def _weeks(first: dt.date, last: dt.date, counts: dict[int, int]) -> list[list[tuple[int, int] | None]]:
    """The days of the month with their tasks, in weeks from Monday; None where the week belongs to another month."""
    cells: list[tuple[int, int] | None] = [None] * first.weekday()
    cells += [(day, counts.get(first.replace(day=day).toordinal(), 0)) for day in range(1, last.day + 1)]
    cells += [None] * (-len(cells) % 7)
    return [cells[i : i + 7] for i in range(0, len(cells), 7)]
