"""CSV and Parquet: the forms of the tables that programs read."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongtou.errors import InputError
from hongtou.read.records import long_cells
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table, tables

if TYPE_CHECKING:
    import pyarrow

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark: Excel reads a CSV without one as GBK."""

_GROUP = {"circulars": 4_096, "blocks": 262_144}
"""Rows of a Parquet row group, where a row is long (it holds a whole text) or short."""


class CsvTables:
    """Writes rows to ``NAME.csv``: RFC 4180, CRLF, dates in ISO 8601, true and false, null as an empty cell."""

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        self._writers: dict[str, tuple[Any, tuple[int, ...]]] = {}
        for table in tables().values():
            path = folder / f"{table.name}.csv"
            handle = self._files.enter_context(path.open("w", encoding=ENCODING, newline=""))
            writer = csv.writer(handle)
            writer.writerow([column.name for column in table.columns])
            flags = tuple(i for i, column in enumerate(table.columns) if column.kind == "boolean")
            self._writers[table.name] = (writer, flags)

    def add(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one circular."""
        for name, (writer, flags) in self._writers.items():
            writer.writerows(_with_words(row, flags) for row in rows[name]) if flags else writer.writerows(rows[name])

    def close(self) -> None:
        """Close the files."""
        self._files.close()


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


def arrow_type(column: Column) -> pyarrow.DataType:
    """The column's type in Arrow: a closed vocabulary is a dictionary."""
    import pyarrow as pa

    if column.words:
        return pa.dictionary(pa.int8(), pa.string())
    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "offset": pa.int32(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return kinds[column.kind]


def arrow_table(table: Table, rows: Sequence[Row]) -> pyarrow.Table:
    """Rows as an Arrow table; the dictionary of a closed vocabulary holds all its words, in their order."""
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    return pa.Table.from_arrays(
        [_arrow_column(column, cells) for column, cells in zip(table.columns, columns, strict=True)],
        schema=_arrow_schema(table),
    )


def _arrow_column(column: Column, cells: Sequence[Any]) -> pyarrow.Array:
    import pyarrow as pa

    if not column.words:
        return pa.array(cells, type=arrow_type(column))
    place = {word: i for i, word in enumerate(column.words)}
    indices = pa.array([None if cell is None else place[cell] for cell in cells], type=pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array(column.words, type=pa.string()))


def _arrow_schema(table: Table) -> pyarrow.Schema:
    import pyarrow as pa

    return pa.schema([pa.field(c.name, arrow_type(c), nullable=c.nullable) for c in table.columns])


class ParquetTables:
    """Writes rows to ``NAME.parquet``, a row group at a time, so that memory stays flat."""

    def __init__(self, folder: Path) -> None:
        from pyarrow.parquet import ParquetWriter

        self._writers = {
            name: ParquetWriter(folder / f"{name}.parquet", _arrow_schema(table), compression="zstd")
            for name, table in tables().items()
        }
        self._waiting: dict[str, list[Row]] = {name: [] for name in self._writers}

    def add(self, rows: dict[str, list[Row]]) -> None:
        """Take the rows of one circular; write the tables that have a group full."""
        for name, waiting in self._waiting.items():
            waiting += rows[name]
            if len(waiting) >= _GROUP.get(name, 65_536):
                self._flush(name)

    def _flush(self, name: str) -> None:
        waiting = self._waiting[name]
        if waiting:
            self._writers[name].write_table(arrow_table(tables()[name], waiting))
            waiting.clear()

    def close(self) -> None:
        """Write what waits and close the files."""
        for name, writer in self._writers.items():
            self._flush(name)
            writer.close()
