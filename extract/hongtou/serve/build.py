"""Makes the search index of a dataset: one pass over its circulars, newest first, each row of a table met once.

What a page needs of four million tasks must not be counted when it is asked for. So tasks get numbers in the order in
which results are listed (preferred copies first, then newest first), and what is asked of them (whose, till when, what
was said) stands in arrays by that number, which are mapped into memory, not read.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from hongtou.model.vocabulary import DeadlineKind, Role, Status, Verdict
from hongtou.serve import charts
from hongtou.serve.circulars import COLUMNS, Reader
from hongtou.serve.overview import overview
from hongtou.serve.terms import tokens
from hongtou.serve.words import LANGUAGES

Progress = Callable[[int, int, str], None]

DATABASE, FACTS = "search.sqlite", "facts.json"
KINDS: tuple[str, ...] = (*get_args(DeadlineKind), "unread")
ROLES: tuple[str, ...] = get_args(Role)
VERDICTS: tuple[str, ...] = ("", *get_args(Verdict))
STATUSES: tuple[str, ...] = ("", *get_args(Status))
DAYS = ("due", "begin")
"""The days of limits: those till which something is to be done, and those from which something holds (9月1日起)."""

_TABLES = f"""
CREATE TABLE circulars (n INTEGER PRIMARY KEY, {", ".join(COLUMNS)}, first INTEGER NOT NULL, tasks INTEGER NOT NULL);
CREATE TABLE units (n INTEGER PRIMARY KEY, name TEXT NOT NULL, collective INTEGER NOT NULL, unit_type TEXT,
  region_code TEXT, tasks INTEGER NOT NULL DEFAULT 0, circulars INTEGER NOT NULL DEFAULT 0);
