"""What only the whole dataset knows: which copy of a work is best, and what a citation points at. By SQL, on facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from hongtou.model import Source
from hongtou.run.facts import COLUMNS, DECLARED, Work, cells
from hongtou.run.sql import execute, text
from hongtou.run.store import Place
from hongtou.run.work import Copy, Decided

_TABLES = f"""
DROP TABLE IF EXISTS links;
CREATE TABLE links (
  id INTEGER PRIMARY KEY, path BLOB, part TEXT, offset INT, length INT, {DECLARED}, unjoined BLOB, copies INT
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
_ASKED = 500
"""Numbers that are asked for at once: SQLite before 3.32 takes no thousand."""
_CITES = msgspec.msgpack.Decoder(tuple[str, ...])
_NOTHING = msgspec.msgpack.encode(())
Places = dict[str, list[str]]
"""Works by the place that issued them."""


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

    def add_records(self, where: str, first: int, last: int) -> None:
        """Put in the records of the ledger with a number from ``first`` to ``last`` of which that holds."""
        self._db.execute(
            f"INSERT INTO links SELECT NULL, path, part, offset, length, {COLUMNS}, ?, 1 FROM records "
            f"WHERE id BETWEEN ? AND ? AND {where} ORDER BY id",
            (_NOTHING, first, last),
        )

    def tie(self) -> None:
        """Give each circular without a number the work of the one numbered circular with its issuer, date and title;
        count the copies of each work.
        """
        execute(self._db, _TIES)

    def decided(self) -> Iterator[Decided]:
        """Each record, in the order of paths, and what the others decide of it."""
        for rows in self._in_order():
            cited = [_CITES.decode(cites) for *_, cites, _, _ in rows]
            issued = self._issued({number for numbers in cited for number in numbers})
            for (number, *copy, place, _, unjoined, copies), numbers in zip(rows, cited, strict=True):
                mine = _copy(*copy)
                best = self._best(mine.work) if copies > 1 else number
                others = (
                    () if copies == 1 else self._others(mine.work, number) if best == number else (self._copy(best),)
                )
                found = ((one, _target(issued[one], place)) for one in numbers if one in issued)
                yield Decided(
                    copy=mine,
                    preferred=best == number,
                    targets={one: work for one, work in found if work},
                    others=tuple(others),
                    unjoined=_CITES.decode(unjoined),
                )

    def _in_order(self) -> Iterator[list[tuple[Any, ...]]]:
        """The rows, a thousand at a time: a cursor half way would hold the file where the run breaks off."""
        path, number = b"", 0
        while rows := self._db.execute(
            f"SELECT path, id, {_COPY}, place, cites, unjoined, copies FROM links WHERE (path, id) > (?, ?) "
            f"ORDER BY path, id LIMIT {_ROWS}",
            (path, number),
        ).fetchall():
            yield [row[1:] for row in rows]
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

    def _issued(self, numbers: Iterable[str]) -> dict[str, Places]:
        """Where each of these numbers was issued, and the works there that bear it."""
        found: dict[str, Places] = {}
        every = iter(numbers)
        while some := list(islice(every, _ASKED)):
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT DISTINCT number, place, work FROM links WHERE number IN ({marks}) AND coded", some
            )
            for number, place, work in rows:
                found.setdefault(number, {}).setdefault(place, []).append(work)
        return found


def _target(places: Places, own: str) -> str | None:
    """The work a number points at; of two places that issue it, the citing one's own or the one above."""
    near = next(iter(places)) if len(places) == 1 else next((p for p in _upwards(own) if p in places), None)
    works = places.get(near, []) if near is not None else []
    return works[0] if len(works) == 1 else None


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        text(entry.source.path),
        *entry.place,
        *cells(entry.source, entry.work),
        msgspec.msgpack.encode(entry.unjoined),
    )


def _copy(part: str, offset: int, length: int, source: bytes, work: str) -> Copy:
    return Copy(Place(part, offset, length), source, work)


def _upwards(place: str) -> list[str]:
    """431003 → its county, its prefecture, its province."""
    return [place, f"{place[:4]}00", f"{place[:2]}0000"] if place.isdigit() else [place]
