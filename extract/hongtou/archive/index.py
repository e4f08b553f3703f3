"""``archive.sqlite``: which files an archive has, which records stand in each, and what was captured.

A file has its length, its count of records and its SHA-256; a record its place, its length and the SHA-256 of its
bytes as they are stored; a capture all of :class:`Stored`. What the records of a file know of captures can be read
from the files again; lengths, counts and sums of what was written stand here alone.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hongtou.archive.capture import Stored
from hongtou.errors import InputError, OutputError

INDEX = "archive.sqlite"
NAME = "hongtou-"
"""How the names of WARC files begin that an archive of ours has."""
_VERSION = 1
_ROWS = 256
_PATIENCE = 60.0
"""Seconds that a writer waits for someone who reads to let it begin."""
_TABLES = """
CREATE TABLE file (
    name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, records INTEGER NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE record (
    file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,
    sha256 TEXT NOT NULL, PRIMARY KEY (file, offset)
) WITHOUT ROWID;
CREATE TABLE capture (
    url TEXT NOT NULL, retrieved_at TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, fetch TEXT NOT NULL,
    file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, record TEXT NOT NULL,
    status INTEGER NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL,
    revisit INTEGER NOT NULL, etag TEXT, last_modified TEXT, via TEXT, part_of TEXT, truncated TEXT,
    facts TEXT NOT NULL, number INTEGER PRIMARY KEY
);
CREATE INDEX capture_url ON capture (url, number);
CREATE INDEX capture_fetch ON capture (fetch) WHERE fetch <> '';
"""
_COLUMNS = ", ".join(Stored._fields)
_WHOLE = "revisit = 0 AND status BETWEEN 200 AND 299 AND truncated IS NULL AND kind <> 'failure'"
_AGAIN = "revisit = 1 AND digest = ? AND retrieved_at >= ? AND (etag IS NOT NULL OR last_modified IS NOT NULL)"


class File(NamedTuple):
    """A WARC file as far as it is written: bytes, records, SHA-256 of the bytes (hexadecimal)."""

    name: str
    bytes: int
    records: int
    sha256: str


class Line(NamedTuple):
    """A record as it is stored: its place and length in bytes of the file, SHA-256 of these bytes (hexadecimal)."""

    file: str
    offset: int
    length: int
    type: str
    id: str
    sha256: str


_LINE = ", ".join(Line._fields)


class Index:
    """The index of the archive in ``folder``, for reading, or for writing too; without folder one in memory."""

    def __init__(self, folder: Path | None = None, *, writing: bool = False) -> None:
        """Raises InputError where it cannot be read, OutputError where it cannot be written."""
        self.path = folder / INDEX if folder else None
        self._writing = writing and folder is not None
        try:
            self._base = _connected(self.path, writing)
            if writing or folder is None:
                _prepare(self._base)
            version = self._base.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            kind = OutputError if writing else InputError
            raise kind(f"{self.path} cannot be opened: {error}") from error
        if version != _VERSION:
            raise InputError(f"{self.path} is an index of form {version}, this hongtou knows {_VERSION}")

    def files(self) -> list[File]:
        """The files, in the order in which they were begun."""
        return [File(*row) for row in self._rows(f"SELECT {', '.join(File._fields)} FROM file ORDER BY name")]

    def lines(self, file: str) -> Iterator[Line]:
        """The records of a file, in their order."""
        rows = self._rows(f"SELECT {_LINE} FROM record WHERE file = ? ORDER BY offset", file)
        return (Line(*row) for row in rows)

    def captures(self, file: str | None = None) -> Iterator[Stored]:
        """All captures in the order in which they were added; or those of one file."""
        where, values = ("WHERE file = ?", (file,)) if file else ("", ())
        return map(self._stored, self._rows(f"SELECT {_COLUMNS} FROM capture {where} ORDER BY number", *values))

    def fetched(self, fetch: str) -> Stored | None:
        """What a fetch brought."""
        return self._one("fetch = ? AND fetch <> ''", fetch)

    def last(self, url: str) -> Stored | None:
        """The newest whole capture of an address, with what later answers said of it (ETag, Last-Modified)."""
        whole = self._one(f"url = ? AND {_WHOLE}", url)
        again = whole and self._one(f"url = ? AND {_AGAIN}", url, whole.digest, whole.retrieved_at)
        if whole is None or again is None:
            return whole
        modified = again.last_modified or whole.last_modified
        return whole._replace(etag=again.etag or whole.etag, last_modified=modified)

    def repeated(self, revisit: Stored) -> Stored | None:
        """The capture that a revisit stands for."""
        return self._one(f"url = ? AND digest = ? AND {_WHOLE}", revisit.url, revisit.digest)

    def _one(self, where: str, *values: str) -> Stored | None:
        rows = self._rows(f"SELECT {_COLUMNS} FROM capture WHERE {where} ORDER BY number DESC LIMIT 1", *values)
        return next(map(self._stored, rows), None)

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            cursor = self._base.execute(query, values)
            while rows := cursor.fetchmany(_ROWS):
                yield from rows
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise InputError(f"{self.path} is damaged: {error}") from error

    def _stored(self, row: tuple[Any, ...]) -> Stored:
        named = dict(zip(Stored._fields, row, strict=True))
        try:
            facts = json.loads(named["facts"])
        except (ValueError, TypeError) as error:
            raise InputError(f"{self.path} is damaged: {error}") from error
        return Stored(**{**named, "revisit": bool(named["revisit"]), "facts": facts})

    def begin(self, name: str) -> File:
        """Know of a file before it is there, so that none lies about that no one knows."""
        file = File(name, 0, 0, "")
        self._base.execute("INSERT INTO file VALUES (?, ?, ?, ?)", file)
        return file

    def commit(self, file: File, lines: Sequence[Line], captures: Sequence[Stored]) -> None:
        """Know of records that stand in the file, and of the captures that they are; all or nothing."""
        base = self._base
        base.execute("BEGIN IMMEDIATE")
        try:
            base.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", lines)
            base.execute("UPDATE file SET bytes = ?, records = ?, sha256 = ? WHERE name = ?", (*file[1:], file.name))
            rows = [(*one[:-1], json.dumps(one.facts, ensure_ascii=False)) for one in captures]
            base.executemany(f"INSERT INTO capture ({_COLUMNS}) VALUES ({', '.join('?' * len(Stored._fields))})", rows)
            base.execute("COMMIT")
        except BaseException:
            if base.in_transaction:
                base.execute("ROLLBACK")
            raise

    def check(self) -> list[str]:
        """What SQLite finds wrong with the index itself. Raises InputError where it cannot be read."""
        said = [str(row[0]) for row in self._rows("PRAGMA integrity_check(20)")]
        return [] if said == ["ok"] else said

    def close(self) -> None:
        """Close it; one that was written becomes a single file."""
        with contextlib.suppress(sqlite3.OperationalError):  # someone is reading: it stays as it is, and whole
            if self._writing:
                self._base.execute("PRAGMA journal_mode = DELETE")
        self._base.close()


def _connected(path: Path | None, writing: bool) -> sqlite3.Connection:
    if path is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    if writing:
        return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _prepare(base: sqlite3.Connection) -> None:
    """A commit is on the disk when it is said to be, and whoever reads meanwhile is not in the way."""
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    if base.execute("PRAGMA user_version").fetchone()[0] == 0:
        base.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
