"""The page of a unit: the tasks that name it, in which role, till when, and what the circulars say of them.

It counts and quotes; it ranks nobody and gives no share. Tasks given to a collective that the unit may belong to stand
apart: a collective assigns nothing to each of its members.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

import numpy as np
from msgspec.structs import replace

from hongtou.serve import links
from hongtou.serve.answers import Asked, NotThereError, Page
from hongtou.serve.build import ROLES, VERDICTS
from hongtou.serve.hits import as_data, as_row, tasks_of
from hongtou.serve.index import Numbers
from hongtou.serve.search import Question
from hongtou.serve.site import Site

SIZE, MOST = 25, 200
CSV_ROWS = 5_000
TAKES = ("collective", "role", "sort", "page", "size")
_LISTED = 20  # other names, collectives, quoted words


def unit(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """All tasks of a unit by due day or by role, what was said of them, by year, its other names."""
    found = {
        bool(row["collective"]): row["n"]
        for row in db.execute("SELECT n, collective FROM idx.units WHERE name = ?", (asked.name,))
    }
    collective = asked.one_of("collective", ("0", "1")) == "1" or False not in found
    if collective not in found:
        raise NotThereError(asked.name)
    role = asked.one_of("role", ROLES)
    question = Question(unit=asked.name, collective=collective)
    every = site.searcher.tasks(db, question)
    in_role = {name: site.searcher.tasks(db, replace(question, role=name)) for name in ROLES}
    tasks = in_role.get(role or "", every)
    by_due = asked.one_of("sort", ("due", "date")) == "due"
    tasks = _by_due(site, tasks) if by_due else tasks
    paging = asked.paging(len(tasks), SIZE, MOST, CSV_ROWS)
    listed = tasks_of(site.index, db, tasks[paging.part].tolist(), dt.date.today())
    facts: dict[str, Any] = {
        "unit": asked.name, "collective": collective, "namesake": (not collective) in found, "tasks": len(every),
        "roles": {name: len(of) for name, of in in_role.items()},
        "said": _said(site, db, every), **_names(db, found[collective]),
        "years": [{"year": int(year), "tasks": n} for year, n in site.facets.years(every)],
        "within": _within(db, asked.name),
    }  # fmt: skip
    context = {
        **facts, "listed": listed, "paging": paging, "shown": len(tasks),
        "role": role, "sort": "due" if by_due else "date",
    }  # fmt: skip
    data = {**facts, "page": paging.page, "pages": paging.pages, "listed": [as_data(task) for task in listed]}
    composed = any(task["circular"]["composed"] for task in listed)
    return Page("unit.html", context, data, [as_row(task) for task in listed], composed)


def _by_due(site: Site, tasks: Numbers) -> Numbers:
    """By the first due day of each, those without one last."""
    days, docs = site.index.arrays["due_days"], site.index.arrays["due_docs"]
    first = np.full(site.searcher.count, np.iinfo(np.int32).max, dtype=np.int32)
    if len(tasks) < len(docs) // 50:
        mine = np.isin(docs, tasks)
        days, docs = days[mine], docs[mine]
    first[docs[::-1]] = days[::-1]
    return tasks[np.argsort(first[tasks], kind="stable")]


def _said(site: Site, db: sqlite3.Connection, tasks: Numbers) -> dict[str, Any]:
    """How many of the tasks a circular names as behind, as on track, or not at all, with the newest words of each."""
    verdicts = site.index.arrays["verdict"][tasks]
    found: dict[str, Any] = {}
    for verdict in ("lagging", "on_track"):
        mine = tasks[verdicts == VERDICTS.index(verdict)]
        quoted = tasks_of(site.index, db, mine[:_LISTED].tolist(), dt.date.today())
        found[verdict] = {
            "tasks": len(mine),
            "words": [
                {
                    "words": task["verdict_text"], "task": task["task"], "page": links.task(task["task_id"]),
                    "circular": task["circular"]["title"], "date": task["circular"]["date"],
                    "source": links.circular(task["circular"]["circular_id"], f"t{task['ordinal']}"),
                }
                for task in quoted
            ],
        }  # fmt: skip
    found["none"] = {"tasks": int((verdicts == 0).sum())}
    return found


def _names(db: sqlite3.Connection, unit: int) -> dict[str, Any]:
    printed = db.execute(f"SELECT DISTINCT printed FROM idx.forms WHERE unit = ? ORDER BY n LIMIT {_LISTED}", (unit,))
    aliases = db.execute(
        f"SELECT alias, times FROM idx.aliases WHERE unit = ? ORDER BY 2 DESC, 1 LIMIT {_LISTED}", (unit,)
    )
    return {"printed": [name for (name,) in printed], "aliases": [{"name": name, "times": n} for name, n in aliases]}


def _within(db: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    """The collectives that stand for this unit among others, with their tasks: not counted as its own."""
    rows = db.execute(
        "SELECT u.name, m.tasks FROM idx.members m JOIN idx.units u ON u.n = m.unit WHERE m.name = ? "
        f"ORDER BY m.tasks DESC, u.name LIMIT {_LISTED}",
        (name,),
    )
    return [{"collective": name, "tasks": n} for name, n in rows]
