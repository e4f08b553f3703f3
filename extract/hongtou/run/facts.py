"""The small facts of a record: all that is asked of it before the dataset is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hongtou.fields.text import plain
from hongtou.model import Circular, Document, Source
from hongtou.run.failure import reason
from hongtou.run.known import Known, known
from hongtou.run.pages import Page, page
from hongtou.run.sql import mark

if TYPE_CHECKING:
    from hongtou.run.reading import Read


class Work(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Which work a record is, how good a copy of it, and what it cites."""

    work_id: str
    print: str | None
    """Issuers, date and title, where all are there: by these a copy that lost its number finds its work."""
    number: str | None
    coded: bool
    """Whether the number names its issuer."""
    place: str
    cites: tuple[str, ...]
    read: bool
    """False where it stands for a document that gave nothing."""
    complete: bool
    tasks: int


class Facts(msgspec.Struct, array_like=True, frozen=True):
    """What is kept of a record beside the record."""

    source: Source
    columns: dict[str, str]
    work: Work
    known: Known | None
    """None of a document that could not be read."""
    page: Page | None
    tail: str = ""
    """What stands behind the name of its file in its path: "#3" of a row."""
    row: bool = False
    lacking: str = ""
    lasting: bool = True
    """Whether a later run may use the record again: nothing failed that another try could mend."""


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Facts)
_SOURCE = msgspec.msgpack.Decoder(Source)

_COLUMNS = {
    "source": "BLOB", "work": "TEXT", "print": "INT", "number": "TEXT", "coded": "INT", "place": "TEXT",
    "unread": "INT", "distance": "INT", "incomplete": "INT", "tasks": "INT", "cites": "BLOB",
}  # fmt: skip
COLUMNS = ", ".join(_COLUMNS)
"""What ties a record to others as columns of a table: what :func:`cells` gives."""
DECLARED = ", ".join(map(" ".join, _COLUMNS.items()))
"""The same with their types."""
_DISTANCES = {"official": 0, "unknown": 1, "republished": 2}
"""How far a source is from the issuer's own site."""


def facts_of(one: Read, name: str) -> Facts:
    """The facts of a record that was read alone, from the file of that name."""
    circular, document = one.circular, one.document
    return Facts(
        source=circular.source,
        columns=dict(one.columns),
        work=work_of(circular),
        known=None if document is None else known(circular, document),
        page=None if document is None else page(circular, document),
        tail=circular.source.path.removeprefix(name),
        row=one.row,
        lacking=one.lacking,
        lasting=one.lasting and _lasts(circular, document),
    )


def facts_of_whole(circular: Circular) -> Facts:
    """The facts of a record that several files are."""
    return Facts(source=circular.source, columns={}, work=work_of(circular), known=None, page=None)


def encoded(facts: Facts) -> bytes:
    """The facts as bytes."""
    return _ENCODER.encode(facts)


def decoded(data: bytes) -> Facts:
    """What :func:`encoded` gave."""
    return _DECODER.decode(data)


def cells(source: Source, work: Work) -> tuple[Any, ...]:
    """What ties a record to others, as :data:`COLUMNS` have it."""
    return (
        _ENCODER.encode(source), work.work_id, mark(work.print) if work.print else None, work.number, work.coded,
        work.place, not work.read, _DISTANCES[source.origin], not work.complete, work.tasks,
        _ENCODER.encode(work.cites),
    )  # fmt: skip


def source_of(data: bytes) -> Source:
    """The source in the first of :data:`COLUMNS`."""
    return _SOURCE.decode(data)


def _lasts(circular: Circular, document: Document | None) -> bool:
    """A helper may be installed, a slow day may pass: what failed is tried again."""
    return document is not None and all(
        finding.severity != "error" and finding.check != "missing_helper" for finding in circular.findings
    )


def work_of(circular: Circular) -> Work:
    """The work that a circular is."""
    number = circular.document_number
    return Work(
        work_id=circular.work_id,
        print=_print_of(circular),
        number=number.normalized if number else None,
        coded=bool(number and number.issuer_code),
        place=circular.region_code or circular.region or "",
        cites=tuple(dict.fromkeys(reference.normalized for reference in circular.references)),
        read=reason(circular) is None,
        complete=circular.complete,
        tasks=len(circular.tasks),
    )


def _print_of(circular: Circular) -> str | None:
    issued = circular.date_issued
    if not (circular.title and circular.issuers and issued and issued.date):
        return None
    issuers = plain("".join(issuer.unit for issuer in circular.issuers))
    return "\n".join((issuers, issued.date.isoformat(), plain(circular.title.reading)))
