"""A progress report's own facts: the day it stands for, and the plan it reports on."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from hongtou.fields.numbers import scan_numbers
from hongtou.fields.numerals import read_number
from hongtou.model import DocumentNumber
from hongtou.parse.lines import Line, Page

_REPORTS = re.compile(r"(?:进展|进度|完成|落实|执行|推进|督查|办理)(?:[\u3007\u3400-\u9fff]{0,6})?(?:情况|结果)|督查")
_PLAN = re.compile(r"(?:分工|方案|分解|要点|计划|任务|责任|工作部署|清单|实事)")
_N = r"[\d一二三四五六七八九十]{1,3}"
_PERIOD = re.compile(
    rf"(?:(?P<year>(?:19|20)\d{{2}})年)?(?:"
    rf"(?P<first>{_N})\s*[-至到]\s*(?P<month>{_N})月|(?P<quarters>前[一二三]|第?[一二三四])季度|(?P<half>上半年)|(?P<upto>截至)(?:(?P<y2>\d{{4}})年)?(?P<m2>{_N})月(?P<d2>{_N}日|底|末))"
)
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12}


def is_report(title: str | None) -> bool:
    """Whether the title says that this reports on work under way."""
    return bool(title) and _REPORTS.search(title or "") is not None


def as_of(title: str, issued: dt.date | None) -> dt.date | None:
    """The last day of the period that the title names: "1-11月" of a report of 2009 → 2009-11-30.

    >>> as_of("关于1-11月重点工作进展情况的通报", dt.date(2009, 12, 3))
    datetime.date(2009, 11, 30)
    """
    match = _PERIOD.search(title.replace("—", "-"))
    year = int(match["year"]) if match and match["year"] else issued.year if issued else None
    if not match or year is None:
        return None
    if match["upto"]:
        year = int(match["y2"]) if match["y2"] else year
        month, day = read_number(match["m2"]), read_number(match["d2"][:-1]) if match["d2"].endswith("日") else None
        return _day(year, month, day)
    if match["half"]:
        return dt.date(year, 6, 30)
    month = _QUARTER[match["quarters"][-1]] if match["quarters"] else read_number(match["month"])
    return _day(year, month, None)


def _day(year: int, month: int | None, day: int | None) -> dt.date | None:
    if month is None or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last))


def report_of(page: Page, opening: list[Line], own: DocumentNumber | None) -> str | None:
    """The number of the plan that the opening paragraphs of a report name (《…分工方案》(〔2009〕83号))."""
    for line in opening[:4]:
        for number in scan_numbers(page.text, line.start, line.end):
            before = page.text.folded[max(line.start, number.start - 60) : number.start]
            title = before[before.rfind("《") :] if "《" in before else before
            if (own is None or number.normalized != own.normalized) and _PLAN.search(title):
                return number.normalized
    return None
