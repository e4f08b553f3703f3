"""The tasks of a circular as rows of a page, each value with its place."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hongtou.model import Deadline, Responsibility, Task, Value
from hongtou.serve.limits import meaning, remarks
from hongtou.serve.places import Places
from hongtou.serve.viewed import Limit, Note, Row, Shown, Units, ViewedUnit
from hongtou.serve.words import Words

__all__ = ["Rows", "Values", "rows_at"]

_ROLES = ("lead", "responsible", "support")


class Values:
    """Shows limits and units, in a row or of the circular itself."""

    def __init__(self, places: Places, say: Words, today: dt.date | None) -> None:
        self.places = places
        self.say = say
        self._today = today

    def limit(self, anchor: str, limit: Deadline, row: str = "") -> Limit:
        """A limit in words."""
        shown = self.places.show(anchor, "deadline", self.say("deadline"), limit, row=row)
        return Limit(shown, meaning(limit, self.say), tuple(remarks(limit, self.say, self._today)))

    def units(self, anchor: str, owed: Iterable[Responsibility], row: str = "") -> tuple[Units, ...]:
        """Units by role, in the order of their naming; collectives apart."""
        named: dict[str, list[ViewedUnit]] = defaultdict(list)
        collectives: dict[str, list[ViewedUnit]] = defaultdict(list)
        for ordinal, unit in enumerate(owed, 1):
            (collectives if unit.collective else named)[unit.role].append(self._unit(f"{anchor}-{ordinal}", unit, row))
        return tuple(
            Units(self.say.of("role", role), tuple(named[role]), tuple(collectives[role]))
            for role in _ROLES
            if role in named or role in collectives
        )

    def _unit(self, anchor: str, unit: Responsibility, row: str) -> ViewedUnit:
        label = self.say("collective" if unit.collective else "unit")
        shown = self.places.show(anchor, "unit", label, unit, unit.unit, row)
        printed = "" if unit.reading == unit.unit else self.say("printed_as", text=unit.reading)
        return ViewedUnit(shown, printed, tuple(member.name for member in unit.members))


class Rows:
    """Makes the rows. Anchors are t3, t3-task, t3-deadline-1: the ordinal of the task, what, and which of these."""

    def __init__(self, values: Values, prefix: str) -> None:
        self._values = values
        self._say = values.say
        self._prefix = prefix

    def row(self, ordinal: int, task: Task, notes: Sequence[Note]) -> Row:
        """The row of a task, with the findings whose place is in it."""
        say = self._say
        anchor = f"t{ordinal}"
        name = say("row", n=task.number.reading if task.number else ordinal)

        def show(what: str, kind: str, value: Value | None) -> Shown | None:
            label = say(what.partition("-")[0])
            return self._values.places.show(f"{anchor}-{what}", kind, label, value, row=name) if value else None

        def every(what: str, kind: str, values: Iterable[Value]) -> Iterator[Shown]:
            return (shown for n, value in enumerate(values, 1) if (shown := show(f"{what}-{n}", kind, value)))

        for cell in task.responsible:
            self._values.places.mark(f"{anchor}-units", "unit", say("units"), cell.spans, name)
        return Row(
            id=f"{self._prefix}{anchor}",
            task_id=task.task_id,
            complete=task.complete,
            number=show("number", "number", task.number),
            category=tuple(every("category", "number", task.category)),
            task=self._values.places.show(f"{anchor}-task", "task", say("task"), task.task, row=name),
            content=show("content", "task", task.content),
            deadline=None if _said_by_its_limit(task) else show("deadline", "deadline", task.deadline),
            limits=tuple(
                self._values.limit(f"{anchor}-deadline-{n}", d, name) for n, d in enumerate(task.deadlines, 1)
            ),
            units=self._values.units(f"{anchor}-unit", task.responsibilities, name),
            progress=show("progress", "progress", task.progress),
            status=say.of("status", task.status) if task.status else "",
            status_text=show("status", "progress", task.status_text),
            percent="" if task.percent is None else say("percent", n=f"{task.percent:g}"),
            verdict=say.of("verdict", task.verdict) if task.verdict else "",
            verdict_text=show("verdict", "verdict", task.verdict_text),
            other=tuple(self._other(anchor, task, name)),
            notes=tuple(notes),
        )

    def _limits(self, anchor: str, task: Task, name: str) -> Iterator[Limit]:
        for n, limit in enumerate(task.deadlines, 1):
            yield self._values.limit(f"{anchor}-deadline-{n}", limit, name)

    def _other(self, anchor: str, task: Task, name: str) -> Iterator[tuple[str, Shown]]:
        for n, cell in enumerate(task.other, 1):
            header = "".join(cell.header.reading.split()) if cell.header else self._say("unnamed_column")
            yield header, self._values.places.show(f"{anchor}-other-{n}", "further", header, cell.value, row=name)


def _said_by_its_limit(task: Task) -> bool:
    """Whether the 时限 cell holds one limit and not a word more, so that showing both would say it twice."""
    return task.deadline is not None and [limit.spans for limit in task.deadlines] == [task.deadline.spans]


def rows_at(tasks: Sequence[Task], offsets: Iterable[int]) -> dict[int, list[int]]:
    """For each offset in a cell, the indexes of the tasks that have the cell.

    Headings and what the body says of a row are no cells of it.
    """
    owners: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, task in enumerate(tasks):
        cells = (task.number, task.task, task.content, task.deadline, *task.responsible, task.progress)
        for value in (*cells, *(cell.value for cell in task.other)):
            for span in value.spans if value else ():
                owners[span].append(index)
    spans = sorted(owners)
    found: dict[int, list[int]] = {}
    for offset in offsets:
        before = bisect_right(spans, offset, key=lambda span: span[0])
        if before and spans[before - 1][1] > offset:
            found[offset] = owners[spans[before - 1]]
    return found
