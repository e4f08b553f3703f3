"""The records of a run as far as they are known: where each lies, and its facts; one row each, in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from hongtou.model import Source
from hongtou.run import meta
from hongtou.run.evidence import folder_key
from hongtou.run.facts import DECLARED, Facts, cells, decoded, encoded, source_of
from hongtou.run.known import Known, elsewhere
from hongtou.run.ledger import ROWS, Ledger
from hongtou.run.parts import Parts, Standing
from hongtou.run.sql import execute, text

if TYPE_CHECKING:
    from hongtou.run.work import Outcome, Task

_TABLES = f"""
CREATE TABLE IF NOT EXISTS records (
  id INTEGER PRIMARY KEY, path BLOB, digest TEXT, part TEXT, offset INT, length INT, told INT, facts BLOB,
  readable INT, lasting INT, lone INT, paged INT, item INT, loose INT, bears INT, folder INT,
  {DECLARED}
);
"""


class Place(NamedTuple):
    """Where a record lies."""

    part: str
    offset: int
    length: int


class Store:
    """The records of a run in its ledger, and the parts they lie in."""

    def __init__(self, ledger: Ledger, parts: Parts, index: meta.Meta | None = None) -> None:
        self.ledger = ledger
        self.parts = parts
        self.index = index or meta.Meta()
        self._db = ledger.db
        execute(self._db, _TABLES)

    def absorb(self, part: str, inputs: Iterable[tuple[int, int, str]], *, first: int = 0) -> None:
        """Write down the records of a part that came from these inputs of its batch.

        Of each: its place in the batch, the number and the name that it has now, for the part may be of an earlier run.
        Of a slice of a table, ``first`` is the line that it begins with. Raises OSError where the part is not there or
        broken.
        """
        wanted: dict[int, list[tuple[int, str]]] = {}
        for item, number, name in inputs:
            wanted.setdefault(item, []).append((number, name))
        own = self.ledger.facts([number for those in wanted.values() for number, _ in those])
        count: dict[int, int] = {}
        rows: list[tuple[Any, ...]] = []
        for place, data in self.parts.get(part).facts():
            row = count[place.item] = count.get(place.item, first - 1) + 1
            for number, name in wanted.get(place.item, ()):
                said = decoded(data)
                facts = self._placed(said, name, own[number])
                rows.append(_row((number << ROWS) + row, part, place, facts, None if facts is said else encoded(facts)))
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT OR REPLACE INTO records VALUES ({marks})", rows)
        if missing := wanted.keys() - count.keys():
            raise OSError(f"the part {part} lacks {len(missing)} of its inputs")

    def sort(self) -> None:
        """All is written down: from now on records are asked for by their digests."""
        self._db.execute("CREATE INDEX IF NOT EXISTS records_digest ON records (digest)")

    @contextmanager
    def taking(self, task: Task, outcome: Outcome) -> Iterator[None]:
        """A transaction in which a batch is done."""
        if outcome.part is not None:
            self.parts.put(task.name, outcome.part)
        with self.ledger.finishing(task.kind, task.number, task.name):
            yield

    def _placed(self, facts: Facts, name: str, own: Mapping[str, str]) -> Facts:
        """The facts of a record of the file of that name, with what the file's archive and the index say of it."""
        path = name + facts.tail
        source = facts.source
        if source.path != path:
            files = tuple(replace(file, path=path) for file in source.files)
            source = replace(source, path=path, files=files)
        said = self.index.columns(path)
        shared = self.index.columns(name) if facts.tail else {}
        columns = {**own, **shared, **facts.columns, **said}
        if source is facts.source and not columns:
            return facts
        source = meta.apply(source, columns)
        known = facts.known and elsewhere(facts.known, source, columns)
        return replace(facts, source=source, columns=columns, known=known)

    def told(self, where: str, values: Sequence[object] = ()) -> Iterator[tuple[int, Facts]]:
        """The facts of the records of which that holds, each with its number, in the order of numbers."""
        rows = self._db.execute(
            f"SELECT id, part, offset + length, told, facts FROM records WHERE {where} ORDER BY id", values
        )
        for number, part, at, size, data in rows:
            yield number, decoded(self.parts.get(part).read(at, size) if data is None else data)

    def facts(self, number: int) -> Facts:
        """The facts of a record."""
        return next(self.told("id = ?", (number,)))[1]

    def known(self, number: int) -> Known:
        """What is known of a record as a file that may belong to others."""
        return _known(self.facts(number))

    def last(self, digest: str) -> Known | None:
        """What is known of the last record of these bytes that could be read."""
        found = self.told("id = (SELECT max(id) FROM records WHERE digest = ? AND readable)", (digest,))
        return next((_known(facts) for _, facts in found), None)

    def files(self, *, loose: bool = False, near: Callable[[int], bool] | None = None) -> Iterator[tuple[int, Known]]:
        """What is known of all that could be read, in order; of those that may be attached to another; or of those that
        others may be attached to, where such lie in the folders that ``near`` knows.
        """
        which = "loose" if loose else "readable"
        if near:
            self._db.create_function("near", 1, near)
            which += " AND (bears OR near(folder))"
        return ((number, _known(facts)) for number, facts in self.told(which))

    def place(self, number: int) -> Place:
        """Where a record lies."""
        row = self._db.execute("SELECT part, offset, length FROM records WHERE id = ?", (number,)).fetchone()
        return Place(*row)

    def first(self, digest: str) -> int:
        """The first record of these bytes: it stands for all that are the same."""
        row = self._db.execute("SELECT min(id) FROM records WHERE digest = ?", (digest,)).fetchone()
        return int(row[0])

    def source(self, digest: str) -> Source:
        """The source of these bytes, with all the files they came in."""
        rows = self._db.execute("SELECT source FROM records WHERE digest = ? ORDER BY id", (digest,))
        first, *others = (source_of(row[0]) for row in rows)
        for other in others:
            first = meta.fill(first, other)
        return first

    def lacking(self) -> str:
        """Why no table has the column of texts; empty where one has it, or none was asked."""
        said: Sequence[str] = ()
        for _, facts in self.told("id >> ? IN (SELECT n FROM inputs WHERE tabular)", (ROWS,)):
            if facts.row:
                return ""
            said = (*said, facts.lacking) if facts.lacking else said
        return "; ".join(said)


def _row(number: int, part: str, place: Standing, facts: Facts, data: bytes | None) -> tuple[Any, ...]:
    """``data`` are the facts where they are not those that stand in the part."""
    lone = facts.page is None or facts.page.stands_alone
    return (
        number, text(facts.source.path), facts.source.sha256, part, place.offset, place.length, place.facts, data,
        facts.known is not None, facts.lasting, lone, bool(facts.columns.get("page_of")), place.item, _loose(facts),
        _bears(facts), folder_key(facts.known.folder) if facts.known else None, *cells(facts.source, facts.work),
    )  # fmt: skip


def _known(facts: Facts) -> Known:
    assert facts.known is not None
    return facts.known


def _bears(facts: Facts) -> bool:
    """Whether a file says by itself that others are attached to it, wherever they lie."""
    return bool(facts.columns.get("circular") or (facts.known and facts.known.links))


def _loose(facts: Facts) -> bool:
    """Whether a file may be attached to another, wherever it lies."""
    file = facts.known
    return file is not None and (not file.whole or file.lends or any(map(facts.columns.get, meta.BELONGS)))
