"""The walk through a circular: each part read once, in the order in which later parts need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hongtou._version import __version__
from hongtou.fields.regions import Region
from hongtou.fields.text import fold
from hongtou.fields.unit_names import identities
from hongtou.fields.units import scan_units
from hongtou.model import (
    SCHEMA_VERSION,
    Attachment,
    Block,
    Circular,
    Deadline,
    Document,
    Finding,
    Issuer,
    Reference,
    Responsibility,
    Source,
    Task,
    Value,
)
from hongtou.model.record import Record
from hongtou.parse import findings, identity, inline, report, rules
from hongtou.parse.annexes import Annexes, check_alone, check_listed, read_annexes
from hongtou.parse.blocks import read_blocks
from hongtou.parse.context import Context
from hongtou.parse.damage import check_lost_cells, read_damage
from hongtou.parse.drafts import Draft, RowReader
from hongtou.parse.explained import without_explanation
from hongtou.parse.free import free_deadlines
from hongtou.parse.glosses import without_glosses
from hongtou.parse.grids import Found, read_grids
from hongtou.parse.header import Header, read_header
from hongtou.parse.issuers import in_full, place_of_issuers, read_issuers
from hongtou.parse.lines import Line, Page, read_lines
from hongtou.parse.mentions import Rows
from hongtou.parse.metadata import Metadata, read_metadata
from hongtou.parse.pages import read_pages
from hongtou.parse.passages import passage_draft, with_units_in_cell, without_doubles
from hongtou.parse.references import Place, read_references, task_at
from hongtou.parse.several import check_several
from hongtou.parse.tasks import finish, judge
from hongtou.parse.untitled import no_title
from hongtou.parse.verdicts import Judged, may_name_rows, read_verdicts
from hongtou.parse.years import title_year, undated_year


class _Head(Record, frozen=True):
    """What stands around the body, read before anything in it."""

    page: Page
    metadata: Metadata
    header: Header
    annexes: Annexes
    issuers: tuple[Issuer, ...]
    region: Region | None

    @property
    def title(self) -> Value | None:
        """The order's own words are a masthead: the name of what it issues is its title."""
        return self.header.issued or (self.header.title.value if self.header.title else None)


class _Body(Record, frozen=True):
    """What the tables and the running text give: the tasks, and what the text says of them."""

    found: Sequence[Found]
    running: Sequence[Line]
    """The lines that no table and nothing around the body holds; ``told`` are those that the body ends with."""
    told: list[Line]
    drafts: list[Draft]
    """What the tasks are made of, in the same order: read by the checks, for whom each look at a task costs."""
    tasks: tuple[Task, ...]
    judged: Judged
    reports: bool
    """Whether the title is a report's."""
    notes: list[Finding]
    free: tuple[Deadline, ...]
    """The limits that belong to no task."""
    as_of: dt.date | None
    report_of: str | None


def parse(document: Document) -> Circular:
    """Understand one document; never raises, on any text.

    >>> from hongtou.read import read_text
    >>> circular = parse(read_text("云溪县人民政府关于防汛的通知\\n云政发〔2014〕3号\\n各乡镇人民政府:\\n做好防汛。"))
    >>> circular.genre, circular.document_number.normalized
    ('通知', '云政发〔2014〕3号')
    """
    if plain := without_glosses(document):
        return plain.restored(parse(plain.document), document)
    lines = read_lines(document)
    if len(document.source.files) < 2 and not document.attachments:
        lines = without_explanation(lines)
    head = _read_head(lines, document.attachments)
    page, header = head.page, head.header
    source, complete, notes = _read_whole(document, head)
    context = _context(head, document.source.sha256, complete)
    body = _read_body(head, context)
    notes += body.notes
    notes += _checks(document, head, context, body)
    blocks = read_blocks(page, header, head.metadata, head.annexes, [item.grid for item in body.found])
    region = head.region
    return Circular(
        schema_version=SCHEMA_VERSION,
        hongtou_version=__version__,
        circular_id=context.circular_id,
        work_id=context.work_id,
        preferred=True,
        complete=complete,
        source=source,
        text=page.text.raw,
        blocks=blocks,
        title=head.title,
        genre=header.genre,
        document_number=header.number,
        issuers=head.issuers,
        addressees=header.addressees,
        copied_to=header.copied_to,
        signatures=header.signatures,
        date_issued=header.date_issued,
        date_published=header.date_published,
        as_of=body.as_of,
        report_of=body.report_of,
        region_code=region.code if region else None,
        region=region.name if region else None,
        level=region.level if region else None,
        metadata=head.metadata.entries,
        annexes=head.annexes.titles,
        tasks=body.tasks,
        deadlines=body.free,
        standing_responsibilities=_standing(context, page),
        references=_references(head, blocks, body),
        findings=findings.in_order(notes),
    )


def _read_whole(document: Document, head: _Head) -> tuple[Source, bool, list[Finding]]:
    """Where the circular is from, whether all of it is here, and what is not."""
    source, complete, notes = read_pages(head.page, document)
    if not complete or any(finding.check == "source_truncated" for finding in document.findings):
        return source, False, notes
    missing = check_listed(head.page, head.annexes, document)  # of what is cut it follows
    return source, not missing, notes + missing


def _references(head: _Head, blocks: Sequence[Block], body: _Body) -> tuple[Reference, ...]:
    """The citations outside the page's furniture and its box."""
    skipped = [(block.start, block.end) for block in blocks if block.kind == "noise"]
    skipped += [(entry.value.start, entry.value.end) for entry in head.metadata.entries]

    title = head.title

    def place_of(at: int) -> Place | None:
        in_title = title is not None and title.start <= at < title.end
        return task_at(body.tasks, at) or (Place("title", None) if in_title else None)

    return read_references(head.page.text, head.header.number, skipped, place_of, body.report_of)


