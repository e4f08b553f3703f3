"""Each check, once: a circular that earns it, and a like one that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hongtou
from hongtou.fields.text import Text
from hongtou.model import Circular, Value
from hongtou.model.vocabulary import Check
from hongtou.parse.findings import check_conservation
from hongtou.parse.grid import Grid, Row

from .compose import HEADS, NUMBER, TITLE, TO, checks, grid, notice, page, read, table, the

ROWS = (
    "1",
    "修建水渠",
    "6月底前",
    "县水利局",
    "2",
    "整修校舍",
    "年底前",
    "县教育局",
    "3",
    "加固堤防",
    "上半年",
    "县水利局",
)
BOX = "<table><tr><td>索引号</td><td>Y-1</td><td>成文日期</td><td>{}</td></tr></table>" + "".join(
    f"<p>{line}</p>" for line in (TITLE, NUMBER, TO, "请落实。", "云溪县人民政府办公室", "2016年4月20日")
)
HEAD = "!序号|工作任务|完成时限|责任单位"


def with_limit(limit: str) -> Circular:
    """A table whose first row has this limit."""
    return table("1", "修建水渠", limit, "县水利局", *ROWS[4:])


EARNED: dict[str, tuple[Callable[[], Circular], Callable[[], Circular]]] = {
    "empty_document": (lambda: read("  \n "), notice),
    "encoding": (
        lambda: hongtou.extract(f"{TITLE}\n{NUMBER}".encode().replace("溪".encode(), b"\xff"), path="a.txt"),
        lambda: hongtou.extract(f"{TITLE}\n{NUMBER}".encode("gb18030"), path="a.txt"),
    ),
    "source_truncated": (lambda: notice(after=("第 [1] 页 共[2]页",)), lambda: notice(after=("第 [1] 页 共[1]页",))),
    "several_circulars": (
        lambda: notice(after=("云溪县人民政府办公室关于抗旱的通知", "云政办发〔2016〕32号", TO, "请落实。")),
        lambda: notice(  # a list of what is repealed has no addressees
            after=("附件", "废止文件目录", "云溪县人民政府办公室关于抗旱的通知", "云政办发〔2016〕32号", "请落实。")
        ),
    ),
    "no_title": (lambda: read("今天下雨,明天也下雨。"), notice),
    "date_disagreement": (lambda: page(BOX.format("2016年4月18日")), lambda: page(BOX.format("2016年4月20日"))),
    "unread_date": (lambda: notice(date="2016年13月40日"), notice),
    "count_mismatch": (
        lambda: table(*ROWS, body=("完成较好的有3项:第1项、第2项。",)),
        lambda: table(*ROWS, body=("完成较好的有2项:第1项、第2项。",)),
    ),
    "number_jump": (
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局\n3|整修校舍|年底前|县教育局"),
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局\n2|整修校舍|年底前|县教育局"),
    ),
    "number_repeat": (
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局\n1|整修校舍|年底前|县教育局"),
        lambda: grid(f"{HEAD}\n^2 1|修建水渠|6月底前|县水利局\n整修校舍|年底前|县教育局"),
    ),
    "missing_cell": (
        lambda: grid(f"{HEAD}\n1|修建水渠||县水利局\n2|整修校舍|年底前|县教育局"),
        lambda: table(*ROWS),
    ),
    "cell_from_above": (
        lambda: grid(f"{HEAD}\n1|修建水渠|^2 6月底前|县水利局\n2|整修校舍|县教育局"),
        lambda: table(*ROWS),
    ),
    "ambiguous_table": (
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局\n2||年底前|县教育局"),
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局\n2|整修校舍|年底前|县教育局"),
    ),
    "row_unknown": (
        lambda: table(*ROWS, body=("第9项进展缓慢。",)),
        lambda: table(*ROWS, body=("第3项进展缓慢。",)),
    ),
    "row_words_differ": (
        lambda: table(*ROWS, body=("进展缓慢的有第2项修建水渠。",)),
        lambda: table(*ROWS, body=("进展缓慢的有第2项整修校舍。",)),
    ),
    "row_units_differ": (
        lambda: table(*ROWS, body=("一、修建水渠(责任单位:县林业局)",)),
        lambda: table(*ROWS, body=("一、修建水渠(责任单位:县水利局)",)),
    ),
    "two_readings": (lambda: with_limit("5月前"), lambda: with_limit("5月底前")),
    "unread_limit": (lambda: with_limit("主汛期来临前"), lambda: with_limit("5月15日前")),
    "limit_before_circular": (lambda: with_limit("2016年3月底前"), lambda: with_limit("2016年5月底前")),
    "unread_unit": (
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|——\n2|整修校舍|年底前|县教育局\n3|加固堤防|年底前|县水利局"),
        lambda: table(*ROWS),
    ),
    "fused_units": (
        lambda: grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局县财政局\n2|整修校舍|年底前|县教育局"),
        lambda: table(*ROWS),
    ),
}  # fmt: skip


@pytest.mark.parametrize("check", EARNED)
def test_a_circular_that_earns_the_finding(check: str) -> None:
    earned, _ = EARNED[check]
    assert check in checks(earned())


@pytest.mark.parametrize("check", EARNED)
def test_a_like_circular_that_does_not(check: str) -> None:
    _, clean = EARNED[check]
    assert check not in checks(clean())


# Given elsewhere (by readers and runs, tested there) or not by any composed text.
_ELSEWHERE = {
    "unreadable",
    "damaged_text",
    "limit_hit",
    "missing_helper",
    "type_mismatch",
    "hidden_text",
    "active_content",
    "copies_differ",
    "annex_alone",
    "attachment_repeats",
    "table_text_unplaced",
}


def test_every_check_is_asked_for() -> None:
    assert {*EARNED, *_ELSEWHERE} == set(get_args(Check))


def test_a_truncated_circular_s_rows_are_incomplete() -> None:
    circular = table(*ROWS, "第 [1] 页 共[2]页")
    assert not circular.complete
    assert [task.complete for task in circular.tasks] == [False] * 3
    assert (circular.source.page, circular.source.page_count) == (1, 2)


def test_a_page_s_number_between_rows_of_a_table_says_nothing_of_the_rest() -> None:
    rows = "!序号|工作任务|责任单位\n1|修建水渠|县水利局\n>3 第1页,共2页\n"
    assert "source_truncated" not in checks(grid(f"{rows}2|整修校舍|县教育局"))
    assert "source_truncated" in checks(grid(rows))


def test_a_finding_stands_at_its_place() -> None:
    found = the(with_limit("5月前"), "two_readings")
    circular = with_limit("5月前")
    assert circular.text[found.start : found.end] == "5月前"


def test_a_sound_circular_has_no_warning() -> None:
    circular = table(*ROWS)
    assert [f for f in circular.findings if f.severity != "info"] == []


def test_findings_are_ordered_by_place() -> None:
    circular = table("1", "修建水渠", "5月前", "县水利局", "4", "整修校舍", "6月前", "县教育局", heads=HEADS)
    places = [f.start for f in circular.findings if f.start is not None]
    assert places == sorted(places)


def test_a_card_that_does_not_print_a_name_lacks_no_cell_of_it() -> None:
    circular = table(
        "督办事项 | 新建公厕", "责任单位 | 县城管局", "完成时限 | 2016年9月底",
        "督办事项 | 整治街巷", "责任单位 | 县住建局",
        heads=(),
    )  # fmt: skip
    assert len(circular.tasks) == 2
    assert "missing_cell" not in checks(circular)


def test_a_mark_for_the_cell_above_is_a_finding() -> None:
    circular = grid("!序号|任务|责任单位|时限\n1|修渠|县水利局|6月底\n2|筑坝|同上|12月底")
    assert checks(circular).count("cell_from_above") == 1


def test_a_number_twice_in_one_category_repeats_though_each_row_prints_the_category() -> None:
    circular = grid("!序号|类别|任务|责任单位|时限\n1|水利|修渠|县水利局|6月底\n1|水利|筑坝|县水利局|12月底")
    assert "number_repeat" in checks(circular)


def test_numbers_that_begin_anew_under_a_heading_repeat_nothing() -> None:
    circular = grid("!序号|任务|责任单位\n>3 一、水利\n1|修渠|县水利局\n>3 二、教育\n1|修校|县教育局")
    assert "number_repeat" not in checks(circular)


@pytest.mark.parametrize(
    ("above", "several"), [(("附件",), False), (("附件1",), False), (("附件:略",), True), ((), True)]
)
def test_an_earlier_circular_of_its_own_that_it_annexes_is_no_second_one(above: tuple[str, ...], several: bool) -> None:
    earlier = ("云溪县人民政府办公室关于抗旱的通知", "云政办发〔2012〕32号", TO, "请落实。")
    assert ("several_circulars" in checks(notice(after=(*above, *earlier)))) is several


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=9)


@given(printed=st.text("字|\n ", min_size=40, max_size=40), cells=SPANS, extra=SPANS, turn=st.booleans())
def test_what_stands_in_no_cell_is_counted(
    printed: str, cells: list[tuple[int, int]], extra: list[tuple[int, int]], turn: bool
) -> None:
    """Whether cells stand in turn, as in most tables, or anyhow: repeated, within one another, out of order."""
    held = [(start, start + length) for start, length in cells]
    if turn:
        held = [span for at, span in enumerate(sorted(held)) if not at or sorted(held)[at - 1][1] < span[0]]
    others = tuple((start, start + length) for start, length in extra)
    values = tuple(Value(printed[start:end], start, end) for start, end in held)
    table = Grid(0, 40, (), (Row(values, ()),), others)
    free = [c for at, c in enumerate(printed) if c == "字" and not any(a <= at < b for a, b in (*held, *others))]
    said = [note.message.split()[0] for note in check_conservation(Text.of(printed), table)]
    assert said == ([str(len(free))] if free else [])
