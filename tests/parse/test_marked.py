"""Tables with a unit over each column and a mark where it has to do with the task."""

from __future__ import annotations

import pytest

from hongtou.model import Circular

from .compose import each, grid, left, table, units, words

LEGEND = "<p>注:★为牵头单位,√为配合单位。</p>"


def read(*, legend: str = LEGEND, one: str = "★|√|", two: str = "|√|★", limit: bool = True) -> Circular:
    """Two tasks and three units."""
    names, cells = ("|完成时限", "|年底前") if limit else ("", "")
    rows = f"!序号|工作任务|县水利局|县财政局|县教育局{names}\n1|修建水渠|{one}{cells}\n2|整修校舍|{two}{cells}"
    return grid(rows, after=legend)


@pytest.mark.parametrize("limit", [True, False])
@pytest.mark.parametrize(
    ("legend", "one", "two"),
    [
        (LEGEND, "★|√|", "|√|★"),
        ("<p>说明:“●”表示牵头单位,“○”表示参与单位</p>", "●|○|", "|○|●"),
        ("", "牵头|配合|", "|配合|牵头"),
        ("", "主办|协办|", "|协办|主办"),
    ],
)
def test_a_legend_or_a_word_says_who_leads(legend: str, one: str, two: str, limit: bool) -> None:
    circular = read(legend=legend, one=one, two=two, limit=limit)
    assert [units(task) for task in circular.tasks] == [
        [("县水利局", "lead"), ("县财政局", "support")],
        [("县财政局", "support"), ("县教育局", "lead")],
    ]
    assert [each(task.responsible) for task in circular.tasks] == [["县水利局", "县财政局"], ["县财政局", "县教育局"]]
    assert [(words(o.header), o.value.text) for o in circular.tasks[0].other] == [
        ("县水利局", one.split("|")[0]),
        ("县财政局", one.split("|")[1]),
    ]
    assert not left(circular)


@pytest.mark.parametrize(
    "words",
    [
        "注:★为新增任务。",
        "注:★为重点任务,√为已落实责任。",
        "注:√表示落实。",
        "★牵头抓总,压实责任。</p><p>√配合做好宣传。",
        "★牵头单位:由县政府另行明确",
    ],
)
def test_marks_that_nothing_explains_say_nobody(words: str) -> None:
    circular = read(legend=f"<p>{words}</p>")
    assert [units(task) for task in circular.tasks] == [[], []]
    assert [o.value.text for o in circular.tasks[1].other] == ["√", "★"]


def test_words_under_names_of_units_are_no_marks() -> None:
    circular = read(one="牵头|审核预算并拨付资金|", two="|√|★")
    assert [units(task) for task in circular.tasks] == [[], []]


def test_marks_in_a_table_of_no_work_make_no_tasks() -> None:
    rows = "!序号|设备名称|县水利局|县财政局|县教育局\n1|打印机|√|√|\n2|复印机||√|√"
    assert not grid(rows, after="<p>注:√为参与单位。</p>").tasks


def test_marks_between_bars() -> None:
    heads = ("序号", "工作任务", "县水利局", "县财政局", "完成时限")
    lines = ("1 | 修建水渠 | ★ | √ | 6月底前", "2 | 整修校舍 | √ | ★ | 年底前")
    circular = table(*lines, "注:★为牵头单位,√为配合单位。", heads=(" | ".join(heads),))
    assert [units(task) for task in circular.tasks] == [
        [("县水利局", "lead"), ("县财政局", "support")],
        [("县水利局", "support"), ("县财政局", "lead")],
    ]
