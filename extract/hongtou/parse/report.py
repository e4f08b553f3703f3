"""A progress report's own facts: the day it stands for, and the plan it reports on."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from hongtou.fields.numbers import scan_numbers
from hongtou.fields.numerals import read_number
from hongtou.model import DocumentNumber, Finding, Task
from hongtou.parse.lines import Line, Page

_REPORTS = re.compile(
    r"(?:进展|进度|完成|落实|执行|推进|督查|办理)(?:[\u3007\u3400-\u9fff]{0,6})?(?:情况|结果)|(?:进展|进度)(?:公示|公告|表)$|督查|通报$|专报$"
)
_PLAN = re.compile(r"(?:分工|方案|分解|要点|计划|任务|责任|工作部署|清单|实事)|下达.{0,30}(?:项目|指标|目标)的通知")
_N = r"[\d一二三四五六七八九十]{1,3}"
_MONTH = r"(?P<alone>1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})"
_PERIOD = re.compile(
    rf"(?:(?P<year>(?:19|20)\d{{2}})年)?(?:"
    rf"(?P<first>{_N})\s*[-至到]\s*(?P<month>{_N})月|(?P<quarters>(?:[1一]\s*[-至到]\s*)?[1-4一二三四]|前[一二三]|第[1-4一二三四])季度"
    rf"|(?P<half>[上下])半年|(?<![-至到\d]){_MONTH}月(?:份|(?P<dekad>[上中下])旬"
    r"|(?![以起至到前后底末初])(?=[\u4e00-\u9fff]{0,10}(?:工作|项目|任务|实事)))"
    rf"|(?P<upto>截[至止](?:到|至)?)(?:(?P<y2>\d{{4}})年)?(?P<m2>{_N})月(?P<d2>{_N}日|底|末|份)?)"
)
# Running words tell of many periods; these say which one is reported: 截至11月20日, 现将1-8月…通报如下
_TOLD = re.compile(
    r"截[至止]|(?:^|将|对)(?:全[省市县区])?(?=(?:(?:19|20)\d{2}年)?(?:\d{1,2}\s*[-至到]|前[一二三]季度|[上下]半年|第?[一二三四]季度))"
)
# 共安排21项重点工作 · 确定的5项任务 · 10件民生实事中
_COUNTED = r"(\d{1,4})\s*[项件个](?:[^,;。、\d]{0,8}?)(?:工作|任务|实事|项目|事项|工程|指标)"
_TOTAL = re.compile(
    rf"(?:共|共有|共计|全[省市县区州]|安排|确定|分解为|分解成|明确|列入)[了的]?\s*{_COUNTED}|(?:^|[,;。:]){_COUNTED}中"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def is_report(title: str | None) -> bool:
    """Whether the title says that this reports on work under way."""
    return bool(title) and _REPORTS.search(title or "") is not None


def as_of(title: str, issued: dt.date | None) -> dt.date | None:
    """The last day of the period that the title names: "1-11月" of a report of 2009 → 2009-11-30.

    >>> as_of("关于1-11月重点工作进展情况的通报", dt.date(2009, 12, 3))
    datetime.date(2009, 11, 30)
    """
    match = _PERIOD.search(title.replace("—", "-"))
    printed = match and (match["year"] or match["y2"])
    if not printed and issued is None and (named := _YEAR.search(title)):
        printed = named[1]  # 2022年实事项目1-8月进展情况
    year = int(printed) if printed else issued.year if issued else None
    if not match or year is None:
        return None
    day = _last_day(match, year)
    if day and issued and day > issued and not printed:
        return _last_day(match, year - 1)  # 截至12月底, in a report of January
    return day


def _last_day(match: re.Match[str], year: int) -> dt.date | None:
    if match["upto"]:
        printed = match["d2"] or ""
        return _day(year, read_number(match["m2"]), read_number(printed[:-1]) if printed.endswith("日") else None)
    if match["half"]:
        return dt.date(year, 6, 30) if match["half"] == "上" else dt.date(year, 12, 31)
    if match["quarters"]:
        return _day(year, _QUARTER[match["quarters"][-1]], None)
    if match["dekad"]:
        return _day(year, read_number(match["alone"]), {"上": 10, "中": 20}.get(match["dekad"]))
    return _day(year, read_number(match["alone"] or match["month"]), None)


def day_of_facts(title: str, body: Sequence[Line], issued: dt.date | None) -> dt.date | None:
    """The day that the title names, else the one that the opening words say."""
    day = as_of(title, issued)
    for line in body[:3] if day is None else ():
        told = _TOLD.search(line.words)
        if told:
            words = line.words[told.start() : told.start() + 40]
            day = as_of(words, issued)
            if day is None and issued is None and (named := _YEAR.search(title)):
                return as_of(f"{named[0]}{words}", issued)  # (截至9月30日), under a title of that year
            return day
    return day


def check_total(page: Page, body: Sequence[Line], tasks: Sequence[Task]) -> Iterator[Finding]:
    """The number of tasks that the body claims, where the tables have another."""
    rows = [task for task in tasks if task.origin == "table"]
    numbered = {task.number.start for task in rows if task.number}
    for line in body if rows else ():
        claim = _TOTAL.search(page.text.folded, line.start, line.end)
        if claim:
            claimed = claim[1] or claim[2]
            if int(claimed) not in (len(rows), len(numbered)):
                message = f"the body claims {claimed} tasks, the tables have {len(rows)}"
                place = {"start": claim.start(), "end": claim.end()}
                yield Finding(check="count_mismatch", severity="warning", message=message, **place)
            return


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
