"""What the paths of a command line name: files, folders, globs, standard input, rows of tables, members of archives;
told one by one, so that a million of them stand in no list.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hongtou.archive import Shelf, is_archive
from hongtou.errors import UnreadableError
from hongtou.read import Limits, known
from hongtou.read.records import is_table
from hongtou.run.files import INDEXES, STDIN, Input, is_aside, is_input, printed
from hongtou.run.places import Stamp, is_address, plain, with_reason
from hongtou.run.places import listed as listed_at
from hongtou.run.places import stamp as stamp_of
from hongtou.run.unpack import members
from hongtou.write import FILES, holds_dataset, may_hold_dataset
from hongtou.write.package import NAME as DATASET


class Met(NamedTuple):
    """One thing that a path names: a file to read, an index of a folder, or the name of what is left aside."""

    file: Input | None = None
    about: Input | None = None
    skipped: str = ""
    ours: bool = False
    """Whether what is left aside is what hongtou wrote."""
    missing: str = ""
    key: str = ""
    """The file's place without links: the same file by two paths has one."""
    size: int = 0
    stamp: Stamp | None = None
    """Size and time of change (ns) of the file, or of the archive that it lies in; None where they say nothing."""


class Inputs(NamedTuple):
    """All files to read, sorted by name; what was left aside, and what is not there."""

    files: tuple[Input, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    indexes: tuple[Input, ...]
    shelf: Shelf
    """The open archives; to be closed when all is read."""


class Walk:
    """Walks paths. With ``tables``, files that may hold one document a row are tables of documents.

    An archive is read as a folder is. In both, ``index.csv`` and ``manifest.jsonl`` are metadata; README files, hidden
    files and sidecars (``a.txt.source.json`` beside ``a.txt``) belong to the folder; pictures, and any other file of a
    type that hongtou does not read, are skipped. Named explicitly, it is read, and fails there. What hongtou wrote is
    skipped: the folder ``output`` and every other that holds a dataset, or the dataset's own files where such a folder
    was named itself. A folder that cannot be listed fails.
    """

    def __init__(
        self, *, tables: bool = False, output: str | Path | None = None, limits: Limits | None = None,
        shelf: Shelf | None = None,
    ) -> None:  # fmt: skip
        self.shelf = shelf or Shelf()
        self._tables = tables
        self._limits = limits or Limits()
        self._output = None if output is None else os.path.realpath(output)

    def close(self) -> None:
        """Close the archives that stand open."""
        self.shelf.close()

    def paths(self, paths: Iterable[str]) -> Iterator[Met]:
        """All that the paths name, in the order of the paths; what two of them name comes twice, under one key."""
        for path in paths:
            for name in _expand(path):
                yield from self._path(name)

    def archive(self, file: Input) -> Iterator[Met]:
        """What one archive holds."""
        key = file.name if is_address(file.name) else os.path.realpath(file.name)
        yield from self._file(file, key, *((file.member.size, None) if file.member else _stamp(file.name)))

    def _path(self, name: str) -> Iterator[Met]:
        """A path that stands on the command line."""
        name = plain(name)
        if name == STDIN:
            yield Met(Input(name, True, self._tables), key=name)
        elif is_address(name):
            yield from self._address(name)
        elif not os.path.lexists(name):
            yield Met(missing=name)
        elif Path(name).is_dir():
            yield from self._folder(name)
        else:
            file = _named(Path(name).as_posix(), explicit=True, table=self._tables and is_table(name))
            yield from self._file(file, os.path.realpath(name), *_stamp(name))

    def _address(self, address: str) -> Iterator[Met]:
        """An address: a file, a folder, a pattern."""
        try:
            for here, files in listed_at(address):
                if not here:
                    for full, size, stamp in files.values():
                        table = self._tables and is_table(full)
                        yield from self._file(Input(full, True, table), full, size, stamp)
                elif DATASET in files and here.rstrip("/") != address.rstrip("/"):
                    yield Met(skipped=here, ours=True)
                else:
                    present = set(files)
                    for name, (full, size, stamp) in files.items():
                        if not (is_aside(name) or _is_sidecar(name, present)):
                            yield from self._meet(full, DATASET in files and name in FILES, full, size, stamp)
        except FileNotFoundError as error:
            yield Met(missing=with_reason(address, error))
        except OSError as error:
            yield Met(Input(address, False, error=error), key=address)

    def _folder(self, folder: str) -> Iterator[Met]:
        unlisted: list[OSError] = []
        top = os.path.realpath(folder)
        for here, folders, names in os.walk(folder, onerror=unlisted.append):  # which follows no links
            yield from map(_unlisted, unlisted)
            unlisted.clear()
            real = os.path.join(top, here[len(folder) :].lstrip(os.sep)).rstrip(os.sep)  # noqa: PTH118 - of many folders
            ours = (may_hold_dataset((*folders, *names)) and holds_dataset(Path(here))) or real == self._output
            if ours and here != folder:
                yield Met(skipped=printed(Path(here).as_posix()), ours=True)
                folders.clear()
                continue  # counted as one
            folders[:] = sorted(name for name in folders if not (name.startswith(".") or (ours and name in FILES)))
            present = set(names)
            place = Path(here).as_posix()
            for name in sorted(names):
                if not (is_aside(name) or _is_sidecar(name, present)):
                    path = name if place == "." else f"{place.removesuffix('/')}/{name}"
                    placed = _placed(path, f"{real}{os.sep}{name}")
                    yield from (
                        self._meet(path, ours and name in FILES, *placed) if placed else (Met(skipped=printed(path)),)
                    )
        yield from map(_unlisted, unlisted)

    def _meet(self, path: str, ours: bool, key: str, size: int, stamp: Stamp | None) -> Iterator[Met]:
        """A file of a folder."""
        table = self._tables and is_table(path, named=False)
        name = path.rpartition("/")[2]
        if name.lower() in INDEXES:
            yield Met(about=_named(path, explicit=False))
        elif not ours and (is_archive(path) or is_input(path) or table):
            yield from self._file(_named(path, explicit=False, table=table), key, size, stamp)
        else:
            yield Met(skipped=printed(path), ours=ours)

    def _file(self, file: Input, key: str, size: int, stamp: Stamp | None) -> Iterator[Met]:
        """A file, or what the archive that it is holds."""
        if not (is_archive(file.name) or file.member):
            yield Met(file, key=key, size=size, stamp=stamp)
            return
        for one in members(file, self.shelf, self._limits, self._tables):
            if one.skipped:
                yield Met(skipped=one.skipped, ours=one.ours)
            elif one.file and _is_index(one.file):
                yield Met(about=one.file)
            elif one.file:
                inner = one.file._replace(top=file.name, at=file.at) if one.file is not file else one.file
                weight = one.file.member.size if one.file.member else size
                yield Met(inner, key=key + one.file.name.removeprefix(file.name), size=weight, stamp=stamp)


def unpack(file: Input, limits: Limits | None = None) -> Inputs:
    """The members of one archive, sorted by name."""
    walk = Walk(limits=limits)
    return listed(walk.archive(file), walk.shelf)


def listed(found: Iterable[Met], shelf: Shelf) -> Inputs:
    """What was found as one list."""
    files: dict[str, Input] = {}
    met = tuple(found)
    for one in met:
        if one.file:
            files[one.key] = same(files[one.key], one.file) if one.key in files else one.file
    return Inputs(
        files=tuple(sorted(files.values(), key=lambda file: file.name)),
        skipped=_once(one.skipped for one in met),
        missing=_once(one.missing for one in met),
        indexes=tuple({one.about.name: one.about for one in met if one.about}.values()),
        shelf=shelf,
    )


def same(earlier: Input, found: Input) -> Input:
    """The same file by two paths is one: the first name in the order of names stands, explicit wins."""
    first = min(earlier, found, key=lambda file: file.name)
    return first._replace(explicit=earlier.explicit or found.explicit)


def _named(path: str, *, explicit: bool, table: bool = False) -> Input:
    """A file of this machine, under a name that can be printed."""
    name = printed(path)
    return Input(name, explicit, table, at="" if name == path else path)


def _unlisted(error: OSError) -> Met:
    name = Path(error.filename).as_posix()
    return Met(Input(printed(name), False, error=error), key=os.path.realpath(name))


def _stamp(path: str) -> tuple[int, Stamp | None]:
    try:
        return stamp_of(path)
    except OSError:  # the reader will meet it, and say so
        return 0, None


def _placed(path: str, real: str) -> tuple[str, int, Stamp | None] | None:
    """Where a file of a folder is without links, its size and stamp; ``real`` where it is no link itself.

    None of a pipe, a socket, a device: reading one might wait for ever.
    """
    try:
        said = os.lstat(path)
        if stat.S_ISLNK(said.st_mode):
            real = os.path.realpath(path)
            said = os.stat(path)  # noqa: PTH116 - of many files
    except OSError:  # the reader will meet it, and say so
        return real, 0, None
    if not stat.S_ISREG(said.st_mode):
        return None
    return real, said.st_size, (said.st_size, said.st_mtime_ns)


def _is_index(file: Input) -> bool:
    """Whether a member of an archive says of the others what they are; what was crawled says nothing."""
    crawled = file.member is not None and file.member.standing is not None
    return Path(file.name).name.lower() in INDEXES and not crawled


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
    return tuple(dict.fromkeys(name for name in names if name))


def refuse_unknown(path: str) -> None:
    """Raise UnreadableError for a named file whose ending is of no type that hongtou reads."""
    suffix = Path(path).suffix
    if suffix and not (known(path) or is_archive(path)):
        table = (
            f"; a table of documents is read with `hongtou extract {path} --text-column NAME`" if is_table(path) else ""
        )
        raise UnreadableError(f"{suffix} is no type of file that hongtou reads{table}")
