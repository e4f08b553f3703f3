"""Cell by cell: what the circular says of a page, held against the facts that the page was made from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from hongtou.model import Circular, Task, Value

from .facts import Facts, Row

TASK_FIELDS = (
    "number", "category", "task", "content", "deadline", "deadlines", "units", "roles", "progress", "other",
)  # fmt: skip
FIELDS = ("header", "tasks", *TASK_FIELDS)
# What a finding of these checks does not speak of is not named by it; every other check speaks of the whole row.
_SPEAKS_OF = {
    "two_readings": ("deadlines",),
    "limit_before_circular": ("deadlines",),
    "unread_limit": ("deadline", "deadlines"),
    "unread_unit": ("units", "roles"),
    "fused_units": ("units", "roles"),
}
_ALIKE = 0.34  # two tasks with less in common are not the same
_Span = tuple[int, int]


class Cell(NamedTuple):
    """One compared cell. ``verdict``: right; named (a finding speaks of it); lost (nothing given, nothing said);
    wrong (something else given, nothing said).
    """

    field: str
    verdict: str
    wanted: Any
    given: Any


@lru_cache(maxsize=200_000)
def _plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words) if not c.isspace())


def plain(words: Any) -> Any:
    """What is compared: no blanks and no width; through lists."""
    if isinstance(words, str):
        return _plain(words)
    return [plain(word) for word in words] if isinstance(words, list | tuple) else words


def compare(facts: Facts, made: Circular) -> list[Cell]:
    """Every cell of the facts, and every task that is none of them."""
    cells = list(_header(facts, made))
    places = _places(facts.rows, made.text)
    for index, task in _aligned(facts.rows, made.tasks):
        row = facts.rows[index] if index is not None else None
        spans = [*([places[index]] if index is not None else []), *([_span(task)] if task else [])]
        cells += _row(row, task, _named(made, [span for span in spans if span]))
    return cells


def answer(made: Circular) -> list[tuple[Any, ...]]:
    """What a circular says of its tasks, in words that do not depend on where they stand."""
    return [tuple(plain(_given(task, field)) for field in TASK_FIELDS) for task in made.tasks]


def _header(facts: Facts, made: Circular) -> Iterator[Cell]:
    issued = made.date_issued.date if made.date_issued else None
    pairs = (
        (facts.title, made.title and made.title.reading),
        (facts.number, made.document_number and made.document_number.normalized),
        ([facts.issuer], [issuer.reading for issuer in made.issuers]),
        (facts.issued.isoformat(), issued and issued.isoformat()),
    )
    for wanted, given in pairs:
        yield Cell("header", _verdict(wanted, given, named=False), wanted, given)


def _row(row: Row | None, task: Task | None, named: frozenset[str]) -> Iterator[Cell]:
    words, found = row and row.task, task and task.task.reading
    if row is None or task is None:
        yield Cell("tasks", "named" if "tasks" in named else "lost" if task is None else "wrong", words, found)
    else:
        yield Cell("tasks", "right", words, found)
    if row is None:
        return
    for field in TASK_FIELDS:
        wanted, given = _wanted(row, field), _given(task, field) if task else None
        if wanted or given:
            yield Cell(field, _verdict(wanted, given, named=field in named), wanted, given)


def _verdict(wanted: Any, given: Any, *, named: bool) -> str:
    if plain(wanted or None) == plain(given or None):
        return "right"
    if named:
        return "named"
    return "wrong" if given else "lost"


def _named(made: Circular, spans: Sequence[_Span]) -> frozenset[str]:
    """The fields of a row, standing in these spans, of which a finding speaks."""
    fields: set[str] = set()
    for finding in made.findings:
        start, end = finding.start, finding.end
        if start is not None and end is not None and any(start < stop and end > first for first, stop in spans):
            fields.update(_SPEAKS_OF.get(finding.check, ("tasks", *TASK_FIELDS)))
    return frozenset(fields)


def _wanted(row: Row, field: str) -> Any:
    if field == "units":
        return [name for name, _ in row.units]
    if field == "roles":
        return [role for _, role in row.units]
    if field == "deadlines":
        return sorted([part or "" for part in limit] for limit in (*row.inner, *row.limits))
    if field == "other":
        return sorted(words for words in (row.person, row.remark) if words)
    return list(row.category) if field == "category" else getattr(row, field)


def _given(task: Task, field: str) -> Any:
    if field == "units":
        return [unit.reading for unit in task.responsibilities]
    if field == "roles":
        return [unit.role for unit in task.responsibilities]
    if field == "deadlines":
        read = (d for d in task.deadlines if d.kind)
        return sorted([d.kind, *(day.isoformat() if day else "" for day in (d.date_from, d.date_to))] for d in read)
    if field == "other":
        return sorted(cell.value.reading for cell in task.other)
    found = getattr(task, field)
    if field == "category":
        return [value.reading for value in found]
    return found.reading if isinstance(found, Value) else found


def _span(task: Task) -> _Span:
    values = [task.task, task.number, task.content, task.deadline, task.progress, *task.responsible]
    return min(v.start for v in values if v), max(v.end for v in values if v)


def _places(rows: Sequence[Row], text: str) -> list[_Span | None]:
    """Where the words of each row's task stand in the text, whatever blanks stand between them."""
    offsets: list[int] = []
    bare: list[str] = []
    for offset, character in enumerate(text):
        for c in _plain(character):
            offsets.append(offset)
            bare.append(c)
    joined, at = "".join(bare), 0
    found: list[_Span | None] = []
    for row in rows:
        words = _plain(row.content or row.task)
        place = joined.find(words, at)
        found.append((offsets[place], offsets[place + len(words) - 1] + 1) if place >= 0 else None)
        at = place + len(words) if place >= 0 else at
    return found


def _aligned(rows: Sequence[Row], tasks: Sequence[Task]) -> Iterator[tuple[int | None, Task | None]]:
    """Rows and tasks in order, so that most words are shared; what has no partner stands alone."""
    like = [[_likeness(_words(r.task, r.content), _task_words(t)) for t in tasks] for r in rows]
    best = [[0.0] * (len(tasks) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(tasks) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], like[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(rows) and j < len(tasks):
        likeness = like[i][j]
        if likeness and best[i][j] == likeness + best[i + 1][j + 1]:
            yield i, tasks[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield i, None
            i += 1
        else:
            yield None, tasks[j]
            j += 1
    yield from ((place, None) for place in range(i, len(rows)))
    yield from ((None, task) for task in tasks[j:])


def _task_words(task: Task) -> tuple[frozenset[str], ...]:
    return _words(task.task.reading, task.content.reading if task.content else None)


def _words(task: str, content: str | None) -> tuple[frozenset[str], ...]:
    """What a row is known by: its task, and task and content together."""
    return (_bigrams(_plain(task)), _bigrams(_plain(task + (content or ""))))


@lru_cache(maxsize=20_000)
def _bigrams(words: str) -> frozenset[str]:
    return frozenset(words[i : i + 2] for i in range(max(1, len(words) - 1)))


def _likeness(one: Sequence[frozenset[str]], two: Sequence[frozenset[str]]) -> float:
    """How much two rows share; tasks that rows of one number have in common do not outweigh their contents."""
    shared = [len(a & b) / max(1, len(a | b)) for a, b in zip(one, two, strict=True)]
    best = max(shared[1], 0.9 * shared[0])
    return best if best >= _ALIKE else 0.0
