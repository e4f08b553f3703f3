"""What two copies of a work say differently: facts of the head, and the tasks row by row.

Print alone is no difference: script, blanks, punctuation and brackets are left out of the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator

from hongtou.fields.text import plain
from hongtou.model import Circular, Finding, Task, Value

_SHOWN = 5  # differences that a message spells out
_LONGEST = 40


def difference(circular: Circular, other: Circular) -> Finding | None:
    """A finding on the first copy, or None where both say the same."""
    differing = list(_head(circular, other))
    if len(circular.tasks) == len(other.tasks):
        differing += _rows(circular, other)
    else:
        differing.append(f"tasks {len(circular.tasks)} / {len(other.tasks)}")
    if not differing:
        return None
    more = f" and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
    return Finding(
        check="copies_differ",
        severity="warning" if circular.complete and other.complete else "info",
        message=f"Another copy of this work ({other.source.path}) differs: {'; '.join(differing[:_SHOWN])}{more}.",
    )


def _head(circular: Circular, other: Circular) -> Iterator[str]:
    for name, mine, theirs in zip(("title", "number", "date", "issuers"), _facts(circular), _facts(other), strict=True):
        if plain(mine) != plain(theirs):
            yield f"{name} {mine or 'none'} / {theirs or 'none'}"


def _facts(circular: Circular) -> tuple[str, str, str, str]:
    number, issued = circular.document_number, circular.date_issued
    return (
        "".join(circular.title.reading.split()) if circular.title else "",
        number.normalized if number else "",
        issued.date.isoformat() if issued and issued.date else "",
        "、".join(issuer.unit for issuer in circular.issuers),
    )


def _rows(circular: Circular, other: Circular) -> Iterator[str]:
    """Rows stand in the same order in both: a difference of their number is said before."""
    for ordinal, (mine, theirs) in enumerate(zip(circular.tasks, other.tasks, strict=True), 1):
        for name, words, their_words in zip(("task", "deadline", "units"), _row(mine), _row(theirs), strict=True):
            if plain(words) != plain(their_words):
                yield f"{name} of row {ordinal} {_short(words, their_words)} / {_short(their_words, words)}"


def _row(task: Task) -> tuple[str, str, str]:
    return (
        _words(task.task) + _words(task.content),
        _words(task.deadline) or "、".join(limit.reading for limit in task.deadlines),
        "、".join(unit.reading for unit in task.responsibilities),
    )


def _words(value: Value | None) -> str:
    return "".join(value.reading.split()) if value else ""


def _short(words: str, other: str) -> str:
    """The words from shortly before where they part."""
    at = next((i for i, (a, b) in enumerate(zip(words, other, strict=False)) if a != b), min(len(words), len(other)))
    first = max(0, at - _LONGEST // 4) if len(words) > _LONGEST else 0
    cut = words[first : first + _LONGEST]
    return f"{'…' if first else ''}{cut}{'…' if first + _LONGEST < len(words) else ''}" or "none"
