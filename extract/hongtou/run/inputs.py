"""What the paths of a command line name: files, folders, globs, standard input, rows of tables; in one order."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from hongtou.errors import UnreadableError
from hongtou.read import is_picture, known
from hongtou.read.records import is_table
from hongtou.write import FILES, holds_dataset

STDIN = "-"
INDEX = "index.csv"


class Input(NamedTuple):
    """One file to read. ``name`` is the path as the dataset will print it, ``explicit`` whether it was named itself.

    ``error`` is set for a folder that could not be listed: it stands for all that it holds.
    """

    name: str
    explicit: bool
    table: bool = False
    error: OSError | None = None

    def read(self) -> bytes:
        """The bytes of the file; raises OSError."""
        if self.error:
            raise self.error
        return sys.stdin.buffer.read() if self.name == STDIN else Path(self.name).read_bytes()


class Inputs(NamedTuple):
    """All files to read, sorted by name; what was left aside, and what is not there."""

    files: tuple[Input, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    indexes: tuple[str, ...]


def enumerate_inputs(paths: Iterable[str], *, tables: bool = False, output: str | Path | None = None) -> Inputs:
    """Walk the paths. With ``tables``, files that may hold one document a row are tables of documents.

    In a folder, ``index.csv`` is metadata; README files, hidden files and sidecars (``a.txt.source.json`` beside
    ``a.txt``) belong to the folder; pictures, and any other file of a type that hongtou does not read, are skipped.
    Named explicitly, it is read, and fails there. What hongtou wrote is skipped: the folder ``output`` and every other
    that holds a dataset, or the dataset's own files where such a folder was named itself. A folder that cannot be
    listed fails.
    """
    found = _Found(tables, output)
    for path in paths:
        for name in _expand(path):
            found.take(name)
    files = found.files
    ordered = tuple(files[key] for key in sorted(files, key=lambda key: files[key].name))
    return Inputs(ordered, _once(found.skipped), _once(found.missing), _once(found.indexes))


class _Found:
    """What the paths taken so far name."""

    def __init__(self, tables: bool, output: str | Path | None) -> None:
        self.tables = tables
        self.output = None if output is None else os.path.realpath(output)
        self.files: dict[str, Input] = {}
        self.skipped: list[str] = []
        self.missing: list[str] = []
        self.indexes: list[str] = []

    def take(self, name: str) -> None:
        """A path that stands on the command line."""
        if name == STDIN:
            self._add(Input(name, True, self.tables))
        elif not os.path.lexists(name):
            self.missing.append(name)
        elif Path(name).is_dir():
            self._walk(name)
        else:
            self._add(Input(Path(name).as_posix(), True, self.tables and is_table(name)))

    def _walk(self, folder: str) -> None:
        for here, folders, names in os.walk(folder, onerror=self._unlisted):
            ours = holds_dataset(Path(here)) or os.path.realpath(here) == self.output
            if ours and here != folder:
                self.skipped.append(Path(here).as_posix())
                folders.clear()
                continue  # counted as one
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            present = set(names)
            for name in sorted(names):
                if not (name.startswith(".") or name.upper().startswith("README") or _is_sidecar(name, present)):
                    self._meet((Path(here) / name).as_posix(), ours and name in FILES)

    def _meet(self, path: str, ours: bool) -> None:
        """A file of a folder."""
        table = self.tables and is_table(path)
        if Path(path).name.lower() == INDEX:
            self.indexes.append(path)
        elif not ours and ((known(path) and not is_picture(path)) or table):
            self._add(Input(path, False, table))
        else:
            self.skipped.append(path)

    def _unlisted(self, error: OSError) -> None:
        self._add(Input(Path(error.filename).as_posix(), False, error=error))

    def _add(self, found: Input) -> None:
        """The same file by two paths is one: the name that was given first stands, explicit wins."""
        key = found.name if found.name == STDIN else os.path.realpath(found.name)
        earlier = self.files.get(key, found)
        both = earlier.explicit or found.explicit
        self.files[key] = earlier._replace(name=min(earlier.name, found.name), explicit=both)


def _expand(path: str) -> Sequence[str]:
    """A pattern that the shell left alone; a file that is really called so is itself."""
    if path == STDIN or not glob.has_magic(path) or os.path.lexists(path):
        return (path,)
    return sorted(glob.glob(path, recursive=True)) or (path,)  # noqa: PTH207 - Path.glob knows no absolute patterns


def _is_sidecar(name: str, present: set[str]) -> bool:
    """``a.txt.source.json`` beside ``a.txt``."""
    if not name.lower().endswith(".json"):
        return False
    stem = name[: -len(".json")]
    return any(stem[:at] in present for at, character in enumerate(stem) if character == ".")


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def refuse_unknown(path: str) -> None:
    """Raise UnreadableError for a named file whose ending is of no type that hongtou reads."""
    suffix = Path(path).suffix
    if suffix and not known(path):
        table = "; a table of documents is read with --text-column NAME" if is_table(path) else ""
        raise UnreadableError(f"{suffix} is no type of file that hongtou reads{table}")
