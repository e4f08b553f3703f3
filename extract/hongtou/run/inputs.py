"""What the paths of a command line name: files, folders, globs, standard input, rows of tables; in one order."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hongtou.read import known
from hongtou.read.records import is_table

STDIN = "-"
INDEX = "index.csv"


class Input(NamedTuple):
    """One file to read. ``name`` is the path as the dataset will print it, ``explicit`` whether it was named itself."""

    name: str
    explicit: bool
    table: bool = False

    def read(self) -> bytes:
        """The bytes of the file; raises OSError."""
        return sys.stdin.buffer.read() if self.name == STDIN else Path(self.name).read_bytes()


class Inputs(NamedTuple):
    """All files to read, sorted by name; what was left aside, and what is not there."""

    files: tuple[Input, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    indexes: tuple[str, ...]


def enumerate_inputs(paths: Iterable[str], *, tables: bool = False) -> Inputs:
    """Walk the paths. With ``tables``, files that may hold one document a row are tables of documents.

    In a folder, ``index.csv`` is metadata; README files, hidden files and sidecars (``a.txt.source.json`` beside
    ``a.txt``) belong to the folder; any other file of a type that hongtou does not read is skipped. Named explicitly,
    it is read, and fails there.
    """
    files: dict[str, Input] = {}
    skipped: list[str] = []
    missing: list[str] = []
    indexes: list[str] = []
    for path in paths:
        for name in _expand(path):
            if name != STDIN and not os.path.lexists(name):
                missing.append(name)
            elif name != STDIN and Path(name).is_dir():
                for found in _walk(name):
                    if Path(found).name.lower() == INDEX:
                        indexes.append(found)
                    elif known(found) or (tables and is_table(found)):
                        _add(files, Input(found, False, tables and is_table(found)))
                    else:
                        skipped.append(found)
            else:
                _add(files, Input(_posix(name), True, tables and is_table(name)))
    ordered = tuple(files[key] for key in sorted(files, key=lambda key: files[key].name))
    return Inputs(ordered, _once(skipped), _once(missing), _once(indexes))


def _add(files: dict[str, Input], found: Input) -> None:
    """The same file by two paths is one: the name that was given first stands, explicit wins."""
    key = found.name if found.name == STDIN else os.path.realpath(found.name)
    earlier = files.get(key)
    if earlier is None:
        files[key] = found
    else:
        files[key] = earlier._replace(name=min(earlier.name, found.name), explicit=earlier.explicit or found.explicit)


def _expand(path: str) -> Sequence[str]:
    """A pattern that the shell left alone; a file that is really called so is itself."""
    if path == STDIN or not glob.has_magic(path) or os.path.lexists(path):
        return (path,)
    return sorted(glob.glob(path, recursive=True)) or (path,)  # noqa: PTH207 - Path.glob knows no absolute patterns


def _walk(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        present = set(names)
        for name in sorted(names):
            if not (name.startswith(".") or name.upper().startswith("README") or _is_sidecar(name, present)):
                yield (Path(here) / name).as_posix()


def _is_sidecar(name: str, present: set[str]) -> bool:
    """``a.txt.source.json`` beside ``a.txt``."""
    if not name.lower().endswith(".json"):
        return False
    stem = name[: -len(".json")]
    return any(stem[:at] in present for at, character in enumerate(stem) if character == ".")


def _posix(path: str) -> str:
    return path if path == STDIN else Path(path).as_posix()


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
