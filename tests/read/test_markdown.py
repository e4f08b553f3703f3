"""Texts that a program saved as Markdown are read as what they print."""

import pytest

import hongtou
from hongtou.read.markdown import unmarked

PRINTED = [
    ("# 关于修渠的通知", "关于修渠的通知"),
    ("## **一、总体要求** ##", "一、总体要求"),
    ("**责任单位:**县水利局、**县财政局**", "责任单位:县水利局、县财政局"),
    ("# 通知\n> 各乡镇:\n1\\. 修渠", "通知\n各乡镇:\n1. 修渠"),
    ("# 通知\n[附件](/upload/1.docx)", "通知\n附件"),
    (
        "| 任务 | 单位 |\n|---|---|\n| **修渠**<br>护堤 | 县水利局 |",
        "| 任务 | 单位 |\n|---|---|\n| 修渠 护堤 | 县水利局 |",
    ),
]
PRINTED += [
    (
        "| 任务 | 单位 |\n|:--:|:-:|\n| 修渠<br>护堤 | 县水利局 |",
        "| 任务 | 单位 |\n|:--:|:-:|\n| 修渠 护堤 | 县水利局 |",
    ),
    ("# 通知\n__责任单位:__县水利局 a__b__c [大](javascript:;)", "通知\n责任单位:县水利局 a__b__c 大"),
    (
        "任务 | 单位 | 时限  \n---|---|---  \n修渠  \n10条 | 县水利局、  \n县财政局 | 年内  \n修路 | 县局 | 6月  \n底",
        "任务 | 单位 | 时限  \n---|---|---  \n修渠 10条 | 县水利局、 县财政局 | 年内  \n修路 | 县局 | 6月 底",
    ),
    ("# 通知\n- 责任单位:县水利局\n* 时限:年内", "通知\n责任单位:县水利局\n时限:年内"),
    ("# 通知\n请于**7月25日前**报送,**8月底前**完成。", "通知\n请于7月25日前报送,8月底前完成。"),
    ("# 通知\n*责任单位:县水利局*\n县水利局*、县财政局*", "通知\n责任单位:县水利局\n县水利局*、县财政局*"),
]
PLAIN = [
    "(县水利局**,县财政局*)",
    "县水利局**、县林业局**",
    "张**同志、李**同志",
    "注:带**的为重点。一、修渠**,铺路",
    "联系电话:138****5678、139****1234",
    "#1楼",
    "[2016]5号(附后)",
    "* 注",
    "-----",
    "> 首页 > 通知",
]


@pytest.mark.parametrize(("text", "printed"), PRINTED)
def test_marks_are_not_printed(text: str, printed: str) -> None:
    assert unmarked(text) == printed


@pytest.mark.parametrize("text", PLAIN)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert unmarked(text) == text


def test_a_circular_saved_as_markdown() -> None:
    circular = hongtou.extract_text(
        "# 云溪县水利局关于修渠的通知\n\n云水发〔2016〕5号\n\n各乡镇水管站:\n\n"
        "## 一、任务\n\n1\\. 修建鹿坪水渠。(**责任单位:**县水利局)\n"
    )
    assert circular.title
    assert circular.title.text == "云溪县水利局关于修渠的通知"
    assert [(task.task.text, task.responsibilities[0].text) for task in circular.tasks] == [
        ("1. 修建鹿坪水渠。", "县水利局")
    ]


def test_the_rules_under_names_are_no_damage() -> None:
    table = "| 序号 | 工作任务 | 责任单位 |\n| :---: | :--- | ---: |\n| 1 | 修建水渠 | 县水利局 |\n"
    circular = hongtou.extract_text(f"# 云溪县水利局关于修渠的通知\n\n{table}\n{table}")
    assert [finding.check for finding in circular.findings if finding.check == "damaged_text"] == []
