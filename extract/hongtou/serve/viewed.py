"""A circular as a page shows it: words in the reader's language, values that know their place, a text in segments."""

from __future__ import annotations

from hongtou.model.document import SourceOrigin
from hongtou.model.record import Record
from hongtou.model.vocabulary import Severity
from hongtou.serve.marks import Segment
from hongtou.serve.words import Language

__all__ = ["CircularView", "Fact", "Limit", "Note", "Row", "Shown", "Units", "ViewedUnit"]


class Shown(Record, frozen=True):
    """A value: its anchor on the page, its words, and its place in the text ("" where it has none)."""

    id: str
    text: str
    place: str


class Limit(Record, frozen=True):
    """A limit as printed, the days it means, and what to know of that reading."""

    value: Shown
    meaning: str
    remarks: tuple[str, ...]


class ViewedUnit(Record, frozen=True):
    """A unit: ``value`` says its full name, ``printed`` how the text has it where that is another.

    ``members`` are the units that a collective stands for.
    """

    value: Shown
    printed: str
    members: tuple[str, ...]


class Units(Record, frozen=True):
    """The units of one role; collectives apart from those that are named one by one."""

    role: str
    named: tuple[ViewedUnit, ...]
    collectives: tuple[ViewedUnit, ...]


class Note(Record, frozen=True):
    """A finding; ``place`` is "" where it speaks of the whole."""

    id: str
    severity: Severity
    check: str
    message: str
    language: Language
    """Of the message."""
    place: str


class Fact(Record, frozen=True):
    """A line of the header card; what has no place in the text has no anchor either."""

    label: str
    values: tuple[Shown, ...]


class Row(Record, frozen=True):
    """One task."""

    id: str
    task_id: str
    complete: bool
    number: Shown | None
    category: tuple[Shown, ...]
    task: Shown
    content: Shown | None
    deadline: Shown | None
    limits: tuple[Limit, ...]
    units: tuple[Units, ...]
    progress: Shown | None
    status: str
    status_text: Shown | None
    percent: str
    verdict: str
    verdict_text: Shown | None
    other: tuple[tuple[str, Shown], ...]
    notes: tuple[Note, ...]


class CircularView(Record, frozen=True):
    """All that the page of a circular shows. ``prefix`` sets its anchors apart from another circular's."""

    circular_id: str
    prefix: str
    title: Shown
    number: str
    issued: str
    composed: bool
    complete: bool
    preferred: bool
    origin: SourceOrigin
    address: str
    """Where the original stands, if that is an address of the web; else ""."""
    source: str
    """Publisher, file and page."""
    retrieved: str
    facts: tuple[Fact, ...]
    limits: tuple[Limit, ...]
    standing: tuple[Units, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    kinds: tuple[str, ...]
    """Kinds of marks that the text has, in the order of the legend."""
    segments: tuple[Segment, ...]
