"""A question → the tasks that answer it, as numbers of the index in the order of lists.

A word is looked for in each task's own words, in the title, number and issuers of its circular and in the names of its
units, full and printed; a task has the word if any of them does, and answers if it has all words. Sets of tasks are
sorted arrays, so that counts are exact and every further step is arithmetic.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock
from typing import Literal

import numpy as np

from hongtou.model.record import Record
from hongtou.serve.build import DAYS, KINDS, ROLES, STATUSES, VERDICTS
from hongtou.serve.circulars import REGION
from hongtou.serve.index import Index, Numbers
from hongtou.serve.terms import phrase

Sort = Literal["relevance", "date"]


class Question(Record, frozen=True):
    """What is asked: words, a value of a facet or None, the days between which that of a limit falls (inclusive).

    ``unit`` is the name of a collective if ``collective``.
    """

    words: tuple[str, ...] = ()
    year: int | None = None
    region: str | None = None
    unit: str | None = None
    collective: bool = False
    role: str | None = None
    kind: str | None = None
    verdict: str | None = None
    status: str | None = None
    genre: str | None = None
    keyword: str | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    copies: bool = False
    sort: Sort = "relevance"


class Answer(Record, frozen=True):
    """The tasks, those without words in their own text last where sorted by relevance; how many have them in ``task``,
    how many in the rest of their text, how many in title or units only.
    """

    tasks: Numbers
    in_task: int
    in_text: int


class Searcher:
    """Answers questions of one index; keeps the last answers."""

    def __init__(self, index: Index) -> None:
        self.index = index
        (self.count,) = index.arrays["of"].shape
        self._kept: OrderedDict[object, Numbers] = OrderedDict()
        self._lock = Lock()

    def answer(self, db: sqlite3.Connection, question: Question) -> Answer:
        """The tasks that answer, in the order of the list."""
        tasks = self.tasks(db, question)
        if question.sort == "date" or not question.words:
            return Answer(tasks, 0, 0)
        own = [self._keep(("tasks", word), partial(self._matches, db, "tasks", word)) for word in question.words]
        in_task = self._marked(self._intersect(own))[tasks]
        text = [self._keep(("text", word), partial(self.text, db, word)) for word in question.words]
        in_text = self._marked(self._intersect(text))[tasks] & ~in_task
        sorted_tasks = np.concatenate((tasks[in_task], tasks[in_text], tasks[~(in_task | in_text)]))
        return Answer(sorted_tasks, int(in_task.sum()), int(in_text.sum()))

    def tasks(self, db: sqlite3.Connection, question: Question) -> Numbers:
        """The tasks that answer, newest first."""
        return self._keep(question_key(question), partial(self._tasks, db, question))

    def circulars(self, db: sqlite3.Connection, words: Sequence[str]) -> Numbers:
        """The circulars that have all words in title, number or issuers."""
        sets = [self._keep(("titles", word), partial(self._matches, db, "titles", word)) for word in words]
        return self._intersect(sets)

    def _tasks(self, db: sqlite3.Connection, question: Question) -> Numbers:
        top = self.count if question.copies else self.index.facts["preferred_tasks"]
        if question.words:
            sets = [self._keep(("word", word), partial(self._word, db, word)) for word in question.words]
            tasks = self._intersect(sets)
            tasks = tasks[: np.searchsorted(tasks, top)]
        else:
            tasks = np.arange(top, dtype=np.uint32)
        for narrow in (self._by_unit, self._by_circular, self._by_bits, self._by_due, self._by_keyword):
            tasks = narrow(db, question, tasks)
        return tasks

    def _word(self, db: sqlite3.Connection, word: str) -> Numbers:
        sets = [self._keep(("text", word), partial(self.text, db, word))]
        titles = self._keep(("titles", word), partial(self._matches, db, "titles", word))
        if len(titles):
            marked = np.zeros(self.index.facts["circulars"], dtype=bool)
            marked[titles] = True
            sets.append(np.flatnonzero(marked[self.index.arrays["of"]]).astype(np.uint32))
        forms = self._matches(db, "names", word)
        if len(forms):
            sets.append(self.of_forms(forms.tolist()))
        return sets[0] if len(sets) == 1 else self._union(sets)

    def of_forms(self, forms: Sequence[int]) -> Numbers:
        """The tasks that name a unit in one of these forms."""
        at, docs = self.index.arrays["form_at"], self.index.arrays["form_docs"]
        return self._union([docs[at[form] : at[form + 1]] for form in forms])

    def text(self, db: sqlite3.Connection, word: str) -> Numbers:
        """The tasks that have the word in their own text: task, headings, content or progress."""
        tables = ("tasks", "rest")
        sets = [self._keep((table, word), partial(self._matches, db, table, word)) for table in tables]
        return self._union(sets)

    def _marked(self, tasks: Numbers) -> Numbers:
        marked = np.zeros(self.count, dtype=bool)
        marked[tasks] = True
        return marked

    def _union(self, sets: Sequence[Numbers]) -> Numbers:
        if sum(map(len, sets)) < self.count // _FEW:
            return np.unique(np.concatenate(sets)).astype(np.uint32)
        marked = np.zeros(self.count, dtype=bool)
        for found in sets:
            marked[found] = True
        return np.flatnonzero(marked).astype(np.uint32)

    def _intersect(self, sets: Sequence[Numbers]) -> Numbers:
        tasks, *others = sorted(sets, key=len)
        for other in others:
            tasks = self._both(tasks, other)
        return tasks

    def _both(self, tasks: Numbers, other: Numbers) -> Numbers:
        """What two sets share: by sorting where they are small, else by marks, whatever their size."""
        if len(tasks) + len(other) < self.count // _FEW:
            return np.intersect1d(tasks, other, assume_unique=True).astype(np.uint32)
        kept: Numbers = tasks[self._marked(other)[tasks]]
        return kept

    def _matches(self, db: sqlite3.Connection, table: str, word: str) -> Numbers:
        """The rows of a full-text table that have the word; as one string, for row by row takes three times as long."""
        match = phrase(word)
        (rows,) = db.execute(f"SELECT group_concat(rowid) FROM idx.{table} WHERE {table} MATCH ?", (match,)).fetchone()
        return np.fromstring(rows or "", dtype=np.uint32, sep=",") - np.uint32(1)  # FTS5 counts from 1

    def _by_unit(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> Numbers:
        if question.unit is None:
            return tasks
        role = question.role
        found = [n for n, printed in forms_of(db, question) if role in (None, printed)]
        return self._both(tasks, self.of_forms(found)) if found else tasks[:0]

    def _by_circular(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> Numbers:
        wanted = {"year": question.year, REGION: question.region, "genre": question.genre}
        wanted = {name: value for name, value in wanted.items() if value is not None}
        if not wanted:
            return tasks
        where = " AND ".join(f"{name} = ?" for name in wanted)
        rows = db.execute(f"SELECT n FROM idx.circulars WHERE {where}", tuple(wanted.values()))
        marked = np.zeros(self.index.facts["circulars"], dtype=bool)
        marked[[n for (n,) in rows]] = True
        kept: Numbers = tasks[marked[self.index.arrays["of"][tasks]]]
        return kept

    def _by_bits(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> Numbers:
        arrays = self.index.arrays
        if question.kind is not None:
            tasks = tasks[(arrays["kinds"][tasks] >> KINDS.index(question.kind)) & 1 == 1]
        if question.role is not None and question.unit is None:
            tasks = tasks[(arrays["roles"][tasks] >> ROLES.index(question.role)) & 1 == 1]
        if question.verdict is not None:
            tasks = tasks[arrays["verdict"][tasks] == VERDICTS.index(question.verdict)]
        if question.status is not None:
            tasks = tasks[arrays["status"][tasks] == STATUSES.index(question.status)]
        return tasks

    def _by_due(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> Numbers:
        if question.due_from is None and question.due_to is None:
            return tasks
        arrays = self.index.arrays
        marked = np.zeros(self.count, dtype=bool)
        for name in DAYS:  # the column ``due`` has both, and the same is asked of it in pandas and in SQL
            here = slice_of(arrays[f"{name}_days"], question.due_from, question.due_to)
            marked[arrays[f"{name}_docs"][here]] = True
        kept: Numbers = tasks[marked[tasks]]
        return kept

    def _by_keyword(self, db: sqlite3.Connection, question: Question, tasks: Numbers) -> Numbers:
        if question.keyword is None:
            return tasks
        row = db.execute("SELECT n FROM idx.keywords WHERE word = ?", (question.keyword,)).fetchone()
        if row is None:
            return tasks[:0]
        places = np.flatnonzero(self.index.arrays["keywords"] == row[0])
        owners = np.searchsorted(self.index.arrays["keyword_at"], places, side="right") - 1
        kept: Numbers = tasks[self._marked(owners)[tasks]]
        return kept

    def _keep(self, key: object, make: Callable[[], Numbers]) -> Numbers:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            total = sum(found.nbytes for found in self._kept.values())
            while total > _KEPT_BYTES and len(self._kept) > 1:
                total -= self._kept.popitem(last=False)[1].nbytes
        return made


def slice_of(days: Numbers, first: dt.date | None, last: dt.date | None) -> slice:
    """Where the days from ``first`` to ``last``, inclusive, stand in ``days``, which are in order."""
    start = int(np.searchsorted(days, first.toordinal())) if first else 0
    return slice(start, int(np.searchsorted(days, last.toordinal(), side="right")) if last else len(days))


def forms_of(db: sqlite3.Connection, question: Question) -> list[tuple[int, str]]:
    """The forms in which the unit of a question is named, with the role of each. A collective is meant where it is
    asked for, or where no unit has the name.
    """
    query = (
        "SELECT f.n, f.role FROM idx.units u JOIN idx.forms f ON f.unit = u.n "
        "WHERE u.name = ?1 AND u.collective = max(?2, (SELECT min(collective) FROM idx.units WHERE name = ?1))"
    )
    return [(n, role) for n, role in db.execute(query, (question.unit, question.collective))]


_KEPT_BYTES = 128 << 20
_FEW = 50  # sets smaller than a fiftieth of the index are few


def question_key(question: Question) -> tuple[object, ...]:
    """What of a question decides which tasks answer: all but the order of the list."""
    q = question
    facets = (q.year, q.region, q.unit, q.collective, q.role, q.kind, q.verdict, q.status, q.genre, q.keyword)
    return (q.words, *facets, q.due_from, q.due_to, q.copies)
