"""Columns of a table of documents that say what its texts lack."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.laws import samples

from hongtou.run.batch import run
from hongtou.run.cells import said_of
from hongtou.run.reading import read_row
from hongtou.write import read_jsonl

BODY = "各乡镇人民政府:\n现将方案印发给你们。(责任单位:县水利局)6月底前完成。"
TITLE = "云溪县人民政府办公室关于印发防汛方案的通知"
SAID = {"标题": TITLE, "文号": "云政办发[2019]12号", "pub_date": "2019-03-05 00:00:00", "成文日期": "2019/3/1"}


def test_title_number_and_days_of_the_columns() -> None:
    circular = read_row("a.csv#1", BODY, SAID).circular
    assert circular.title
    assert circular.title.text == TITLE
    assert circular.genre == "通知"
    assert circular.document_number
    assert circular.document_number.normalized == "云政办发〔2019〕12号"
    assert [issuer.unit for issuer in circular.issuers] == ["云溪县人民政府办公室"]
    assert circular.region == "云溪县"
    assert str(circular.date_issued and circular.date_issued.date) == "2019-03-01"
    assert str(circular.date_published and circular.date_published.date) == "2019-03-05"
    assert [entry.label.text for entry in circular.metadata] == ["标题", "发文字号", "成文日期", "发布日期"]


def test_the_places_check_out_and_the_column_s_own_text_is_told() -> None:
    circular = read_row("a.csv#1", BODY, SAID).circular
    assert samples.broken_spans(circular) == []
    (file,) = circular.source.files
    assert circular.text[file.text_start : file.text_end] == BODY


@pytest.mark.parametrize(
    "columns",
    [
        {"标题": TITLE},
        {"title": f"{TITLE}(云政办发〔2019〕12号)"},
        {"标题": "第1行"},
        {"标题": ""},
        {"文号": "云政办发（2019）12号"},
        {"文号": "无"},
        {"成文日期": "2019-03-01"},
        {"发布日期": "待定"},
        {"发文机关": "云溪县人民政府办公室"},
        {"备注": "重要"},
    ],
)
def test_a_text_that_says_it_itself_stays_as_it_is(columns: dict[str, str]) -> None:
    text = f"{TITLE}\n云政办发〔2019〕12号\n{BODY}\n云溪县人民政府办公室\n2019年3月1日"
    circular = read_row("a.csv#1", text, columns).circular
    assert circular.text == text
    assert circular.source.sha256 == read_row("a.csv#1", text, {}).circular.source.sha256


@pytest.mark.parametrize(("printed", "stays"), [
    ("二〇〇四年八月十一日", True), ("二○○四年八月十一日", True), ("二00四年八月十一日", True),
    ("二零零四年 八月 十一日", True),
    ("2004年08月11日", True), ("二〇〇四年八月十二日", False), ("二〇〇四年八月", False), ("2004-08-11", False),
])  # fmt: skip
def test_a_day_that_is_printed_in_figures_of_another_kind_stays_as_it_is(printed: str, stays: bool) -> None:
    text = f"{TITLE}\n{BODY}\n云溪县人民政府办公室\n{printed}"
    assert (read_row("a.csv#1", text, {"成文日期": "2004-08-11"}).circular.text == text) is stays


@pytest.mark.parametrize("name", ["云溪县人民政府办公室", "云溪县人民政府办公室  云溪县应急管理局办公室"])
def test_a_signature_is_no_title(name: str) -> None:
    title = f"{name}关于印发防汛方案的通知"
    circular = read_row("a.csv#1", f"{BODY}\n{name}\n2019年3月1日", {"标题": title}).circular
    assert circular.title
    assert circular.title.text == " ".join(title.split())


@pytest.mark.parametrize(
    ("box", "published"),
    [
        ("公开日期:2019-03-02", "2019-03-02"),
        ("【更新时间】 2019-03-02", "2019-03-02"),
        ("发布日期:", "2019-03-05"),
        ("", "2019-03-05"),
    ],
)
def test_a_day_in_the_text_s_own_box_is_not_printed_again(box: str, published: str) -> None:
    circular = read_row("a.csv#1", f"{box}\n{TITLE}\n{BODY}", {"pub_date": "2019-03-05"}).circular
    assert str(circular.date_published and circular.date_published.date) == published


@pytest.mark.parametrize("text", ["", " \n　"])
def test_a_row_without_text_is_an_empty_document_whatever_its_columns_say(text: str) -> None:
    circular = read_row("a.csv#1", text, SAID).circular
    assert circular.text == text
    assert [finding.check for finding in circular.findings] == ["empty_document"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n云溪县人民政府办公室\n2019年3月1日",
        f"{BODY}\n附件\n云溪县防汛方案\n一、加固堤防。",
        "请抓好落实。\n云溪县人民政府办公室",
    ],
)
def test_who_signs_and_what_is_annexed_are_no_title(text: str) -> None:
    columns = {"标题": "云溪县人民政府办公室关于印发云溪县防汛方案的通知"}
    circular = read_row("a.csv#1", text, columns).circular
    assert circular.title
    assert circular.title.text == columns["标题"]


@pytest.mark.parametrize(
    ("printed", "cell"),
    [
        ("云溪县人民政府办公室\n关于印发防汛方案的通知", TITLE),
        ("云溪县人民政府办公室关于印发\n防汛方案的通知", TITLE),
        (TITLE, "关于印发防汛方案的通知"),
        (TITLE, f"{TITLE}_云溪县政府网"),
    ],
)
def test_a_title_that_the_text_breaks_or_the_cell_shortens(printed: str, cell: str) -> None:
    text = f"{printed}\n{BODY}"
    assert read_row("a.csv#1", text, {"标题": cell}).circular.text == text


def test_a_day_that_the_signature_does_not_have_is_said() -> None:
    text = f"{TITLE}\n{BODY}\n云溪县人民政府办公室\n2019年3月1日"
    circular = read_row("a.csv#1", text, {"成文日期": "2019-03-04"}).circular
    assert str(circular.date_issued and circular.date_issued.date) == "2019-03-01"
    assert [finding.check for finding in circular.findings] == ["date_disagreement"]


def test_the_first_filled_column_of_a_kind_speaks() -> None:
    assert said_of({"标题": "", "Doc_Title": "甲\n 乙", "title": "丙"}) == {"title": "甲 乙"}


@pytest.mark.parametrize(("address", "url"), [
    ("https://a.gov.cn/1", "https://a.gov.cn/1"), ("见附件", None), ("www.a.gov.cn/1.html", "http://www.a.gov.cn/1.html"),
    ("a.example.com", "http://a.example.com"), ("见附件1.doc", None), ("附件.cn", None),
])  # fmt: skip
def test_the_address_under_another_name(tmp_path: Path, address: str, url: str | None) -> None:
    table = tmp_path / "a.csv"
    table.write_text(f'正文,网址\n"{BODY}",{address}\n', encoding="utf-8")
    run([str(table)], tmp_path / "out", text_column="正文")
    (circular,) = read_jsonl(tmp_path / "out" / "circulars.jsonl")
    assert circular.source.url == url
    assert circular.text == BODY


@pytest.mark.parametrize(("title", "number"), [
    ("云溪省药品监督管理局关于修订说明书的公告", "云溪省药品监督管理局公告2016年第87号"),
    ("关于修订说明书的公告", "云溪省药监局公告2016年第87号"),
    ("云溪省药品监督管理局关于修订说明书的通知", None),
])  # fmt: skip
@pytest.mark.parametrize("columns", [True, False])
def test_the_serial_of_an_announcement_in_a_column_or_a_box(title: str, number: str | None, columns: bool) -> None:
    body = "现公告如下:加强管理。\n云溪省药监局\n2016年5月6日"
    said = {"标题": title, "发文字号": "2016年第87号"} if columns else {}
    text = body if columns else f"发文字号:2016年第87号\n{title}\n{body}"
    circular = read_row("a.csv#1", text, said).circular
    assert (circular.document_number and circular.document_number.normalized) == number
    assert "2016年第87号" in [entry.value.text for entry in circular.metadata]


def test_a_serial_that_the_text_prints_itself_is_not_printed_again() -> None:
    text = "云溪省药品监督管理局公告\n2016年第87号\n关于修订说明书的公告\n现公告如下:加强管理。"
    assert read_row("a.csv#1", text, {"发文字号": "2016年第87号"}).circular.text == text
