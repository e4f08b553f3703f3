"""An archive that is written: a folder of WARC files and the index of what they hold."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal

from hongtou.archive.adopt import adopt
from hongtou.archive.capture import Capture, Stored
from hongtou.archive.index import NAME, File, Index, Line
from hongtou.archive.notes import Notes, notes_of, one_line
from hongtou.archive.reading import Reading, warc_files
from hongtou.archive.records import Record, answer_head, heading, records_of, resource_type
from hongtou.archive.terms import BY_HAND, NOT_MODIFIED, date_of, digest_of, header, media_type_of, read_http
from hongtou.disk import locked, sync
from hongtou.errors import OutputError

ROTATE = 1_000_000_000
"""Bytes after which a new WARC file is begun."""
RECORDS = 150_000
"""Records after which one is begun too, so that no file has more members than ``Limits.members``."""


class Archive(Reading):
    """A folder of ``*.warc.gz`` and their index ``archive.sqlite``, opened for appending by one writer.

    A capture is added whole or not at all, whatever kills the writer: its records are written and synced, then its
    line in the index is committed; whoever opens the archive next cuts off what the index does not know of. Files
    that the index does not name are never touched.
    """

    def __init__(self, folder: Path, *, rotate: int = ROTATE) -> None:
        """Open the archive, or begin one.

        Raises OutputError where another writer has it, where it cannot be written, or where files have lost what
        their index says they hold: nothing is added to a damaged archive.
        """
        self._rotate = rotate
        self._stream: BinaryIO | None = None
        self._file: File | None = None
        self._hash = hashlib.sha256()
        self._heading = ""  # identity of the record that begins the file
        with _readable_errors(folder), ExitStack() as stack:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder))
            super().__init__(folder, Index(folder, writing=True))
            stack.callback(super().close)
            self._recover()
            self._held = stack.pop_all()

    @classmethod
    def reading(cls, folder: Path) -> Reading:
        """The archive for reading alone, which no writer keeps away. Raises InputError where there is none."""
        return Reading.of(folder)

    def _recover(self) -> None:
        """Cut off what a killed writer left behind the last record that the index knows; make a lost index anew."""
        known = self._index.files()
        if not known:
            adopt(self.folder, self._index)
        for file in known:
            path = self.folder / file.name
            size = path.stat().st_size if path.exists() else 0
            if size < file.bytes:
                raise OutputError(
                    f"{path} has {size} of the {file.bytes} bytes that were written: `hongtou archive verify` says "
                    "what is lost. Put the file back from a copy, or begin another archive; both can be extracted"
                )
            if size > file.bytes:
                os.truncate(path, file.bytes)
                sync(path)

    def add(self, capture: Capture) -> Stored:
        """Take a capture in; one whose fetch is there already is not taken again.

        An answer without news becomes a revisit: status 304, or the very payload of the newest whole capture of its
        address. Raises OutputError where it cannot be written, ValueError for an address of more than one line.
        """
        if one_line(capture.url) != capture.url:
            raise ValueError(f"{capture.url!r} is no address")
        if earlier := self.fetched(capture.fetch):
            return earlier
        notes = notes_of(capture)
        digest = digest_of(capture.body)
        repeats = self._repeats(capture, digest)
        with _readable_errors(self.folder):
            file = self._open()
            records = records_of(capture, notes, self._heading, repeats)
            stored = _stored(capture, notes, repeats.digest if repeats else digest, repeats is not None)
            stored = stored._replace(
                file=file.name, offset=file.bytes, length=sum(len(one.data) for one in records), record=records[0].id
            )
            self._append(file, records, [stored])
        return stored

    def _repeats(self, capture: Capture, digest: str) -> Stored | None:
        """The capture that says all that this one does."""
        last = self._index.last(capture.url)
        if last is None or capture.request is None or capture.truncated:
            return None
        same = capture.status == last.status and digest == last.digest and capture.body and capture.kind == last.kind
        return last if same or capture.status == NOT_MODIFIED else None

    def _open(self) -> File:
        """The file to append to; a new one where the last is full."""
        if self._file is None:
            self._recover()
        files = self._index.files() if self._file is None else [self._file]
        last = files[-1] if files else None
        if last is None or last.bytes >= self._rotate or last.records >= RECORDS:
            self._let_go()  # from here on the index alone says which file is the last
            self._begin(self._index.begin(self._new_name()), "xb")
        elif not last.bytes:  # a writer was killed before its heading stood there
            self._begin(last, "wb")
        elif self._file is None:
            self._go_on(last)
        assert self._file
        return self._file

    def _new_name(self) -> str:
        """A name behind all others, of files too that the index does not know."""
        number = max((_number(path.name) for path in warc_files(self.folder)), default=0) + 1
        return f"{NAME}{number:05d}-{datetime.now(UTC):%Y%m%d%H%M%S}.warc.gz"

    def _begin(self, file: File, mode: Literal["xb", "wb"]) -> None:
        """A file that the index knows of, with its heading."""
        self._stream = (self.folder / file.name).open(mode)
        sync(self.folder)
        self._hash = hashlib.sha256()
        first = heading(file.name)
        self._append(file, [first])
        self._heading = first.id

    def _go_on(self, file: File) -> None:
        """Append to a file of an earlier run, once its bytes are known to be what was written."""
        path = self.folder / file.name
        with path.open("rb") as stream:
            known = hashlib.file_digest(stream, "sha256")
        if known.hexdigest() != file.sha256:
            raise OutputError(
                f"{path} is not as it was written: `hongtou archive verify` says where. Put it back from a copy, or "
                "begin another archive; both can be extracted"
            )
        self._stream, self._file = path.open("r+b"), file
        self._hash = known
        self._heading = next(self._index.lines(file.name)).id

    def _append(self, file: File, records: Sequence[Record], captures: Sequence[Stored] = ()) -> None:
        """Write and sync the records, then let the index know.

        Where that breaks off (the disk is full, the user stops the run) only the index can say whether the records
        are in: the file is let go, and whoever appends next begins by asking it.
        """
        assert self._stream
        data = b"".join(one.data for one in records)
        lines, at = [], file.bytes
        for one in records:
            lines.append(Line(file.name, at, len(one.data), one.type, one.id, hashlib.sha256(one.data).hexdigest()))
            at += len(one.data)
        whole = self._hash.copy()
        whole.update(data)
        grown = File(file.name, at, file.records + len(records), whole.hexdigest())
        try:
            self._stream.seek(file.bytes)
            self._stream.write(data)
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._index.commit(grown, lines, captures)
        except BaseException:
            self._let_go()
            raise
        self._file, self._hash = grown, whole

    def close(self) -> None:
        """Let another writer in."""
        self._let_go()
        self._held.close()

    def _let_go(self) -> None:
        """Close the file at hand."""
        stream, self._stream, self._file = self._stream, None, None
        if stream:
            with suppress(OSError):  # what it could not write no one was told to be there
                stream.close()


def _stored(capture: Capture, notes: Notes, digest: str, revisit: bool) -> Stored:
    """What the index keeps of a capture, but for its place."""
    status, headers = read_http(answer_head(capture)) if capture.request else (BY_HAND, ())
    declared = header(headers, "Content-Type") if capture.request else resource_type(capture)
    return Stored(
        url=capture.url,
        retrieved_at=date_of(capture.retrieved_at),
        kind=notes.kind,
        source=notes.source,
        fetch=notes.fetch,
        file="",
        offset=0,
        length=0,
        record="",
        status=status,
        digest=digest,
        size=0 if revisit else len(capture.body),
        media_type=media_type_of(declared),
        revisit=revisit,
        etag=header(headers, "ETag") or None,
        last_modified=header(headers, "Last-Modified") or None,
        via=notes.via,
        part_of=notes.part_of,
        truncated=capture.truncated,
        facts=notes.facts,
    )


def _number(name: str) -> int:
    digits = name.removeprefix(NAME).partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


@contextmanager
def _readable_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        said = getattr(error, "strerror", None) or error
        raise OutputError(f"cannot write into the archive {folder}: {said}") from error
