"""A dataset on disk as pandas DataFrames, read when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hongtou.errors import InputError
from hongtou.write import FILES, partition, read_jsonl, to_rows
from hongtou.write.columnar import arrow_table
from hongtou.write.rows import Row
from hongtou.write.schema import Column, Table, tables
from hongtou.write.staging import recover
from hongtou.write.tabular import read_csv

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow

__all__ = ["Dataset", "load"]


def load(path: str | Path = "output/", *, copies: bool = True) -> Dataset:
    """The dataset that a run wrote into the folder ``path``.

    Each table is an attribute, a DataFrame: ``load().tasks``, ``load().deadlines``. Where a work is there in several
    copies, ``copies=False`` leaves all but the preferred one out of every table, so that nothing counts twice. Raises
    InputError where there is no dataset.

    >>> load("/nowhere")
    Traceback (most recent call last):
    hongtou.errors.InputError: no folder /nowhere: `hongtou extract PATH... --output /nowhere` writes a dataset there
    """
    folder = Path(path)
    hint = f"`hongtou extract PATH... --output {folder}` writes a dataset there"
    if folder.is_file():
        raise InputError(f"{folder} is a file: give the folder that holds the dataset")
    if not folder.is_dir():
        raise InputError(f"no folder {folder}: {hint}")
    recover(folder)
    if not any((folder / name).is_file() for name in FILES):
        raise InputError(f"no dataset in {folder}: {hint}")
    return Dataset(folder, copies=copies)


class Dataset:
    """The tables of a dataset, each a DataFrame, read from Parquet (else CSV, else ``circulars.jsonl``) once.

    Days are datetime64, closed vocabularies categories with all their words in order, integers Int64, flags boolean,
    words string; null is NA. The frames are the caller's to change.
    """

    def __init__(self, folder: Path, *, copies: bool = True) -> None:
        self.path = folder
        self._copies = copies
        self._frames: dict[str, pd.DataFrame] = {}
        self._rows: dict[str, list[Row]] | None = None

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return list(tables())

    def table(self, name: str) -> pd.DataFrame:
        """The table of that name. Raises KeyError for a name that is no table."""
        if name not in self._frames:
            frame = _frame(tables()[name], self._arrow(tables()[name]))
            self._frames[name] = frame if self._copies else self._preferred(name, frame)
        return self._frames[name]

    def _preferred(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        if name == "circulars":
            return frame[frame.preferred].reset_index(drop=True)
        return frame[frame.circular_id.isin(self.table("circulars").circular_id)].reset_index(drop=True)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in tables():
            raise AttributeError(f"a dataset has no table {name!r}; it has {', '.join(tables())}")
        return self.table(name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.tables})

    def __repr__(self) -> str:
        counts = {name: len(self.table(name)) for name in ("circulars", "tasks", "deadlines", "responsibilities")}
        known = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        others = ", ".join(name for name in self.tables if name not in counts)
        return f"<Dataset {str(self.path)!r}: {known}; also {others}>"

    def _arrow(self, table: Table) -> pyarrow.Table:
        path = self.path / f"{table.name}.parquet"
        if path.is_file():
            return _read_parquet(path, table)
        if path.is_dir():
            return _read_years(path, table)
        path = self.path / f"{table.name}.csv"
        return arrow_table(table, read_csv(path, table) if path.is_file() else self._of_jsonl(table.name))

    def _of_jsonl(self, name: str) -> Sequence[Row]:
        """The rows of a dataset that was written without tables."""
        if self._rows is None:
            path = self.path / "circulars.jsonl"
            if not path.is_file():
                raise InputError(f"the dataset in {self.path} lacks the table {name!r}")
            self._rows = {name: [] for name in tables()}
            for circular in read_jsonl(path):
                for table, rows in to_rows(circular).items():
                    self._rows[table] += rows
        return self._rows[name]


def _read_parquet(path: Path, table: Table) -> pyarrow.Table:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            read = file.read()
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    names = [column.name for column in table.columns]
    if read.column_names != names:
        raise InputError(f"{path} is not the table {table.name!r} of this version: its columns are {read.column_names}")
    return read


def _read_years(place: Path, table: Table) -> pyarrow.Table:
    """The table from a folder with a file a year of issue: the years one after the other."""
    import pyarrow as pa

    found = partition.files(place)
    if not found:
        raise InputError(f"{place} holds no table by years")
    return pa.concat_tables([_read_parquet(path, table) for path in found])


def _frame(table: Table, arrow: pyarrow.Table) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({column.name: _series(column, arrow[column.name]) for column in table.columns})


def _series(column: Column, values: pyarrow.ChunkedArray) -> pd.Series[Any]:
    import pandas as pd

    if column.words:
        words = values.cast("string").to_pylist()
        return pd.Series(pd.Categorical(words, categories=list(column.words)))
    if column.kind == "date":
        # Seconds, not nanoseconds: a year that a page misprints (0019) is still a day.
        days: pd.Series[Any] = pd.Series(values.to_numpy(zero_copy_only=False).astype("datetime64[s]"))
        return days
    dtypes: dict[str, Any] = {
        "string": "string",
        "integer": "Int64",
        "offset": "Int64",
        "number": "Float64",
        "boolean": "boolean",
    }
    cells: pd.Series[Any] = pd.Series(values.to_pylist(), dtype=dtypes[column.kind])
    return cells
