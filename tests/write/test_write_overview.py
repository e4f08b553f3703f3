"""The overview: one row a task, for people, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import unicodedata
import zipfile
from pathlib import Path

import lxml.etree
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from factories import circular, value
from hongtou.model import Circular, Finding
from hongtou.write import holds_dataset, write_dataset
from hongtou.write.cite import cite
from hongtou.write.overview import COLUMNS, harmless, overview_rows
from hongtou.write.tabular import lines


def _row(made: Circular, task: int = 0) -> dict[str, str]:
    return dict(zip(COLUMNS, list(overview_rows(made))[task], strict=True))


def _csv(folder: Path) -> list[list[str]]:
    with (folder / "overview.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def test_a_row_says_what_the_task_says() -> None:
    assert _row(circular("a1")) == {
        "task_id": "a1-1",
        "cite": (
            "云溪县人民政府办公室. 关于印发2019年重点工作任务分解表的通知: 云政办函〔2019〕7号[EB/OL]. "
            "云溪县政府网, 第1页(共2页)(2019-03-05)[2024-05-01]. https://www.yunxi.example/a.html. 第1-1项."
        ),
        "document_number": "云政办函〔2019〕7号",
        "title": "关于印发2019年重点工作任务分解表的通知",
        "issuers": "云溪县人民政府办公室",
        "region_code": "439921",
        "region": "云溪县",
        "level": "县级",
        "date_issued": "2019-03-05",
        "as_of": "",
        "category": "一、城乡建设",
        "number": "1-1",
        "task": "'=新建公厕(12座)",
        "content": "",
        "deadline": "6月30日前",
        "due": "2019-06-30",
        "lead": "云溪县住房和城乡建设局",
        "responsible": "",
        "support": "云溪县财政局",
        "progress": "已完成90% 完工在即",
        "status": "按进度",
        "verdict": "",
        "complete": "是",
        "findings": "1",
        "source_url": "https://www.yunxi.example/a.html",
        "preferred": "是",
    }


def test_both_files_hold_the_same_rows_under_chinese_titles(dataset: Path, two: list[Circular]) -> None:
    rows = _csv(dataset)
    assert rows[0][:4] == ["任务编号", "引用", "发文字号", "标题"]
    assert rows[1:] == [list(row) for one in two for row in overview_rows(one)]
    assert CalamineWorkbook.from_path(dataset / "overview.xlsx").get_sheet_by_index(0).to_python() == rows


def test_a_cell_of_the_workbook_is_text(dataset: Path) -> None:
    sheet = CalamineWorkbook.from_path(dataset / "overview.xlsx").get_sheet_by_index(0).to_python()
    number, due = COLUMNS.index("number"), COLUMNS.index("due")
    assert [row[number] for row in sheet[1:3]] == ["1-1", "2"]
    assert sheet[1][due] == "2019-06-30"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-5%", "'-5%"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1+1", "'=1+1"),
        ("\n=1+1", "'=1+1"),
        ("\r=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u3000\xa0=1+1", "'=1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("\ufe0f\U000e0041=1+1", "'\ufe0f\U000e0041=1+1"),
        ("\u202e\u200b@SUM(1)", "'\u202e\u200b@SUM(1)"),
        ("\x00=1+1", "'\x00=1+1"),
        ("一是新建;=1+1", "一是新建;'=1+1"),
        ("一是新建; \t=1+1;@A1", "一是新建;'  =1+1;'@A1"),
        ('甲;"=1+1', "甲;'\"=1+1"),
        ("一是新建;二是修缮", "一是新建;二是修缮"),
        ("甲,=1+1", "甲,=1+1"),  # in quotes, and no spreadsheet cuts there
        ("1-1", "1-1"),
        ("—5月", "—5月"),
        ("一是新建。\n  二是修缮。", "一是新建。 二是修缮。"),
        ("一是新建。\u2028二是修缮。", "一是新建。 二是修缮。"),
        ("甲\t乙", "甲 乙"),
        ("", ""),
    ],
)
def test_a_cell_is_made_harmless(printed: str, shown: str) -> None:
    assert harmless(printed) == shown


_PIECES = st.lists(st.sampled_from([*"=+-@＝;,\"' \t\n\r甲1", "\u3000", "\ufeff", "\u200b", "\x01"])).map("".join)


_SEEN = frozenset(map(chr, [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]))
_SEEN |= frozenset(map(chr, range(0x13430, 0x13460)))
"""Signs that Unicode counts among formats, and that are printed."""


def _runs(cell: str) -> bool:
    """Whether a spreadsheet might take the cell for a formula."""
    seen = "".join(c for c in cell if c in _SEEN or not (unicodedata.category(c) in ("Cc", "Cf") or c.isspace()))
    return seen.startswith(tuple("=+-@＝＋－＠"))


@given(st.one_of(st.text(), _PIECES))
def test_no_cell_can_run_or_break_a_line(text: str) -> None:
    shown = harmless(text)
    assert not _runs(shown)
    assert len(shown.splitlines()) <= 1


@given(st.lists(_PIECES, min_size=1, max_size=3))
def test_nothing_runs_wherever_a_spreadsheet_cuts(cells: list[str]) -> None:
    line = lines([[harmless(cell)] for cell in cells]).decode()
    for mark in ",;":
        for row in csv.reader(line.splitlines(), delimiter=mark):
            assert not [cell for cell in row if _runs(cell)], (mark, line)


def test_the_workbook_opens_with_its_header_frozen_filters_and_widths(dataset: Path, two: list[Circular]) -> None:
    with zipfile.ZipFile(dataset / "overview.xlsx") as book:
        sheet = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        names = lxml.etree.fromstring(book.read("xl/workbook.xml"))
    space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    (pane,) = sheet.iterfind(".//s:pane", space)
    assert (pane.get("ySplit"), pane.get("state"), pane.get("topLeftCell")) == ("1", "frozen", "A2")
    rows = 1 + sum(len(one.tasks) for one in two)
    (filters,) = sheet.iterfind("s:autoFilter", space)
    assert filters.get("ref") == f"A1:Z{rows}"
    assert [name.text for name in names.iterfind(".//s:definedName", space)] == [f"任务总览!$A$1:$Z${rows}"]
    widths = {int(col.get("min", 0)) - 1: float(col.get("width", 0)) for col in sheet.iterfind(".//s:col", space)}
    assert widths[COLUMNS.index("task")] > widths[COLUMNS.index("status")] > 10


def test_a_composed_circular_says_so_where_people_look() -> None:
    row = _row(circular(composed=True))
    assert row["cite"].startswith("【示例,非真实文件】")
    assert row["source_url"] == "https://www.yunxi.example/a.html (示例,非真实文件)"
    assert row["title"] == _row(circular())["title"]


def test_findings_are_those_of_the_row_and_of_the_whole() -> None:
    made = circular()
    assert [_row(made, i)["findings"] for i in (0, 1)] == ["1", "2"]
    place = value("6月30日前")
    about = Finding(check="two_readings", severity="info", message="6月30日前", start=place.start, end=place.end)
    assert [_row(circular(findings=(about,)), i)["findings"] for i in (0, 1)] == ["1", "0"]


def test_a_citation_leaves_out_what_the_source_does_not_say() -> None:
    made = circular(title=None, document_number=None, issuers=(), date_issued=None)
    source = msgspec.structs.replace(made.source, url=None, publisher=None, page=None, retrieved_at=None)
    task = msgspec.structs.replace(made.tasks[0], number=None)
    bare = msgspec.structs.replace(made, source=source)
    assert cite(bare, task, 4) == "[题名不详][Z]. 按阅读顺序第4项."


def test_a_citation_names_three_issuers_at_most() -> None:
    made = circular()
    names = ("县发展和改革局", "县财政局", "县教育局", "县卫生健康局")
    issuers = tuple(msgspec.structs.replace(made.issuers[0], unit=name) for name in names)
    line = cite(msgspec.structs.replace(made, issuers=issuers), made.tasks[0], 1)
    assert line.startswith("县发展和改革局, 县财政局, 县教育局, 等. 关于")


def test_a_cell_longer_than_excel_holds_is_cut_in_the_workbook_only(tmp_path: Path) -> None:
    made = circular()
    long = msgspec.structs.replace(made.tasks[0].task, text="修" * 40_000)
    tasks = (msgspec.structs.replace(made.tasks[0], task=long),)
    write_dataset([msgspec.structs.replace(made, tasks=tasks, references=())], tmp_path)
    cell = COLUMNS.index("task")
    shown = CalamineWorkbook.from_path(tmp_path / "overview.xlsx").get_sheet_by_index(0).to_python()[1][cell]
    assert (len(str(shown)), str(shown)[-2:]) == (32_767, "修…")
    assert len(_csv(tmp_path)[1][cell]) == 40_000


def _task(words: str) -> Circular:
    made = circular()
    task = msgspec.structs.replace(made.tasks[0].task, text=words)
    return msgspec.structs.replace(made, tasks=(msgspec.structs.replace(made.tasks[0], task=task),), references=())


@pytest.mark.parametrize("words", ["3<5 & 6>4", "</t></is>", "\x1b[0m", "a_x0041_b", "_x000", "𠀀", "\ue004", "' a"])
def test_the_workbook_holds_any_words(tmp_path: Path, words: str) -> None:
    write_dataset([_task(words)], tmp_path)
    cell = COLUMNS.index("task")
    assert _csv(tmp_path)[1][cell] == words
    path = tmp_path / "overview.xlsx"
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1][cell] == words
    with zipfile.ZipFile(path) as book:
        lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))


def test_more_rows_than_a_workbook_is_for_are_in_the_csv_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = [circular("a1"), circular("b2")]
    assert write_dataset(two, tmp_path) == ()
    monkeypatch.setattr("hongtou.write.workbook.MOST_ROWS", 3)
    (said,) = write_dataset(two, tmp_path)
    assert said == "overview.xlsx is not written: 4 rows, a workbook is for 3; overview.csv has them all"
    assert not (tmp_path / "overview.xlsx").exists()
    assert "overview.xlsx" not in (tmp_path / "datapackage.json").read_text("utf-8")
    assert len(_csv(tmp_path)) == 5
    assert holds_dataset(tmp_path)
