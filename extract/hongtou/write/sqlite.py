"""``dataset.sqlite``: the tables with their keys, indexes, and the views an analyst asks for first.

The rows go three ways. Whoever renders a part of the dataset puts its rows into a small database in memory; the one
that gathers appends these tables to its own, which SQLite does by copying whole records where neither table has a
key; at the end the whole is copied once more, table by table, so that its pages lie in an order in which no part
leaves a trace, and gets its keys and indexes, each sorted at once instead of searched row by row.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from hongtou.write.columns import Columns
from hongtou.write.labels import column_label, table_label
from hongtou.write.schema import Column, Table, tables
from hongtou.write.views import VIEWS

NAME = "dataset.sqlite"
_PART, _HEAP = "part", ".heap.sqlite"

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
    "tasks": ("row_key", "status", "verdict"),
    "deadlines": ("due",),
    "responsibilities": ("unit",),
    "references": ("normalized", "target_work_id"),
    "keywords": ("keyword",),
    "findings": ("check",),
    "parties": ("unit",),
}
"""Columns people search by, of more words than a handful; those of foreign keys have an index anyway."""

_CACHE_KIB = 2 * 1024
"""What SQLite may hold of the pages in memory, and as much again of an index while it is sorted: a heap only grows at
its end, and runs of that size are sorted within a core's own cache, beside the reading where there are helpers."""
_HEAP_PAGE, _PAGE = 16 * 1024, 4 * 1024
"""Bytes of a page: of the heap more, for each is written once and by a call of its own."""


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _definition(column: Column) -> str:
    words = f'"{column.name}" {_TYPES[column.kind]}'
    if not column.nullable:
        words += " NOT NULL"
    if column.words:
        words += f' CHECK ("{column.name}" IN ({", ".join(repr(word) for word in column.words)}))'
    if column.kind == "boolean":
        words += f' CHECK ("{column.name}" IN (0, 1))'
    return words


def create_statement(table: Table, *, keyed: bool = True) -> str:
    """The CREATE TABLE of a table; each column's Chinese title stands behind it as a comment.

    Without its primary key (``keyed`` false) the table is a heap, to which rows are appended.
    """
    lines = [(_definition(column), column_label(table.name, column).title) for column in table.columns]
    keys = [f"PRIMARY KEY ({_quoted(table.key)})"] if keyed else []
    keys += [
        f'FOREIGN KEY ({_quoted(own)}) REFERENCES "{other}" ({_quoted(theirs)})'
        for own, other, theirs in table.foreign_keys
    ]
    body = [f"  {words}, -- {title}\n" for words, title in lines]
    if not keys:
        body[-1] = body[-1].replace(", -- ", " -- ")
    return (
        f'CREATE TABLE "{table.name}" ( -- {table_label(table.name).title}\n{"".join(body)}  '
        + ",\n  ".join(keys)
        + "\n)"
    )


def _indexes(table: Table) -> Iterator[str]:
    """Its indexes. What is null nobody looks up, so it is in none."""
    nullable = {column.name for column in table.columns if column.nullable}
    wanted = [own for own, _, _ in table.foreign_keys if own != table.key[: len(own)]]
    wanted += [(name,) for name in _INDEXES.get(table.name, ())]
    for columns in wanted:
        where = " AND ".join(f'"{name}" IS NOT NULL' for name in columns if name in nullable)
        yield (
            f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({_quoted(columns)})'
            f"{f' WHERE {where}' if where else ''}"
        )


def rendered(columns: Mapping[str, Columns]) -> bytes:
    """The columns of every table as a database of heaps, in the bytes of its file.

    Words of closed vocabularies are not checked again: Arrow has no other.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(_empty())
        for pragma in ("ignore_check_constraints = ON", "journal_mode = OFF"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        for table in tables().values():
            stored = map(_stored, table.columns, columns[table.name])
            db.executemany(_insert(table), zip(*stored, strict=True))
        db.execute("COMMIT")
        return db.serialize()


@cache
def _empty() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for table in tables().values():
            db.execute(create_statement(table, keyed=False))
        return db.serialize()


@cache
def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _stored(column: Column, cells: Sequence[Any]) -> Sequence[Any]:
    """Dates as ISO 8601 text, which sorts and compares as the days do."""
    if column.kind != "date":
        return cells
    return [None if cell is None else cell.isoformat() for cell in cells]


class SqliteTables:
    """Writes ``dataset.sqlite`` from rendered parts. The files are new and nobody reads them yet: no journal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._db = _open(folder / _HEAP)
        self._db.execute(f"PRAGMA page_size = {_HEAP_PAGE}")
        for table in tables().values():
            self._db.execute(create_statement(table, keyed=False))
        self._db.execute(f"ATTACH ':memory:' AS {_PART}")

    def add(self, part: bytes) -> None:
        """Append the rows of a rendered part."""
        self._db.deserialize(part, name=_PART)
        self._db.execute("BEGIN")
        for name in tables():
            self._db.execute(f'INSERT INTO main."{name}" SELECT * FROM {_PART}."{name}"')
        self._db.execute("COMMIT")

    def finish(self, *, helpers: int = 0) -> None:
        """Put the whole in order, with keys, indexes and views; so many threads may help to sort.

        Raises ValueError where two circulars or tasks share an id.
        """
        self._db.execute(f"PRAGMA page_size = {_PAGE}")
        self._db.execute("VACUUM main INTO ?", (str(self._folder / NAME),))
        self.close()
        (self._folder / _HEAP).unlink()
        with closing(_open(self._folder / NAME)) as db:
            db.execute(f"PRAGMA threads = {helpers}")
            for table in tables().values():
                _add_key(db, table)
                for statement in _indexes(table):
                    db.execute(statement)
            for name, query in VIEWS.items():
                db.execute(f'CREATE VIEW "{name}" AS{query}')

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "foreign_keys = OFF",
        "ignore_check_constraints = ON", "encoding = 'UTF-8'", f"cache_size = -{_CACHE_KIB}",
    ):  # fmt: skip
        db.execute(f"PRAGMA {pragma}")
    return db


def _add_key(db: sqlite3.Connection, table: Table) -> None:
    """Declare the primary key of a table that is full.

    Declared beforehand, it would be searched for each row. So its index is sorted as any other, and then called what
    SQLite calls the index of a declared key: the two are the same on disk.
    """
    key = f"{table.name}_key"
    try:
        db.execute(f'CREATE UNIQUE INDEX "{key}" ON "{table.name}" ({_quoted(table.key)})')
    except sqlite3.IntegrityError as error:
        raise ValueError(_twice(db, table)) from error
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, False)
    statements = (
        ("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", (create_statement(table), table.name)),
        ("UPDATE sqlite_schema SET sql = NULL, name = ? WHERE type = 'index' AND name = ?",
         (f"sqlite_autoindex_{table.name}_1", key)),
    )  # fmt: skip
    db.execute("PRAGMA writable_schema = ON")
    try:
        for statement, values in statements:
            db.execute(statement, values)
    except sqlite3.DatabaseError:
        # The SQLite of macOS defends its schema, and below Python 3.12 cannot be told not to. The unique index holds
        # what the key would; only its declaration is lacking.
        pass
    db.execute("PRAGMA writable_schema = RESET")


def _twice(db: sqlite3.Connection, table: Table) -> str:
    key = _quoted(table.key)
    (found,) = db.execute(f'SELECT {key} FROM "{table.name}" GROUP BY {key} HAVING count(*) > 1 LIMIT 1')
    return f"{', '.join(table.key)} {', '.join(map(repr, found))} is given twice"
