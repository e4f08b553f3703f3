"""One circular of ``dataset.sqlite``, and its page."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from hongtou.model import Circular
from hongtou.serve.answers import Asked, NotThereError, Page
from hongtou.serve.view import view
from hongtou.serve.words import Words
from hongtou.write.overview import COLUMNS, overview_rows
from hongtou.write.rows import Row, from_rows
from hongtou.write.schema import tables

if TYPE_CHECKING:
    from hongtou.serve.site import Site

__all__ = ["circular_of", "circular_page", "find"]


def circular_page(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """``/circular/ID``: the tasks beside the text. As JSON the record of ``circulars.jsonl``, as CSV its overview."""
    circular = circular_of(db, asked.name)
    if circular is None:
        raise NotThereError(asked.name)
    return Page(
        "circular.html",
        {"c": view(circular, Words(asked.language), today=dt.date.today()), "linked": True},
        msgspec.to_builtins(circular),
        [dict(zip(COLUMNS, row, strict=True)) for row in overview_rows(circular)],
        circular.source.composed,
    )


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
