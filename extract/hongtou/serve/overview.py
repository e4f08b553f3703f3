"""The figures of the first page, counted once when the index is made."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hongtou.serve.circulars import REGION

Numbers = NDArray[Any]
MOST = 12
"""Units, regions and findings that the first page lists."""
_EDGE = 0.001
"""Of the tasks, at each end of time, the part whose months the timeline leaves out: a slip of print (2104年) would
squeeze all others to a line. The page says how many they are."""


def overview(db: sqlite3.Connection, source: sqlite3.Connection, days: Mapping[str, Numbers]) -> dict[str, Any]:
    """By year, region, unit and month; the newest findings. ``days`` are those of preferred copies, in order."""
    months, outside = _months(days["due"])
    return {
        "years": _years(db),
        "regions": _regions(db),
        "region_count": db.execute(f"SELECT count(DISTINCT {REGION}) FROM circulars WHERE preferred").fetchone()[0],
        "most_named": _units(db, 0),
        "most_collective": _units(db, 1),
        "months": months,
        "months_outside": outside,
        "begin_months": _months(days["begin"])[0],
        "findings": _findings(db, source),
        "works": db.execute("SELECT count(DISTINCT work_id) FROM circulars").fetchone()[0],
        "origins": _origins(db),
        "composed_works": db.execute("SELECT count(*) FROM circulars WHERE preferred AND composed").fetchone()[0],
    }


def _origins(db: sqlite3.Connection) -> dict[str, int]:
    """Of works that are no composed samples: those come from nowhere."""
    rows = db.execute("SELECT origin, count(*) FROM circulars WHERE preferred AND NOT composed GROUP BY 1")
    return {"official": 0, "republished": 0, "unknown": 0, **dict(rows.fetchall())}


def _years(db: sqlite3.Connection) -> list[tuple[int, int, int]]:
    query = (
        "SELECT year, count(*), sum(tasks) FROM circulars WHERE preferred AND year NOTNULL GROUP BY 1 ORDER BY 1 DESC"
    )
    return [tuple(row) for row in db.execute(query)]


def _regions(db: sqlite3.Connection) -> list[tuple[str, int, int, str]]:
    """Name, circulars and tasks of those with most tasks, and what a search knows each by."""
    query = (
        f"SELECT max(coalesce(region, region_code)), count(*), sum(tasks), {REGION} FROM circulars "
        f"WHERE preferred AND {REGION} NOTNULL GROUP BY 4 ORDER BY 3 DESC, 1 LIMIT ?"
    )
    return [tuple(row) for row in db.execute(query, (MOST,))]


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
