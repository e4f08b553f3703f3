"""The commonest 时限 cells, read whole in one match: 6月30日前完成, 年底前, 2015年6月底前, 三季度末前, 7月1日起施行.

A cell is settled here or not at all: what :func:`read_plain` leaves goes to the general reader, and what it takes
reads there the same (a test holds the two side by side).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import cache
from typing import NamedTuple

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields.text import Text
from hongtou.model import Deadline
from hongtou.model.vocabulary import DeadlineKind, Precision, YearFrom

_LONGEST = 24
_DAY = dt.timedelta(days=1)
_NUMERALS = ("元", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTHS = {str(n): n for n in range(1, 13)} | {f"{n:02d}": n for n in range(1, 10)}
_MONTHS |= {word: n for n, word in enumerate(_NUMERALS, 1)} | {"一": 1}
_QUARTERS = {c: n for n in range(1, 5) for c in (str(n), "一二三四"[n - 1])}


class _Period(NamedTuple):
    """First and last (month, day) of a period; day 0 is the month's last."""

    opens: tuple[int, int]
    closes: tuple[int, int]
    precision: Precision


_YEAR = _Period((1, 1), (12, 31), "year")
_HALVES = {"上": _Period((1, 1), (6, 30), "half"), "下": _Period((7, 1), (12, 31), "half")}


class _Words(NamedTuple):
    cell: re.Pattern[str]
    done: frozenset[str]
    in_force: frozenset[str]
    plain: frozenset[str]


@cache
def _words() -> _Words:
    done, in_force = grammar.words("after", "complete"), grammar.words("after", "in_force")
    cell = rf"""
        (?: (?P<y>(?:19|20)\d\d)年 )?
        (?: (?P<m>1[0-2]|0?[1-9]|十[一二]?|[元一二三四五六七八九])月 (?: (?P<d>3[01]|[12]\d|0?[1-9])[日号] )?
          | 第?(?P<q>[一二三四1-4])季度
          | (?P<h>[上下])半年
          | (?P<w>年(?=[底末])|全年)            # 年底前, 2015年年底前
          | (?<!年)(?P<w2>年(?=内))             # 年内
        )?
        (?: (?<!日)(?<!号) (?P<edge>[底末内]) )?
        (?P<lim> [之以]?前 | 起 )?
        (?P<tail> {grammar.any_of((*done, *in_force))} )?
    """
    return _Words(
        re.compile(cell, re.VERBOSE), frozenset(done), frozenset(in_force), frozenset(grammar.words("after", "plain"))
    )


def read_plain(
    text: Text, start: int, end: int, issued: dt.date | None, base: tuple[int, YearFrom] | None
) -> Deadline | None:
    """The one limit of a cell in one of the plain forms, or None for every other cell."""
    if end - start > _LONGEST:
        return None
    words = _words()
    m = words.cell.fullmatch(text.folded, start, end)
    if m is None:
        return None
    printed, month, day, quarter, half, whole, inside, edge, limit, tail = m.groups()
    if month:
        number = _MONTHS[month]
        period = (
            _Period((number, int(day)), (number, int(day)), "day") if day else _Period((number, 1), (number, 0), "month")
        )
    elif quarter:
        number = 3 * _QUARTERS[quarter]
        period = _Period((number - 2, 1), (number, 0), "quarter")
    elif half:
        period = _HALVES[half]
    elif printed or whole or inside:
        period = _YEAR
    else:
        return None
    year_from: YearFrom
    if printed:
        year, year_from = int(printed), "text"
    elif base is not None:
        year, year_from = base
    elif issued is not None:
        year, year_from = issued.year, "circular"
    else:
        return None
    if tail and not limit and edge == "内" and tail[0] in "科地部":
        return None
    days = _days(year, period)
    if days is None:
        return None
    kind = _kind(period, edge, limit, tail, words)
    at = m.start("tail") if tail else end
    first, last = days
    return _limit(
        text.raw[start:at], start, at, kind, first, last, period.precision, year_from,
        strict=first - _DAY if limit and kind == "by" and edge not in _ENDS and period.precision != "day" else None,
        starts_at_end=edge in _ENDS,
        action=tail if tail not in words.plain else None,
    )  # fmt: skip
