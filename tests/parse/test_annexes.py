"""附件: the titles that the body lists, or that stand where annexes begin."""

from __future__ import annotations

import pytest

from .compose import HEADS, NUMBER, TITLE, TO, each, html_table, notice, page, read

ROW = ("1", "修建水渠", "6月底前", "县水利局")


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (["附件:任务分工表"], ["任务分工表"]),
        (["附件:1.任务分工表", "2.联系人名单"], ["任务分工表", "联系人名单"]),
        (["附件：1．任务分工表", "　　　2．联系人名单"], ["任务分工表", "联系人名单"]),
        (["附件:1.任务分工表 2.联系人名单"], ["任务分工表", "联系人名单"]),
        (["附件:1、任务分工表;2、联系人名单。"], ["任务分工表", "联系人名单"]),
        (["附 件：任务分工表"], ["任务分工表"]),
        (["附件1:任务分工表", "附件2:联系人名单"], ["任务分工表", "联系人名单"]),
        (["附:1、任务分工表", "  2、联系人名单"], ["任务分工表", "联系人名单"]),
        (["附：任务分工表"], ["任务分工表"]),
        (["附表：任务分工表"], ["任务分工表"]),
        (["附件清单：", "1.任务分工表", "2.联系人名单"], ["任务分工表", "联系人名单"]),
        (
            ["附件：", "云溪县水渠修建任务分工表", "云溪县水渠修建联系人名单"],
            ["云溪县水渠修建任务分工表", "云溪县水渠修建联系人名单"],
        ),
        (["附件：略"], []),
        (["附件：", "请各学校在五日内报送工作总结"], []),
        (["请落实。"], []),
    ],
)
def test_the_list_in_the_body(body: list[str], titles: list[str]) -> None:
    assert each(notice("请落实。", *body).annexes) == titles


def test_the_title_under_the_word_annex() -> None:
    assert each(notice(after=("附件", "任务分工表", *HEADS, *ROW)).annexes) == ["任务分工表"]


def test_the_title_behind_the_word_annex() -> None:
    assert each(notice(after=("附件:任务分工表", *HEADS, *ROW)).annexes) == ["任务分工表"]


def test_a_title_listed_and_printed_is_one() -> None:
    circular = notice("请落实。", "附件:任务分工表", after=("附件", "任务分工表", *HEADS, *ROW))
    assert each(circular.annexes) == ["任务分工表"]


def test_a_task_knows_its_annex() -> None:
    second = ("附件2", "秋季任务表", *HEADS, "1", "清淤", "10月底前", "县城管局")
    circular = notice(
        "请落实。", "附件:1.春季任务表", "2.秋季任务表", after=("附件1", "春季任务表", *HEADS, *ROW, *second)
    )
    assert [(task.annex, task.task.text) for task in circular.tasks] == [(0, "修建水渠"), (1, "清淤")]


def test_listed_annexes_behind_the_last_that_is_printed_are_missing() -> None:
    listed = ("请落实。", "附件:1.春季任务表", "2.秋季任务表", "3.联系人名单")
    circular = notice(*listed, after=("附件1", "春季任务表", *HEADS, *ROW))
    (finding,) = (finding for finding in circular.findings if finding.check == "source_truncated")
    assert finding.message == "2 of 3 listed annexes are not in this text, from '秋季任务表' on"
    assert not circular.complete
    assert not any(task.complete for task in circular.tasks)


@pytest.mark.parametrize(
    "after",
    [
        (),
        ("附件1", "春季任务表", *HEADS, *ROW, "附件2", "秋季任务表", *HEADS, *ROW),
        ("附件1", "春季任务表", *HEADS, *ROW, "2019年秋季任务表", *HEADS, *ROW),
    ],
    ids=["none is printed", "all are printed", "printed under other words"],
)
def test_annexes_that_are_elsewhere_or_printed_are_not_missing(after: tuple[str, ...]) -> None:
    circular = notice("请落实。", "附件:1.春季任务表", "2.秋季任务表", after=after)
    assert [finding for finding in circular.findings if finding.check == "source_truncated"] == []


def test_a_task_of_the_body_has_no_annex() -> None:
    circular = notice("一、修建水渠。6月底前完成。(责任单位:县水利局)", "附件:联系人名单")
    assert [task.annex for task in circular.tasks] == [None]


