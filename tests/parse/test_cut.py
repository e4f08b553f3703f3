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
