"""Rows of CSV: as csv reads them where they are whole; an open quote costs its own row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.read.delimited import delimited_rows
from hongtou.read.records import long_cells

HEADER = ["标题", "正文", "url"]
CELLS = st.text(st.sampled_from('通知a,;"\n\r '), max_size=12)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS).map(list), max_size=8)
TEXTS = {
    "plain": "各区县:\n一、排查隐患,建立台账。\n二、按月报送。",
    "with quotes": '各区县:\n一、开展"回头看",\n"以案促改"。',
    "that end with a new line": "各区县:\n一、排查隐患。\n",
    "that begin with a new line": "\n各区县:\n一、排查隐患,\n二、按月报送。",
    "that are empty": "",
}


def _written(rows: list[list[str]], quoting: int, end: str = "\n") -> str:
    out = StringIO()
    csv.writer(out, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def _rows(text: str) -> list[list[str] | None]:
    return list(delimited_rows(iter(StringIO(text, newline="")), ","))


@given(ROWS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_whole_rows_are_what_csv_reads(rows: list[list[str]], quoting: int) -> None:
    assert _rows(_written([HEADER, *rows], quoting, "\r\n")) == [HEADER, *rows]


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["some quoted", "all quoted"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("bad", ['坏行,"缺', '"缺', '"第一行\n第二行","缺'])
def test_a_quote_never_closed_costs_its_row(bad: str, text: str, quoting: int) -> None:
    rows = [[f"关于{n}的通知", text, f"https://a.example/{n}"] for n in range(6)]
    before, behind = _written([HEADER, *rows[:2]], quoting), _written(rows[2:], quoting)
    assert _rows(f"{before}{bad}\n{behind}") == [HEADER, *rows[:2], None, *rows[2:]]


def test_a_quote_that_the_next_text_happens_to_close_costs_that_text_too() -> None:
    rows = [[f"关于{n}的通知", "\n各区县", f"https://a.example/{n}"] for n in range(6)]
    found = _rows(_written([HEADER], csv.QUOTE_MINIMAL) + '坏行,好,"缺\n' + _written(rows, csv.QUOTE_MINIMAL))
    assert found[-5:] == rows[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"x" y,z\n1,2\n', [["a", "b"], ["x y", "z"], ["1", "2"]]),
        ('a,b\n1," x\n', [["a", "b"], ["1", " x\n"]]),
        ('正文\n"缺\n"通知"\n', [["正文"], ['缺\n通知"']]),
        ('a,b\n"x\n1,2\n"\n3,4\n', [["a", "b"], ["x\n1,2\n"], ["3", "4"]]),
    ],
    ids=["sloppy quotes", "the file is cut off", "one column: every line may be a row", "a short row that holds a row"],
)
def test_what_no_row_follows_is_read_as_csv_reads_it(text: str, expected: list[list[str]]) -> None:
    assert _rows(text) == expected


def test_an_open_quote_is_seen_before_the_file_is_read_to_its_end() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for line in ["标题,正文\n", '坏行,"缺\n', *["通知," + "通" * 1_000_000 + "\n"] * 40]:
            taken += 1
            yield line

    found = delimited_rows(lines(), ",")
    with long_cells():
        assert [next(found) for _ in range(2)] == [["标题", "正文"], None]
    assert taken < 20
