"""The commonest 时限 cells, a match a clause: 6月30日前完成, 3月出台方案,年底前完成, 4月至6月, 每月5日前, 长期坚持.

A cell is settled here or not at all: what :func:`read_plain` leaves goes to the general reader, and what it takes
reads there the same (a test holds the two side by side).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap
from functools import cache

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields._deadline_compose import done_or_in_force
from hongtou.fields._deadline_recurring import whole_rule
from hongtou.fields.text import Text
from hongtou.model import Deadline
from hongtou.model.record import Record
from hongtou.model.vocabulary import Precision, YearFrom

_LONGEST = 60
_DAY = dt.timedelta(days=1)
_NUMERALS = ("元", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTHS = (
    {str(n): n for n in range(1, 13)}
    | {f"{n:02d}": n for n in range(1, 10)}
    | {word: n for n, word in enumerate(_NUMERALS, 1)}
    | {"一": 1}
)
_QUARTERS = {c: n for n in range(1, 5) for c in (str(n), "一二三四"[n - 1])}
_DEKADS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_YEAR = r"(?:19|20)\d\d"
# each alternative begins with a character or a class: `re` passes over those that another begins with
_MONTH = "1[0-2]?|[2-9]|0[1-9]|十[一二]?|[元一二三四五六七八九]"
_DAY_OF_MONTH = r"3[01]?|[12]\d?|[4-9]|0[1-9]"
_CONNECT = "(?:--?-?|[~至到]|直至)"
# What is done may hold no character that any other limit is read by: such a cell goes to the general reader.
_SIGNS = (
    "年月日号季度旬周天期时点分秒一二三四五六七八九十两半〇零廿卅百千元前后後内內底末终初起止始"
    "每逐按即立随马长持常间贯久滚学汛假考暖收耕播种夏冬冻秋忙世节个個小星限约需最提收接"
)
_NOT_HAN = r"\x00-\u4dff\ua000-\U0010ffff"
# What belongs to a date before it (9月中, 5月1日上午, 2月份), or makes another word of its end (12月薪酬, 底数).
_NEVER_NEXT = (
    "中以之为或及份至到直自从的第上下晚凌文龄薪经球亮饼数线层泥册部色板盘蕴座子商细气图价稿端位梢蒙容控设陆外涝河地江科在镜循生"
    "述列款沿往景途台身锋言面瞻项哨置来进移草步动源诉重伏义码征降飞算血损开左"
)
_WORDS = rf"(?![{_NEVER_NEXT}])[^{_NOT_HAN}{_SIGNS}](?:[^{_NOT_HAN}{_SIGNS}]|[一两][次批]){{0,20}}"


class _Plain(Record, frozen=True):
    month: re.Pattern[str]
    """What most cells are: a month or a day of it, 底, 前, 完成."""
    clause: re.Pattern[str]
    ongoing: re.Pattern[str]
    ongoing_first: frozenset[str]
    length: re.Pattern[str]
    unsaid: frozenset[str]
    """Words that say no more than the limit itself: 完成."""


@cache
def _plain() -> _Plain:
    known = grammar.any_of((*grammar.words("after", "complete"), *grammar.words("after", "in_force")))
    # (?:X|) is (?:X)? to `re`, but for the repeat that it would set up: a third of the time of all of it
    clause = rf"""
        (?: ({_YEAR})年 | )
        (?: ({_MONTH})月 (?: ({_DAY_OF_MONTH})[日号] | ([上中下])旬 | )
              (?: {_CONNECT} (?: ({_YEAR})年 | ) ({_MONTH})月 (?: ({_DAY_OF_MONTH})[日号] | ) | )   # 4月至6月
          | 第?([一二三四1-4])季度
          | ([上下])半年
          | (年(?=[底末内])|全年)                      # 年底前, 2015年年底前, 年内
          |
        )
        (?: ( [底末] | 内(?![前之以起生分]) ) | )
        (?: ( [之以]?前 | 起(?!到) ) | )
        (?: ( {known} | (?:各|分别)?{_WORDS} ) | )
        ( [、,;] | $ )
    """
    ongoing = [word for word in grammar.words("ongoing", "cell") if not _DATED.search(word)]
    return _Plain(
        re.compile(rf"({_MONTH})月(?:([底末])|({_DAY_OF_MONTH})[日号]|([上中下])旬|)(前?)(?:完成|)"),
        re.compile(clause, re.VERBOSE),
        re.compile(grammar.any_of(ongoing) + "化?(?:坚持|推进|实施|开展|进行|落实|执行|完成|保持|做好)?"),
        frozenset(word[0] for word in ongoing),
        re.compile(r"(\d{1,3})(个?工作日|[日天]|个月)[以之]?内"),
        frozenset(grammar.words("after", "plain")),
    )


_DATED = re.compile("[年日]")
"""贯穿全年 and 日常工作 name a time too."""


class _Days(Record, frozen=True):
    first: dt.date
    last: dt.date
    precision: Precision
    year_from: YearFrom
    ranged: bool


_Year = tuple[int, YearFrom]


def read_plain(
    text: Text, start: int, end: int, issued: dt.date | None, base: tuple[int, YearFrom] | None
) -> list[Deadline] | None:
    """The limits of a cell of plain forms, or None for every other cell."""
    if not 1 < end - start <= _LONGEST:
        return None
    folded, raw, plain = text.folded, text.raw, _plain()
    first = folded[start]
    if first == "每":
        rule = whole_rule(folded, start, end)
        return (
            None
            if rule is None
            else [Deadline(text=raw[start:end], start=start, end=end, kind="recurring", rrule=rule)]
        )
    if first in plain.ongoing_first and plain.ongoing.fullmatch(folded, start, end) is not None:
        return [Deadline(text=raw[start:end], start=start, end=end, kind="ongoing")]
    if folded[end - 1] == "内" and (counted := plain.length.fullmatch(folded, start, end)) is not None:
        return [_counted(text, counted)]
    if base is None and issued is not None:
        base = issued.year, "circular"
    if base is not None and (month := plain.month.fullmatch(folded, start, end)) is not None:
        return _month(text, month, base)
    return _clauses(text, start, end, base, plain)


def _month(text: Text, found: re.Match[str], year: _Year) -> list[Deadline] | None:
    """6月, 6月底前, 6月30日前完成, 6月上旬."""
    start, end = found.span()
    month, edge, day, dekad, limit = found.groups()
    read = _days((None, month, day, dekad, None, None, None, None, None, None, edge), year)
    if read is None:
        return None
    words = "完成" if text.folded[end - 1] == "成" else None
    stop = end - 2 if words else end
    return [_limit(text, start, stop, read[0], edge or "", limit, words, None)]


def _counted(text: Text, counted: re.Match[str]) -> Deadline:
    """21个工作日内, 30日内, 3个月内."""
    start, end = counted.span()
    number, unit = counted.groups()
    workdays = int(number) if unit.endswith("工作日") else None
    duration = None if workdays is not None else f"P{int(number)}{'M' if unit == '个月' else 'D'}"
    return Deadline(
        text=text.raw[start:end], start=start, end=end, kind="relative", duration=duration, workdays=workdays
    )


def _clauses(text: Text, start: int, end: int, year: _Year | None, plain: _Plain) -> list[Deadline] | None:
    """Each clause's limit; one without a year of its own takes that of the clause before it."""
    found: list[Deadline] = []
    listed: list[tuple[int, int, _Days]] = []  # 6月、 of 6月、12月各报一次
    at = start
    while at < end:
        m = plain.clause.match(text.folded, at, end)
        if m is None:
            return None
        parts = m.groups()
        read = _days(parts, year)
        if read is None:
            return None
        days, year = read
        edge, limit, words, sign = parts[10], parts[11], parts[12], parts[13]
        behind = m.end()
        stop = behind - len(sign or "") - len(words or "")
        if (limit == "起" and not words and behind < end) or (edge == "内" and at > start):
            return None  # 5月1日起,3月; 5月底前验收,3月内: what stands before may be what a length is counted from
        if sign == "、" or listed:
            said_of_each = words is None if sign == "、" else words is not None and words.startswith(("各", "分别"))
            if edge or limit or days.ranged or not said_of_each:
                return None
        if sign == "、":
            listed.append((at, stop, days))
        else:
            action = None if words in plain.unsaid else words
            found += [_limit(text, *one, "", "", None, action) for one in listed]
            found.append(_limit(text, at, stop, days, edge or "", limit or "", words, action))
            listed = []
        at = behind
    return None if listed else found


