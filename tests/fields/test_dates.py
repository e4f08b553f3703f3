"""Full dates in every form that print gives them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bench.steps import calls

from hongtou.fields.dates import find_dates, scan_dates
from hongtou.fields.text import Text

DATES = [
    ("2009年11月30日", "2009年11月30日", "2009-11-30"),
    ("二○○九年十一月三十日", "二○○九年十一月三十日", "2009-11-30"),
    ("二〇一二年七月一日", "二〇一二年七月一日", "2012-07-01"),
    ("二零一二年七月廿八日", "二零一二年七月廿八日", "2012-07-28"),
    ("二OO九年三月十日", "二OO九年三月十日", "2009-03-10"),
    ("二\u041e\u041e九年三月十日", "二\u041e\u041e九年三月十日", "2009-03-10"),
    ("二\u039f一九年三月十日", "二\u039f一九年三月十日", "2019-03-10"),
    ("二??九年三月十日", "二??九年三月十日", "2009-03-10"),
    ("一九九六年二月五日", "一九九六年二月五日", "1996-02-05"),
    ("2019年3月28 日", "2019年3月28 日", "2019-03-28"),
    ("2019 年 3 月 28 日", "2019 年 3 月 28 日", "2019-03-28"),
    ("2019年　3月28日", "2019年　3月28日", "2019-03-28"),
    ("2019年\n3月28日", "2019年\n3月28日", "2019-03-28"),
    ("２０１９年３月２８日", "２０１９年３月２８日", "2019-03-28"),
    ("2019年03月08日", "2019年03月08日", "2019-03-08"),
    ("2019年3月28号", "2019年3月28号", "2019-03-28"),
    ("青岩市人民政府\n2022年8月19", "2022年8月19", "2022-08-19"),
    ("2022年8月19\n附件", "2022年8月19", "2022-08-19"),
    ("(2022年8月19)", "2022年8月19", "2022-08-19"),
    ("发布时间:2009-1-6", "2009-1-6", "2009-01-06"),
    ("2009-01-06 15:30:12", "2009-01-06", "2009-01-06"),
    ("2009/1/6", "2009/1/6", "2009-01-06"),
    ("2009.1.6", "2009.1.6", "2009-01-06"),
    ("印发日期：2014年5月6日印发", "2014年5月6日", "2014-05-06"),
    ("2014年5月6日下午3时", "2014年5月6日", "2014-05-06"),
    ("(2014年5月6日县政府第3次常务会议通过)", "2014年5月6日", "2014-05-06"),
    ("2010年2月30日", "2010年2月30日", None),
    ("2010年13月3日", "2010年13月3日", None),
]
NONE = [
    "",
    "2009年11月",
    "2009年",
    "11月30日",
    "云政发〔2009〕11号",
    "云政办〔2009-1-6〕号",
    "云发[2009-1-6]号",
    "编号2009-1-6号",
    "2009-1",
    "版本12009.1.6",
    "2009.1.6.2",
    "2009-1/6",
    "电话2009-12345",
    "2022年8月19项",
]


@pytest.mark.parametrize(("text", "printed", "day"), DATES)
def test_a_date_reads(text: str, printed: str, day: str | None) -> None:
    (found,) = find_dates(text)
    assert (found.text, found.date) == (printed, dt.date.fromisoformat(day) if day else None)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_full_date(text: str) -> None:
    assert find_dates(text) == []


def test_dates_come_in_order_with_the_offsets_of_their_document() -> None:
    text = Text.of("2009-1-6发布，2014年5月6日修订，二○一五年一月一日施行")
    assert [d.start for d in scan_dates(text)] == [0, 11, 23]
    assert [d.text for d in scan_dates(text, 10, 20)] == ["2014年5月6日"]


def test_only_text_is_read() -> None:
    with pytest.raises(TypeError):
        find_dates(b"2009-1-6")  # type: ignore[arg-type]


_HAN = "〇一二三四五六七八九"


def _han_number(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")


def _han(d: dt.date) -> str:
    year = "".join(_HAN[int(c)] for c in str(d.year))
    return f"{year}年{_han_number(d.month)}月{_han_number(d.day)}日"


STYLES = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    _han,
    lambda d: _han(d).replace("〇", "○"),
    lambda d: _han(d).replace("〇", "零"),
]


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2099, 12, 31)), st.sampled_from(STYLES))
def test_a_date_printed_in_any_style_reads_back(day: dt.date, style) -> None:  # type: ignore[no-untyped-def]
    (found,) = find_dates(f"沙洲市人民政府 {style(day)} 印发")
    assert found.date == day


@given(st.text(alphabet="0129一二十〇年月日-/. \n〔〕号", max_size=40))
def test_spans_check_out_and_nothing_raises(text: str) -> None:
    end = 0
    for d in find_dates(text):
        assert text[d.start : d.end] == d.text
        assert d.start >= end
        end = d.end


def test_a_long_text_costs_little() -> None:
    text = Text.of("推进城乡环境整治,完成投资3.2亿元。" * 20_000)
    assert calls(lambda: scan_dates(text)) < 100  # where nothing could be a date nothing is tried


def test_a_date_in_square_brackets_behind_its_label() -> None:
    assert [found.text for found in find_dates("[日期:2013-05-16] 来源:县环保局")] == ["2013-05-16"]
