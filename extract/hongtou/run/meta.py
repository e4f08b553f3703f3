"""``--meta index.csv``: what is known of each document beside its bytes, joined by path."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from hongtou.errors import InputError, UsageError
from hongtou.model import Source
from hongtou.read.records import checked_rows
from hongtou.run.cells import with_url
from hongtou.run.files import Input
from hongtou.run.sql import execute, text, words

# Columns that are fields of a Source; every other one goes to ``source.meta``.
_FIELDS = ("url", "publisher", "retrieved_at")
BELONGS = ("attachment_of", "circular")
"""Columns that say which files are one circular: the path or address of its page; or a name that they all bear."""
PAGED = ("page_of", "page_number")
"""Columns of a later page: the path or address of the first one; its number."""
_TRUE = frozenset({"true", "1", "yes", "y", "是"})


_TABLES = """
CREATE TABLE IF NOT EXISTS said (n INTEGER PRIMARY KEY, source BLOB, path BLOB, columns BLOB, joins INT, used INT);
CREATE TABLE IF NOT EXISTS said_of (place BLOB, n INT);
CREATE TABLE IF NOT EXISTS said_by (name BLOB PRIMARY KEY);
CREATE TABLE IF NOT EXISTS said_badly (words TEXT);
CREATE INDEX IF NOT EXISTS said_place ON said_of (place);
"""


class Meta:
    """The rows of index tables, looked up by document name; kept in a database, in memory without one.

    A row's ``path`` is absolute, or relative to the working folder, or to the folder of its index; or a bare file
    name that only one row and one document bear. ``bearers`` says how many documents bear a name.
    """

    def __init__(self, db: sqlite3.Connection | None = None, bearers: Callable[[str], int] = lambda _: 0) -> None:
        self._db = db or sqlite3.connect(":memory:", isolation_level=None)
        self._bearers = bearers
        execute(self._db, _TABLES)
        self._empty = self._db.execute("SELECT 1 FROM said LIMIT 1").fetchone() is None

    def load(self, index: Input, *, named: bool) -> None:
        """Take the rows of an index, once; an earlier one goes before a later one.

        Of one that was named, raises InputError where it cannot be read, UsageError where it has no column ``path``.
        One that was found and cannot be read is told among the warnings.
        """
        db = self._db
        if not db.execute("INSERT OR IGNORE INTO said_by VALUES (?)", (text(index.name),)).rowcount:
            return
        db.execute("SAVEPOINT one")
        try:
            for path, columns in _rows(index):
                self._add(index.name, path, columns)
        except InputError as error:
            db.execute("ROLLBACK TO one")
            if named:
                raise
            db.execute("INSERT INTO said_badly VALUES (?)", (f"{error}; nothing of it was used",))
        except UsageError:
            db.execute("ROLLBACK TO one")
            if named:
                raise  # a folder's index.csv about something else is no index of documents
        finally:
            db.execute("RELEASE one")

    def _add(self, table: str, path: str, columns: Mapping[str, str]) -> None:
        joins = any(columns.get(key) for key in BELONGS)
        row = text(table), text(path), msgspec.msgpack.encode(columns), joins
        number = self._db.execute("INSERT INTO said VALUES (NULL, ?, ?, ?, ?, 0)", row).lastrowid
        places = {path, _resolved(path), _resolved(Path(table).parent / path), f"\0{Path(path).name}"}
        self._db.executemany("INSERT INTO said_of VALUES (?, ?)", ((text(place), number) for place in places))
        self._empty = False

    def columns(self, name: str) -> dict[str, str]:
        """What the tables say of the document called ``name``; an earlier table goes before a later one."""
        if self._empty:
            return {}
        found = self._at(name) or self._at(_resolved(name)) or self._by_bare_name(name)
        merged: dict[str, str] = {}
        for number in reversed(found):
            (columns,) = self._db.execute("SELECT columns FROM said WHERE n = ?", (number,)).fetchone()
            merged |= {key: cell for key, cell in msgspec.msgpack.decode(columns).items() if cell}
            self._db.execute("UPDATE said SET used = 1 WHERE n = ? AND NOT used", (number,))
        return dict(with_url(merged))

    @property
    def joins(self) -> bool:
        """Whether a row says which files are one circular."""
        return self._db.execute("SELECT 1 FROM said WHERE joins LIMIT 1").fetchone() is not None

    def _at(self, place: str) -> list[int]:
        rows = self._db.execute("SELECT n FROM said_of WHERE place = ? ORDER BY n", (text(place),))
        return [row[0] for row in rows.fetchall()]

    def _by_bare_name(self, name: str) -> list[int]:
        bare = Path(name).name
        found = self._at(f"\0{bare}")
        return found if len(found) == 1 and self._bearers(bare) <= 1 else []

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with a folder's own index: it is then left aside."""
        return tuple(row[0] for row in self._db.execute("SELECT words FROM said_badly ORDER BY rowid"))

    def unanswered(self, most: int) -> tuple[str, ...]:
        """The first of the rows that no document answered to, as "index.csv: path"; all where ``most`` is below 0."""
        rows = self._db.execute("SELECT source, path FROM said WHERE NOT used ORDER BY n LIMIT ?", (most,))
        return tuple(f"{words(table)}: {words(path)}" for table, path in rows)

    def count_unanswered(self) -> int:
        """How many rows no document answered to."""
        (count,) = self._db.execute("SELECT count(*) FROM said WHERE NOT used").fetchone()
        return int(count)


