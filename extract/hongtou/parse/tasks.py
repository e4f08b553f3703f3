"""Grids and inline passages → Tasks: one path whatever the table came from."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from hongtou.fields.deadlines import scan_deadlines
from hongtou.fields.text import Text, plain
from hongtou.fields.units import scan_units
from hongtou.model import Deadline, OtherCell, Responsibility, Task, Value
from hongtou.model.vocabulary import Origin, Role, YearFrom
from hongtou.parse.broken import scan_value
from hongtou.parse.grid import UNIT_ROLES, Grid, Row
from hongtou.parse.identity import row_key
from hongtou.parse.mentions import alike
from hongtou.parse.numbering import plain_number
from hongtou.parse.rules import Rules, ruled
from hongtou.parse.status import read_percent, read_status
from hongtou.parse.verdicts import Mention

_YEAR = re.compile(r"(?<![\d\-—~至])((?:19|20)\d{2})\s*年(?!\s*[-—~至])")
_DUE_COLUMN = re.compile("完|结|限|截|节点|竣工|销号|提交|报送|反馈|出台|整改")
"""Names of columns that say by when (完成时限), not only when (时间)."""
_ROLES: dict[str, Role | None] = {"lead": "lead", "support": "support", "responsible": None}


class Context(NamedTuple):
    """What every task of a circular shares."""

    text: Text
    circular_id: str
    work_id: str
    complete: bool
    issued: dt.date | None
    issuer: str | None
    year: tuple[int, YearFrom] | None
    annex_years: tuple[tuple[int, YearFrom] | None, ...]
    """The year that each annex's title names."""
    rules: Rules
    cells: dict[tuple[str, tuple[int, YearFrom] | None, bool], tuple[int, list[Deadline]]]
    """The 时限 cells read so far, by their words."""


class Draft(NamedTuple):
    """A task before it has its ordinal and what the body says of it."""

    position: int
    origin: Origin
    annex: int | None
    number: Value | None
    category: tuple[Value, ...]
    task: Value
    content: Value | None
    deadline: Value | None
    deadlines: tuple[Deadline, ...]
    responsible: tuple[Value, ...]
    responsibilities: tuple[Responsibility, ...]
    progress: Value | None
    status_cell: Value | None
    other: tuple[OtherCell, ...]


def title_year(title: str | None, kind: YearFrom) -> tuple[int, YearFrom] | None:
    """The one year that a title names ("2019年重点工作"); None where it names none, several or a range."""
    years = {match[1] for match in _YEAR.finditer(title or "")}
    return (int(years.pop()), kind) if len(years) == 1 else None


def row_draft(context: Context, grid: Grid, row: Row, annex: int | None, headings: tuple[Value, ...]) -> Draft | None:
    """The task of one row; None where the row says no task and no content."""
    cells: dict[str, list[Value]] = {}
    columns: list[tuple[str, Value]] = []
    position = grid.end
    due = report = False
    for (header, role), value in zip(grid.columns, row.cells, strict=True):
        report = report or role == "progress"
        if role == "deadline" and header is not None:
            due = due or _DUE_COLUMN.search(header.reading) is not None
        if value is not None:
            cells.setdefault(role, []).append(value)
            position = min(position, value.start)
            if role in UNIT_ROLES:
                columns.append((role, value))
    task, content, spare = _task_and_content(cells)
    if task is None:
        return None
    year = (context.annex_years[annex] if annex is not None else None) or context.year
    plan = _as_planned(context) if report else context
    found = limits(plan, task, year, prose=True)
    if content:
        found += limits(plan, content, year, prose=True)
    for value in cells.get("deadline", ()):
        found += _cell_limits(context, value, year, due=due)
    return Draft(
        position=position,
        origin="table",
        annex=annex,
        number=_first(cells, "number"),
        category=distinct((*headings, *row.headings, *cells.get("category", ()))),
        task=task,
        content=content,
        deadline=_first(cells, "deadline"),
        deadlines=tuple(found),
        responsible=tuple([value for _, value in columns]),
        responsibilities=units(context, columns),
        progress=_first(cells, "progress"),
        status_cell=_first(cells, "status"),
        other=_others(grid, row, spare),
    )


def _first(cells: dict[str, list[Value]], role: str) -> Value | None:
    found = cells.get(role)
    return found[0] if found else None


def _task_and_content(cells: dict[str, list[Value]]) -> tuple[Value | None, Value | None, list[Value]]:
    """The task and its content; where a table has only 主要内容, that is the task; further prose goes to `other`."""
    tasks, contents = cells.get("task", []), cells.get("content", [])
    if not tasks and not contents:
        return None, None, []
    if not tasks:
        return contents[0], next(iter(contents[1:]), None), contents[2:]
    if not contents and len(tasks) > 1:
        return tasks[0], tasks[1], tasks[2:]
    return tasks[0], next(iter(contents), None), [*tasks[1:], *contents[1:]]


