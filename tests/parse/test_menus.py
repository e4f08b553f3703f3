"""Heads below menus: however many columns a site prints above a circular, its head is found; a table is no menu."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.model import Circular
from hongtou.parse import parse
from hongtou.parse.lines import Line
from hongtou.parse.menus import _counted, below_menus
from hongtou.read import read

COLUMNS = [
    "政务公开",
    "办事服务",
    "互动交流",
    "走进云溪",
    "县情概况",
    "领导之窗",
    "机构职能",
    "人事信息",
    "财政资金",
    "重大项目",
]
OFFICES = ["县财政局", "县教育局", "县水利局", "县民政局", "县审计局", "县统计局", "县林业局", "县司法局", "县公安局"]
YEARS = [f"{year}年" for year in range(2008, 2026)]
CRUMB = "您当前的位置：首页 > 政务公开 > 政府信息公开目录 > 县政府办公室文件 > 正文"
HEAD = [
    "云溪县人民政府办公室关于做好防汛工作的通知",
    "云政办发〔2016〕5号",
    "各乡镇人民政府：",
    "请认真落实。",
    "2016年5月6日",
]
BOX = ["索引号：YX-2016-005", "发布机构：云溪县人民政府办公室", "成文日期：2016年5月6日"]
ROW = ["12", "起草学校食堂管理办法并组织实施", "9月底前", "县教育局"]

ABOVE = [
    COLUMNS * 9,
    OFFICES * 8 + YEARS * 4 + COLUMNS * 10,
    COLUMNS * 5 + ["云溪县召开全县防汛抗旱工作会议部署汛期工作"] * 3 + OFFICES * 6 + [CRUMB],
    [*OFFICES, "12345政务服务便民热线", *COLUMNS] * 6,
    ["设为首页", "加入收藏", "网站地图", "返回顶部"] * 20 + COLUMNS,
    ["上一篇：关于做好抗旱工作的通知", "下一篇：没有了"],
    ["相关链接", *OFFICES, CRUMB],
]


def page(*lines: str) -> Circular:
    """A web page of these paragraphs, each an item of a list."""
    items = "".join(f"<li><a href='/'>{line}</a></li>" for line in lines)
    return parse(read(f"<html><meta charset=utf-8><ul>{items}</ul></html>".encode(), path="a.html"))


@pytest.mark.parametrize("above", ABOVE, ids=range(len(ABOVE)))
def test_a_head_below_any_number_of_columns(above: list[str]) -> None:
    circular = page(*above, *HEAD)
    assert circular.title is not None
    assert circular.document_number is not None
    assert (circular.title.text, circular.document_number.text) == (HEAD[0], HEAD[1])
    assert [value.text for value in circular.addressees] == ["各乡镇人民政府"]


def test_a_box_below_any_number_of_columns() -> None:
    assert [entry.label.text for entry in page(*COLUMNS * 15, *BOX, *HEAD).metadata] == [
        "索引号",
        "发布机构",
        "成文日期",
    ]


def test_what_stands_behind_a_circular_is_no_part_of_it() -> None:
    """上一篇 below a text still ends it, however short the text is."""
    circular = page(
        *HEAD, "上一篇：关于做好抗旱工作的通知", "云溪县人民政府关于做好护林工作的通知", "云政发〔2016〕9号"
    )
    last = circular.blocks[-1]
    assert (last.kind, last.start, last.end) == ("noise", circular.text.index("上一篇"), len(circular.text.rstrip()))


def test_far_down_in_a_table_there_is_no_head() -> None:
    """What a later page of a flattened table cites in a cell is not its title."""
    circular = page(*ROW * 40, "13", HEAD[0], "9月底前", "县水利局", *ROW)
    assert (circular.title, circular.document_number) == (None, None)


@pytest.mark.parametrize("tail", ["关联文件：", "关联稿件", "相关解读：关于护林的解读"])
def test_what_stands_below_related_matter_is_not_cited(tail: str) -> None:
    circular = page(*HEAD, tail, "云溪县人民政府关于做好护林工作的通知（云政发〔2016〕9号）")
    assert "云政发〔2016〕9号" not in [one.normalized for one in circular.references]


def test_a_sentence_that_opens_so_is_no_related_matter() -> None:
    circular = page(*HEAD, "相关法规：由县司法局汇编成册。（县司法局负责）", "修建水渠。（县水利局负责）")
    assert [task.responsibilities[0].text for task in circular.tasks] == ["县司法局", "县水利局"]


LINES = [
    ("政务公开", False),
    ("新建2处", False),
    ("2014年", False),
    ("首页", True),
    ("请各乡镇认真组织做好防汛工作", False),
]


@given(printed=st.lists(st.sampled_from(LINES), max_size=60), most=st.integers(1, 30))
def test_a_run_too_short_for_a_menu_counts_whatever_it_says(printed: list[tuple[str, bool]], most: int) -> None:
    items = [Line(at, at + 1, words, "", noise) for at, (words, noise) in enumerate(printed)]
    assert below_menus(items, most) == (_counted(items, 0, most)[1] if len(items) > most else len(items))