CREATE TABLE forms (n INTEGER PRIMARY KEY, unit INTEGER NOT NULL, printed TEXT NOT NULL, role TEXT NOT NULL);
CREATE TABLE keywords (n INTEGER PRIMARY KEY, word TEXT NOT NULL);
CREATE TABLE aliases (unit INTEGER NOT NULL, alias TEXT NOT NULL, times INTEGER NOT NULL);
CREATE TABLE members (name TEXT NOT NULL, unit INTEGER NOT NULL, tasks INTEGER NOT NULL);
CREATE VIRTUAL TABLE tasks USING fts5(task, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE rest USING fts5(category, content, progress, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE titles USING fts5(title, number, issuers, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE names USING fts5(unit, printed, content='', columnsize=0, tokenize='ascii');
INSERT INTO tasks(tasks, rank) VALUES ('hashsize', {32 << 20});
INSERT INTO rest(rest, rank) VALUES ('hashsize', {32 << 20});
"""
_INDEXES = """
CREATE UNIQUE INDEX circulars_id ON circulars (circular_id);
CREATE INDEX circulars_number ON circulars (number) WHERE number IS NOT NULL;
CREATE INDEX circulars_work ON circulars (work_id);
CREATE INDEX units_name ON units (name);
CREATE INDEX units_tasks ON units (collective, tasks DESC, name);
CREATE INDEX forms_unit ON forms (unit);
CREATE INDEX aliases_unit ON aliases (unit);
CREATE INDEX keywords_word ON keywords (word);
CREATE INDEX members_name ON members (name);
INSERT INTO tasks(tasks) VALUES ('optimize');
INSERT INTO rest(rest) VALUES ('optimize');
INSERT INTO titles(titles) VALUES ('optimize');
ANALYZE;
"""
_EVERY = 2_000  # circulars between two commits


def build(dataset: Path, folder: Path, fingerprint: str, progress: Progress | None = None) -> None:
    """Write the index of ``dataset.sqlite`` into an empty folder; ``facts.json`` comes last."""
    with (
        closing(sqlite3.connect(f"{dataset.absolute().as_uri()}?immutable=1", uri=True)) as source,
        closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as db,
    ):
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            db.execute(f"PRAGMA {pragma}")
        db.executescript(_TABLES)
        made = Builder(db)
        reader = Reader(source)
        db.execute("BEGIN")
        for n, circular in enumerate(reader.circulars()):
            made.add(n, circular, reader)
            if n % _EVERY == _EVERY - 1:
                db.execute("COMMIT")
                db.execute("BEGIN")
            if progress and n % 50 == 0:
                progress(n, reader.count, "search index 检索索引")
        facts = made.finish()
        db.execute("COMMIT")
        db.executescript(_INDEXES)
        facts |= overview(db, source, made.save(folder))
    for language in LANGUAGES:
        (folder / f"due.{language}.svg").write_text(charts.timeline(facts["months"], language), "utf-8")
        (folder / f"units.{language}.svg").write_text(charts.units(facts["most_named"], language), "utf-8")
    (folder / FACTS).write_text(json.dumps({"fingerprint": fingerprint, **facts}, ensure_ascii=False), "utf-8")


class Builder:
    """What is gathered while the circulars pass by."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.row, self.of = array("I"), array("I")  # of a task: its row in ``tasks``, its circular
        self.verdict, self.status = array("B"), array("B")
        self.kinds, self.roles = array("B"), array("B")
        self.unit_at, self.units = array("I", [0]), array("I")
        self.form_docs, self.form_of = array("I"), array("I")
        self.days = {name: (array("i"), array("I")) for name in DAYS}
        self.keyword_at, self.keywords = array("I", [0]), array("I")
        self.keyword_numbers: dict[str, int] = {}
        self.unit_numbers: dict[tuple[str, bool], int] = {}
        self.form_numbers: dict[tuple[int, str, str], int] = {}
        self.aliases: Counter[tuple[int, str]] = Counter()
        self.members: Counter[tuple[str, int]] = Counter()
        self.unit_tasks: Counter[int] = Counter()
        self.unit_circulars: Counter[int] = Counter()
        self.counts: Counter[str] = Counter()
        self.preferred = 0

    def add(self, n: int, circular: dict[str, Any], reader: Reader) -> None:
        """Take a circular and all its tasks in."""
        first = len(self.row)
        tasks = reader.tasks(circular["circular_id"])
        limits, owed = reader.deadlines(circular["circular_id"]), reader.responsibilities(circular["circular_id"])
        keywords = reader.keywords(circular["circular_id"])
        words = []
        seen: set[int] = set()
        for task in tasks:
            doc = len(self.row)
            words.append((doc + 1, *map(tokens, task["words"])))
            self.row.append(task["rowid"])
            self.of.append(n)
            self.verdict.append(VERDICTS.index(task["verdict"] or ""))
            self.status.append(STATUSES.index(task["status"] or ""))
            self._limits(doc, limits.get(task["task_id"], ()))
            self._keywords(keywords.get(task["task_id"], ()))
            seen |= self._units(doc, owed.get(task["task_id"], ()), bool(circular["preferred"]))
        if circular["preferred"]:
            self.unit_circulars.update(seen)
        self._aliases(circular, reader)
        self.db.executemany("INSERT INTO tasks(rowid, task) VALUES (?, ?)", [row[:2] for row in words])
        self.db.executemany(
            "INSERT INTO rest(rowid, category, content, progress) VALUES (?, ?, ?, ?)",
            [(row[0], *row[2:]) for row in words if any(row[2:])],
        )
        self.db.execute(
            "INSERT INTO titles(rowid, title, number, issuers) VALUES (?, ?, ?, ?)",
            (n + 1, tokens(circular["title"] or ""), tokens(circular["numbers"]), tokens(circular["issuers"] or "")),
        )
        values = [circular[name] for name in COLUMNS]
        self.db.execute(
            f"INSERT INTO circulars VALUES ({', '.join('?' * (len(values) + 3))})", (n, *values, first, len(tasks))
        )
        self._count(circular, len(tasks))

    def _count(self, circular: dict[str, Any], tasks: int) -> None:
        self.counts["circulars"] += 1
        for name in ("preferred", "complete", "composed"):
            self.counts[name] += bool(circular[name])
        if circular["preferred"]:
            self.preferred = len(self.row)
            self.counts["incomplete_works"] += not circular["complete"]
            self.counts["tasks"] += tasks

    def _limits(self, doc: int, limits: Any) -> None:
        kinds = 0
        found: dict[str, set[int]] = {name: set() for name in DAYS}
        for kind, day in limits:
            kinds |= 1 << KINDS.index(kind or "unread")
            if day:
                found["begin" if kind == "from" else "due"].add(dt.date.fromisoformat(day).toordinal())
        self.kinds.append(kinds)
        for name, (days, docs) in self.days.items():
            days.extend(found[name])
            docs.extend([doc] * len(found[name]))

    def _keywords(self, words: Any) -> None:
        for (word,) in words:
            self.keywords.append(self.keyword_numbers.setdefault(word, len(self.keyword_numbers)))
        self.keyword_at.append(len(self.keywords))

    def _units(self, doc: int, owed: Any, preferred: bool) -> set[int]:
        roles, units, forms = 0, set(), set()
        for name, printed, role, collective, kind, region in owed:
            key = (name, bool(collective))
            unit = self.unit_numbers.get(key)
            if unit is None:
                unit = self.unit_numbers[key] = len(self.unit_numbers)
                self.db.execute(
                    "INSERT INTO units (n, name, collective, unit_type, region_code) VALUES (?, ?, ?, ?, ?)",
                    (unit, name, collective, kind, region),
                )
            form = self.form_numbers.get((unit, printed, role))
            if form is None:
                form = self.form_numbers[unit, printed, role] = len(self.form_numbers)
                self.db.execute("INSERT INTO forms VALUES (?, ?, ?, ?)", (form, unit, printed, role))
                self.db.execute(
                    "INSERT INTO names(rowid, unit, printed) VALUES (?, ?, ?)",
                    (form + 1, tokens(name), tokens(printed)),
                )
            roles |= 1 << ROLES.index(role)
            units.add(unit)
            forms.add(form)
        self.roles.append(roles)
        self.units.extend(sorted(units))
        self.unit_at.append(len(self.units))
        self.form_of.extend(sorted(forms))
        self.form_docs.extend([doc] * len(forms))
        if preferred:
            self.unit_tasks.update(units)
        return units

    def _aliases(self, circular: dict[str, Any], reader: Reader) -> None:
        for name, collective, alias in reader.aliases(circular["circular_id"]):
            self.aliases[self.unit_numbers[name, bool(collective)], alias] += 1
        if circular["preferred"]:
            for name, collective, member, tasks in reader.members(circular["circular_id"]):
                self.members[member, self.unit_numbers[name, bool(collective)]] += tasks

    def finish(self) -> dict[str, Any]:
        """Write what is known at the end; the figures of the first page."""
        self.db.executemany(
            "UPDATE units SET tasks = ?, circulars = ? WHERE n = ?",
            [(count, self.unit_circulars[unit], unit) for unit, count in self.unit_tasks.items()],
        )
        self.db.executemany("INSERT INTO aliases VALUES (?, ?, ?)", [(*k, n) for k, n in sorted(self.aliases.items())])
        self.db.executemany("INSERT INTO members VALUES (?, ?, ?)", [(*k, n) for k, n in sorted(self.members.items())])
        self.db.executemany(
            "INSERT INTO keywords VALUES (?, ?)", [(n, word) for word, n in self.keyword_numbers.items()]
        )
        collective = [key[1] for key in self.unit_numbers]
        return {
            **self.counts,
            "preferred_tasks": self.preferred,
            "units": len(collective) - sum(collective),
            "collectives": sum(collective),
        }

    def save(self, folder: Path) -> dict[str, NDArray[Any]]:
        """Write the arrays, each a file of NumPy's; gives the days of preferred copies by name, in order."""
        form_of, form_docs = np.asarray(self.form_of), np.asarray(self.form_docs)
        by_form = np.argsort(form_of, kind="stable")
        sizes = np.bincount(form_of, minlength=len(self.form_numbers))
        arrays = {
            **{name: np.asarray(getattr(self, name)) for name in PLAIN},
            "form_at": np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
            "form_docs": form_docs[by_form],
        }
        preferred: dict[str, NDArray[Any]] = {}
        for name, both in self.days.items():
            days, docs = map(np.asarray, both)
            by_day = np.lexsort((docs, days))
            arrays |= {f"{name}_days": days[by_day], f"{name}_docs": docs[by_day]}
            preferred[name] = days[by_day][docs[by_day] < self.preferred]
        for name, values in arrays.items():
            np.save(folder / f"{name}.npy", values)
        return preferred


PLAIN = ("row", "of", "verdict", "status", "kinds", "roles", "unit_at", "units", "keyword_at", "keywords")
ARRAYS = (*PLAIN, "form_at", "form_docs", *(f"{name}_{what}" for name in DAYS for what in ("days", "docs")))
"""The arrays of an index. By task: ``row`` in ``tasks``, ``of`` which circular, ``verdict`` and ``status`` (places in
their vocabularies), ``kinds`` and ``roles`` (bits); ``units[unit_at[i]:unit_at[i + 1]]`` are those of task i (so
``keywords``);
``form_docs[form_at[f]:form_at[f + 1]]`` are the tasks that name a unit in form f; ``due_docs`` goes with ``due_days``
and ``begin_docs`` with ``begin_days``.
"""
