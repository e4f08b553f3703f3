"""Which paragraph belongs under which column where nothing but the paragraphs themselves says so."""

from __future__ import annotations

import pytest

from .compose import HEADS, checks, table, units, words

WIDE = ("序号", "工作任务", "主要内容", "完成时限", "责任单位")
SPLIT = ("序号", "工作任务", "完成时限", "牵头单位", "配合单位")


def test_content_that_opens_with_a_limit() -> None:
    circular = table(
        "1", "建设通信基站", "9月底前新增基站9个,整治机房3处", "12月15日前", "县水利局",
        "2", "修缮校舍", "改造运动场3处,统筹资金", "年底前", "县教育局",
        heads=WIDE,
    )  # fmt: skip
    assert [(task.task.text, words(task.content), words(task.deadline)) for task in circular.tasks] == [
        ("建设通信基站", "9月底前新增基站9个,整治机房3处", "12月15日前"),
        ("修缮校舍", "改造运动场3处,统筹资金", "年底前"),
    ]


def test_a_limit_in_stages_that_counts_its_works() -> None:
    circular = table(
        "1", "建设通信基站", "统筹资金落实管护", "6月底前完成3个村试点,12月底前全面完成", "县水利局",
        "2", "修缮校舍", "改造运动场", "年底前", "县教育局",
        heads=WIDE,
    )  # fmt: skip
    assert [words(task.deadline) for task in circular.tasks] == ["6月底前完成3个村试点,12月底前全面完成", "年底前"]


def test_content_of_several_paragraphs_below_a_name() -> None:
    circular = table(
        "1", "疏浚沟渠", "清淤3公里;", "建立台账并定期通报。", "6月底前", "县水利局",
        "2", "修缮校舍", "改造运动场3处;", "验收后移交学校。", "年底前", "县教育局",
        heads=WIDE,
    )  # fmt: skip
    assert [(task.task.text, words(task.content)) for task in circular.tasks] == [
        ("疏浚沟渠", "清淤3公里;\n建立台账并定期通报。"),
        ("修缮校舍", "改造运动场3处;\n验收后移交学校。"),
    ]


def test_the_first_item_opens_the_next_cell_and_the_second_goes_on() -> None:
    circular = table(
        "1", "落实政策", "新增通信基站57个,实行台账管理。", "1.已完成设计。", "2.正在施工。", "县民政局", "立即整改",
        "2", "修缮校舍", "改造运动场3处。", "已完工。", "县教育局", "年底前",
        heads=("序号", "工作任务", "主要内容", "进展情况", "责任单位", "完成时限"),
    )  # fmt: skip
    assert [(words(task.content), words(task.progress)) for task in circular.tasks] == [
        ("新增通信基站57个,实行台账管理。", "1.已完成设计。\n2.正在施工。"),
        ("改造运动场3处。", "已完工。"),
    ]


@pytest.mark.parametrize(
    ("head", "field"),
    [("进展情况", ("1.正在办理用地手续,占任务的69.4%。", "2.已完成招标。")), ("分管领导", ("吴某某",))],
)
def test_what_is_no_unit_never_stands_in_a_unit_column(head: str, field: tuple[str, ...]) -> None:
    rows = [
        (str(n), f"修建第{n}段水渠", "6月底前", "县水利局", *(() if n == 4 else ("县财政局",)), *field)
        for n in range(1, 6)
    ]
    circular = table(*(cell for cells in rows for cell in cells), heads=(*SPLIT, head))
    assert [name for name, _ in units(circular.tasks[3])] == ["县水利局"]
    assert [len(task.responsibilities) for task in circular.tasks] == [2, 2, 2, 1, 2]


def test_units_one_a_paragraph_under_two_unit_columns_are_said_to_be_in_doubt() -> None:
    circular = table(
        "1", "修建水渠", "6月底前", "县水利局", "县财政局", "县审计局",
        "2", "修缮校舍", "年底前", "县教育局", "县财政局",
        heads=SPLIT,
    )  # fmt: skip
    assert [role for _, role in units(circular.tasks[0])] == ["lead", "support", "support"]
    assert checks(circular).count("ambiguous_table") == 1


