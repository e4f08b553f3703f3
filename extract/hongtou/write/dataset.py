"""One run's dataset: every file of it, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from hongtou.errors import InputError, OutputError
from hongtou.model import Circular
from hongtou.write import jsonl, package, schema, sqlite, tabular, workbook
from hongtou.write.chunks import SLICE, render
from hongtou.write.gather import Gather
from hongtou.write.rows import from_rows
from hongtou.write.staging import STAGED, check_place, recover, staged

FILES = frozenset(
    {jsonl.NAME, sqlite.NAME, "overview.csv", workbook.NAME, package.NAME, "codebook.md"}
    | {f"{name}.{form}" for name in schema.tables() for form in ("csv", "parquet")}
)
"""Every file a dataset may have. Other files in the folder are not ours and stay."""
_SIGNS = {jsonl.NAME: jsonl.OURS, package.NAME: package.OURS}
"""What stands at the head of the files by which a dataset is known."""
_HEAD = 256


@contextmanager
def gathering(output: Path, *, tables: bool = True, by_year: bool = False) -> Iterator[Gather]:
    """A :class:`Gather` whose files replace the dataset in the folder ``output`` when the block ends, all at once.

    A run that dies, or a block that raises, leaves the dataset that was there. Tables of an earlier run are removed
    where this one has none. Call ``finish`` in the block. Raises OutputError where the folder cannot be written, or
    holds files of these names that are not ours.
    """
    _check_theirs(Path(output))
    with staged(Path(output), FILES) as folder:
        try:
            with Gather(folder, tables=tables, by_year=by_year) as gather:
                yield gather
        except sqlite3.OperationalError as error:
            raise OSError(f"{error} (dataset.sqlite)") from error


def write_dataset(
    circulars: Iterable[Circular], output: Path, *, tables: bool = True, by_year: bool = False
) -> tuple[str, ...]:
    """Write the circulars into the folder ``output``, in the order given, all at once.

    A run that dies leaves the dataset that was there or the new one, never half of each. With ``tables=False`` only
    ``circulars.jsonl`` is written, and tables of an earlier run are removed. ``by_year`` has each ``NAME.parquet`` as
    a folder with a file a year of issue (``partition``). The same circulars give the same bytes.
    Gives what a person should know of the files, a sentence each.

    Raises OutputError where the folder cannot be written, ValueError where two circulars or tasks share an id.
    """
    with gathering(output, tables=tables, by_year=by_year) as gather:
        waiting = iter(circulars)
        while part := list(islice(waiting, SLICE)):
            gather.add(render(part, tables=tables, by_year=by_year))
        return gather.finish()


def check_output(output: Path) -> None:
    """Raise the OutputError that :func:`write_dataset` would, before the work. Changes nothing."""
    check_place(output, FILES)
    _check_theirs(output)


def _check_theirs(output: Path) -> None:
    """Raise OutputError where files stand that a dataset would replace, and no dataset is there."""
    theirs = sorted(name for name in FILES if _is_filled(output / name))
    if theirs and not holds_dataset(output):
        raise OutputError(
            f"{output / theirs[0]} is not of hongtou, and would be replaced: move it, or choose another folder"
        )


def _is_filled(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def holds_dataset(folder: Path) -> bool:
    """Whether hongtou wrote into the folder: ``circulars.jsonl`` or the descriptor stands there, or is on the way."""
    return any(is_of_dataset(name, _head(folder / name)) for name in _SIGNS) or any(folder.glob(f"{STAGED}*"))


def is_of_dataset(name: str, data: bytes) -> bool:
    """Whether a file of that name that begins so is one by which :func:`holds_dataset` knows a folder.

    >>> is_of_dataset("datapackage.json", b"{}"), is_of_dataset("通知.txt", b"")
    (False, False)
    """
    return name in _SIGNS and _SIGNS[name] in data[:_HEAD]


def may_hold_dataset(names: Iterable[str]) -> bool:
    """Whether a folder in which these names stand may be one that :func:`holds_dataset`."""
    return any(name in _SIGNS or name.startswith(STAGED) for name in names)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(_HEAD)
    except OSError:
        return b""


def from_tables(folder: Path) -> list[Circular]:
    """The circulars that the CSV tables of a dataset say: those of its ``circulars.jsonl``, from the other form.

    Raises InputError where a table is missing or is not one of this version.
    """
    recover(Path(folder))
    rows = {name: tabular.read_csv(Path(folder) / f"{name}.csv", table) for name, table in schema.tables().items()}
    try:
        return list(from_rows(rows))
    except (LookupError, ValueError) as error:
        raise InputError(f"the tables in {folder} do not belong together: {error}") from error
