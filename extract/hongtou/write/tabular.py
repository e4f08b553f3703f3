"""CSV: the form of the tables that every program reads."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from hongtou.errors import InputError
from hongtou.read.records import long_cells
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark: Excel reads a CSV without one as GBK."""


def header(table: Table) -> bytes:
    """The first line of the table's CSV, with the byte order mark before it."""
    return "\ufeff".encode() + _encoded([[column.name for column in table.columns]])


def rendered(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows as lines of CSV: RFC 4180, CRLF, dates in ISO 8601, true and false, null as an empty cell."""
    flags = tuple(i for i, column in enumerate(table.columns) if column.kind == "boolean")
    return _encoded(_with_words(row, flags) for row in rows) if flags else _encoded(rows)


def _encoded(rows: Iterable[Sequence[Any]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()


def _with_words(row: Row, flags: tuple[int, ...]) -> list[Any]:
    cells = list(row)
    for i in flags:
        if cells[i] is not None:
            cells[i] = "true" if cells[i] else "false"
    return cells


_READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "offset": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
}


def _reader(column: Column) -> Callable[[str], Any]:
    """From the cell to its value; an empty cell is null, or the empty text where there is no null."""
    read = _READ[column.kind]
    empty = "" if column.kind == "string" and not column.nullable else None
    return lambda cell: read(cell) if cell else empty


def read_csv(path: Path, table: Table) -> list[Row]:
    """The rows of a table, typed.

    Raises InputError where the file is not there or is not this table.
    """
    readers = [_reader(column) for column in table.columns]
    try:
        with path.open(encoding=ENCODING, newline="") as handle, long_cells():
            lines = csv.reader(handle, strict=True)
            header = next(lines, [])
            if header != [column.name for column in table.columns]:
                raise InputError(f"{path} is not the table {table.name!r} of this version: its columns are {header}")
            return [tuple(read(cell) for read, cell in zip(readers, line, strict=True)) for line in lines]
    except (OSError, UnicodeError, ValueError, KeyError, csv.Error) as error:
        raise InputError(f"cannot read {path}: {error}") from error
