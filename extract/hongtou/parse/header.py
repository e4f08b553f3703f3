"""The head and foot of a circular: title, number, addressees, signature, dates, copies.

GB/T 9704-2012 (7.2-7.4) and its forerunner of 1999 give the order: number, title, 主送机关, body, 附件说明, signature,
成文日期, 附注, 抄送. A page may print them twice or leave some to its metadata box.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hongtou.fields.dates import scan_dates
from hongtou.fields.genres import genre_of
from hongtou.fields.numbers import scan_numbers
from hongtou.model import DatedValue, DocumentNumber, Finding, Value
from hongtou.model.vocabulary import Genre
from hongtou.parse.addressees import addressee_line, split_units
from hongtou.parse.foot import Foot, is_date_line, read_foot
from hongtou.parse.lines import Line, Page
from hongtou.parse.metadata import Metadata
from hongtou.parse.title import Title, find_title

_FARTHEST = 60
_BLANK_OR_BRACKET = re.compile(r"[\s()（）\[\]【】〔〕:：]+")


class Header(NamedTuple):
    """What the head and foot say, and where the body stands: lines[body_start:body_end]."""

    title: Title | None
    genre: Genre | None
    number: DocumentNumber | None
    addressees: tuple[Value, ...]
    signatures: tuple[Value, ...]
    copied_to: tuple[Value, ...]
    date_issued: DatedValue | None
    date_published: DatedValue | None
    body_start: int
    body_end: int
    foot: frozenset[int]
    """Lines of the foot: signature, date, copies, printing."""
    findings: tuple[Finding, ...]


def read_header(page: Page, metadata: Metadata) -> Header:
    """Read everything around the body."""
    lines = page.lines
    numbers = [_number_line(page, line) if index < _FARTHEST else None for index, line in enumerate(lines)]
    addressee = addressee_line(lines)
    boxed = metadata.find("title")
    boxed_lines = _boxed_lines(page, metadata)
    is_number = [number is not None or index in boxed_lines for index, number in enumerate(numbers)]
    title = find_title(page, boxed, is_number, addressee)
    number = _own_number(page, metadata, title, numbers)
    head_end = _head_end(lines, title, addressee, numbers)
    foot = read_foot(page, head_end)
    above = _date_above(page, title, head_end)
    boxed_date = _boxed_date(page, metadata, "date_issued")
    date = foot.date or above or boxed_date
    findings = list(_date_findings(page, foot, boxed_date))
    addressees = split_units(page, lines[addressee]) if addressee is not None else ()
    value = title.value if title else boxed
    return Header(
        title=title or (Title(boxed, -1, -1) if boxed else None),
        genre=genre_of(value.reading) if value else None,
        number=number,
        addressees=addressees,
        signatures=foot.signatures,
        copied_to=foot.copied_to,
        date_issued=date,
        date_published=_boxed_date(page, metadata, "date_published"),
        body_start=head_end,
        body_end=foot.body_end,
        foot=foot.lines,
        findings=tuple(findings),
    )


def _boxed_lines(page: Page, metadata: Metadata) -> frozenset[int]:
    """The lines (by index among lines) that the metadata box fills."""
    found, line = set(), 0
    for index, item in enumerate(page.items):
        if isinstance(item, Line):
            if index in metadata.items:
                found.add(line)
            line += 1
    return frozenset(found)


def _number_line(page: Page, line: Line) -> DocumentNumber | None:
    """The document number that is all a line says."""
    if len(line.words) > 60 or "号" not in line.words:
        return None
    found = scan_numbers(page.text, line.start, line.end)
    if len(found) != 1:
        return None
    number = found[0]
    folded = page.text.folded
    rest = folded[line.start : number.start] + folded[number.end : line.end]
    return number if not _BLANK_OR_BRACKET.sub("", rest) else None


def _own_number(
    page: Page, metadata: Metadata, title: Title | None, numbers: list[DocumentNumber | None]
) -> DocumentNumber | None:
    """Under the title, in brackets at its end, above it, then the metadata box."""
    if title:
        inside = scan_numbers(page.text, title.value.start, title.value.end)
        if inside and title.value.end - inside[-1].end <= 2:
            return inside[-1]
        near = [*range(title.last + 1, title.last + 4), *range(title.first - 1, max(-1, title.first - 4), -1)]
        for index in near:
            number: DocumentNumber | None = numbers[index] if 0 <= index < len(numbers) else None
            if number:
                return number
    boxed = metadata.find("document_number")
    if boxed:
        found = scan_numbers(page.text, boxed.start, boxed.end)
        if found:
            return found[0]
    return next((number for number in numbers if number), None)


def _head_end(
    lines: tuple[Line, ...], title: Title | None, addressee: int | None, numbers: list[DocumentNumber | None]
) -> int:
    """The first line of the body."""
    if addressee is not None:
        return addressee + 1
    index = title.last + 1 if title else 0
    while index < len(lines) and (
        lines[index].noise or numbers[index] or (len(lines[index].words) < 40 and is_date_line(lines[index].words))
    ):
        index += 1
    return index


def _date_above(page: Page, title: Title | None, head_end: int) -> DatedValue | None:
    """A date alone between the title and the body, as decisions and old pages print it."""
    if not title:
        return None
    for line in page.lines[title.last + 1 : head_end]:
        if is_date_line(line.words):
            dates = scan_dates(page.text, line.start, line.end)
            return dates[0] if dates else None
    return None


def _boxed_date(page: Page, metadata: Metadata, field: str) -> DatedValue | None:
    value = metadata.find(field)
    dates = scan_dates(page.text, value.start, value.end) if value else []
    return dates[0] if dates else None


def _date_findings(page: Page, foot: Foot, boxed: DatedValue | None) -> list[Finding]:
    if foot.date and boxed and foot.date.date and boxed.date and foot.date.date != boxed.date:
        message = f"the signature is dated {foot.date.date}, the metadata box says {boxed.date}; the signature is taken"
        return [
            Finding(
                check="date_disagreement", severity="warning", message=message, start=foot.date.start, end=foot.date.end
            )
        ]
    if foot.date and foot.date.date is None:
        message = f"the printed date {foot.date.text!r} is no day of the calendar"
        return [
            Finding(check="unread_date", severity="warning", message=message, start=foot.date.start, end=foot.date.end)
        ]
    return []
