"""Tables that print two rows in one, and those that say in columns of quarters how far the work is to come."""

from __future__ import annotations

import pytest

from .compose import HEADS, checks, each, left, row, table, units, words

LEFT = (("1", "修建水渠", "县水利局"), ("2", "加固堤防", "县水利局"), ("3", "整修校舍", "县教育局"))
RIGHT = (("4", "栽植行道树", "县林业局"), ("5", "改造粮库", "县粮食局"))
NAMES = ("序号", "工作任务", "责任单位")


def _sides(between: str) -> list[str]:
    lines = [(*one, *two) for one, two in zip(LEFT, (*RIGHT, ("", "", "")), strict=True)]
    return [between.join(cells).rstrip(" |\t") for cells in ((*NAMES, *NAMES), *lines)]


@pytest.mark.parametrize("between", ["\t", " | ", "\n", "  "])
def test_two_rows_side_by_side(between: str) -> None:
    circular = table("\n".join(_sides(between)), heads=())
    found = sorted((words(task.number), task.task.text, each(task.responsible)) for task in circular.tasks)
    assert found == [(number, task, [unit]) for number, task, unit in (*LEFT, *RIGHT)]
    assert not {"number_jump", "missing_cell"} & set(checks(circular))
    assert not left(circular)


def test_rows_side_by_side_that_count_line_by_line() -> None:
    lines = [
        *NAMES,
        *NAMES,
        *("1", "修建水渠", "县水利局"),
        *("2", "加固堤防", "县水利局"),
        *("3", "改造粮库", "县粮食局"),
    ]
    circular = table(*lines, heads=())
    assert [words(task.number) for task in circular.tasks] == ["1", "2", "3"]
    assert "number_jump" not in checks(circular)


def test_a_number_that_is_missing_side_by_side_is_said() -> None:
    lines = (
        "\t".join((*NAMES, *NAMES)),
        "1\t修建水渠\t县水利局\t4\t改造粮库\t县粮食局",
        "2\t加固堤防\t县水利局\t5\t改造粮站\t县粮食局",
    )
    assert "number_jump" in checks(table(*lines, heads=()))


def test_two_columns_of_one_name_are_no_halves() -> None:
    heads = ("序号", "工作任务", "责任单位", "责任人", "责任单位", "责任人")
    (task,) = table(
        "\t".join(("1", "修建水渠", "县水利局", "张三", "县财政局", "李四")), heads=("\t".join(heads),)
    ).tasks
    assert task.task.text == "修建水渠"
    assert [unit for unit, _ in units(task)] == ["县水利局", "县财政局"]


QUARTERS = ("一季度", "二季度", "三季度", "四季度")
STAGES = (("完成立项", "开工建设", "完成主体", "投入使用"), ("完成设计", "开工", "完成8处", "全部完成"))


@pytest.mark.parametrize(
    "names", [QUARTERS, ("第一季度", "第二季度", "第三季度", "第四季度"), ("1-3月", "4-6月", "7-9月", "10-12月")]
)
@pytest.mark.parametrize("between", ["\n", "  ", "\t"])
@pytest.mark.parametrize("last", [True, False])
def test_columns_of_quarters(names: tuple[str, ...], between: str, last: bool) -> None:
    heads = ("序号", "工作任务", "责任单位", *names) if last else ("序号", "工作任务", *names, "责任单位")
    rows = [(number, task, unit) for number, task, unit in LEFT[:2]]
    cells = [(*one, *two) if last else (*one[:2], *two, one[2]) for one, two in zip(rows, STAGES, strict=True)]
    circular = table(*(between.join(line) for line in cells), heads=(between.join(heads),))
    assert [(words(t.number), t.task.text, each(t.responsible)) for t in circular.tasks] == [
        (number, task, [unit]) for number, task, unit in rows
    ]
    assert [[(words(o.header), o.value.text) for o in t.other] for t in circular.tasks] == [
        list(zip(names, stages, strict=True)) for stages in STAGES
    ]
    assert all(not task.deadlines for task in circular.tasks)
    assert not circular.deadlines


def test_quarters_under_a_name_that_is_printed_before_the_other_names() -> None:
    heads = ("序号", "工作任务", "进度安排", "责任单位", *QUARTERS)
    cells = [(*one[:2], *two, one[2]) for one, two in zip(LEFT, STAGES, strict=False)]
    circular = table(*(cell for line in cells for cell in line), heads=heads)
    assert [(t.task.text, each(t.responsible)) for t in circular.tasks] == [
        ("修建水渠", ["县水利局"]),
        ("加固堤防", ["县水利局"]),
    ]
    assert [words(o.header) for o in circular.tasks[0].other] == list(QUARTERS)
    assert not left(circular)


def test_a_period_in_the_first_cell_is_no_name() -> None:
    cells = ("上半年", "修建水渠", "县水利局", "下半年", "加固堤防", "县水利局", "全年", "整修校舍", "县教育局")
    circular = table(*cells, heads=("时间", "工作任务", "责任单位"))
    assert [row(task)[1:3] for task in circular.tasks] == [
        ("修建水渠", "上半年"),
        ("加固堤防", "下半年"),
        ("整修校舍", "全年"),
    ]


def test_figures_by_quarter_are_no_tasks() -> None:
    cells = ("用电量", "万千瓦时", "120", "130", "140", "150", "用水量", "万吨", "32", "35", "38", "31")
    assert not table(*cells, heads=("项目", "单位", *QUARTERS)).tasks


def test_the_usual_names_stay() -> None:
    circular = table("1", "修建水渠", "6月底前", "县水利局", "2", "整修校舍", "8月底前", "县教育局", heads=HEADS)
    assert [row(task)[2] for task in circular.tasks] == ["6月底前", "8月底前"]
