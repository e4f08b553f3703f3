"""The ledger of a run: a table of its inputs, of its batches, of its records' facts, and of how far it has come.

SQLite, a file of the work folder; every step that must not be done twice or half is one transaction.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import clear_frames
from typing import Any, NamedTuple

import msgspec

from hongtou.read import known
from hongtou.run.captures import settle_captures
from hongtou.run.files import STDIN, Input
from hongtou.run.inputs import Met
from hongtou.run.meta import Meta
from hongtou.run.series import numbered
from hongtou.run.sql import execute, mark, text, words

_TABLES = """
CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB);
CREATE TABLE notes (kind TEXT, words BLOB, PRIMARY KEY (kind, words));
CREATE TABLE found (
  key BLOB PRIMARY KEY, name BLOB, top BLOB, explicit INT, tabular INT, error BLOB, repeats BLOB,
  size INT, stamp_size INT, stamp_time INT, facts BLOB, variant INT, at BLOB, standing BLOB
) WITHOUT ROWID;
CREATE TABLE payloads (key INT, top BLOB);
CREATE TABLE inputs (
  n INTEGER PRIMARY KEY, name BLOB, top BLOB, explicit INT, tabular INT, error BLOB, repeats BLOB,
  size INT, stamp_size INT, stamp_time INT, facts BLOB, variant INT, at BLOB, series INT, number INT, leaf INT,
  digest TEXT, part TEXT, item INT
);
CREATE TABLE slices (
  input INT, number INT, first INT, lines INT, last INT, digest TEXT, cut TEXT, offset INT, length INT, part TEXT,
  PRIMARY KEY (input, number)
) WITHOUT ROWID;
CREATE TABLE batches (kind TEXT, number INT, work BLOB, part TEXT, PRIMARY KEY (kind, number)) WITHOUT ROWID;
"""
ROWS = 32
"""Bits of a record's number that count the rows of its input: more than a table has."""
_INPUT = "n, name, top, explicit, tabular, error, repeats, at"


class Row(NamedTuple):
    """One input and its number, in the order of names."""

    number: int
    file: Input