def distinct(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values, each reading once."""
    if len(values) < 2:
        return values
    seen: dict[str, Value] = {}
    for value in values:
        seen.setdefault(value.reading, value)
    return tuple(seen.values())


def _as_planned(context: Context) -> Context:
    """By what day a progress report's tasks are read: 4月开工 in a report of October is the plan's word, not past."""
    return context._replace(issued=dt.date(context.issued.year, 1, 1)) if context.issued else context


def limits(
    context: Context, value: Value, year: tuple[int, YearFrom] | None, *, prose: bool, due: bool = False
) -> list[Deadline]:
    """The limits that a value's words say; ``due`` where a name before them says that a day is the last one."""
    found = scan_value(context.text, value, partial(scan_deadlines, issued=context.issued, year=year, prose=prose))
    return [_by_the_day(found[0])] if due and len(found) == 1 and found[0].precision == "day" else found


def _by_the_day(limit: Deadline) -> Deadline:
    """完成时限: 6月30日. The name says what 6月30日完成 says."""
    if limit.kind != "within" or limit.date_from != limit.date_to or limit.date_to is None:
        return limit
    return msgspec.structs.replace(limit, kind="by", date_from=None, edtf=f"/{limit.date_to.isoformat()}")


def _cell_limits(context: Context, value: Value, year: tuple[int, YearFrom] | None, *, due: bool) -> list[Deadline]:
    """The limits of a 时限 cell; one that says the same words as an earlier cell of the circular says the same."""
    key = (context.text.folded[value.start : value.end], year, due)
    known = context.cells.get(key)
    if known is None:
        found = limits(context, value, year, prose=False, due=due)
        context.cells[key] = (value.start, found)
        return found
    by = value.start - known[0]
    if any(limit.parts for limit in known[1]):
        return limits(context, value, year, prose=False, due=due)
    raw = context.text.raw
    moved = []
    for limit in known[1]:
        start, end = limit.start + by, limit.end + by
        moved.append(msgspec.structs.replace(limit, text=raw[start:end], start=start, end=end))
    return moved


def units(context: Context, columns: Sequence[tuple[str, Value]]) -> tuple[Responsibility, ...]:
    """The units of every unit column, numbered through in the order of print."""
    if not columns:
        return ()
    found: list[Responsibility] = []
    first_leads = context.rules.first_leads and all(role == "responsible" for role, _ in columns)
    for role, value in columns:
        scan = partial(
            scan_units, role=_ROLES[role], first_leads=first_leads,
            alone=context.rules.alone, issuer=context.issuer, issued=context.issued,
        )  # fmt: skip
        found += scan_value(context.text, value, scan)
    if len(columns) > 1:
        found = [msgspec.structs.replace(u, order=n) if u.order != n else u for n, u in enumerate(found, 1)]
    return tuple(ruled(context.text, context.rules, found, ordered=first_leads))


_SINGLE = frozenset({"number", "deadline", "progress", "status"})
_WITHOUT_FIELD = frozenset({"person", "remark", "other"})


def _others(grid: Grid, row: Row, spare: Sequence[Value]) -> tuple[OtherCell, ...]:
    """Every cell that has no field of its own, with its header."""
    seen: set[str] = set()
    found: list[OtherCell] = []
    for (header, role), value in zip(grid.columns, row.cells, strict=True):
        if value is None:
            continue
        again = role in _SINGLE and role in seen
        if role in _WITHOUT_FIELD or again or (spare and any(value is cell for cell in spare)):
            found.append(OtherCell(header=header, value=value))
        seen.add(role)
    return tuple(found)


def judge(rows: Sequence[Draft], mentions: Sequence[Mention]) -> dict[int, Mention]:
    """What the body says of each row, by where the row's task begins. Blame outweighs praise; a number that stands on
    several rows means the one that the body names, else none."""
    numbered: dict[int, list[Draft]] = {}
    for row in rows if mentions else ():
        number = plain_number(row.number)
        if number is not None:
            numbered.setdefault(number, []).append(row)
    found: dict[int, Mention] = {}
    for mention in mentions:
        meant = [rows[mention.row]] if mention.row is not None else numbered.get(mention.number or -1, [])
        if len({row.number.start for row in meant if row.number}) > 1:
            meant = [row for row in meant if mention.named and alike(mention.named.text, row.task.reading)]
        for row in meant:
            known = found.get(row.task.start)
            if known is None or (known.verdict == "on_track" and mention.verdict == "lagging"):
                found[row.task.start] = mention
    return found


def finish(context: Context, drafts: Sequence[Draft], mentions: dict[int, Mention]) -> tuple[Task, ...]:
    """Drafts in reading order → Tasks with their ids; ``mentions`` by where a row's task begins."""
    tasks = []
    for ordinal, draft in enumerate(sorted(drafts, key=lambda d: d.position), 1):
        mention = mentions.get(draft.task.start) if draft.origin == "table" else None
        cell = draft.status_cell or draft.progress
        status, status_text = read_status(cell) if cell else (None, None)
        folded = context.text.folded[cell.start : cell.end] if cell else ""
        tasks.append(
            Task(
                task_id=f"{context.circular_id}-{ordinal:04d}",
                row_key=_row_key(context, draft),
                origin=draft.origin,
                complete=context.complete,
                annex=draft.annex,
                number=draft.number,
                category=draft.category,
                task=draft.task,
                content=draft.content,
                deadline=draft.deadline,
                deadlines=draft.deadlines,
                responsible=draft.responsible,
                responsibilities=draft.responsibilities,
                progress=draft.progress,
                status=status,
                status_text=status_text,
                percent=read_percent(folded) if "%" in folded else None,
                verdict=mention.verdict if mention else None,
                verdict_text=mention.words if mention else None,
                other=draft.other,
            )
        )
    return tuple(tasks)


def _row_key(context: Context, draft: Draft) -> str:
    """work_id + annex + printed number, else a digest of the words."""
    if draft.number:
        annex = "-" if draft.annex is None else draft.annex
        return row_key(context.work_id, f"{annex}/{''.join(draft.number.reading.split())}")
    words = plain(draft.task.reading + (draft.content.reading if draft.content else ""))
    return row_key(context.work_id, hashlib.sha256(words.encode()).hexdigest()[:12])
