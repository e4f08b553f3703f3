"""Calendar limits: dates joined into ranges and lists, and what the words around them make of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields import _deadline_prose as prose
from hongtou.fields._deadline_bare import is_defined
from hongtou.fields._deadline_bounds import Decision, counted_in, fields_of
from hongtou.fields._deadline_calendar import Frame, Point
from hongtou.fields._deadline_candidate import Candidate
from hongtou.fields._deadline_pieces import Printed
from hongtou.fields._deadline_runs import (
    ENDS,
    Item,
    in_this_month,
    is_told,
    items_of,
    lent_year,
    merged,
    names_next_year,
    runs,
)
from hongtou.fields._taken import Taken
from hongtou.fields.dates import day_of
from hongtou.model.record import Record
from hongtou.model.vocabulary import DeadlineKind

_DAY = dt.timedelta(days=1)
_LEAP = 2000
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Found(Record, frozen=True):
    """A limit with its place; ``fields`` are those of :class:`hongtou.model.Deadline`."""

    start: int
    end: int
    kind: DeadlineKind | None
    fields: dict[str, Any]


@cache
def _now() -> re.Pattern[str]:
    """即日起至 right before a date. Every word of it holds 起."""
    documents = grammar.any_of(grammar.words("prose", "documents"))
    issue = rf"[自从]?(?:本?{documents})?{grammar.any_of(grammar.words('now', 'issue'))}之日起"
    today = grammar.any_of(grammar.words("now", "words"))
    return re.compile(rf"(?:{today}|{issue})(?:[ ]?[至到~-][ ]?)?\Z")  # $ would take a break too


class _Heads(NamedTuple):
    pattern: re.Pattern[str]
    exceptions: tuple[str, ...]
    last: frozenset[str]
    """What a head can end with: one look rules out most of what stands before a date."""


@cache
def _heads() -> _Heads:
    words = grammar.words("limit", "by_head")
    return _Heads(
        re.compile(rf"{grammar.any_of(words)}[ ]?$"),
        grammar.words("limit", "by_head_not"),
        frozenset(w[-1] for w in words) | {" ", "\n"},
    )


@cache
def done_or_in_force() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a day the last one (完成), and the first one (施行), right behind it."""
    return (
        re.compile(rf"[ ]?(?:前?全[部面]|正式)?{grammar.any_of(grammar.words('after', 'complete'))}"),
        re.compile(rf"[ ]?(?:全面|正式|开始|统一)?{grammar.any_of(grammar.words('after', 'in_force'))}"),
    )


@cache
def _before_words() -> frozenset[str]:
    return frozenset(grammar.words("limit", "before"))


def scan_calendar(folded: str, frame: Frame, taken: Taken, *, in_prose: bool) -> Iterator[Found]:
    """The calendar limits of a folded text, in order, outside the stretches already taken."""
    last = 0
    before: Found | None = None
    items: list[Item] | None = None
    for run in runs(folded, taken):
        if before is not None and run[0].start < before.end:
            continue  # the 八月十五 of 2021年农历八月十五前, read whole
        if in_prose and "。" in folded[last : run[0].start]:
            frame.forget()
        last = run[-1].end
        if in_prose and frame.year is None and (year := lent_year(folded, items, run[0].start)) is not None:
            frame.year, frame.year_from = year, "text"
        earlier, items = items, items_of(folded, run, frame)
        if in_prose and earlier and items and names_next_year(folded, earlier, items, frame):
            items = items_of(folded, run, frame)
        if items is None:
            yield from _unread(run, in_prose=in_prose)
            continue
        after, head = -1, ""
        if len(items) > 1:
            head = _head(folded, run[0].start)
            if folded.startswith(_EACH, last) or (head and len(items) > 1 and not items[-1].limited):
                after = last  # 5月、6月各一次: two, and what is said is said of both
                items = merged(items) if items[-1].limited else items  # 6月、12月底前各一次: 底前 too
            else:
                after = last if in_prose and is_defined(folded, last) else -1
                items = merged(items)
        for n, item in enumerate(items):
            alone = n > 0 and _falls(items[n - 1].closing, item.a)
            lead = item.a.start if alone else run[0].start
            found = _read(folded, item, frame, lead, after, head, in_prose=in_prose)
            if found is not None:
                closing = item.closing
                frame.year, frame.year_from = closing.year, closing.year_from
                frame.month = closing.closes[0] if closing.precision in _HAS_MONTH else None
                if not _again(folded, before, found):
                    yield found
                before = found


def _falls(before: Point, day: Point) -> bool:
    """Whether a day of a list is none of the month it has from the day before: 12月30日、31日、1日."""
    return day.precision == "day" and day.opens[0] == before.closes[0] and day.opens[1] < before.closes[1]


