"""A progress report: the day it stands for, and the plan it reports on."""

from __future__ import annotations

import datetime as dt

import pytest

from hongtou.parse.report import as_of, is_report

from .compose import notice, read

ISSUED = dt.date(2016, 12, 3)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("关于1-11月重点工作进展情况的通报", dt.date(2016, 11, 30)),
        ("关于2015年1—6月重点工作完成情况的通报", dt.date(2015, 6, 30)),
        ("关于1至9月重点工作进展情况的通报", dt.date(2016, 9, 30)),
        ("关于前三季度重点工作进展情况的通报", dt.date(2016, 9, 30)),
        ("关于一季度重点工作进展情况的通报", dt.date(2016, 3, 31)),
        ("关于第二季度重点工作督查情况的通报", dt.date(2016, 6, 30)),
        ("关于上半年重点工作进展情况的通报", dt.date(2016, 6, 30)),
        ("关于截至10月底重点工作进展情况的通报", dt.date(2016, 10, 31)),
        ("关于截至2016年2月底重点工作进展情况的通报", dt.date(2016, 2, 29)),
        ("关于截至9月15日重点工作进展情况的通报", dt.date(2016, 9, 15)),
        ("关于2016年第3季度重点工作进展情况的通报", dt.date(2016, 9, 30)),
        ("关于2016年1-2季度重点工作进展情况的通报", dt.date(2016, 6, 30)),
        ("关于2016年7月重点工作进展情况的通报", dt.date(2016, 7, 31)),
        ("关于12月重点工作进展情况的通报", dt.date(2015, 12, 31)),
        ("关于3月中旬重点工作进展情况的通报", dt.date(2016, 3, 20)),
        ("关于5月以来重点工作进展情况的通报", None),
        ("关于5月15日会议议定工作落实情况的通报", None),
        ("关于重点工作进展情况的通报", None),
        ("关于1-13月重点工作进展情况的通报", None),
    ],
)
def test_the_day_that_the_facts_stand_for(title: str, day: dt.date | None) -> None:
    assert as_of(title, ISSUED) == day


def test_no_year_no_day() -> None:
    assert as_of("关于1-11月重点工作进展情况的通报", None) is None
    assert as_of("云溪县2015年实事项目1-8月进展情况", None) == dt.date(2015, 8, 31)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于重点工作进展情况的通报", True),
        ("关于实事项目完成情况的通报", True),
        ("2017年十件实事1—9月进度公示", True),
        ("关于议定事项落实情况的督查通报", True),
        ("关于印发重点工作分工方案的通知", False),
        ("关于做好上半年防汛工作的通知", False),
        ("", False),
    ],
)
def test_what_is_a_report(title: str, expected: bool) -> None:
    assert is_report(title) is expected


def test_the_plan_that_is_reported() -> None:
    circular = notice(
        "根据《云溪县2016年重点工作责任分工方案》(云政办发〔2016〕8号),现将有关情况通报如下。",
        title="云溪县人民政府办公室关于1-3月重点工作进展情况的通报",
    )
    assert circular.report_of == "云政办发〔2016〕8号"
    assert circular.references[0].relation == "reported"
    assert circular.as_of == dt.date(2016, 3, 31)


@pytest.mark.parametrize(
    ("named", "reported"),
    [
        ("关于下达2016年小城镇建设重点项目的通知", True),
        ("关于下达2016年节水指标的通知", True),
        ("关于下达2016年水利建设补助资金的通知", False),
        ("关于加强重点项目管理的通知", False),
        ("关于重点项目的通知", False),
        ("关于报送2016年重点项目的通知", False),
        ("关于下达重点项目资金管理办法的通知", False),
    ],
)
def test_projects_that_were_handed_down_are_a_plan(named: str, reported: bool) -> None:
    circular = notice(
        f"根据《云溪县人民政府办公室{named}》(云政办发〔2016〕8号),现将有关情况通报如下。",
        title="云溪县人民政府办公室关于1-3月重点项目进展情况的通报",
    )
    assert circular.references[0].relation == ("reported" if reported else "basis")


def test_a_plan_reports_nothing() -> None:
    circular = notice("根据《云溪县2016年重点工作责任分工方案》(云政办发〔2016〕8号),现将有关事项通知如下。")
    assert (circular.report_of, circular.as_of) == (None, None)


def test_the_months_that_a_report_tells_of_are_no_limit() -> None:
    circular = notice(
        "从督查情况看,1-3月,各单位狠抓落实。请于12月底前补报。",
        title="云溪县人民政府办公室关于1-3月重点工作进展情况的通报",
    )
    assert [limit.text for limit in circular.deadlines] == ["12月底前"]


def test_a_report_without_a_day_is_dated_by_its_title() -> None:
    circular = read("云溪县2015年实事项目1-8月份进展情况", "现将1-8月份进展情况通报如下。", "一、已完成5项。")
    assert circular.title
    assert circular.title.text == "云溪县2015年实事项目1-8月份进展情况"
    assert (circular.as_of, circular.deadlines) == (dt.date(2015, 8, 31), ())


def test_the_day_under_a_title_of_its_year() -> None:
    circular = read("云溪县2022年民生实事进展情况表", "(截至9月30日)", "一、农村公路已建成42公里。")
    assert circular.as_of == dt.date(2022, 9, 30)
