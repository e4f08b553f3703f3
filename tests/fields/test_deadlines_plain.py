"""The short way through plain cells gives what the general reader gives, form by form."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from hongtou.data import load_toml
from hongtou.fields._deadline_plain import read_plain
from hongtou.fields.deadlines import scan_in_general
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
    return [] if short is None or general == [short] else [f"{cell}: {short} is not {general}"]


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
    "6月30日前完成",
    "年底前",
    "2015年6月底前",
    "三季度末前",
    "7月1日起施行",
    "上半年",
    "12月",
    "2015年",
    "年内",
    "十一月底前",
]
NOT_PLAIN = ["", "前", "完成", "2月30日前", "6月底、12月底前", "长期坚持", "2015年年内", "6月内生效", "到2020年"]


@pytest.mark.parametrize("cell", PLAIN)
def test_plain_cells_take_the_short_way(cell: str) -> None:
    assert read_plain(Text.of(cell), 0, len(cell), ISSUED, None) is not None


@pytest.mark.parametrize("cell", NOT_PLAIN)
def test_other_cells_do_not(cell: str) -> None:
    assert read_plain(Text.of(cell), 0, len(cell), ISSUED, None) is None


def test_without_a_year_around_it_a_cell_without_one_goes_the_general_way() -> None:
    assert read_plain(Text.of("6月底前"), 0, 4, None, None) is None
    assert read_plain(Text.of("2016年6月底前"), 0, 9, None, None) is not None
