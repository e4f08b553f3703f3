"""``dataset.sqlite``: the tables with their keys, indexes, and the views an analyst asks for first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hongtou.write.labels import column_label, table_label
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table, tables

NAME = "dataset.sqlite"

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "offset": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}

_INDEXES = {
    "circulars": ("work_id", "document_number_normalized", "region_code", "date_issued_date"),
    "tasks": ("circular_id", "row_key", "status", "verdict"),
    "deadlines": ("due", "kind"),
    "responsibilities": ("unit", "role"),
    "references": ("normalized", "target_work_id"),
    "findings": ("check",),
    "parties": ("unit",),
}
"""Columns people search by; those of foreign keys have an index anyway."""


def _names(source: str, column: str, where: str) -> str:
    return (
        f"(SELECT group_concat({column}, '、') FROM (SELECT {column} FROM {source} x WHERE {where} "
        f"ORDER BY x.circular_id, x.ordinal))"
    )


def _units(role: str) -> str:
    return _names("responsibilities", '"unit"', f"x.task_id = t.task_id AND x.role = '{role}'")


def _reading(table: str, alias: str, column: str, name: str = "") -> str:
    """The joined reading where print breaks the value, else the value; called as the column, or ``name``."""
    row = "1" if table == "circulars" else f"{alias}.ordinal"
    return (
        f"coalesce((SELECT b.clean FROM broken_values b WHERE b.circular_id = {alias}.circular_id "
        f"AND b.table_name = '{table}' AND b.\"row\" = {row} AND b.column_name = '{column}'), {alias}.{column})"
        f" AS {name or column}"
    )


_TITLE = _reading("circulars", "c", "title")
_TASK, _CONTENT = (_reading("tasks", "t", column) for column in ("task", "content"))

VIEWS = {
    "v_overview": f"""
SELECT t.circular_id, t.task_id, c.document_number_normalized AS document_number, {_TITLE},
       {_names("parties", '"unit"', "x.circular_id = c.circular_id AND x.kind = 'issuer'")} AS issuers,
       c.region_code, c.region, c.level, c.date_issued_date AS date_issued, c.as_of,
       {_names("categories", '"text"', "x.task_id = t.task_id")} AS category,
       t.number, {_TASK}, {_CONTENT}, t.deadline,
       {_names("deadlines", '"due"', "x.task_id = t.task_id AND x.due IS NOT NULL")} AS due,
       {_units("lead")} AS lead, {_units("responsible")} AS responsible, {_units("support")} AS support,
       t.progress, t.status, t.verdict, t.complete, c.preferred, c.source_composed AS composed, c.source_url
FROM tasks t JOIN circulars c ON c.circular_id = t.circular_id
ORDER BY c.rowid, t.ordinal""",
    "v_due": f"""
SELECT d.due, d."text" AS "limit", d.kind, t.task_id, t.number, {_TASK}, t.status, t.verdict,
       {_names("responsibilities", '"unit"', "x.task_id = t.task_id")} AS units,
       {_TITLE}, c.document_number_normalized AS document_number, c.preferred, c.source_composed AS composed
FROM deadlines d JOIN tasks t ON t.task_id = d.task_id JOIN circulars c ON c.circular_id = t.circular_id
WHERE d.due IS NOT NULL
ORDER BY d.due, c.rowid, t.ordinal, d.ordinal""",
    # A copy of a work says nothing twice: what counts, counts the preferred one.
    "v_units": """
SELECT r."unit", r.unit_type, r.region_code, r.collective,
       sum(r.role = 'lead') AS lead, sum(r.role = 'responsible') AS responsible, sum(r.role = 'support') AS support,
       count(DISTINCT r.task_id) AS tasks, count(DISTINCT r.circular_id) AS circulars, c.source_composed AS composed
FROM responsibilities r JOIN circulars c ON c.circular_id = r.circular_id
WHERE c.preferred
GROUP BY r."unit", r.unit_type, r.region_code, r.collective, c.source_composed
ORDER BY tasks DESC, r."unit" """,
    "v_citations": f"""
SELECT r.circular_id, c.document_number_normalized AS citing, {_reading("circulars", "c", "title", "citing_title")},
       r.normalized AS cited, {_reading("references", "r", "title", "cited_title")},
       r.relation, r.part, r.task_id, r.target_work_id, w.circular_id AS target_circular_id,
       c.source_composed AS composed
FROM "references" r JOIN circulars c ON c.circular_id = r.circular_id
LEFT JOIN circulars w ON w.work_id = r.target_work_id AND w.preferred
WHERE c.preferred
ORDER BY c.rowid, r.ordinal""",
}
"""Views by name."""


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _definition(table: Table, column: Column) -> str:
    words = f'"{column.name}" {_TYPES[column.kind]}'
    if not column.nullable:
        words += " NOT NULL"
    if column.words:
        words += f' CHECK ("{column.name}" IN ({", ".join(repr(word) for word in column.words)}))'
    if column.kind == "boolean":
        words += f' CHECK ("{column.name}" IN (0, 1))'
    return words


def create_statement(table: Table) -> str:
    """The CREATE TABLE of a table; each column's Chinese title stands behind it as a comment."""
    lines = [(_definition(table, column), column_label(table.name, column).title) for column in table.columns]
    keys = [f"PRIMARY KEY ({_quoted(table.key)})"]
    keys += [
        f'FOREIGN KEY ({_quoted(own)}) REFERENCES "{other}" ({_quoted(theirs)})'
        for own, other, theirs in table.foreign_keys
    ]
    body = "".join(f"  {words}, -- {title}\n" for words, title in lines)
    return f'CREATE TABLE "{table.name}" ( -- {table_label(table.name).title}\n{body}  ' + ",\n  ".join(keys) + "\n)"


def _indexes(table: Table) -> Iterator[str]:
    wanted = [own for own, _, _ in table.foreign_keys if own != table.key[: len(own)]]
    wanted += [(name,) for name in _INDEXES.get(table.name, ()) if (name,) not in wanted]
    for columns in wanted:
        yield f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({_quoted(columns)})'


class SqliteTables:
    """Writes rows to ``dataset.sqlite``. The file is new and nobody reads it yet, so it needs no journal."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / NAME, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "encoding = 'UTF-8'"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("BEGIN")
        self._inserts: dict[str, tuple[str, Callable[[Row], Row]]] = {}
        for table in tables().values():
            self._db.execute(create_statement(table))
            marks = ", ".join("?" * len(table.columns))
            dates = tuple(i for i, column in enumerate(table.columns) if column.kind == "date")
            self._inserts[table.name] = (f'INSERT INTO "{table.name}" VALUES ({marks})', _stored(dates))

    def add(self, rows: dict[str, list[Row]]) -> None:
        """Insert the rows of one circular."""
        for name, (insert, stored) in self._inserts.items():
            if rows[name]:
                self._db.executemany(insert, map(stored, rows[name]))

    def finish(self) -> None:
        """Index what was inserted and keep it."""
        for table in tables().values():
            for statement in _indexes(table):
                self._db.execute(statement)
        for name, query in VIEWS.items():
            self._db.execute(f'CREATE VIEW "{name}" AS{query}')
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _stored(dates: tuple[int, ...]) -> Callable[[Row], Row]:
    """Dates as ISO 8601 text, which sorts and compares as the days do."""
    if not dates:
        return lambda row: row

    def stored(row: Row) -> Row:
        cells: list[Any] = list(row)
        for i in dates:
            if cells[i] is not None:
                cells[i] = cells[i].isoformat()
        return tuple(cells)

    return stored
