"""The comparison with other readers of dates: what counts as right, and that hongtou is asked like the others."""

from __future__ import annotations

import datetime as dt

import pytest

from . import page_readers
from .others import GROUPS, Limit, Reader, Said, hongtou_reader, limits, measure, table, verdict

ISSUED = dt.date(2014, 5, 6)
A, B = dt.date(2014, 6, 1), dt.date(2014, 6, 30)
BY, FROM, WITHIN = (
    Limit("", ISSUED, kind, said) for kind, said in (("by", Said(None, B)), ("from", Said(A)), ("within", Said(A, B)))
)
LENGTH = Limit("30日内", ISSUED, "relative", Said(length="P30D"))


@pytest.mark.parametrize(
    ("limit", "said", "expected"),
    [
        (BY, [Said(A, B)], "right"),
        (BY, [Said(A, A)], "wrong"),
        (FROM, [Said(A, B)], "right"),
        (WITHIN, [Said(A, B)], "right"),
        (WITHIN, [Said(A, A)], "half"),
        (WITHIN, [Said(B, A), Said(A, B)], "right"),
        (WITHIN, [], "none"),
        (LENGTH, [Said(length="P30D")], "right"),
        (LENGTH, [Said(ISSUED, dt.date(2014, 6, 5))], "right"),
        (LENGTH, [Said(recurs=True)], "wrong"),
    ],
)
def test_what_counts_as_right(limit: Limit, said: list[Said], expected: str) -> None:
    assert verdict(limit, said) == expected


def test_there_are_strings_of_every_group() -> None:
    cells = limits()
    assert len(cells) > 250
    assert {limit.group for limit in cells} == set(GROUPS)


def test_the_table_has_a_line_a_reader() -> None:
    def refuse(text: str, issued: dt.date) -> None:
        raise ValueError(text)

    cells = [LENGTH, limits()[0]]
    scores = {"hongtou": measure(hongtou_reader(), cells), "another": measure(Reader(refuse, list), cells)}
    ours, theirs = table(scores).splitlines()[2:]
    assert [cell.strip() for cell in ours.split("|")][1:6] == ["hongtou", "1/0/0/0", "0/0/0/0", "1/0/0/0", "0/0/0/0"]
    assert [cell.strip() for cell in theirs.split("|")][1:6] == ["another", "0/0/0/1", "0/0/0/0", "0/0/0/1", "0/0/0/0"]


def test_pages_are_read_by_what_they_say() -> None:
    whole = page_readers.measure(page_readers.hongtou_text, 2)
    assert (whole.paragraphs, whole.cells) == (1, 1)
    nothing = page_readers.measure(lambda page: "", 2)
    assert nothing[:3] == (0, 0, 0)
    _, row, empty = page_readers.table({"hongtou": whole, "none": nothing}).splitlines()[1:]
    assert row.startswith("| hongtou | 100.0% | 100.0% | ")
    assert empty.startswith("| none | 0.0% | 0.0% | 0.0% | ")
