"""How the tasks that answer a question spread over years, regions, units…: counted with arrays, not with SQL."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from threading import Lock

import numpy as np

from hongtou.model.record import Record
from hongtou.serve.build import KINDS, ROLES, STATUSES, VERDICTS
from hongtou.serve.circulars import REGION
from hongtou.serve.index import Index, Numbers
from hongtou.serve.search import Question, forms_of, question_key

MOST = 12
"""Values of a facet that are listed."""
COUNTED = 500_000
"""Tasks whose units are counted; where more answer, the facet says that it counts the first of them."""

_KEPT = 500
_MANY = 3  # more tasks than a third of the index are many


class Value(Record, frozen=True):
    """A value of a facet, what it is called where that is not the value, and how many tasks have it."""

    value: str
    label: str
    count: int


class Facet(Record, frozen=True):
    """The values with most tasks; how many more values there are; over how many tasks it was counted, None: all."""

    name: str
    values: tuple[Value, ...]
    more: int
    counted: int | None = None


class Facets:
    """Counts by year, region, genre, verdict, deadline kind, role, unit, collective and keyword."""

    def __init__(self, index: Index, db: sqlite3.Connection) -> None:
        self._index = index
        self._kept: OrderedDict[tuple[object, ...], list[Facet]] = OrderedDict()
        self._lock = Lock()
        rows = db.execute(f"SELECT year, {REGION}, region, genre FROM idx.circulars ORDER BY n").fetchall()
        self._years, self._year = _coded([row[0] for row in rows])
        self._regions, self._region = _coded([row[1] for row in rows])
        self._genres, self._genre = _coded([row[3] for row in rows])
        self._region_names = {row[1]: row[2] or row[1] for row in rows if row[1]}
        self._collective = np.array(
            [c for (c,) in db.execute("SELECT collective FROM idx.units ORDER BY n")], dtype=bool
        )

    def of(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> list[Facet]:
        """The facets of the tasks that answer a question, in the order of the page; kept for who turns the page."""
        key = question_key(question)
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            kept = self._of(db, question, tasks)
            with self._lock:
                self._kept[key] = kept
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return kept

    def _of(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> list[Facet]:
        arrays = self._index.arrays
        per = np.bincount(arrays["of"][tasks], minlength=self._index.facts["circulars"])
        return [
            _facet("year", sorted(_sums(self._years, self._year, per), reverse=True), {}),
            _facet("region", _most(_sums(self._regions, self._region, per)), self._region_names),
            *self._units(db, question.role, tasks),
            _facet("role", self._roles(db, question, tasks), {}),
            _facet("kind", _bits(KINDS, arrays["kinds"][tasks]), {}),
            _facet("verdict", _words(VERDICTS, arrays["verdict"][tasks]), {}),
            _facet("status", _words(STATUSES, arrays["status"][tasks]), {}),
            _facet("genre", _most(_sums(self._genres, self._genre, per)), {}),
            self._keywords(db, tasks),
        ]

    def years(self, tasks: Numbers) -> list[tuple[str, int]]:
        """The years of the tasks' circulars, the newest first, with the tasks of each."""
        per = np.bincount(self._index.arrays["of"][tasks], minlength=self._index.facts["circulars"])
        return sorted(_sums(self._years, self._year, per), reverse=True)

    def _units(self, db: sqlite3.Connection, role: str | None, tasks: Numbers) -> Iterator[Facet]:
        """Where a role is chosen, the units that have it: one that only supports leads nothing."""
        counted = len(tasks) if len(tasks) <= COUNTED else COUNTED
        first = tasks[:counted]
        named = self._spread("unit", "units", first) if role is None else self._in_role(db, role, first)
        sums = np.bincount(named, minlength=len(self._collective))
        for name, kind in (("unit", ~self._collective), ("collective", self._collective)):
            mine = np.where(kind, sums, 0)
            there = int((mine > 0).sum())
            top = np.argsort(-mine, kind="stable")[: min(MOST, there)]
            values = []
            for n in top.tolist():
                (label,) = db.execute("SELECT name FROM idx.units WHERE n = ?", (n,)).fetchone()
                values.append(Value(label, label, int(mine[n])))
            yield Facet(name, tuple(values), there - len(values), counted if counted < len(tasks) else None)

    def _in_role(self, db: sqlite3.Connection, role: str, tasks: Numbers) -> Numbers:
        """The units that have a role in the tasks: once a task, however many ways it prints their names."""
        asked = np.zeros(len(self._index.arrays["of"]), dtype=bool)
        asked[tasks] = True
        at, docs = self._index.arrays["form_at"], self._index.arrays["form_docs"]
        forms = np.array(db.execute("SELECT n, unit FROM idx.forms WHERE role = ?", (role,)).fetchall(), dtype=np.int64)
        if not len(forms):
            return np.zeros(0, dtype=np.int64)
        unit_of = np.full(len(at) - 1, -1, dtype=np.int64)
        unit_of[forms[:, 0]] = forms[:, 1]
        units = np.repeat(unit_of, np.diff(at))
        kept = (units >= 0) & asked[docs]
        pairs: Numbers = np.unique(units[kept] * len(asked) + docs[kept]) // len(asked)
        return pairs

    def _roles(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> list[tuple[str, int]]:
        """Where a unit is chosen, the roles that it has: what others lead it does not."""
        if question.unit is None:
            return _bits(ROLES, self._index.arrays["roles"][tasks])
        at, docs = self._index.arrays["form_at"], self._index.arrays["form_docs"]
        bits = np.zeros(len(self._index.arrays["of"]), dtype=np.uint8)
        for form, role in forms_of(db, question):
            bits[docs[at[form] : at[form + 1]]] |= 1 << ROLES.index(role)
        return _bits(ROLES, bits[tasks])

    def _keywords(self, db: sqlite3.Connection, tasks: Numbers) -> Facet:
        counted = min(len(tasks), COUNTED)
        sums = np.bincount(self._spread("keyword", "keywords", tasks[:counted]))
        top = np.argsort(-sums, kind="stable")[:MOST]
        values = []
        for n in top[sums[top] > 0].tolist():
            (word,) = db.execute("SELECT word FROM idx.keywords WHERE n = ?", (n,)).fetchone()
            values.append(Value(word, word, int(sums[n])))
        more = int((sums > 0).sum()) - len(values)
        return Facet("keyword", tuple(values), more, counted if counted < len(tasks) else None)

    def _spread(self, one: str, many: str, tasks: Numbers) -> Numbers:
        """The units, or keywords, of the tasks one after the other; of many tasks by marks, in the index's order."""
        at, values = self._index.arrays[f"{one}_at"], self._index.arrays[many]
        found: Numbers
        if not len(values):  # as where nobody asked for keywords
            return values
        if len(tasks) > len(at) // _MANY:
            asked = np.zeros(len(at) - 1, dtype=bool)
            asked[tasks] = True
            found = values[np.repeat(asked, np.diff(at))]
            return found
        first, last = at[tasks].astype(np.int64), at[tasks + np.uint32(1)].astype(np.int64)
        sizes = last - first
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - sizes), sizes)
        found = values[places]
        return found


