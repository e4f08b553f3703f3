"""Arrow and Parquet: the form of the tables that keeps their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

from hongtou.write.columns import Columns
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table, tables

if TYPE_CHECKING:
    import pyarrow

_GROUP = {"circulars": 1_024, "tasks": 16_384, "blocks": 131_072}
"""Rows of a Parquet row group, where a row is long (it holds a whole text) or short. A group is held twice while it is
written, and its columns are remembered to the end of the file, a kilobyte each: so a group is some ten megabytes.
"""


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
    return of_columns(table, columns)


def of_columns(table: Table, columns: Columns) -> pyarrow.Table:
    """Columns as an Arrow table."""
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


_END = 8
"""Bytes that say that a stream of Arrow ends; one that ends without them is whole too."""


class Rows(NamedTuple):
    """Some rows of a table as Arrow streams them: record batches, without the schema that goes before and the end."""

    number: int
    batches: bytes


def rendered(table: Table, columns: Columns) -> Rows:
    """Columns as rows to be streamed."""
    return streamed(of_columns(table, columns))


def streamed(rows: pyarrow.Table) -> Rows:
    """An Arrow table as rows to be streamed."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as batches:
        batches.write_table(rows)
    head = len(rows.schema.serialize())
    return Rows(len(rows), sink.getvalue()[head:-_END].to_pybytes())


class Spool:
    """Rows that wait, in a file without a name: a stream of Arrow that grows at its end."""

    def __init__(self, folder: Path, table: Table) -> None:
        self._head = arrow_schema(table).serialize().to_pybytes()
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - open as long as this is
        self.clear()

    def add(self, rows: Rows) -> None:
        """Put rows behind the others."""
        self._file.write(rows.batches)
        self.count += rows.number

    def read(self) -> pyarrow.Table:
        """All the rows."""
        import pyarrow as pa

        self._file.seek(0)
        with pa.ipc.open_stream(self._file.read()) as batches:
            return batches.read_all()

    def clear(self) -> None:
        """Forget the rows."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(self._head)
        self.count = 0

    def close(self) -> None:
        """Close the file, which is then gone."""
        self._file.close()


class ParquetFile:
    """A Parquet file that grows at its end, in row groups of a fixed number of rows, wherever what is added ends.

    What fills no group yet waits on disk: of twenty tables it would be most of what is held.
    """

    def __init__(self, path: Path, table: Table) -> None:
        from pyarrow.parquet import ParquetWriter

        self._writer = ParquetWriter(path, arrow_schema(table), compression="zstd")
        self._group = _GROUP.get(table.name, 32_768)
        self._waiting = Spool(path.parent, table)

    def add(self, rows: Rows) -> None:
        """Take rows; write the groups that are full."""
        self._waiting.add(rows)
        if self._waiting.count >= self._group:
            whole = self._waiting.read()
            full = len(whole) - len(whole) % self._group
            for start in range(0, full, self._group):
                self._write(whole.slice(start, self._group))
            self._waiting.clear()
            self._waiting.add(streamed(whole.slice(full)))

    def _write(self, rows: pyarrow.Table) -> None:
        # In one piece: a page of the file must not show where a part began.
        self._writer.write_table(rows.combine_chunks(), row_group_size=len(rows))

    def finish(self) -> None:
        """Write what waits."""
        if self._waiting.count:
            self._write(self._waiting.read())
            self._waiting.clear()

    def close(self) -> None:
        """Close the files."""
        self._writer.close()
        self._waiting.close()


class ParquetTables:
    """Writes rendered rows to ``NAME.parquet``."""

    def __init__(self, folder: Path) -> None:
        self._files = {name: ParquetFile(folder / f"{name}.parquet", table) for name, table in tables().items()}

    def add(self, parts: Mapping[str, Rows]) -> None:
        """Take the rendered rows of each table."""
        for name, part in parts.items():
            self._files[name].add(part)

    def finish(self) -> None:
        """Write what waits."""
        for file in self._files.values():
            file.finish()

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()
