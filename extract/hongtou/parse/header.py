"""The head and foot of a circular: title, number, addressees, signature, dates, copies.

GB/T 9704-2012 (7.2-7.4) and its forerunner of 1999 give the order: number, title, 主送机关, body, 附件说明, signature,
成文日期, 附注, 抄送. A page may print them twice or leave some to its metadata box.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.dates import boxed_dates
from hongtou.fields.genres import genre_of
from hongtou.fields.numbers import scan_numbers
from hongtou.fields.orders import COUNTED
from hongtou.fields.text import Text, fold
from hongtou.model import UNSET, DatedValue, DocumentNumber, Finding, Table, Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Genre
from hongtou.parse.addressees import addressee_line, read_addressees
from hongtou.parse.foot import Foot, read_foot
from hongtou.parse.headlines import HeadLine, is_serial, published, read_head_lines
from hongtou.parse.lines import Line, Page
from hongtou.parse.masthead import over_serial
from hongtou.parse.metadata import Metadata
from hongtou.parse.orders import issued_below, issued_title, issues
from hongtou.parse.organs import is_organ, opening
from hongtou.parse.title import Title, find_title
from hongtou.parse.title_words import ends_title


class Header(Record, frozen=True):
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
    issued: Value | None = None
    """The name of what an order issues, printed over it."""


def read_header(page: Page, metadata: Metadata) -> Header:
    """Read everything around the body."""
    in_box = _boxed_lines(page, metadata)
    heads = read_head_lines(page, in_box)
    guess = addressee_line(page.lines, heads)
    title, boxed = _title(page, metadata, heads, guess)
    addressees, first_body = read_addressees(page, heads, title, guess)
    named = title or (Title(boxed, -1, -1) if boxed else None)
    number = _own_number(page, metadata, title, heads) or _boxed_serial(page, metadata, named)
    if first_body is None:
        first_body = _below(page, heads, title)
    minutes = title is not None and title.value.reading.endswith("纪要")
    foot = read_foot(page, first_body, minutes=minutes)
    number = _with_issuer(page, number, named, foot) if number else _serial_in_title(page, title, foot)
    boxed_date = _boxed_date(page, metadata, "date_issued")
    above = next((head.date for head in heads[_date_from(page, title) : first_body] if head.date), None)
    if above and foot.date and _signed_by_another(title, foot, above, boxed_date):
        foot = replace(foot, date=None)
    if foot.date is None and above is None and (printed := _over_title(page, heads, title)):
        above = printed[1]
        foot = replace(foot, signatures=foot.signatures or printed[0])
    date = foot.date or above or boxed_date
    value = title.value if title else boxed
    return Header(
        title=named,
        genre=genre_of(value.reading) if value else None,
        number=number,
        addressees=addressees,
        signatures=foot.signatures,
        copied_to=foot.copied_to,
        date_issued=date,
        date_published=_boxed_date(page, metadata, "date_published") or published(page, first_body, in_box),
        body_start=first_body,
        body_end=foot.body_end,
        foot=foot.lines,
        findings=tuple(_date_findings(foot, date, boxed_date)),
        issued=issued_title(page, title, first_body, foot),
    )


def _title(
    page: Page, metadata: Metadata, heads: Sequence[HeadLine], addressees: int | None
) -> tuple[Title | None, Value | None]:
    """The title among the lines, and the one that the box or a table says."""
    boxed = metadata.find("title")
    title = find_title(page, boxed, heads, addressees)
    if title is None and boxed is None:
        title = _order_title(page, heads)
        return title, None if title else _table_title(page, metadata)
    if title is not None and issues(page, title):
        return _order_title(page, heads[: title.first]) or title, boxed
    if title is not None and title.first >= 0 and (order := issued_below(page, title, heads)):
        return order, boxed
    return title, boxed


def _over_title(
    page: Page, heads: Sequence[HeadLine], title: Title | None
) -> tuple[tuple[Value, ...], DatedValue] | None:
    """The organs and the day that a bulletin (督查通报, 简报) prints over its title, in one line or in two."""
    if title is None or not 1 <= title.first <= len(heads):
        return None
    above = heads[title.first - 1]
    if above.date is None or above.number:
        return None
    if above.organs:
        return above.organs, above.date
    line = page.lines[title.first - 2] if title.first > 1 else None
    if line is None or line.noise or not is_organ(line.words) or heads[title.first - 2].said:
        return None
    return (page.text.value(line.start, line.end),), above.date


def _date_from(page: Page, title: Title | None) -> int:
    """The line from which a date above the body is the circular's: that of minutes, and of what a sentence above it
    issues, stands above their title too.
    """
    return title.first if title and not title.value.reading.endswith("纪要") and not issues(page, title) else 0


def _order_title(page: Page, heads: Sequence[HeadLine]) -> Title | None:
    """An order or announcement whose number is all its title: 云溪市人民政府令第23号."""
    for index, head in enumerate(heads):
        if head.number and head.number.normalized.rstrip("号0123456789年第〔〕").endswith(COUNTED):
            return Title(page.joined(index, index), index, index)
    return None


def _table_title(page: Page, metadata: Metadata) -> Value | None:
    """The first row of a table that is all the document has, where it is one cell that ends as a title does."""
    tables = (item for n, item in enumerate(page.items) if isinstance(item, Table) and n not in metadata.items)
    table = next(tables, None)
    if table is None or any(len(line.words) > _LONGEST_BESIDE for line in page.lines if not line.noise):
        return None
    top = next((cell for cell in table.cells if page.text.folded[cell.start : cell.end].strip()), None)
    if top is None or top.row > 1 or top.colspan < table.columns or table.columns < _FEWEST_COLUMNS:
        return None
    value = page.unbroken(page.text.value(top.start, top.end))
    return value if ends_title("".join(fold(value.reading).split())) else None


_LONGEST_BESIDE = 40
_FEWEST_COLUMNS = 3


def _boxed_lines(page: Page, metadata: Metadata) -> frozenset[int]:
    """The lines (by index among lines) that the metadata box fills."""
    if not metadata.items:
        return frozenset()
    lines = (index for index, item in enumerate(page.items) if isinstance(item, Line))
    return frozenset(line for line, index in enumerate(lines) if index in metadata.items)


def _own_number(
    page: Page, metadata: Metadata, title: Title | None, heads: Sequence[HeadLine]
) -> DocumentNumber | None:
    """At the title's end, under it, above it, then the metadata box."""
    if title:
        inside = scan_numbers(page.text, title.value.start, page.lines[title.last].end)
        if inside and page.lines[title.last].end - inside[-1].end <= 2:
            return inside[-1]
        if inside and inside[0].start == title.value.start and "〔" not in inside[0].normalized:
            return inside[0]
        before = scan_numbers(page.text, page.lines[title.first].start, title.value.start)
        if before:
            return before[0]
        below = [*range(title.last + 1, title.last + 4), *range(title.first - 1, max(-1, title.first - 4), -1)]
        for index in below:
            head = heads[index] if 0 <= index < len(heads) else HeadLine()
            bare = head.number and not head.number.issuer_code and title.value.reading.endswith(COUNTED)
            if (head.serial or bare) and (number := _serial_number(page, title, page.lines[index])):
                return number
            if head.number:
                return head.number
    boxed = metadata.find("document_number")
    if boxed:
        found = scan_numbers(page.text, boxed.start, boxed.end)
        if found:
            return found[0]
    printed = next((head.number for head in heads if head.number), None)
    return printed or _over_title_again(page, title, len(heads))