def test_a_text_issued_with_the_notice_is_no_annex() -> None:
    circular = notice(after=("云溪县防汛工作方案", "一、修建水渠。6月底前完成。(责任单位:县水利局)"))
    assert each(circular.annexes) == []
    assert [task.annex for task in circular.tasks] == [None]
    assert each(circular.tasks[0].category) == []


@pytest.mark.parametrize("listed", [["附件:1.任务分工表", "2.联系人名单"], ["附件：", "1.任务分工表", "2.联系人名单"]])
def test_the_list_at_the_end_of_a_text_issued_with_the_notice(listed: list[str]) -> None:
    plan = ("云溪县防汛工作方案", "一、修建水渠。6月底前完成。(责任单位:县水利局)", *listed)
    assert each(notice(after=plan).annexes) == ["任务分工表", "联系人名单"]
    circular = notice(after=(*plan, "附件1", "任务分工表", *HEADS, *ROW))
    assert each(circular.annexes) == ["任务分工表", "联系人名单"]
    assert [task.annex for task in circular.tasks] == [None, 0]


def test_a_mention_of_an_annex_is_none() -> None:
    assert each(read("关于分工的通知", "各乡镇人民政府:", "具体分工见附件。").annexes) == []


def test_the_annex_that_begins_right_under_its_list_is_not_joined_to_it() -> None:
    circular = read(TITLE, NUMBER, TO, "请落实。", "附：青岩市防汛办法", "青岩市防汛办法", "为了防汛，制定本办法。")
    assert each(circular.annexes) == ["青岩市防汛办法"]


def test_a_signature_of_no_known_organ_is_not_joined_to_the_last_title() -> None:
    circular = read(TITLE, NUMBER, TO, "请落实。", "附件：重点任务表", "云溪县康复筹备", "2016年4月21日")
    assert each(circular.annexes) == ["重点任务表"]


LISTS: list[tuple[list[str], list[str]]] = [
    (["附件：重点任务表"], ["重点任务表"]),
    (["附件：1.重点任务表", "　　　2.联系人表"], ["重点任务表", "联系人表"]),
    (["附件:1、重点任务表2、联系人表"], ["重点任务表", "联系人表"]),
    (["附件1：重点任务表；附件2：联系人表。"], ["重点任务表", "联系人表"]),
    (["附件：（1）重点任务表", "（2）联系人表"], ["重点任务表", "联系人表"]),
    (["附件一：重点任务表", "附件二：联系人表"], ["重点任务表", "联系人表"]),
    (["附：重点任务表"], ["重点任务表"]),
    (["附件", "1.重点任务表", "2.联系人表"], ["重点任务表", "联系人表"]),
    (["附件：", "1.重点任务表.doc", "2.联系人表.xls"], ["重点任务表", "联系人表"]),
    (
        ["附件：1.重点任务表.doc（35KB）", "2.联系人表.xls [点击下载]", "3.2012-2015年目标（点击下载）"],
        ["重点任务表", "联系人表", "2012-2015年目标"],
    ),
    (
        ["附件：1、重点任务表……………………3", "2、联系人表（样本）..........12", "3、2015年目标 ---- (20)"],
        ["重点任务表", "联系人表（样本）", "2015年目标"],
    ),
    (["附件：1.重点任务表（2015）", "2.联系人表…2"], ["重点任务表（2015）", "联系人表…2"]),
    (["附件：《重点任务表》"], ["《重点任务表》"]),
    (
        ["附件：1.汀川市2017年秋冬季大气污染防治重点任务", "分工表", "2.联系人表"],
        ["汀川市2017年秋冬季大气污染防治重点任务分工表", "联系人表"],
    ),
    (["附件：重点任务表（略）"], ["重点任务表（略）"]),
    (["附件：重点任务表（此件不公开）"], ["重点任务表（此件不公开）"]),
    (["附件:1.重点任务表", "附件:2.联系人表"], ["重点任务表", "联系人表"]),
    (["附件：①重点任务表②联系人表"], ["重点任务表", "联系人表"]),
    (["附件：1. 重点任务表  2. 联系人表  3. 2017年目标"], ["重点任务表", "联系人表", "2017年目标"]),
    (["附件：1-1.重点任务表", "1-2.联系人表"], ["重点任务表", "联系人表"]),
    (["附件 1.重点任务表", "2.联系人表"], ["重点任务表", "联系人表"]),
    (["（附件：重点任务表）"], ["重点任务表"]),
    (["附件1-2"], []),
    (["附件（1）：重点任务表", "附件（2）：联系人表"], ["重点任务表", "联系人表"]),
    (["附件（共2份）：1.重点任务表", "2.联系人表"], ["重点任务表", "联系人表"]),
    (["附件：⒈重点任务表", "⒉联系人表"], ["重点任务表", "联系人表"]),
    (["附件：⑴重点任务表 ⑵联系人表"], ["重点任务表", "联系人表"]),
    (["附件：1-1 重点任务表", "1-2 联系人表"], ["重点任务表", "联系人表"]),
    (["附件1 云溪县防汛重点任务表", "附件2 云溪县防汛联系人表"], ["云溪县防汛重点任务表", "云溪县防汛联系人表"]),
    (["附件1 所列事项由县水利局落实。"], []),
    (
        ["附件：1.关于防汛工作的", "通知（云发〔2015〕1号）", "2.联系人表"],
        ["关于防汛工作的通知（云发〔2015〕1号）", "联系人表"],
    ),
    (["附件：重点任务表", "（2015—2017年）"], ["重点任务表（2015—2017年）"]),
    (["附件：1.重点任务表", "2.联系人表", "（此件公开发布）"], ["重点任务表", "联系人表"]),
    (["附件：（略）"], []),
    (["（附件另发）"], []),
    (["请填写附件2，于10月底前报送。"], []),
]


