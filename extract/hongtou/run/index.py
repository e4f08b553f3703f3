"""What is known of the files of a run, looked up by key: on disk, so that a million files are no matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache

from hongtou.run.known import Known
from hongtou.run.sql import mark

MOST = 20
"""Files under one key: what might belong to so many belongs to none."""
_REMEMBERED = 4096
_BITS = 25
"""Of a key: as many say, in 4 MB, that nothing stands under it. Most of what is asked for is not there."""
_PLACES = (1 << _BITS - 3) - 1
_TOGETHER = 1024


class Index:
    """Files, and words, under keys; all is put in before anything is asked for."""

    def __init__(self, db: sqlite3.Connection, known: Callable[[int], Known]) -> None:
        self._db = db
        self._known = lru_cache(_REMEMBERED)(known)
        self._ready = False
        self._there = bytearray(1 << _BITS - 3)
        self._keys: list[tuple[int, int]] = []
        self._words: list[tuple[int, str]] = []
        for statement in (
            "DROP TABLE IF EXISTS temp.keys",
            "DROP TABLE IF EXISTS temp.words",
            "CREATE TEMP TABLE keys (key INT, file INT)",
            "CREATE TEMP TABLE words (key INT, word TEXT)",
        ):
            db.execute(statement)

    def add(self, file: int, kind: str, *key: str) -> None:
        """Put a file under a key."""
        self._keys.append((self.sign(kind, *key), file))
        if len(self._keys) >= _TOGETHER:
            self._write()

    def say(self, word: str, kind: str, *key: str) -> None:
        """Put a word under a key."""
        self._words.append((self.sign(kind, *key), word))

    def sign(self, kind: str, *key: str) -> int:
        """Note that something goes by a key, for :meth:`may` to tell; the key as a number."""
        found = mark(kind, *key)
        self._there[found >> 3 & _PLACES] |= 1 << (found & 7)
        return found

    def may(self, kind: str, *key: str) -> int | None:
        """The key as a number where something may go by it; None where certainly nothing does."""
        found = mark(kind, *key)
        return found if self.there(found) else None

    def there(self, key: int) -> bool:
        """Whether something may go by a key that is a number already."""
        return bool(self._there[key >> 3 & _PLACES] & 1 << (key & 7))

    def get(self, kind: str, *key: str) -> list[Known]:
        """The first files under the key, as many as matter."""
        if (found := self.may(kind, *key)) is None:
            return []
        self._sort()
        rows = self._db.execute("SELECT file FROM temp.keys WHERE key = ? ORDER BY rowid LIMIT ?", (found, MOST))
        return [self._known(row[0]) for row in rows.fetchall()]

    def last(self, kind: str, *key: str) -> Known | None:
        """The file that was put under the key last."""
        if (found := self.may(kind, *key)) is None:
            return None
        self._sort()
        row = self._db.execute(
            "SELECT file FROM temp.keys WHERE key = ? ORDER BY rowid DESC LIMIT 1", (found,)
        ).fetchone()
        return self._known(row[0]) if row else None

    def said(self, kind: str, *key: str) -> Iterator[str]:
        """The first words under the key."""
        if (found := self.may(kind, *key)) is not None:
            self._sort()
            rows = self._db.execute("SELECT word FROM temp.words WHERE key = ? ORDER BY rowid LIMIT ?", (found, MOST))
            yield from (row[0] for row in rows.fetchall())

    def _write(self) -> None:
        self._db.executemany("INSERT INTO temp.keys VALUES (?, ?)", self._keys)
        self._db.executemany("INSERT INTO temp.words VALUES (?, ?)", self._words)
        self._keys, self._words = [], []

    def _sort(self) -> None:
        if not self._ready:
            self._write()
            self._db.execute("CREATE INDEX temp.keys_key ON keys (key)")
            self._db.execute("CREATE INDEX temp.words_key ON words (key)")
            self._ready = True
