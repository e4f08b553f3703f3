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


class Index:
    """Files, and words, under keys; all is put in before anything is asked for."""

    def __init__(self, db: sqlite3.Connection, known: Callable[[int], Known]) -> None:
        self._db = db
        self._known = lru_cache(_REMEMBERED)(known)
        self._ready = False
        for statement in (
            "DROP TABLE IF EXISTS temp.keys",
            "DROP TABLE IF EXISTS temp.words",
            "CREATE TEMP TABLE keys (key INT, file INT)",
            "CREATE TEMP TABLE words (key INT, word TEXT)",
        ):
            db.execute(statement)

    def add(self, file: int, kind: str, *key: str) -> None:
        """Put a file under a key."""
        self._db.execute("INSERT INTO temp.keys VALUES (?, ?)", (mark(kind, *key), file))

    def say(self, word: str, kind: str, *key: str) -> None:
        """Put a word under a key."""
        self._db.execute("INSERT INTO temp.words VALUES (?, ?)", (mark(kind, *key), word))

    def get(self, kind: str, *key: str) -> list[Known]:
        """The first files under the key, as many as matter."""
        self._sort()
        rows = self._db.execute(
            "SELECT file FROM temp.keys WHERE key = ? ORDER BY rowid LIMIT ?", (mark(kind, *key), MOST)
        )
        return [self._known(row[0]) for row in rows.fetchall()]

    def last(self, kind: str, *key: str) -> Known | None:
        """The file that was put under the key last."""
        self._sort()
        row = self._db.execute(
            "SELECT file FROM temp.keys WHERE key = ? ORDER BY rowid DESC LIMIT 1", (mark(kind, *key),)
        ).fetchone()
        return self._known(row[0]) if row else None

    def said(self, kind: str, *key: str) -> Iterator[str]:
        """The first words under the key."""
        self._sort()
        rows = self._db.execute(
            "SELECT word FROM temp.words WHERE key = ? ORDER BY rowid LIMIT ?", (mark(kind, *key), MOST)
        )
        yield from (row[0] for row in rows.fetchall())

    def _sort(self) -> None:
        if not self._ready:
            self._db.execute("CREATE INDEX temp.keys_key ON keys (key)")
            self._db.execute("CREATE INDEX temp.words_key ON words (key)")
            self._ready = True
