"""Limits in words, in both languages."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given

from factories import records
from hongtou.fields.deadlines import find_deadlines
from hongtou.model import Deadline
from hongtou.model.vocabulary import DeadlineKind
from hongtou.serve.limits import meaning, remarks
from hongtou.serve.words import Words

ZH, EN = Words("zh"), Words("en")


def limit(kind: str | None, **fields: Any) -> Deadline:
    return Deadline(text="", start=0, end=0, kind=kind, **fields)  # type: ignore[arg-type]


# Printed words of a 时限 cell in a circular of 5 March 2014 → the limits in Chinese, in English.
PRINTED = [
    ("6月30日前", "不晚于2014年6月30日", "by 30 June 2014"),
    ("12月底前完成", "不晚于2014年12月31日", "by 31 December 2014"),
    ("4月出台文件", "2014年4月1日至2014年4月30日", "1 April 2014 to 30 April 2014"),
    ("5月1日起施行", "自2014年5月1日起", "from 1 May 2014"),
    ("每半年末", "每年6月、12月的最后一日", "every year, in June, December, on the last day"),
    ("每月25日前", "每月的25日", "every month, on day 25"),
    ("每月", "每月", "every month"),
    ("每季度", "每3个月", "every 3 months"),
    ("每周五", "每周的周五", "every week, on Friday"),
    ("每个工作日", "每周的工作日(周一至周五)", "every week, on working days (Monday to Friday)"),
    ("每月最后一个工作日", "每月的最后一个工作日", "every month, on the last working day"),
    ("每两年", "每2年", "every 2 years"),
    ("每半个月", "每月的15日、最后一日", "every month, on day 15, the last day"),
    ("自印发之日起30日内", "自“印发”起30日内", "within 30 days of ‘印发’"),
    ("10个工作日内", "10个工作日内", "within 10 working days"),
    ("批复后一年半内", "自“批复”起18个月内", "within 18 months of ‘批复’"),
    ("24小时内", "24小时内", "within 24 hours"),
    ("长期坚持", "长期,没有终点", "ongoing, no end stated"),
    ("立即整改", "立即", "at once"),
    ("汛期前", "像时限,未能读出", "sounds like a limit, could not be read"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "zh", "en"), PRINTED)
def test_a_limit_in_words(printed: str, zh: str, en: str) -> None:
    found = find_deadlines(printed, issued=dt.date(2014, 3, 5))
    assert [meaning(one, ZH) for one in found] == [zh]
    assert [meaning(one, EN) for one in found] == [en]


@pytest.mark.parametrize("kind", [*get_args(DeadlineKind), None])
def test_a_limit_without_its_day_is_said_too(kind: str | None) -> None:
    assert meaning(limit(kind, rrule="FREQ=SECONDLY"), ZH)
    assert meaning(limit(kind, rrule="FREQ=SECONDLY"), EN)


def test_a_rule_that_no_circular_has_is_shown_as_it_is() -> None:
    assert meaning(limit("recurring", rrule="FREQ=YEARLY;COUNT=3"), ZH) == "FREQ=YEARLY;COUNT=3"


def test_the_strict_reading_is_said() -> None:
    (found,) = find_deadlines("5月前", issued=dt.date(2014, 3, 5))
    assert list(remarks(found, ZH)) == ["另一读法:不晚于2014年4月30日", "年份据公文日期"]


def test_a_day_gone_by_is_past_and_nobody_is_late() -> None:
    due = dt.date(2014, 6, 30)
    found = limit("by", date_to=due, due=due)
    assert list(remarks(found, ZH, due)) == []
    assert list(remarks(found, ZH, due + dt.timedelta(1))) == ["所定日期已过"]
    assert list(remarks(found, EN, due + dt.timedelta(1))) == ["past the stated date"]
    assert list(remarks(limit("from", due=due), EN, due + dt.timedelta(1))) == []


@given(records(Deadline))
def test_any_limit_can_be_said(found: Deadline) -> None:
    for say in (ZH, EN):
        assert isinstance(meaning(found, say), str)
        list(remarks(found, say, dt.date(2020, 1, 1)))
