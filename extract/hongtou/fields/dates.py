"""Full dates: year, month and day, in every form that print gives them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from hongtou.fields.numerals import SMALL, YEAR4, read_number
from hongtou.fields.text import Text
from hongtou.model import DatedValue

DAY = rf"{YEAR4}年[ ]?(?:{SMALL}|元)月[ ]?{SMALL}日"
"""A printed day, to be built into a pattern over a folded line: 2017年10月9日, 二〇一七年十月九日."""

_B = r"[ \n]{0,2}"

_PATTERN = rf"""
    (?<![\d〔\[【.])
    (?: (?P<y>{YEAR4}) {_B} 年 {_B} (?P<m>{SMALL}|元) {_B} 月 {_B}      # 2009年6月, 二〇〇九年 十一月, 元月
        (?P<d>{SMALL}) (?: {_B}[日号] | (?= [ ]* (?: \n | $ | [)(,;。] ) ) )   # 30日, 28 日; 19 at the end of a line
      | (?P<y2>{YEAR4}) (?P<sep>[-/.]) (?P<m2>\d{{1,2}}) (?P=sep) (?P<d2>\d{{1,2}})   # 2009-1-6, 2009/01/06, 2009.1.6
        (?! \d | [-/.]\d | [ ]?号 | 〕 )
    )
"""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_PATTERN, re.VERBOSE)


def day_of(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """The day of the calendar, or None where there is none (2月30日)."""
    if year is None or month is None or day is None:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def scan_dates(text: Text, start: int = 0, end: int | None = None) -> list[DatedValue]:
    """The full dates in a stretch of a text, in order, with the document's own offsets.

    Forms: 2009年11月30日, 二○○九年十一月三十日, 2019年3月28 日, 2022年8月19 at the end of a line, 2009-1-6, 2009/1/6,
    2009.1.6 (GB/T 7408 and the habits of web pages). A time of day behind it is not part of the value. ``date`` is
    None where the calendar has no such day. A year in 〔〕 belongs to a document number and is none.

    >>> [d.date.isoformat() for d in scan_dates(Text.of("青岩市人民政府 二○○九年十一月三十日")) if d.date]
    ['2009-11-30']
    """
    found = []
    for m in _pattern().finditer(text.folded, start, len(text.folded) if end is None else end):
        printed = m.group("y", "m", "d") if m["y"] else m.group("y2", "m2", "d2")
        year, month, day = (1 if part == "元" else read_number(part) for part in printed)
        s, e = m.span()
        found.append(DatedValue(text=text.raw[s:e], start=s, end=e, date=day_of(_century(year), month, day)))
    return found


def boxed_dates(text: Text, start: int = 0, end: int | None = None) -> list[DatedValue]:
    """The same of what stands behind a label of a day, where eight digits are one too: 发布日期:20210511.

    >>> [str(d.date) for d in boxed_dates(Text.of("20210511"))], boxed_dates(Text.of("20211311"))
    (['2021-05-11'], [])
    """
    end = len(text.folded) if end is None else end
    digits = _DIGITS.fullmatch(text.folded, start, end)
    day = day_of(*map(int, digits.groups())) if digits is not None else None
    if digits is None or day is None:
        return scan_dates(text, start, end)
    first, last = digits.start(1), digits.end(3)
    return [DatedValue(text=text.raw[first:last], start=first, end=last, date=day)]


_DIGITS = re.compile(r"[ \n]*((?:19|20)\d\d)(\d\d)(\d\d)(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?[ \n]*")


def _century(year: int | None) -> int | None:
    return year if year is not None and 1900 <= year <= 2099 else None


def find_dates(text: str) -> list[DatedValue]:
    """The full dates of a text. Raises TypeError for what is no str.

    >>> [(d.text, str(d.date)) for d in find_dates("2009-1-6发布，2019年3月28 日修订，2010年2月30日")]
    [('2009-1-6', '2009-01-06'), ('2019年3月28 日', '2019-03-28'), ('2010年2月30日', 'None')]
    """
    return scan_dates(Text.of(text))