def _coded(values: list[object]) -> tuple[list[object], Numbers]:
    """The distinct values, and for each circular the place of its own; 0 is none."""
    names: dict[object, int] = {None: 0}
    codes = np.array([names.setdefault(value, len(names)) for value in values], dtype=np.int64)
    return list(names), codes


def _sums(names: list[object], codes: Numbers, per: Numbers) -> list[tuple[str, int]]:
    sums = np.bincount(codes, weights=per, minlength=len(names)) if len(codes) else np.zeros(len(names))
    return [(str(name), int(n)) for name, n in zip(names, sums, strict=True) if n and name is not None]


def _bits(words: tuple[str, ...], bits: Numbers) -> list[tuple[str, int]]:
    sums = np.bincount(bits, minlength=256)
    found = [(word, int(sums[(np.arange(256) >> place) & 1 == 1].sum())) for place, word in enumerate(words)]
    return [(word, n) for word, n in found if n]


def _words(words: tuple[str, ...], places: Numbers) -> list[tuple[str, int]]:
    sums = np.bincount(places, minlength=len(words))
    return [(word, int(n)) for word, n in zip(words, sums, strict=True) if word and n]


def _most(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _facet(name: str, found: list[tuple[str, int]], labels: dict[str, str]) -> Facet:
    values = tuple(Value(value, labels.get(value, value), n) for value, n in found[:MOST])
    return Facet(name, values, max(0, len(found) - MOST))
