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
from hongtou.model.vocabulary import Precision, YearFrom

_LONGEST = 24
_DAY = dt.timedelta(days=1)
_NUMERALS = ("元", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTHS = {str(n): n for n in range(1, 13)} | {f"{n:02d}": n for n in range(1, 10)}
_MONTHS |= {word: n for n, word in enumerate(_NUMERALS, 1)} | {"一": 1}
_QUARTERS = {c: n for n in range(1, 5) for c in (str(n), "一二三四"[n - 1])}


class _Words(NamedTuple):
    cell: re.Pattern[str]
    done: frozenset[str]
    in_force: frozenset[str]
    plain: frozenset[str]


@cache
def _words() -> _Words:
    done, in_force = grammar.words("after", "complete"), grammar.words("after", "in_force")
    cell = rf"""
        (?: ((?:19|20)\d\d)年 )?
        (?: (1[0-2]|0?[1-9]|十[一二]?|[元一二三四五六七八九])月 (?: (3[01]|[12]\d|0?[1-9])[日号] )?
          | 第?([一二三四1-4])季度
          | ([上下])半年
          | (年(?=[底末内])|全年)                      # 年底前, 2015年年底前, 年内
        )?
        ([底末] | 内(?![前之以起生]) )?
        ([之以]?前 | 起(?!到) )?
        ({grammar.any_of((*done, *in_force))})?
    """
    return _Words(
        re.compile(cell, re.VERBOSE), frozenset(done), frozenset(in_force), frozenset(grammar.words("after", "plain"))
    )


def read_plain(
    text: Text, start: int, end: int, issued: dt.date | None, base: tuple[int, YearFrom] | None
) -> Deadline | None:
    """The one limit of a cell in one of the plain forms, or None for every other cell."""
    words = _words()
    m = words.cell.fullmatch(text.folded, start, end) if 1 < end - start <= _LONGEST else None
    if m is None:
        return None
    printed, month, day, quarter, half, whole, edge, limit, tail = m.groups()
    year: int
    year_from: YearFrom
    if printed:
        year, year_from = int(printed), "text"
    elif base is not None:
        year, year_from = base
    elif issued is not None:
        year, year_from = issued.year, "circular"
    else:
        return None
    if month:
        if day and edge:
            return None
        days = _in_month(year, _MONTHS[month], int(day) if day else 0)
    elif quarter or half:
        days = _part(year, _QUARTERS[quarter], 3, "quarter") if quarter else _part(year, 1 + (half == "下"), 6, "half")
    elif (printed or whole) and not (printed and whole == "年" and edge == "内"):
        days = _part(year, 1, 12, "year")
    else:
        return None
    if days is None:
        return None
    stop: int = m.start(9) if tail else end
    action = None if tail in words.plain else tail
    return _limit(text.raw[start:stop], start, stop, days, year_from, edge or "", limit or "", tail, action, words)


class _Days(NamedTuple):
    first: dt.date
    last: dt.date
    precision: Precision


def _in_month(year: int, month: int, day: int) -> _Days | None:
    length = monthrange(year, month)[1]
    if not day:
        return _Days(dt.date(year, month, 1), dt.date(year, month, length), "month")
    if day > length:
        return None  # 2月30日: a finding, for the general reader
    date = dt.date(year, month, day)
    return _Days(date, date, "day")


def _part(year: int, n: int, months: int, precision: Precision) -> _Days:
    """The nth quarter, half or whole of a year."""
    last = n * months
    return _Days(dt.date(year, last - months + 1, 1), dt.date(year, last, 31 if last in (3, 12) else 30), precision)


def _limit(
    printed: str,
    start: int,
    end: int,
    days: _Days,
    year_from: YearFrom,
    edge: str,
    limit: str,
    tail: str | None,
    action: str | None,
    words: _Words,
) -> Deadline:
    """Kind and dates by dataset.md, the table of kinds."""
    first, last, precision = days
    ends = edge in ("底", "末")
    one_day = precision == "day"
    if limit == "起" or (one_day and not limit and tail in words.in_force):
        since = last if ends else first
        return Deadline(
            text=printed, start=start, end=end, kind="from", date_from=since, due=since, precision=precision,
            edtf=f"{since.isoformat()}/", year_from=year_from, action=action,
        )  # fmt: skip
    if limit or ends or (one_day and tail):
        return Deadline(
            text=printed, start=start, end=end, kind="by", date_to=last,
            date_to_strict=first - _DAY if limit and not ends and not one_day else None,
            due=last, precision=precision, edtf=f"/{last.isoformat()}", year_from=year_from, action=action,
        )  # fmt: skip
    return Deadline(
        text=printed, start=start, end=end, kind="within", date_from=first, date_to=last, due=last,
        precision=precision, edtf=_edtf(days), year_from=year_from, action=action,
    )  # fmt: skip


def _edtf(days: _Days) -> str:
    first, last, precision = days
    if precision == "day":
        return first.isoformat()
    if precision in ("month", "year"):
        return first.isoformat()[: 7 if precision == "month" else 4]
    return f"{first.isoformat()}/{last.isoformat()}"
