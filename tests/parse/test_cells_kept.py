"""Cells that must not be lost: what a column of status says beside the status, units that are numbered."""

from __future__ import annotations

import pytest

from .compose import each, grid, left, table, units, words

HEAD = "!序号|工作任务|责任单位|完成时限"


@pytest.mark.parametrize(
    ("name", "cell", "status", "kept"),
    [
        ("评价等次", "好", None, True),
        ("完成率", "60%", None, True),
        ("状态", "已完成", "done", False),
        ("状态", "已完成,待验收", "done", True),
        ("是否完成", "否", "unfinished", False),
        ("是否按期完成", "是", "done", False),
        ("是否达到序时进度", "是", None, True),
        ("是否开工", "是", None, True),
        ("是否开工", "未开工", "not_started", False),
    ],
)
def test_a_cell_of_status_is_kept_where_the_status_is_not_all_of_it(
    name: str, cell: str, status: str | None, kept: bool
) -> None:
    (task,) = grid(f"{HEAD}|{name}\n1|修建水渠|县水利局|6月底前|{cell}").tasks
    assert task.status == status
    assert [(words(o.header), o.value.text) for o in task.other] == ([(name, cell)] if kept else [])


def test_two_columns_of_status() -> None:
    (task,) = grid(f"{HEAD}|完成率|状态\n1|修建水渠|县水利局|6月底前|60%|正常推进").tasks
    assert (task.status, task.percent, words(task.status_text)) == ("on_track", 60.0, "正常推进")
    assert [(words(o.header), o.value.text) for o in task.other] == [("完成率", "60%")]


HEADS = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")


def test_units_that_are_numbered_one_a_line() -> None:
    cells = (
        *("1", "修建水渠", "1.县水利局", "2.县住建局", "1.县财政局", "2.县审计局", "6月底前"),
        *("2", "整修校舍", "1.县教育局", "1.县住建局", "2.县财政局", "8月底前"),
    )
    one, two = table(*cells, heads=HEADS).tasks
    assert units(one) == [("县水利局", "lead"), ("县住建局", "lead"), ("县财政局", "support"), ("县审计局", "support")]
    assert units(two) == [("县教育局", "lead"), ("县住建局", "support"), ("县财政局", "support")]


def test_units_that_a_task_lists_stay_in_it() -> None:
    cells = (
        *("1", "检查下列单位:", "1.县水利局", "2.县住建局", "县审计局", "县财政局", "6月底前"),
        *("2", "整修校舍", "县教育局", "县住建局", "8月底前"),
    )
    one, two = table(*cells, heads=HEADS).tasks
    assert one.task.reading.startswith("检查下列单位:")
    assert units(one) == [("县审计局", "lead"), ("县财政局", "support")]
    assert each(two.responsible) == ["县教育局", "县住建局"]


def test_numbered_units_above_the_only_cell_of_units_are_of_the_task() -> None:
    cells = (
        *("1", "新建机构用房", "1.县疾控中心", "2.县妇幼保健院", "县卫健局", "6月底前"),
        *("2", "整修校舍", "县教育局", "8月底前"),
    )
    one, two = table(*cells, heads=("序号", "工作任务", "责任单位", "完成时限")).tasks
    assert words(one.task) == "新建机构用房\n1.县疾控中心\n2.县妇幼保健院"
    assert [units(task) for task in (one, two)] == [[("县卫健局", "responsible")], [("县教育局", "responsible")]]


@pytest.mark.parametrize("between", ["\n", "|", "\t"])
def test_a_flattened_heading_without_rows_is_named(between: str) -> None:
    heads = ("序号", "工作任务", "责任单位", "完成时限")
    one, two = ("1", "修建水渠", "县水利局", "6月底前"), ("2", "整修校舍", "县教育局", "年底前")
    lines = ("一、水利", between.join(one), "二、交通", "三、教育", between.join(two))
    circular = table(*"\n".join((between.join(heads), *lines)).split("\n"), heads=())
    assert [each(task.category) for task in circular.tasks] == [["一、水利"], ["三、教育"]]
    assert left(circular) == ["二、交通"]


def test_the_figure_of_a_sum_over_the_first_heading_is_named() -> None:
    heads = ("序号", "项目名称", "建设内容", "总投资(万元)", "责任单位", "完成时限")
    cells = ("合计", "12000", "一、水利(2个)", "9600", "1", "松岗水厂", "日供水2万吨", "9000", "县水利局", "12月底前")
    more = ("2", "鹿坪泵站", "改造机组3台", "600", "县水利局", "10月底前")
    circular = table(*cells, *more, heads=heads)
    assert [words(task.number) for task in circular.tasks] == ["1", "2"]
    assert {figure for words in left(circular) for figure in words.split()} >= {"合计", "12000", "9600"}