@pytest.mark.parametrize(("lines", "titles"), LISTS, ids=lambda value: value[0] if value else "none")
def test_lists_in_every_numbering(lines: list[str], titles: list[str]) -> None:
    found = each(notice("请落实。", *lines).annexes)
    assert ["".join(title.split()) for title in found] == titles


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (["附件【重点任务表.doc】已下载12次", "附件【联系人表.xls】已下载3次"], ["重点任务表", "联系人表"]),
        (["附件（1）：重点任务表", "附件（2）：联系人表"], ["重点任务表", "联系人表"]),
        (["附件：略"], []),
        (["（附件另发）"], []),
        (["附件：⒈重点任务表", "⒉联系人表"], ["重点任务表", "联系人表"]),
    ],
)
def test_annexes_named_below_the_date(lines: list[str], titles: list[str]) -> None:
    assert each(notice("请落实。", after=lines).annexes) == titles


@pytest.mark.parametrize(
    ("after", "title"),
    [
        (("附件1。", "任务分解方案"), "任务分解方案"),
        (("附件2:;", "任务分解方案"), "任务分解方案"),
        (("附件:.pdf", "任务分解方案"), "任务分解方案"),
        (("附件:", "1.", "任务分解方案"), "任务分解方案"),
        (("附件", "1.", "任务分解方案"), "任务分解方案"),
    ],
)
def test_a_heading_whose_line_says_no_title(after: tuple[str, ...], title: str) -> None:
    circular = notice("有关事项通知如下。", after=after)
    assert each(circular.annexes) == [title]
    assert all(start < end for annex in circular.annexes for start, end in annex.spans)


def test_an_empty_item_before_the_issuer_under_a_flattened_header() -> None:
    heads = ("序号", "工作任务", "完成时限", "责任单位", "进展情况", "牵头单位")
    circular = read("关于分工的通知", "", *heads, "附件:", "1.", "云溪县人民政府")
    assert all(start < end for annex in circular.annexes for start, end in annex.spans)


def test_tables_that_say_their_annex_in_their_first_row() -> None:
    lines = (
        TITLE,
        NUMBER,
        TO,
        "请落实。",
        "附件:1.水利分工表",
        "2.教育分工表",
        "云溪县人民政府办公室",
        "2016年4月20日",
    )
    names = "|".join(HEADS)
    tables = (
        f">4 附件1\n>4 水利分工表\n{names}\n1|修建水渠|6月底前|县水利局",
        f"{names}\n2|加固堤防|年底前|县水利局",
        f">4 教育分工表\n{names}\n1|整修校舍|上半年|县教育局",
    )
    circular = page("".join(f"<p>{line}</p>" for line in lines) + "<p></p>".join(map(html_table, tables)))
    assert [(task.task.text, task.annex) for task in circular.tasks] == [
        ("修建水渠", 0), ("加固堤防", 0), ("整修校舍", 1),
    ]  # fmt: skip
