"""Old Excel → text and blocks, as the sheet shows it."""

import struct
from pathlib import Path

import pytest

from hongtou.errors import UnreadableError
from hongtou.model import Table
from hongtou.read import Limits, read
from hongtou.read.biff_strings import shared
from hongtou.read.limits import Account
from hongtou.read.ole import stream
from hongtou.read.xls import render

from .office import checks

FILE = Path(__file__).parents[1] / "formats" / "files" / "features.xls"
DATA = FILE.read_bytes()


def test_numbers_dates_and_formulas_stand_as_the_sheet_shows_them() -> None:
    document = read(DATA, path="a.xls")
    assert document.text.startswith(
        "序号\t完成时限\t进度\t备注\t合计\n1\t2016年10月\t85.5%\t续建\n二期\t40\n2\t年底前\t12.5\t新建\tTRUE\n甲\t乙\n"
    )


def test_what_is_hidden_is_read_and_said_where_it_stands() -> None:
    document = read(DATA, path="a.xls")
    found = [(f.check, document.text[f.start : f.end]) for f in document.findings if f.end is not None and f.end < 99]
    assert [check for check, _ in found] == ["hidden_text"] * 3
    assert [words for _, words in found][::2] == ["2\t年底前\t12.5\t新建\tTRUE", "甲\t乙\n"]


def test_a_table_of_strings_that_runs_over_records_is_whole() -> None:
    document = read(DATA, path="a.xls")
    last = [block for block in document.blocks if isinstance(block, Table)][-1]
    assert last.rows == 300
    assert document.text.endswith("第299号\tNo. 299\t" + "岭北省青岩市云溪县" * 3 + "299\n")


def record(kind: int, *values: bytes | int) -> bytes:
    body = b"".join(value.to_bytes(2, "little") if isinstance(value, int) else value for value in values)
    return kind.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


def test_cells_of_every_kind() -> None:
    """Of Excel 95, whose strings are bytes: a row of records, each read by its own rule."""
    begin = record(0x809, 0x0500, 5)
    cells = [
        record(0x204, 0, 0, 0, 4, "序号".encode("gbk")),
        record(0x203, 0, 1, 0, struct.pack("<d", 1.5)),
        record(0x27E, 0, 2, 0, (-4 << 2 | 2).to_bytes(4, "little", signed=True)),
        record(0xBD, 0, 3, 0, (5 << 2 | 2).to_bytes(4, "little"), 0, (150 << 2 | 3).to_bytes(4, "little"), 4),
        record(0x205, 0, 5, 0, b"\1\0"),
        record(0x205, 0, 6, 0, b"\x07\1"),
        record(0x06, 0, 7, 0, b"\0\0\0\0\0\0\xff\xff", 0),
        record(0x207, 4, "任务".encode("gbk")),
        record(0x06, 0, 8, 0, struct.pack("<d", 7), 0),
    ]
    globals_ = begin + record(0x42, 936) + record(0x85, b"\x21\0\0\0", 0, b"\4", "表一".encode("gbk")) + record(0x0A)
    assert len(globals_) == 0x21
    data = globals_ + begin + b"".join(cells) + record(0x0A)
    assert render(data, Account()).text == "序号\t1.5\t-4\t5\t1.5\tTRUE\t#DIV/0!\t任务\t7\n"


@pytest.mark.parametrize(
    "chunks",
    [
        [b"\2\0\0\0\2\0\0\0\2\0\1" + "通知".encode("utf-16-le") + b"\3\0\0abc"],
        [b"\2\0\0\0\2\0\0\0\2\0\1" + "通".encode("utf-16-le"), b"\1" + "知".encode("utf-16-le") + b"\3\0\0ab", b"\0c"],
        [b"\2\0\0\0\2\0\0\0\2\0\x0d\1\0\2\0\0\0" + "通知".encode("utf-16-le"), b"\0\0\0\0xx\3\0\0", b"\0abc"],
    ],
)
def test_a_string_may_be_broken_anywhere(chunks: list[bytes]) -> None:
    assert shared(chunks, Account()) == ["通知", "abc"]


@pytest.mark.parametrize("end", range(512, len(DATA), 9_001))
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused(end: int) -> None:
    try:
        document = read(DATA[:end], path="a.xls")
    except UnreadableError:
        return
    assert all(0 <= block.start <= block.end <= len(document.text) for block in document.blocks)


def test_an_encrypted_workbook_is_refused() -> None:
    records = stream(DATA, "Workbook")
    at = DATA.index(records[:64]) + 4 + int.from_bytes(records[2:4], "little")
    with pytest.raises(UnreadableError, match="password"):
        read(DATA[:at] + b"\x2f\0" + DATA[at + 2 :], path="a.xls")


def test_cells_beyond_the_limit_are_not_read_and_said() -> None:
    document = read(DATA, path="a.xls", limits=Limits(cells=20))
    assert "limit_hit" in checks(document)
    assert "第299号" not in document.text


def test_sheets_beyond_the_limit_are_not_read_and_said() -> None:
    document = read(DATA, path="a.xls", limits=Limits(pages=1))
    assert document.text.count("\n") == 4
    assert checks(document)[-1] == "limit_hit"
