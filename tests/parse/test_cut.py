"""Rows that a page break cuts between two tables that the page marks."""

from __future__ import annotations

import pytest

from hongtou.model import Circular

from .compose import checks, each, grid, html_table, left, row, units, words

HEAD = "!序号|工作任务|完成时限|责任单位"
ONE, THREE = "1|修建水渠。|6月底前|县水利局", "3|加固堤防。|上半年|县水利局"


def read(last: str, first: str, *, head: bool = True, one: str = ONE, between: str = "") -> Circular:
    """Two tables, of which the first ends in a row that the next one may go on with."""
    return grid(f"{HEAD}\n{one}\n{last}", after=between + html_table(f"{HEAD if head else ''}\n{first}\n{THREE}"))


@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("between", ["", "<p>— 3 —</p>"])
@pytest.mark.parametrize(
    ("task", "rest", "unit", "more"),
    [
        ("整修校舍12所,更换", "门窗。", "县教育局", ""),
        ("整修校舍、", "操场。", "县教育局、", "县财政局"),
        ("整修校舍的门", "窗。", "县教育局", ""),
        ("1.整修校舍;", "2.改造操场。", "县教育局", ""),
        ("整修校舍。", "", "县教育局、", "县财政局"),
    ],
)
def test_a_row_that_goes_on_overleaf(task: str, rest: str, unit: str, more: str, between: str, head: bool) -> None:
    circular = read(f"2|{task}|年底前|{unit}", f"|{rest}||{more}", head=head, between=between)
    assert [words(one.number) for one in circular.tasks] == ["1", "2", "3"]
    assert row(circular.tasks[1]) == ("2", task + rest, "年底前", [unit + more])
    assert [name for name, _ in units(circular.tasks[1])] == ["县教育局", *([more] if more else [])]
    assert "missing_cell" not in checks(circular)
    assert not left(circular)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("2|整修校舍。|年底前|县教育局", "|改造操场。||"),  # the sentence is whole
        ("2|整修校舍|年底前|县教育局", "|改造操场|10月底前|县教育局"),  # a limit of its own
        ("2|整修校舍,|年底前|县教育局", "|改造操场。||县财政局"),  # units of its own
        ("2|整修校舍。|年底前|县教育局", "|2.改造操场。||"),  # no list above
        ("|整修校舍,|年底前|县教育局", "|改造操场。||"),  # no number above
    ],
)
def test_a_row_of_its_own_overleaf(last: str, first: str) -> None:
    circular = read(last, first)
    assert [task.task.text for task in circular.tasks][1:3] == [last.split("|")[1], first.split("|")[1]]


def test_prose_without_full_stops_is_no_sign() -> None:
    circular = read("2|整修校舍|年底前|县教育局", "|改造操场。||", one="1|修建水渠|6月底前|县水利局")
    assert [task.task.text for task in circular.tasks] == ["修建水渠", "整修校舍", "改造操场。", "加固堤防。"]


def test_another_heading_begins_another_row() -> None:
    circular = grid(
        f"{HEAD}\n{ONE}\n2|整修校舍,|年底前|县教育局", after=html_table(f"{HEAD}\n>4 二、水利\n|改造操场。||\n{THREE}")
    )
    assert "改造操场。" in [task.task.text for task in circular.tasks]
    assert each(circular.tasks[-1].category) == ["二、水利"]


def test_a_category_that_a_page_break_cuts_holds_overleaf() -> None:
    head = "!领域|序号|工作任务|责任单位|完成时限"
    one, two = "^2 经济|1|修建水厂|县水利局|年底前\n2|改造泵站|县水利局|年底前", "|3|培育企业|县工信局|年底前"
    circular = grid(f"{head}\n{one}", after=html_table(f"{head}\n{two}\n民生|4|新建学校|县教育局|年底前"))
    assert [each(task.category) for task in circular.tasks] == [["经济"]] * 3 + [["民生"]]


def test_a_category_of_another_table_does_not_hold() -> None:
    head = "!领域|序号|工作任务|责任单位|完成时限"
    after = "<p>表2</p>" + html_table(f"{head}\n|1|培育企业|县工信局|年底前")
    circular = grid(f"{head}\n经济|1|修建水厂|县水利局|年底前", after=after)
    assert each(circular.tasks[1].category) == []


HEADS = f"{HEAD}\n{ONE}\n9|疏浚河道。|年底前|县水利局\n8|绿化村道。|年底前|县林业局"


