"""What only the whole dataset knows: which copy of a work is best, and what a citation points at. By SQL, on facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from hongtou.model import Source
from hongtou.run.facts import Work
from hongtou.run.sql import execute, mark, text
from hongtou.run.store import Place
from hongtou.run.work import Copy, Decided

_TABLES = """
DROP TABLE IF EXISTS links;
CREATE TABLE links (
  id INTEGER PRIMARY KEY, path BLOB, part TEXT, offset INT, length INT, source BLOB, work TEXT, print INT,
  number TEXT, coded INT, place TEXT, unread INT, distance INT, incomplete INT, tasks INT, cites BLOB, unjoined BLOB,
  copies INT
);
"""
# No UPDATE … FROM: SQLite knows it since 3.33 only.
_TIES = """
CREATE INDEX links_print ON links (print) WHERE print IS NOT NULL;
DROP TABLE IF EXISTS temp.prints;
CREATE TEMP TABLE prints AS SELECT print, min(work) AS work FROM links
  WHERE number IS NOT NULL AND print IS NOT NULL GROUP BY print HAVING min(work) = max(work);
CREATE INDEX temp.prints_print ON prints (print);
UPDATE links SET work = (SELECT p.work FROM temp.prints p WHERE p.print = links.print)
  WHERE number IS NULL AND print IN (SELECT print FROM temp.prints);
CREATE INDEX links_work ON links (work);
DROP TABLE IF EXISTS temp.works;
CREATE TEMP TABLE works AS SELECT work, count(*) AS copies FROM links GROUP BY work HAVING count(*) > 1;
CREATE INDEX temp.works_work ON works (work);
UPDATE links SET copies = (SELECT w.copies FROM temp.works w WHERE w.work = links.work)
  WHERE work IN (SELECT work FROM temp.works);
CREATE INDEX links_number ON links (number, place, work) WHERE coded;
CREATE INDEX links_path ON links (path, id)
"""
_COPY = "part, offset, length, source, work"
_RANK = "unread, distance, incomplete, tasks DESC, path"
"""The best copy first: read, official, complete, more tasks, first path."""
_ROWS = 1024
_SOURCE = msgspec.msgpack.Decoder(Source)


class Entry(NamedTuple):
    """A record to be tied: where it lies, which work it is, and why it could not be joined with others."""

    place: Place
    source: Source
    work: Work
    unjoined: Sequence[str] = ()


class Links:
    """The records of a dataset and what ties them; all are put in, then tied, then asked for. The same whatever the
    order: copies are ranked by what they are and, last, by path.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def begin(self) -> None:
        """Forget what was put in."""
        execute(self._db, _TABLES)

    def add(self, entries: Iterable[Entry]) -> None:
        """Put records in."""
        self._db.executemany(f"INSERT INTO links VALUES (NULL{', ?' * 16}, 1)", map(_row, entries))

    def tie(self) -> None:
        """Give each circular without a number the work of the one numbered circular with its issuer, date and title;
        count the copies of each work.
        """
        execute(self._db, _TIES)

    def decided(self) -> Iterator[Decided]:
        """Each record, in the order of paths, and what the others decide of it."""
        for number, *copy, place, cites, unjoined, copies in self._in_order():
            mine = _copy(*copy)
            best = self._best(mine.work) if copies > 1 else number
            others = () if copies == 1 else self._others(mine.work, number) if best == number else (self._copy(best),)
            yield Decided(
                copy=mine,
                preferred=best == number,
                targets=self._targets(msgspec.msgpack.decode(cites), place),
                others=tuple(others),
                unjoined=tuple(msgspec.msgpack.decode(unjoined)),
            )

    def _in_order(self) -> Iterator[tuple[Any, ...]]:
        """Every row, a thousand at a time: a cursor half way would hold the file where the run breaks off."""
        path, number = b"", 0
        while rows := self._db.execute(
            f"SELECT path, id, {_COPY}, place, cites, unjoined, copies FROM links WHERE (path, id) > (?, ?) "
            f"ORDER BY path, id LIMIT {_ROWS}",
            (path, number),
        ).fetchall():
            yield from (row[1:] for row in rows)
            path, number, *_ = rows[-1]

    def _best(self, work: str) -> int:
        row = self._db.execute(f"SELECT id FROM links WHERE work = ? ORDER BY {_RANK}, id LIMIT 1", (work,)).fetchone()
        return int(row[0])

    def _copy(self, number: int) -> Copy:
        return _copy(*self._db.execute(f"SELECT {_COPY} FROM links WHERE id = ?", (number,)).fetchone())

    def _others(self, work: str, number: int) -> Iterable[Copy]:
        rows = self._db.execute(
            f"SELECT {_COPY} FROM links WHERE work = ? AND id <> ? ORDER BY path, id", (work, number)
        )
        return [_copy(*row) for row in rows]

    def _targets(self, cites: Iterable[str], place: str) -> Mapping[str, str]:
        found = {}
        for number in cites:
            if work := self._target(number, place):
                found[number] = work
        return found

    def _target(self, number: str, own: str) -> str | None:
        """The work a number points at; of two places that issue it, the citing one's own or the one above."""
        places: dict[str, list[str]] = {}
        rows = self._db.execute("SELECT DISTINCT place, work FROM links WHERE number = ? AND coded", (number,))
        for place, work in rows:
            places.setdefault(place, []).append(work)
        if not places:
            return None
        near = next(iter(places)) if len(places) == 1 else next((p for p in _upwards(own) if p in places), None)
        works = places.get(near, []) if near is not None else []
        return works[0] if len(works) == 1 else None


def _row(entry: Entry) -> tuple[Any, ...]:
    source, work = entry.source, entry.work
    return (
        text(source.path), *entry.place, msgspec.msgpack.encode(source), work.work_id,
        mark(work.print) if work.print else None, work.number, work.coded, work.place, not work.read,
        _DISTANCES[source.origin], not work.complete, work.tasks, msgspec.msgpack.encode(work.cites),
        msgspec.msgpack.encode(entry.unjoined),
    )  # fmt: skip


def _copy(part: str, offset: int, length: int, source: bytes, work: str) -> Copy:
    return Copy(Place(part, offset, length), _SOURCE.decode(source), work)


_DISTANCES = {"official": 0, "unknown": 1, "republished": 2}
"""How far a source is from the issuer's own site."""


def _upwards(place: str) -> list[str]:
    """431003 → its county, its prefecture, its province."""
    return [place, f"{place[:4]}00", f"{place[:2]}0000"] if place.isdigit() else [place]
