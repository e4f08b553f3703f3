"""Printed dates and periods → days of the calendar, with the year they take from around them."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from msgspec.structs import replace

from hongtou.fields._deadline_grammar import festivals, holidays
from hongtou.fields._deadline_pieces import Printed
from hongtou.fields.dates import day_of
from hongtou.fields.numerals import read_number
from hongtou.model.record import Record
from hongtou.model.vocabulary import Precision, YearFrom


@dataclass(slots=True)
class Frame:
    """What a date may take from around it: the circular's date, the table's or title's year, the date before."""

    issued: dt.date | None
    base: tuple[int, YearFrom] | None
    year: int | None = None
    year_from: YearFrom | None = None
    month: int | None = None
    within: bool = False
    """Whether the date stands in a run of dates, behind its first."""

    def default(self) -> tuple[int | None, YearFrom | None]:
        """The year of a date that prints none: an earlier date's, the table's or title's, the circular's."""
        if self.year is not None:
            return self.year, self.year_from
        if self.base is not None:
            return self.base
        return (self.issued.year, "circular") if self.issued else (None, None)

    def now(self) -> tuple[int | None, YearFrom | None]:
        """The year that 今年 means."""
        if self.issued is not None:
            return self.issued.year, "circular"
        return self.base if self.base is not None else (None, None)

    def forget(self) -> None:
        """A new sentence: dates before it lend nothing."""
        self.year = self.year_from = self.month = None


class Point(Record, frozen=True):
    """One printed date or period. Month and day stand apart from the year, which may come later (4月至2020年6月)."""

    printed: Printed
    start: int
    end: int
    year: int | None
    year_from: YearFrom | None
    printed_year: bool
    last_year: int | None
    """2016 of 2015-2016, the last year of a plan; else None."""
    opens: tuple[int, int]
    closes: tuple[int, int]
    """First and last month and day; day 0 is the month's last."""
    precision: Precision
    edge: str
    limit: str
    part: str
    """What was printed: the group that decides (y, m, d, q, h, bn, do…)."""

    @property
    def first(self) -> dt.date | None:
        return day_of(self.year, *self.opens)

    @property
    def last(self) -> dt.date | None:
        return _closing(self.last_year or self.year, *self.closes)

    def in_year(self, year: int | None, year_from: YearFrom | None) -> Point:
        return replace(self, year=year, year_from=year_from)


def _closing(year: int | None, month: int, day: int) -> dt.date | None:
    if year is None or not 1 <= month <= 12:
        return None
    return day_of(year, month, day or monthrange(year, month)[1])


_DEKAD = {
    "上": (1, 10),
    "中": (11, 20),
    "下": (21, 0),
    "上中": (1, 20),
    "中下": (11, 0),
    "上半": (1, 15),
    "下半": (16, 0),
}
_SHIFT = {"今": 0, "本": 0, "当": 0, "明": 1, "次": 1, "翌": 1, "来": 1, "下": 1, "后": 2, "去": -1, "上": -1, "同": 0}
_PLAN_YEARS = 5
_FIRST_PLAN = 1981 - 6 * _PLAN_YEARS  # the sixth plan began in 1981 and they have run without a gap since


def read_point(g: Printed, frame: Frame) -> Point | None:
    """The date or period that was printed; None where its numbers name no month or quarter."""
    year, year_from, printed, last_year = _year(g, frame)
    months = _months(g, frame, year)
    if months is None:
        return None
    opens, closes, precision, part = months
    if g.rm and year is not None and not printed:
        year, opens, closes = _named_month(g.rm, year, opens, closes)
    edge = g.edge
    if edge and edge[0] in "初中" and precision in ("month", "year"):
        opens, closes, precision = _middle(edge[0], precision, opens, closes)
    return Point(g, g.start, g.end, year, year_from, printed, last_year, opens, closes, precision, edge, g.lim, part)


def _year(g: Printed, frame: Frame) -> tuple[int | None, YearFrom | None, bool, int | None]:
    if g.y:
        return read_number(g.y), "text", True, read_number(g.y2) if g.y2 else None
    if g.yy:
        short = read_number(g.yy) or 0
        return (2000 if short < 60 else 1900) + short, "text", True, None
    if g.plan:
        number = read_number(g.plan) or 0
        first = _FIRST_PLAN + _PLAN_YEARS * number
        return first, "text", True, first + (read_number(g.py) or _PLAN_YEARS) - 1
    if g.ry:
        year, year_from = _relative_year(g.ry, frame)
        return year, year_from, True, year + 1 if year and g.ry == "今明两年" else None
    now = g.rq or (g.rm and _month_named(g, frame) is None)
    return *(frame.now() if now else frame.default()), False, None