def _again(folded: str, before: Found | None, found: Found) -> bool:
    """下半年(7-12月), “十四五”末(2025年): the brackets say the same once more."""
    return (
        before is not None
        and folded[before.end : found.start] == "("
        and folded.startswith(")", found.end)
        and before.kind is not None
        and (found.kind == before.kind or (found.kind == "within" and before.kind == "by"))
        and before.fields["due"] == found.fields["due"] is not None
        and before.fields["date_from"] in (None, found.fields["date_from"])
    )


def _head(folded: str, start: int) -> str:
    """到, 截至, 不晚于 before the date; not the end of 达到."""
    pattern, exceptions, last = _heads()
    if not start or folded[start - 1] not in last:
        return ""
    before = folded[max(0, start - 8) : start]
    m = pattern.search(before)
    if m is None or before.rstrip().endswith(exceptions):
        return ""
    return m.group()


def _begins(folded: str, start: int) -> bool:
    """自, 从, 不早于 before a date that no 起 closes."""
    head = grammar.words("limit", "from_head") + grammar.words("limit", "not_before")
    return folded.endswith(head, max(0, start - 4), start)


_LUNAR = ("农历", "阴历", "夏历")
_HAS_MONTH = frozenset({"month", "dekad", "day"})
"""What lends a later 20日前 its month: 2023年二季度起,…20日前 names no day of June."""
_LUNAR_DAY = re.compile(rf"(?:{'|'.join(_LUNAR)})[^,;。、\n()每]{{1,12}}")
_SEASON = re.compile(
    r"(?![前每逐]|农历)[^\d,;。、\n()年月日底末每]{2,16}?(?:[之以]?前|期间)(?=[ \n,;。、()]|$)"
    r"|(?:[春夏秋冬]{1,2}两?[季天]?+(?:学期)?+|[暑寒][假期]|学年度?+|汛期|雨季)(?![^,;。\n]{0,4}[前起])"
)
"""2021年春季, 2021年麦收前, 2021年春运期间: no days of the calendar."""
_OF_EVENT = ("的", "之日", "后")
"""自审核通过的次月起: of a month that no calendar has."""
_SEASONS = frozenset("春夏秋冬")
_IN_SEASON = re.compile(r"[春夏秋冬](?:[季天]|(?=[,;。、)\n]|完成|建成|实现|达到|全[面部]|基本|竣工|投[入用产]|$))")
"""2019年冬至2020年春完成造林: a part of the year that no calendar has; but 到2020年冬小麦 is a goal of the year."""
_HEATING = re.compile(r"度?(?:采暖|供暖|供热|取暖)(?:季|期)(?![之以]?前)|[秋冬春]{2}季")
"""2016-2017年采暖期, 秋冬季: a season that begins in one year and ends in the next."""
_EACH = ("各", "分别", " 各", " 分别", "均")


def _read(folded: str, item: Item, frame: Frame, lead: int, after: int, head: str, *, in_prose: bool) -> Found | None:
    """``lead`` is where the list begins that the date stands in; see :class:`prose.Candidate`."""
    if in_prose and item.a.part == "do" and not item.a.opens[0]:
        item = in_this_month(folded, item, frame.issued)
    a, closing = item.a, item.closing
    start, end = a.start, closing.end
    if a.part == "do" and (not a.opens[0] or closing.edge[-1:] in ("内", "內")):
        return None if in_prose or closing.edge else Found(start, end, None, {})
    if start and folded[start - 1] == "含":
        return None  # 6月30日前(含6月30日)
    if folded.endswith(_LUNAR, 0, start):
        return Found(start - 2, end, None, {})
    if not in_prose and a.part == "y" and not item.limited and (lunar := _LUNAR_DAY.match(folded, end)):
        return Found(start, lunar.end(), None, {})
    head = _head(folded, start) or head
    kind, first, last, strict = counted_in(folded, item, _decide(folded, item, head))
    near = max(0, start - 12)
    now = _now().search(folded[near:start]) if start and folded.find("起", near, start) >= 0 else None
    if now is not None and kind in ("by", "within") and item.b is None:
        start -= len(now.group().removeprefix("自").removeprefix("从"))
        kind, first, strict = "within", frame.issued, None
    if not _real(a) or (item.b is not None and not _real(closing)):
        figure = (in_prose or a.printed.dotted) and not item.limited
        return None if figure else Found(start, end, None, {})
    bare = not head and not item.limited and now is None
    if bare and (is_told(folded, item, frame) or (in_prose and _of_any_year(folded, a, frame))):
        return None
    if bare and folded.startswith("前后", end):
        return None if in_prose else Found(start, end + 2, None, {})  # 6月前后: no calendar has it
    if bare and closing.precision == "year" and (heating := _HEATING.match(folded, end)):
        return None if in_prose else Found(start, heating.end(), None, {})
    open_year = a.precision == "year" and item.b is None and not (item.limited or in_prose)
    if open_year and (season := _SEASON.match(folded, end)):
        return Found(start, season.end(), None, {})
    if in_prose and head and a.precision == "year" and not item.limited and _in_season(folded, start - len(head), end):
        return None
    if a.printed.rm == "次月" and folded.endswith(_OF_EVENT, 0, start):
        return None if in_prose else Found(start, end, None, {})
    if in_prose:
        listed = start > lead and a.precision == "day"  # 4月12日、14日: the day before lends it the month
        if a.printed.dotted or (bare and ((not listed and _lacks_month(folded, a)) or _numeric_only(folded, a))):
            return None
        place = min(lead, start), max(after, end)
        candidate = Candidate(start, end, kind, first, last, bare, closing.precision, closing.limit, head, *place)
        if not prose.is_limit(folded, candidate, frame.issued):
            return None
    elif kind == "by" and prose.is_of_things(folded, end, last, frame.issued):
        return None
    return Found(start, end, kind, fields_of(item, kind, first, last, strict))


