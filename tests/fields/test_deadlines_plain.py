"""The short way through plain cells gives what the general reader gives, form by form."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.data import load_toml
from hongtou.fields import _deadline_pieces, _deadline_runs, _deadline_signs
from hongtou.fields._deadline_after import after_words
from hongtou.fields._deadline_plain import read_plain
from hongtou.fields.deadlines import find_deadlines, looks_like_deadline, scan_deadlines, scan_in_general
from hongtou.fields.text import Text
from hongtou.model.vocabulary import YearFrom

ISSUED = dt.date(2014, 5, 6)
_WORDS = load_toml("deadlines.toml")["after"]
TAILS = ["", "完成", *_WORDS["complete"], *_WORDS["in_force"]]
PERIODS = [
    *("2月", "12月", "06月", "元月", "一月", "十一月", "13月", "6月30日", "6月1号", "2月29日", "2月30日", "06月05日"),
    *("一季度", "第三季度", "4季度", "上半年", "下半年", "年", "全年", "年年", ""),
]
EDGES = ["", "底", "末", "内"]
LIMITS = ["", "前", "之前", "以前", "起"]
YEARS: list[tuple[int, YearFrom] | None] = [None, (2012, "title")]


def cells(tails: list[str]) -> list[str]:
    return ["".join(parts) for parts in product(("", "2016年", "1996年"), PERIODS, EDGES, LIMITS, tails)]


def disagreements(cell: str, issued: dt.date | None, year: tuple[int, YearFrom] | None) -> list[str]:
    around = "之日期后2" + cell + "日前年底"  # what stands around a cell is no part of it
    text, end = Text.of(around), 5 + len(cell)
    short = read_plain(text, 5, end, issued, year)
    general = scan_in_general(text, 5, end, issued=issued, year=year, prose=False)
    return [] if short is None or general == short else [f"{cell}: {short} is not {general}"]


def test_every_plain_form_reads_as_the_general_reader_reads_it() -> None:
    assert [d for cell in cells(["", "完成"]) for d in disagreements(cell, ISSUED, None)] == []


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("tail", TAILS)
def test_every_word_that_may_close_a_plain_form(tail: str, year: tuple[int, YearFrom] | None) -> None:
    forms = (
        "6月",
        "6月30日",
        "6月底",
        "6月底前",
        "6月30日前",
        "7月1日起",
        "年底",
        "年内",
        "2016年",
        "2016年前",
        "上半年",
        "2季度末起",
    )
    assert [d for form in forms for d in disagreements(form + tail, ISSUED, year)] == []


PLAIN = [
    *("6月30日前完成", "年底前", "2015年6月底前", "三季度末前", "7月1日起施行", "上半年", "12月", "2015年"),
    *("年内", "十一月底前", "9月上旬", "4月1日起全面实施", "3月出台方案,7月1日起执行", "11月20日前完工,12月通水"),
    *("8月底前启动,年底前完成", "4月至6月", "9月20日—11月20日", "2022年10月至12月", "2021年8月1日-9月30日"),
    *("2014年3月5日至2015年3月5日", "11月至2016年3月"),
    *("6月、11月各推出一批", "每月10日前", "每季度末", "每周", "10个工作日内", "30日内"),
    *("长期坚持", "常态化推进"),
]  # fmt: skip
NOT_PLAIN = [
    *("", "前", "完成", "2月30日前", "6月底、12月底前", "2015年年内", "到2020年", "5月底前完成春季造林"),
    *("6月、", "5月1日起,3月", "每年6月、12月", "自印发之日起30日内", "贯穿全年", "立即整改", "汛前"),
]  # fmt: skip


@pytest.mark.parametrize("cell", PLAIN)
def test_plain_cells_take_the_short_way(cell: str) -> None:
    assert read_plain(Text.of(cell), 0, len(cell), ISSUED, None) is not None
    assert disagreements(cell, ISSUED, None) == []


@pytest.mark.parametrize("cell", NOT_PLAIN)
def test_other_cells_do_not(cell: str) -> None:
    assert read_plain(Text.of(cell), 0, len(cell), ISSUED, None) is None


def test_without_a_year_around_it_a_cell_without_one_goes_the_general_way() -> None:
    assert read_plain(Text.of("6月底前"), 0, 4, None, None) is None
    assert read_plain(Text.of("2016年6月底前"), 0, 9, None, None) is not None


_DATA = load_toml("deadlines.toml")
VOCABULARY = sorted({word for group in _DATA.values() for words in group.values() for word in words})
_MONTHS = st.sampled_from(["3月", "6月30日", "十二月1日", "9月上旬", "2月29日", "12月31号"])
_DATES = st.tuples(
    st.sampled_from(["", "", "2015年", "今年"]), _MONTHS | st.sampled_from(["三季度", "上半年", "年", "全年"])
).map("".join)
_RANGES = st.tuples(_DATES, st.sampled_from(["至", "-", "—", "直至"]), _DATES).map("".join)
_ACTIONS = [
    "完成评估",
    "全面施行",
    "出台方案",
    "各报一次",
    "更换到位",
    "通水",
    "提请审议",
    "开始实施",
    "进场",
    "验收",
    "收到材料",
]
_CLAUSES = st.tuples(
    _DATES | _RANGES,
    st.sampled_from(["", "", "底", "末", "内", "初"]),
    st.sampled_from(["", "", "前", "以前", "起", "止"]),
    st.just("") | st.sampled_from(_ACTIONS) | st.sampled_from(VOCABULARY),
).map("".join)


@given(st.lists(_CLAUSES, min_size=1, max_size=3), st.sampled_from([",", "、", ";"]), st.sampled_from(YEARS))
def test_whatever_is_read_the_short_way_reads_the_same(
    clauses: list[str], sign: str, year: tuple[int, YearFrom] | None
) -> None:
    assert disagreements(sign.join(clauses), ISSUED, year) == []


@pytest.mark.parametrize("word", _DATA["ongoing"]["cell"])
def test_every_word_for_what_goes_on(word: str) -> None:
    forms = [word + more + verb for more in ("", "化") for verb in ("", "坚持", "推进", "做好", "至年底")]
    assert [d for form in forms for d in disagreements(form, ISSUED, None)] == []


UNITS = ["月", "季度", "年", "周", "旬", "半年", "工作日", "日", "2个月"]


@pytest.mark.parametrize("unit", UNITS)
def test_every_plain_recurrence(unit: str) -> None:
    days = ["", "5日", "32日", "底", "末", "初", "末月20日", "6月底", "3月至5月", "一"]
    forms = ["".join(parts) for parts in product(("每", "每个"), (unit,), days, ("", "前", "之前", "内"))]
    assert [d for form in forms for d in disagreements(form, ISSUED, None)] == []


def test_every_plain_length() -> None:
    units = ["个工作日", "工作日", "日", "天", "个月", "月", "年", "小时"]
    forms = ["".join(parts) for parts in product(("1", "30", "0", "400"), units, ("内", "以内", "之内", "后"))]
    assert [d for form in forms for d in disagreements(form, ISSUED, None)] == []


def test_every_day_of_every_month() -> None:
    cells = [f"每月{n}{day}{by}" for n in (*range(40), "01", "09", "31") for day in "日号" for by in ("", "前")]
    assert [d for cell in cells for d in disagreements(cell, ISSUED, None)] == []


_NEAR_FIGURES = (*"1230", "月", "日", "年", "季度", " ", "前", "、", "-", "第", "至", "底", "处,", "2014", "5月1", ".")


@given(st.lists(st.sampled_from(_NEAR_FIGURES), max_size=9).map("".join), st.booleans())
def test_no_date_opens_inside_a_figure(cell: str, prose: bool) -> None:
    found = find_deadlines(cell, issued=ISSUED, prose=prose)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_deadline_runs, "_is_inside", lambda *_: False)
        assert find_deadlines(cell, issued=ISSUED, prose=prose) == found


def test_what_tells_of_the_past_is_found_by_one_search_first() -> None:
    look, said = after_words(), load_toml("deadlines.toml")["prose"]
    for word in (*said["past"], *said["figures"], "了", "以来", "已完成了3项", "以来的"):
        for pattern in (look.past, look.told):
            assert look.may_tell.search(word) is not None or pattern.search(word) is None


_AFTER_NUMBER = (
    *"一二十2第年月日周前后起内按每限(",
    "季度",
    "半年",
    "之日起",
    "个工作日",
    "深化改革",
    " ",
    "、",
    ",",
    "完成",
)


@given(st.sampled_from("一二十3两"), st.lists(st.sampled_from(_AFTER_NUMBER), max_size=6).map("".join))
def test_no_limit_opens_with_the_number_of_a_heading(number: str, behind: str) -> None:
    cell = f"{number}、{behind}"
    found = looks_like_deadline(cell)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_deadline_signs, "_is_heading", lambda _: False)
        assert looks_like_deadline(cell) is found


_AROUND_YEARS = (
    *"12069年月日号〕-~至到直、度全底. O〇",
    "2015",
    "98",
    "19",
    "2016年",
    "年底",
    "季度",
    "5月",
    "Q1",
    "09",
    "/",
)
_NEVER = re.compile("(?!)")


@given(st.lists(st.sampled_from(_AROUND_YEARS), min_size=1, max_size=7).map("".join))
def test_a_year_reads_the_short_way_as_by_the_pattern_of_all(words: str) -> None:
    def read() -> list[tuple[int, dict[str, object]]]:
        found = []
        for at in range(len(words)):
            printed = _deadline_pieces.Printed()
            stop = _deadline_pieces.read_year(words, at, len(words), printed)
            found.append(
                (stop, {name: getattr(printed, name) for name in ("y", "y2", "yy", "m", "d", "m2", "d2", "dotted")})
            )
        return found

    short = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_deadline_pieces, "_USUAL_YEAR", _NEVER)
        patch.setattr(_deadline_pieces, "_is_no_year", lambda *_: False)
        assert read() == short


_PROSE = (
    *(
        "根据",
        "《",
        "》",
        "2017年",
        "17年",
        "重点工作要点》",
        "《2018年底前",
        "至",
        "〔2017〕",
        "[2017]",
        "31号",
        "文件",
    ),
    *(
        "3、32号",
        "5月",
        "底前",
        "完成",
        "长期坚持",
        "立即",
        "自",
        "之日起",
        "30日内",
        "每年",
        "(",
        ")",
        ",",
        "。",
        "全县",
    ),
)


@given(st.lists(st.sampled_from(_PROSE), max_size=9).map("".join))
def test_prose_passed_over_holds_no_limit(words: str) -> None:
    around = "《2016年" + words + "年底》"  # what stands around a passage is no part of it
    text, end = Text.of(around), 6 + len(words)
    quick = scan_deadlines(text, 6, end, issued=ISSUED, prose=True)
    assert quick == scan_in_general(text, 6, end, issued=ISSUED, year=None, prose=True)
