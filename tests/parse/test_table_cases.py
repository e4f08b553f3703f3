"""Whole tables as governments print them, each with the rows that a careful reader writes down: tables/*.txt.

A case is ``=== name``, a form (``~grid`` as `compose.grid` has it, ``~text`` an annex of lines, ``~whole`` a circular
of lines, ``~html`` a page's body), the print, ``---``, and a line a task: number ¦ categories parted by > ¦ task
¦ content ¦ limit cell ¦ units, with L: before one that leads and S: before one that supports. ``=== name !why`` is a
known gap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hongtou.model import Circular, Task

from .compose import each, grid, notice, page, read, words

_BLANK = re.compile(r"\s+")
_MARK = {"lead": "L:", "support": "S:", "responsible": ""}


class Case(NamedTuple):
    """A print and the rows in it."""

    form: str
    print: str
    rows: list[list[str]]


def _plain(value: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", value))


def _cases() -> Iterator[object]:
    for path in sorted(Path(__file__).with_name("tables").glob("*.txt")):
        for passage in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            title, form, rest = passage.split("\n", 2)
            printed, _, expected = rest.partition("\n---")
            rows = [[_plain(cell) for cell in line.split("¦")] for line in expected.strip().splitlines()]
            name, _, gap = title.partition(" !")
            marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
            yield pytest.param(Case(form, printed, rows), id=f"{path.stem}: {name}", marks=marks)


def _read(case: Case) -> Circular:
    match case.form:
        case "~grid":
            return grid(case.print)
        case "~text":
            return notice("请认真组织实施。", after=("", "附件", "2016年重点工作分工表", *case.print.split("\n")))
        case "~whole":
            return read(*case.print.split("\n"))
        case "~html":
            return page(case.print)
    raise ValueError(case.form)


def _row(task: Task) -> list[str]:
    units = [_MARK[unit.role] + _plain(unit.reading) for unit in task.responsibilities]
    cells = (
        words(task.number) or "",
        ">".join(each(task.category)),
        task.task.reading,
        words(task.content) or "",
        words(task.deadline) or "",
        "".join(units),
    )
    return [_plain(cell) for cell in cells]


@pytest.mark.parametrize("case", list(_cases()))
def test_the_rows_of_a_printed_table(case: Case) -> None:
    assert [_row(task) for task in _read(case).tasks] == case.rows
