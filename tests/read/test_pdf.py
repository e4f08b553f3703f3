"""PDF with a text layer → text and blocks; and the same tasks out of it as were put in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.layouts import facts as f
from tests.layouts import grids
from tests.layouts.compare import compare
from tests.layouts.grids import Square
from tests.layouts.measure import all_facts
from tests.print.circular import printed
from tests.print.paper import Mark, Page, Words, assemble, pdf
from tests.print.typeset import Setter, Style

import hongtou
from hongtou.errors import LimitError, UnreadableError
from hongtou.model import Document, Paragraph, Table
from hongtou.read import Limits, read

LONG = (
    "各乡镇、各部门要切实加强组织领导,明确专人负责,按照任务分解表的要求抓好落实,"
    "确保各项任务按期完成,并于每季度末向县政府办公室报送进展情况。"
)


def paragraphs(document: Document, *, noise: bool = False) -> list[str]:
    found = [b for b in document.blocks if isinstance(b, Paragraph) and b.noise is noise]
    return [document.text[b.start : b.end] for b in found]


def tables(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    return [
        [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in b.cells]
        for b in document.blocks
        if isinstance(b, Table)
    ]


def document(setter: Setter) -> Document:
    return read(pdf(setter.pages), path="a.pdf")


def test_lines_are_joined_to_the_paragraphs_that_were_set() -> None:
    setter = Setter()
    wanted = [LONG, "一、总体要求", LONG[5:], LONG[9:60] + "。", "附件:任务分解表"]
    for text in wanted:
        setter.paragraph(text)
    assert paragraphs(document(setter)) == wanted


def test_paragraphs_set_apart_and_not_in_end_at_full_lines() -> None:
    setter = Setter()
    full = int((setter.right - setter.left) / setter.size)
    lines = [LONG[:full], LONG[full : 2 * full]]
    wanted = [LONG, lines[0], "市应急局", LONG[:full] + "完。", lines[1], "市水利局", "2019年7月3日", LONG]
    for text in wanted:
        setter.paragraph(text, indent=0)
        setter.y += 0.6 * setter.size
    assert paragraphs(document(setter)) == wanted


def test_a_day_and_a_numbered_line_open_paragraphs_under_full_lines() -> None:
    setter = Setter()
    full = int((setter.right - setter.left) / setter.size)
    wanted = [LONG[: full - 1] + "。", "2019年7月3日", LONG[: full - 6] + "(市水利局)", "(二)推进治水", LONG[:20]]
    for text in wanted:
        setter.paragraph(text, indent=0)
    assert paragraphs(document(setter)) == wanted


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    setter = Setter(head="云溪县人民政府公报 第3期", foot="第 {} 页")
    wanted = [LONG[i % 7 :] for i in range(30)]
    for text in wanted:
        setter.paragraph(text)
    made = document(setter)
    assert len(setter.pages) > 2
    assert paragraphs(made) == wanted
    assert paragraphs(made, noise=True)[:2] == ["云溪县人民政府公报 第3期", "第1页"]


def test_a_title_over_two_lines_stays_two_lines_in_the_middle() -> None:
    setter = Setter()
    setter.line("云溪县人民政府办公室关于印发二〇一九年", "center", 22)
    setter.line("重点工作任务分解表的通知", "center", 22)
    setter.paragraph("各乡镇人民政府:", indent=0)
    setter.paragraph(LONG)
    setter.line("云溪县人民政府办公室", "right")
    setter.line("2019年3月5日", "right")
    made = document(setter)
    aligned = [(b.align, made.text[b.start : b.end]) for b in made.blocks if isinstance(b, Paragraph) and not b.noise]
    assert aligned == [
        ("center", "云溪县人民政府办公室关于印发二〇一九年"), ("center", "重点工作任务分解表的通知"),
        ("", "各乡镇人民政府:"), ("", LONG), ("right", "云溪县人民政府办公室"), ("right", "2019年3月5日"),
    ]  # fmt: skip


def test_an_annexs_name_hangs_under_its_number() -> None:
    setter = Setter()
    name = "附件:1.云溪县二〇一九年度重点工作任务分解及责任分工情况一览表"
    setter.paragraph(LONG)
    setter.paragraph(name, indent=2, hang=6)
    setter.paragraph("2.联系人名单", indent=5)
    assert paragraphs(document(setter)) == [LONG, name, "2.联系人名单"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_is_shown(rotate: int) -> None:
    marks: list[Words | Mark] = [
        Words(100, 300, 16, "关于防汛的通知", turned=True),
        Words(130, 300, 16, "各乡镇", turned=True),
    ]
    made = read(pdf([Page(595, 842, marks, rotate)]), path="a.pdf")
    assert [words.strip() for words in made.text.split("\n") if words] == ["关于防汛的通知", "各乡镇"]


def test_text_in_two_columns_is_read_column_by_column() -> None:
    setter = Setter(foot="")
    left = [LONG[i : i + 14] for i in range(0, 56, 14)]
    for row in range(12):
        setter.put(80, left[row % 4], 14)
        setter.put(310, left[(row + 1) % 4][::-1], 14)
        setter.y += 24
    text = document(setter).text.replace("\n", "")
    assert text.startswith("".join(left))


GRID = [
    [Square("序号", header=True), Square("工作任务", header=True), Square("责任单位", header=True)],
    *(
        [
            Square(str(n)),
            Square(f"改造第{n}条灌溉渠道并建立台账,验收合格后移交使用单位管理"),
            Square("县水利局、县财政局"),
        ]
        for n in range(1, 41)
    ),
]


@pytest.mark.parametrize("rules", ["full", "inner", "thin", "dashed", "double", "none"])
@pytest.mark.parametrize("split", [True, False])
def test_a_table_over_pages_is_one_with_one_header(rules: str, split: bool) -> None:
    setter = Setter()
    setter.table(GRID, (1, 4, 2), Style(rules=rules, split=split, row_gap=4))
    (cells,) = tables(document(setter))
    assert len(setter.pages) > 2
    assert cells == [(r, c, 1, 1, square.words) for r, row in enumerate(GRID) for c, square in enumerate(row)]


def test_gutters_of_half_a_character_part_columns() -> None:
    setter = Setter()
    setter.table(GRID, (1, 4, 2), Style(rules="none", pad=2.8, row_gap=4))
    (cells,) = tables(document(setter))
    assert cells == [(r, c, 1, 1, square.words) for r, row in enumerate(GRID) for c, square in enumerate(row)]


@pytest.mark.parametrize("split", [False, True])
def test_rows_set_no_further_apart_than_lines_are_told_by_their_numbers(split: bool) -> None:
    setter = Setter()
    setter.table(GRID, (1, 4, 2), Style(rules="none", row_gap=0, middle=False, split=split))
    (cells,) = tables(document(setter))
    assert cells == [(r, c, 1, 1, square.words) for r, row in enumerate(GRID) for c, square in enumerate(row)]


def test_a_list_with_one_line_a_row_and_no_numbers_is_a_table() -> None:
    grid = [[Square("单位"), Square("姓名"), Square("电话")]]
    grid += [[Square(f"渡口镇第{n}村"), Square("王志远"), Square(f"1390739{n:04d}")] for n in range(10, 40)]
    setter = Setter()
    setter.table(grid, (3, 1.5, 2.5), Style(rules="none", row_gap=0, centred=()))
    (cells,) = tables(document(setter))
    assert [cell[4] for cell in cells] == [square.words for row in grid for square in row]


def test_a_row_longer_than_a_page_is_one_row() -> None:
    giant = "\n".join(f"{n}.{LONG}" for n in range(1, 31))
    grid = [GRID[0], GRID[1], [Square("2"), Square(giant), Square("县水利局")], *GRID[3:6]]
    setter = Setter()
    setter.table(grid, (1, 4, 2))
    (cells,) = tables(document(setter))
    assert [text for _, column, _, _, text in cells if column == 1][2] == giant
    assert len(cells) == 18


def test_a_table_title_on_every_page_is_printed_once() -> None:
    setter = Setter()
    for first in (1, 11, 21):
        if first > 1:
            setter.new_page()
        setter.line("云溪县灌溉渠道改造任务清单", "center", 18)
        setter.table([GRID[0], *GRID[first : first + 10]], (1, 4, 2))
    made = document(setter)
    assert paragraphs(made) == ["云溪县灌溉渠道改造任务清单"]
    assert [len(cells) for cells in tables(made)] == [93]


def test_names_hang_under_the_label_before_them() -> None:
    setter = Setter()
    names = "出席:李明远、王志远、张晓明、刘海波、陈国强、周建华、吴佩文、赵立新、孙玉兰、何文斌、郑永康"
    setter.paragraph(LONG)
    setter.paragraph(names, indent=0, hang=2.5)
    assert paragraphs(document(setter)) == [LONG, names]


def test_a_dashed_page_number_is_noise_however_high_it_stands() -> None:
    setter = Setter(foot="")
    setter.paragraph(LONG)
    setter.page.marks.append(Words(280, 640, 14, "— 7 —"))
    made = document(setter)
    assert (paragraphs(made), len(paragraphs(made, noise=True))) == ([LONG], 1)


@pytest.mark.parametrize("middle", [True, False])
def test_a_cell_merged_down_goes_on_over_the_page(middle: bool) -> None:
    grid = [[Square("类别", header=True), *GRID[0]], *([*row] for row in GRID[1:])]
    grid[1] = [Square("农田水利", rows=40), *grid[1]]
    setter = Setter()
    setter.table(grid, (2, 1, 4, 2), Style(middle=middle))
    (cells,) = tables(document(setter))
    assert [cell for cell in cells if cell[1] == 0] == [(0, 0, 1, 1, "类别"), (1, 0, 40, 1, "农田水利")]


def over_pages(above: list[list[Square]], below: list[list[Square]]) -> list[tuple[int, int, int, int, str]]:
    """The cells of one table of which each page shows a part, its rows whole."""
    setter = Setter()
    setter.table([GRID[0], *GRID[1:4], *above], (1, 4, 2))
    setter.new_page()
    setter.table([GRID[0], *below, *GRID[6:9]], (1, 4, 2))
    (cells,) = tables(document(setter))
    return cells


def test_rows_with_the_same_words_on_both_pages_are_two() -> None:
    task, units = "改造第四条灌溉渠道并建立台账经验收合格后移交", "县水利局、县发展改革局"
    above = [Square(""), Square(task[:22]), Square(units[:10])]
    below = [Square("5"), Square(task[:20] + "管护"), Square(units[:10])]
    assert len(over_pages([above], [below])) == 3 * 9


def test_a_cell_that_made_its_row_high_ends_with_its_page() -> None:
    names = "县水利局、县财政局、县自然资源局、县农业农"
    merged = [Square("4"), Square("疏浚河道"), Square("县水利局", rows=2)]
    above = [merged, [Square("5"), Square("整修泵站")], [Square("6"), Square("加固堤防"), Square(names[:20])]]
    below = [[Square("7"), Square("绿化村道"), Square("各乡镇人民政府")]]
    cells = over_pages(above, below)
    assert [text for _, column, _, _, text in cells if column == 2][5:7] == [names[:20], "各乡镇人民政府"]


def test_another_table_on_the_next_page_stays_another() -> None:
    setter = Setter()
    setter.table(GRID[:5], (1, 4, 2))
    setter.new_page()
    setter.table([[Square("序号"), Square("收费项目"), Square("标准")], *GRID[1:4]], (1, 4, 2))
    assert [cells[1][4] for cells in tables(document(setter))] == ["工作任务", "收费项目"]


def test_what_is_printed_slantwise_is_said() -> None:
    assert (
        read(pdf([Page(595, 842, [Words(100, 300, 16, "各乡镇人民政府,县政府各部门")])]), path="a.pdf").findings == ()
    )


def test_a_watermark_across_the_words_is_none_of_them_and_is_said() -> None:
    words = [Words(100, 300 + 28 * n, 16, "各乡镇人民政府,县政府各部门要落实") for n in range(3)]
    (note,) = (made := read(pdf([Page(595, 842, [*words, Words(110, 350, 70, "内部资料")])]), path="a.pdf")).findings
    assert "内" not in made.text
    assert (note.check, note.message.endswith("内部资料")) == ("damaged_text", True)


def test_large_words_over_no_others_are_a_letterhead() -> None:
    head, words = Words(100, 200, 60, "云溪县文件"), Words(100, 300, 16, "各乡镇人民政府,县政府各部门要落实")
    made = read(pdf([Page(595, 842, [head, words])]), path="a.pdf")
    assert (paragraphs(made), made.findings) == (["云溪县文件", words.text], ())


# --- the same tasks ---------------------------------------------------------------------------------------------------

_FORMS = {
    "category over rows": lambda facts: (facts := f.columned(facts), grids.merged(facts, "category")),
    "headings": lambda facts: (facts := f.headed(facts), grids.plain(facts)),
    "two-level header": lambda facts: (facts := f.led(f.headed(facts)), grids.two_level(facts)),
}
_BARE = Style(rules="none", row_gap=4)
_STYLES = {
    "ruled": Style(),
    "no outer border, whole rows": Style(rules="inner", split=False),
    "thin boxes, from the top": Style(rules="thin", middle=False),
    "double, grey header": Style(rules="double", fill=True),
    "tight": Style(pad=2, row_gap=0, leading=1.15),
}


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("name", ["plain-03", "hard-04", "qingyan-2011-progress-30"])
def test_a_ruled_pdf_gives_the_tasks_it_was_made_from(name: str, form: str, style: str) -> None:
    (given,) = (facts for facts in all_facts() if facts.name == name)
    facts, grid = _FORMS[form](given)
    chosen = _STYLES[style]._replace(repeat=2 if form == "two-level header" else 1)
    made = hongtou.extract(pdf(printed(facts, grid, chosen)), path="a.pdf")
    assert [cell for cell in compare(facts, made) if cell.verdict != "right"] == []


@pytest.mark.parametrize("form", ["category over rows", "headings"])
@pytest.mark.parametrize("name", ["plain-03", "qingyan-2011-progress-30", "yunyan-2024-two-level-header"])
def test_an_unruled_pdf_gives_the_tasks_it_was_made_from(name: str, form: str) -> None:
    (given,) = (facts for facts in all_facts() if facts.name == name)
    facts, grid = _FORMS[form](given)
    made = hongtou.extract(pdf(printed(facts, grid, Style(rules="none", row_gap=4))), path="a.pdf")
    assert [cell for cell in compare(facts, made) if cell.verdict != "right"] == []


# --- hostile and broken -----------------------------------------------------------------------------------------------

GOOD = pdf([Page(595, 842, [Words(100, 100, 16, "关于防汛的通知")])])
ENCRYPTED = GOOD.replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32),
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(ENCRYPTED, "password", id="encrypted"),
        pytest.param(b"%PDF-1.7\n", "cannot be opened", id="nothing but a head"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, "cannot be opened", id="noise"),
    ],
)
def test_a_pdf_that_cannot_be_opened_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data, path="a.pdf")


def test_pages_beyond_the_limit_are_said() -> None:
    pages = [Page(595, 842, [Words(100, 300, 16, f"第{n}页的内容")]) for n in range(9)]
    made = read(pdf(pages), path="a.pdf", limits=Limits(pages=3))
    assert paragraphs(made) == ["第0页的内容", "第1页的内容", "第2页的内容"]
    assert [finding.check for finding in made.findings] == ["limit_hit"]


@pytest.mark.parametrize("end", [0.5, 0.8, 0.95])
def test_a_truncated_pdf_gives_what_is_there_or_says_why_not(end: float) -> None:
    pages = [Page(595, 842, [Words(100, 300, 16, f"第{n}项工作")]) for n in range(20)]
    whole = pdf(pages, compress=False)
    try:
        made = read(whole[: int(end * len(whole))], path="a.pdf")
    except UnreadableError:
        return
    assert made.findings or paragraphs(made) == [f"第{n}项工作" for n in range(20)]


def _form(number: int, draws: bytes) -> bytes:
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>" % (
        number,
        len(draws),
    )
    return head + b"stream\n" + draws + b"\nendstream"


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param([_form(5, b"/X Do /X Do")], id="a form that draws itself"),
        pytest.param(
            [_form(6 + n, b"/X Do " * 10) for n in range(11)] + [_form(5, b"0 0 m 9 0 l S")], id="10 to the 12th"
        ),
    ],
)
def test_forms_that_would_keep_the_reader_busy_for_years_hit_the_limit_of_seconds(forms: list[bytes]) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page,
        b"<</Length 5>>stream\n/X Do\nendstream", *forms,
    ]  # fmt: skip
    with pytest.raises(LimitError, match="seconds"):
        read(assemble(objects), path="a.pdf", limits=Limits(seconds=1.5))


# pdfium as it is on a machine without fonts: told to look for them where there are none, before anything is read.
_WITHOUT_FONTS = """
import ctypes, sys
import pypdfium2, pypdfium2.raw as pdfium
pdfium.FPDF_DestroyLibrary()
nowhere = ctypes.cast((ctypes.c_char_p * 2)(b"/nowhere", None), ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=nowhere))
import hongtou
print([(finding.check, finding.severity) for finding in hongtou.extract(sys.argv[1]).findings])
"""


def test_a_font_that_nobody_has_is_said(tmp_path: Path) -> None:
    lines = ("云溪县人民政府关于防汛的通知", "各乡镇人民政府:", "做好防汛。")
    words = [Words(100, 700 - 30 * row, 16, line) for row, line in enumerate(lines)]
    (tmp_path / "a.pdf").write_bytes(pdf([Page(595, 842, [*words], 0)]))
    command = [sys.executable, "-c", _WITHOUT_FONTS, str(tmp_path / "a.pdf")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "('missing_helper', 'warning')" in said
    assert "missing_helper" not in [finding.check for finding in hongtou.extract(tmp_path / "a.pdf").findings]
