"""One circular of ``dataset.sqlite``."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from hongtou.model import Circular
from hongtou.write.rows import Row, from_rows
from hongtou.write.schema import tables

__all__ = ["circular_of", "find"]


def circular_of(db: sqlite3.Connection, circular_id: str) -> Circular | None:
    """The circular of that id, from the rows of every table; None where there is none.

    Reads by keys alone, so that it costs the same in a dataset of any size.
    """
    rows = {name: _rows(db, name, circular_id) for name in tables()}
    return next(from_rows(rows), None)


def find(db: sqlite3.Connection, named: str) -> list[str]:
    """The ids of the circulars of that id or document number; of several copies of a work the preferred one."""
    query = """
        SELECT circular_id FROM circulars WHERE circular_id = ?1
        UNION ALL SELECT circular_id FROM circulars WHERE document_number_normalized = ?1 AND preferred"""
    return [row[0] for row in db.execute(query, (named,))]


def _rows(db: sqlite3.Connection, name: str, circular_id: str) -> Sequence[Row]:
    columns = tables()[name].columns
    names = ", ".join(f'"{column.name}"' for column in columns)
    order = "" if name == "circulars" else ' ORDER BY "ordinal"'
    found = db.execute(f'SELECT {names} FROM "{name}" WHERE "circular_id" = ?{order}', (circular_id,))
    read = [(index, _READERS[column.kind]) for index, column in enumerate(columns) if column.kind in _READERS]
    return [_typed(row, read) for row in found]


_READERS: dict[str, Callable[[Any], Any]] = {"date": dt.date.fromisoformat, "boolean": bool}
"""Kinds of columns that SQLite keeps as another type than the record has."""


def _typed(row: Sequence[Any], read: Sequence[tuple[int, Callable[[Any], Any]]]) -> Row:
    cells = list(row)
    for index, reader in read:
        if cells[index] is not None:
            cells[index] = reader(cells[index])
    return tuple(cells)
