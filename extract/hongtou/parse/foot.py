"""The foot of a circular: signature, date, 抄送 and the line of printing (GB/T 9704-2012, 7.3.5 and 7.4).

The first date that stands alone after the body began is the circular's; what is attached below it may have its own.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from hongtou.fields.dates import find_dates, scan_dates
from hongtou.fields.units import looks_like_units
from hongtou.model import DatedValue, Value
from hongtou.model.record import Record
from hongtou.parse.copies import read_copies
from hongtou.parse.lines import Line, Page
from hongtou.parse.organs import is_organ
from hongtou.parse.signature import PLACE, broken_signature, signature_top, signatures_of

_BLANK_OR_BRACKET = re.compile(r"[\s()（）\[\]【】〔〕:：]+")


class Foot(Record, frozen=True):
    signatures: tuple[Value, ...]
    date: DatedValue | None
    copied_to: tuple[Value, ...]
    body_end: int
    lines: frozenset[int]
    unread: Value | None = None
    """The date's line where no day is read in it: 2011年1月."""


_DATE_LINE = re.compile(
    r"[\d〇零一二三四五六七八九Oo?]{4}年(?:[\d一二三四五六七八九十]{1,3}|元)月(?:[\d一二三四五六七八九十廿卅]{1,4}"
    r"(?:[日号]印?(?:星期[一二三四五六日天])?(?:\d{1,2}[时点](?:\d{1,2}分|整)?)?)?)?"
    r"|\d{4}([./-])\d{1,2}\1\d{1,2}日?"
)


_SHORTEST_DATE = 7  # 2014年3月


def is_date_line(words: str) -> bool:
    """Whether a folded line is a date and nothing else, brackets aside."""
    if len(words) < _SHORTEST_DATE or not ("年" in words or "-" in words or "." in words or "/" in words):
        return False
    if "  " in words and len(parts := [part for part in words.split("  ") if part.strip()]) > 1:
        return len(parts) < 5 and all(map(is_date_line, parts))  # one day for each of the organs above
    if len(words) > 40:
        return False
    bare = _BLANK_OR_BRACKET.sub("", words)
    return len(bare) <= 20 and _DATE_LINE.fullmatch(bare) is not None


def read_foot(page: Page, start: int, *, minutes: bool = False) -> Foot:
    """The first date that stands alone after the body began, the signature above it, the notes, copies and printing
    below.
    """
    signed = _read_signature(page, start)
    copied, used = read_copies(page, signed.body_end if signed.date else start, signed.date is not None, minutes)
    notes = _notes(page.lines, max(signed.lines) + 1) if signed.lines else frozenset()
    return replace(signed, copied_to=copied, lines=signed.lines | used | notes)


def _notes(lines: tuple[Line, ...], first: int) -> frozenset[int]:
    """附注 (GB/T 9704-2012, 7.3.7), right under the date: (此件公开发布)."""
    last = first
    while last < len(lines) and lines[last].words[0] in "(此主依" and _NOTE.fullmatch(lines[last].words):
        last += 1
    return frozenset(range(first, last))


_NOTE = re.compile(r"\(?(?:此[件文页]|本件|主动公开|依申请公开|不予公开|发至|联系(?:人|电话))[^。;]{0,60}\)?")


def _read_signature(page: Page, start: int) -> Foot:
    lines = page.lines
    cell = 0  # the last date that is a table's
    for index in range(start, len(lines)):
        line = lines[index]
        if line.noise or line.words[:1] in "附":
            continue
        if len(line.words) <= 60 and (is_date_line(line.words) or _printed_below(lines, index, start)):
            top = signature_top(lines, index, start)
            signatures = signatures_of(page, lines[top:index])
            if signatures and broken_signature(lines, top, start):
                signatures[0] = page.joined(top - 1, top)
                top -= 1
            below = 0 if signatures else _signed_below(lines, index)
            if below:
                signatures = signatures_of(page, lines[index + 1 : index + 2])
            if _is_cell_of_days(lines, cell, index, signed=bool(signatures)):
                cell = index
                continue
            wrapped = _day_below(lines, index)
            date = _broken_date(page, line, lines[index + 1]) if wrapped else _date_of(page, line)
            used = frozenset(range(top, index + 1 + max(below, wrapped)))
            unread = None if date else page.text.value(line.start, line.end)
            return Foot(tuple(signatures), date, (), top, used, unread)
        closing = _closing(page, line)
        if closing:
            return _with_more_closings(page, index, *closing)
    return _undated(page, start)


def _date_of(page: Page, line: Line) -> DatedValue | None:
    """The date that a line is; where every character of it is spread (二 〇 一 七 年) it is read without the blanks."""
    dates = scan_dates(page.text, line.start, line.end)
    if dates:
        return dates[0]
    spread = find_dates(_BLANK_OR_BRACKET.sub("", line.words))
    printed = page.text.value(line.start, line.end)
    return DatedValue(text=printed.text, start=printed.start, end=printed.end, date=spread[0].date) if spread else None


_DAY_LINE = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3}) ?日")


def _day_below(lines: tuple[Line, ...], index: int) -> int:
    """1 where print broke the date before its day (2015年3月, then 2日), else 0."""
    if not lines[index].words.endswith("月") or index + 1 == len(lines) or lines[index + 1].noise:
        return 0
    return 1 if _DAY_LINE.fullmatch(lines[index + 1].words) else 0