@pytest.mark.parametrize("between", ["", f"\n{HEAD[1:]}", f"\n>4 — 3 —\n{HEAD[1:]}"])
@pytest.mark.parametrize(
    ("last", "rest", "whole"),
    [
        ("2|整修校舍12所,|年底前|县教育局", "|更换门窗||", ("整修校舍12所,更换门窗", "年底前", "县教育局")),
        ("2|整修校舍,更换|年底前|县教育局", "|门窗。||", ("整修校舍,更换门窗。", "年底前", "县教育局")),
        ("2|整修校舍(含中|年底前|县教育局", "|心小学)||", ("整修校舍(含中心小学)", "年底前", "县教育局")),
        ("2|整修校舍和|年底前|县教育局", "|操场||", ("整修校舍和操场", "年底前", "县教育局")),
        ("2|整修校舍。|12月底|县教育局", "||前|", ("整修校舍。", "12月底前", "县教育局")),
        ("2|整修校舍。|2016年|县教育局", "||6月底前|", ("整修校舍。", "2016年6月底前", "县教育局")),
        ("2|整修校舍,|长|县教育局、县", "|操场。|期坚持|财政局", ("整修校舍,操场。", "长期坚持", "县教育局、县财政局")),
        ("2|整修校舍。|年底前|县教育局、县自然资", "|||源局", ("整修校舍。", "年底前", "县教育局、县自然资源局")),
        ("2|整修校舍。|年底前|", "|||县教育局", ("整修校舍。", "年底前", "县教育局")),
        ("|整修校舍,||县教育局、", "2|操场。|年底前|县财政局", ("整修校舍,操场。", "年底前", "县教育局、县财政局")),
    ],
)
def test_a_row_that_goes_on_within_one_table(last: str, rest: str, whole: tuple[str, str, str], between: str) -> None:
    circular = grid(f"{HEADS}\n{last}{between}\n{rest}\n{THREE}")
    assert [words(one.number) for one in circular.tasks] == ["1", "9", "8", "2", "3"]
    assert row(circular.tasks[3]) == ("2", whole[0], whole[1], [whole[2]])
    assert [name for name, _ in units(circular.tasks[3])] == whole[2].split("、")
    assert left(circular) == (["— 3 —"] if "—" in between else [])
    assert [each(one.category) for one in circular.tasks] == [[]] * 5


@pytest.mark.parametrize(
    "rest",
    [
        "|改造操场||",  # the column ends its sentences
        "|改造操场。|6月底前|",
        "|改造操场。||县财政局",
        "|一、水利||",
    ],
)
def test_a_row_of_its_own_within_one_table(rest: str) -> None:
    circular = grid(f"{HEADS}\n2|整修校舍|年底前|县教育局\n{rest}\n{THREE}")
    assert [task.task.text for task in circular.tasks][3] == "整修校舍"


@pytest.mark.parametrize(
    "again", ["2016年分工表", "2016年分工表(续)", "续表", "(接上页)", "重点任务清单(续)", "一、水利(续)"]
)
def test_a_title_that_a_page_prints_again_is_no_heading(again: str) -> None:
    head = f">4 2016年分工表\n{HEAD[1:]}\n>4 一、水利"
    circular = grid(f"{head}\n{ONE}\n2|整修泵站,|年底前|县水利局\n>4 {again}\n{HEAD[1:]}\n|更换水泵。||\n{THREE}")
    assert [task.task.reading for task in circular.tasks] == ["修建水渠。", "整修泵站,更换水泵。", "加固堤防。"]
    assert [each(task.category) for task in circular.tasks] == [["一、水利"]] * 3
    assert left(circular) == [again]


def test_a_heading_on_the_next_page_is_one() -> None:
    circular = grid(f"{HEAD}\n>4 一、水利\n{ONE}\n>4 二、接续推进项目(续建)\n{THREE}")
    assert [each(task.category) for task in circular.tasks] == [["一、水利"], ["二、接续推进项目(续建)"]]


def test_units_below_the_last_row_are_no_part_of_it() -> None:
    circular = grid(f"{HEADS}\n2|整修校舍。|年底前|县教育局\n|||县人民政府")
    assert units(circular.tasks[3]) == [("县教育局", "responsible")]


@pytest.mark.parametrize(
    ("rest", "tasks"),
    [("更换门窗。||", ["整修校舍,更换门窗。", "修渠"]), ("更换门窗。||县教育局", ["整修校舍,", "更换门窗。", "修渠"])],
)
def test_rows_without_numbers_are_cut_in_the_middle_of_a_sentence(rest: str, tasks: list[str]) -> None:
    circular = grid(f"!工作任务|完成时限|责任单位\n整修校舍,|年底前|县教育局\n{rest}\n修渠|上半年|县水利局")
    assert [task.task.reading for task in circular.tasks] == tasks


def test_measures_that_a_page_break_cut_are_no_further_measures() -> None:
    head = "!类别|序号|工作任务|工作措施|完成时限|责任单位"
    rows = "^2 民生|1|修渠|清淤。|6月底前|县水利局\n2|校舍|整修12所,|年底前|县教育局\n|||更换门窗。||"
    circular = grid(f"{head}\n{rows}\n经济|3|堤防|砌石。|上半年|县水利局")
    assert [(words(t.number), words(t.content)) for t in circular.tasks] == [
        ("1", "清淤。"), ("2", "整修12所,更换门窗。"), ("3", "砌石。"),
    ]  # fmt: skip