def load_meta(explicit: Sequence[str], found: Sequence[str | Input], names: Iterable[str]) -> Meta:
    """Read index tables: those named on the command line, then those found in folders and archives.

    Of those that were named, raises InputError where one cannot be read, UsageError where one has no column ``path``.
    """
    bearers = Counter(Path(name).name for name in names)
    index = Meta(bearers=bearers.__getitem__)
    for path in explicit:
        index.load(Input(path, True), named=True)
    for one in found:
        index.load(one if isinstance(one, Input) else Input(one, False), named=False)
    return index


def _rows(file: Input) -> Iterator[tuple[str, dict[str, str]]]:
    path = file.name
    try:
        data = file.read()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error
    first: dict[str, str] = {}
    lacking = count = 0
    for count, row in enumerate(checked_rows(data, path=path), 1):
        first = first or row
        if "path" in row:
            yield row["path"].strip(), {name: cell.strip() for name, cell in row.items() if name and name != "path"}
        lacking = lacking or ("path" not in row and count)
        if lacking > 1 or (lacking and "path" in row):
            raise InputError(f"{path}, row {lacking}: no 'path'")
    if lacking:
        raise UsageError(f"{path} has no column 'path'; its columns are: {', '.join(first)}")


def apply(source: Source, columns: Mapping[str, str]) -> Source:
    """The source with what its index row says of it.

    >>> apply(Source(path="a.txt", sha256="", media_type="text/plain"), {"url": "https://a.example/", "班次": "3"}).meta
    {'班次': '3'}
    """
    if not columns:
        return source
    fields: dict[str, object] = {key: columns[key] for key in _FIELDS if columns.get(key)}
    if "composed" in columns:
        fields["composed"] = columns["composed"].strip().lower() in _TRUE
    meta = {key: cell for key, cell in columns.items() if cell and key not in (*_FIELDS, *BELONGS, *PAGED, "composed")}
    files = source.files
    if files and "url" in fields:
        files = (msgspec.structs.replace(files[0], url=columns["url"]), *files[1:])
    return msgspec.structs.replace(source, **fields, meta={**source.meta, **meta}, files=files)


def fill(first: Source, again: Source) -> Source:
    """The source of identical bytes met again: all their files in order; what the first lacks, the other gives.

    >>> one, two = (Source(path=path, sha256="", media_type="text/plain") for path in ("a.txt", "b.txt"))
    >>> fill(one, apply(two, {"publisher": "云溪县政府网"})).publisher
    '云溪县政府网'
    """
    files = tuple(sorted((*first.files, *again.files), key=lambda file: file.path))
    gaps = {key: getattr(again, key) for key in _FIELDS if not getattr(first, key)}
    meta = {**again.meta, **first.meta}
    composed = first.composed or again.composed
    path = min(first.path, again.path)
    return msgspec.structs.replace(first, path=path, files=files, meta=meta, composed=composed, **gaps)


def _resolved(path: str | Path) -> str:
    return os.path.realpath(path)
