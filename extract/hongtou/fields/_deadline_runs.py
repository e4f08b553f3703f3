"""Dates that stand together: in a range (4月-6月) or a list (6月、12月), each lending the next what it drops."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields._deadline_calendar import Frame, Point, read_point
from hongtou.fields._deadline_hints import calendar_hint
from hongtou.fields._deadline_pieces import Printed
from hongtou.fields._deadline_points import match_point, stages
from hongtou.fields._taken import Taken
from hongtou.model.record import Record

_DAY = dt.timedelta(days=1)
_BACK = 20
_AHEAD = 64
_JOINT_OPENS = frozenset(" \n-~直至到、和及与以或")
_BETWEEN = re.compile("之?间")
ENDS = frozenset("底末终")
"""What closes a period: 月底, 季度末, 年终."""


class Item(Record, frozen=True):
    """A date, or a range of two."""

    a: Point
    b: Point | None

    @property
    def closing(self) -> Point:
        return self.b or self.a

    @property
    def limited(self) -> bool:
        return bool(self.closing.edge[:1] in ENDS or self.closing.limit)


def _matches(folded: str, taken: Taken) -> Iterator[Printed]:
    """The printed dates: tried only from the few characters before a hint that a date can open with."""
    done, end = 0, len(folded)
    opens = stages().opens
    for anchor in calendar_hint().finditer(folded):
        at = anchor.start()
        low = max(done, at - _BACK)
        while low <= at:
            if (
                folded[low] in opens
                and not _is_inside(folded, low)
                and (m := match_point(folded, low, min(end, at + _AHEAD))) is not None
            ):
                low = done = m.end
                if taken.is_free(m.start, m.end):
                    yield m
            else:
                low += 1


_DIGITS = frozenset("0123456789")


def _is_inside(folded: str, at: int) -> bool:
    """Whether a digit stands within a number, where no date opens but a quarter's."""
    inside = folded[at] in _DIGITS and at > 0 and folded[at - 1] in _DIGITS
    return inside and folded[at + 1 : at + 2] not in ("季", " ", "\n")


def runs(folded: str, taken: Taken) -> Iterator[list[Printed]]:
    """Dates that nothing but 至, - or 、 parts."""
    run: list[Printed] = []
    for m in _matches(folded, taken):
        if run and not _joint(folded, run[-1].end, m.start):
            yield run
            run = []
        run.append(m)
    if run:
        yield run


def _joint(folded: str, start: int, end: int) -> str:
    """ "-" between the ends of a range, "、" in a list, "" elsewhere."""
    if end - start > 8 or end == start or folded[start] not in _JOINT_OPENS:
        return ""
    if grammar.connect().fullmatch(folded, start, end):
        return "-"
    return "、" if grammar.listed().fullmatch(folded, start, end) else ""


def items_of(folded: str, run: list[Printed], frame: Frame) -> list[Item] | None:
    """The dates of a run, each with the year and month the one before lends; None where one cannot be read."""
    if len(run) == 1:
        point = read_point(run[0], frame)
        return None if point is None else [Item(point, None)]
    lent = Frame(frame.issued, frame.base, frame.year, frame.year_from, frame.month)
    points: list[Point] = []
    for m in run:
        point = read_point(m, lent)
        if point is None:
            return None
        points.append(point)
        if point.year is not None:
            lent.year, lent.year_from = point.year, point.year_from
        lent.month, lent.within = point.closes[0], True
    for i in range(len(points) - 2, -1, -1):
        points[i] = like_next(points[i], points[i + 1])
    items: list[Item] = []
    for i, point in enumerate(points):
        joint = _joint(folded, points[i - 1].end, point.start) if i else ""
        between = _BETWEEN.match(folded, point.end) if i == 1 == len(points) - 1 else None
        if between:
            point, joint = replace(point, end=between.end()), "-"
        if joint == "-" and items[-1].b is None:
            items[-1] = _range(items[-1].a, point)
        else:
            items.append(Item(point, None))
    return items


def like_next(point: Point, following: Point) -> Point:
    """The 一 of 一至三季度 is a quarter because the next is; 4 of 4-6月 a month."""
    if point.part != "bn" or following.part != "q":
        return point
    q = point.opens[0]
    return replace(point, opens=(3 * q - 2, 1), closes=(min(3 * q, 12), 0), precision="quarter", part="q")


def _range(a: Point, b: Point) -> Item:
    """A range where one end takes the year of the other; 11月至3月 runs into the next year."""
    if b.printed_year and not a.printed_year and b.year is not None:
        a = a.in_year(b.year - (a.opens > b.closes and a.part != "do"), b.year_from)
    elif not b.printed_year and a.year is not None:
        wraps = b.opens < a.opens and b.closes[0] < a.opens[0]
        b = b.in_year(a.year + wraps, a.year_from)
    return Item(a, b)


