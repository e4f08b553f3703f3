"""The head and foot of a circular: title, number, addressees, signature, dates, copies.

GB/T 9704-2012 (7.2-7.4) and its forerunner of 1999 give the order: number, title, 主送机关, body, 附件说明, signature,
成文日期, 附注, 抄送. A page may print them twice or leave some to its metadata box.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from hongtou.fields.dates import scan_dates
from hongtou.fields.genres import genre_of
from hongtou.fields.numbers import scan_numbers
from hongtou.model import DatedValue, DocumentNumber, Finding, Value
from hongtou.model.vocabulary import Genre
from hongtou.parse.lines import Line, Page
from hongtou.parse.metadata import Metadata
from hongtou.parse.title import Title, find_title, is_organ

_FARTHEST = 60
_BLANK_OR_BRACKET = regex.compile(r"[\s()（）\[\]【】〔〕:：]+")
_SEPARATORS = regex.compile(r"[、,;]")
_COPIED = regex.compile(r"抄\s*(?:送|报|发)\s*[:：]\s*")
_PRINTED = regex.compile(r"印发\s*$|印$")
_PLACE = regex.compile(r"[省市县区州盟旗镇乡国]|中央|自治")
_HAN_ONLY = regex.compile(r"[\p{Han}“”]{4,30}")


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
    addressee = _addressee_line(lines)
    boxed = metadata.find("title")
    boxed_lines = _boxed_lines(page, metadata)
    is_number = [number is not None or index in boxed_lines for index, number in enumerate(numbers)]
    title = find_title(page, boxed, is_number, addressee)
    number = _own_number(page, metadata, title, numbers)
    head_end = _head_end(lines, title, addressee, numbers)
    foot = _read_foot(page, head_end)
    above = _date_above(page, title, head_end)
    boxed_date = _boxed_date(page, metadata, "date_issued")
    date = foot.date or above or boxed_date
    findings = list(_date_findings(page, foot, boxed_date))
    addressees = _split(page, lines[addressee]) if addressee is not None else ()
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


def _addressee_line(lines: tuple[Line, ...]) -> int | None:
    """The first line that ends in a colon and names whom the circular speaks to."""
    for index, line in enumerate(lines[:_FARTHEST]):
        words = line.words
        if line.noise or not words.endswith(":") or len(words) > 400 or any(c in words for c in "。;《"):
            continue
        names = [name for name in _SEPARATORS.split(words[:-1]) if name.strip()]
        if (
            names
            and _is_addressee(names[-1].replace(" ", ""))
            and all(_NAME.fullmatch(name.replace(" ", "")) for name in names)
        ):
            return index
    return None


_NAME = regex.compile(r"[\p{Han}()〔〕\[\]·“”A-Za-z]{1,40}")
_ADDRESSEE = regex.compile(
    r"[\p{Han}()〔〕\[\]·“”A-Za-z]{1,40}?"
    r"(?:政府|部门|机构|单位|省|厅|局|委|部|院|会|室|处|署|行|社|公司|集团|中心|企业|学校|大学|学院|医院|镇|乡|县|市|区|办|旗|州|组|队|站|所|园|总部|代表|委员|同志)"
    r"(?:\(.{1,20}\)|〔.{1,20}〕)?"
)
_NOT_ADDRESSEE = regex.compile(
    r"附件|通知如下|如下|单位$(?<=责任单位)|(?:责任|牵头|配合|主办|承办)(?:单位|部门)$|^(?:[一二三四五六七八九十]+、|\d)"
)


def _is_addressee(name: str) -> bool:
    return _ADDRESSEE.fullmatch(name) is not None and _NOT_ADDRESSEE.search(name) is None


def _split(page: Page, line: Line) -> tuple[Value, ...]:
    """The units of an addressee line, split at 、,; outside brackets."""
    folded, found, depth, left = page.text.folded, [], 0, line.start
    for at in range(line.start, line.end):
        c = folded[at]
        depth += (c in "([〔【") - (c in ")]〕】")
        if c in "、,;:" and depth <= 0:
            found.append(page.text.value(left, at))
            left = at + 1
    found.append(page.text.value(left, line.end))
    return tuple(value for value in found if value.text)


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
            number = numbers[index] if 0 <= index < len(numbers) else None
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
        lines[index].noise or numbers[index] or (len(lines[index].words) < 40 and _is_date_line(lines[index].words))
    ):
        index += 1
    return index


class _Foot(NamedTuple):
    signatures: tuple[Value, ...]
    date: DatedValue | None
    copied_to: tuple[Value, ...]
    body_end: int
    lines: frozenset[int]


_DATE_LINE = regex.compile(
    r"[\d〇零一二三四五六七八九O]{4}年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十廿]{1,4}日?)?"
)


def _is_date_line(words: str) -> bool:
    bare = _BLANK_OR_BRACKET.sub("", words)
    return len(bare) <= 20 and _DATE_LINE.fullmatch(bare) is not None


def _read_foot(page: Page, start: int) -> _Foot:
    """The first date that stands alone after the body began, the signature above it, the copies and printing below."""
    lines = page.lines
    used: set[int] = set()
    copied: tuple[Value, ...] = ()
    date: DatedValue | None = None
    signatures: list[Value] = []
    body_end = len(lines)
    for index in range(start, len(lines)):
        line = lines[index]
        if line.noise:
            continue
        if date is None and body_end == len(lines) and len(line.words) <= 60 and line.words[:1] not in "附":
            if _is_date_line(line.words):
                dates = scan_dates(page.text, line.start, line.end)
                date = dates[0] if dates else None
                top = _signature_top(lines, index, start)
                signatures = [value for row in lines[top:index] for value in _signature(page, row)]
                if signatures and _broken_signature(lines, top, start):
                    signatures[0] = page.joined(top - 1, top)
                    top -= 1
                used.update(range(top, index + 1))
                body_end = top
                continue
            closing = _closing(page, line)
            if closing:
                signature, date = closing
                signatures, body_end = [signature], index
                used.add(index)
                continue
        match = _COPIED.match(line.words)
        if match and not copied:
            offset = line.end - len(page.text.folded[line.start : line.end].lstrip()) + match.end()
            copied = _split(page, line._replace(start=offset))
            used.add(index)
        elif body_end < len(lines) and index <= body_end + 12 and _PRINTED.search(line.words) and len(line.words) < 60:
            used.add(index)
    return _Foot(tuple(signatures), date, copied, body_end, frozenset(used))


def _signature_top(lines: tuple[Line, ...], date: int, start: int) -> int:
    top = date
    while top > start and date - top < 8:
        line = lines[top - 1]
        names = line.words.split()
        if line.noise or not names or not (is_organ(line.words) or all(is_organ(name) for name in names)):
            break
        top -= 1
    return top


def _broken_signature(lines: tuple[Line, ...], top: int, start: int) -> bool:
    """Whether the signature's first line goes on from the line above: no place opens it, and the two are one name."""
    if top >= len(lines) or top <= start or _PLACE.search(lines[top].words[:8]):
        return False
    above = lines[top - 1]
    return (
        not above.noise
        and _HAN_ONLY.fullmatch(above.words) is not None
        and _PLACE.search(above.words[:8]) is not None
        and is_organ(above.words + lines[top].words)
    )


