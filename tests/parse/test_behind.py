"""What is labelled behind an assignment: the limit, the measures and the progress of the matter that it closes."""

from __future__ import annotations

import pytest

from hongtou.model import Circular, Task

from .compose import notice, read, words

LIST = (
    "青岩县督察反馈问题整改清单",
    "一、青岩河断面水质下降。",
    "责任单位:县水利局",
    "整改目标:断面达到Ⅲ类。",
    "整改时限:2022年底前",
    "整改措施:",
    "1.2022年6月底前封堵排污口。",
    "2.新建管网。",
    "整改进展:已完成整改。",
    "二、石场扬尘扰民。",
    "责任单位:县住建局",
    "整改时限:长期坚持",
    "整改措施:设置围挡。",
    "整改进展:正在推进。已设围挡300米。",
    "三、保障措施",
    "加强领导,2023年3月底前报送总结。",
)


def said(task: Task) -> tuple[str, str | None, str | None, str | None, list[str]]:
    limits = [limit.text for limit in task.deadlines]
    return task.task.reading, words(task.content), words(task.progress), task.status, limits


@pytest.mark.parametrize("term", ["保修期限:2年", "贷款期限:3年", "公示期限:2022年5月1日至5月7日"])
def test_how_long_a_thing_lasts_is_no_limit_of_the_task(term: str) -> None:
    (task,) = read("青岩县工程清单", "一、改造管网。", "责任单位:县住建局", term).tasks
    assert (task.deadlines, [unit.text for unit in task.responsibilities]) == ((), ["县住建局"])


@pytest.mark.parametrize("above", ["一、重点任务", "一、强化科技支撑", "一、工作任务"])
def test_a_section_behind_the_last_assignment_is_none_of_its_labels(above: str) -> None:
    circular = notice(
        above, "(一)推广良种8个。(县农业农村局负责)", "(二)新增农机500台。(县财政局负责)", "二、保障措施",
        "各乡镇每月25日前报送进展。",
    )  # fmt: skip
    assert [words(task.content) for task in circular.tasks] == [None, None]
    assert [limit.text for limit in circular.deadlines] == ["每月25日前"]


def test_labels_behind_the_units() -> None:
    circular = read(*LIST)
    assert [said(task) for task in circular.tasks] == [
        (
            "一、青岩河断面水质下降。", "1.2022年6月底前封堵排污口。\n2.新建管网。", "已完成整改。", "done",
            ["2022年底前", "2022年6月底前"],
        ),
        ("二、石场扬尘扰民。", "设置围挡。", "正在推进。已设围挡300米。", "on_track", ["长期坚持"]),
    ]  # fmt: skip
    assert [limit.text for limit in circular.deadlines] == ["2023年3月底前"]


def test_matters_without_numbers_begin_at_their_own_label() -> None:
    circular = read(
        "青岩县审计查出问题整改清单",
        "问题一:资金拨付不及时。",
        "整改措施:加快拨付。",
        "整改时限:2022年8月31日前",
        "责任单位:县财政局",
        "整改结果:已整改到位。",
        "问题二:未公开招标。",
        "整改措施:严格招标。",
        "整改时限:2022年9月30日前",
        "责任单位:县住建局",
        "整改结果:正在整改。",
    )
    assert [said(task) for task in circular.tasks] == [
        ("问题一:资金拨付不及时。\n整改措施:加快拨付。", None, "已整改到位。", "done", ["2022年8月31日前"]),
        ("问题二:未公开招标。\n整改措施:严格招标。", None, "正在整改。", "on_track", ["2022年9月30日前"]),
    ]


def _by(*lines: str) -> Circular:
    return notice("一、修建水渠。责任单位:县水利局", *lines)


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        (("工作措施:衬砌干渠。",), "衬砌干渠。"),
        (("工作措施:", "衬砌干渠。", "请抓好落实。"), "衬砌干渠。"),
        (("工作目标:渠系通水。",), None),
        (("二、其他事项。", "工作措施:衬砌干渠。"), None),
        (("请抓好落实。", "工作措施:衬砌干渠。"), None),
        (("工作措施:", "1.衬砌干渠。(责任单位:县住建局)"), None),
    ],
)
def test_how_far_a_label_reaches(lines: tuple[str, ...], content: str | None) -> None:
    assert words(_by(*lines).tasks[0].content) == content


def test_how_often_is_no_name_of_a_unit() -> None:
    (task,) = notice("(一)严查违停。(县公安局负责;整治期间每周不少于2次集中行动)").tasks
    assert [unit.text for unit in task.responsibilities] == ["县公安局"]
    assert [limit.rrule for limit in task.deadlines] == ["FREQ=WEEKLY"]


HEADED = (
    "青岩市贯彻落实省督察反馈意见整改方案",
    "为做好整改工作,制定本方案。",
    "一、云溪河水质不达标",
    "(一)整改目标",
    "断面水质达到Ⅲ类。",
    "(二)整改措施",
    "1.改造管网。",
    "2.加强巡查。",
    "(三)牵头单位",
    "云溪区政府、市水务局",
    "(四)整改时限",
    "2022年12月底",
    "(五)整改情况",
    "已完成整改。",
    "(六)公示期",
    "7天。",
    "二、白石县固废堆存",
    "(一)整改措施",
    "全面清运。",
    "(二)责任单位",
    "白石县政府",
    "(三)整改时限",
    "长期坚持",
)


