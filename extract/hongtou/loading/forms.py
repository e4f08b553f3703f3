"""The forms a dataset may come in, each read column by column: Parquet, CSV, SQLite, or ``circulars.jsonl``."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from hongtou.errors import InputError
from hongtou.write import FILES, jsonl, partition, read_jsonl, sqlite, to_rows
from hongtou.write.advice import how_made
from hongtou.write.columnar import arrow_table
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table, tables
from hongtou.write.staging import recover
from hongtou.write.tabular import read_csv

if TYPE_CHECKING:
    import pyarrow


class Form(Protocol):
    """A dataset in some form."""

    path: Path

    def read(self, table: Table, columns: Sequence[Column]) -> pyarrow.Table:
        """These columns of a table, in this order. Raises InputError where they cannot be had."""

    def count(self, table: Table) -> int:
        """How many rows a table has, without reading them where that can be."""


def form_of(path: Path) -> Form:
    """The form of the dataset at ``path``: a folder, a ``dataset.sqlite``, or a ``circulars.jsonl``.

    Raises InputError where there is none.
    """
    if path.is_dir():
        recover(path)
        if not any((path / name).exists() for name in FILES):
            raise InputError(f"no dataset in {path}: {how_made(path)}")
        return FolderForm(path)
    if not path.is_file():
        raise InputError(f"no folder {path}: {how_made(path)}")
    with path.open("rb") as handle:
        begins = handle.read(len(_SQLITE))
    if begins == _SQLITE:
        return SqliteForm(path)
    if begins.startswith(jsonl.OURS[: len(begins)]) and jsonl.holds_circulars(path):
        return JsonlForm(path)
    raise InputError(
        f"{path} is one file: give the folder that holds the dataset ({path.parent}), its {sqlite.NAME}, or its "
        f"{jsonl.NAME}"
    )


_SQLITE = b"SQLite format 3\0"


class FolderForm:
    """The folder that a run wrote, or some of its files: of each table Parquet, else CSV, else what holds them all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._all: Form | None = None

    def read(self, table: Table, columns: Sequence[Column]) -> pyarrow.Table:
        """These columns of a table."""
        if found := self._parquet(table):
            import pyarrow as pa

            return pa.concat_tables([_read_parquet(path, table, columns) for path in found])
        path = self.path / f"{table.name}.csv"
        if path.is_file():
            return arrow_table(table, read_csv(path, table)).select([column.name for column in columns])
        return self._whole(table).read(table, columns)

    def count(self, table: Table) -> int:
        """How many rows a table has; Parquet says so in its foot."""
        if found := self._parquet(table):
            return sum(map(_count_parquet, found))
        if (self.path / f"{table.name}.csv").is_file():
            return int(self.read(table, table.columns[:1]).num_rows)
        return self._whole(table).count(table)

    def _parquet(self, table: Table) -> list[Path]:
        path = self.path / f"{table.name}.parquet"
        if path.is_dir() and not partition.files(path):
            raise InputError(f"{path} holds no table by years")
        return partition.files(path) if path.is_dir() else [path] if path.is_file() else []

    def _whole(self, table: Table) -> Form:
        """The one file that holds every table."""
        if self._all is None:
            kinds: dict[str, Callable[[Path], Form]] = {sqlite.NAME: SqliteForm, jsonl.NAME: JsonlForm}
            found = (made(self.path / name) for name, made in kinds.items() if (self.path / name).is_file())
            self._all = next(found, None)
        if self._all is None:
            raise InputError(f"the dataset in {self.path} lacks the table {table.name!r}")
        return self._all


def _read_parquet(path: Path, table: Table, columns: Sequence[Column]) -> pyarrow.Table:
    from pyarrow.parquet import ParquetFile

    with _arrow_errors(path), ParquetFile(path) as file:
        _check(path, table, file.schema_arrow.names)
        return file.read(columns=[column.name for column in columns])


def _count_parquet(path: Path) -> int:
    from pyarrow.parquet import ParquetFile

    with _arrow_errors(path), ParquetFile(path) as file:
        return int(file.metadata.num_rows)


@contextmanager
def _arrow_errors(path: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"cannot read {path}: {error}") from error


def _check(path: Path, table: Table, found: Sequence[str]) -> None:
    if list(found) != [column.name for column in table.columns]:
        raise InputError(f"{path} is not the table {table.name!r} of this version: its columns are {list(found)}")


class SqliteForm:
    """A ``dataset.sqlite``, opened to be read only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, table: Table, columns: Sequence[Column]) -> pyarrow.Table:
        """These columns of a table, in the order of its rows."""
        names = ", ".join(f'"{column.name}"' for column in columns)
        with self._open() as db:
            found = [name for _, name, *_ in db.execute(f'PRAGMA table_info("{table.name}")')]
            if not found:
                raise InputError(f"{self.path} lacks the table {table.name!r}")
            _check(self.path, table, found)
            rows = db.execute(f'SELECT {names} FROM "{table.name}" ORDER BY rowid').fetchall()
        return arrow_table(table._replace(columns=tuple(columns)), list(_typed(columns, rows)))

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        with self._open() as db:
            ((count,),) = db.execute(f'SELECT count(*) FROM "{table.name}"')
        return int(count)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as db:
                yield db
        except (sqlite3.Error, ValueError) as error:
            raise InputError(f"cannot read {self.path}: {error}") from error


_OF_SQLITE: dict[str, Callable[[Any], Any]] = {"date": dt.date.fromisoformat, "boolean": bool}


def _typed(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Row]:
    """Rows with days and truths, which SQLite has as words and numbers."""
    made = {at: _OF_SQLITE[column.kind] for at, column in enumerate(columns) if column.kind in _OF_SQLITE}
    if not made:
        yield from rows
        return
    for row in rows:
        cells = list(row)
        for at, make in made.items():
            if cells[at] is not None:
                cells[at] = make(cells[at])
        yield tuple(cells)


class JsonlForm:
    """A ``circulars.jsonl``: its tables are made anew, all of them when the first is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._rows: dict[str, list[Row]] | None = None

    def read(self, table: Table, columns: Sequence[Column]) -> pyarrow.Table:
        """These columns of a table."""
        return arrow_table(table, self._of(table)).select([column.name for column in columns])

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        return len(self._of(table))

    def _of(self, table: Table) -> list[Row]:
        if self._rows is None:
            made: dict[str, list[Row]] = {name: [] for name in tables()}
            for circular in read_jsonl(self.path):
                for name, rows in to_rows(circular).items():
                    made[name] += rows
            self._rows = made
        return self._rows[table.name]
