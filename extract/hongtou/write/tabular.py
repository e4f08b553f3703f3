"""CSV: the form of the tables that every program reads."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hongtou.errors import InputError
from hongtou.read.records import long_cells
from hongtou.write.columns import Columns
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark: Excel reads a CSV without one as GBK."""


def header(table: Table) -> bytes:
    """The first line of the table's CSV, with the byte order mark before it."""
    return "\ufeff".encode() + lines([[column.name] for column in table.columns])


def rendered(table: Table, columns: Columns) -> bytes:
    """Columns as lines of CSV: dates in ISO 8601, true and false, null as an empty cell."""
    return _joined([_written(column, cells) for column, cells in zip(table.columns, columns, strict=True)])


def lines(columns: Sequence[Sequence[str]]) -> bytes:
    """Columns of words as lines of CSV after RFC 4180, in the bytes that the module ``csv`` would write.

    It goes column by column: most need no quotes at all.

    >>> lines([["a", "b, c"], ["1", ""]]).decode().splitlines()
    ['a,1', '"b, c",']
    """
    return _joined([_quoted(cells) for cells in columns])


def _joined(columns: Sequence[Sequence[str]]) -> bytes:
    rows = list(map(",".join, zip(*columns, strict=True)))
    return "\r\n".join([*rows, ""]).encode()


_SPECIAL = re.compile(r'[",\r\n]')


def _quoted(cells: Sequence[str]) -> Sequence[str]:
    words = "".join(cells)
    if not any(mark in words for mark in ',"\n\r'):
        return cells
    search = _SPECIAL.search
    return ['"' + cell.replace('"', '""') + '"' if search(cell) else cell for cell in cells]


def _written(column: Column, cells: Sequence[Any]) -> Sequence[str]:
    """A column as words, in quotes where need be."""
    nulls = cells.count(None) if column.nullable else 0
    if nulls == len(cells):
        return [""] * nulls
    if column.kind == "string":
        words = [cell or "" for cell in cells] if nulls else cells
        return words if column.words else _quoted(words)
    write = _WRITE.get(column.kind, str)
    return ["" if cell is None else write(cell) for cell in cells] if nulls else list(map(write, cells))


_WRITE: dict[str, Callable[[Any], str]] = {
    "boolean": {True: "true", False: "false"}.__getitem__,
    "date": dt.date.isoformat,
}

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
