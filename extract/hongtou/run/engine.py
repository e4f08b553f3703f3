"""The steps of a run, each resumable: read, join, tie, render. What is done stands in the ledger and in parts."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from hongtou.errors import UsageError
from hongtou.run.attachments import Family
from hongtou.run.facts import decoded
from hongtou.run.families import families
from hongtou.run.kept import Kept
from hongtou.run.ledger import Ledger, Row
from hongtou.run.link import Entry, Links
from hongtou.run.parts import Parts
from hongtou.run.sql import execute, words
from hongtou.run.store import Place, Store
from hongtou.run.tables import Tables
from hongtou.run.work import Attached, Crew, Kind, Progress, Size, Tally, Task, Whole
from hongtou.write import Chunk
from hongtou.write.chunks import SLICE

_TABLES = """
CREATE TABLE IF NOT EXISTS families (id INTEGER PRIMARY KEY, whole BLOB);
CREATE TABLE IF NOT EXISTS members (family INT, digest TEXT);
CREATE TABLE IF NOT EXISTS wholes (family INTEGER PRIMARY KEY, part TEXT, offset INT, length INT, facts BLOB, why TEXT);
"""


_SHARED = """
DROP TABLE IF EXISTS temp.shared;
CREATE TEMP TABLE shared (digest TEXT PRIMARY KEY, first INT, several INT);
INSERT INTO temp.shared
  SELECT DISTINCT digest, NULL, NULL FROM members JOIN wholes USING (family) WHERE why IS NULL;
INSERT OR IGNORE INTO temp.shared SELECT digest, min(id), count(*) > 1 FROM records GROUP BY digest HAVING count(*) > 1
  OR digest IN (SELECT digest FROM members JOIN wholes USING (family) WHERE why IS NOT NULL)