def _over_title_again(page: Page, title: Title | None, limit: int) -> DocumentNumber | None:
    """The number that opens the site's heading over the title (云政办发[2020]35号…的通知), which ends as it does."""
    if title is None:
        return None
    own = "".join(page.text.folded[start:end] for start, end in title.value.spans).replace(" ", "")
    for line in page.lines[: min(title.first, limit)]:
        if "号" not in line.words or line.noise or not own.endswith(line.bare[-_KEY * 2 :]):
            continue
        found = scan_numbers(page.text, line.start, line.end)
        if found and found[0].start == line.start and own.endswith(line.words.partition("号")[2].replace(" ", "")):
            return found[0]
    return None


def _with_issuer(page: Page, number: DocumentNumber, title: Title | None, foot: Foot) -> DocumentNumber:
    """An order's or announcement's number with the name that print leaves to its title or its signature: 云溪省药监局
    of 云溪省药监局关于…的公告(2020年第74号).
    """
    if number.organ or number.normalized.partition("2")[0].partition("第")[0] not in COUNTED:
        return number
    issuers = opening().match(page.text.name_of(title.value)) if title else None
    signed = ["".join(page.text.name_of(sign).split()) for sign in foot.signatures]
    name = issuers[1] if issuers else (over_serial(page.lines, title.first, signed) if title else "") or "".join(signed)
    name = "".join(name.split()).replace("、", "")
    if not name or len(name) > _LONGEST_NAME:
        return number
    return replace(number, normalized=name + number.normalized, issuer_code=f"{name}{number.issuer_code}", organ=name)