def _days(parts: tuple[str | None, ...], lent: _Year | None) -> tuple[_Days, _Year] | None:
    """The days that a clause names, and the year it lends the next; None where no calendar has them."""
    printed, month, day, dekad, last_year, last_month, last_day = parts[:7]
    year: _Year | None = (int(printed), "text") if printed else (int(last_year), "text") if last_year else lent
    if year is None:
        return None
    number, said_by = year
    edge = parts[10]
    if not month:
        quarter, half, whole = parts[7:10]
        if not (quarter or half or whole or printed) or (printed and whole == "年" and edge == "内"):
            return None
        return _Days(*_part(number, quarter, half), said_by, ranged=False), year
    if edge and (last_day or (not last_month and (day or dekad))):
        return None
    opens, closes, precision = _within(_MONTHS[month], day, dekad)
    last_number = number
    if last_month:
        last_opens, last_closes, precision = _within(_MONTHS[last_month], last_day, None)
        if last_year and printed:
            last_number = int(last_year)
        elif last_year:
            number -= opens > last_closes
        else:
            last_number += last_opens < opens and last_closes[0] < opens[0]
        closes = last_closes
    try:
        first = dt.date(number, opens[0], opens[1])
        last = first
        if last_month or opens != closes:
            last = dt.date(last_number, closes[0], closes[1] or _length(last_number, closes[0]))
    except ValueError:
        return None  # 2月30日: a finding, for the general reader
    ranged = last_month is not None
    return (_Days(first, last, precision, said_by, ranged), (last_number, said_by)) if first <= last else None


