"""How much of the composed samples' labels the parser gives: a small scorer of its own.

Blanks, width and line breaks do not count (NFKC, then no blanks). What is wrong but named by a finding at its place is
told apart from what is silently wrong: *held* is what is right or named.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from hongtou.model import Circular, Deadline, Task, Value

from . import samples

CIRCULAR_FIELDS = (
    "title", "genre", "document_number", "date_issued", "issuers", "addressees", "annexes", "references",
)  # fmt: skip
TASK_FIELDS = (
    "number", "category", "task", "content", "deadline", "deadlines", "units", "roles", "progress", "verdict",
)  # fmt: skip
FIELDS = (*CIRCULAR_FIELDS, "tasks", *TASK_FIELDS)
_ALIKE = 0.4  # two tasks with less in common are not the same


class Miss(NamedTuple):
    """A field that is not as labelled."""

    name: str
    field: str
    wanted: Any
    given: Any
    named: bool


class Tally(NamedTuple):
    """Of one field: how many there are, and how many are right, or wrong but named."""

    of: int
    right: int
    named: int

    @property
    def held(self) -> int:
        """Right, or wrong with a finding that says so."""
        return self.right + self.named


def plain(words: Any) -> Any:
    """What is compared: no blanks, no width, no private-use characters; through lists."""
    if isinstance(words, str):
        folded = unicodedata.normalize("NFKC", words)
        return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Co", "Cf"))
    return [plain(word) for word in words] if isinstance(words, list | tuple) else words


def fingerprint() -> str:
    """A digest of every sample and its labels: floors hold for these alone."""
    digest = hashlib.sha256()
    for name in samples.NAMES:
        digest.update(samples.data(name) + (samples.FOLDER / f"{name}.gold.json").read_bytes())
    return digest.hexdigest()[:16]


def labels(name: str) -> dict[str, Any]:
    """The labels beside a sample."""
    read: dict[str, Any] = json.loads((samples.FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))
    return read


def score(names: Sequence[str]) -> tuple[dict[str, Tally], list[Miss]]:
    """The tally of each field over these samples, and what was missed."""
    asked = dict.fromkeys(FIELDS, 0)
    misses: list[Miss] = []
    for name in names:
        made, wanted = samples.circular(name), labels(name)
        given = _circular_facts(made)
        for field in CIRCULAR_FIELDS:
            asked[field] += 1
            if plain(wanted[field]) != plain(given[field]):
                misses.append(Miss(name, field, wanted[field], given[field], named=False))
        _score_tasks(name, made, wanted["tasks"], asked, misses)
    return {field: _tally(field, count, misses) for field, count in asked.items()}, misses


def _tally(field: str, of: int, misses: Sequence[Miss]) -> Tally:
    wrong = [miss for miss in misses if miss.field == field]
    return Tally(of, of - len(wrong), sum(miss.named for miss in wrong))


def _score_tasks(
    name: str, made: Circular, wanted: list[dict[str, Any]], asked: dict[str, int], misses: list[Miss]
) -> None:
    pairs = _aligned(wanted, made.tasks)
    asked["tasks"] += len(pairs)
    for label, task in pairs:
        if label is None or task is None:
            misses.append(Miss(name, "tasks", label and label["task"], task and task.task.reading, named=False))
        if label is None:
            continue
        for field in TASK_FIELDS:
            asked[field] += 1
            one = _task_label(label, field)
            two = _task_fact(task, field) if task else None
            if task is None or plain(one) != plain(two):
                misses.append(Miss(name, field, one, two, named=task is not None and _named(made, task)))


def _named(made: Circular, task: Task) -> bool:
    """Whether a finding speaks of a place within the task's row or passage."""
    values = [task.task, task.number, task.content, task.deadline, task.progress, *task.responsible]
    start = min(value.start for value in values if value)
    end = max(value.end for value in values if value)
    return any(f.start is not None and f.end is not None and f.start < end and f.end > start for f in made.findings)


def _circular_facts(made: Circular) -> dict[str, Any]:
    references = list(dict.fromkeys(reference.normalized for reference in made.references))
    return {
        "title": made.title and made.title.reading,
        "genre": made.genre,
        "document_number": made.document_number and made.document_number.normalized,
        "date_issued": made.date_issued and made.date_issued.date and made.date_issued.date.isoformat(),
        "issuers": [issuer.reading for issuer in made.issuers],
        "addressees": [value.reading for value in made.addressees],
        "annexes": [value.reading for value in made.annexes],
        "references": references,
    }


def _task_label(label: dict[str, Any], field: str) -> Any:
    if field == "units":
        return [name for name, _ in label["units"]]
    if field == "deadlines":
        return _ordered(label["deadlines"])
    return [role for _, role in label["units"]] if field == "roles" else label[field]


def _task_fact(task: Task, field: str) -> Any:
    if field == "units":
        return [unit.reading for unit in task.responsibilities]
    if field == "roles":
        return [unit.role for unit in task.responsibilities]
    if field == "deadlines":
        return _ordered(
            _limit(deadline) for deadline in task.deadlines if deadline.kind
        )  # a phrase not read has no dates
    found = getattr(task, field)
    if field == "category":
        return [value.reading for value in found]
    return found.reading if isinstance(found, Value) else found


def _ordered(limits: Iterable[list[str | None]]) -> list[list[str | None]]:
    """Limits of a row stand in several cells, whose order the labels leave open."""
    return sorted(limits, key=lambda limit: [part or "" for part in limit])


def _limit(deadline: Deadline) -> list[str | None]:
    dates = (deadline.date_from, deadline.date_to)
    return [deadline.kind, *(day.isoformat() if day else None for day in dates)]


def _aligned(wanted: list[dict[str, Any]], given: Sequence[Task]) -> list[tuple[dict[str, Any] | None, Task | None]]:
    """Labels and tasks in order, those that share most words together; what has no partner stands alone."""
    one = [_pairs_of_characters(label["task"] + (label["content"] or "")) for label in wanted]
    two = [_pairs_of_characters(task.task.reading + (task.content.reading if task.content else "")) for task in given]
    best = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(two) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], _likeness(one[i], two[j]) + best[i + 1][j + 1])
    found: list[tuple[dict[str, Any] | None, Task | None]] = []
    i = j = 0
    while i < len(one) or j < len(two):
        if i < len(one) and j < len(two) and best[i][j] == _likeness(one[i], two[j]) + best[i + 1][j + 1] > 0:
            if _likeness(one[i], two[j]) > 0:
                found.append((wanted[i], given[j]))
            else:
                found += [(wanted[i], None), (None, given[j])]
            i, j = i + 1, j + 1
        elif i < len(one) and (j == len(two) or best[i][j] == best[i + 1][j]):
            found.append((wanted[i], None))
            i += 1
        else:
            found.append((None, given[j]))
            j += 1
    return found


def _pairs_of_characters(words: str) -> frozenset[str]:
    bare = plain(words)
    return frozenset(bare[i : i + 2] for i in range(max(1, len(bare) - 1)))


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    shared = len(one & two) / max(1, len(one | two))
    return shared if shared >= _ALIKE else 0.0
