"""The page's metadata box, in the forms that portals print it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.model import Circular
from hongtou.parse.box_glued import read_glued
from hongtou.parse.boxes import is_row, read_line
from hongtou.parse.lines import read_lines
from hongtou.read import read_text

from .compose import NUMBER, TITLE, TO, html_table, notice, page, read

PLAIN = "".join(f"<p>{line}</p>" for line in (TITLE, TO, "请认真组织实施。"))


def box(circular: Circular) -> dict[str, str]:
    """Labels without blanks and colons, and their values."""
    return {"".join(m.label.text.split()).strip(":："): m.value.text for m in circular.metadata}


ENTRIES = {"索引号": "YX-31", "发文字号": NUMBER, "发布机构": "云溪县人民政府", "成文日期": "2016年4月20日"}


def each_entry(form: str, between: str = "") -> str:
    """The entries, each in this form of ``{0}`` label and ``{1}`` value."""
    return between.join(form.format(label, value) for label, value in ENTRIES.items())


BOXES = {
    "a table": f"<table><tr>{each_entry('<td>{0}:</td><td>{1}</td>')}</tr></table>",
    "a table of a line each": f"<table>{each_entry('<tr><td>{0}</td><td>{1}</td></tr>')}</table>",
    "a list": f"<ul>{each_entry('<li>{0}：{1}</li>').replace('索引号', '索 引 号')}</ul>",
    "bracketed labels": each_entry("<p>【{0}】：{1}</p>"),
    "bracketed labels behind bullets": each_entry("<p>•【{0}】{1}</p>"),
    "bracketed labels behind dots of another kind": each_entry("<p>∙【{0}】{1}</p>"),
    "square labels": each_entry("<p>[{0}] {1}</p>"),
    "one line": f"<p>{each_entry('{0}：{1}', '  ')}</p>",
    "stacked lines": each_entry("<p>{0}：</p><p>{1}</p>"),
    "stacked without colons": each_entry("<p>{0}</p><p>{1}</p>"),
}


@pytest.mark.parametrize("form", BOXES)
def test_a_box_gives_number_publisher_and_date(form: str) -> None:
    circular = page(BOXES[form] + PLAIN)
    assert box(circular)["发文字号"] == NUMBER
    assert box(circular)["发布机构"] == "云溪县人民政府"
    assert box(circular)["成文日期"] == "2016年4月20日"
    assert circular.document_number
    assert circular.document_number.normalized == NUMBER
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)


@pytest.mark.parametrize("form", BOXES)
def test_a_box_gives_the_index_number(form: str) -> None:
    assert box(page(BOXES[form] + PLAIN))["索引号"] == "YX-31"


def test_a_line_that_says_who_does_the_work_is_no_box() -> None:
    lines = (
        "一、清理积案",
        "清理长期未结案件。",
        "责任部门:执行局",
        "完成时限:6月底前",
        "二、公开文书",
        "公开裁判文书。",
        "责任部门:审管办",
    )
    circular = notice("现将任务通知如下。", *lines)
    assert not circular.metadata
    assert [[unit.text for unit in task.responsibilities] for task in circular.tasks] == [["执行局"], ["审管办"]]
    beside = page("<p>索引号:YX-31</p><p>责任部门:县水利局</p>" + PLAIN)
    assert box(beside) == {"索引号": "YX-31", "责任部门": "县水利局"}
    assert box(page("<p>责任部门:县水利局</p><p>索引号:YX-31</p>" + PLAIN)) == box(beside)


def test_a_label_we_do_not_know_ends_a_value() -> None:
    circular = read("制定机关:云溪县人民政府办公室 签发人:王某 索引号:YX-31 有效期:5年", TITLE, TO, "请落实。")
    assert box(circular) == {
        "制定机关": "云溪县人民政府办公室", "签发人": "王某", "索引号": "YX-31", "有效期": "5年"
    }  # fmt: skip


def test_a_time_glued_to_the_number_is_not_its() -> None:
    circular = page("<div><i>文号：云政办发〔2016〕31号</i><i>时间：2016-04-21</i></div>" + PLAIN)
    assert box(circular) == {"文号": NUMBER}


def test_a_day_of_publication_between_bars() -> None:
    circular = read("发布日期:2016-04-21 | 来源:县府办 | 浏览:12", TITLE, TO, "请落实。")
    assert box(circular) == {"发布日期": "2016-04-21"}


def test_a_row_copied_with_its_tabs_is_a_row_of_the_box() -> None:
    circular = read("索引号\tYX-31", "文号\t云政办发〔2016〕31号\t公文种类:\t通知", TITLE, TO, "请落实。")
    assert box(circular) == {"索引号": "YX-31", "文号": NUMBER, "公文种类": "通知"}
    assert circular.document_number
    assert circular.document_number.normalized == NUMBER
    assert circular.references == ()


def test_a_header_of_a_list_of_documents_is_none() -> None:
    assert read(TITLE, TO, "废止下列文件:", "文件名称\t文号", "防汛办法\t云政发〔2001〕2号").metadata == ()


def test_an_empty_label_takes_no_other_s_value() -> None:
    circular = read("索引号：YX-31", "主题词：", "发文字号：云政办发〔2016〕31号", TITLE, TO, "请落实。")
    assert box(circular).get("主题词", "") == ""
    assert box(circular)["发文字号"] == NUMBER


def test_an_empty_label_alone_does_not_take_the_title() -> None:
    circular = read("索引号：YX-31", "发文字号：云政办发〔2016〕31号", "主题词：", TITLE, TO, "请落实。")
    assert box(circular).get("主题词", "") == ""
    assert circular.title
    assert circular.title.text == TITLE


def test_an_empty_label_among_lines_of_a_box_is_an_empty_value() -> None:
    lines = [
        "索引号:",
        "YX-31",
        "主题分类:",
        "来源:",
        "文号:",
        NUMBER,
        "有效性:",
        "发布日期:",
        "2016-04-21",
        "内容概述:",
    ]
    found = [("".join(m.label.text.split()), m.value.text) for m in read(*lines, TITLE, TO, "请落实。").metadata]
    assert found == [
        ("索引号", "YX-31"), ("主题分类", ""), ("文号", NUMBER), ("有效性", ""), ("发布日期", "2016-04-21"),
        ("内容概述", ""),
    ]  # fmt: skip


def test_an_empty_label_between_bars_does_not_take_the_next_label() -> None:
    lines = [
        "索引号: | YX-31 | 文号: | 无 |",
        "成文日期: | 发布日期: | 2016-04-21 08:40 | |",
        "失效日期: | |||",
        "有效性: | 有效 | ||",
    ]
    found = [(m.label.text, m.value.text) for m in read(*lines, TITLE, TO, "请落实。").metadata]
    assert found == [
        ("索引号", "YX-31"), ("文号", "无"), ("成文日期", ""), ("发布日期", "2016-04-21 08:40"), ("失效日期", ""),
        ("有效性", "有效"),
    ]  # fmt: skip


def test_a_bracketed_label_without_a_value() -> None:
    assert box(read("【发布日期】2016-04-21", "【失效日期】", TITLE, TO, "请落实。"))["失效日期"] == ""


def test_a_stacked_box_that_opens_with_a_label_of_two_characters() -> None:
    lines = ["名称", TITLE, "发文字号", NUMBER, "发布日期", "2016-04-21"]
    circular = read(*lines, TITLE, TO, "请落实。")
    assert box(circular) == {"名称": TITLE, "发文字号": NUMBER, "发布日期": "2016-04-21"}


def test_a_label_does_not_begin_in_the_value_before_it() -> None:
    circular = read("公开方式:主动公开  发布日期:2016-04-21", TITLE, TO, "请落实。")
    assert box(circular) == {"公开方式": "主动公开", "发布日期": "2016-04-21"}


def test_a_label_without_its_value_outside_a_box_is_no_entry() -> None:
    assert read(TITLE, NUMBER, TO, "请落实。", "服务对象:", "一、小微企业。").metadata == ()


@pytest.mark.parametrize(("value", "number"), [(NUMBER, NUMBER), ("大 中 小", None), (f"小 中 大{NUMBER}", None)])
def test_a_label_that_says_a_number_or_the_size_of_letters(value: str, number: str | None) -> None:
    circular = read("【时效性】现行有效", f"【字号】{value}", TITLE, TO, "请落实。")
    assert box(circular).get("字号") == number
    assert (circular.document_number.normalized if circular.document_number else None) == number


def test_an_empty_cell_is_an_empty_value() -> None:
    html = html_table("索引号|YX-31\n有效性|\n发布日期|2016-04-21")
    circular = page(html + PLAIN)
    assert box(circular).get("有效性", "") == ""
    assert circular.date_published
    assert circular.date_published.date == dt.date(2016, 4, 21)


def test_a_title_without_about_is_no_value_of_the_label_above_it() -> None:
    box_lines = ["索引号:", "YX-31", "发文字号:", "云政发〔2024〕7号", "发布日期:", "2024-04-06", "内容概述:"]
    circular = read(*box_lines, "云溪县人民政府工作规则", "一、根据有关法律,制定本规则。")
    assert circular.title is not None
    assert circular.title.text == "云溪县人民政府工作规则"
    assert box(circular)["内容概述"] == ""


def test_the_publisher_issues_what_names_no_issuer() -> None:
    circular = page(BOXES["a table"] + "<p>关于做好防汛工作的通知</p><p>各乡镇人民政府:</p><p>请落实。</p>")
    assert [issuer.unit for issuer in circular.issuers] == ["云溪县人民政府"]


def test_lines_of_a_box_that_blanks_alone_part() -> None:
    circular = read(
        "索引号 001/2016-31 主题分类 综合类", "文号 云政办发〔2016〕31号 发布机构 县政府办",
        "成文日期 2016-04-19 有效性",
        TITLE, TO, "请落实。", "云溪县人民政府办公室", "2016年4月20日",
    )  # fmt: skip
    assert box(circular) == {
        "索引号": "001/2016-31", "主题分类": "综合类", "文号": NUMBER, "发布机构": "县政府办", "成文日期": "2016-04-19",
        "有效性": "",
    }  # fmt: skip
    assert [finding.check for finding in circular.findings] == ["date_disagreement"]


BODY = (TITLE, TO, "请落实。", "云溪县人民政府办公室", "2016年4月20日")


def test_a_blank_behind_one_label_and_a_colon_behind_the_next() -> None:
    lines = (
        "文件名称 云溪县人民政府办公室关于做好春耕生产工作的通知",
        "索引号 yx/2016-31 公开目录: 县政府办",
        f"文号 {NUMBER} 成文日期: 2016年04月20日",
        "有效性 有效 公开日期: 2016-04-21 20:25",
    )
    circular = read(*lines, *BODY)
    assert box(circular) == {
        "索引号": "yx/2016-31", "公开目录": "县政府办", "文号": NUMBER, "成文日期": "2016年04月20日", "有效性": "有效",
        "公开日期": "2016-04-21 20:25",
    }  # fmt: skip
    assert circular.references == ()


@pytest.mark.parametrize("label", ["文号", "发文字号"])
def test_a_label_a_line_that_a_blank_parts_from_its_value(label: str) -> None:
    circular = read("索引号 yx/2016-31", "主题分类 农业", f"{label} {NUMBER}", "成文日期 2016年04月20日", *BODY)
    assert box(circular) == {"索引号": "yx/2016-31", "主题分类": "农业", label: NUMBER, "成文日期": "2016年04月20日"}
    assert (circular.document_number and circular.document_number.text, circular.references) == (NUMBER, ())


@pytest.mark.parametrize(
    "line",
    [
        "主题词 防汛 联系人:张某", "发布单位 应当做到:及时、准确", "文号 应当写明", "发布机构 县政府办",
        "索引号 yx/2016-31", "公开时限 自印发之日起20日内,责任部门:县水利局",
    ],
)  # fmt: skip
def test_words_behind_a_label_and_a_blank_that_it_does_not_ask_for(line: str) -> None:
    assert read(line, *BODY).metadata == read(*BODY[:2], line, *BODY[2:]).metadata == ()


@pytest.mark.parametrize("line", ["文号 标题 发布日期", "发文日期 以印发之日为准", "文号 使用规则 发布机构 县政府办"])
def test_words_that_are_no_line_of_a_box(line: str) -> None:
    assert read(TITLE, TO, line, "请落实。").metadata == ()


def test_a_run_on_line_whose_day_and_number_touch() -> None:
    circular = page(f"<p>索引号：YX-1发布机构：县政府办生成日期：2016-04-20文号：{NUMBER}公开范围：社会</p>" + PLAIN)
    assert box(circular) == {
        "索引号": "YX-1", "发布机构": "县政府办", "生成日期": "2016-04-20", "文号": NUMBER, "公开范围": "社会",
    }  # fmt: skip


def test_the_sign_of_a_number_opens_no_label() -> None:
    circular = page("<p>公开范围：云溪县档案公文号：见附件 发布机构：县政府办 生成日期：2016-04-20</p>" + PLAIN)
    assert "文号" not in box(circular)


def test_the_first_of_glued_lines() -> None:
    circular = page(f"<p>索引号YX-31</p><p>成文日期2016-04-20</p><p>文号{NUMBER}</p>" + PLAIN)
    assert box(circular) == {"索引号": "YX-31", "成文日期": "2016-04-20", "文号": NUMBER}


@pytest.mark.parametrize("line", ["发布日期:2019-03-05", "发文字号云民〔2019〕3号"])
def test_a_title_that_opens_like_a_label_above_a_box_is_none(line: str) -> None:
    circular = read("行政区划调整工作方案", line, "一、总体要求", "加强工作,确保安全。", "云溪县民政局", "2019年3月1日")
    assert circular.title
    assert circular.title.text == "行政区划调整工作方案"
    assert "行政区划" not in box(circular)


def test_a_line_of_words_above_a_box_is_no_entry() -> None:
    circular = page("<p>关键词检索的办法</p><p>文号的编排</p><p>成文日期2016-04-20</p>" + PLAIN)
    assert box(circular) == {"成文日期": "2016-04-20"}


def test_a_label_has_no_colon() -> None:
    circular = page("<p>索引号: | YX-31 | 公文时效: | 有效 |</p>" + BOXES["a table"] + PLAIN)
    assert [entry.label.text for entry in circular.metadata] == ["索引号", "公文时效", *ENTRIES]


def test_a_table_of_tasks_is_no_box() -> None:
    assert page(PLAIN + html_table("序号|工作任务|责任单位\n1|修路|县交通局")).metadata == ()


def test_who_hosts_what_the_body_asks_for_is_no_entry() -> None:
    assert notice("1.关于校车的建议", "主办单位:县教育局", "协办单位:县公安局").metadata == ()


def test_a_circular_without_a_box_has_no_metadata() -> None:
    assert notice().metadata == ()


OTHER_BOXES = {
    "bars": "<p>索 引 号 | YX-31 | 主题分类 | 交通</p><p>文 号 | 云政办发〔2016〕31号 | 成文日期 | 2016-04-20</p>",
    "bars at both ends": "<p>| 索引号 | YX-31 |</p><p>| 文件号 | 云政办发〔2016〕31号 |</p>"
    "<p>| 发文日期 | 2016-4-20 |</p>",
    "blanks alone": "<p>索引号 YX-31 发文字号 云政办发〔2016〕31号 成文日期 2016年4月20日</p>",
    "labels above values": html_table("索引号|文号|发文机关|成文日期\nYX-31|云政办发〔2016〕31号|县政府办|2016-04-20"),
    "names we do not know": html_table(
        "索引号:|YX-31|统一编号甲:|D-9\n文件编号:|云政办发〔2016〕31号|归口科室:|秘书科\n生成日期:|2016-04-20|载体:|纸质"
    ),
    "a list's marks": "<p>• 索引号：</p><p>YX-31</p><p>• 主题分类：</p><p>• 来源：</p><p>• 发文字号：</p>"
    "<p>云政办发〔2016〕31号</p><p>• 发文日期：</p><p>2016年04月20日 16:40</p>"
    "<p>• 有效性：</p><p>• 发布日期：</p><p>2016-04-21</p>",
    "a label and a bar, a value and a bar": "<p>索引号 |</p><p>YX-31 |</p><p>适用范围 |</p><p>|</p><p>文号 |</p>"
    "<p>云政办发〔2016〕31号 |</p><p>颁布日期 |</p><p>2016-4-20 |</p><p>失效日期 |</p><p>|</p>",
    "labels glued to their values": "<p>发文机关云溪县人民政府办公室</p><p>发文日期2016年04月20日</p><p>索引号YX-31</p>"
    "<p>发文字号云政办发〔2016〕31号</p><p>时效性现行有效</p>",
    "semicolons": "<p>索引号：YX-31；文号：云政办发〔2016〕31号；生成日期：2016-04-20</p>",
    "a label first that we do not know": "<p>公开事项：防汛 索引号：YX-31 文号：云政办发〔2016〕31号 "
    "发文日期：2016-04-20</p>",
    "numbered brackets": "<p>1. 【索引号】YX-31</p><p>2. 【颁布时间】2016-4-20</p>"
    "<p>3. 【发文号】云政办发〔2016〕31号</p>",
    "a definition list": "<dl><dt>索引号</dt><dd>YX-31</dd><dt>公文文号</dt><dd>云政办发〔2016〕31号</dd>"
    "<dt>公文生成日期</dt><dd>2016-04-20</dd></dl>",
    "a definition list with a number second": "<dl><dt>索引号</dt><dd>YX-31</dd><dt>文号</dt>"
    "<dd>云政办发〔2016〕31号</dd>"
    "<dt>发文日期</dt><dd>2016-04-20</dd></dl>",
    "bracketed names we do not know": "<p>【归口科室】秘书科</p><p>【索引号】YX-31</p>"
    "<p>【文    号】云政办发〔2016〕31号</p>"
    "<p>【载体甲】纸质</p><p>【成文日期】2016-04-20</p>",
}


@pytest.mark.parametrize("form", OTHER_BOXES)
def test_other_boxes(form: str) -> None:
    circular = page(OTHER_BOXES[form] + PLAIN)
    assert box(circular)["索引号"] == "YX-31"
    assert circular.document_number
    assert circular.document_number.normalized == NUMBER
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)
    assert circular.title
    assert circular.title.text == TITLE


def test_a_box_keeps_the_labels_it_alone_has() -> None:
    assert box(page(OTHER_BOXES["names we do not know"] + PLAIN))["归口科室"] == "秘书科"
    assert box(page(OTHER_BOXES["bracketed names we do not know"] + PLAIN))["载体甲"] == "纸质"


def test_what_the_page_s_tools_say_ends_a_value() -> None:
    circular = page("<p>发布日期：2016-04-21 16:20访问次数：35 来源：县府办 字体：大 中 小</p>" + PLAIN)
    assert box(circular) == {"发布日期": "2016-04-21 16:20"}


def test_labels_glued_to_the_value_before_them() -> None:
    circular = page(
        "<p><b>索引号：</b>YX-31<b>信息分类：</b>政策<b>发布机构：</b>县司法局<b>有效性：</b>有效</p>" + PLAIN
    )
    assert box(circular) == {"索引号": "YX-31", "信息分类": "政策", "发布机构": "县司法局", "有效性": "有效"}


def test_an_empty_label_of_a_day_does_not_take_a_title() -> None:
    circular = page(
        "<dl><dt>索引号</dt><dd>YX-31</dd><dt>成文日期</dt><dd>2016-04-20</dd><dt>废止日期</dt><dd></dd></dl>" + PLAIN
    )
    assert circular.title
    assert circular.title.text == TITLE


@pytest.mark.parametrize(
    "title",
    [
        ["云溪县人民政府办公室", "关于做好抗旱工作的通知"],
        ["云溪县人民政府办公室转发县水利局", "关于做好抗旱工作意见的通知"],
        ["云溪县人民政府对县人大三次会议", "第12号建议的答复"],
    ],
)
def test_an_empty_label_does_not_take_the_first_line_of_a_title(title: list[str]) -> None:
    labels = ["索引号：", "YX-31", "发文字号：", "云政办发〔2016〕31号", "主题词："]
    circular = read(*labels, *title, "云政办发〔2016〕31号", TO, "请落实。")
    assert circular.title is not None
    assert circular.title.reading == "".join(title)
    assert box(circular).get("主题词", "") == ""


def test_the_last_label_of_a_box_has_its_value_above_a_title() -> None:
    circular = read("索引号：", "YX-31", "主题分类：", "水利", "公开范围：", "面向全社会", TITLE, TO, "请落实。")
    assert circular.title is not None
    assert circular.title.reading == TITLE


def test_labels_in_traditional_script() -> None:
    circular = page(
        "<p>發文字號：雲政辦發〔2016〕31號</p><p>發布機構：雲溪縣人民政府辦公室</p>" + PLAIN.replace("关于", "關於")
    )
    assert circular.document_number
    assert circular.document_number.normalized == NUMBER


def test_labels_in_traditional_script_between_bars() -> None:
    circular = read(
        "索引號: | YX-31 | 文號: | 雲政辦函〔2024〕4號 |",
        "發布單位: | 縣政府辦公室 | 成文日期: | 2024-02-04 |",
        TITLE,
        TO,
        "請落實。",
    )
    assert [m.value.text for m in circular.metadata] == ["YX-31", "雲政辦函〔2024〕4號", "縣政府辦公室", "2024-02-04"]


def test_what_a_page_says_of_its_letters_ends_a_value() -> None:
    circular = read("发布时间:2022-08-23 14:52信息来源:云溪县人民政府文字大小:[ ] 背景色:", TITLE, TO, "请落实。")
    assert box(circular) == {"发布时间": "2022-08-23 14:52", "信息来源": "云溪县人民政府"}


def test_a_box_in_traditional_script_gives_title_and_number() -> None:
    circular = read(
        "索 引 號:YX-31",
        "標題:云溪縣人民政府辦公室關于做好防汛工作的通知",
        "備注/文號:云政辦〔2025〕1號",
        "各鎮人民政府、縣直各單位:",
        "請認真落實。",
    )
    assert circular.title
    assert circular.title.text == "云溪縣人民政府辦公室關于做好防汛工作的通知"
    assert circular.document_number
    assert circular.document_number.normalized == "云政办〔2025〕1号"


PIECES = [
    "1",
    "12.",
    "20",
    "|",
    "\t",
    " ",
    "  ",
    "索引号",
    "文号",
    "发布机构",
    "公开",
    "云政办〔2009〕3号",
    "年度",
    "。",
    ":",
    "【",
    "】",
]


@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), stacked=st.booleans())
def test_a_row_that_its_number_opens_labels_nothing(pieces: list[str], stacked: bool) -> None:
    page = read_lines(read_text(f"云溪县人民政府\n{''.join(pieces)}\n各乡镇"))
    for line in page.lines:
        if is_row(page.text, line):
            assert read_line(page.text, line, stacked) == ([], None)
            assert read_glued(page.text, line, False) == []
