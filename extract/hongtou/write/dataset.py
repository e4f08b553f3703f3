"""One run's dataset: every file of it, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from hongtou.errors import InputError
from hongtou.model import Circular
from hongtou.write import jsonl
from hongtou.write.codebook import codebook
from hongtou.write.overview import Overview
from hongtou.write.package import NAME as DESCRIPTOR
from hongtou.write.package import OURS, Sources, descriptor
from hongtou.write.rows import from_rows, to_rows
from hongtou.write.schema import tables
from hongtou.write.sqlite import SqliteTables
from hongtou.write.staging import STAGED, check_place, recover, staged
from hongtou.write.tabular import CsvTables, ParquetTables, read_csv

FILES = frozenset(
    {jsonl.NAME, "dataset.sqlite", "overview.csv", "overview.xlsx", DESCRIPTOR, "codebook.md"}
    | {f"{name}.{form}" for name in tables() for form in ("csv", "parquet")}
)
"""Every file a dataset may have. Other files in the folder are not ours and stay."""


def write_dataset(circulars: Sequence[Circular], output: Path, *, tables: bool = True) -> None:
    """Write the circulars into the folder ``output``, in the order given, all at once.

    A run that dies leaves the dataset that was there or the new one, never half of each. With ``tables=False`` only
    ``circulars.jsonl`` is written, and tables of an earlier run are removed. The same circulars give the same bytes.

    Raises OutputError where the folder cannot be written, ValueError where two circulars or tasks share an id.
    """
    _check_ids(circulars)
    with staged(Path(output), FILES) as folder:
        try:
            _write_all(circulars, folder, tables=tables)
        except sqlite3.OperationalError as error:
            raise OSError(f"{error} (dataset.sqlite)") from error


def check_output(output: Path) -> None:
    """Raise the OutputError that :func:`write_dataset` would, before the work. Changes nothing."""
    check_place(output, FILES)


def holds_dataset(folder: Path) -> bool:
    """Whether hongtou wrote into the folder: ``circulars.jsonl`` or the descriptor stands there, or is on the way."""
    return (
        _begins(folder / jsonl.NAME, jsonl.OURS) or _begins(folder / DESCRIPTOR, OURS) or any(folder.glob(f"{STAGED}*"))
    )


def _begins(path: Path, ours: bytes) -> bool:
    try:
        with path.open("rb") as handle:
            return ours in handle.read(256)
    except OSError:
        return False


def from_tables(folder: Path) -> list[Circular]:
    """The circulars that the CSV tables of a dataset say: those of its ``circulars.jsonl``, from the other form.

    Raises InputError where a table is missing or is not one of this version.
    """
    recover(Path(folder))
    rows = {name: read_csv(Path(folder) / f"{name}.csv", table) for name, table in tables().items()}
    try:
        return list(from_rows(rows))
    except (LookupError, ValueError) as error:
        raise InputError(f"the tables in {folder} do not belong together: {error}") from error


def _check_ids(circulars: Sequence[Circular]) -> None:
    for what, ids in (
        ("circular_id", (circular.circular_id for circular in circulars)),
        ("task_id", (task.task_id for circular in circulars for task in circular.tasks)),
    ):
        twice = next(_repeated(ids), None)
        if twice is not None:
            raise ValueError(f"{what} {twice!r} is given twice")


def _repeated(ids: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield one
        seen.add(one)


def _write_all(circulars: Sequence[Circular], folder: Path, *, tables: bool) -> None:
    with ExitStack() as stack:
        lines = stack.enter_context((folder / jsonl.NAME).open("wb"))
        if not tables:
            lines.writelines(jsonl.line(circular) for circular in circulars)
            return
        sources = Sources()
        sqlite = stack.enter_context(closing(SqliteTables(folder)))
        overview = stack.enter_context(closing(Overview(folder)))
        forms = [stack.enter_context(closing(form(folder))) for form in (CsvTables, ParquetTables)]
        for circular in circulars:
            lines.write(jsonl.line(circular))
            rows = to_rows(circular)
            for sink in (*forms, sqlite):
                sink.add(rows)
            overview.add(circular)
            sources.add(circular)
        sqlite.finish()
    (folder / "codebook.md").write_text(codebook(), encoding="utf-8", newline="\n")
    (folder / DESCRIPTOR).write_bytes(descriptor(folder, sources))