_LONGEST_NAME = 60
_SERIAL_IN_TITLE = re.compile(r"(令|公告|通告)[(（](?P<serial>(?P<year>\d{4}年)?第?(?P<nth>\d{1,4})号)[)）]$")


def _serial_in_title(page: Page, title: Title | None, foot: Foot) -> DocumentNumber | None:
    """The serial that an announcement has at the end of its title: 云溪县防疫指挥部关于…的通告(第16号)."""
    match = _SERIAL_IN_TITLE.search(title.value.reading) if title else None
    if title is None or match is None:
        return None
    issuers = opening().match(page.text.name_of(title.value))
    name = issuers[1] if issuers else "".join(map(page.text.name_of, foot.signatures))
    found = scan_numbers(Text.of(f"{name}{match[1]}{match['year'] or ''}第{match['nth']}号")) if name else []
    if not found or len(name) > _LONGEST_NAME:
        return None
    end = title.value.end - 1
    printed = page.text.value(end - len(match["serial"]), end)
    return replace(found[-1], text=printed.text, start=printed.start, end=printed.end, clean=UNSET, parts=UNSET)


def _boxed_serial(page: Page, metadata: Metadata, title: Title | None) -> DocumentNumber | None:
    """The number of an announcement of whose number the box has the serial alone: 发文字号:2016年第87号."""
    if title is None or not title.value.reading.endswith(COUNTED):
        return None
    boxed = metadata.find("document_number")
    return _serial_number(page, title, boxed) if boxed and is_serial(fold(boxed.text)) else None


def _serial_number(page: Page, title: Title, line: Line | Value) -> DocumentNumber | None:
    """The number of an order or announcement whose serial stands on a line of its own: 云溪市人民政府令 / 第23号."""
    name = "".join(page.text.name_of(title.value).split())
    serial = page.text.folded[line.start : line.end].strip("()（） ")
    found = scan_numbers(Text.of(name + serial))
    if (not found or found[-1].end < len(name)) and (issuers := opening().match(name)):
        name = issuers[1] + next((word for word in COUNTED if name.endswith(word)), "")
        found = scan_numbers(Text.of(name + serial))  # X关于…的通告 / (第15号)
    if not found or found[-1].end < len(name):
        return None
    printed = page.text.value(line.start, line.end)
    return replace(found[-1], text=printed.text, start=printed.start, end=printed.end, clean=UNSET, parts=UNSET)


def _below(page: Page, heads: Sequence[HeadLine], title: Title | None) -> int:
    """The first line of the body where no addressee stands above it."""
    index = title.last + 1 if title else 0
    while index < min(len(page.lines), len(heads)) and (page.lines[index].noise or heads[index].said):
        index += 1
    return index


def _boxed_date(page: Page, metadata: Metadata, field: str) -> DatedValue | None:
    value = metadata.find(field)
    dates = boxed_dates(page.text, value.start, value.end) if value else []
    return dates[0] if dates else None


def _signed_by_another(title: Title | None, foot: Foot, above: DatedValue, boxed: DatedValue | None) -> bool:
    """Whether the date below is that of what is forwarded: the circular's own stands under its title, as was the way
    up to the 1990s, the box agrees with it or the signature is of none of the title's organs."""
    if foot.date is None or above.date is None or foot.date.date is None or above.date <= foot.date.date:
        return False
    if boxed and boxed.date:
        return boxed.date == above.date
    issuers = opening().match(title.value.reading) if title else None
    if issuers is None or not foot.signatures:
        return False
    signed = [_bare(sign) for sign in foot.signatures]
    return not any(sign[-_KEY:] in issuers[1] or issuers[1] in sign for sign in signed)


_KEY = 5


def _bare(value: Value) -> str:
    return "".join(value.reading.split())


def _date_findings(foot: Foot, date: DatedValue | None, boxed: DatedValue | None) -> list[Finding]:
    if foot.date and boxed and foot.date.date and boxed.date and foot.date.date != boxed.date:
        message = f"the signature is dated {foot.date.date}, the metadata box says {boxed.date}; the signature is taken"
        return [
            Finding(
                check="date_disagreement", severity="warning", message=message, start=foot.date.start, end=foot.date.end
            )
        ]
    unread = foot.date if foot.date and foot.date.date is None else foot.unread if date is None else None
    if unread is None:
        return []
    message = f"the printed date {unread.text!r} is no day of the calendar"
    return [Finding(check="unread_date", severity="warning", message=message, start=unread.start, end=unread.end)]
