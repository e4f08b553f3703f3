"""Time limits as circulars print them → days, recurrences, lengths, each with its place and how it was read.

The law of every field is docs/dataset.md ("Deadline"). Dates follow ISO 8601-1, ranges EDTF (ISO 8601-2),
recurrences RFC 5545, lengths ISO 8601 durations; 工作日 are counted, never turned into days.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from msgspec.structs import replace

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields import _deadline_prose as prose_rules
from hongtou.fields._deadline_action import actions_of
from hongtou.fields._deadline_bare import is_defined
from hongtou.fields._deadline_calendar import Frame
from hongtou.fields._deadline_compose import Found, scan_calendar
from hongtou.fields._deadline_counted import counted
from hongtou.fields._deadline_duty import is_duty
from hongtou.fields._deadline_hints import hint
from hongtou.fields._deadline_objects import without_objects
from hongtou.fields._deadline_plain import read_plain
from hongtou.fields._deadline_recurring import Recurrence, carried, read_recurrence
from hongtou.fields._deadline_signs import looks_like_deadline
from hongtou.fields._deadline_third import is_third_party
from hongtou.fields._deadline_words import from_now, unread_cell, unread_phrases, words
from hongtou.fields._taken import Taken
from hongtou.fields.dates import day_of
from hongtou.fields.numbers import scan_numbers
from hongtou.fields.text import Text, trim
from hongtou.model import Deadline
from hongtou.model.vocabulary import YearFrom

__all__ = ["find_deadlines", "hint", "looks_like_deadline", "scan_deadlines"]


def find_deadlines(
    text: str,
    *,
    issued: dt.date | None = None,
    year: tuple[int, YearFrom] | None = None,
    prose: bool = False,
) -> list[Deadline]:
    """The time limits of a text, in order.

    ``issued`` is the circular's date; ``year`` the year of the table or title and which of them it is. ``prose`` reads
    the words of a passage, where only limits of the work count; else the text is a 时限 cell and all of it is limit.
    A phrase that sounds like a limit and cannot be read has kind None. Raises TypeError for a text that is no str and
    an ``issued`` that is no date.

    >>> from datetime import date
    >>> for d in find_deadlines("4月出台文件，5月1日起施行", issued=date(2009, 11, 30)):
    ...     print(d.text, d.kind, d.date_from, d.date_to, d.action)
    4月 within 2009-04-01 2009-04-30 出台文件
    5月1日起 from 2009-05-01 None 施行
    """
    whole = Text.of(text)
    if issued is not None and not isinstance(issued, dt.date):
        raise TypeError(f"issued is a datetime.date such as date(2014, 3, 5), not {issued!r}")
    return scan_deadlines(whole, 0, len(text), issued=issued, year=year, prose=prose)


def scan_deadlines(
    text: Text,
    start: int,
    end: int,
    *,
    issued: dt.date | None = None,
    year: tuple[int, YearFrom] | None = None,
    prose: bool = False,
    named: str = "",
) -> list[Deadline]:
    """As :func:`find_deadlines`, over a stretch of a text, with the document's own offsets.

    ``named`` are the words that say who does the work of a passage, folded.
    """
    if prose:
        if not _may_say_when(text.folded, start, end):
            return []
    elif (plain := read_plain(text, start, end, issued, year)) is not None:
        return plain
    return scan_in_general(text, start, end, issued=issued, year=year, prose=prose, named=named)


def _may_say_when(folded: str, start: int, end: int) -> bool:
    """Whether prose holds a sign of a limit. The year of a title that it names (《2017年要点》) is none, nor is the 号
    of a document number.
    """
    sign = hint().search(folded, start, end)
    while sign is not None:
        at = sign.start()
        if folded[at] == "年":
            says = not folded[at - 4 : at].isdecimal() or not prose_rules.in_title(folded, at, start)
        elif folded[at] == "号":
            says = not folded[start:at].rstrip("0123456789").endswith(("〕", "]"))
        else:
            return True
        if says:
            return True
        sign = hint().search(folded, at + 1, end)
    return False


def scan_in_general(
    text: Text,
    start: int,
    end: int,
    *,
    issued: dt.date | None,
    year: tuple[int, YearFrom] | None,
    prose: bool,
    named: str = "",
) -> list[Deadline]:
    """What :func:`scan_deadlines` gives, without its short way through the plain cells."""
    folded = text.folded[start:end]
    if not prose and (figures := _FIGURES.fullmatch(folded)) is not None:
        return [_deadline(text, start, found, None) for found in _of_figures(figures)]
    folded, opens = _closed_up(folded, prose=prose)
    cited = not prose and "号" in folded and _CITED.search(folded) is not None
    if cited:
        folded = _without_citations(folded, text, start, end)
    found: list[Found] = []
    taken = Taken()
    if hint().search(folded):
        if grammar.RECURRING.search(folded):
            found += _recurring(folded, Frame(issued, year), taken, prose=prose)
        found += counted(folded, taken, prose=prose)
        for limit in scan_calendar(folded, Frame(issued, year), taken, in_prose=prose):
            taken.add(limit.start, limit.end)
            found.append(limit)
        if len(found) == 1 and found[0].end - found[0].start == len(folded):
            return [_deadline(text, start, found[0], None)]  # nothing else is there
        found += from_now(folded, issued, taken, prose=prose)
    elif prose:
        return []
    found += words(folded, taken, prose=prose)
    found = unread_phrases(folded, found)
    if len(found) > 1:
        found = without_objects(folded, found)
    if not found and not prose:
        found = [] if cited and not _CITING.sub("", folded).strip(_AROUND_NUMBERS) else unread_cell(folded)
    if prose and found:
        found = [f for f in found if not is_third_party(folded, f.start, f.end, named)]
    found.sort(key=lambda f: f.start)
    if opens:
        ends = [0, *(f.end for f in found)]
        found = [replace(f, start=max(end, opens.get(f.start, f.start))) for f, end in zip(found, ends, strict=False)]
    return [_deadline(text, start, f, action) for f, action in zip(found, actions_of(folded, found), strict=True)]


def _closed_up(folded: str, *, prose: bool) -> tuple[str, dict[int, int]]:
    """The words with 9.30 as 9月30, figures that print spaced apart together and numbers of items blank, as long as
    they were; and where the spaced figures began.
    """
    if not prose and (dotted := _DOTTED.fullmatch(folded)) and day_of(_LEAP, int(dotted[1]), int(dotted[2])):
        folded = folded.replace(".", "月", 1)
    opens: dict[int, int] = {}
    if " " in folded and _SPACED.search(folded):
        opens = {m.start() + m[0].count(" "): m.start() for m in _SPACED.finditer(folded)}
        folded = _SPACED.sub(_right, folded)
    numbered = ("、" in folded or "." in folded) and _NUMBERED.search(folded) is not None
    return _without_numbers(folded) if numbered else folded, opens


_FIGURES = re.compile(r"[ \n]*((?:19|20)\d\d)(?:(0[1-9]|1[0-2])([0-3]\d)?)?[ \n]*")


def _of_figures(m: re.Match[str]) -> list[Found]:
    """2016, 201612, 20161231: all of a cell for limits, as spreadsheets hold years and days."""
    year, month, day = (int(part) if part else None for part in m.groups())
    first = day_of(year, month or 1, day or 1)
    last = first if day else day_of(year, month or 12, monthrange(year or 1, month or 12)[1])
    if first is None or last is None:
        return []
    precision = "day" if day else "month" if month else "year"
    edtf = str(first)[: {"day": 10, "month": 7, "year": 4}[precision]]
    fields = {"date_from": first, "date_to": last, "due": last, "precision": precision, "edtf": edtf}
    return [Found(m.start(1), m.end(m.lastindex or 1), "within", {**fields, "year_from": "text"})]


# 9.30: all of a cell for limits is a month and its day, where the calendar has it.
_DOTTED = re.compile(r"[ \n]*(\d{1,2})\.(\d{1,2})[ \n。]*")
_LEAP = 2000

# 2 0 2 1年, 2021年1 0月2 5日: figures that print spaced apart, as scans read them. 1 6月 may be item 1 and 6月.
_SPACED = re.compile(
    r"(?<![\d.])[12](?:[ ]\d){3}(?=[ ]?年)|(?<=年)[ ]?1[ ][0-2](?=[ ]?月)|(?<=月)[ ]?[123][ ]\d(?=[ ]?日)"
)


def _right(m: re.Match[str]) -> str:
    """The figures together, the blanks before them: as long as it was."""
    return m[0].replace(" ", "").rjust(len(m[0]))


_NUMBERED = re.compile(r"\d[、.][ ]?\d")
_ITEM = re.compile(r"(?:(?<=^)|(?<=[ \n;,。]))(\d{1,2})[、.](?=[ ]?[^ \n、.])")
# 1.7月底前, 2.2020年底前, 3.15个工作日内: no month, year or working day is a decimal.
_BEFORE_DATE = re.compile(
    r"(?<![\d.])(?:[1-9]|1[0-2])\.(?=[ ]?(?:(?:19|20)\d\d[年.-]|\d{1,2}(?:[-~至到、]\d{1,2})?月|\d{1,2}个?工作日))"
)
# 1、7月底前完成: a number, unless the months are two of a list (1、2月, 6、12月各报一次).
_OPENS = re.compile(r"(\d{1,2})、(?=[ ]?(\d{1,2})月(?!份)(?![^,;。\n]{0,12}(?:各|分别|均|每|[两二]次)))")
# The same behind a line that closes (。, 4月底前, 完成); one that was cut at a width may go on: 分别在, then 3、6月.
_OPENS_LINE = re.compile(rf"(?<=[。;前底末内成]\n){_OPENS.pattern}")


def _without_numbers(folded: str) -> str:
    """1、4月底前 2、9月底前: numbers of items, which count up or open the text or a line, are no months: blanks."""
    items = list(_ITEM.finditer(folded))
    if len(items) > 1 and [int(m[1]) for m in items] == list(range(1, len(items) + 1)):
        folded = _ITEM.sub(_blank, folded)
    elif (first := _OPENS.match(folded)) and first[1] == "1" and first[2] != "2":
        folded = " " * first.end() + folded[first.end() :]
    if "\n" in folded:
        folded = _OPENS_LINE.sub(lambda m: m[0] if int(m[2]) == int(m[1]) + 1 else _blank(m), folded)
    return _BEFORE_DATE.sub(_blank, folded)


_CITED = re.compile(r"[〔\[【〖(令告第][^号]{0,24}号")
# What stands around a document number and says no time: 根据…文件, 按照…规定执行
_CITING = re.compile(
    "依据|根据|按照?|参照|依照|详?见|遵照|贯彻|落实|(?:等|的|有关|相关|文件|通知|规定|要求|精神|公告|通告|令|执行|办理){1,4}$"
)
_AROUND_NUMBERS = " \n、,;。."


def _without_citations(folded: str, text: Text, start: int, end: int) -> str:
    """云政发〔2009〕11号, 2019年第2号公告: the year of a document number is no limit: blanks."""
    for number in scan_numbers(text, start, end):
        first, last = number.start - start, number.end - start
        folded = folded[:first] + " " * (last - first) + folded[last:]
    return folded


def _blank(m: re.Match[str]) -> str:
    return " " * len(m[0])


def _deadline(text: Text, offset: int, found: Found, action: str | None) -> Deadline:
    start, end = trim(text.folded, offset + found.start, offset + found.end)
    return Deadline(text=text.raw[start:end], start=start, end=end, kind=found.kind, action=action, **found.fields)


def _recurring(folded: str, frame: Frame, taken: Taken, *, prose: bool) -> list[Found]:
    found = []
    for m in grammar.recurring().finditer(folded):
        if not taken.is_free(*m.span()):
            continue  # the month of 每年6月 belongs to 每年
        for r in read_recurrence(m, folded, frame):
            if prose and (prose_rules.in_title(folded, r.start) or not _is_duty(folded, r)):
                if r.dated or m["next"] is not None:
                    taken.add(r.start, r.end)  # 每年4月至10月的降雨, 代扣税款的次月15日: its days are nobody's limit
                continue  # 每年增长10%: a rate
            again: Recurrence | None = r
            while again is not None and taken.is_free(again.start, again.end):
                taken.add(again.start, again.end)
                fields = {"rrule": again.rrule} if again.rrule else {}
                found.append(Found(again.start, again.end, "recurring" if again.rrule else None, fields))
                again = carried(folded, r, again, frame)
    return found


_ASIDE = re.compile(grammar.ASIDE)


_NAMED_DAY = re.compile("[为是][\u4e00-\u9fff]{1,12}[日周月天](?:[,;。\n]|$)")
"""每月20日为政务公开日: what a day is called."""


def _is_duty(folded: str, r: Recurrence) -> bool:
    last = folded[r.end - 1]
    if r.dated and last == "日" and is_defined(folded, r.end):
        return False  # 每年10月1日至次年5月31日为森林防火期
    if r.limited and (last in "前底末日止" or (last == "内" and folded.find("后", r.start, r.end) >= 0)):
        return _NAMED_DAY.match(folded, r.end) is None
    end = r.end + 1 if folded.startswith(")", r.end) else r.end
    if folded.startswith("(", end) and (aside := _ASIDE.match(folded, end)) is not None:
        end = aside.end()  # 每季度(开发区每月)举办
    return is_duty(folded, end) or (r.dated and prose_rules.is_season(folded, end))
