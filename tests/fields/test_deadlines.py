"""What a limit says beside its days: year, strict reading, EDTF, action; and the laws of the reader.

The strings themselves stand in the tables of test_deadlines_tables.py.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongtou.data import load_toml
from hongtou.fields.deadlines import find_deadlines, looks_like_deadline, scan_deadlines
from hongtou.fields.text import Text, fold

from .limits import brief, table

ISSUED = dt.date(2014, 5, 6)


def iso(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


NONE = ["", " ", "-", "—", "无", "市教育局", "完成投资2.5亿元", "12", "1-1"]


@pytest.mark.parametrize("text", NONE)
def test_a_cell_without_a_limit(text: str) -> None:
    assert find_deadlines(text, issued=ISSUED) == []


SPANS = [
    ("自5月1日起施行", "5月1日起", "施行"),
    ("在6月30日前完成", "6月30日前", None),
    ("延长至3月底", "3月底", None),
    ("到2020年,基本建成", "2020年", "基本建成"),
    ("自印发之日起30日内上报", "印发之日起30日内", "上报"),
    ("自公告发布之日起至6月30日", "公告发布之日起至6月30日", None),
    ("自即日起至6月30日", "即日起至6月30日", None),
    ("2015年3月10日--3月22日开展", "2015年3月10日--3月22日", "开展"),
    ("12月底基本完成", "12月底", "基本完成"),
    ("“十三五”期间", "“十三五”期间", None),
    ("每月25日前报送", "每月25日前", "报送"),
    ("每周五下班前报送", "每周五下班前", "报送"),
    ("  4月出台文件  ", "4月", "出台文件"),
    ("各镇应于6月30日前\n2.开展检查", "6月30日前", None),
    ("排查隐患,6月30日前\n建立台账", "6月30日前", None),
    ("6月30日前 责任单位:市教育局", "6月30日前", None),
    ("6月30日前\n(三)开展检查", "6月30日前", None),
    ("各镇应于6月30日前\n报送台账", "6月30日前", "报送台账"),
    ("6月30日前报各县(市、区)政府(附表)", "6月30日前", "报各县(市、区)政府"),
    ("截止时间为6月30日,逾期不予受理", "6月30日", None),
    ("每月8日前(遇节假日顺延)报送", "每月8日前", "报送"),
    ("9月1日至10月31日结束,禁止用火", "9月1日至10月31日", "禁止用火"),
    ("6月30日前,由县教育局牵头,排查校车", "6月30日前", "排查校车"),
    ("6月30日前将材料(一式三份)送市府办", "6月30日前", "将材料(一式三份)送市府办"),
    ("6月30日前将报告(加盖公章的扫描件和电子版)送市府办", "6月30日前", "将报告(加盖公章的扫描件和电子版)送市府办"),
    ("自6月30日8时起至活动结束", "6月30日8时起", None),
    ("6月30日8时至18时停水", "6月30日8时至18时", "停水"),
    ("每日6时至22时,禁止通行", "每日", "禁止通行"),
]


@pytest.mark.parametrize(("text", "words", "action"), SPANS)
def test_the_value_runs_from_the_date_to_its_limit_word(text: str, words: str, action: str | None) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert (found.text, found.action) == (words, action)


LISTS = [
    ("县级6月底前、乡级9月底前、村级12月底前完成清单编制", ["完成清单编制"] * 3),
    ("全部开工:6月底;基本建成:12月底", ["全部开工", "基本建成"]),
    ("完成时限:6月底", [None]),
    ("6月底前完成立项、9月底前开工", ["完成立项", "开工"]),
    ("集中征缴(4月1日-6月20日),各村5月底前完成50%", [None, "完成50%"]),
]


@pytest.mark.parametrize(("text", "actions"), LISTS)
def test_what_is_done_at_each_of_several_limits(text: str, actions: list[str | None]) -> None:
    assert [found.action for found in find_deadlines(text, issued=ISSUED)] == actions


YEARS = [
    ("2015年6月底前", {}, "text", 2015),
    ("6月底前", {"year": (2013, "title")}, "title", 2013),
    ("6月底前", {"year": (2013, "table"), "issued": ISSUED}, "table", 2013),
    ("6月底前", {"issued": ISSUED}, "circular", 2014),
    ("今年6月底前", {"year": (2013, "title"), "issued": ISSUED}, "circular", 2014),
]


@pytest.mark.parametrize(("text", "known", "year_from", "year"), YEARS)
def test_where_the_year_comes_from(text: str, known: dict[str, Any], year_from: str, year: int) -> None:
    (found,) = find_deadlines(text, **known)
    assert found.date_to is not None
    assert (found.year_from, found.date_to.year) == (year_from, year)


def test_a_later_statement_takes_the_year_of_an_earlier_one() -> None:
    first, second = find_deadlines("2015年7月底前出台方案，12月底前完成", issued=ISSUED)
    assert (first.year_from, second.year_from) == ("text", "text")
    assert second.date_to == iso("2015-12-31")


def test_without_any_year_the_kind_stays() -> None:
    (found,) = find_deadlines("6月底前")
    assert (found.kind, found.date_to, found.year_from, found.edtf, found.due) == ("by", None, None, None, None)


STRICT = [
    ("5月前", "2014-04-30"),
    ("三季度前", "2014-06-30"),
    ("2020年前", "2019-12-31"),
    ("上半年前", "2013-12-31"),
    ("6月30日前", None),
    ("6月底前", None),
    ("三季度末前", None),
    ("到2020年", None),
]


@pytest.mark.parametrize(("text", "day"), STRICT)
def test_the_strict_reading(text: str, day: str | None) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert found.date_to_strict == (iso(day) if day else None)


DERIVED = [
    ("6月30日前", "/2014-06-30", "2014-06-30", "day"),
    ("5月1日起", "2014-05-01/", "2014-05-01", "day"),
    ("4月", "2014-04", "2014-04-30", "month"),
    ("2015年", "2015", "2015-12-31", "year"),
    ("上半年", "2014-01-01/2014-06-30", "2014-06-30", "half"),
    ("一季度", "2014-01-01/2014-03-31", "2014-03-31", "quarter"),
    ("4月中旬", "2014-04-11/2014-04-20", "2014-04-20", "dekad"),
    ("4-6月", "2014-04-01/2014-06-30", "2014-06-30", "month"),
    ("2014年6月30日", "2014-06-30", "2014-06-30", "day"),
    ("每月25日前", None, None, None),
    ("长期", None, None, None),
]


@pytest.mark.parametrize(("text", "edtf", "due", "precision"), DERIVED)
def test_edtf_due_and_precision(text: str, edtf: str | None, due: str | None, precision: str | None) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    assert (found.edtf, found.due, found.precision) == (edtf, iso(due) if due else None, precision)


# The first days of Spring Festival and Mid-Autumn as the State Council's holiday notices give them.
FESTIVALS = [
    ("2009年春节前", "2009-01-26"),
    ("2020年春节前", "2020-01-25"),
    ("2023年春节前", "2023-01-22"),
    ("2014年清明节前", "2014-04-05"),
    ("2020年端午节前", "2020-06-25"),
    ("2023年中秋节前", "2023-09-29"),
]


@pytest.mark.parametrize(("text", "day"), FESTIVALS)
def test_festivals_of_the_lunar_calendar(text: str, day: str) -> None:
    assert brief(find_deadlines(text)) == f"by /{day}"


LOOKS = [
    "4月出台文件,5月1日起施行",
    "6月30日前完成",
    "全年",
    "长期坚持",
    "年底前",
    "2024年",
    "上半年",
    "每季度末",
    "一季度",
    "12月",
    "4-6月",
    "2015-2016年",
    "2023-2025",
    "“十四五”期间",
    "10个工作日内",
    "自印发之日起30日内",
    "立即整改",
    "按月推进",
    "到2020年底",
    "2020年二季度",
    "2020年5月1日-6月30日",
    "计划2016年1月开工,2017年12月完工",
    "常态化推进",
    "30天",
    "二〇二〇年底前",
    "力争上半年",
    "2020.12",
    "第三季度前",
    "年内",
    "解除后三个月内",
    "完成时限:2014年6月底前",
    "第一批6月底前,第二批9月底前",
    "2014年启动,2015年底前建成",
    "半年内",
    "自印发之日起施行",
    "提前10个工作日",
    "春节前",
]
LOOKS_NOT = [
    "",
    "市教育局",
    "12",
    "1-1",
    "已于4月完成了招标",
    "4月已完成招标",
    "推进农村公路建设,新建改建公路120公里",
    "2019年重点工作任务分解表",
    "市发改委、市财政局",
    "完成投资3亿元",
    "2019年全市生产总值增长8%以上",
    "一是加强领导",
    "五星街道办事处",
    "截至4月底,已累计完成投资3亿元",
    "十里乡政府",
    "1.2公里",
]


@pytest.mark.parametrize("text", LOOKS)
def test_looks_like_a_limit(text: str) -> None:
    assert looks_like_deadline(fold(text))


@pytest.mark.parametrize("text", LOOKS_NOT)
def test_does_not_look_like_a_limit(text: str) -> None:
    assert not looks_like_deadline(fold(text))


def test_nearly_every_cell_of_the_table_looks_like_one() -> None:
    cells = [text for _, text, expected in table("deadlines_cells.tsv") if expected]
    assert sum(looks_like_deadline(fold(text)) for text in cells) > 0.95 * len(cells)


def test_only_text_is_read() -> None:
    with pytest.raises(TypeError):
        find_deadlines(None)  # type: ignore[arg-type]


def test_a_stretch_keeps_the_offsets_of_its_document() -> None:
    text = Text.of("一、任务|6月底前完成|市教育局|9月底前完成")
    (found,) = scan_deadlines(text, 5, 11, issued=ISSUED)
    assert (found.text, found.start, found.end) == ("6月底前", 5, 9)


_WORDS = st.sampled_from(
    [
        *"0123456789一二三十〇年月日季旬前底末起后内中上下至到-、，。；()〔〕《》“” \n",
        "2014",
        "二○一四",
        "季度",
        "半年",
        "每",
        "工作日",
        "个",
        "完成",
        "印发",
        "之日起",
        "以内",
        "即日起",
        "长期",
        "立即",
        "春节",
        "十三五",
        "期间",
        "自",
        "在",
        "延长至",
        "截至",
        "全年",
        "次年",
        "报送",
        "了",
        "的",
    ]
)
_TEXTS = st.lists(_WORDS, max_size=24).map("".join)
_PIECES = [text for name in ("deadlines_cells.tsv", "deadlines_prose.tsv") for _, text, _ in table(name)]
_MIXED = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6) | _WORDS, max_size=6).map("".join)


@settings(max_examples=400, deadline=None)
@given(_TEXTS | _MIXED | st.text(max_size=60), st.booleans())
def test_spans_check_out_and_nothing_raises(text: str, prose: bool) -> None:
    end = 0
    for d in find_deadlines(text, issued=ISSUED, prose=prose):
        assert text[d.start : d.end] == d.text != ""
        assert d.start >= end
        end = d.end
        if d.kind in ("by", "within") and d.date_from and d.date_to and "“" not in text:
            assert d.due == d.date_to


_DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2049, 12, 31))
_HAN = "〇一二三四五六七八九"


def _han_year(year: int) -> str:
    return "".join(_HAN[int(c)] for c in str(year))


def _han_number(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")


_STYLES = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{_han_year(d.year)}年{_han_number(d.month)}月{_han_number(d.day)}日",
    lambda d: f"{_han_year(d.year).replace('〇', '○')}年{_han_number(d.month)}月{_han_number(d.day)}日",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
]


@given(_DAYS, st.sampled_from(_STYLES), st.sampled_from([("前", "by"), ("起", "from"), ("", "within")]))
def test_a_date_printed_in_any_style_reads_back(day: dt.date, style, tail: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    word, kind = tail
    (found,) = find_deadlines(style(day) + word)
    assert (found.kind, found.due) == (kind, day)


@given(_DAYS, _DAYS, st.sampled_from(_STYLES[:5]), st.sampled_from(["至", "-", "—", "--", "～", "到"]))
def test_a_range_reads_back(a: dt.date, b: dt.date, style, joint: str) -> None:  # type: ignore[no-untyped-def]
    first, last = sorted((a, b))
    (found,) = find_deadlines(style(first) + joint + style(last))
    assert (found.kind, found.date_from, found.date_to) == ("within", first, last)


@given(_TEXTS, _TEXTS, st.booleans())
def test_a_stretch_reads_as_it_does_alone(text: str, around: str, prose: bool) -> None:
    alone = find_deadlines(text, issued=ISSUED, prose=prose)
    at = len(around)
    within = scan_deadlines(Text.of(around + text + around), at, at + len(text), issued=ISSUED, prose=prose)
    assert [(d.text, d.start - at, d.kind, d.date_from, d.date_to, d.action) for d in within] == [
        (d.text, d.start, d.kind, d.date_from, d.date_to, d.action) for d in alone
    ]


_ONE = re.compile(r"(?:by|from|within) [-\d/]+")
_SAID_BEFORE = re.compile("[“(]|自|从|到|至|截|不|最迟|延|争取|力争|中期|预计|暂定|约|每")


@pytest.mark.parametrize(
    "text", [t for _, t, e in table("deadlines_cells.tsv") if _ONE.fullmatch(e) and not _SAID_BEFORE.match(t)]
)
def test_a_limit_cut_out_by_its_span_reads_the_same(text: str) -> None:
    (found,) = find_deadlines(text, issued=ISSUED)
    if found.precision == "day" and found.end < len(text):
        return  # what made it by or from stands after the span
    (again,) = find_deadlines(found.text, issued=ISSUED)
    assert (again.kind, again.date_from, again.date_to) == (found.kind, found.date_from, found.date_to)


def test_the_vocabulary_says_nothing_twice() -> None:
    for part, groups in load_toml("deadlines.toml").items():
        for name, words in groups.items():
            assert len(words) == len(set(words)), f"{part}.{name}"


@pytest.mark.parametrize(
    "words", ["6月20日前提交方案", "6月20日前提出意见", "6月20日前进行检查", "6月20日前移交资料", "6月20日前来函"]
)
def test_before_a_verb_that_could_close_another_word(words: str) -> None:
    (limit,) = find_deadlines(words, issued=dt.date(2016, 4, 20))
    assert (limit.text, limit.kind, str(limit.date_to)) == ("6月20日前", "by", "2016-06-20")
