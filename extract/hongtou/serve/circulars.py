"""The circulars of ``dataset.sqlite`` as the index takes them in: newest first, copies last, joined readings."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from hongtou.model.document import origin_of

COLUMNS = (
    "circular_id", "work_id", "preferred", "complete", "composed", "origin", "url", "publisher", "title", "number",
    "issuers", "date", "year", "region_code", "region", "level", "genre", "path",
)  # fmt: skip
"""What the index keeps of a circular, so that no list has to read its text."""

REGION = "coalesce(region_code, region)"
"""SQL: what a region is known by; a place that GB/T 2260 does not have has its name alone."""

_CLEAN = (
    "(SELECT b.clean FROM broken_values b WHERE b.circular_id = {table}.circular_id AND b.table_name = '{table}' "
    "AND b.\"row\" = {row} AND b.column_name = '{column}')"
)


def reading(table: str, column: str, row: str = "ordinal") -> str:
    """SQL: the joined reading of a value that print breaks, else the value.

    The look-up among the broken values costs as much as the row: it is asked for only in circulars that have some.
    """
    row = row if row.isdigit() else f"{table}.{row}"
    return f'coalesce({_CLEAN.format(table=table, row=row, column=column)}, {table}."{column}")'


_CIRCULARS = f"""
SELECT circular_id, work_id, preferred, complete, source_composed AS composed, source_url AS url,
  source_page_count, source_publisher AS publisher, {reading("circulars", "title", "1")} AS title, document_number,
  document_number_normalized AS number,
  (SELECT group_concat("unit", '、') FROM parties p WHERE p.circular_id = circulars.circular_id AND p.kind = 'issuer')
  AS issuers,
  date_issued_date, date_published_date, document_number_year, region_code, region, level, genre, source_path AS path
FROM circulars WHERE rowid = ?"""
_ORDER = "SELECT rowid FROM circulars ORDER BY preferred DESC, date_issued_date IS NULL, date_issued_date DESC, rowid"


class Reader:
    """Reads one circular after the other; each method gives what belongs to the tasks of one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._db.row_factory = sqlite3.Row
        (self.count,) = db.execute("SELECT count(*) FROM circulars").fetchone()

    def circulars(self) -> Iterator[dict[str, Any]]:
        """Each circular: preferred copies first, the newest first, those without a date last."""
        for (rowid,) in self._db.execute(_ORDER).fetchall():
            row = dict(self._db.execute(_CIRCULARS, (rowid,)).fetchone())
            row["date"] = row.pop("date_issued_date") or row["date_published_date"]
            year = row.pop("document_number_year")
            row["year"] = int(row["date"][:4]) if row["date"] else year
            row["origin"] = origin_of(row["url"], row.pop("source_page_count"))
            row["numbers"] = "\n".join(filter(None, (row["number"], row.pop("document_number"))))
            yield row

    def tasks(self, circular_id: str) -> list[dict[str, Any]]:
        """Its tasks in order; ``words`` are task, category, content and progress."""
        categories = defaultdict(list)
        for task_id, text in self._db.execute(
            f"SELECT task_id, {reading('categories', 'text')} FROM categories WHERE circular_id = ? ORDER BY ordinal",
            (circular_id,),
        ):
            categories[task_id].append(text)
        columns = ", ".join(f"{reading('tasks', name)} AS {name}" for name in ("task", "content", "progress"))
        rows = self._db.execute(
            f"SELECT rowid, task_id, verdict, status, {columns} FROM tasks WHERE circular_id = ? ORDER BY ordinal",
            (circular_id,),
        )
        return [
            {
                "rowid": row["rowid"], "task_id": row["task_id"], "verdict": row["verdict"], "status": row["status"],
                "words": (
                    row["task"], "\n".join(categories[row["task_id"]]), row["content"] or "", row["progress"] or "",
                ),
            }
            for row in rows
        ]  # fmt: skip

    def deadlines(self, circular_id: str) -> dict[str, list[tuple[str | None, str | None]]]:
        """Kind and due day of the limits of each task."""
        return self._by_task("SELECT task_id, kind, due FROM deadlines", circular_id)

    def responsibilities(self, circular_id: str) -> dict[str, list[Any]]:
        """Name, print, role, whether it is a collective, type and region of the units of each task."""
        printed = reading("responsibilities", "text")
        return self._by_task(
            f'SELECT task_id, "unit", {printed}, role, collective, unit_type, region_code FROM responsibilities',
            circular_id,
        )

    def keywords(self, circular_id: str) -> dict[str, list[Any]]:
        """The keywords of each task, where there are any."""
        return self._by_task("SELECT task_id, keyword FROM keywords", circular_id)

    def _by_task(self, select: str, circular_id: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        rows = self._db.execute(
            f"{select} WHERE circular_id = ? AND task_id IS NOT NULL ORDER BY ordinal", (circular_id,)
        )
        for task_id, *facts in rows:
            found[task_id].append(tuple(facts))
        return found

    def aliases(self, circular_id: str) -> list[Any]:
        """Other names that its tasks print for a unit."""
        return self._owed('"unit", r.collective, x.alias', "aliases", circular_id, "")

    def members(self, circular_id: str) -> list[Any]:
        """What its collectives stand for, and in how many tasks."""
        columns = '"unit", r.collective, x.name, count(DISTINCT r.task_id)'
        return self._owed(columns, "members", circular_id, ' GROUP BY "unit", r.collective, x.name')

    def _owed(self, columns: str, table: str, circular_id: str, group: str) -> list[Any]:
        return self._db.execute(
            f"SELECT r.{columns} FROM {table} x JOIN responsibilities r "
            "ON r.circular_id = x.circular_id AND r.ordinal = x.responsibility "
            f"WHERE x.circular_id = ? AND r.task_id IS NOT NULL{group}",
            (circular_id,),
        ).fetchall()
