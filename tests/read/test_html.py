"""HTML → text and blocks, as a browser would show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.model import Document, Paragraph, Table
from hongtou.read import read


def page(body: str) -> Document:
    return read(f"<html><body>{body}</body></html>".encode(), path="page.html")


def paragraphs(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph)]


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    (table,) = [b for b in document.blocks if isinstance(b, Table)]
    return [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in table.cells]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一、总体要求</p><p>二、主要任务</p>", ["一、总体要求", "二、主要任务"]),
        ("<p>各乡镇人民政府<br>县直各单位</p>", ["各乡镇人民政府", "县直各单位"]),
        ("<p>云溪政发<span>〔</span><span lang=EN-US>2014</span><span>〕</span>3号</p>", ["云溪政发〔2014〕3号"]),
        ("<p>关于印发\n    年度方案的通知</p>", ["关于印发年度方案的通知"]),
        ("<p>Rule  of\n law</p>", ["Rule of law"]),
        ("<p>完　成&nbsp;时限</p>", ["完　成\xa0时限"]),
        ("<p>甲<script>alert('乙')</script><style>p{}</style><!-- 丙 -->丁</p>", ["甲丁"]),
        ("<p>甲</p><p style='display: none'>乙</p><p hidden>丙</p>", ["甲"]),
        ("<p>甲</p><div style='position:absolute;left:-9999px'>乙</div><span style='font-size:0px'>丙</span>", ["甲"]),
        ("<p style='text-indent:-21.0pt;font-size:0.9em'>甲</p>", ["甲"]),
        ("<style>.printonly{display:none}</style><p class='printonly'>乙</p><p>甲</p>", ["甲"]),
        ("<style>@media print{.bar{display:none}}</style><p class=bar>甲</p>", ["甲"]),
        ("<style>@media screen and (max-width:768px){.wide{display:none}}</style><p class=wide>甲</p>", ["甲"]),
        ("<div style='position:absolute;left:50%;margin-left:-490px'>甲</div>", ["甲"]),
        ("<p>甲<p>乙<div>丙<div>丁", ["甲", "乙", "丙", "丁"]),
        ("<ol><li>甲</li><li><p>乙</p><p>丙</p></li></ol>", ["1.甲", "2.乙", "丙"]),
        ("<ol start=3 class=' list-paddingleft-2'><li><span>甲</span></li><li><br></li></ol>", ["3.甲", "4."]),
        (
            "<ol style='list-style-type: cjk-ideographic'><li>甲<ol><li>乙</li></ol></li><li>丙</li></ol>",
            ["一、甲", "1.乙", "二、丙"],
        ),
        ("<ol><li>1.甲</li><li><p>二、乙</p></li><li>丙</li></ol>", ["1.甲", "二、乙", "3.丙"]),
        ("<ul><li>甲</li></ul><ol style='list-style: none'><li>乙</li></ol>", ["甲", "乙"]),
        ("<ol class=path><li>首页</li></ol><ol><li><a href='/'>政务公开</a></li></ol>", ["首页", "政务公开"]),
        (
            "<div style='white-space: pre-wrap'>甲\n乙</div><div style='white-space:normal'>丙\n丁</div>",
            ["甲", "乙", "丙丁"],
        ),
        ("<p>1\u200b2月底&#8203;前\ufeff</p>", ["12月底前"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        # what stands in no cell of a table is shown above it
        ("<table>甲<tr><td>1</td><td>2</td></tr>乙<tr>丙<td>3</td>丁<td>4</td></tr></table>", ["甲乙丙丁"]),
        (
            "<table><p>甲</p><tbody><tr><td>1</td><td>2</td></tr><div>乙</div><tr><td>3</td><td>4</td></tr></table>",
            ["甲", "乙"],
        ),
        ("<table><tr>\n<td>1</td>&nbsp;<td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", []),
    ],
)
def test_paragraphs_are_what_a_browser_shows(body: str, expected: list[str]) -> None:
    assert paragraphs(page(body)) == expected


def test_rowspan_and_colspan_give_each_cell_its_place() -> None:
    found = grid(
        page(
            "<table><tr><td rowspan=2>类别</td><td colspan=2>任务</td></tr><tr><td>甲</td><td>乙</td></tr>"
            "<tr><td colspan=3>一、标题</td></tr></table>"
        )
    )
    assert found == [
        (0, 0, 2, 1, "类别"), (0, 1, 1, 2, "任务"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 0, 1, 3, "一、标题"),
    ]  # fmt: skip


def test_unclosed_cells_and_rows_are_cells_and_rows() -> None:
    found = grid(page("<TABLE><TR><TD>序号<TD>任务<TR><TD>1<TD>修订<BR>制度</TABLE>"))
    assert [(row, column, text) for row, column, _, _, text in found] == [
        (0, 0, "序号"), (0, 1, "任务"), (1, 0, "1"), (1, 1, "修订\n制度"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("县财政局", "县财政局"),
        ("<p>\n<span>县财政局</span>\n</p>\n", "县财政局"),
        ("<p><span>县财政局</span>、县水利局</p>", "县财政局、县水利局"),
        ("\n县财政局<p>县水利局</p>", "县财政局\n县水利局"),
        ("<p>县财政\n    局</p>", "县财政局"),
        ("<p><span>2014 年 </span></p>", "2014 年"),
        ("<p><br>县财政局</p>", "县财政局"),
        ("<pre>县财政局\n县水利局</pre>", "县财政局\n县水利局"),
        ("<div style='white-space:pre-line'>县财政局\n县水利局</div>", "县财政局\n县水利局"),
        ("<p style='display:none'><span>县财政局</span></p>", ""),
        ("<p HIDDEN>县财政局</p>", ""),
        ("<div class=draft><p>县财政局</p></div>", ""),
        ("<p><span> </span></p>", ""),
    ],
)
def test_a_cell_holds_the_lines_that_a_browser_shows(cell: str, expected: str) -> None:
    body = f"<style>.draft{{display:none}}</style><table><tr><td>1<td>{cell}</td></tr><tr><td>2<td>乙</td></tr></table>"
    document = page(body)
    assert [text for *_, text in grid(document)] == ["1", expected, "2", "乙"]
    assert document.text == f"1\t{expected}\n2\t乙\n"


@pytest.mark.parametrize("extent", ["0", "99999999999", "-3", "x", ""])
def test_an_absurd_extent_stays_inside_the_table(extent: str) -> None:
    found = grid(
        page(f"<table><tr><td rowspan='{extent}'>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>")
    )
    assert all(row + rowspan <= 2 for row, _, rowspan, _, _ in found)


def test_a_table_that_arranges_the_page_is_read_as_the_blocks_in_it() -> None:
    document = page(
        "<table><tr><td>导航</td><td><table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修订制度</td></tr>"
        "</table></td></tr></table>"
    )
    assert paragraphs(document) == ["导航"]
    assert len(grid(document)) == 4


ARTICLE = "<p>云溪政发〔2012〕3号</p>" + "<p>各乡镇人民政府：请认真落实。</p>" * 8
NAMES = "<tr><td>序号</td><td>任务</td><td>措施</td><td>责任单位</td></tr>"
LONG = "<tr><td>1</td><td>修渠</td><td>" + "1.勘测。<br>" * 9 + "</td><td>县水利局</td></tr>"


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><td colspan=2>关于修渠的通知<tr><td>来源<td>日期<tr><td colspan=2>{ARTICLE}<tr><td>编辑<td>打印",
        f"<tr><td>文号<td>3号<td>日期<td>3月<tr><td>名称<td colspan=3>通知<tr><td>词<td>水<tr><td colspan=4>{ARTICLE}",
        f"<tr><td>政务<td>正文<td>链接<tr><td>菜单<td>{ARTICLE}<td>县水利局",
    ],
)
def test_a_table_around_an_article_is_read_as_the_blocks_in_it(rows: str) -> None:
    document = page(f"<table>{rows}</table>")
    assert "各乡镇人民政府：请认真落实。" in paragraphs(document)
    assert not [block for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (NAMES + LONG, 8),
        ("<tr><td colspan=4>整改清单</td></tr>" + NAMES + LONG, 9),
        ("<tr><th>问题<th>措施</tr><tr><td>淤塞<td>" + "1.清淤。<br>" * 9, 4),
        (NAMES + LONG * 3 + "<tr><td colspan=4>" + "注：说明。<br>" * 8, 17),
    ],
)
def test_a_table_of_few_long_rows_is_a_table(rows: str, cells: int) -> None:
    assert len(grid(page(f"<table>{rows}</table>"))) == cells


def test_alignment_is_the_paragraphs_own_not_the_tables() -> None:
    document = page("<table align=center><tr><td>甲<tr><td><p align=right>乙</p></table><center>丙</center>")
    assert [(b.align) for b in document.blocks if isinstance(b, Paragraph)] == ["", "right", "center"]


@given(st.text(alphabet="<>/tdrpable =\"'甲乙1&;!-\n", max_size=300))
def test_any_markup_is_read_and_every_block_lies_in_the_text(markup: str) -> None:
    document = page(markup)
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start <= block.end <= len(document.text)
        ends.append(block.end)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td",
        "<html><body><p>一、总体要求</p><p>二、主要任",
        "<p>一、总体要求</p><p cla",
    ],
)
def test_a_page_that_was_cut_says_so(markup: str) -> None:
    document = read(markup.encode(), path="page.html")
    assert [finding.check for finding in document.findings] == ["source_truncated"]


@pytest.mark.parametrize(
    "markup", ["<html><body><p>甲</p></body></html>", "<p>甲</p>", "<div>甲<p>乙", "<p>5 < 6 > 3</p>"]
)
def test_a_whole_page_or_a_piece_of_one_says_nothing(markup: str) -> None:
    assert read(markup.encode(), path="page.html").findings == ()


def test_pre_keeps_its_lines_and_a_blank_between_words_stays() -> None:
    assert paragraphs(page("<pre>序号  任务\n1  修渠</pre><p><span>序号</span> <span>任务</span></p>")) == [
        "序号  任务", "1  修渠", "序号 任务",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["<pre>{}</pre>", "<div>{}</div>"])
def test_lines_of_a_printed_text_are_paragraphs(form: str) -> None:
    long = "为贯彻落实全县水利工作会议精神，各乡镇要抓紧修建水渠，" * 4 + "确保按期完工。"
    lines = [long[at : at + 30] for at in range(0, len(long), 30)]
    end = "\n" if "pre" in form else "<br>\n"
    document = page(form.format(end.join(["　　" + lines[0][:28], *lines[1:]] * 3)))
    assert len(paragraphs(document)) == 3


def test_deep_nesting_is_no_error() -> None:
    assert "甲" in page("<div>" * 5000 + "甲").text or page("<div>" * 5000 + "甲").text == ""


def test_what_lies_too_deep_is_said() -> None:
    found = page("<p>岭南</p>" + "<div>" * 3000 + "深处" + "</div>" * 3000).findings
    assert [(one.check, one.severity) for one in found] == [("limit_hit", "error")]
    assert not page("<div>" * 200 + "深处" + "</div>" * 200).findings


def test_rows_of_a_head_within_the_body_of_a_table() -> None:
    document = page("<table><tbody><thead><tr><th>甲</th><th>乙</th></tr></thead><tr><td>1</td><td>2</td></tr></table>")
    assert [words for *_, words in grid(document)] == ["甲", "乙", "1", "2"]
