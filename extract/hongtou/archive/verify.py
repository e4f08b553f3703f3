"""Whether an archive still holds what was written: every file, every record, every byte.

What the index says is held against the files: their lengths, counts and sums, the sum of each record, and what each
capture's records say of it. Files that no index knows are held against the lengths and digests of their own records.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hongtou.archive.capture import Stored
from hongtou.archive.index import INDEX, NAME, File, Index, Line
from hongtou.archive.reading import warc_files
from hongtou.archive.scan import ANSWERS, captures_of
from hongtou.archive.walk import Found, sha256_of, walk
from hongtou.disk import locked
from hongtou.errors import InputError, OutputError

Progress = Callable[[int, int, str], None]
"""Called with the bytes that are checked, all there are to check, and the file at hand."""
_MOST = 20
"""Troubles of one file that are told one by one."""


class Report(NamedTuple):
    """What was checked, and a sentence for each trouble."""

    files: int
    records: int
    captures: int
    bytes: int
    unindexed: tuple[str, ...]
    """Files that no index knows: verified by what their records say of themselves alone."""
    troubles: tuple[str, ...]


def verify(folder: Path, progress: Progress | None = None) -> Report:
    """Check an archive. Raises InputError where there is none."""
    files = {path.name: path for path in warc_files(folder)}
    if not files and not (folder / INDEX).exists():
        raise InputError(f"{folder} holds no archive: neither {INDEX} nor WARC files")
    return _Check(folder, files, progress).report()


class _Check:
    """One check, and what it found so far."""

    def __init__(self, folder: Path, files: dict[str, Path], progress: Progress | None) -> None:
        self.folder = folder
        self.files = files
        self.progress = progress
        self.total = sum(path.stat().st_size for path in files.values())
        self.bytes = self.records = self.captures = 0

    def report(self) -> Report:
        """Check everything."""
        troubles: list[str] = []
        known: set[str] = set()
        if (self.folder / INDEX).exists():
            try:
                known = self._with_index(troubles)
            except InputError as error:  # the files may be whole yet
                troubles = [f"{error}: the files are checked by what they say themselves"]
                self.bytes = self.records = self.captures = 0
                known = set()
        unindexed = [name for name in self.files if name not in known]
        for name in unindexed:
            if known and name.startswith(NAME):
                troubles.append(f"{name}: is a file of the archive, and is not in its index")
            troubles += _few(name, list(self._alone(name)))
        counts = len(self.files), self.records, self.captures, self.bytes
        return Report(*counts, tuple(unindexed), tuple(troubles))

    def _with_index(self, troubles: list[str]) -> set[str]:
        """Check the files that the index knows; their names."""
        index = Index(self.folder)
        try:
            troubles += (f"{INDEX}: {said}" for said in index.check())
            known = index.files()
            for file in known:
                troubles += _few(file.name, list(self._indexed(index, file)))
        finally:
            index.close()
        return {file.name for file in known}

    def _tell(self, name: str) -> None:
        if self.progress:
            self.progress(self.bytes, self.total, name)

    def _indexed(self, index: Index, file: File) -> Iterator[str]:
        """A file that the index knows."""
        path = self.folder / file.name
        lines = [line for line in index.lines(file.name) if line.offset < file.bytes]  # a writer may have gone on
        if not path.exists():
            if file.bytes:
                yield f"is missing: {file.records} records in {file.bytes} bytes are lost"
            return
        if len(lines) != file.records:
            yield f"the index counts {file.records} records and lists {len(lines)}"
        size = path.stat().st_size
        if size < file.bytes:
            lost = sum(line.offset + line.length > size for line in lines)
            yield f"is cut off: {size} of {file.bytes} bytes are there, {lost} records are lost or not whole"
        if size > file.bytes and not _is_written(self.folder):
            yield (
                f"{size - file.bytes} bytes stand behind the last record that the index knows: a writer was killed; "
                "the next one cuts them off"
            )
        damaged: set[int] = set()
        yield from self._sums(path, file, lines, damaged)
        yield from self._said(path, index, file, lines, damaged)

    def _sums(self, path: Path, file: File, lines: list[Line], damaged: set[int]) -> Iterator[str]:
        """The bytes, record by record and as a whole."""
        whole = hashlib.sha256()
        at = 0
        with path.open("rb") as stream:
            for line in lines:
                if line.offset > at:
                    yield f"{line.offset - at} bytes at {at} are of no record that the index knows"
                    sha256_of(stream, at, line.offset - at, whole)
                elif line.offset < at:
                    yield f"the index has records that overlap at {line.offset}"
                if sha256_of(stream, line.offset, line.length, whole) != line.sha256:
                    damaged.add(line.offset)
                    yield f"the {line.type} record at {line.offset} ({line.length} bytes) is not as it was written"
                at = line.offset + line.length
                self.bytes += line.length
                self.records += 1
                self._tell(file.name)
            if at < file.bytes:
                yield f"{file.bytes - at} bytes at {at} are of no record that the index knows"
                sha256_of(stream, at, file.bytes - at, whole)
        if not damaged and whole.hexdigest() != (file.sha256 or whole.hexdigest()):
            yield "its records are as they were written, but its sum in the index is another: the index has changed"

    def _said(self, path: Path, index: Index, file: File, lines: list[Line], damaged: set[int]) -> Iterator[str]:
        """What the records say, held against what the index says of them."""
        troubles: list[str] = []
        known = {stored.offset: stored for stored in index.captures(path.name) if stored.offset < file.bytes}
        self.captures += len(known)
        places = sorted(damaged)
        spoilt = {at for at, one in known.items() if bisect_left(places, at) < bisect_left(places, at + one.length)}
        lost = [known[at] for at in sorted(spoilt)]
        with path.open("rb") as stream:
            for read in captures_of(_good(stream, lines, damaged, troubles), path.name):
                stored = known.pop(read.offset, None)
                if stored is None:
                    yield f"the capture of {read.url} at {read.offset} is not in the index"
                elif stored != read and read.offset not in spoilt:
                    yield f"the index says of the capture of {read.url} at {read.offset}: {_other(stored, read)}"
        yield from troubles
        for at, stored in known.items():
            if at not in spoilt:
                yield f"the index has a capture of {stored.url} at {at}, the file has none there"
        for stored in lost:
            yield f"the capture of {stored.url} ({stored.retrieved_at}) is damaged"

    def _alone(self, name: str) -> Iterator[str]:
        """A file that no index knows."""
        before = self.bytes
        with self.files[name].open("rb") as stream:
            for record in walk(stream):
                self.bytes += record.length
                self._tell(name)
                if record.headers:
                    self.records += 1
                    self.captures += record.type in ANSWERS
                what = f"the {record.type} record of {record.url}" if record.headers else f"{record.length} bytes"
                yield from (f"{what} at {record.offset}: {trouble}" for trouble in record.troubles)
        self.bytes = before + self.files[name].stat().st_size


def _good(stream: BinaryIO, lines: list[Line], damaged: set[int], troubles: list[str]) -> Iterator[Found]:
    """The records that are as they were written; what is odd about them goes to the troubles."""
    for line in lines:
        if line.offset in damaged:
            continue
        records = list(walk(stream, line.offset, line.offset + line.length))
        if len(records) != 1 or records[0].troubles:
            troubles.append(f"the record at {line.offset} is as it was written, but is no whole record")
            continue
        if (records[0].type, records[0].headers.get("warc-record-id")) != (line.type, line.id):
            troubles.append(f"the record at {line.offset} is not the {line.type} record {line.id} that the index names")
        yield records[0]


def _few(name: str, troubles: list[str]) -> list[str]:
    """The troubles of a file; of very many the first, and how many more."""
    told = [f"{name}: {trouble}" for trouble in troubles[:_MOST]]
    more = len(troubles) - _MOST
    return [*told, f"{name}: {more} more troubles"] if more > 0 else told


def _other(stored: Stored, read: Stored) -> str:
    """Where the index differs from the records."""
    return "; ".join(
        f"{name} {mine!r}, the file {theirs!r}"
        for name, mine, theirs in zip(Stored._fields, stored, read, strict=True)
        if mine != theirs
    )


def _is_written(folder: Path) -> bool:
    """Whether a writer is at work there."""
    try:
        with locked(folder):
            return False
    except OutputError:
        return True
