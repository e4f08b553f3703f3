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


GAPS = [
    ("2021年暑期前", False, "unread"),
    ("近期：2021年底前；长期：持续推进", False, "by /2021-12-31; ongoing"),
    ("活动前5个工作日", False, "relative -5工作日 活动"),
    (
        "自收到材料之日起5个工作日内初审，10个工作日内复审。",
        True,
        "relative 5工作日 收到材料; relative 10工作日 收到材料",
    ),
    ("实施2018-2022年农村人居环境整治五年行动。", True, ""),
    ("此件公开发布，自2021年5月1日起施行。", True, ""),
    ("项目法人应在开工前15日内办理手续。", True, "relative -P15D 开工"),
]


@pytest.mark.xfail(strict=True, reason="not read yet, each for a reason of its own")
@pytest.mark.parametrize(("text", "prose", "expected"), GAPS)
def test_known_gap(text: str, prose: bool, expected: str) -> None:
    assert brief(find_deadlines(text, issued=dt.date(2021, 2, 20), prose=prose)) == expected


@pytest.mark.parametrize(("issued", "text", "expected"), CELLS + PROSE)
def test_spans_check_out(issued: str, text: str, expected: str) -> None:
    for prose in (True, False):
        found = find_deadlines(text, issued=dt.date.fromisoformat(issued), prose=prose)
        assert all(text[d.start : d.end] == d.text != "" for d in found)
        assert [d.start for d in found] == sorted({d.start for d in found})
