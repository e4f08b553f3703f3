"""Parquet by the year of issue: ``tasks.parquet/year_issued=2014/part-0.parquet``, as Hive, pandas and DuckDB read it.

Whoever asks a large dataset for some years reads only their files. The rows of a year are in the order of the other
forms. Parts are spooled by table and year, as they come, and made into Parquet at the end, one after the other: so
neither open files nor memory grow with the years.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from hongtou.model import Circular
from hongtou.write.columnar import ParquetFile, Rows, of_columns, streamed
from hongtou.write.columns import Columns
from hongtou.write.schema import Table, tables

COLUMN: Final = "year_issued"
"""What the folders are called after: no column of a table has this name."""

_UNKNOWN = "unknown"
_SPOOL = ".years"
_FILE = "part-0.parquet"


def years(circulars: Iterable[Circular]) -> dict[str, str]:
    """The year of ``date_issued`` of each circular by its id, ``unknown`` where there is none."""
    days = ((circular.circular_id, circular.date_issued and circular.date_issued.date) for circular in circulars)
    return {circular_id: f"{day.year:04d}" if day else _UNKNOWN for circular_id, day in days}


def rendered(table: Table, columns: Columns, of: Mapping[str, str]) -> Iterator[tuple[str, Rows]]:
    """Streams of the rows of each year, with the year's folder; ``of`` says the year of a circular."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = of_columns(table, columns)
    found = pa.array([of[circular_id] for circular_id in columns[0]], type=pa.string())
    for year in sorted(set(found.to_pylist())):
        yield folder(table.name, year), streamed(rows.filter(pc.equal(found, year)))


def folder(table: str, year: str = _UNKNOWN) -> str:
    """Where the rows of a table and a year are.

    >>> folder("tasks", "2014")
    'tasks.parquet/year_issued=2014'
    """
    return f"{table}.parquet/{COLUMN}={year}"


def files(place: Path) -> list[Path]:
    """The files of a table by years, in the order of years."""
    return sorted(place.glob(f"{COLUMN}=*/{_FILE}"))


def is_ours(place: Path) -> bool:
    """Whether a folder holds a table by years, and nothing else."""
    found = sorted(path for path in place.rglob("*") if not path.is_dir())
    return bool(found) and found == files(place)


class ParquetYears:
    """Writes rendered rows to a folder a table and year."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spool = folder / _SPOOL

    def add(self, parts: Mapping[str, Rows]) -> None:
        """Take the rendered rows of each table and year."""
        for place, part in parts.items():
            spooled = self._spool / place
            spooled.parent.mkdir(parents=True, exist_ok=True)
            with spooled.open("ab") as handle:
                for number in (part.number, len(part.batches)):
                    handle.write(number.to_bytes(8, "little"))
                handle.write(part.batches)

    def finish(self) -> None:
        """Make Parquet of what was spooled; of a table without rows, a file without rows."""
        for name, table in tables().items():
            spooled = sorted((self._spool / f"{name}.parquet").glob("*"))
            for path in spooled or [self._spool / folder(name)]:
                place = self._folder / path.relative_to(self._spool)
                place.mkdir(parents=True)
                with closing(ParquetFile(place / _FILE, table)) as file:
                    for part in _parts(path):
                        file.add(part)
                    file.finish()
                path.unlink(missing_ok=True)
        shutil.rmtree(self._spool, ignore_errors=True)

    def close(self) -> None:
        """Nothing is open between two steps."""


def _parts(path: Path) -> Iterator[Rows]:
    if path.exists():
        with path.open("rb") as handle:
            while head := handle.read(16):
                count, size = (int.from_bytes(number, "little") for number in (head[:8], head[8:]))
                yield Rows(count, handle.read(size))
