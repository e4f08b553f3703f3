"""Of the captures that crawls of ours took, over all archives of a run: the newest of each address, and what belongs
together, in the words of an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

import msgspec

from hongtou.archive.standing import Standing, belonging
from hongtou.run.sql import execute, mark, words

_TABLES = """
DROP TABLE IF EXISTS temp.captures;
CREATE TEMP TABLE captures (
  at INTEGER PRIMARY KEY, key BLOB, url INT, whole INT, day TEXT, place TEXT, later INT, standing BLOB
);
"""
_DECODER = msgspec.msgpack.Decoder(Standing)


def settle_captures(db: sqlite3.Connection) -> Iterator[str]:
    """Leave of the inputs that were found (``found``) the newest capture of each address, and write to its facts what
    it belongs to. Gives the earlier ones, by name.
    """
    execute(db, _TABLES)
    for key, data in db.execute("SELECT key, standing FROM found WHERE standing IS NOT NULL ORDER BY name"):
        one = _DECODER.decode(data)
        row = key, mark(one.url), one.whole, one.retrieved_at, one.place, data
        db.execute("INSERT INTO temp.captures VALUES (NULL, ?, ?, ?, ?, ?, 0, ?)", row)
    db.execute("CREATE INDEX temp.captures_url ON captures (url, whole, day, place, at)")
    db.execute(
        "UPDATE captures SET later = (SELECT c.at FROM temp.captures c WHERE c.url = captures.url "
        "ORDER BY c.whole DESC, c.day DESC, c.place DESC, c.at DESC LIMIT 1)"
    )
    rows = db.execute(
        "SELECT f.name, c.standing FROM temp.captures c JOIN found f USING (key) WHERE c.later <> c.at ORDER BY c.at"
    )
    for name, data in rows.fetchall():
        yield f"{words(name)} ({_why(_DECODER.decode(data))})"
    db.execute("DELETE FROM found WHERE key IN (SELECT key FROM temp.captures WHERE later <> at)")
    db.execute("DELETE FROM temp.captures WHERE later <> at")
    _tell(db)


def _tell(db: sqlite3.Connection) -> None:
    """Write down what each belongs to: the pages of one circular at a time."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS parts_of (part_of TEXT, key BLOB, standing BLOB)")
    db.execute("DELETE FROM temp.parts_of")
    for key, data in db.execute("SELECT key, standing FROM temp.captures ORDER BY at"):
        if part_of := _DECODER.decode(data).part_of:
            db.execute("INSERT INTO temp.parts_of VALUES (?, ?, ?)", (part_of, key, data))
    rows = db.execute("SELECT part_of, key, standing FROM temp.parts_of ORDER BY part_of, rowid")
    for _, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        told = belonging([_DECODER.decode(data) for _, _, data in members])
        for (_, key, _), columns in zip(members, told, strict=True):
            (facts,) = db.execute("SELECT facts FROM found WHERE key = ?", (key,)).fetchone()
            merged = {**msgspec.msgpack.decode(facts), **columns}
            db.execute("UPDATE found SET facts = ? WHERE key = ?", (msgspec.msgpack.encode(merged), key))


def _why(standing: Standing) -> str:
    day = standing.retrieved_at[:10]
    return f"another capture of the same address, {day}" if standing.whole else f"unchanged or not whole, {day}"
