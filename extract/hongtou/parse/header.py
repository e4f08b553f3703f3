"""The head and foot of a circular: title, number, addressees, signature, dates, copies.

GB/T 9704-2012 (7.2-7.4) and its forerunner of 1999 give the order: number, title, 主送机关, body, 附件说明, signature,
成文日期, 附注, 抄送. A page may print them twice or leave some to its metadata box.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.dates import boxed_dates
from hongtou.fields.genres import genre_of
from hongtou.fields.orders import COUNTED
from hongtou.fields.text import fold
from hongtou.model import DatedValue, DocumentNumber, Finding, Table, Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Genre
from hongtou.parse.addressees import addressee_line, read_addressees
from hongtou.parse.foot import Foot, read_foot
from hongtou.parse.headlines import HeadLine, published, read_head_lines
from hongtou.parse.lines import Line, Page
from hongtou.parse.metadata import Metadata
from hongtou.parse.orders import issued_below, issued_title, issues
from hongtou.parse.organs import is_organ, opening
from hongtou.parse.own_number import own_number
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
    if first_body is None:
        first_body = _below(page, heads, title)
    minutes = title is not None and title.value.reading.endswith("纪要")
    foot = read_foot(page, first_body, minutes=minutes)
    number = own_number(page, metadata, title, heads, named, foot)
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
