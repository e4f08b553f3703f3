"""The number of a circular: where it stands, and the organ's name that print leaves to its title or its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.numbers import scan_numbers
from hongtou.fields.orders import COUNTED
from hongtou.fields.text import Text, fold
from hongtou.model import UNSET, DocumentNumber, Value
from hongtou.parse.foot import Foot
from hongtou.parse.headlines import HeadLine, is_serial
from hongtou.parse.lines import Line, Page
from hongtou.parse.masthead import over_serial
from hongtou.parse.metadata import Metadata
from hongtou.parse.organs import opening
from hongtou.parse.title import Title


def own_number(
    page: Page, metadata: Metadata, title: Title | None, heads: Sequence[HeadLine], named: Title | None, foot: Foot
) -> DocumentNumber | None:
    """The circular's own number; ``title`` stands among the lines, ``named`` may be the one that the box says."""
    number = _printed(page, metadata, title, heads) or _boxed_serial(page, metadata, named)
    return _with_issuer(page, number, named, foot) if number else _serial_in_title(page, title, foot)


def _printed(page: Page, metadata: Metadata, title: Title | None, heads: Sequence[HeadLine]) -> DocumentNumber | None:
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
        if "号" not in line.words or line.noise or not own.endswith(line.bare[-_ALIKE:]):
            continue
        found = scan_numbers(page.text, line.start, line.end)
        if found and found[0].start == line.start and own.endswith(line.words.partition("号")[2].replace(" ", "")):
            return found[0]
    return None


_ALIKE = 10  # characters that the heading ends with as the title does


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
    return _printed_at(page, found[-1], end - len(match["serial"]), end)


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
    if (not found or found[-1].end < len(name) or not found[-1].organ) and (issuers := opening().match(name)):
        name = issuers[1] + next((word for word in COUNTED if name.endswith(word)), "")
        found = scan_numbers(Text.of(name + serial))  # X关于…的通告 / (第15号)
    if not found or found[-1].end < len(name):
        return None
    return _printed_at(page, found[-1], line.start, line.end)


def _printed_at(page: Page, number: DocumentNumber, start: int, end: int) -> DocumentNumber:
    """A number that was put together, with what the page prints of it."""
    printed = page.text.value(start, end)
    return replace(number, text=printed.text, start=printed.start, end=printed.end, clean=UNSET, parts=UNSET)
