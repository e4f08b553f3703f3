"""Circular: what one published circular says, as records. Field by field this is the contract of docs/dataset.md."""

from __future__ import annotations

import datetime as dt

import msgspec
from msgspec import UNSET, UnsetType

from hongtou.model.document import Finding, Source
from hongtou.model.spans import Value
from hongtou.model.vocabulary import (
    Basis,
    BlockKind,
    DeadlineKind,
    Genre,
    Level,
    Origin,
    Part,
    Precision,
    Relation,
    Role,
    Status,
    UnitType,
    Verdict,
    YearFrom,
)

SCHEMA_VERSION = "1.0"


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of the text and what it is. Blocks follow one another and cover every non-blank character."""

    kind: BlockKind
    start: int
    end: int


class Issuer(Value, frozen=True, kw_only=True, gc=False):
    """发文机关. ``unit`` is its full canonical name."""

    unit: str


class DatedValue(Value, frozen=True, kw_only=True, gc=False):
    """A printed date and the day it names; null where it is no day of the calendar."""

    date: dt.date | None


class DocumentNumber(Value, frozen=True, kw_only=True, gc=False):
    """发文字号 (GB/T 9704-2012, 7.2.5): ``normalized`` has 〔〕, Arabic digits, no 第, no blanks, no zero padding.

    ``issuer_code`` is 发文机关代字 (云政办函), ``organ`` and ``number_kind`` its parts where a
    sourced table knows them.
    """

    normalized: str
    issuer_code: str | None
    organ: str | None
    number_kind: str | None
    year: int | None
    serial: int | None


class Reference(DocumentNumber, frozen=True, kw_only=True, gc=False):
    """Another document cited by number. ``title`` is the 《》 the citation belongs to."""

    title: Value | None
    part: Part
    task_id: str | None
    relation: Relation
    target_work_id: str | None


class Metadatum(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of the page's metadata box (索引号, 主题分类, 有效性)."""

    label: Value
    value: Value


class Deadline(Value, frozen=True, kw_only=True, gc=False):
    """A limit, normalised. Dates are inclusive; the word is from the date's first character.

    ``kind`` is null where the phrase sounds like a limit and cannot be read. ``date_to`` is the lenient reading,
    ``date_to_strict`` the other where 前 after a bare month, quarter or year may exclude it. ``edtf`` is ISO 8601-2,
    ``rrule`` RFC 5545, ``duration`` ISO 8601, ``workdays`` 工作日. ``due`` is the day from which one may ask for the
    result; it never means late.
    """

    kind: DeadlineKind | None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    date_to_strict: dt.date | None = None
    due: dt.date | None = None
    precision: Precision | None = None
    edtf: str | None = None
    rrule: str | None = None
    duration: str | None = None
    workdays: int | None = None
    event: str | None = None
    year_from: YearFrom | None = None
    action: str | None = None


class Member(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A unit that a collective stands for; never counted as separately assigned."""

    name: str
    region_code: str | None


class Responsibility(Value, frozen=True, kw_only=True, gc=False):
    """A unit that a task names. ``unit`` is the full canonical name where it can be known, else the printed one.

    ``basis`` says how: printed, rule (a prefix or place put in front), table (an abbreviation looked up).
    """

    unit: str
    basis: Basis
    role: Role
    order: int
    collective: bool
    unit_type: UnitType | None
    region_code: str | None
    aliases: tuple[str, ...]
    members: tuple[Member, ...]


class OtherCell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A further column of a row: nothing in a row is dropped. ``header`` is null for an unnamed column."""

    header: Value | None
    value: Value


class Keyword(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A word of what a task or a circular is about, and its weight: derived, not printed, so it has no place."""

    keyword: str
    weight: float


class Task(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One assigned piece of work: a row of a table, or a passage that names who does it.

    ``keywords`` are there where they were asked for and there are any, the heaviest first.
    """

    task_id: str
    row_key: str
    origin: Origin
    complete: bool
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
    status: Status | None
    status_text: Value | None
    percent: float | None
    verdict: Verdict | None
    verdict_text: Value | None
    other: tuple[OtherCell, ...]
    keywords: tuple[Keyword, ...] | UnsetType = UNSET


class Circular(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One published circular: header, tasks, references and findings, each with its place in ``text``.

    ``keywords`` are there where they were asked for and there are any, the heaviest first.
    """

    schema_version: str
    hongtou_version: str
    circular_id: str
    work_id: str
    preferred: bool
    complete: bool
    source: Source
    text: str
    blocks: tuple[Block, ...]
    title: Value | None
    genre: Genre | None
    document_number: DocumentNumber | None
    issuers: tuple[Issuer, ...]
    addressees: tuple[Value, ...]
    copied_to: tuple[Value, ...]
    signatures: tuple[Value, ...]
    date_issued: DatedValue | None
    date_published: DatedValue | None
    as_of: dt.date | None
    report_of: str | None
    region_code: str | None
    region: str | None
    level: Level | None
    metadata: tuple[Metadatum, ...]
    annexes: tuple[Value, ...]
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    standing_responsibilities: tuple[Responsibility, ...]
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
    keywords: tuple[Keyword, ...] | UnsetType = UNSET
