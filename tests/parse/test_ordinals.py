"""Headings whose ordinal stands in the number column of a table that lost its tags."""

from __future__ import annotations

import pytest

from .compose import HEADS, checks, each, table

ROWS = (
    ("一", "农林水利"),
    ("1", "疏浚鹿坪河道", "6月底前", "县水利局"),
    ("2", "植树200亩", "3月", "县林业局"),
    ("二", "社会民生（1项）"),
    ("3", "整修敬老院", "9月", "县民政局"),
)


@pytest.mark.parametrize("between", ["\n", "\t", " | "])
def test_an_ordinal_beside_its_heading_is_no_row(between: str) -> None:
    lines = [between.join(cells) for cells in ROWS]
    heads = HEADS if between == "\n" else (between.join(HEADS),)
    circular = table(*"\n".join(lines).split("\n"), heads=heads)
    assert [(t.number.text if t.number else None, each(t.category)) for t in circular.tasks] == [
        ("1", ["农林水利"]),
        ("2", ["农林水利"]),
        ("3", ["社会民生（1项）"]),
    ]
    assert "table_text_unplaced" not in checks(circular)


def test_rows_that_count_in_chinese_stay_rows() -> None:
    cells = ("一", "疏浚鹿坪河道", "6月底前", "县水利局", "二", "植树200亩", "3月", "县林业局")
    assert [t.number.text for t in table(*cells).tasks if t.number] == ["一", "二"]
