"""Limits that come again: 每月25日前, 每季度末月20日前, 每年6月30日、12月31日前 → a rule of RFC 5545."""

from __future__ import annotations

import re

from msgspec.structs import replace

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields._deadline_calendar import Frame, Point, read_point
from hongtou.fields._deadline_points import match_point
from hongtou.fields._deadline_runs import ENDS, like_next, with_shared_day
from hongtou.fields.numerals import SMALL, read_number
from hongtou.model.record import Record


class Recurrence(Record, frozen=True):
    """A stretch of the text and its rule (RFC 5545); None where the numbers name no day."""

    start: int
    end: int
    rrule: str | None
    limited: bool
    """It says by when (前, 底, a day), not only how often."""
    dated: bool
    """Months or days of the year belong to it: 每年4月至10月."""


_MONTHS: dict[str, dict[str, tuple[int, ...]]] = {
    "quarter": {"end": (3, 6, 9, 12), "first": (1, 4, 7, 10), "second": (2, 5, 8, 11)},
    "half": {"end": (6, 12)},
}
_WEEKDAYS = dict(zip("一二三四五六日天末", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU", "FR"), strict=True))
_DAYS = re.compile(rf"({SMALL}){grammar.B}[日号]")
_DEKAD_END = {"上": 10, "中": 20, "下": -1}
_WHICH_MONTH = {"首": "first", "一": "first", "1": "first", "次": "first", "二": "second", "2": "second"}


def read_recurrence(m: re.Match[str], folded: str, frame: Frame) -> list[Recurrence]:
    """The rule of one match of the grammar; for 每年 the dates that follow belong to it (每年6月、12月).

    Several where no one rule says it: 每年3月5日、9月10日."""
    unit = _unit(m)
    start, stop = m.span()
    limited = any(m.group("lim", "d", "e", "e2", "wm", "wm2", "dk", "hm", "wd", "fd", "fd2", "lw", "fw", "nd", "bd"))
    said = unit[0] in "季半" and folded.startswith("(", stop)  # 每半年(6月、12月)
    if (unit[0] == "年" or said) and not limited and not m.group("o"):
        season = _SEASON.match(folded, stop) if unit[0] == "年" else None
        points = _points_after(folded, season.end() if season else stop, frame)
        if points:
            by = season is None or points[-1].limit.endswith("前")
            return [Recurrence(s, e, rule, by, True) for s, e, rule in _yearly(start, points)]
    return [Recurrence(start, stop, _rule(m, unit), limited, False)]


# 每年汛期(6月1日)前: the brackets say when
_SEASON = re.compile(r"的?[\u4e00-\u9fff]{1,4}(?=\([\d一二三四五六七八九十])")
_NEXT_CLAUSE = re.compile(r"[^,。;\n]{0,30},[ ]?(?:并?[于在])?")


def carried(folded: str, first: Recurrence, before: Recurrence, frame: Frame) -> Recurrence | None:
    """每年1月10日前报送上年总结,(当年)7月10日前报送半年总结: ``first`` holds of the next clause's limit too.

    当月 is the month of the limit ``before``.
    """
    clause = _NEXT_CLAUSE.match(folded, before.end)
    if clause is None or before.rrule is None or not (before.dated or before.limited):
        return None
    printed = match_point(folded, clause.end(), len(folded))
    point = read_point(printed, Frame(frame.issued, frame.base)) if printed is not None else None
    if printed is None or point is None or not (point.limit.endswith("前") or point.edge[:1] in ENDS):
        return None
    if printed.rm == "当月":
        months, _, days = before.rrule.partition(";BYMONTHDAY=")
        rule = f"{months};BYMONTHDAY={point.closes[1] or -1}"
        return Recurrence(point.start, point.end, rule, True, False) if days else None
    if printed.do:
        monthly = folded.startswith("每月", first.start) and point.limit != ""
        rule = f"FREQ=MONTHLY;BYMONTHDAY={point.opens[1]}"
        return Recurrence(point.start, point.end, rule, True, False) if monthly else None
    own_year = point.printed_year and printed.ry[:1] not in ("次", "翌", "来", "当", "同")
    if own_year or not folded.startswith("每年", first.start) or point.part not in ("y", "q", "h", "m", "d", "dk"):
        return None
    return Recurrence(point.start, point.end, _yearly(point.start, [point])[0][2], True, True)


def whole_rule(folded: str, start: int, end: int) -> str | None:
    """The rule of a stretch that is one recurrence and nothing else: 每月5日前.

    >>> whole_rule("每月5日前", 0, 5), whole_rule("每年6月", 0, 4)
    ('FREQ=MONTHLY;BYMONTHDAY=5', None)
    """
    monthly = _MONTHLY.fullmatch(folded, start, end)
    if monthly is not None:
        return f"FREQ=MONTHLY;BYMONTHDAY={int(monthly[1])}"
    m = grammar.recurring().match(folded, start, end)
    return _rule(m, _unit(m)) if m is not None and m.end() == end else None


_MONTHLY = re.compile("每月(3[01]|[12]\\d|0?[1-9])[日号]前?")
"""What most of them are, before the pattern of all that can be."""


def _unit(m: re.Match[str]) -> str:
    unit = m["u"] or m["u2"] or m["u3"] or m["u4"] or m["u5"] or "月"  # 次月10日 is a day of every month
    return unit.replace("半个月", "半月")


def _rule(m: re.Match[str], unit: str) -> str | None:
    n = read_number(m.group("n") or "") or 1
    if m.group("o") in ("半", "两", "二", "三"):
        if m.group("o") == "半":
            unit = "半" + unit
        else:
            n = read_number(m.group("o")) or 1
    every = f";INTERVAL={n}" if n > 1 else ""
    if m["fd"] or m["fd2"] or m["lw"] or m["fw"]:
        return _first_days(m, unit, every)
    if m["bd"]:
        return _last_days(m, unit, every)
    if m["nd"]:
        nth = read_number(m["nw"]) if m["nw"] else -1
        return f"FREQ=MONTHLY;BYDAY={nth}{_WEEKDAYS[m['nd']]}" if unit[0] == "月" and not every else None
    days = _month_days(m)
    if days is None:
        return None
    if m["par"]:
        return _year_rule(list(range(2 if "双" in m["par"] else 1, 13, 2)), days)
    if unit.startswith(("季", "半年")):
        return _part_of_year("quarter" if unit[0] == "季" else "half", m, days)
    if unit[0] == "年":
        edge = "" if not days else "3;BYMONTHDAY=-1" if (m["e"] or m["e2"]) == "初" else f"12;BYMONTHDAY={days}"
        return "FREQ=YEARLY" + every + (f";BYMONTH={edge}" if edge else "")
    if unit == "工作日":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" if n == 1 else None
    if unit in ("周", "星期"):
        return "FREQ=WEEKLY" + every + (f";BYDAY={_week_days(m)}" if m.group("wd") else "")
    if unit == "旬":
        return "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"
    if unit == "半月":
        return "FREQ=MONTHLY;BYMONTHDAY=15,-1"
    if unit[0] == "月":
        return "FREQ=MONTHLY" + every + (f";BYMONTHDAY={days}" if days else "")
    return "FREQ=DAILY" + every


_PERIOD_MONTHS = {"月": "", "季": ";BYMONTH=1,4,7,10", "半": ";BYMONTH=1,7", "年": ";BYMONTH=1"}


def _first_days(m: re.Match[str], unit: str, every: str) -> str | None:
    """每月前5日, 每季度结束后10个工作日内, 每月最后一个工作日: counted from where a period begins or ends."""
    n = -1 if m["lw"] else 1 if m["fw"] == "首" else read_number(m["fd"] or m["fd2"] or m["fw"]) or 0
    months = _PERIOD_MONTHS.get(unit[0])
    if months is None or not n or every or n > 31:
        return None
    if m["lw"] and months:
        months = ";BYMONTH=" + ",".join(map(str, _LAST_MONTHS[unit[0]]))
    if m["lw"] or m["fw"] or (m["fu"] or m["fu2"]).endswith("工作日"):
        return f"FREQ=MONTHLY{months};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={n}"
    return f"FREQ={'YEARLY' if months else 'MONTHLY'}{months};BYMONTHDAY={n}"


def _last_days(m: re.Match[str], unit: str, every: str) -> str | None:
    """每月底前3天, 每季末前5个工作日: counted back from where a period ends."""
    n = read_number(m["bd"]) or 0
    months = ",".join(map(str, _LAST_MONTHS.get(unit[0], ())))
    if unit[0] not in _PERIOD_MONTHS or every or not 1 <= n <= 28:
        return None
    by_month = f";BYMONTH={months}" if months else ""
    if m["bw"]:
        return f"FREQ=MONTHLY{by_month};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-{n}"
    return f"FREQ={'YEARLY' if months else 'MONTHLY'}{by_month};BYMONTHDAY=-{n}"


_LAST_MONTHS = {"季": (3, 6, 9, 12), "半": (6, 12), "年": (12,)}


def _week_days(m: re.Match[str]) -> str:
    """Listed, or all from one to another: 周一、周四; 周一至周五."""
    if m["wd"] == "末" and m[0].startswith("每逢"):
        return "SA,SU"  # 每逢周末, when there is no work; 每周末报送 is Friday
    printed = [day for day in m["wd"] if day in _WEEKDAYS]
    if len(printed) == 2 and not set("至到~-").isdisjoint(m["wd"]):
        first, last = (_WEEK.find(day.replace("天", "日")) for day in printed)
        printed = list(_WEEK[first : last + 1]) if 0 <= first < last else printed
    return ",".join([_WEEKDAYS[day] for day in printed])


_WEEK = "一二三四五六日"


def _month_days(m: re.Match[str]) -> str | None:
    """BYMONTHDAY of 25日, 月底, 上旬; "" where nothing is said, None where a number is no day."""
    printed = [read_number(d) for d in _DAYS.findall(m["d"] or "")]
    if any(d is None or not 1 <= d <= 31 for d in printed):
        return None
    if printed:
        return ",".join(map(str, printed))
    if m["dk"] or m["dk2"]:
        return str(_DEKAD_END[m["dk"] or m["dk2"]])
    if m["hm"]:
        return "15" if m["hm"] == "上" else "-1"
    edge = m["e"] or m["e2"]
    return "" if not edge else "10" if edge == "初" else "-1"


def _part_of_year(part: str, m: re.Match[str], days: str) -> str:
    """每季度 is every third month from when it begins; 每季度末 and 每季度末月20日 stand in the calendar."""
    which = m["wm"] or m["wm2"]
    if not days and not which:
        return f"FREQ=MONTHLY;INTERVAL={3 if part == 'quarter' else 6}"
    months = _MONTHS[part].get("first" if (m["e"] or m["e2"]) == "初" else _WHICH_MONTH.get(which or "", "end"))
    by_month = ",".join(map(str, months or _MONTHS[part]["end"]))
    return f"FREQ=YEARLY;BYMONTH={by_month}" + (f";BYMONTHDAY={days}" if days else "")


def _points_after(folded: str, at: int, frame: Frame) -> list[Point]:
    """The dates of a year that follow 每年, listed or joined into a range."""
    found: list[Point] = []
    ranged = False
    joined = False
    while at < len(folded) and folded[at] in " 的于在(":
        at += 1
    while m := match_point(folded, at, len(folded)):
        lent = Frame(frame.issued, frame.base, frame.year, frame.year_from, found[-1].closes[0] if found else None)
        point = read_point(m, lent)
        next_year = found != [] and m.ry[:1] in ("次", "翌", "来")  # 每年11月至次年3月; 每年7月和次年1月
        if point is None or (point.printed_year and not next_year) or not point.closes[0]:
            break
        if found and found[-1].part == "bn":
            found[-1] = like_next(found[-1], point)
        if ranged:
            days = "day" in (point.precision, found[-1].precision)  # 每年1月1日至2月底
            found = found[:-1] if days else found + _months_between(found[-1], point)
        found.append(point)
        joined = joined or ranged
        joint = grammar.listed().match(folded, m.end)
        ranged = joint is None and not ranged
        joint = joint or (grammar.connect().match(folded, m.end) if ranged else None)
        if joint is None:
            break
        at = joint.end()
    return found if joined else with_shared_day(found)


def _months_between(a: Point, b: Point) -> list[Point]:
    """The months inside 每年3月-6月; 每年11月-3月 runs over the year's end."""
    over = 12 if b.closes[0] < a.closes[0] else 0
    months = ((m - 1) % 12 + 1 for m in range(a.closes[0] + 1, b.closes[0] + over))
    return [replace(a, opens=(m, 1), closes=(m, 0)) for m in months]


def _yearly(start: int, points: list[Point]) -> list[tuple[int, int, str | None]]:
    """FREQ=YEARLY with the months and the last day of each; a bare month has no day. One rule where one can say it."""
    last = points[-1]
    if any(p.part == "hol" and not grammar.holidays()[p.printed.hol][0].isdigit() for p in points):
        return [(start, last.end, None)]  # 每年春节前: no day of the calendar
    if last.precision == "month" and not last.edge and not last.limit:
        return [(start, last.end, _year_rule([p.closes[0] for p in points], ""))]
    days = [(p.closes[0], -1 if p.precision == "year" else p.closes[1] or -1) for p in points]
    ends = [(month, -1 if day >= _LAST_DAY[month] else day) for month, day in days]
    for same in (days, ends):  # 6月30日、12月31日: the last of each
        if len({day for _, day in same}) == 1:
            return [(start, last.end, _year_rule([month for month, _ in same], str(same[0][1])))]
    if len({month for month, _ in days}) == 1:
        return [(start, last.end, _year_rule([days[0][0]], ",".join(str(day) for _, day in days)))]
    places = [(start, points[0].end), *((p.start, p.end) for p in points[1:])]
    return [(s, e, _year_rule([month], str(day))) for (s, e), (month, day) in zip(places, days, strict=True)]


def _year_rule(months: list[int], days: str) -> str:
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}" + (f";BYMONTHDAY={days}" if days else "")


_LAST_DAY = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
