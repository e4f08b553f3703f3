"""Tables drawn with bars and rules: what stands between two rules is one row, its cells broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.parse.lines import Line, Page

RULE = re.compile(r"[\u2500-\u257f\-—=:+| ]+")
"""A line of nothing but borders."""
_INSIDE = " |"

Drawn = tuple[Line, list[Value]]


def joined_rows(page: Page, lines: Sequence[Drawn], number: int | None) -> list[Drawn]:
    """The rows of a table whose rules part every row; the lines as they are where rules do not.

    ``number`` is the column of row numbers: a line that prints one opens a row.
    """
    groups: list[list[Drawn]] = [[]]
    rules: list[Drawn] = []
    for line in lines:
        words = line[0].words
        if not words.lstrip(_INSIDE)[:1].isalnum() and RULE.fullmatch(words):
            rules.append(line)
            groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    if len(groups) < 2 or all(len(group) == 1 for group in groups):
        return list(lines)
    rows = [row for group in groups for row in _rows(page, group, number)]
    return sorted([*rows, *rules], key=lambda row: row[0].start)


def _rows(page: Page, group: Sequence[Drawn], number: int | None) -> list[Drawn]:
    rows: list[Drawn] = []
    for line, cells in group:
        opens = not rows or (number is not None and len(cells) > number and cells[number].text != "")
        if opens or len(cells) != len(rows[-1][1]):
            rows.append((line, cells))
        else:
            first, above = rows[-1]
            joined = [joined_cell(page, one, two) for one, two in zip(above, cells, strict=True)]
            rows[-1] = (replace(first, end=line.end), joined)
    return rows


def joined_cell(page: Page, one: Value, two: Value) -> Value:
    """A cell and what the next line prints of it."""
    if not two.text or not one.text:
        return one if one.text else two
    return page.broken([*one.spans, *two.spans])
