"""What a page break prints between the rows of a flattened table: page numbers, running heads, the title again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.grid import UNIT_ROLES, Column
from hongtou.parse.lines import Line
from hongtou.parse.paragraphs import Type, type_of
from hongtou.parse.region import GOES_ON

_CONTINUES_LONGEST = 40
_PAGES = 2  # pages that must print a running head
_SHORTEST_HEAD = 6
_LONGEST_PAGE = 3
_WORDED = (*UNIT_ROLES, "deadline", "task", "content", "person")
"""Roles of columns whose cells are no bare numbers."""


def numbers_page(line: Line, last: Column) -> bool:
    """Whether a bare number right above the names that a page prints again is that of the page before: no cell of the
    last column, and no row's, which does not break behind its number.
    """
    return last.role in _WORDED and len(line.words) <= _LONGEST_PAGE and line.words.isdecimal()


def running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """What stands again and again beside page numbers and is no cell: the running heads of a printed gazette."""
    pages = [index for index, line in enumerate(lines) if line.noise and any(map(str.isdigit, line.words))]
    if len(pages) < _PAGES:
        return frozenset()
    around = {at for page in pages for at in (page - 1, page + 1) if 0 <= at < len(lines) and not lines[at].noise}
    beside = Counter(lines[at].words for at in around if len(lines[at].words) >= _SHORTEST_HEAD)
    plain = (Type.PROSE, Type.SENTENCE)
    return frozenset(words for words, count in beside.items() if count >= _PAGES and type_of(words) in plain)


def continues(line: Line) -> bool:
    """Whether the line says only that the table goes on (分工表(续), 续表)."""
    return "续" in line.words and len(line.words) <= _CONTINUES_LONGEST and GOES_ON.search(line.bare) is not None


def title_above(lines: Sequence[Line], header: FlatHeader) -> str:
    """The table's title, which a page break may print again."""
    return next((line.bare for line in reversed(lines[max(0, header.first - 3) : header.first]) if not line.noise), "")
