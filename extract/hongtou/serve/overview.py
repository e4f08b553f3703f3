"""The figures of the first page, counted once when the index is made."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
MOST = 12
"""Units, regions and findings that the first page lists."""
_EDGE = 0.001
"""Of the tasks, at each end of time, the part whose months the timeline leaves out: a slip of print (2104年) would
squeeze all others to a line. The page says how many they are."""


def overview(db: sqlite3.Connection, source: sqlite3.Connection, due_days: Numbers) -> dict[str, Any]:
    """By year, region, unit and month; the newest findings. ``due_days`` are those of preferred copies, in order."""
    months, outside = _months(due_days)
    return {
        "years": _rows(db, "year"),
        "regions": _rows(db, "coalesce(region, region_code)", MOST),
        "region_count": db.execute(
            "SELECT count(DISTINCT coalesce(region_code, region)) FROM circulars WHERE preferred"
        ).fetchone()[0],
        "most_named": _units(db, 0),
        "most_collective": _units(db, 1),
        "months": months,
        "months_outside": outside,
        "findings": _findings(db, source),
        "works": db.execute("SELECT count(DISTINCT work_id) FROM circulars").fetchone()[0],
        "origins": {"official": 0, "republished": 0, "unknown": 0}
        | dict(db.execute("SELECT origin, count(*) FROM circulars WHERE preferred GROUP BY 1").fetchall()),
    }


def _rows(db: sqlite3.Connection, column: str, most: int = -1) -> list[tuple[Any, int, int]]:
    order = "3 DESC, 1" if most > 0 else "1 DESC"
    query = f"SELECT {column}, count(*), sum(tasks) FROM circulars WHERE preferred GROUP BY 1 ORDER BY {order} LIMIT ?"
    return [tuple(row) for row in db.execute(query, (most,)) if row[0] is not None]


def _units(db: sqlite3.Connection, collective: int) -> list[tuple[str, int]]:
    query = "SELECT name, tasks FROM units WHERE collective = ? AND tasks > 0 ORDER BY tasks DESC, name LIMIT ?"
    return [tuple(row) for row in db.execute(query, (collective, MOST))]


def _months(days: Numbers) -> tuple[list[tuple[str, int]], int]:
    if not len(days):
        return [], 0
    edge = int(len(days) * _EDGE)
    inner = days[edge : len(days) - edge]
    sums: Counter[str] = Counter()
    for day, n in zip(*(part.tolist() for part in np.unique(inner, return_counts=True)), strict=True):
        sums[dt.date.fromordinal(day).isoformat()[:7]] += n
    return sorted(sums.items()), 2 * edge


def _findings(db: sqlite3.Connection, source: sqlite3.Connection) -> list[dict[str, Any]]:
    """Those of the newest circulars that have any; what merely says how something was read is left out."""
    found: list[dict[str, Any]] = []
    for circular_id, title, date, composed in db.execute(
        "SELECT circular_id, title, date, composed FROM circulars WHERE preferred ORDER BY n"
    ):
        rows = source.execute(
            'SELECT "check", severity, message FROM findings WHERE circular_id = ? AND severity <> ? ORDER BY ordinal',
            (circular_id, "info"),
        )
        about = {"circular_id": circular_id, "title": title, "date": date, "composed": composed}
        found += [
            {**about, "check": check, "severity": severity, "message": message} for check, severity, message in rows
        ]
        if len(found) >= MOST:
            break
    return found[:MOST]
