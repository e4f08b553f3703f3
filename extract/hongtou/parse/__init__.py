"""Document → Circular: pure, no file, no clock.

:func:`parse` walks the rooms of a circular once: metadata box, head and foot, annexes, tables (tagged or flattened),
inline assignments, verdicts, references; each gives values with spans, and findings for what it doubts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import regex

from hongtou._version import __version__
from hongtou.data import load_toml
from hongtou.fields.deadlines import scan_deadlines
from hongtou.fields.regions import find_region
from hongtou.fields.units import scan_units
from hongtou.model import SCHEMA_VERSION, Circular, Deadline, Document, Finding, Source, Task, Value
from hongtou.parse import blocks, findings, identity, inline, report
from hongtou.parse.annexes import Annexes, read_annexes
from hongtou.parse.grid import Grid
from hongtou.parse.header import Header, read_header
from hongtou.parse.issuers import read_issuers
from hongtou.parse.lines import Line, Page, read_lines
from hongtou.parse.linear import read_linear
from hongtou.parse.metadata import Metadata, read_metadata
from hongtou.parse.numbering import numbering
from hongtou.parse.references import Place, read_references, task_places
from hongtou.parse.tables import read_table
from hongtou.parse.tasks import Context, Draft, finish, passage_draft, row_draft, title_year
from hongtou.parse.verdicts import Judged, read_verdicts

__all__ = ["parse"]

_PAGES = regex.compile(r"第\s*\[?\s*(\d{1,4})\s*\]?\s*页\s*[,/]?\s*共\s*\[?\s*(\d{1,4})\s*\]?\s*页")


class _Found(NamedTuple):
    """A grid with its annex and the headings printed over it."""

    grid: Grid
    annex: int | None
    headings: tuple[Value, ...]


def parse(document: Document) -> Circular:
    """Understand one document; never raises on any text."""
    page = read_lines(document)
    metadata = read_metadata(page)
    header = read_header(page, metadata)
    annexes = read_annexes(page, header)
    found, taken = _grids(page, header, annexes, metadata)
    source, complete, notes = _source(page, document.source)
    context = _context(page, document, header, metadata, annexes, complete)
    drafts = _table_drafts(context, found)
    drafts += _inline_drafts(context, page, header, annexes, taken)
    body = [line for index, line in enumerate(page.lines) if header.body_start <= index < header.body_end and index not in taken]
    judged = read_verdicts(page, body) if any(draft.origin == "table" for draft in drafts) else Judged((), ())
    tasks = finish(context, drafts, {str(mention.number): mention for mention in judged.mentions})
    notes += [*document.findings, *header.findings, *judged.findings]
    notes += _checks(page, context, found, tasks, judged)
    return _circular(page, document, context, header, metadata, annexes, [f.grid for f in found], tasks, body, source, notes)


def _grids(page: Page, header: Header, annexes: Annexes, metadata: Metadata) -> tuple[list[_Found], frozenset[int]]:
    """Every table that assigns work, tagged or flattened, in order; and the lines that flattened ones fill."""
    found: list[_Found] = []
    before: Grid | None = None
    line_index = 0
    previous_end = header.body_start
    gap = False
    for index, item in enumerate(page.items):
        if isinstance(item, Line):
            line_index += 1
            gap = gap or (not item.noise and len(item.words) > 0)
            continue
        if index in metadata.items:
            continue
        grid = read_table(page.text, item, None if gap else before)
        if grid and grid.assigns_work:
            headings = _headings_above(page, previous_end, line_index)
            if before and not gap and found:
                headings = found[-1].headings
            found.append(_Found(grid, annexes.at(line_index - 1) if line_index else None, headings))
        before, gap, previous_end = grid, False, line_index
    taken: set[int] = set()
    for grid, first, last in read_linear(page, header.body_start, frozenset(start for start, _ in annexes.starts)):
        if grid.assigns_work:
            found.append(_Found(grid, annexes.at(first), _headings_above(page, max(header.body_start, first - 3), first)))
            taken.update(range(first, last + 1))
    found.sort(key=lambda f: f.grid.start)
    return found, frozenset(taken)


def _headings_above(page: Page, first: int, last: int) -> tuple[Value, ...]:
    """Numbered headings right above a table ("一、县城任务" between the annex's title and its table)."""
    values: list[Value] = []
    for line in reversed(page.lines[first:last]):
        if line.noise:
            continue
        mark = numbering(line.words)
        if mark is None or mark.rank > 2 or len(line.words) > 40 or "。" in line.words or line.words[-1] in ":;":
            break
        values.append(page.text.value(line.start, line.end))
    return tuple(reversed(values))


def _source(page: Page, source: Source) -> tuple[Source, bool, list[Finding]]:
    """The page numbers that a republisher printed, and whether anything says that text is missing."""
    notes: list[Finding] = []
    match = _PAGES.search(page.text.folded)
    if match:
        number, count = int(match[1]), int(match[2])
        source = msgspec.structs.replace(source, page=number, page_count=count)
        if count > 1:
            message = f"this is page {number} of {count}; the other pages are not here"
            notes.append(Finding(check="source_truncated", severity="warning", message=message, start=match.start(), end=match.end()))
    if not notes:
        for pattern in load_toml("furniture.toml")["truncated"]:
            said = regex.search(pattern, page.text.folded)
            if said:
                message = f"the page says that it shows only a part: {said[0]!r}"
                notes.append(Finding(check="source_truncated", severity="warning", message=message, start=said.start(), end=said.end()))
                break
    if not page.text.raw.strip():
        notes.append(Finding(check="empty_document", severity="error", message="the document holds no text"))
    return source, not notes, notes


def _context(
    page: Page, document: Document, header: Header, metadata: Metadata, annexes: Annexes, complete: bool
) -> Context:
    issuers = read_issuers(page.text, header, metadata)
    issued = header.date_issued.date if header.date_issued else None
    title = header.title.value.reading if header.title else None
    issuer = issuers[0].unit if issuers else None
    code = header.number.issuer_code if header.number else None
    region = find_region(issuer, year=issued.year if issued else None, number_code=code)
    return Context(
        text=page.text,
        circular_id=identity.circular_id(document.source.sha256),
        work_id=identity.work_id(region.code if region else None, header.number, issuer, issued, title),
        complete=complete,
        issued=issued,
        issuer=issuer,
        year=title_year(title, "title"),
        rules=inline.read_rules(page),
        annexes=annexes.titles,
    )


def _table_drafts(context: Context, found: Sequence[_Found]) -> list[Draft]:
    drafts = []
    for grid, annex, headings in found:
        for row in grid.rows:
            draft = row_draft(context, grid, row, annex, headings)
            if draft:
                drafts.append(draft)
    return drafts


def _inline_drafts(
    context: Context, page: Page, header: Header, annexes: Annexes, taken: frozenset[int]
) -> list[Draft]:
    lines = [
        line
        for index, line in enumerate(page.lines)
        if index >= header.body_start and index not in taken and index not in header.foot and index not in annexes.list_lines
    ]
    at = {line.start: index for index, line in enumerate(page.lines)}
    starts = sorted(at)
    drafts = []
    for passage in inline.read_inline(page, lines):
        line = next((at[s] for s in reversed(starts) if s <= passage.task.start), 0)
        drafts.append(passage_draft(context, passage, annexes.at(line)))
    return drafts


def _checks(
    page: Page, context: Context, found: Sequence[_Found], tasks: tuple[Task, ...], judged: Judged
) -> list[Finding]:
    notes: list[Finding] = []
    for grid, _, _ in found:
        for row in grid.rows:
            notes += findings.check_row(grid, row)
        notes += findings.check_conservation(page.text, grid)
    notes += findings.check_tasks(tasks, context.issued)
    notes += findings.check_mentions(judged.mentions, tasks, context.complete)
    return notes


def _circular(
    page: Page,
    document: Document,
    context: Context,
    header: Header,
    metadata: Metadata,
    annexes: Annexes,
    grids: list[Grid],
    tasks: tuple[Task, ...],
    body: Sequence[Line],
    source: Source,
    notes: list[Finding],
) -> Circular:
    text = page.text
    title = header.title.value if header.title else None
    if title is None and text.raw.strip():
        notes.append(Finding(check="no_title", severity="warning", message="no line reads as a title"))
    issuers = read_issuers(text, header, metadata)
    region = find_region(
        context.issuer,
        year=context.issued.year if context.issued else None,
        number_code=header.number.issuer_code if header.number else None,
    )
    reports = title is not None and report.is_report(title.reading)
    reported = report.report_of(page, list(body), header.number) if reports else None
    all_blocks = blocks.read_blocks(page, header, metadata, annexes, grids)
    deadlines = _free_deadlines(context, body, tasks)
    for deadline in deadlines:
        notes += findings.check_deadline(deadline, context.issued)
    skipped = [(b.start, b.end) for b in all_blocks if b.kind == "noise"]
    skipped += [(entry.value.start, entry.value.end) for entry in metadata.entries]
    places = task_places(tasks)
    if title:
        places.append(Place(title.start, title.end, "title", None))
    standing = inline.standing_units(page)
    return Circular(
        schema_version=SCHEMA_VERSION,
        hongtou_version=__version__,
        circular_id=context.circular_id,
        work_id=context.work_id,
        preferred=True,
        complete=context.complete,
        source=source,
        text=text.raw,
        blocks=all_blocks,
        title=title,
        genre=header.genre,
        document_number=header.number,
        issuers=issuers,
        addressees=header.addressees,
        copied_to=header.copied_to,
        signatures=header.signatures,
        date_issued=header.date_issued,
        date_published=header.date_published,
        as_of=report.as_of(title.reading, context.issued) if reports and title else None,
        report_of=reported,
        region_code=region.code if region else None,
        region=region.name if region else None,
        level=region.level if region else None,
        metadata=metadata.entries,
        annexes=annexes.titles,
        tasks=tasks,
        deadlines=deadlines,
        standing_responsibilities=tuple(
            scan_units(text, standing.start, standing.end, issuer=context.issuer, issued=context.issued)
        )
        if standing
        else (),
        references=read_references(text, header.number, skipped, places, reported),
        findings=tuple(sorted(notes, key=lambda n: (n.start if n.start is not None else -1, n.check, n.message))),
    )


def _free_deadlines(context: Context, body: Sequence[Line], tasks: Sequence[Task]) -> tuple[Deadline, ...]:
    """Limits of the body that stand in no task."""
    held = [(task.task.start, task.task.end) for task in tasks if task.origin == "inline"]
    held += [(value.start, value.end) for task in tasks if task.origin == "inline" for value in task.responsible]
    found: list[Deadline] = []
    for line in body:
        if line.noise:
            continue
        for deadline in scan_deadlines(
            context.text, line.start, line.end, issued=context.issued, year=context.year, prose=True
        ):
            if not any(start <= deadline.start < end for start, end in held):
                found.append(deadline)
    return tuple(found)
