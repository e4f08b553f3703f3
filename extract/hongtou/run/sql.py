"""SQLite as the run uses it: words as bytes, keys as numbers, scripts within a transaction."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b


def text(words: str) -> bytes:
    """Words as bytes that sort as the words do, whatever a file's name holds."""
    return words.encode("utf-8", "surrogatepass")


def words(data: bytes) -> str:
    """What :func:`text` took."""
    return data.decode("utf-8", "surrogatepass")


def mark(*parts: str) -> int:
    """Words as a number of 64 bits that an index holds cheaply."""
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little", signed=True)


def execute(db: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: ``executescript`` would end the transaction that they may be part of."""
    for statement in filter(None, map(str.strip, script.split(";"))):
        db.execute(statement)
