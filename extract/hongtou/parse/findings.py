"""What a careful reader should know before trusting the rest: the checks over the tasks of a circular."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import UNSET

from hongtou.fields.text import Text
from hongtou.model import Deadline, Finding, Responsibility, Task, Value
from hongtou.model.vocabulary import Check, Severity
from hongtou.parse.drafts import Draft
from hongtou.parse.grid import Column, Grid, Row
from hongtou.parse.mentions import alike
from hongtou.parse.numbering import plain_number
from hongtou.parse.verdicts import Mention

_DELIMITERS = " \n|│┃∣丨"
_NO_DELIMITERS = dict.fromkeys(map(ord, _DELIMITERS))
_AS_BLANKS = dict.fromkeys(map(ord, _DELIMITERS), " ")


def finding(check: Check, severity: Severity, message: str, place: Value | None = None) -> Finding:
    """A finding at a value's place."""
    return Finding(
        check=check, severity=severity, message=message,
        start=place.start if place else None, end=place.end if place else None,
    )  # fmt: skip


def in_order(notes: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of print, those of the whole first."""
    return tuple(sorted(notes, key=lambda note: (-1 if note.start is None else note.start, note.check, note.message)))


def check_tasks(tasks: Sequence[Draft], issued: dt.date | None, tables: Sequence[int] = ()) -> Iterator[Finding]:
    """Limits and units of each task; row numbers that jump or repeat. ``tables`` is where each table begins."""
    for task in tasks:
        deadlines, units = task.deadlines, task.responsibilities
        for deadline in deadlines:
            if not _is_plain(deadline, issued):
                yield from check_deadline(deadline, issued)
        if not units and task.responsible:
            printed = task.responsible[0]
            yield finding("unread_unit", "warning", f"no unit was read in {printed.reading[:40]!r}", printed)
        last: Responsibility | None = None
        for unit in units if len(units) > 1 else ():
            if last is not None and last.end == unit.start:
                message = f"{last.text!r} and {unit.text!r} are printed without a separator"
                yield finding("fused_units", "info", message, last)
            last = unit
        if not deadlines and task.deadline:
            yield finding(
                "unread_limit", "warning", f"no limit was read in {task.deadline.reading[:40]!r}", task.deadline
            )
    yield from _numbers([task for task in tasks if task.origin == "table"], tables)


def _is_plain(deadline: Deadline, issued: dt.date | None) -> bool:
    """Whether there is nothing to say of a limit: it was read, in one way, and does not end before the circular."""
    if deadline.kind is None or deadline.date_to_strict:
        return False
    last = deadline.date_to if issued else None
    return not (issued and last and last < issued)


def check_deadline(deadline: Deadline, issued: dt.date | None) -> Iterator[Finding]:
    """Two readings, no reading, or a limit that had passed when the circular was issued."""
    if deadline.kind is None:
        yield finding("unread_limit", "warning", f"{deadline.text!r} sounds like a limit and was not read", deadline)
    if deadline.date_to_strict:
        message = f"{deadline.text!r} may mean {deadline.date_to} or, strictly, {deadline.date_to_strict}"
        yield finding("two_readings", "info", message, deadline)
    if issued and deadline.kind in ("by", "within") and deadline.date_to and deadline.date_to < issued:
        message = f"{deadline.text!r} is {deadline.date_to}, before the circular of {issued}"
        yield finding("limit_before_circular", "info", message, deadline)


def _numbers(tasks: Sequence[Draft], tables: Sequence[int]) -> Iterator[Finding]:
    """Plain row numbers that do not go on by one; a restart at 1 under a new heading or in a new table is none."""
    counted = [(value, task) for task in tasks if (value := plain_number(task.number)) is not None]
    values = [value for value, _ in counted]
    if _side_by_side(values):
        return
    for at in range(1, len(counted)):
        before, value = values[at - 1], values[at]
        if value == before + 1:
            continue  # as nearly all
        last, task = counted[at - 1][1], counted[at][1]
        if task.annex == last.annex and task.number and last.number:
            again = value == 1 and (_headings(task) != _headings(last) or _apart(tables, last, task))
            if value == before and not again and task.number.start != last.number.start:
                yield finding("number_repeat", "warning", f"row number {value} stands twice", task.number)
            elif value not in (before, 1):
                yield finding("number_jump", "warning", f"row number {value} follows {before}", task.number)


def _apart(tables: Sequence[int], one: Draft, two: Draft) -> bool:
    """Whether two rows stand in different tables."""
    return bisect_right(tables, one.task.start) != bisect_right(tables, two.task.start)


def _side_by_side(values: Sequence[int]) -> bool:
    """Whether the numbers count down the left of a table and on down its right: 1, 4, 2, 5, 3, 6 row by row."""
    if len(values) < _FEWEST_BESIDE or values[1] == values[0] + 1:
        return False
    left, right = values[0::2], values[1::2]
    return right[0] == left[-1] + 1 and all(b == a + 1 for half in (left, right) for a, b in pairwise(half))


_FEWEST_BESIDE = 3


def _headings(task: Draft) -> list[str]:
    """Their words: each row of a table may print its own."""
    return [value.reading for value in task.category]


def check_rows(grid: Grid) -> Iterator[Finding]:
    """Cells that a row lacks, takes from above, or may have parted in another way than it is printed."""
    for row in grid.rows:
        if row.inherited or row.doubted or _lacks_cell(row):
            yield from _check_row(grid, row)


def _lacks_cell(row: Row) -> bool:
    return any(value is None for value in row.cells)  # `in` would ask each whether it equals None


def _check_row(grid: Grid, row: Row) -> Iterator[Finding]:
    here = next(value for value in row.cells if value)
    if row.doubted:
        names = "、".join(_column_name(grid.columns[index]) for index in sorted(row.doubted))
        place = next(value for index in sorted(row.doubted) if (value := row.cells[index]))
        yield finding("ambiguous_table", "warning", f"the cells under {names!r} may be parted otherwise", place)
    for index, (column, value) in enumerate(zip(grid.columns, row.cells, strict=True)):
        if value is None and index in row.spanned:
            continue
        name = _column_name(column)
        if value is None and not grid.loose and column.role in ("number", "task", "deadline", "lead", "responsible"):
            yield finding("missing_cell", "info", f"the row has no cell under {name!r}", here)
        elif index in row.inherited and column.role not in ("category", "task"):
            yield finding("cell_from_above", "info", f"the cell under {name!r} is the row above's", here)


def _column_name(column: Column) -> str:
    return "".join(column.header.reading.split()) if column.header else column.role


def check_conservation(text: Text, grid: Grid) -> Iterator[Finding]:
    """Every non-blank character of the table that no cell, heading or header holds."""
    starts, ends = _bounds(text.folded, grid)
    if ends and max(ends) > grid.end:  # a row that goes on in the next table
        starts = [start for start in starts if start < grid.end]
        ends = [end for end in ends if end <= grid.end]
    starts.sort()
    ends.sort()  # all that has begun has ended where the next begins behind as many ends
    starts.append(grid.end)
    folded = text.folded
    lost = []
    at = grid.start
    for index in range(len(starts)):
        start = starts[index]
        if start - at == 1 and folded[at] in _DELIMITERS:
            pass  # between two cells of nearly every row
        elif at < start and (ink := folded[at:start].strip(_DELIMITERS)):
            lost.append((at, start, len(ink.translate(_NO_DELIMITERS))))
        if index < len(ends):
            at = max(ends[index], grid.start)  # a heading may be that of the table above
    if lost:
        message = f"{sum(count for _, _, count in lost)} characters of the table stand in no cell"
        yield Finding(
            check="table_text_unplaced", severity="warning", message=message, start=lost[0][0], end=lost[-1][1]
        )


def check_aside(text: Text, grids: Sequence[Grid]) -> Iterator[Finding]:
    """What rows of sums and notes say, each once however many cells it has."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted(_aside(grids)):
        if runs and not text.folded[runs[-1][1] : start].strip(_DELIMITERS):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    for start, end in runs:
        words = " ".join(text.raw[start:end].translate(_AS_BLANKS).split())[:40]
        message = f"sums or notes of the table are in no task: {words!r}"
        yield Finding(check="table_text_unplaced", severity="info", message=message, start=start, end=end)


def _aside(grids: Sequence[Grid]) -> Iterator[tuple[int, int]]:
    """Where such rows stand, and headings at the end of a table under which no row stands there or in what goes on."""
    for place, grid in enumerate(grids):
        yield from grid.aside
        if grid.open:
            rows = [*grid.rows[-1:], *(row for later in grids[place + 1 : place + 2] for row in later.rows[:1])]
            used = {heading.start for row in rows for heading in row.headings}
            yield from [(value.start, value.end) for value in grid.open if value.start not in used]


def _bounds(folded: str, grid: Grid) -> tuple[list[int], list[int]]:
    """Where the header's names, the headings and the cells begin, and where they end; cells that follow one another
    behind a delimiter, as most do, are one.
    """
    broken = [*grid.extra, *grid.aside]
    for column in grid.columns:
        broken += column.header.spans if column.header else ()
    starts: list[int] = []
    ends: list[int] = []
    unset = UNSET
    under: tuple[Value, ...] = ()
    stop = grid.end
    begun = at = -1
    for row in grid.rows:
        for value in row.cells:
            if value is None:
                continue
            if value.parts is not unset:
                broken += value.parts
                continue
            start, end = value.start, value.end
            if start - at != 1 or end > stop or at < 0 or folded[at] not in _DELIMITERS:
                if at >= 0:
                    starts.append(begun)
                    ends.append(at)
                begun = start
            at = end
        if row.headings is not under:
            under = row.headings
            for value in under:
                broken += value.spans
    if at >= 0:
        starts.append(begun)
        ends.append(at)
    starts += [start for start, _ in broken]
    ends += [end for _, end in broken]
    return starts, ends


def check_mentions(mentions: Sequence[Mention], tasks: Sequence[Task], complete: bool) -> Iterator[Finding]:
    """Rows that the body names and the table has not, or has in other words."""
    rows: dict[int, list[Task]] = {}
    for task in tasks if mentions else ():
        value = plain_number(task.number)
        if value is not None:
            rows.setdefault(value, []).append(task)
    if not rows:
        return
    for mention in mentions:
        if mention.number is None:
            continue
        called = rows.get(mention.number)
        if called is None:
            message = (
                f"the body judges row {mention.number}, which the table {'lacks' if complete else 'does not show'}"
            )
            yield finding("row_unknown", "warning", message, mention.words)
        elif mention.named and not any(alike(mention.named.text, row.task.reading) for row in called):
            printed = called[0].task.reading[:30]
            message = f"the body calls row {mention.number} {mention.named.text[:30]!r}, the table {printed!r}"
            yield finding("row_words_differ", "info", message, mention.named)