def _relative_year(word: str, frame: Frame) -> tuple[int | None, YearFrom | None]:
    """今年 is the circular's; 次年, 当年 and 同年 count from the date before them where there is one."""
    year, year_from = frame.default() if word[0] in "次翌同当" else frame.now()
    return (None, None) if year is None else (year + _SHIFT[word[0]], year_from)


_Months = tuple[tuple[int, int], tuple[int, int], Precision, str]


def _months(g: Printed, frame: Frame, year: int | None) -> _Months | None:
    """First and last (month, day), precision and the group that decided."""
    if g.m or g.rm:
        month = _month(g, frame)
        return None if month is None else _within_month(month, g)
    if g.q or g.rq:
        q = read_number(g.q) if g.q else _this_quarter(g.rq, frame)
        return ((3 * q - 2, 1), (3 * q, 0), "quarter", "q") if q and q <= 4 else None
    if g.h:
        return ((1, 1), (6, 0), "half", "h") if g.h in "上前" else ((7, 1), (12, 0), "half", "h")
    if g.fq or g.fm:
        n = 3 * (read_number(g.fq) or 0) if g.fq else read_number(g.fm) or 0
        return ((1, 1), (n, 0), "quarter" if g.fq else "month", "f") if 1 <= n <= 12 else None
    if g.hol:
        named = _holiday(g.hol, year)
        return max(named, _holiday(g.hol0, year)) if g.hol0 else named  # 中秋、国庆节前: before the later of the two
    if g.do in _DEKAD:
        return (frame.month or 0, _DEKAD[g.do][0]), (frame.month or 0, _DEKAD[g.do][1]), "dekad", "do"
    if g.do:
        day = read_number(g.do)
        month = frame.month or 0
        return ((month, day), (month, day), "day", "do") if day and day <= 31 else None
    if g.bn:
        n = read_number(g.bn) or 0
        return ((n, 1), (n, 0), "month", "bn") if 1 <= n <= 12 else None
    return (1, 1), (12, 31), "year", "y"


def _month(g: Printed, frame: Frame) -> int | None:
    if g.rm:
        return _month_named(g, frame) or (frame.issued.month if frame.issued else 1)
    month = 1 if g.m == "元" else read_number(g.m)
    return month if month and month <= 12 else None


def _month_named(g: Printed, frame: Frame) -> int | None:
    """The month that 月底 and 当月 take from the date before (6月5日开工,月底前完工); None where there is none or it is
    over when the circular is issued.
    """
    if g.rm not in ("月", "当月") or not frame.month:
        return None
    now = frame.issued
    passed = now is not None and frame.year is not None and (frame.year, frame.month) < (now.year, now.month)
    return frame.month if frame.within or not passed else None


def _within_month(month: int, g: Printed) -> _Months | None:
    if g.dk:
        first, last = _DEKAD[g.dk]
        return (month, first), (month, last), "dekad", "dk"
    if g.d:
        day = read_number(g.d) or 0
        return (month, day), (month, read_number(g.d2) or day if g.d2 else day), "day", "d"
    return (month, 1), (read_number(g.m2) or month if g.m2 else month, 0), "month", "m"


def _this_quarter(word: str, frame: Frame) -> int | None:
    if frame.issued is None:
        return None
    return (frame.issued.month - 1) // 3 + 1 + (word == "下")


def _named_month(
    word: str, year: int, opens: tuple[int, int], closes: tuple[int, int]
) -> tuple[int, tuple[int, int], tuple[int, int]]:
    shift = 1 if word[0] in "下次" else -1 if word[0] == "上" else 0
    month = opens[0] + shift
    year, month = year + (month > 12) - (month < 1), (month - 1) % 12 + 1
    return year, (month, opens[1]), (month, closes[1])


def _holiday(name: str, year: int | None) -> _Months:
    day = holidays()[name]
    if not day[0].isdigit():
        day = festivals().get(year or 0, {}).get(day, "00-00")
    at = (int(day[:2]), int(day[3:]))
    return at, at, "day", "hol"


def _middle(
    edge: str, precision: Precision, opens: tuple[int, int], closes: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int], Precision]:
    """月初 and 月中 are its first and second dekad; 年初 is the first quarter, 年中 June."""
    if precision == "month":
        first, last = _DEKAD["上" if edge == "初" else "中"]
        return (opens[0], first), (closes[0], last), "dekad"
    return ((1, 1), (3, 31), "quarter") if edge == "初" else ((6, 1), (6, 30), "month")