def _signature(page: Page, line: Line) -> list[Value]:
    """One value, or several where blanks part whole names ("国务院  中央军委")."""
    folded = page.text.folded
    names = list(regex.finditer(r"[^ ]+", folded[line.start : line.end]))
    if len(names) > 1 and all(is_organ(name[0]) or name[0] == "国务院" for name in names):
        return [page.text.value(line.start + name.start(), line.start + name.end()) for name in names]
    return [page.text.value(line.start, line.end)]


def _closing(page: Page, line: Line) -> tuple[Value, DatedValue] | None:
    """A line that holds signature and date together ("青岩市人民政府 2014年3月5日")."""
    words = line.words
    if "年" not in words or words[-1] not in "日月" or any(c in words for c in "。,;:、《"):
        return None
    dates = scan_dates(page.text, line.start, line.end)
    if len(dates) != 1 or dates[0].end < line.end - 1:
        return None
    name = page.text.value(line.start, dates[0].start)
    return (name, dates[0]) if is_organ(name.text.replace(" ", "").replace("\u3000", "")) else None


def _date_above(page: Page, title: Title | None, head_end: int) -> DatedValue | None:
    """A date alone between the title and the body, as decisions and old pages print it."""
    if not title:
        return None
    for line in page.lines[title.last + 1 : head_end]:
        if _is_date_line(line.words):
            dates = scan_dates(page.text, line.start, line.end)
            return dates[0] if dates else None
    return None


def _boxed_date(page: Page, metadata: Metadata, field: str) -> DatedValue | None:
    value = metadata.find(field)
    dates = scan_dates(page.text, value.start, value.end) if value else []
    return dates[0] if dates else None


def _date_findings(page: Page, foot: _Foot, boxed: DatedValue | None) -> list[Finding]:
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
