"""Lines between bars that print the rest of the row above: its cells went on below, and no rule says so."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.parse.cut import cuts_name, is_rest_of_limit
from hongtou.parse.grid import UNIT_ROLES, Column, Row
from hongtou.parse.lines import Page
from hongtou.parse.numbering import numbering

_NARROWEST = 8  # characters of a column in which a full line shows
_FEWEST = 2  # full lines of a column, and lone texts below such


class Rest:
    """Judges the lines of one table; how wide its columns print is looked at once, where it is asked at all."""

    def __init__(self, page: Page, columns: Sequence[Column], lines: Sequence[Sequence[Value]]) -> None:
        self.page = page
        self.columns = columns
        self.lines = lines
        self.widest: dict[int, int] = {}

    def gone_on(self, row: Row, printed: Sequence[Value]) -> Row | None:
        """The row with what a line prints as the rest of its cells: a bracket, one more unit, what a comma calls for,
        what follows a line as wide as the column. None where it may be a heading or a row.
        """
        filled = [index for index, cell in enumerate(printed) if cell.text]
        if not filled or filled[0] == 0 or (len(filled) > 1 and self.columns[0].role != "number"):
            return None
        cells = list(row.cells)
        for index in filled:
            above, rest = cells[index], printed[index]
            if above is None or numbering(rest.text) or not self.calls_for(index, above, rest, alone=len(filled) == 1):
                return None
            cells[index] = self.page.broken([*above.spans, *rest.spans])
        return replace(row, cells=tuple(cells))

    def calls_for(self, index: int, above: Value, rest: Value, *, alone: bool) -> bool:
        """Whether a cell goes on in the text below it."""
        if above.reading[-1] in "、,，;；:：":
            return True
        role, one, two = self.columns[index].role, fold(above.reading), fold(rest.text)
        listed = role in UNIT_ROLES and looks_like_units(two)  # one unit a line
        if alone and (listed or two[0] == "("):
            return True
        if (role in UNIT_ROLES and cuts_name(one, two)) or (role == "deadline" and is_rest_of_limit(one, two)):
            return True
        start, end = above.spans[-1]
        return end - start >= self.full(index)

    def full(self, index: int) -> int:
        """How long a full line of a column is; more than any where its lines, and the lone texts below some of them, do
        not show one: a category is printed below a row of any length.
        """
        if index not in self.widest:
            self.widest[index] = self._full(index)
        return self.widest[index]

    def _full(self, index: int) -> int:
        lengths = [len(line[index].text) if index < len(line) else 0 for line in self.lines]
        full = max(lengths) - 1
        lone = [
            before
            for before, line in zip(lengths, self.lines[1:], strict=False)
            if index < len(line) and line[index].text and not any(c.text for n, c in enumerate(line) if n != index)
        ]
        many = sum(length >= full for length in lengths)
        shown = full >= _NARROWEST and min(many, len(lone)) >= _FEWEST and min(lone) >= full
        return full if shown else self.page.lines[-1].end
