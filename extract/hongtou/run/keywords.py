"""A circular with its keywords: what of it is read for them, and how much each stretch counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from hongtou.fields.keywords import Part, find_keywords
from hongtou.model import UNSET, Circular, Keyword, Task, Value

_OF_TASK: Final = 5
_OF_CIRCULAR: Final = 10
"""Keywords of each, at most."""
_TITLE: Final = 3
"""A title is written to say what the circular is about; and what is to be done (twice) more than how."""


def with_keywords(circular: Circular) -> Circular:
    """The circular and its tasks with their keywords, and nothing else changed.

    A task's come from what is to be done, its content and its innermost heading; a circular's from its title and all
    its text but for the page's own. No unit and no place that the circular names is one.
    """
    names = tuple(dict.fromkeys(_names(circular)))
    tasks = tuple(
        msgspec.structs.replace(task, keywords=_found(_of_task(task), _OF_TASK, names)) for task in circular.tasks
    )
    return msgspec.structs.replace(circular, tasks=tasks, keywords=_found(_of_circular(circular), _OF_CIRCULAR, names))


def _found(parts: Iterator[Part], most: int, names: tuple[str, ...]) -> tuple[Keyword, ...] | msgspec.UnsetType:
    found = find_keywords(parts, most, names=names)
    return tuple(Keyword(keyword=one.word, weight=one.weight) for one in found) or UNSET


def _of_task(task: Task) -> Iterator[Part]:
    yield Part(task.task.reading, 2)
    yield from _readings(task.content, *task.category[-1:])


def _of_circular(circular: Circular) -> Iterator[Part]:
    if circular.title:
        yield Part(circular.title.reading, _TITLE)
    for block in circular.blocks:
        if block.kind != "noise":
            yield Part(circular.text[block.start : block.end])


def _readings(*values: Value | None) -> Iterator[Part]:
    for value in values:
        if value is not None:
            yield Part(value.reading)


def _names(circular: Circular) -> Iterator[str]:
    """Every unit and place it names, as printed and in full."""
    for issuer in circular.issuers:
        yield from (issuer.reading, issuer.unit)
    for party in (*circular.addressees, *circular.copied_to, *circular.signatures):
        yield party.reading
    for owed in (
        *circular.standing_responsibilities,
        *(unit for task in circular.tasks for unit in task.responsibilities),
    ):
        yield from (owed.reading, owed.unit)
        yield from (member.name for member in owed.members)
    if circular.region:
        yield circular.region
