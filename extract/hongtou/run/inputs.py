"""What the paths of a command line name: files, folders, globs, standard input, rows of tables, members of archives; in
one order.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from hongtou.archive import Shelf, is_archive
from hongtou.errors import UnreadableError
from hongtou.read import Limits, known
from hongtou.read.records import is_table
from hongtou.run.captures import settled
from hongtou.run.files import INDEXES, STDIN, Input, is_aside, is_input
from hongtou.run.unpack import members
from hongtou.write import FILES, holds_dataset


class Inputs(NamedTuple):
    """All files to read, sorted by name; what was left aside, and what is not there."""

    files: tuple[Input, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    indexes: tuple[Input, ...]
    shelf: Shelf
    """The open archives; to be closed when all is read."""


def enumerate_inputs(
    paths: Iterable[str], *, tables: bool = False, output: str | Path | None = None, limits: Limits | None = None
) -> Inputs:
    """Walk the paths. With ``tables``, files that may hold one document a row are tables of documents.

    An archive is read as a folder is. In both, ``index.csv`` and ``manifest.jsonl`` are metadata; README files, hidden
    files and sidecars (``a.txt.source.json`` beside ``a.txt``) belong to the folder; pictures, and any other file of a
    type that hongtou does not read, are skipped. Named explicitly, it is read, and fails there. What hongtou wrote is
    skipped: the folder ``output`` and every other that holds a dataset, or the dataset's own files where such a folder
    was named itself. A folder that cannot be listed fails.
    """
    found = _Found(tables, output, limits or Limits())
    for path in paths:
        for name in _expand(path):
            found.take(name)
    return found.done()


def unpack(file: Input, limits: Limits | None = None) -> Inputs:
    """The members of one archive, sorted by name."""
    found = _Found(False, None, limits or Limits())
    found.file(file)
    return found.done()


class _Found:
    """What the paths taken so far name."""

    def __init__(self, tables: bool, output: str | Path | None, limits: Limits) -> None:
        self.tables = tables
        self.limits = limits
        self.shelf = Shelf()
        self.output = None if output is None else os.path.realpath(output)
        self.files: dict[str, Input] = {}
        self.skipped: list[str] = []
        self.missing: list[str] = []
        self.indexes: list[Input] = []

    def done(self) -> Inputs:
        """All of it, in order."""
        kept, again = settled(sorted(self.files.values(), key=lambda file: file.name))
        indexes = tuple({index.name: index for index in self.indexes}.values())
        return Inputs(kept, _once([*self.skipped, *again]), _once(self.missing), indexes, self.shelf)

    def take(self, name: str) -> None:
        """A path that stands on the command line."""
        if name == STDIN:
            self._add(Input(name, True, self.tables))
        elif not os.path.lexists(name):
            self.missing.append(name)
        elif Path(name).is_dir():
            self._walk(name)
        else:
            self.file(Input(Path(name).as_posix(), True, self.tables and is_table(name)))

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
                if not (is_aside(name) or _is_sidecar(name, present)):
                    self._meet((Path(here) / name).as_posix(), ours and name in FILES)

    def _meet(self, path: str, ours: bool) -> None:
        """A file of a folder."""
        table = self.tables and is_table(path)
        if Path(path).name.lower() in INDEXES:
            self.indexes.append(Input(path, False))
        elif not ours and (is_archive(path) or is_input(path) or table):
            self.file(Input(path, False, table))
        else:
            self.skipped.append(path)

    def file(self, file: Input) -> None:
        """A file, or what the archive that it is holds."""
        if not (is_archive(file.name) or file.member):
            self._add(file)
            return
        for one in members(file, self.shelf, self.limits, self.tables):
            if one.skipped:
                self.skipped.append(one.skipped)
            elif one.file and Path(one.file.name).name.lower() in INDEXES:
                self.indexes.append(one.file)
            elif one.file:
                self._add(one.file)

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
    if suffix and not (known(path) or is_archive(path)):
        table = "; a table of documents is read with --text-column NAME" if is_table(path) else ""
        raise UnreadableError(f"{suffix} is no type of file that hongtou reads{table}")
