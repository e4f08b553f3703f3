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
