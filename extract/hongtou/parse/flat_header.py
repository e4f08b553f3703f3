"""The header of a flattened table: its columns, where it stands, what parts the cells of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.model.record import Record
from hongtou.parse.columns import bare_name, below_period, is_period
from hongtou.parse.grid import Column
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering

CELL_SIGN = re.compile(r"[。,;:0-9《]")  # what a cell may print and a name does not
_NOISE_BETWEEN = 3  # bars and page numbers that may stand between two names


class FlatHeader(Record, frozen=True):
    """The lines first..last; what parts the cells of its rows, None where each is a line; where in the last line the
    first row begins, if it does there.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    delimiter: re.Pattern[str] | None = None
    rest: int | None = None
    over: tuple[tuple[int, int], ...] = ()
    """Names that span others, and name no column themselves."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names without blanks."""
        return tuple(column.header.reading.replace(" ", "") for column in self.columns if column.header)


def is_header(columns: Sequence[Column]) -> bool:
    """Whether enough of the columns say roles, and one says work, who does it or till when."""
    roles = [column.role for column in columns if not (column.header and is_period(column.header.reading))]
    named = [role for role in roles if role != "other"]
    return (
        len(columns) >= 3
        and len(set(named)) >= 3 - (len(columns) == 3 or len(columns) - len(roles) > 1)
        and len(named) * 2 > len(roles)
        and bool({"task", "content", "lead", "responsible", "deadline"} & set(named))
    )


def reads_as_cell(words: str) -> bool:
    """Whether the words are more than a column's name."""
    if CELL_SIGN.search(bare_name(words)) is not None:
        return below_period(words) is None
    return ":" in words or numbering(words) is not None


def next_line(lines: Sequence[Line], at: int) -> int:
    """The next line that is not furniture."""
    end = min(len(lines), at + _NOISE_BETWEEN)
    while at < end and lines[at].noise:
        at += 1
    return at