def test_labels_that_are_numbered_headings() -> None:
    circular = read(*HEADED)
    assert [said(task) for task in circular.tasks] == [
        ("1.改造管网。\n2.加强巡查。", None, "已完成整改。", "done", ["2022年12月底"]),
        ("全面清运。", None, None, None, ["长期坚持"]),
    ]
    assert [heading.text for heading in circular.tasks[0].category] == ["一、云溪河水质不达标", "(二)整改措施"]
    assert [(unit.unit, unit.role) for task in circular.tasks for unit in task.responsibilities] == [
        ("云溪区人民政府", "lead"), ("青岩市水务局", "lead"), ("白石县人民政府", "responsible"),
    ]  # fmt: skip


def test_numbered_labels_of_one_matter() -> None:
    (task,) = read(
        "青岩县人民政府办公室督办通知单",
        "一、督办事项:修复大桥",
        "二、主办单位:县交通局",
        "三、协办单位:县财政局",
        "四、办结时限:2021年6月30日前",
        "五、办理情况:已完成。",
    ).tasks
    assert said(task) == ("一、督办事项:修复大桥", None, "已完成。", "done", ["2021年6月30日前"])
    assert [unit.role for unit in task.responsibilities] == ["lead", "support"]


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("青岩市贯彻落实省督察反馈意见整改方案", "青岩市"),
        ("长沙市重点项目建设方案", "长沙市"),
        ("关于重点项目建设的方案", None),
        ("开发区重点项目建设方案", None),
    ],
)
def test_the_place_of_a_plan_that_no_one_issues(title: str, region: str | None) -> None:
    assert read(title, "为做好工作,制定本方案。").region == region


def test_progress_that_an_assignment_ends_with() -> None:
    circular = notice(
        "1.修建大桥。责任领导:张某;责任单位:县交通局;完成时限:12月底;进展情况:主体封顶。正在铺装。",
        "2.加固水库。责任单位:县水利局、白石乡政府;整改情况:已完成。",
    )
    assert [said(task)[2:] for task in circular.tasks] == [
        ("主体封顶。正在铺装。", None, ["12月底"]),
        ("已完成。", "done", []),
    ]
    assert [[unit.text for unit in task.responsibilities] for task in circular.tasks] == [
        ["县交通局"], ["县水利局", "白石乡政府"],
    ]  # fmt: skip


def test_labels_of_who_mends_what() -> None:
    (task,) = notice("(一)河道污染。整改责任单位:县住建局。整改配合单位:县水利局、云溪镇政府。").tasks
    assert [(unit.text, unit.role) for unit in task.responsibilities] == [
        ("县住建局", "responsible"), ("县水利局", "support"), ("云溪镇政府", "support"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("(县应急局,6月底前;各乡镇配合)", ["县应急局", "各乡镇"]),
        ("(含装置评估,6月底前;各乡镇配合)", []),
        ("(县应急局有专家库,6月底前报送;详见附件)", []),
    ],
)
def test_a_bracket_of_parts(bracket: str, units: list[str]) -> None:
    tasks = notice(f"3.开展老旧装置评估。{bracket}").tasks
    assert [unit.text for task in tasks for unit in task.responsibilities] == units


@pytest.mark.parametrize("measures", [["整改措施:封堵排污口。"], ["整改措施:", "1.封堵排污口。", "2.新建管网。"]])
def test_who_accepts_the_work_behind_its_measures(measures: list[str]) -> None:
    behind = [
        "责任单位:县水利局",
        "责任领导:张某",
        "整改时限:6月底前",
        *measures,
        "验收单位:市水务局",
        "整改进展:已完成。",
    ]
    circular = read("青岩县督察反馈问题整改清单", "一、断面水质下降。", *behind, "二、扬尘扰民。", *behind)
    assert [(task.task.reading, task.status) for task in circular.tasks] == [
        ("一、断面水质下降。", "done"),
        ("二、扬尘扰民。", "done"),
    ]
    for task in circular.tasks:
        assert [unit.text for unit in task.responsibilities] == ["县水利局", "市水务局"]
        assert words(task.content) == "\n".join(measures).removeprefix("整改措施:").lstrip()


@pytest.mark.parametrize(
    "lines",
    [
        ("一、工作内容:修建水渠。", "责任单位:县水利局", "工作内容:整修校舍。", "责任单位:县教育局"),
        ("一、修建水渠。", "责任单位:县水利局", "二、整修校舍。", "年底前完工。", "配合单位:县教育局"),
        ("1.修建水渠。", "责任单位:县水利局", "2.工作目标:整修校舍。", "牵头单位:县教育局"),
        ("修建水渠。(县水利局负责)", "工作目标:整修校舍。(县教育局负责)"),
        ("问题一:水渠漏水", "责任单位:县水利局", "问题二:校舍渗水", "整改单位:县教育局"),
    ],
)
def test_what_is_labelled_behind_is_another_matter(lines: tuple[str, ...]) -> None:
    circular = read("青岩县重点工作清单", *lines)
    assert [[unit.text for unit in task.responsibilities] for task in circular.tasks] == [["县水利局"], ["县教育局"]]


def test_what_is_asked_for_behind_the_limit_is_of_the_matter() -> None:
    body = ("一、管道锈蚀。", "责任单位:县住建局", "整改期限:2016年9月10日前", "整改要求:立即停用,9月5日前更换。")
    circular = notice(*body, "二、加强领导。")
    (task,) = circular.tasks
    assert (words(task.content), circular.deadlines) == ("立即停用,9月5日前更换。", ())
    assert [limit.text for limit in task.deadlines] == ["2016年9月10日前", "立即", "9月5日前"]
