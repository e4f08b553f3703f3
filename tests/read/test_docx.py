"""Word → text and blocks, as Word shows it."""

import pytest

from hongtou.errors import UnreadableError
from hongtou.model import Paragraph
from hongtou.read import read

from .office import cell, checks, grid, lines, numbered, p, package, row, run, word, words_of

JC = '<w:jc w:val="center"/>'
SHOWN = '<w:vanish w:val="0"/>'
LINK = f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:fldSimple w:instr='DATE'>{run('乙')}</w:fldSimple></w:p>"
RUBY = f"<w:p><w:r><w:ruby><w:rt>{run('yún')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r></w:p>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
BOTH_BOXES = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{0}</wps:txbx></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
).format(BOX.format(p("青岩市人民政府文件")))
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_paragraphs_keep_their_order_and_alignment() -> None:
    document = read(word(p("关于防汛的通知", JC) + p("一、总体要求") + p("二、主要任务")), path="a.docx")
    assert lines(document) == ["关于防汛的通知", "一、总体要求", "二、主要任务"]
    assert document.blocks[0].align == "center"  # type: ignore[union-attr]


def test_a_paragraph_is_aligned_as_its_style_is() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:pPr>{JC}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="D"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="C"/></w:style>'
    )
    body = "".join(p("标题", f'<w:pStyle w:val="{name}"/>') for name in "ABCD")
    document = read(word(body, styles=styles), path="a.docx")
    assert [block.align for block in document.blocks] == ["center", "center", "", ""]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>云政发〔</w:t></w:r><w:r><w:t>2014〕3号</w:t></w:r></w:p>", ["云政发〔2014〕3号"]),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["甲", "乙"]),
        (f"<w:p>{run('甲', '<w:vanish/>')}{run('乙')}</w:p>", ["乙"]),
        (f"<w:p>{run('甲', SHOWN)}</w:p>", ["甲"]),
        (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["甲"]),
        (LINK, ["甲乙"]),
        (f"<w:p>{FIELD.format('REF a', run('见附件1'))}</w:p>", ["见附件1"]),
        (f"<w:p>{run('第')}{FIELD.format('PAGE', run('3'))}{run('页')}</w:p>", ["第页"]),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t></w:r></w:p>', ["☑同意"]),
        (RUBY, ["云"]),
        (BOTH_BOXES + p("各县区人民政府:"), ["青岩市人民政府文件", "各县区人民政府:"]),
    ],
)  # fmt: skip
def test_text_is_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert lines(read(word(body), path="a.docx")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p><w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:ins>{run('乙')}</w:ins></w:p>", ["乙"]),
        (f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom></w:p><w:p><w:moveTo>{run('甲')}</w:moveTo></w:p>", ["甲"]),
        (p("完善", "<w:rPr><w:del/></w:rPr>") + p("制度"), ["完善制度"]),
        (f"<w:ins>{p('甲')}</w:ins>", ["甲"]),
        (p("甲", "<w:rPr><w:del/></w:rPr>"), ["甲"]),
        (p("甲", "<w:rPr><w:del/></w:rPr>") + f"<w:tbl>{row(cell('1'), cell('2')) * 2}</w:tbl>", ["甲"]),
    ],
)
def test_tracked_changes_are_taken_as_accepted_and_said(body: str, expected: list[str]) -> None:
    document = read(word(body), path="a.docx")
    assert lines(document) == expected
    assert checks(document) == ["hidden_text"]


def test_a_deleted_row_is_no_row() -> None:
    table = f"<w:tbl>{row(cell('序号'), cell('任务'))}{row(cell('1'), cell('修渠'), properties='<w:del/>')}"
    table += f"{row(cell('2'), cell('清淤'))}</w:tbl>"
    assert words_of(read(word(table), path="a.docx")) == [["序号", "任务"], ["2", "清淤"]]


def test_a_cell_whose_last_mark_is_deleted_keeps_its_words() -> None:
    marked = f"<w:tc>{p('修渠', '<w:rPr><w:del/></w:rPr>')}</w:tc>"
    table = f"<w:tbl>{row(cell('序号'), cell('任务'))}{row(marked, cell('1'))}</w:tbl>"
    assert words_of(read(word(table), path="a.docx"))[1] == ["修渠", "1"]


