"""The tables of documents of a run: cut into slices, of which those that an earlier run read are not read again.

Each table is gone through once, by one process; its slices are then read by all. They stand in the ledger: where their
rows lie (``cut``, the name of a part), and in which part of an earlier run their records do (``part``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hongtou.run.kept import Kept
from hongtou.run.ledger import Ledger
from hongtou.run.sql import words
from hongtou.run.store import Place, Store
from hongtou.run.work import Crew, Progress, Rows, Size, Table, Task


class _Slice(NamedTuple):
    """A slice as it is to be read: the table and its name, the line it begins with, where its rows lie."""

    input: int
    name: str
    first: int
    place: Place


class Tables:
    """Those of a sealed ledger."""

    def __init__(self, store: Store, crew: Crew, size: Size, progress: Progress) -> None:
        self._store = store
        self._ledger: Ledger = store.ledger
        self._crew = crew
        self._size = size
        self._progress = progress

    def cut(self, kept: Kept | None) -> None:
        """Cut those that do not stand as they stood, and see which of their slices do."""
        ledger = self._ledger
        if ledger.get("planned rows"):
            return
        if not ledger.get("planned cut"):
            if kept:
                kept.look_at_tables(ledger)
                self._reuse("cut IS NULL")
            rows = ledger.db.execute("SELECT n FROM inputs WHERE tabular AND n NOT IN (SELECT input FROM slices)")
            ledger.plan("cut", (row[0] for row in rows))
        for task, outcome in self._crew.map(self._cutting()):
            number = ledger.work("cut", task.number)
            last = len(outcome.told) - 1
            with self._store.taking(task, outcome):
                ledger.db.executemany(
                    "INSERT OR REPLACE INTO slices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                    (
                        (number, at, one.first, one.lines, at == last, one.digest, task.name, one.offset, one.length)
                        for at, one in enumerate(outcome.told)
                    ),
                )
        if kept:
            kept.look_at_slices(ledger)
            self._reuse("cut IS NOT NULL")
        rows = ledger.db.execute("SELECT input, number FROM slices WHERE part IS NULL ORDER BY input, number")
        ledger.plan("rows", rows)

    def _cutting(self) -> Iterator[Task]:
        for number, table in self._ledger.pending("cut"):
            for row in self._ledger.rows("n = ?", (table,)):
                yield Task("cut", number, self._ledger.part("cut", number), (Table(row.file, self._size),))

    def _reuse(self, which: str) -> None:
        """Take over the records of slices that are as they were; what lies in a part that is broken is read again."""
        ledger = self._ledger
        last = (-1, -1)
        while row := ledger.db.execute(
            "SELECT s.input, s.number, s.first, s.part, i.name FROM slices s JOIN inputs i ON i.n = s.input "
            f"WHERE s.part IS NOT NULL AND {which} AND (s.input, s.number) > (?, ?) ORDER BY s.input, s.number LIMIT 1",
            last,
        ).fetchone():
            *last, first, part, name = row
            try:
                with ledger.transaction():
                    self._store.absorb(part, [(0, last[0], words(name))], first=first)
            except OSError:
                ledger.db.execute("DELETE FROM slices WHERE input = ? AND cut IS NULL", last[:1])
                ledger.db.execute("UPDATE slices SET part = NULL WHERE input = ? AND number = ?", last)

    def read(self) -> None:
        """Read the slices that were not read before; what holds their rows is then taken away."""
        ledger = self._ledger
        total, done = ledger.batches("rows")

        def began(task: Task, at: int) -> None:
            (rows,) = task.items
            self._progress(done, total, rows.file.name)

        for task, outcome in self._crew.map(self._reading(), began):
            one = self._slice(task.number)
            with self._store.taking(task, outcome):
                self._store.absorb(task.name, [(0, one.input, one.name)], first=one.first)
            done += 1
        for number in range(ledger.batches("cut")[0]):
            self._store.parts.delete(ledger.part("cut", number))

    def _reading(self) -> Iterator[Task]:
        for number, (table, _) in self._ledger.pending("rows"):
            place = self._slice(number).place
            for row in self._ledger.rows("n = ?", (table,)):
                yield Task("rows", number, self._ledger.part("rows", number), (Rows(row.file, place),))

    def _slice(self, batch: int) -> _Slice:
        """The slice that a batch is of."""
        work = self._ledger.work("rows", batch)
        number, name, first, *place = self._ledger.db.execute(
            "SELECT i.n, i.name, s.first, s.cut, s.offset, s.length FROM slices s JOIN inputs i "
            "ON i.n = s.input WHERE s.input = ? AND s.number = ?",
            work,
        ).fetchone()
        return _Slice(number, words(name), first, Place(*place))
