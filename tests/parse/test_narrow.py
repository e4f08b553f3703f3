"""Names that a narrow column broke into lines of their own."""

from __future__ import annotations

import pytest

from hongtou.parse.lines import Line
from hongtou.parse.narrow import joined_names

from .compose import each, notice, table, units

HEADS = ("牵头单位", "目标任务", "责任单位")


def test_a_lead_broken_over_lines_leads_its_rows() -> None:
    cells = (
        "县政",
        "府办",
        "公室",
        "推进政务公开",
        "县直各单位",
        "办好建议提案",
        "县司法局",
        "县农",
        "业局",
        "修整梯田800亩",
        "县财政局",
    )
    circular = table(*cells, heads=HEADS)
    assert [(t.task.text, [(u.reading, u.role) for u in t.responsibilities]) for t in circular.tasks] == [
        ("推进政务公开", [("县政府办公室", "lead"), ("县直各单位", "responsible")]),
        ("办好建议提案", [("县政府办公室", "lead"), ("县司法局", "responsible")]),
        ("修整梯田800亩", [("县农业局", "lead"), ("县财政局", "responsible")]),
    ]
    lead = circular.tasks[0].responsibilities[0]
    assert (lead.text.split(), lead.clean) == (["县政", "府办", "公室"], "县政府办公室")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["县水", "利局", "修渠9公里", "县林", "业局", "植树"], ["县水利局", "修渠9公里", "县林业局", "植树"]),
        (["水利", "林业", "长期", "县水", "利局"], ["水利", "林业", "长期", "县水", "利局"]),
        (["1", "县水利局", "2", "县林业局"], ["1", "县水利局", "2", "县林业局"]),
    ],
)
def test_which_lines_are_one_name(lines: list[str], expected: list[str]) -> None:
    printed = [Line(n * 9, n * 9 + len(words), words, "", False) for n, words in enumerate(lines)]
    assert [line.words for line in joined_names(printed)] == expected


@pytest.mark.parametrize("label", ["牵头负责领导", "包联领导", "协管领导"])
def test_a_person_s_label_before_the_units_is_no_word_of_the_task(label: str) -> None:
    (task,) = notice(
        "1.粮食增产3%。", f"{label}:李明。", "牵头责任单位:县农业局。", "协同责任单位:县财政局、县水利局等。"
    ).tasks
    assert task.task.text == "1.粮食增产3%。"
    assert units(task) == [("县农业局", "lead"), ("县财政局", "support"), ("县水利局", "support")]


def test_who_does_it_behind_a_label_of_division() -> None:
    circular = notice("1.粮食增产3%。", "分管县领导:李明", "部门分工:县农业局牵头,县财政局、各乡镇配合。")
    assert [units(task) for task in circular.tasks] == [
        [("县农业局", "lead"), ("县财政局", "support"), ("各乡镇", "support")]
    ]
    assert each([task.task for task in circular.tasks]) == ["1.粮食增产3%。"]


def test_a_task_over_several_numbers_that_no_name_heads() -> None:
    cells = (
        "推进政务公开",
        "1",
        "清理文件",
        "县政府办",
        "年底前",
        "2",
        "办好年报",
        "县司法局",
        "3月",
        "规范申请",
        "3",
        "按时答复",
        "县政府办",
        "长期",
    )
    circular = table(*cells, heads=("工作任务", "具体要求", "责任单位", "时限要求"))
    found = [
        (t.number.text if t.number else None, t.task.text, t.content.text if t.content else None)
        for t in circular.tasks
    ]
    assert found == [
        ("1", "推进政务公开", "清理文件"),
        ("2", "推进政务公开", "办好年报"),
        ("3", "规范申请", "按时答复"),
    ]


def test_a_row_that_prints_neither_number_nor_units_has_both_from_above() -> None:
    cells = (
        "1",
        "新建养护楼",
        "县民政局",
        "5月底前动工",
        "新建老年大学",
        "12月底前",
        "2",
        "改造书院",
        "县文旅局",
        "9月",
    )
    circular = table(*cells, heads=("序号", "民生实事", "责任单位", "完成时限"))
    found = [(t.number.text if t.number else None, t.task.text, each(t.responsible)) for t in circular.tasks]
    assert found == [
        ("1", "新建养护楼", ["县民政局"]),
        ("1", "新建老年大学", ["县民政局"]),
        ("2", "改造书院", ["县文旅局"]),
    ]


def test_who_drafts_and_who_counts_is_named_by_a_label() -> None:
    circular = notice(
        "1.粮食增产3%。(牵头单位:县农业局;数据提供单位:县统计局)",
        "云溪县供水办法",
        "起草单位:县水利局",
        "报送审议时间:2016年12月底",
    )
    assert [units(t) for t in circular.tasks] == [
        [("县农业局", "lead"), ("县统计局", "responsible")], [("县水利局", "responsible")],
    ]  # fmt: skip
    assert [str(d.date_to) for d in circular.tasks[1].deadlines] == ["2016-12-31"]


def test_a_header_over_nothing_is_read_without_harm() -> None:
    heads = ("序号", "工作任务", "完成时限", "责任单位", "进展情况", "牵头单位")
    assert not table("云溪县人民政府", "工作任务", "关于", "完成时限", heads=heads).tasks
