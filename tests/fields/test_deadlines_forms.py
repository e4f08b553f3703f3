"""The forms of time limits that real circulars print, each named, with what is no limit beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from hongtou.fields.deadlines import find_deadlines

from .limits import brief

# cells that name a document or units, and no time
NO_TIME = [
    "根据云政发〔2009〕11号、12号文件",
    "根据云政发〔2009〕11号文件",
    "按照岩财建〔2020〕5号文件执行",
    "见岩政办〔2018〕20号",
    "财政部公告2020年第6号",
    "国家税务总局公告2019年第39号",
    "2019年第2号公告",
    "市财政局、发改委、住建局按职责分工负责",
    "各乡镇按职责分工负责",
    "县水利局牵头,县财政局按职责配合",
]

ISSUED = dt.date(2016, 4, 11)

FORMS = {
    "a month's end, its year printed": ("2013年11月底前", "by /2013-11-30"),
    "full-width digits inside": ("2017年８月10日前", "by /2017-08-10"),
    "from today to a day, 期间 behind": ("即日起至2018年6月30日期间", "within 2016-04-11/2018-06-30"),
    "from today to a day, a blank behind 至": ("即日起至 2018年6月底", "within 2016-04-11/2018-06-30"),
    "from today, and a limit behind a break": ("即日起\n6月底", "from 2016-04-11/; by /2016-06-30"),
    "from today, and a limit behind a blank": ("即日起 6月底前", "from 2016-04-11/; by /2016-06-30"),
    "from today, and a year's end": ("即日起\n2017年底", "from 2016-04-11/; by /2017-12-31"),
    "from today, and a month": ("即日起\n6月", "from 2016-04-11/; within 2016-06-01/2016-06-30"),
    "from a month, and a limit": ("5月起\n12月底", "from 2016-05-01/; by /2016-12-31"),
    "two dashes, the second year left out": ("2018年5月6日--5月18日", "within 2018-05-06/2018-05-18"),
    "日 missing at the end of a range": ("2018年7月20日—8月15", "within 2018-07-20/2018-08-15"),
    "two years without 年": ("2017-2018", "within 2017-01-01/2018-12-31"),
    "two statements under one plan": (
        "计划2017年2月开工,2018年11月完工",
        "within 2017-02-01/2017-02-28; within 2018-11-01/2018-11-30",
    ),
    "the last month of every quarter": ("每季度末月15日前", "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
    "the end of one month every year": ("每年3月底前", "recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
    "working days": ("在20个工作日内", "relative 20工作日"),
    "in force from its own day": ("自印发之日起施行", "from 2016-04-11/"),
    "counted from an event": ("灾情解除后两个月内", "relative P2M 灾情解除"),
    "hoped for": ("争取下半年", "within 2016-07-01/2016-12-31"),
    "as the schedule goes": ("按时序进度", "ongoing"),
    "without end": ("长期", "ongoing"),
    "within the year": ("年内", "within 2016-01-01/2016-12-31"),
    "as a matter of course": ("常态化", "ongoing"),
    "a year in circles": ("二○一六年六月底前", "by /2016-06-30"),
    "a year in another nought": ("二〇一六年六月底前", "by /2016-06-30"),
    "a blank inside a day": ("2016年6月28 日前", "by /2016-06-28"),
    "a day without 日": ("2016年8月19", "within 2016-08-19/2016-08-19"),
    "two days before which": ("5月31日、11月30日前各一次", "by /2016-05-31; by /2016-11-30"),
    "two days before which, joined by a word": ("3月20日和9月20日前分别报送", "by /2016-03-20; by /2016-09-20"),
    "two months to whose end": ("6月、12月底前各报一次", "by /2016-06-30; by /2016-12-31"),
    "two months in which": ("6月、12月各报一次", "within 2016-06-01/2016-06-30; within 2016-12-01/2016-12-31"),
    "a document and a day": ("根据2016年第2号公告,年底前完成", "by /2016-12-31"),
    "the day a document sets": ("按云政发〔2009〕11号文件规定时限完成", "unread"),
    "the steps a document sets": ("按岩政发〔2021〕3号文件时间节点推进", "unread"),
    "an event behind a document's number": ("岩政发〔2016〕11号印发后10个工作日内", "relative 10工作日 印发"),
    "a day called 号": ("12月5号前", "by /2016-12-05"),
    "no-break blank and line break inside": ("2016年\u00a06月\n底前", "by /2016-06-30"),
}
NONE = {
    "the day of figures": "截至2015年1月1日，共有企业30家。",
    "which ones are meant": "2006年底前注册的车辆适用本价格。",
    "what happened": "2015年1月30日印发了实施方案。",
    "the number of a document": "根据云政发〔2015〕6号文件。",
    "a figure of a year": "2015年全县生产总值增长8%。",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_form(text: str, expected: str) -> None:
    assert brief(find_deadlines(text, issued=ISSUED)) == expected


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_limit(text: str) -> None:
    assert find_deadlines(text, issued=ISSUED, prose=True) == []


@pytest.mark.parametrize("text", NO_TIME)
def test_a_cell_of_numbers_or_units_says_no_limit(text: str) -> None:
    assert find_deadlines(text, issued=ISSUED) == []


def test_a_range_whose_year_nobody_says_is_more_than_a_day() -> None:
    (found,) = find_deadlines("县政府决定11月23日至11月29日封山", prose=True)
    assert (found.kind, found.text, found.date_to) == ("within", "11月23日至11月29日", None)
