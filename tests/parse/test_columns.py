"""Which column is what: by its name, else by what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hongtou.fields.text import fold
from hongtou.parse.columns import NUMBER_CELL, bare_name, role_of_column, role_of_content, role_of_name

from .compose import notice, table


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("序号", "number"),
        ("序 号", "number"),
        ("任务类别", "category"),
        ("工作任务", "task"),
        ("工 作 任 务", "task"),
        ("工作\n任务", "task"),
        ("重点工作", "task"),
        ("改革事项", "task"),
        ("年度重点工作", "task"),
        ("巡察反馈意见", "task"),
        ("会议名称", "other"),
        ("会议决定", "content"),
        ("风险隐患点", "task"),
        ("主要内容", "content"),
        ("工作目标及要求", "content"),
        ("具体措施", "content"),
        ("完成时限", "deadline"),
        ("完成时限（2016年）", "deadline"),
        ("时间节点", "deadline"),
        ("牵头单位", "lead"),
        ("主办部门", "lead"),
        ("责任单位（第一位为牵头单位）", "responsible"),
        ("责任单位", "responsible"),
        ("主要责任单位", "responsible"),
        ("责任单位、责任人", "responsible"),
        ("牵头单位及责任人", "lead"),
        ("责任领导和责任科室", "responsible"),
        ("参与单位及负责人", "support"),
        ("牵头单位分管领导及联系人", "person"),
        ("配合单位", "support"),
        ("协办单位", "support"),
        ("协同", "support"),
        ("分管县领导", "person"),
        ("责任人", "person"),
        ("进展情况", "progress"),
        ("实际完成", "progress"),
        ("截至10月底完成情况", "progress"),
        ("是否完成", "status"),
        ("备注", "remark"),
    ],
)
def test_a_name_says_the_role(name: str, role: str) -> None:
    assert role_of_name(bare_name(fold(name))) == role


NAMES = (Path(__file__).with_name("tables") / "names.psv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", NAMES, ids=lambda line: line.split(" | ")[0])
def test_the_names_of_columns_in_print(line: str) -> None:
    role, _, names = line.partition(" | ")
    assert {name: role_of_column(fold(name)) for name in names.split()} == dict.fromkeys(names.split(), role)


@pytest.mark.parametrize("name", ["", "单价(元)", "面积", "经度", "姓名", "性别"])
def test_a_name_that_says_none(name: str) -> None:
    assert role_of_name(bare_name(fold(name))) is None


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (["1", "2", "3"], "number"),
        (["6月底前", "年底前", "上半年"], "deadline"),
        (["县水利局、县财政局", "县教育局", "各乡镇人民政府"], "responsible"),
        (["修建水渠", "整修校舍", "加固堤防"], "other"),
        (["6月底前", "修建水渠", "县水利局"], "other"),
        (["", ""], "other"),
        ([], "other"),
    ],
)
def test_what_stands_in_an_unnamed_column(cells: list[str], role: str) -> None:
    assert role_of_content(cells) == role


@pytest.mark.parametrize("words", ["1", "12", "(3)", "1-1", "2.3", "①", "一", "十二、", "001"])
def test_a_number_cell(words: str) -> None:
    assert NUMBER_CELL.fullmatch(words)


@pytest.mark.parametrize("words", ["201655", "1号", "第1", "一是", "1.2.3.4.5", "12%"])
def test_no_number_cell(words: str) -> None:
    assert not NUMBER_CELL.fullmatch(words)


@pytest.mark.parametrize(
    ("heads", "units"),
    [
        (("序号", "隐患单位", "隐患内容", "责任单位", "整改时限"), ["县应急局"]),
        (("序号", "受检单位", "隐患内容", "牵头单位", "整改时限"), ["县应急局"]),
        (("序号", "建设单位", "建设内容", "责任单位", "完成时限"), ["县矿业公司", "县应急局"]),
        (("序号", "隐患单位", "隐患内容", "整改要求", "整改时限"), ["县矿业公司"]),
    ],
)
def test_where_trouble_was_found_is_not_who_mends_it(heads: tuple[str, ...], units: list[str]) -> None:
    trouble = ("县矿业公司", "通风系统不完善", "县应急局", "6月底")
    first = table("1", *trouble, "2", *trouble, heads=heads).tasks[0]
    assert [unit.text for unit in first.responsibilities] == units


@pytest.mark.parametrize(
    ("heads", "content"),
    [
        (("序号", "项目名称", "责任单位", "一季度目标", "二季度目标"), None),
        (("序号", "项目名称", "责任单位", "上半年目标", "下半年目标"), None),
        (("序号", "项目名称", "责任单位", "年度目标", "二季度目标"), "完成设计"),
    ],
)
def test_goals_of_several_periods_are_no_content(heads: tuple[str, ...], content: str | None) -> None:
    rows = ("1", "云溪大桥", "县交通局", "完成设计", "开工建设", "2", "白石水库", "县水利局", "完成招标", "进场施工")
    task = table(*rows, heads=heads).tasks[0]
    assert (task.task.text, task.content.text if task.content else None) == ("云溪大桥", content)


@pytest.mark.parametrize("names", ["第一季度|第二季度|第三季度|第四季度", "1-3月|4-6月|7-9月|10-12月"])
def test_columns_that_are_periods_leave_a_header_one(names: str) -> None:
    rows = [
        f"序号|重点工作|{names}|责任单位",
        "1|城市体检|采集|报告|整改|验收|县住建局",
        "2|数字政府|定案|招标|建设|上线|县数据局",
    ]
    tasks = notice("请抓好落实。", after=["附件", "重点工作任务表", *rows]).tasks
    assert [(task.task.text, task.content, len(task.other)) for task in tasks] == [
        ("城市体检", None, 4), ("数字政府", None, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "task", "content", "category"),
    [
        (("督查内容", "督查情况", "存在问题", "整改要求"), "植树造林", "补植", []),
        (("考核内容", "自查情况", "存在问题", "整改措施"), "植树造林", "补植", []),
        (("工作任务", "进展情况", "存在问题", "解决措施"), "植树造林", "补植", []),
        (("改革任务", "进展情况", "成果形式", "改革举措"), "植树造林", "补植", []),
        (("反馈意见", "整改情况", "备注", "整改措施"), "植树造林", "补植", []),
    ],
)
def test_what_was_looked_at(heads: tuple[str, ...], task: str, content: str, category: list[str]) -> None:
    rows = [
        "|".join(["序号", *heads, "责任单位", "整改时限"]),
        "1|植树造林|已栽2万株|苗木枯死|补植|县林业局|5月底前",
        "2|河道清淤|已清3公里|进展缓慢|增加机械|县水利局|6月底前",
    ]
    first = notice("请抓好落实。", after=["附件", "督查情况表", *rows]).tasks[0]
    assert (first.task.text, first.content and first.content.text) == (task, content)
    assert [heading.text for heading in first.category] == category


def test_what_the_problems_are_of() -> None:
    rows = [
        "序号|检查内容|存在问题|整改措施|责任单位",
        "1|防火|器材缺失|配齐|县教育局",
        "2|防汛|预案缺失|编制|县水利局",
    ]
    first = notice("请抓好落实。", after=["附件", "检查情况表", *rows]).tasks[0]
    assert (first.task.text, first.content and first.content.text) == ("器材缺失", "配齐")
    assert [heading.text for heading in first.category] == ["防火"]


@pytest.mark.parametrize(
    ("heads", "limit"),
    [
        (("批示时间", "办理时限"), "6月底前"),
        (("办理时限", "交办时间"), "5月10日"),
        (("开工时间", "竣工时间"), "6月底前"),
        (("招标完成时间", "完工时间"), "6月底前"),
    ],
)
def test_of_two_times_the_one_that_is_a_term(heads: tuple[str, str], limit: str) -> None:
    rows = [
        f"序号|工作任务|{heads[0]}|{heads[1]}|责任单位",
        "1|修路|5月10日|6月底前|县交通局",
        "2|修桥|5月12日|7月底前|县交通局",
    ]
    first = notice("请抓好落实。", after=["附件", "任务表", *rows]).tasks[0]
    assert [found.text for found in first.deadlines] == [limit]