def _broken_date(page: Page, line: Line, day: Line) -> DatedValue | None:
    whole = page.broken([(line.start, line.end), (day.start, day.end)])
    dates = find_dates(whole.reading)
    if not dates:
        return None
    return DatedValue(
        text=whole.text, start=whole.start, end=whole.end, clean=whole.clean, parts=whole.parts, date=dates[0].date
    )


def _printed_below(lines: tuple[Line, ...], index: int, start: int) -> bool:
    """Whether the day of printing (2017年10月9日印发) stands right under a signature and is all the date there is."""
    words = lines[index].words
    return words.endswith("印发") and is_date_line(words[:-2]) and index > start and is_organ(lines[index - 1].words)


def _is_cell_of_days(lines: tuple[Line, ...], above: int, date: int, *, signed: bool) -> bool:
    """Whether a date is a cell of a flattened table: the number of a row stands between it and the next one, or between
    the one ``above``, known to be a cell, and it. An organ over it signs, and a day under a sentence or a list of
    annexes ends the body, unless a number stands over that too.
    """
    over = lines[date - 1].words if date else ""
    ends = signed or over.endswith("。") or over.startswith("附件")
    if ends and not _counts(lines, max(0, date - _LONGEST_ROW), date):
        return False
    stop = min(len(lines), date + 1 + _LONGEST_ROW)
    last = date
    while last + 1 < stop and is_date_line(lines[last + 1].words):
        last += 1  # 交办时间, 办结时限: two days in a row
    following = next((index for index in range(last + 1, stop) if is_date_line(lines[index].words)), last)
    return _counts(lines, last, following) or (above > 0 and (above == date - 1 or _counts(lines, above, date)))


def _counts(lines: tuple[Line, ...], first: int, last: int) -> bool:
    """Whether a row's number stands between two lines that are as near as a cell and that under it."""
    between = lines[first + 1 : last]
    return len(between) < _LONGEST_ROW and any(
        len(line.words) <= 3 and line.words.rstrip(".、").isdecimal() for line in between
    )


_LONGEST_ROW = 16  # lines from a cell to that under it

_CLOSING_SIGNS = ("抄", "主题词", "附", "(", "分送", "主送")


def _signed_below(lines: tuple[Line, ...], date: int) -> int:
    """1 where the signature stands under its date, alone at the foot; else 0."""
    following = [line for line in lines[date + 1 : date + 4] if not line.noise]
    if not following or following[0] is not lines[date + 1] or not is_organ(following[0].words):
        return 0
    return 1 if len(following) == 1 or following[1].words.startswith(_CLOSING_SIGNS) else 0


def _with_more_closings(page: Page, index: int, name: Value, date: DatedValue) -> Foot:
    """Several organs may each sign with the day on a line of their own."""
    names, last = [name], index
    while last + 1 < len(page.lines) and (more := _closing(page, page.lines[last + 1])) and more[1].date == date.date:
        names.append(more[0])
        last += 1
    ends = page.lines[index].start < name.start  # the body runs into the signature
    first = index + 1 if ends and "。" in page.lines[index].words else index
    return Foot(tuple(names), date, (), first, frozenset(range(first, last + 1)))


def _undated(page: Page, start: int) -> Foot:
    """The signature of a circular that prints no whole date: an organ's name alone after the last sentence."""
    lines = page.lines
    kept = [index for index in range(start, len(lines)) if not lines[index].noise][-_UNDATED_LINES:]
    for before, index in pairwise(kept):
        words = lines[index].words
        if lines[before].words.endswith("。") and PLACE.search(words[:8]) and is_organ(words):
            last = index
            while last + 1 in kept and is_organ(lines[last + 1].words):
                last += 1
            if _is_cell(lines, before, last, kept):
                continue
            if all(len(lines[row].words) <= 30 for row in kept if row > last):
                signed = signatures_of(page, lines[index : last + 1])
                return Foot(tuple(signed), None, (), index, frozenset(range(index, last + 1)))
    return Foot((), None, (), len(lines), frozenset())


_UNDATED_LINES = 6


def _is_cell(lines: tuple[Line, ...], before: int, last: int, kept: list[int]) -> bool:
    """Whether an organ under a sentence is a cell of a flattened row: under its number and words, or beside a list."""
    if before and _ORDINAL.fullmatch(lines[before - 1].words) is not None:
        return True
    return lines[last].words.endswith("。") or (last + 1 in kept and looks_like_units(lines[last + 1].words))


_ORDINAL = re.compile(r"\d{1,3}[.、]?")


def _closing(page: Page, line: Line) -> tuple[Value, DatedValue] | None:
    """A line that holds signature and date together, or ends with them behind its last sentence."""
    words = line.words.rstrip(" )")
    if "年" not in words or words[-1] not in "日月":
        return None
    from_last = max(words.rfind("。"), words.rfind("!")) + 1
    tail = words[from_last:].lstrip(" (")
    if len(tail) > 60 or any(c in tail for c in ",;:、《"):
        return None
    start = line.start + len(words) - len(tail)
    dates = scan_dates(page.text, start, line.end)
    if len(dates) != 1 or dates[0].end < line.start + len(words) - 1:
        return None
    name = page.text.value(start, dates[0].start)
    return (name, dates[0]) if is_organ("".join(name.text.split())) else None
