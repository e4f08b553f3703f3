"""Limits in the words of many circulars, composed: 时限 cells, and passages of tasks. One line a text and its meaning.

The tables are ``deadlines_cells.tsv`` and ``deadlines_prose.tsv``: the circular's date, the text, what is read of it
in the short form of :func:`brief`; nothing where it holds no limit.
"""

from __future__ import annotations

import datetime as dt

import pytest

from hongtou.fields.deadlines import find_deadlines

from .limits import brief, table

CELLS, PROSE = table("deadlines_cells.tsv"), table("deadlines_prose.tsv")


@pytest.mark.parametrize(("issued", "text", "expected"), CELLS)
def test_a_cell_for_limits(issued: str, text: str, expected: str) -> None:
    assert brief(find_deadlines(text, issued=dt.date.fromisoformat(issued))) == expected


@pytest.mark.parametrize(("issued", "text", "expected"), PROSE)
def test_the_limits_of_a_passage(issued: str, text: str, expected: str) -> None:
    assert brief(find_deadlines(text, issued=dt.date.fromisoformat(issued), prose=True)) == expected


@pytest.mark.parametrize(("issued", "text", "expected"), CELLS + PROSE)
def test_spans_check_out(issued: str, text: str, expected: str) -> None:
    for prose in (True, False):
        found = find_deadlines(text, issued=dt.date.fromisoformat(issued), prose=prose)
        assert all(text[d.start : d.end] == d.text != "" for d in found)
        assert [d.start for d in found] == sorted({d.start for d in found})
