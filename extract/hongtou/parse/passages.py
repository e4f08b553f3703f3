"""Inline passages → drafts of tasks; what a table says too is not said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hongtou.fields.unit_clauses import is_time
from hongtou.model import Deadline, Finding, Value
from hongtou.parse.assignments import Assignment, find_assignments, unit_stretches
from hongtou.parse.behind import Passage
from hongtou.parse.context import Context, limits, units
from hongtou.parse.drafts import Draft, distinct
from hongtou.parse.findings import finding
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering
from hongtou.parse.over import limits_over

_PARAGRAPH = re.compile(r"[^\n]+")
# What a clause in a bracket must hold to be a limit of its own: (A、B负责,6月底前完成), (A,长期实施).
_LIMIT_SIGN = re.compile(r"[年月日季旬即期持常]")
_CLAUSE = re.compile(r"(?:[应须需]?于|务必于|分别[于在]?|力争|确保)?([^,;。\n()\[\]【】〔〕]+)")

_MARK_LONGEST = 16


def with_units_in_cell(context: Context, page: Page, draft: Draft) -> Draft:
    """A row whose table has no column of units, with those that a bracket or a label in its own words names."""
    found: list[Assignment] = []
    for value in (draft.task, draft.content):
        folded = context.text.folded[value.start : value.end] if value else ""
        if value and ("(" in folded or ":" in folded):
            for part in _PARAGRAPH.finditer(folded):
                line = Line(value.start + part.start(), value.start + part.end(), part[0], "", False)
                found += [one for one in find_assignments(page, line) if one.units]
    if not found:
        return draft
    stretches = [("responsible", part) for one in found for part in unit_stretches(page, one.inner)]
    return replace(draft, responsible=tuple(one.inner for one in found), responsibilities=units(context, stretches))


def passage_draft(context: Context, passage: Passage, annex: int | None) -> Draft:
    """The task of one inline assignment."""
    mark = numbering(context.text.folded[passage.task.start : passage.task.start + _MARK_LONGEST])
    words = context.text.value(passage.task.start + (mark.length if mark else 0), passage.task.end)
    found = limits(context, words, context.year, prose=True, named=passage.units)  # 1.6月30日前 is no 1.6
    printed = [passage.limit] if passage.limit else _limit_clauses(context, passage)
    for value in printed:
        labelled = limits(context, value, context.year, prose=False, due=value is passage.limit)
        found = [
            limit for limit in found if not value.start <= limit.start < value.end and not _repeated(limit, labelled)
        ]
        found += labelled
    if passage.content:
        found += limits(context, passage.content, context.year, prose=True, named=passage.units)
    named = units(context, [("responsible", stretch) for stretch in passage.units])
    categories = distinct(passage.categories)
    return Draft(
        position=passage.task.start,
        origin="inline",
        annex=annex,
        number=None,
        category=categories,
        task=passage.task,
        content=passage.content,
        deadline=None,
        deadlines=tuple(found or limits_over(context, categories, context.year)),
        responsible=(passage.assignment, *passage.more),
        responsibilities=tuple([u for u in named if not any(v.start <= u.start < v.end for v in printed)]),
        progress=passage.progress,
        said=(passage.progress,) if passage.progress else (),
        other=(),
    )


def _repeated(limit: Deadline, labelled: Sequence[Deadline]) -> bool:
    """Whether the label repeats the day of its sentence: 10月1日前到位。(完成时限:2021年10月1日前)."""
    days = (limit.kind, limit.date_from, limit.date_to)
    return limit.due is not None and any(days == (one.kind, one.date_from, one.date_to) for one in labelled)


def _limit_clauses(context: Context, passage: Passage) -> list[Value]:
    """The clauses of an assignment that say a limit and nothing else, also one that no calendar has: 汛期, 随时."""
    folded = context.text.folded
    found = []
    for stretch in passage.units:
        for clause in _CLAUSE.finditer(folded, stretch.start, stretch.end):
            behind = clause.start() > stretch.start and folded[clause.start() - 1] in ",;" and is_time(clause[1])
            if not behind and _LIMIT_SIGN.search(clause[0]) is None:
                continue
            value = context.text.value(clause.start(1), clause.end())
            read = limits(context, value, context.year, prose=False)
            if read and (
                behind or (read[0].kind and (read[0].start <= value.start + 1 or _tells_how_often(value, read[0])))
            ):
                found.append(value)
    return found


def _tells_how_often(value: Value, limit: Deadline) -> bool:
    """整治期间每周不少于2次: no unit's name goes on with a figure behind 每周."""
    return limit.kind == "recurring" and not value.text[limit.end - value.start :].isalpha()


_NUMBERING = re.compile(
    r"^[\s(（]*[\d一二三四五六七八九十百①-⒛]{1,4}[\s)）、.．]+(?:第[\d一二三四五六七八九十百]{1,4}项(?:任务|工作)?)?"
)
"""(一), and the number that a report calls a row by: (一)第2项“农村改厕”."""
_WORDS = re.compile(r"[^\u3007\u3400-\u9fffA-Za-z0-9]+")
_KEY = 6
_HELD = 0.8  # how much of the passage the row's words must make up


_Said = dict[str, dict[str, list[Draft]]]
"""Rows by their words, and these by their first few."""


def without_doubles(passages: Sequence[Draft], rows: Sequence[Draft]) -> tuple[list[Draft], list[Finding]]:
    """The passages that no row of a table says too, for the row says it with all its columns; and a finding for each
    of the others that names units which no such row has.
    """
    said: _Said = {}
    for row in rows if passages else ():
        for value in (row.task, row.content):
            if value:
                words = _bare(value)
                said.setdefault(words[:_KEY], {}).setdefault(words, []).append(row)
    kept: list[Draft] = []
    notes: list[Finding] = []
    for draft in passages:
        same = _saying(_bare(draft.task), said) if said else []
        if same:
            notes += _units_differ(draft, same)
        else:
            kept.append(draft)
    return kept, notes


def _saying(words: str, said: _Said) -> list[Draft]:
    """The rows that have these words, or nearly all of them."""
    rows = said.get(words[:_KEY], {})
    if words in rows:
        return rows[words]
    return next((same for row, same in rows.items() if words.startswith(row) and len(row) >= _HELD * len(words)), [])


def _units_differ(passage: Draft, rows: Sequence[Draft]) -> Iterator[Finding]:
    listed = {unit.unit for row in rows for unit in row.responsibilities}
    if missing := [unit.reading for unit in passage.responsibilities if unit.unit not in listed]:
        printed = rows[0].task.reading[:30]
        message = (
            f"the body names {'、'.join(missing)} for the row {printed!r}, the table does not; the row's are taken"
        )
        yield finding("row_units_differ", "warning", message, passage.responsible[0])


def _bare(value: Value) -> str:
    return _WORDS.sub("", _NUMBERING.sub("", value.reading))