def test_merges_across_and_down_are_extents() -> None:
    table = (
        "<w:tbl>"
        + row(cell("类别", '<w:vMerge w:val="restart"/>'), cell("一、水利", '<w:gridSpan w:val="2"/>'))
        + row(cell("", "<w:vMerge/>"), cell("1"), cell("修渠"))
        + row(cell("", "<w:vMerge/>"), cell("2"), cell("清淤"))
        + "</w:tbl>"
    )
    assert grid(read(word(table), path="a.docx")) == [
        (0, 0, 3, 1, "类别"), (0, 1, 1, 2, "一、水利"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "修渠"),
        (2, 1, 1, 1, "2"), (2, 2, 1, 1, "清淤"),
    ]  # fmt: skip


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    table = (
        "<w:tbl>"
        + row(cell("类别"), cell("任务", '<w:vMerge w:val="restart"/>'), cell("时限"))
        + row(cell("", "<w:vMerge/>"), cell("年底前"), properties='<w:gridBefore w:val="1"/>')
        + row(cell("水利", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("6月底"))
        + "</w:tbl>"
    )
    assert grid(read(word(table), path="a.docx")) == [
        (0, 0, 1, 1, "类别"), (0, 1, 2, 1, "任务"), (0, 2, 1, 1, "时限"), (1, 0, 1, 1, ""), (1, 2, 1, 1, "年底前"),
        (2, 0, 1, 2, "水利"), (2, 2, 1, 1, "6月底"),
    ]  # fmt: skip


def test_cells_and_rows_in_content_controls_are_cells_and_rows() -> None:
    wrap = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    table = f"<w:tbl>{row(cell('序号'), wrap.format(cell('任务')))}{wrap.format(row(cell('1'), cell('修渠')))}</w:tbl>"
    assert words_of(read(word(table), path="a.docx")) == [["序号", "任务"], ["1", "修渠"]]


def test_a_table_in_a_cell_is_lines_of_that_cell() -> None:
    inner = f"<w:tbl>{row(cell('甲'), cell('乙'))}{row(cell('丙'), cell('丁'))}</w:tbl>"
    holder = f"<w:tc>{p('修渠')}{inner}{p('')}</w:tc>"
    outer = f"<w:tbl>{row(cell('序号'), cell('任务'))}{row(cell('1'), holder)}</w:tbl>"
    assert words_of(read(word(outer), path="a.docx"))[1] == ["1", "修渠\n甲 乙\n丙 丁"]


def test_a_table_that_only_arranges_the_page_is_the_blocks_in_it() -> None:
    inner = f"<w:tbl>{row(cell('序号'), cell('任务'))}{row(cell('1'), cell('修渠'))}</w:tbl>"
    holder = f"<w:tc>{p('附件')}{inner}</w:tc>"
    document = read(word(f"<w:tbl>{row(holder)}</w:tbl>"), path="a.docx")
    assert lines(document) == ["附件"]
    assert len(grid(document)) == 4


def test_headers_stand_before_their_section_and_footers_after_it_each_once() -> None:
    section = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    second = '<w:sectPr><w:headerReference r:id="header2"/><w:footerReference r:id="footer1"/></w:sectPr>'
    number = f"<w:p>{run('— ')}{FIELD.format('PAGE', run('1'))}{run(' —')}</w:p>"
    made = word(
        p("关于防汛的通知") + p("", section) + p("附表") + second,
        header1=p("云溪县人民政府办公室文件"),
        header2=p("云溪县人民政府办公室文件") + p("附件1"),
        footer1=p("云溪县政府办印发") + number,
    )
    expected = ["云溪县人民政府办公室文件", "关于防汛的通知", "云溪县政府办印发", "附件1", "附表"]
    assert lines(read(made, path="a.docx")) == expected


def test_the_header_of_the_first_page_alone_may_be_a_letterhead_and_any_other_is_noise() -> None:
    first = '<w:headerReference w:type="first" r:id="header1"/>'
    section = f'<w:sectPr>{first}<w:headerReference w:type="default" r:id="header2"/></w:sectPr>'
    made = word(p("关于防汛的通知") + section, header1=p("云溪县人民政府办公室"), header2=p("云溪县人民政府公报"))
    found = [(block.noise, block.start) for block in read(made, path="a.docx").blocks if isinstance(block, Paragraph)]
    assert [noise for noise, _ in found] == [False, True, False]


def test_notes_stand_at_the_end_under_their_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{run('受益群众3万人')}{mark.format(2)}{run('以上')}</w:p>{p('完')}"
    notes = '<w:footnote w:type="separator" w:id="0"/>' + f'<w:footnote w:id="2">{p(" 含流动人口")}</w:footnote>'
    assert lines(read(word(body, footnotes=notes), path="a.docx")) == ["受益群众3万人¹以上", "完", "¹含流动人口"]


def test_the_document_part_is_where_the_package_says() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    made = package(
        {
            "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kind}" Target="/word/document2.xml"/></Relationships>',
            "word/document2.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
            f"{p('关于防汛的通知')}</w:body></w:document>",
        }
    )
    assert lines(read(made, path="a.docx")) == ["关于防汛的通知"]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", word("")[:60], b"PK\x05\x06" + bytes(18)])
def test_a_broken_container_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data, path="a.docx")


@pytest.mark.parametrize("name", ["a.txt", "a", "a.xls", "a.html"])
def test_what_a_file_is_its_content_says(name: str) -> None:
    document = read(word(p("通知")), path=name)
    assert lines(document) == ["通知"]
    assert checks(document) == ([] if name == "a" else ["type_mismatch"])


def test_numbers_that_word_prints_stand_in_cells() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    counted = f"<w:tc>{numbered('')}</w:tc>"
    table = f"<w:tbl>{row(cell('序号'), cell('任务'))}{row(counted, cell('修渠'))}{row(counted, cell('清淤'))}</w:tbl>"
    document = read(word(table, numbering=lists), path="a.docx")
    assert words_of(document) == [["序号", "任务"], ["1", "修渠"], ["2", "清淤"]]
