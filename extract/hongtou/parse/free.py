"""Limits that the running text sets and that belong to no task."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hongtou.fields.deadlines import scan_deadlines
from hongtou.model import Deadline, Value
from hongtou.parse.context import Context
from hongtou.parse.drafts import Draft
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering

_SHORTEST_LIMIT = 2


def free_deadlines(context: Context, running: Sequence[Line], tasks: Sequence[Draft]) -> tuple[Deadline, ...]:
    """Limits of the running text that belong to no task."""
    inline_tasks = [task for task in tasks if task.origin == "inline"]
    read = {deadline.start for task in inline_tasks for deadline in task.deadlines}
    held = sorted((v.start, v.end) for task in inline_tasks for v in _spans(task))
    found: list[Deadline] = []
    for line in running:
        if line.noise:
            continue
        mark = numbering(line.words)
        for start, end in _gaps(held, line.start + (mark.length if mark else 0), line.end):
            limits = scan_deadlines(context.text, start, end, issued=context.issued, year=context.year, prose=True)
            if not (len(limits) == 1 and limits[0].end - limits[0].start == len(line.words) and _is_month(limits[0])):
                found += limits
    return tuple(d for d in found if d.start not in read)


def _spans(task: Draft) -> Iterator[Value]:
    """What an inline task holds of the running text."""
    yield task.task
    yield from task.responsible
    yield from [value for value in (task.content, task.progress) if value]


def _gaps(held: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of start..end that no span holds."""
    at = max(0, bisect_right(held, (start, start)) - 1)
    while at < len(held) and held[at][0] < end:
        if start + _SHORTEST_LIMIT < held[at][0]:
            yield start, held[at][0]
        start = max(start, held[at][1])
        at += 1
    if start + _SHORTEST_LIMIT < end:
        yield start, end


def _is_month(limit: Deadline) -> bool:
    """10月 on a line of its own, over what is done in it; 11月至12月 is when."""
    words = limit.text
    return limit.kind == "within" and words.endswith("月") and "至" not in words and words.isalnum()
