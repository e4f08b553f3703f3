"""Tasks as the pages list them: what is to be done, by whom, till when, what was said of it, where it says so."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hongtou.serve import links
from hongtou.serve.circulars import reading
from hongtou.serve.index import Index
from hongtou.serve.limits import past

_AT_ONCE = 500  # of SQLite's variables in a question
CIRCULAR = (
    "circular_id", "title", "number", "issuers", "date", "region", "complete", "composed", "origin", "url", "preferred",
)  # fmt: skip


def tasks_of(index: Index, db: sqlite3.Connection, numbers: Sequence[int], today: dt.date) -> list[dict[str, Any]]:
    """The tasks with these numbers of the index, in the order given."""
    found: list[dict[str, Any]] = []
    for start in range(0, len(numbers), _AT_ONCE):
        found += _tasks(index, db, list(numbers[start : start + _AT_ONCE]), today)
    return found


def _tasks(index: Index, db: sqlite3.Connection, numbers: list[int], today: dt.date) -> list[dict[str, Any]]:
    rowids = index.arrays["row"][numbers].tolist()
    circulars = circulars_of(db, index.arrays["of"][numbers].tolist())
    columns = ", ".join(f"{reading('tasks', name)} AS {name}" for name in ("task", "content", "progress"))
    rows = {
        row["rowid"]: dict(row)
        for row in db.execute(
            f'SELECT rowid, circular_id, task_id, ordinal, "number", {columns}, status, status_text, verdict, '
            f"verdict_text, complete FROM tasks WHERE rowid IN ({_marks(rowids)})",
            rowids,
        )
    }
    ids = [rows[rowid]["task_id"] for rowid in rowids]
    limits, owed, headings = _limits(db, ids, today), _units(db, ids), _headings(db, ids)
    return [
        {
            **rows[rowid], "circular": circulars[n], "deadlines": limits[task_id], "units": owed[task_id],
            "category": headings[task_id],
        }
        for rowid, n, task_id in zip(rowids, index.arrays["of"][numbers].tolist(), ids, strict=True)
    ]  # fmt: skip


def circulars_of(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The circulars with these numbers of the index."""
    wanted = sorted(set(numbers))
    rows = db.execute(
        f"SELECT n, {', '.join(CIRCULAR)}, tasks FROM idx.circulars WHERE n IN ({_marks(wanted)})", wanted
    )
    return {row["n"]: {name: row[name] for name in (*CIRCULAR, "tasks")} for row in rows}


def _limits(db: sqlite3.Connection, ids: list[str], today: dt.date) -> dict[str, list[dict[str, Any]]]:
    """What ``past`` says is said of the day alone: nothing of what became of the task."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _of_tasks(db, "deadlines", f"{reading('deadlines', 'text')} AS text, kind, due, date_to_strict", ids):
        facts = {name: row[name] for name in ("text", "kind", "due", "date_to_strict")}
        due = dt.date.fromisoformat(row["due"]) if row["due"] else None
        found[row["task_id"]].append({**facts, "past": past(row["kind"], due, today)})
    return found


def _units(db: sqlite3.Connection, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = f'{reading("responsibilities", "text")} AS text, "unit", role, collective'
    for row in _of_tasks(db, "responsibilities", columns, ids):
        found[row["task_id"]].append(
            {"unit": row["unit"], "printed": row["text"], "role": row["role"], "collective": bool(row["collective"])}
        )
    return found


def _headings(db: sqlite3.Connection, ids: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _of_tasks(db, "categories", f"{reading('categories', 'text')} AS text", ids):
        found[row["task_id"]].append(row["text"])
    return found


def _of_tasks(db: sqlite3.Connection, table: str, columns: str, ids: list[str]) -> Iterable[Any]:
    return db.execute(
        f"SELECT task_id, {columns} FROM {table} WHERE task_id IN ({_marks(ids)}) ORDER BY circular_id, ordinal", ids
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def as_data(task: dict[str, Any]) -> dict[str, Any]:
    """A task as JSON gives it: the facts, and the addresses of its pages."""
    circular = task["circular"]
    left_out = ("rowid", "ordinal", "circular", "circular_id")
    return {
        **{name: value for name, value in task.items() if name not in left_out},
        "complete": bool(task["complete"]),
        "page": links.task(task["task_id"]),
        "circular": {**circular_data(circular)},
    }


def circular_data(circular: dict[str, Any]) -> dict[str, Any]:
    """A circular as JSON gives it."""
    flags = {name: bool(circular[name]) for name in ("complete", "composed", "preferred")}
    return {**circular, **flags, "page": links.circular(circular["circular_id"])}


def as_row(task: dict[str, Any]) -> dict[str, Any]:
    """A task as a row of a CSV."""
    circular = task["circular"]
    return {
        "task_id": task["task_id"], "document_number": circular["number"], "title": circular["title"],
        "issuers": circular["issuers"], "region": circular["region"], "date": circular["date"],
        "category": " / ".join(task["category"]), "number": task["number"], "task": task["task"],
        "content": task["content"], "deadline": "; ".join(limit["text"] for limit in task["deadlines"]),
        "due": "、".join(limit["due"] for limit in task["deadlines"] if limit["due"]),
        "due_strict": "、".join(limit["date_to_strict"] for limit in task["deadlines"] if limit["date_to_strict"]),
        **{role: "、".join(_named(task, role)) for role in ("lead", "responsible", "support")},
        "collective": "、".join(unit["unit"] for unit in task["units"] if unit["collective"]),
        "progress": task["progress"], "status": task["status"], "verdict": task["verdict"],
        "verdict_text": task["verdict_text"], "complete": bool(task["complete"]),
        "composed": bool(circular["composed"]), "origin": circular["origin"], "source_url": circular["url"],
    }  # fmt: skip


def _named(task: dict[str, Any], role: str) -> Iterator[str]:
    return (unit["unit"] for unit in task["units"] if unit["role"] == role and not unit["collective"])