def _in_season(folded: str, before: int, end: int) -> bool:
    """Whether a part of the year follows it; behind another one (2021年冬至2022年春牲畜防灾) any words may go on."""
    if folded[end : end + 1] not in _SEASONS:
        return False
    return folded[before - 1] in _SEASONS or _IN_SEASON.match(folded, end) is not None


def _of_any_year(folded: str, point: Point, frame: Frame) -> bool:
    """当年立项、当年开工、次年完工: of any year, where no year is said before."""
    word = point.printed.ry[:1]
    if not word or word not in "当次翌" or frame.year is not None or point.precision != "year":
        return False
    return word == "当" or "当年" in folded[max(0, point.start - 24) : point.start]


_NEAR = 24


def _lacks_month(folded: str, point: Point) -> bool:
    """10日, which may be of anything; but 4月中旬初审,下旬复审 has its month before it, not 每月上旬调度,下旬通报."""
    if point.part != "do" or point.precision != "dekad" or folded[point.start - 1 : point.start] not in (",", ";"):
        return point.part == "do"
    return folded.find("每", max(0, point.start - _NEAR), point.start) >= 0


def _numeric_only(folded: str, point: Point) -> bool:
    """2015-2016, 2020.6: too little to be called a date outside a cell for dates."""
    text = folded[point.start : point.end]
    if point.printed.plan and "期" in text:
        return False  # “十四五”期间; but “十四五”规划 is a document
    return "年" not in text and "月" not in text and point.precision != "day" and point.part in ("y", "m")


def _real(point: Point) -> bool:
    """The calendar has the day, in any year where none is known."""
    (month, day), (last_month, last_day) = point.opens, point.closes
    if 1 <= month <= 12 and 1 <= last_month <= 12 and 1 <= day <= _LENGTHS[month] and last_day <= _LENGTHS[last_month]:
        return True  # in every year: a leap day is looked up
    year = point.year or _LEAP
    return (
        day_of(year, *point.opens) is not None
        and 1 <= point.closes[0] <= 12
        and (point.closes[1] == 0 or day_of(point.last_year or year, *point.closes) is not None)
    )


_FOR_GOOD = re.compile(
    r"[ ]?[-~至到][ ]?(?:长期|持续|永久|今后|常态|[\u4e00-\u9fff]{2,12}?(?:结束|解除|终止|期满|届满)(?![后後前]))"
)
"""2021年3月—长期, 2月1日至响应解除: a beginning, and no end that a calendar has."""


def _decide(folded: str, item: Item, head: str) -> Decision:
    """By dataset.md, the table of kinds."""
    a = item.a
    closing = item.b or a
    first, last = a.first, closing.last
    ends = closing.edge[:1] in ENDS
    before = closing.limit.lstrip("或及") in _before_words()
    if item.b is not None and a.edge[:1] in ENDS:
        first = a.last  # 5月底-12月底
    if item.b is not None or a.printed.d2 or (a.last_year is not None and not (a.printed.plan and (ends or before))):
        return "within", first, last, None
    if (closing.limit and not before) or (not (closing.limit or ends) and _FOR_GOOD.match(folded, closing.end)):
        return "from", last if ends else first, None, None
    if before and folded.endswith(grammar.words("limit", "not_before"), 0, closing.start):
        return "from", first, None, None  # 不早于2月9日24时前复工
    if before or ends or head:
        unclear = "前" in closing.limit and not ends and closing.precision != "day"
        return "by", None, last, first - _DAY if unclear and first is not None else None
    if closing.precision == "day":
        done, in_force = done_or_in_force()
        if done.match(folded, closing.end):
            return "by", None, last, None
        if in_force.match(folded, closing.end) or _begins(folded, closing.start):
            return "from", first, None, None
    return "within", first, last, None


def _unread(run: list[Printed], *, in_prose: bool) -> Iterator[Found]:
    """13月底前 sounds like a limit and names no month; 13月 in prose says nothing."""
    for m in run:
        if m.lim or not in_prose:
            yield Found(m.start, m.end, None, {})
