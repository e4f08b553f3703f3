"""Limits in prose by the year, dates listed with 各 or 分别, 含, cells that say nothing, and titles of reports."""

from __future__ import annotations

import datetime as dt

import pytest

from hongtou.fields.deadlines import find_deadlines, looks_like_deadline

ISSUED = dt.date(2020, 3, 5)
Y20 = (dt.date(2020, 1, 1), dt.date(2020, 12, 31))
Y21 = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))

WITHIN_THE_YEAR = [
    ("年内完成主体工程。", "年内"),
    ("力争今年内出台实施细则", "今年内"),
    ("2020年内完成全部任务", "2020年内"),
    ("今年完成改造12个小区", "今年"),
    ("今年建成投用", "今年"),
    ("年内要全面完成清理", "年内"),
    ("今年改造老旧小区12个", "今年"),
]
FIGURES_OF_THE_YEAR = [
    "今年改造的老旧小区",
    "今年新增就业3万人",
    "今年完成投资3亿元",
    "2019年完成改造任务",
    "今年已完成",
    "今年我市道路实现通车",
]


@pytest.mark.parametrize(("text", "printed"), WITHIN_THE_YEAR)
def test_a_year_with_a_verb_of_completion_is_a_limit_in_prose(text: str, printed: str) -> None:
    (found,) = find_deadlines(text, issued=ISSUED, prose=True)
    assert (found.text, found.kind, found.date_from, found.date_to) == (printed, "within", *Y20)


@pytest.mark.parametrize("text", FIGURES_OF_THE_YEAR)
def test_a_year_of_figures_is_none(text: str) -> None:
    assert find_deadlines(text, issued=ISSUED, prose=True) == []


@pytest.mark.parametrize("prose", [True, False])
@pytest.mark.parametrize("text", ["9月1日（含）前报送", "9月1日(含当日)前报送"])
def test_the_day_itself_is_included(text: str, prose: bool) -> None:
    (found,) = find_deadlines(text, issued=ISSUED, prose=prose)
    assert (found.kind, found.date_to, found.date_to_strict, found.action) == ("by", dt.date(2020, 9, 1), None, "报送")


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("按照“9月底前全面完工、10月查漏补缺”的要求推进", ["全面完工", "查漏补缺"]),
        ("确保“9月底前清零”目标实现", ["清零"]),
        ("9月底前出台“双减”方案", ["出台“双减”方案"]),
    ],
)
def test_what_is_done_ends_with_the_quotation_that_the_limit_stands_in(text: str, actions: list[str]) -> None:
    assert [found.action for found in find_deadlines(text, issued=ISSUED, prose=True)] == actions


@pytest.mark.parametrize("prose", [True, False])
@pytest.mark.parametrize("text", ["主汛期(6月1日)前完成", "供暖季（6月1日）之前", "在儿童节(6月1日)以前报送"])
def test_the_day_of_an_event_stands_in_a_bracket(text: str, prose: bool) -> None:
    (found,) = find_deadlines(text, issued=ISSUED, prose=prose)
    assert (found.kind, found.date_to) == ("by", dt.date(2020, 6, 1))


@pytest.mark.parametrize("text", ["三月初八前", "正月初八前", "大年初一前", "二月 初二前"])
def test_a_day_of_the_lunar_calendar_is_said_to_be_unread(text: str) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert (found.text, found.kind) == (text, None)


@pytest.mark.parametrize(("text", "first"), [("3月初一次", (2020, 3, 1)), ("年初一次", (2020, 1, 1))])
def test_the_beginning_of_a_month_or_year(text: str, first: tuple[int, int, int]) -> None:
    assert find_deadlines(text, issued=ISSUED)[0].date_from == dt.date(*first)


@pytest.mark.parametrize("prose", [True, False])
def test_dates_of_which_each_has_its_own_are_two(prose: bool) -> None:
    months = find_deadlines("5月、6月各开展一次检查", issued=ISSUED, prose=prose)
    assert [(d.text, d.date_to) for d in months] == [("5月", dt.date(2020, 5, 31)), ("6月", dt.date(2020, 6, 30))]
    years = find_deadlines("2020年、2021年分别建成20个、30个", issued=ISSUED, prose=prose)
    assert [(d.kind, d.date_from, d.date_to) for d in years] == [("within", *Y20), ("within", *Y21)]


def test_months_that_are_only_listed_are_one_stretch() -> None:
    (found,) = find_deadlines("5月、6月开展检查", issued=ISSUED, prose=True)
    assert (found.date_from, found.date_to) == (dt.date(2020, 5, 1), dt.date(2020, 6, 30))


def test_a_sentence_lends_its_year_to_no_later_sentence() -> None:
    first, second = find_deadlines("2021年上半年完成招标。三季度完成主体工程", issued=ISSUED, prose=True)
    assert (first.date_to, second.date_to) == (dt.date(2021, 6, 30), dt.date(2020, 9, 30))
    assert second.year_from == "circular"


@pytest.mark.parametrize("cell", ["—", "-", "——", "无", "/", "／", "同上", "同上。"])
def test_a_cell_that_says_nothing_has_no_limit(cell: str) -> None:
    assert find_deadlines(cell, issued=ISSUED) == []


@pytest.mark.parametrize(
    ("cell", "month", "day"), [("9.30", 9, 30), ("9.5。", 9, 5), ("02.29", 2, 29), (" 12.31\n", 12, 31)]
)
def test_figures_that_are_all_of_a_cell_are_a_month_and_its_day(cell: str, month: int, day: int) -> None:
    (found,) = find_deadlines(cell, issued=ISSUED)
    assert (found.kind, found.date_from, found.text) == ("within", dt.date(2020, month, day), cell.strip("。 \n"))
    assert find_deadlines(cell, issued=ISSUED, prose=True) == []


@pytest.mark.parametrize("cell", ["9.31", "13.5", "0.5", "9.5%", "9.30.1", "增长9.5", "9.5万亩"])
def test_figures_that_no_calendar_has_or_that_count_are_no_day(cell: str) -> None:
    assert [d for d in find_deadlines(cell, issued=ISSUED) if d.kind] == []


@pytest.mark.parametrize("cell", ["即时", "即行", "即日", "即时整改"])
def test_at_once_in_a_cell(cell: str) -> None:
    assert [d.kind for d in find_deadlines(cell, issued=ISSUED)] == ["immediate"]
    assert looks_like_deadline(cell)
    assert find_deadlines("即时通信服务", issued=ISSUED, prose=True) == []


def test_the_first_quarters_of_a_year_are_no_length_before_an_event() -> None:
    assert find_deadlines("2019年前三季度重点项目进展情况表", issued=ISSUED, prose=True) == []
    (found,) = find_deadlines("2020年前三季度", issued=ISSUED)
    assert (found.kind, found.date_from, found.date_to) == ("within", dt.date(2020, 1, 1), dt.date(2020, 9, 30))
    (found,) = find_deadlines("合同到期前三个月", issued=ISSUED)
    assert (found.kind, found.duration) == ("relative", "-P3M")


@pytest.mark.parametrize("unit", ["6月", "2020年", "每月", "、", "(", "起30", "今年完成", "十"])
def test_long_input_takes_linear_time(unit: str) -> None:
    assert find_deadlines(unit * (60_000 // len(unit)), issued=ISSUED, prose=True) is not None
