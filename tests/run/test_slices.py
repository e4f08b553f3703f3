"""A table cut into slices: the same documents however it is cut, the same slices whatever follows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.run.files import Input
from hongtou.run.slices import Line, Slice, cut, lines, lines_of
from hongtou.run.work import Size

ROWS = ["通知", "", '引号",\n逗号', "\ud800", "一" * 50, "二"]
TABLE = [Line(number, text.encode("utf-8", "surrogatepass"), {"n": str(number)}) for number, text in enumerate(ROWS, 1)]


def sliced(table: list[Line | None], size: Size) -> tuple[list[Slice], list[list[Line]]]:
    put: list[bytes] = []

    def keep(data: bytes) -> tuple[int, int]:
        put.append(data)
        return len(put) - 1, len(data)

    slices = cut(table, size, keep)
    return slices, [lines_of(put[one.offset]) for one in slices]


@given(st.integers(1, 9), st.integers(0, 200))
def test_any_cutting_gives_the_same_lines_in_the_same_order(most: int, weight: int) -> None:
    slices, found = sliced([*TABLE], Size(most, weight))
    assert [line for some in found for line in some] == TABLE
    assert [one.lines for one in slices] == list(map(len, found))
    assert [one.first for one in slices] == [line.number - 1 for line, *_ in found]
    assert all(len(some) == 1 or (len(some) <= most and sum(line.weight for line in some) <= weight) for some in found)


def test_a_slice_is_the_same_whatever_follows_and_another_where_a_row_or_its_number_is() -> None:
    size = Size(2, 10_000)
    before, after = sliced([*TABLE[:5]], size)[0], sliced([*TABLE], size)[0]
    assert [one.digest for one in after[:2]] == [one.digest for one in before[:2]]
    assert after[2].digest != before[2].digest
    changed = [line if line.number != 3 else Line(3, line.text, {"n": "另"}) for line in TABLE]
    moved = [Line(line.number + 1, line.text, line.columns) for line in TABLE]
    digests = [one.digest for one in after]
    assert [one.digest == was for one, was in zip(sliced([*changed], size)[0], digests, strict=True)] == [
        True,
        False,
        True,
    ]
    assert not {one.digest for one in sliced([*moved], size)[0]} & set(digests)


def test_what_is_void_is_in_no_slice() -> None:
    slices, found = sliced([*TABLE, None, TABLE[0]], Size(4, 10_000))
    assert found == [[TABLE[0]]]
    assert slices[0].first == 0


def read(path: Path, data: bytes) -> list[Line | None]:
    path.write_bytes(data)
    return list(lines(Input(str(path), True, True), "正文"))


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        ("正文,url\n甲,u\n乙,u\n", [1, 2]),
        ("正文,url\n甲,u\n,\n\n丙\n丁,u,x\n", [1, 2, 3, 4]),  # empty cells, a blank line, ragged rows
        ('\ufeff正文,url\n"甲\n\n第二行",u\n乙,u\n', [1, 2]),
        ("正文,url\n", [0]),
        ("", [0]),
    ],
)
def test_rows_are_numbered_and_a_table_without_rows_is_one_failure(
    tmp_path: Path, data: str, numbers: list[int]
) -> None:
    assert [line and line.number for line in read(tmp_path / "t.csv", data.encode())] == numbers


def test_where_no_row_has_the_column_only_broken_rows_stand_before_the_failure(tmp_path: Path) -> None:
    rows = [json.dumps({"a": "一"}), "{broken", json.dumps({"b": "三"})]
    first, broken, third, void, again, failure = read(tmp_path / "t.jsonl", "\n".join(rows).encode())
    assert [line.number for line in (first, broken, third) if line] == [1, 2, 3]
    assert void is None
    assert again == broken
    assert failure
    assert failure.lacking.endswith("has no column '正文'; its columns are: a")


def test_a_file_that_is_gone_is_one_failure_that_does_not_last(tmp_path: Path) -> None:
    (gone,) = lines(Input(str(tmp_path / "gone.csv"), True, True), "正文")
    assert gone
    assert gone.failed
    assert (gone.failed.findings[0].message, gone.lasting) == (
        "It could not be opened: No such file or directory.",
        False,
    )


def test_a_byte_lost_in_the_middle_costs_its_character_alone(tmp_path: Path) -> None:
    data = "正文\n" + "".join(f"第{n}号通知\n" for n in range(100))
    broken = data.encode().replace("第50号".encode(), "第50号".encode()[1:])
    found = read(tmp_path / "t.csv", broken)
    assert len(found) == 100
    assert [n for n, line in enumerate(found) if line and line.text != f"第{n}号通知".encode()] == [50]