def merged(items: list[Item]) -> list[Item]:
    """2月份、3月份、4月份 is one stretch; in 6月、12月底前 the limit word holds for both."""
    if len(items) < 2:
        return items
    last = items[-1].closing
    if items[-1].limited:
        if last.part == "d" and all(i.b is None for i in items):
            items = [Item(point, None) for point in with_shared_day([i.a for i in items])]
        return [
            i
            if i.limited or i.closing.precision != last.precision
            else Item(replace(i.a, edge=i.a.edge or last.edge, limit=last.limit), None)
            if i.b is None
            else i
            for i in items
        ]
    follow = all(
        x.a.precision == y.a.precision and not x.limited and _next_day(x.closing.last) == y.a.first is not None
        for x, y in pairwise(items)
    )
    return [Item(items[0].a, last)] if follow else items


_ASKED = re.compile(r"请[^,;。\n每逐]{0,16}[于在]$")


def in_this_month(folded: str, item: Item, issued: dt.date | None) -> Item:
    """请于25日前报送: what is asked for once, and by a day that is still to come in the circular's month."""
    a = item.a
    if issued is None or item.b is not None or a.limit not in ("前", "之前", "以前") or a.opens[1] < issued.day:
        return item
    if _ASKED.search(folded, max(0, a.start - 20), a.start) is None:
        return item
    day = (issued.month, a.opens[1])
    return Item(replace(a, opens=day, closes=day, year=issued.year, year_from="circular"), None)


_LENDS = re.compile(
    r"[ ]?(?:第[一二三四五六][批期]|首批|[全我各本][省市县区州旗乡镇地]|力争|争取|确保|计划|拟|要|将|须|应|在|于)+[ ]?"
)


def lent_year(folded: str, items: list[Item] | None, start: int) -> int | None:
    """The year of a date behind it: 2022年全市6月底前完成; but 2022年度预算于6月底前编制 says which budget."""
    if items is None or len(items) != 1:
        return None
    item = items[0]
    bare = item.b is None and item.a.printed.y != "" and item.a.precision == "year" and not item.limited
    bare = bare and item.a.last_year is None and folded[item.a.end - 1] == "年"
    return item.a.year if bare and _LENDS.fullmatch(folded, item.a.end, start) else None


_FARTHEST_NAME = 24


def names_next_year(folded: str, earlier: list[Item], items: list[Item], frame: Frame) -> bool:
    """Whether the next year stands before a date in the words of its statement, and the circular's own would put the
    date before the circular: 2015年全市投资计划要在3月底前下达, of November 2014. The frame has it from then on.
    """
    named, closing, issued = earlier[-1].a, items[0].closing, frame.issued
    if issued is None or frame.year is not None or named.year != issued.year + 1 or named.precision != "year":
        return False
    if named.printed.y == "" or closing.printed_year or closing.last is None or closing.last >= issued:
        return False
    apart = folded[named.end : items[0].a.start]
    if len(apart) > _FARTHEST_NAME or not apart or any(stop in apart for stop in "。;\n") or named.limit:
        return False
    frame.year, frame.year_from = named.year, "text"
    return True


_PAST = ("去", "上")
_REPORT = re.compile(
    r"度?(?:的|工作|任务|重点|目标|完成|推进|落实|整改|执行){0,3}"
    r"(?:进展|情况|报表|预测|(?:总结|数据|台账|信息|进度)(?:[于在和及报上,;。、)\n]|汇总|统计|材料|$))"
)
"""What is told of a month, not done in it."""


def is_told(folded: str, item: Item, frame: Frame) -> bool:
    """Whether a month or year is what is told of (每月10日前报送上月情况); its month holds for the day behind."""
    a, closing = item.a, item.closing
    told = a.printed.ry or a.printed.rm or a.printed.rq
    if told and told[0] not in _PAST and _REPORT.match(folded, closing.end):
        frame.month = closing.closes[0] if a.printed.rm else frame.month  # 本月情况于25日前报送
        return True
    return bool(told) and told[0] in _PAST


_SEVERAL = 2


def with_shared_day(points: list[Point]) -> list[Point]:
    """3、6、9、12月25日前: months before a day of the last have that day too; of 6月、12月25日前 it is not sure."""
    if len(points) < _SEVERAL:
        return points
    months, last = points[:-1], points[-1]
    bare = all(p.part in ("bn", "m") and p.precision == "month" and not p.edge and not p.limit for p in months)
    sure = len(months) >= _SEVERAL or months[0].part == "bn" or last.printed.of
    if last.part != "d" or not bare or not sure:
        return points
    day = last.opens[1]
    return [replace(p, opens=(p.opens[0], day), closes=(p.opens[0], day), precision="day") for p in months] + [last]


def _next_day(day: dt.date | None) -> dt.date | None:
    return day + _DAY if day is not None and day.year < 9000 else None
