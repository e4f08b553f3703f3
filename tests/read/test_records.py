"""Tables of documents: one row, one document."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hongtou.errors import UnreadableError, UsageError
from hongtou.read.decode import decode
from hongtou.read.records import Record, is_table, records

ROWS = [
    {"标题": "关于防汛的通知", "正文": "第一行\n第二行", "url": "https://a.example/1"},
    {"标题": "关于供水的函", "正文": '引号",逗号', "url": ""},
]


def _csv(delimiter: str) -> bytes:
    lines = [delimiter.join(ROWS[0])]
    lines += [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row.values()) for row in ROWS]
    return "\n".join(lines).encode("utf-8-sig")


def _jsonl() -> bytes:
    import json

    return "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()


def _json(form: str = "%s") -> bytes:
    import json

    return (form % json.dumps(ROWS, ensure_ascii=False, indent=1)).encode("utf-8-sig")


def _parquet() -> bytes:
    out = BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), out)
    return out.getvalue()


def _xlsx() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for n, cells in enumerate([list(ROWS[0]), *(list(row.values()) for row in ROWS)]):
            for m, cell in enumerate(cells):
                sheet.write_string(n, m, cell)
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "t.csv": lambda: _csv(","),
    "t.tsv": lambda: _csv("\t"),
    "t.CSV": lambda: _csv(";"),
    "t.json": _json,
    "of-an-object.json": lambda: _json('{"total": 2, "tags": ["a"], "data": %s}'),
    "lines.json": _jsonl,
    "t.jsonl": _jsonl,
    "t.parquet": _parquet,
    "t.xlsx": _xlsx,
}


def read(data: bytes, path: str) -> list[Record]:
    return list(records(data, path=path, text_column="正文"))


@pytest.mark.parametrize("path", MAKERS)
def test_every_format_says_the_same(path: str) -> None:
    assert is_table(path)
    assert read(MAKERS[path](), path) == [
        Record(f"{path}#1", "第一行\n第二行", {"标题": "关于防汛的通知", "url": "https://a.example/1"}),
        Record(f"{path}#2", '引号",逗号', {"标题": "关于供水的函", "url": ""}),
    ]


@pytest.mark.parametrize("path", MAKERS)
def test_a_file_says_what_its_bytes_say_and_can_be_read_again(path: str, tmp_path: Path) -> None:
    (tmp_path / path).write_bytes(MAKERS[path]())
    with (tmp_path / path).open("rb") as file:
        for _ in range(2):
            assert list(records(file, path=path, text_column="正文")) == read(MAKERS[path](), path)


CELLS = st.text(st.sampled_from('通知a,;"\n\r\t |\ufeff'), max_size=5)
ON_ONE_LINE = st.text(st.sampled_from('通知a,;"\t |\ufeff'), max_size=5)
# A row over several lines that is not as wide as the header may have swallowed others, and is read as those.
RIGHT = st.lists(CELLS, min_size=2, max_size=2) | st.lists(ON_ONE_LINE, min_size=1, max_size=4)


@given(st.lists(RIGHT, max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_cells_are_what_csv_makes_of_the_whole_text(cells: list[list[str]], encoding: str) -> None:
    out = StringIO()
    csv.writer(out).writerows([["正文", "url"], *cells])
    data = out.getvalue().encode(encoding, errors="ignore")
    _, *expected = filter(None, csv.reader(StringIO(decode(data).text, newline="")))
    assert [(one.text, one.columns.get("url")) for one in read(data, "t.csv")] == [
        (row[0], row[1] if len(row) > 1 else "") if not any(row[2:]) else (None, None) for row in expected
    ]


def test_gb18030_table() -> None:
    assert read("正文\n通知\n".encode("gb18030"), "t.csv")[0].text == "通知"


def test_a_cell_of_a_megabyte() -> None:
    assert len(read(("正文\n" + "通" * 1_000_000).encode(), "t.csv")[0].text or "") == 1_000_000


def test_the_wrong_column_is_wrong_use_and_the_columns_are_named() -> None:
    with pytest.raises(UsageError, match="no column '正文'; its columns are: a, b"):
        read(b"a,b\n1,2\n", "t.csv")


@pytest.mark.parametrize("path", ["t.parquet", "t.xlsx"])
def test_bytes_that_are_no_such_table(path: str) -> None:
    with pytest.raises(UnreadableError):
        read(b"no table", path)


def test_an_empty_table_has_no_documents() -> None:
    assert read(b"", "t.csv") == []
    assert read(b"", "t.jsonl") == []


def test_a_bad_row_costs_that_row_alone() -> None:
    found = read('{"正文": "一"}\n{broken\n[]\n{"正文": "四"}'.encode(), "t.jsonl")
    assert [(r.name, r.text) for r in found] == [
        ("t.jsonl#1", "一"),
        ("t.jsonl#2", None),
        ("t.jsonl#3", None),
        ("t.jsonl#4", "四"),
    ]
    assert found[1].error


def test_cells_beyond_the_header_are_a_bad_row_and_missing_ones_are_empty() -> None:
    found = read("正文,url\n通知,x,y\n通知\n".encode(), "t.csv")
    assert found[0].text is None
    assert found[1] == Record("t.csv#2", "通知", {"url": ""})


def test_a_row_that_ends_before_the_text_says_so() -> None:
    found = read("标题,发文机关,正文,url\n甲\n丙,市政府\n乙,市政府,通知\n".encode(), "t.csv")
    assert [(one.text, one.error) for one in found] == [
        (None, "the row has 1 cell, the table 4 columns"),
        (None, "the row has 2 cells, the table 4 columns"),
        ("通知", None),
    ]


def test_a_quote_never_closed_is_said_of_its_row() -> None:
    found = read('标题,正文\n甲,"一\n二"\n坏行,"缺\n"丙","三\n四"\n"丁","五"\n'.encode(), "t.csv")
    assert [one.text for one in found] == ["一\n二", None, "三\n四", "五"]
    assert found[1].error == "a quote is opened in this row and never closed"


def test_json_lines_that_lack_the_column_say_so_where_they_stand() -> None:
    found = read('{"a": "一"}\n{"正文": "二"}\n{"b": "三"}'.encode(), "t.jsonl")
    assert [(one.text, one.lacking) for one in found] == [(None, True), ("二", False), (None, True)]
    assert found[2].error == "no column '正文'; its columns are: b"


def test_numbers_and_nulls_are_text() -> None:
    (found,) = read('{"正文": "通知", "n": 3, "x": null, "f": 2.0, "l": [1]}'.encode(), "t.jsonl")
    assert found.columns == {"n": "3", "x": "", "f": "2", "l": "[1]"}


def _book(*rows: list[object]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": 'yyyy"年"m"月"d"日"'}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
        book.add_worksheet().write(1_048_575, 16_383, "远")
    return out.getvalue()


def test_days_and_numbers_of_a_workbook_are_data_and_its_texts_are_as_they_are() -> None:
    data = _book(["正文", "日期", "数"], ["甲\n\n乙", dt.date(2020, 6, 30), 1.5])
    assert read(data, "t.xlsx") == [Record("t.xlsx#1", "甲\n\n乙", {"日期": "2020-06-30", "数": "1.5"})]


def test_a_cell_far_from_the_others_costs_its_row_alone() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([["正文"], ["通知"]]):
            sheet.write_row(number, 0, cells)
        sheet.write(1_048_575, 16_383, "远")
    first, second = read(out.getvalue(), "t.xlsx")
    assert first.text == "通知"
    assert second.text is None