def test_a_table_that_reads_in_one_way_alone_is_not_in_doubt() -> None:
    circular = table("1", "修建水渠", "6月底前", "县水利局", "2", "修缮校舍", "年底前", "县教育局")
    assert "ambiguous_table" not in checks(circular)


def test_a_remark_is_no_heading_where_headings_are_numbered() -> None:
    circular = table(
        "一、水利", "1", "修建水渠", "6月底前", "县水利局", "续建", "2", "加固堤防", "年底前", "县水利局", "新增",
        "二、教育", "3", "修缮校舍", "年底前", "县教育局", "续建", "4", "新建食堂", "年底前", "县教育局", "续建",
        heads=("类别", *HEADS, "备注"),
    )  # fmt: skip
    assert [[words(value) for value in task.category] for task in circular.tasks] == [
        ["一、水利"], ["一、水利"], ["二、教育"], ["二、教育"],
    ]  # fmt: skip


def test_a_two_level_header_printed_level_by_level_with_a_column_between() -> None:
    circular = table(
        "1", "规范审批", "10月中旬", "县商务局", "县总工会", "已完成设计。",
        "2", "修缮校舍", "年底前", "县教育局", "县财政局", "已完工。",
        heads=("序号", "工作任务", "时间要求", "责任单位", "进展情况", "牵头", "配合"),
    )  # fmt: skip
    assert [words(task.progress) for task in circular.tasks] == ["已完成设计。", "已完工。"]


def test_tools_of_the_page_below_the_last_cell() -> None:
    circular = table(
        "1", "修建水渠", "6月底前", "县水利局", "已完工。", "[打印本页]　[关闭窗口]",
        heads=(*HEADS, "进展情况"),
    )  # fmt: skip
    assert [words(task.progress) for task in circular.tasks] == ["已完工。"]


def test_a_page_joined_by_blanks_parts_at_figures_and_limits() -> None:
    rows = (
        "1 修建水渠12公里 县水利局 6月底前", "2 修缮校舍5所,统筹各类资金 县教育局 年底前",
        "3 加固堤防800米 县水利局、各乡镇人民政府 5月15日前", "4 新建农村公路30公里 县交通运输局 上半年",
    )  # fmt: skip
    circular = table(" ".join(("序号 工作任务 责任单位 完成时限", *rows)), heads=())
    assert [words(task.deadline) for task in circular.tasks] == ["6月底前", "年底前", "5月15日前", "上半年"]


def test_a_row_of_bars_longer_than_a_paragraph_is_one_row() -> None:
    long = "。".join(f"已完成第{n}段施工并组织了阶段验收,资料已归档" for n in range(1, 30))
    rows = [f"{n} | 修建第{n}段水渠 | 6月底前 | 县水利局 | {long}。 备案。" for n in (1, 2)]
    circular = table(*rows, heads=(" | ".join((*HEADS, "进展情况")),))
    assert [words(task.number) for task in circular.tasks] == ["1", "2"]


def test_rows_of_one_paragraph_a_column_are_told_by_counting() -> None:
    circular = table(
        "1", "修建水渠", "县水利局", "年底前竣工", "主体封顶,正在装修。", "无", "超序时",
        "2", "整修校舍", "县教育局", "6月底前开工", "土地尚未交付。", "征地慢", "滞后",
        heads=("序号", "工作任务", "责任单位", "目标要求", "进展情况", "存在问题", "进度评价"),
    )  # fmt: skip
    assert [(words(task.deadline), words(task.progress), task.status) for task in circular.tasks] == [
        ("年底前竣工", "主体封顶,正在装修。", "ahead"),
        ("6月底前开工", "土地尚未交付。", "behind"),
    ]
    assert [[words(cell.value) for cell in task.other] for task in circular.tasks] == [["无"], ["征地慢"]]
    assert "ambiguous_table" not in checks(circular)