"""
"""The digests of records that do not stand each for itself alone; the first record of those that stand at all."""
_TOGETHER = 4096
"""Records that are tied in one transaction: each by itself would cost as much again."""


class Rules(NamedTuple):
    """How inputs are cut into batches: the same whoever does the work."""

    files: int = 64
    """Or rows of a table."""
    weight: int = 4 * 1024**2
    """Bytes of input after which a batch is full."""
    families: int = 32
    records: int = SLICE
    """Records that are rendered at once."""
    digests: int = 256
    """Inputs whose digests are asked for at once."""


class Engine:
    """Takes a sealed ledger to records and what ties them."""

    def __init__(self, store: Store, crew: Crew, rules: Rules, progress: Progress | None = None) -> None:
        self._store = store
        self._ledger: Ledger = store.ledger
        self._parts: Parts = store.parts
        self._crew = crew
        self._rules = rules
        self._progress = progress or (lambda *_: None)
        execute(self._ledger.db, _TABLES)

    def records(self, kept: Kept | None = None) -> None:
        """Read what is to be read, and join what belongs together. What is kept of an earlier run is not read again.

        Raises UsageError where no table has the column of texts.
        """
        if kept and not self._ledger.get("planned read"):
            if kept.look(self._ledger):
                self._digest()
                kept.look_by_digest(self._ledger)
            self._reuse()
        tables = Tables(self._store, self._crew, Size(self._rules.files, self._rules.weight), self._progress)
        tables.cut(kept)
        self._read()
        tables.read()
        if lacking := self._store.lacking():
            raise UsageError(lacking)
        self._store.sort()
        self._join()

    # What an earlier run has read.

    def _digest(self) -> None:
        """Find the digests of inputs that do not stand as they stood."""
        ledger = self._ledger
        numbers = [row[0] for row in ledger.db.execute("SELECT n FROM inputs WHERE part IS NULL AND NOT tabular")]
        size = self._rules.digests

        def tasks() -> Iterator[Task]:
            for number in range(-(-len(numbers) // size)):
                some = numbers[number * size : (number + 1) * size]
                marks = ", ".join("?" * len(some))
                yield self._task("digest", number, [row.file for row in ledger.rows(f"n IN ({marks})", some)])

        for task, outcome in self._crew.map(tasks()):
            some = numbers[task.number * size : (task.number + 1) * size]
            with ledger.transaction():
                ledger.db.executemany("UPDATE inputs SET digest = ? WHERE n = ?", zip(outcome.told, some, strict=True))

    def _reuse(self) -> None:
        """Take over the records of inputs that are as they were; of a part that is broken they are read again."""
        ledger = self._ledger
        ledger.db.execute("CREATE INDEX IF NOT EXISTS inputs_part ON inputs (part) WHERE part IS NOT NULL")
        last = ""
        while row := ledger.db.execute("SELECT min(part) FROM inputs WHERE part > ?", (last,)).fetchone():
            last = row[0]
            if last is None:
                return
            rows = ledger.db.execute("SELECT item, n, name FROM inputs WHERE part = ? ORDER BY item, n", (last,))
            try:
                with ledger.transaction():
                    self._store.absorb(last, [(item, n, words(name)) for item, n, name in rows.fetchall()])
            except OSError:
                ledger.db.execute("UPDATE inputs SET part = NULL WHERE part = ?", (last,))

    # Reading.

    def _read(self) -> None:
        ledger = self._ledger
        if not ledger.get("planned read"):
            ledger.plan("read", self._cut())
        (total,) = ledger.db.execute("SELECT count(*) FROM inputs WHERE NOT tabular").fetchone()
        done = total - sum(len(work) for _, work in ledger.pending("read"))

        def began(task: Task, at: int) -> None:
            self._progress(done + at, total, task.items[at].name)

        for task, outcome in self._crew.map(self._reading(), began):
            numbers = ledger.work("read", task.number)
            with self._store.taking(task, outcome):
                self._store.absorb(task.name, [(at, n, task.items[at].name) for at, n in enumerate(numbers)])
            done += len(numbers)
        self._progress(total, total, "")

    def _cut(self) -> Iterator[list[int]]:
        """Files that are to be read, in order, as many as make a batch."""
        batch: list[int] = []
        weight = 0
        for n, size in self._ledger.db.execute("SELECT n, size FROM inputs WHERE part IS NULL AND NOT tabular"):
            if batch and (len(batch) >= self._rules.files or weight + size > self._rules.weight):
                yield batch
                batch, weight = [], 0
            batch.append(n)
            weight += size
        if batch:
            yield batch

    def _reading(self) -> Iterator[Task]:
        for number, work in self._ledger.pending("read"):
            marks = ", ".join("?" * len(work))
            rows: list[Row] = list(self._ledger.rows(f"n IN ({marks})", work))
            yield self._task("read", number, [row.file for row in rows])

    def _task(self, kind: Kind, number: int, items: Sequence[Any]) -> Task:
        return Task(kind, number, self._ledger.part(kind, number), tuple(items))

    # Joining.

    def _join(self) -> None:
        ledger = self._ledger
        if not ledger.get("planned join"):
            with ledger.transaction():
                self._settle()
        for task, outcome in self._crew.map(self._joining()):
            first = task.number * self._rules.families
            with self._store.taking(task, outcome):
                for place, data in self._parts.get(task.name).facts():
                    why = data.decode() if place.length == 0 else None
                    row = first + place.item, task.name, place.offset, place.length, None if why else data, why
                    ledger.db.execute("INSERT OR REPLACE INTO wholes VALUES (?, ?, ?, ?, ?, ?)", row)

    def _settle(self) -> None:
        """Write down which records are one circular."""
        db = self._ledger.db
        for table in ("families", "members", "wholes"):
            db.execute(f"DELETE FROM {table}")
        count = 0
        for count, family in enumerate(families(self._store), 1):
            db.execute("INSERT INTO families VALUES (?, ?)", (count - 1, pickle.dumps(self._whole(family))))
            digests = {*family.pages, *(file.digest for file, _ in family.attachments)}
            db.executemany("INSERT INTO members VALUES (?, ?)", ((count - 1, one) for one in sorted(digests)))
        db.execute("CREATE INDEX IF NOT EXISTS members_digest ON members (digest)")
        self._ledger.plan("join", range(-(-count // self._rules.families)))

    def _whole(self, family: Family) -> Whole:
        store = self._store
        pages = tuple((store.place(store.first(one)), store.source(one)) for one in family.pages)
        attachments = tuple(
            Attached(file, paths, store.place(store.first(file.digest)), store.source(file.digest))
            for file, paths in family.attachments
        )
        return Whole(pages, attachments)

    def _joining(self) -> Iterator[Task]:
        for number, _ in self._ledger.pending("join"):
            first = number * self._rules.families
            rows = self._ledger.db.execute(
                "SELECT whole FROM families WHERE id >= ? AND id < ? ORDER BY id", (first, first + self._rules.families)
            )
            yield self._task("join", number, [pickle.loads(row[0]) for row in rows])

    # What is left.

    def links(self) -> Links:
        """The records of the dataset: those of several files, and those that stand alone."""
        db = self._ledger.db
        links = Links(db)
        links.begin()
        execute(db, _SHARED)
        entries = chain(self._wholes(), self._shared())
        while some := list(islice(entries, _TOGETHER)):
            with self._ledger.transaction():
                links.add(some)
        first = 0
        while (last := self._some_records(first)) is not None:
            with self._ledger.transaction():
                links.add_records("digest NOT IN (SELECT digest FROM temp.shared)", first, last)
            first = last + 1
        return links

    def _some_records(self, first: int) -> int | None:
        """The last of the records from that number on that are tied in one transaction; None where none is left."""
        row = self._ledger.db.execute(
            "SELECT max(id) FROM (SELECT id FROM records WHERE id >= ? ORDER BY id LIMIT ?)", (first, _TOGETHER)
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def _wholes(self) -> Iterator[Entry]:
        """The circulars of several files."""
        rows = self._ledger.db.execute(
            "SELECT part, offset, length, facts FROM wholes WHERE why IS NULL ORDER BY family"
        )
        for *place, data in rows:
            facts = decoded(data)
            yield Entry(Place(*place), facts.source, facts.work)

    def _shared(self) -> Iterator[Entry]:
        """Of bytes that came several times the first record, with its copies; and what could not be made one with
        others, and why.
        """
        rows = self._ledger.db.execute("SELECT first, several FROM temp.shared WHERE first IS NOT NULL ORDER BY first")
        for first, several in rows:
            facts = self._store.facts(first)
            digest = facts.source.sha256
            source = self._store.source(digest) if several else facts.source
            yield Entry(self._store.place(first), source, facts.work, self._unjoined(digest))

    def _unjoined(self, digest: str) -> list[str]:
        """Why the circulars that these bytes were to be part of could not be made."""
        rows = self._ledger.db.execute(
            "SELECT why FROM members JOIN wholes USING (family) WHERE digest = ? ORDER BY family", (digest,)
        )
        return [row[0] for row in rows]

    def rendered(self, links: Links, chunks: Path) -> Iterator[tuple[Tally, Chunk]]:
        """What each batch of records gives, in the order of their paths; rendered into that folder, or in memory."""
        waiting: dict[int, tuple[Tally, Chunk | None, Path]] = {}
        following = 0
        (total,) = self._ledger.db.execute("SELECT count(*) FROM links").fetchone()

        def began(task: Task, at: int) -> None:
            if at == 0:
                self._progress(min(following * self._rules.records, total), total, "→ dataset 写出")

        for task, outcome in self._crew.map(self._rendering(links), began):
            waiting[task.number] = (*outcome.told, chunks / task.name)
            while following in waiting:
                tally, chunk, path = waiting.pop(following)
                yield tally, chunk or _fetched(path)  # under no name here: it is gone before the next is fetched
                following += 1

    def _rendering(self, links: Links) -> Iterator[Task]:
        decided = links.decided()
        number = 0
        while items := list(islice(decided, self._rules.records)):
            yield self._task("render", number, items)
            number += 1


def _fetched(path: Path) -> Chunk:
    """The chunk in that file, which is then deleted."""
    chunk = Chunk.read(path)
    path.unlink()
    return chunk
