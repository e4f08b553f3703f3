"""The page's metadata box, in the forms that portals print it."""

from __future__ import annotations

import datetime as dt

import pytest

from hongtou.model import Circular

from .compose import NUMBER, TITLE, TO, notice, page, read

PLAIN = "".join(f"<p>{line}</p>" for line in (TITLE, TO, "请认真组织实施。"))


def box(circular: Circular) -> dict[str, str]:
    """Labels without blanks and colons, and their values."""
    return {"".join(m.label.text.split()).strip(":："): m.value.text for m in circular.metadata}


BOXES = {
    "a table": "<table><tr><td>索引号:</td><td>YX-31</td><td>发文字号:</td><td>云政办发〔2016〕31号</td></tr>"
    "<tr><td>发布机构:</td><td>云溪县人民政府</td><td>成文日期:</td><td>2016年4月20日</td></tr></table>",
    "a list": "<ul><li>索 引 号：YX-31</li><li>发文字号：云政办发〔2016〕31号</li><li>发布机构：云溪县人民政府</li><li>成文日期：2016年4月20日</li></ul>",
    "bracketed labels": "<p>[索引号]YX-31</p><p>[ 索引号 ] YX-31</p><p>【发文字号】：云政办发〔2016〕31号</p><p>【发布机构】：云溪县人民政府</p><p>【成文日期】：2016年4月20日</p>",
    "one line": "<p>索引号：YX-31  发文字号：云政办发〔2016〕31号  发布机构：云溪县人民政府  成文日期：2016年4月20日</p>",
    "stacked lines": "<p>索引号：</p><p>YX-31</p><p>发文字号：</p><p>云政办发〔2016〕31号</p><p>发布机构：</p><p>云溪县人民政府</p><p>成文日期：</p><p>2016年4月20日</p>",
    "stacked without colons": "<p>索引号</p><p>YX-31</p><p>发文字号</p><p>云政办发〔2016〕31号</p><p>发布机构</p><p>云溪县人民政府</p><p>成文日期</p><p>2016年4月20日</p>",
}  # fmt: skip


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


@pytest.mark.parametrize("form", [form for form in BOXES if form != "bracketed labels"])
def test_a_box_gives_the_index_number(form: str) -> None:
    assert box(page(BOXES[form] + PLAIN))["索引号"] == "YX-31"


def test_an_empty_label_takes_no_other_s_value() -> None:
    circular = read("索引号：YX-31", "主题词：", "发文字号：云政办发〔2016〕31号", TITLE, TO, "请落实。")
    assert box(circular).get("主题词", "") == ""
    assert box(circular)["发文字号"] == NUMBER


def test_an_empty_label_alone_does_not_take_the_title() -> None:
    circular = read("索引号：YX-31", "发文字号：云政办发〔2016〕31号", "主题词：", TITLE, TO, "请落实。")
    assert box(circular).get("主题词", "") == ""
    assert circular.title
    assert circular.title.text == TITLE


def test_an_empty_cell_is_an_empty_value() -> None:
    html = "<table><tr><td>索引号</td><td>YX-31</td></tr><tr><td>有效性</td><td></td></tr><tr><td>发布日期</td><td>2016-04-21</td></tr></table>"
    circular = page(html + PLAIN)
    assert box(circular).get("有效性", "") == ""
    assert circular.date_published
    assert circular.date_published.date == dt.date(2016, 4, 21)


def test_the_publisher_issues_what_names_no_issuer() -> None:
    circular = page(BOXES["a table"] + "<p>关于做好防汛工作的通知</p><p>各乡镇人民政府:</p><p>请落实。</p>")
    assert [issuer.unit for issuer in circular.issuers] == ["云溪县人民政府"]


def test_a_table_of_tasks_is_no_box() -> None:
    html = "<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr><tr><td>1</td><td>修路</td><td>县交通局</td></tr></table>"
    assert page(PLAIN + html).metadata == ()


def test_a_circular_without_a_box_has_no_metadata() -> None:
    assert notice().metadata == ()