class Ledger:
    """An open ledger; without a path it is kept in memory. Raises sqlite3.Error where its disk fails it."""

    def __init__(self, path: Path | None = None) -> None:
        self.db = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
        # Exclusive: without shared memory, which network disks do not have.
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -16000"):
            self.db.execute(f"PRAGMA {pragma}")
        with self.transaction():
            if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'settings'").fetchone():
                execute(self.db, _TABLES)
        self.live: dict[str, Input] = {}
        """Inputs whose bytes are at hand in this process, by name."""

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def get(self, key: str) -> Any:
        """A setting; None where there is none."""
        row = self.db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0])

    def set(self, key: str, value: Any) -> None:
        """Keep a setting."""
        self.db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, msgspec.msgpack.encode(value)))

    # What was found.

    def take(self, found: Iterable[Met], index: Meta) -> None:
        """Write down what a walk meets: the same file by two paths once, what an index says as rows of ``index``."""
        with self.transaction():
            for one in found:
                if one.file:
                    self._add(one)
                elif one.about:
                    index.load(one.about, named=False)
                else:
                    kind = "skipped" if one.skipped else "missing"
                    self.note(kind, one.skipped or one.missing)
                    if one.ours:
                        self.note("ours", one.skipped)

    def note(self, kind: str, said: str) -> None:
        """Keep words of a kind: ``skipped``, of these ``ours`` that hongtou wrote, ``missing``."""
        self.db.execute("INSERT OR IGNORE INTO notes VALUES (?, ?)", (kind, text(said)))

    def notes(self, kind: str, most: int) -> tuple[int, tuple[str, ...]]:
        """How many words of that kind there are, and the first of them."""
        (count,) = self.db.execute("SELECT count(*) FROM notes WHERE kind = ?", (kind,)).fetchone()
        rows = self.db.execute("SELECT words FROM notes WHERE kind = ? ORDER BY rowid LIMIT ?", (kind, most))
        return count, tuple(words(row[0]) for row in rows)

    def _add(self, one: Met) -> None:
        assert one.file
        file, member = one.file, one.file.member
        size, time = one.stamp or (None, None)
        row = (
            text(one.key), text(file.name), text(file.top), file.explicit, file.table,
            pickle.dumps(file.error) if file.error else None,
            msgspec.msgpack.encode(member.repeats) if member and member.repeats else None,
            one.size, size, time, _FACTS.encode(member.facts if member else {}), _variant(file), text(file.at),
            _FACTS.encode(member.standing) if member and member.standing and not file.error else None,
        )  # fmt: skip
        self.db.execute(
            "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "top = CASE WHEN excluded.name < name THEN excluded.top ELSE top END, "
            "at = CASE WHEN excluded.name < name THEN excluded.at ELSE at END, name = min(name, excluded.name), "
            "explicit = max(explicit, excluded.explicit)",
            row,
        )
        for key in member.keys if member else ():
            self.db.execute("INSERT INTO payloads VALUES (?, ?)", (mark(key), text(file.top)))

    def count(self, *, tables: bool = False) -> int:
        """How many inputs there are, before they are sealed; or how many of them are tables of documents."""
        (count,) = self.db.execute(f"SELECT count(*) FROM found{' WHERE tabular' if tables else ''}").fetchone()
        return int(count)

    def seal(self) -> None:
        """Number the inputs in the order of their names. No more can be taken."""
        with self.transaction():
            for said in settle_captures(self.db):
                self.note("skipped", said)
            self.db.execute("DELETE FROM inputs")
            rows = self.db.execute("SELECT * FROM found ORDER BY name, key")
            self.db.executemany(
                f"INSERT INTO inputs VALUES (NULL{', ?' * 15}, NULL, NULL, NULL)",
                ((*row[1:-1], *_series(name := words(row[1])), mark(_leaf(name))) for row in rows),
            )
            self.db.execute("CREATE INDEX inputs_name ON inputs (name)")
            self.db.execute("CREATE INDEX inputs_series ON inputs (series) WHERE series IS NOT NULL")
            self.db.execute("CREATE INDEX inputs_leaf ON inputs (leaf)")
            self.db.execute("CREATE INDEX payloads_key ON payloads (key)")
            self.db.execute("DROP TABLE found")
            self.set("sealed", True)

    def facts(self, numbers: Sequence[int]) -> dict[int, dict[str, str]]:
        """What the archives of inputs say of each."""
        marks = ", ".join("?" * len(numbers))
        rows = self.db.execute(f"SELECT n, facts FROM inputs WHERE n IN ({marks})", numbers)
        return {number: dict(msgspec.msgpack.decode(data)) for number, data in rows}

    @property
    def told(self) -> bool:
        """Whether a crawl said of any input what it belongs to."""
        row = self.db.execute("SELECT 1 FROM inputs WHERE instr(facts, CAST('attachment_of' AS BLOB)) LIMIT 1")
        return row.fetchone() is not None

    def bearers(self, leaf: str) -> int:
        """How many inputs are called so, whatever folder they lie in."""
        (count,) = self.db.execute("SELECT count(*) FROM inputs WHERE leaf = ?", (mark(leaf),)).fetchone()
        return int(count)

    def rows(self, where: str = "1", values: Sequence[Any] = ()) -> Iterator[Row]:
        """The inputs of which that holds, in order."""
        for n, name, top, explicit, tabular, error, repeats, at in self.db.execute(
            f"SELECT {_INPUT} FROM inputs WHERE {where} ORDER BY n", values
        ):
            printed = words(name)
            if printed in self.live:
                yield Row(n, self.live[printed])
                continue
            also = self._holders(msgspec.msgpack.decode(repeats)) if repeats else ()
            spooled = self.get("stdin") or "" if printed == STDIN else ""
            yield Row(
                n,
                Input(
                    name=printed,
                    explicit=bool(explicit),
                    table=bool(tabular),
                    error=pickle.loads(error) if error else None,
                    top=words(top),
                    also=also,
                    at=spooled or words(at),
                ),
            )

    def _holders(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The archives that hold the bytes that go by one of these keys."""
        found: dict[str, None] = {}
        for key in keys:
            row = self.db.execute("SELECT top FROM payloads WHERE key = ? LIMIT 1", (mark(key),)).fetchone()
            if row:
                found[words(row[0])] = None
        return tuple(found)

    # Batches.

    def plan(self, kind: str, batches: Iterable[Any]) -> None:
        """Write down the batches of a step, in order."""
        with self.transaction():
            self.db.execute("DELETE FROM batches WHERE kind = ?", (kind,))
            rows = ((kind, number, msgspec.msgpack.encode(work)) for number, work in enumerate(batches))
            self.db.executemany("INSERT INTO batches VALUES (?, ?, ?, NULL)", rows)
            self.set(f"planned {kind}", True)

    def work(self, kind: str, number: int) -> Any:
        """What a batch is of."""
        row = self.db.execute("SELECT work FROM batches WHERE kind = ? AND number = ?", (kind, number)).fetchone()
        return msgspec.msgpack.decode(row[0])

    def batches(self, kind: str) -> tuple[int, int]:
        """How many batches a step has, and how many of them are done."""
        count = self.db.execute("SELECT count(*), count(part) FROM batches WHERE kind = ?", (kind,)).fetchone()
        return int(count[0]), int(count[1])

    def pending(self, kind: str) -> Iterator[tuple[int, Any]]:
        """The batches that are not done, by number."""
        last = -1
        while True:  # row by row: what is done in between is written to the same table
            row = self.db.execute(
                "SELECT number, work FROM batches WHERE kind = ? AND number > ? AND part IS NULL LIMIT 1", (kind, last)
            ).fetchone()
            if row is None:
                return
            last = row[0]
            yield last, msgspec.msgpack.decode(row[1])

    def part(self, kind: str, number: int) -> str:
        """The name of the part that a batch gives."""
        return f"{self.get('run') or 0:04d}-{kind}-{number:07d}"

    @contextmanager
    def finishing(self, kind: str, number: int, part: str) -> Iterator[None]:
        """A transaction in which what a batch gave is written down, and that it is done."""
        with self.transaction():
            yield
            self.db.execute("UPDATE batches SET part = ? WHERE kind = ? AND number = ?", (part, kind, number))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; within another it is part of that."""
        if self.db.in_transaction:
            yield
            return
        self.db.execute("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.OperationalError):  # a full disk may have ended it already
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


@contextmanager
def closed(ledger: Ledger) -> Iterator[Ledger]:
    """Close it at the end. Where that is an error, what its frames hold is let go first: whoever keeps the error (a
    notebook does) would keep a cursor half way, and that the file, so that the run could not be gone on with.
    """
    try:
        yield ledger
    except BaseException as error:
        found = [error]
        for one in found:
            clear_frames(one.__traceback__)
            found += [why for why in (one.__cause__, one.__context__) if why and why not in found]
        raise
    finally:
        ledger.close()


_FACTS = msgspec.msgpack.Encoder()


def _variant(file: Input) -> int:
    """All that a reading depends on beside the bytes: the same bytes of one variant give the same record."""
    leaf = file.name.rpartition("/")[2]
    refused = file.explicit and not (file.table or known(leaf))
    media_type, cut = (file.member.media_type or "", file.member.cut) if file.member else ("", "")
    return mark(leaf, str(refused), str(file.table), media_type, cut)


def _leaf(name: str) -> str:
    """The last part of a name: what ``Path`` takes for it, who is slow to say so."""
    leaf = name.rpartition("/")[2]
    return leaf if leaf and leaf != "." else Path(name).name


def _series(name: str) -> tuple[int | None, int | None]:
    """What the names of pages of one circular share, and the number of this one."""
    found = numbered(name)
    return (None, None) if found is None else (mark(*found.shared), found.number)