_MonthDay = tuple[int, int]


def _within(month: int, day: str | None, dekad: str | None) -> tuple[_MonthDay, _MonthDay, Precision]:
    """First and last day; 0 is the month's last."""
    if day:
        only = month, int(day)
        return only, only, "day"
    if dekad:
        first, last = _DEKADS[dekad]
        return (month, first), (month, last), "dekad"
    return (month, 1), (month, 0), "month"


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month]


def _part(year: int, quarter: str | None, half: str | None) -> tuple[dt.date, dt.date, Precision]:
    """A quarter or half of a year, or all of it."""
    if quarter:
        last = 3 * _QUARTERS[quarter]
        return dt.date(year, last - 2, 1), dt.date(year, last, _LENGTHS[last]), "quarter"
    if half:
        return (
            (dt.date(year, 1, 1), dt.date(year, 6, 30), "half")
            if half == "上"
            else (dt.date(year, 7, 1), dt.date(year, 12, 31), "half")
        )
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def _limit(
    text: Text, start: int, end: int, days: _Days, edge: str, limit: str, words: str | None, action: str | None
) -> Deadline:
    """Kind and dates by dataset.md, the table of kinds."""
    first, last, precision, ranged = days.first, days.last, days.precision, days.ranged
    printed = text.raw[start:end]
    ends = edge in ("底", "末")
    by = not ranged and (limit != "" or ends)
    since = limit == "起" and not ranged
    if words and precision == "day" and not (limit or ranged):
        done, in_force = done_or_in_force()
        by = done.match(words) is not None
        since = not by and in_force.match(words) is not None
    if since:
        day = last if ends else first
        return Deadline(
            text=printed, start=start, end=end, kind="from", date_from=day, due=day, precision=precision,
            edtf=f"{day.isoformat()}/", year_from=days.year_from, action=action,
        )  # fmt: skip
    if by:
        return Deadline(
            text=printed, start=start, end=end, kind="by", date_to=last,
            date_to_strict=first - _DAY if limit and not ends and precision != "day" else None,
            due=last, precision=precision, edtf=f"/{last.isoformat()}", year_from=days.year_from, action=action,
        )  # fmt: skip
    return Deadline(
        text=printed, start=start, end=end, kind="within", date_from=first, date_to=last, due=last,
        precision=precision, edtf=_edtf(days), year_from=days.year_from, action=action,
    )  # fmt: skip


def _edtf(days: _Days) -> str:
    first, last, precision = days.first, days.last, days.precision
    if first == last:
        return first.isoformat()
    if not days.ranged and precision in ("month", "year"):
        return first.isoformat()[: 7 if precision == "month" else 4]
    return f"{first.isoformat()}/{last.isoformat()}"
