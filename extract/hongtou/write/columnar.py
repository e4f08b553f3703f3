"""Arrow and Parquet: the form of the tables that keeps their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongtou.write.columns import Columns
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table, tables

if TYPE_CHECKING:
    import pyarrow

_GROUP = {"circulars": 1_024, "blocks": 262_144}
"""Rows of a Parquet row group, where a row is long (it holds a whole text) or short."""


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
    columns: Columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return _of_columns(table, columns)


def _of_columns(table: Table, columns: Columns) -> pyarrow.Table:
    import pyarrow as pa

    return pa.Table.from_arrays(
        [_arrow_column(column, cells) for column, cells in zip(table.columns, columns, strict=True)],
        schema=arrow_schema(table),
    )


def _arrow_column(column: Column, cells: Sequence[Any]) -> pyarrow.Array:
    import pyarrow as pa

    if not column.words:
        return pa.array(cells, type=arrow_type(column))
    place, dictionary = _words(column.words)
    return pa.DictionaryArray.from_arrays(pa.array(map(place.__getitem__, cells), type=pa.int8()), dictionary)


@cache
def _words(words: tuple[str, ...]) -> tuple[dict[str | None, int | None], pyarrow.Array]:
    """The place of each word, and the dictionary; nothing has no place."""
    import pyarrow as pa

    return {None: None, **{word: i for i, word in enumerate(words)}}, pa.array(words, type=pa.string())


@cache
def arrow_schema(table: Table) -> pyarrow.Schema:
    """The columns of a table, in Arrow's types."""
    import pyarrow as pa

    return pa.schema([pa.field(c.name, arrow_type(c), nullable=c.nullable) for c in table.columns])


def rendered(table: Table, columns: Columns) -> bytes:
    """Columns as a stream of Arrow record batches, in bytes."""
    import pyarrow as pa

    made = _of_columns(table, columns)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, made.schema) as stream:
        stream.write_table(made)
    data: bytes = sink.getvalue().to_pybytes()
    return data


class ParquetTables:
    """Writes rendered rows to ``NAME.parquet`` in row groups of fixed size, wherever the parts were cut."""

    def __init__(self, folder: Path) -> None:
        from pyarrow.parquet import ParquetWriter

        self._writers = {
            name: ParquetWriter(folder / f"{name}.parquet", arrow_schema(table), compression="zstd")
            for name, table in tables().items()
        }
        self._waiting: dict[str, list[pyarrow.Table]] = {name: [] for name in self._writers}

    def add(self, parts: Mapping[str, bytes]) -> None:
        """Take the rendered rows of each table; write the groups that are full."""
        import pyarrow as pa

        for name, part in parts.items():
            with pa.ipc.open_stream(part) as stream:
                self._waiting[name].append(stream.read_all())
            group = _GROUP.get(name, 65_536)
            if sum(map(len, self._waiting[name])) >= group:
                self._flush(name, group)

    def _flush(self, name: str, group: int) -> None:
        """Write full groups; keep what is left over."""
        import pyarrow as pa

        whole = pa.concat_tables(self._waiting[name])
        full = len(whole) - len(whole) % group
        for start in range(0, full, group):
            self._write(name, whole.slice(start, group))
        self._waiting[name] = [whole.slice(full)]

    def _write(self, name: str, rows: pyarrow.Table) -> None:
        # In one piece: a page of the file must not show where a part began.
        self._writers[name].write_table(rows.combine_chunks(), row_group_size=len(rows))

    def finish(self) -> None:
        """Write what waits."""
        import pyarrow as pa

        for name, waiting in self._waiting.items():
            if any(map(len, waiting)):
                self._write(name, pa.concat_tables(waiting))

    def close(self) -> None:
        """Close the files."""
        for writer in self._writers.values():
            writer.close()