def _read_head(page: Page, attachments: Sequence[Attachment]) -> _Head:
    front = page.above(attachments[0].start) if attachments else page
    metadata = read_metadata(front)
    header = read_header(front, metadata)
    issuers = read_issuers(front, header, metadata)
    year = header.date_issued.date.year if header.date_issued and header.date_issued.date else None
    region = place_of_issuers(front, header, metadata, issuers, year)
    annexes = read_annexes(page, header, attachments)
    return _Head(page, metadata, header, annexes, in_full(issuers, region, year), region)


def _context(head: _Head, sha256: str, complete: bool) -> Context:
    header = head.header
    issued = header.date_issued.date if header.date_issued else None
    title = head.title.reading if head.title else None
    issuer = head.issuers[0].unit if head.issuers else None
    place = issuer or (head.region.name if head.region else None)  # whose 市财政局 it is the number may say alone
    return Context(
        text=head.page.text,
        circular_id=identity.circular_id(sha256),
        work_id=identity.work_id(head.region, header.number, issuer, issued, title, head.page.text.raw or sha256),
        complete=complete,
        issued=issued,
        units=identities(place, issued.year if issued else None),
        year=title_year(title, "title") or undated_year(head.page, header, title),
        annex_years=tuple(title_year(annex.reading, "table") for annex in head.annexes.titles),
        rules=rules.read_rules(head.page),
        cells={},
    )


def _read_body(head: _Head, context: Context) -> _Body:
    """The tables first: of what the text says again the table's row is the task."""
    page, header = head.page, head.header
    found, taken = read_grids(page, header, head.annexes, head.metadata)
    drafts, notes = _row_drafts(context, page, found)
    rows = tuple(drafts)
    passed = taken | header.foot | head.annexes.list_lines
    running = [page.lines[i] for i in range(header.body_start, len(page.lines)) if i not in passed]
    passages, differ = without_doubles(_inline_drafts(context, head, running), drafts)
    drafts += passages
    notes += differ
    told = [line for line in running if line.start < page.lines[header.body_end - 1].end] if running else []
    reports = head.title is not None and report.is_report(head.title.reading)
    judged = Judged((), ())
    if rows and (reports or may_name_rows(told)):
        words = [row.task.reading for row in rows] if reports else ()  # only reports call rows by their words
        codes = [fold(n.reading) if (n := row.number) and not n.text.isdecimal() else "" for row in rows]
        named = Rows(words, codes)
        judged = read_verdicts(page, told, named, by_name=reports)
    drafts.sort(key=lambda draft: draft.position)
    tasks = finish(context, drafts, judge(rows, judged.mentions))
    titled = {title.start for title in head.annexes.titles}
    free = free_deadlines(context, [line for line in running if line.start not in titled], drafts)
    if not reports:
        return _Body(found, running, told, drafts, tasks, judged, False, notes, free, None, None)
    as_of = report.day_of_facts(head.title.reading, told, context.issued) if head.title else None
    if day := context.issued or as_of:  # 1-6月, of what has been done
        free = tuple(d for d in free if not (d.kind == "within" and d.date_to and d.date_to <= day))
    reported = report.report_of(page, told, header.number)
    return _Body(found, running, told, drafts, tasks, judged, True, notes, free, as_of, reported)


def _row_drafts(context: Context, page: Page, found: Sequence[Found]) -> tuple[list[Draft], list[Finding]]:
    """The tasks of the tables' rows, and a finding for each row that has no words for one."""
    drafts: list[Draft] = []
    notes: list[Finding] = []
    for item in found:
        reader = RowReader(context, item.grid, item.annex, item.headings)
        for row in item.grid.rows:
            draft = reader.draft(row)
            if draft is not None:
                known = reader.units or draft.responsible
                drafts.append(draft if known else with_units_in_cell(context, page, draft))
            else:
                here = next(value for value in row.cells if value)
                message = f"a row without words for a task is left out: {here.reading[:40]!r}"
                notes.append(findings.finding("ambiguous_table", "warning", message, here))
    return drafts, notes


def _inline_drafts(context: Context, head: _Head, running: Sequence[Line]) -> list[Draft]:
    """The tasks of running text."""
    return [
        passage_draft(context, passage, head.annexes.at(passage.task.start))
        for passage in inline.read_inline(head.page, running, head.header.body_end)
    ]


def _standing(context: Context, page: Page) -> tuple[Responsibility, ...]:
    """The units that a document-wide sentence adds to every task."""
    printed = rules.standing_units(page)
    if printed is None:
        return ()
    return tuple(scan_units(page.text, printed.start, printed.end, known=context.units))


def _checks(document: Document, head: _Head, context: Context, body: _Body) -> list[Finding]:
    page, header = head.page, head.header
    notes = [*document.findings, *header.findings, *body.judged.findings]
    notes += check_alone(page, header, document)
    notes += check_several(page, header)
    notes += read_damage(page, document, header.body_end)
    if head.title is None and page.text.folded.strip():
        notes.append(no_title(page, header.body_start))
    for item in body.found:
        notes += findings.check_rows(item.grid)
        notes += findings.check_conservation(page.text, item.grid)
        notes += check_lost_cells(item.grid)
    notes += findings.check_aside(page.text, [item.grid for item in body.found])
    notes += findings.check_tasks(body.drafts, context.issued, [item.grid.start for item in body.found])
    notes += findings.check_mentions(body.judged.mentions, body.tasks, context.complete)
    for deadline in body.free:
        notes += findings.check_deadline(deadline, context.issued)
    if body.reports and context.complete:
        notes += report.check_total(page, body.told, body.tasks)
    return notes
