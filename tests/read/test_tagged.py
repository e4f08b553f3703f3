"""Texts that keep some markup are read as a browser shows it."""

import pytest

from hongtou.model import Document, Paragraph, Table
from hongtou.read import read, read_text

LINES = ["关于修渠的通知", "各乡镇：", "一、“十三五”修渠。"]
TEXTS = {
    "line breaks": "关于修渠的通知<br/>&nbsp;&nbsp;各乡镇：<br>一、&ldquo;十三五&rdquo;修渠。",
    "paragraphs behind a line": "关于修渠的通知<p>各乡镇：</p><p>一、“十三五”修渠。</p>",
    "a heading first": "<h1>关于修渠的通知</h1>\n<p>各乡镇：</p><p>一、“十三五”修渠。</p>",
    "a piece of a line first": "<span>关于修渠</span>的通知<p>各乡镇：</p>一、“十三五”修渠。",
    "lines and a tag": "关于修渠的通知\n各乡镇：\n一、<strong>“十三五”</strong>修渠。",
    "entities": "关于修渠的通知\n&nbsp;各乡镇：\n&nbsp;&nbsp;一、&ldquo;十三五&rdquo;修渠。\n",
    "escaped": "&lt;h1&gt;关于修渠的通知&lt;/h1&gt;&lt;p&gt;各乡镇：&lt;/p&gt;&lt;p&gt;一、“十三五”修渠。&lt;/p&gt;",
    "xhtml": '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><p>关于修渠的通知<p>各乡镇：<p>一、“十三五”修渠。</html>',
}


def paragraphs(document: Document) -> list[str]:
    return [document.text[b.start : b.end].strip() for b in document.blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize("form", TEXTS)
def test_markup_that_a_program_left_is_read(form: str) -> None:
    assert paragraphs(read_text(TEXTS[form])) == LINES


def test_a_table_of_html_in_markdown_is_a_table() -> None:
    rows = "<tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修渠<br>护堤</td></tr>"
    document = read(f"# 通知\n\n各乡镇：\n**请落实。**\n\n<table>{rows}</table>\n".encode(), path="a.md")
    assert paragraphs(document) == ["通知", "各乡镇：", "请落实。"]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [document.text[cell.start : cell.end] for cell in table.cells] == ["序号", "任务", "1", "修渠\n护堤"]


def test_tabs_and_escaped_signs_beside_tags_stay() -> None:
    assert read_text("序号\t任务\t单位<br>\n1\t\t县水利局\n").text.rstrip() == "序号\t任务\t单位\n1\t\t县水利局"
    assert read_text("修渠<br>a&lt;b&gt;c").text == "修渠\na<b>c\n"


@pytest.mark.parametrize("text", ["投资<5亿元的项目", "<政府工作报告>任务", "A&B公司", "a=1&copy=2", "<1>修渠"])
def test_signs_that_are_no_markup_stay(text: str) -> None:
    assert read_text(text).text == text
