"""The page of one task: everything its row says, and where."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

import numpy as np

from hongtou.serve.answers import Asked, NotThereError, Page
from hongtou.serve.circulars import reading
from hongtou.serve.hits import as_data, as_row, tasks_of
from hongtou.serve.site import Site


def task(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """A task with its limits, units, further columns, citations and the findings at its place."""
    number = numbered(site, db, asked.name)
    (found,) = tasks_of(site.index, db, [number], dt.date.today())
    circular_id = found["circular_id"]
    others = db.execute(
        f"SELECT {reading('other_cells', 'header')} AS header, {reading('other_cells', 'value')} AS value "
        "FROM other_cells WHERE task_id = ? ORDER BY circular_id, ordinal",
        (asked.name,),
    )
    cites = db.execute(
        'SELECT normalized, relation FROM "references" WHERE task_id = ? ORDER BY circular_id, ordinal', (asked.name,)
    )
    facts: dict[str, Any] = {
        "other": [dict(row) for row in others],
        "references": [dict(row) for row in cites],
        "findings": _findings(db, asked.name, circular_id),
        "percent": db.execute("SELECT percent FROM tasks WHERE task_id = ?", (asked.name,)).fetchone()[0],
        "row_key": db.execute("SELECT row_key FROM tasks WHERE task_id = ?", (asked.name,)).fetchone()[0],
    }
    context = {"task": found, **facts, "before": _neighbour(db, found, -1), "after": _neighbour(db, found, 1)}
    return Page("task.html", context, {**as_data(found), **facts}, [as_row(found)], bool(found["circular"]["composed"]))


def numbered(site: Site, db: sqlite3.Connection, task_id: str) -> int:
    """The number of a task in the index. Raises NotThereError."""
    row = db.execute(
        "SELECT t.rowid, c.n, c.first, c.tasks FROM tasks t JOIN idx.circulars c ON c.circular_id = t.circular_id "
        "WHERE t.task_id = ?",
        (task_id,),
    ).fetchone()
    if row is None:
        raise NotThereError(task_id)
    rows = site.index.arrays["row"][row["first"] : row["first"] + row["tasks"]]
    return int(row["first"] + np.flatnonzero(rows == row["rowid"])[0])


def _findings(db: sqlite3.Connection, task_id: str, circular_id: str) -> list[dict[str, Any]]:
    """Findings that speak of a place between the row's first and last character."""
    spans = db.execute("SELECT * FROM tasks WHERE task_id = ?", (task_id,)).fetchone()
    starts = [spans[name] for name in spans.keys() if name.endswith("_start") and spans[name] is not None]  # noqa: SIM118
    ends = [spans[name] for name in spans.keys() if name.endswith("_end") and spans[name] is not None]  # noqa: SIM118
    rows = db.execute(
        'SELECT "check", severity, message FROM findings WHERE circular_id = ? AND "start" < ? AND "end" > ? '
        "ORDER BY ordinal",
        (circular_id, max(ends), min(starts)),
    )
    return [dict(row) for row in rows]


def _neighbour(db: sqlite3.Connection, found: dict[str, Any], step: int) -> str | None:
    row = db.execute(
        "SELECT task_id FROM tasks WHERE circular_id = ? AND ordinal = ?",
        (found["circular_id"], found["ordinal"] + step),
    ).fetchone()
    return row["task_id"] if row else None
