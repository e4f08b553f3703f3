"""Names of columns whose characters print spreads over the width of the column: 项  目  名  称."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from hongtou.parse.columns import is_name
from hongtou.parse.lines import Line, Page


def unspread(page: Page, parts: list[Line]) -> list[Line]:
    """The pieces, those of one character that spell a name (项  目  名  称) as one: as many as stand equally far apart,
    or of these the longest known name.
    """
    single = [len(part.words) == 1 for part in parts]
    if sum(single) < 2:
        return parts
    gaps = [
        b.start - a.end if one and two else 0
        for (a, b), (one, two) in zip(pairwise(parts), pairwise(single), strict=True)
    ]
    found: list[Line] = []
    at = 0
    while at < len(parts):
        last = at
        while last < len(gaps) and 0 < gaps[last] == gaps[at]:
            last += 1
        if last > at:
            last = _longest_name(parts, at, last)
        left, right = parts[at], parts[last]
        words = page.text.folded[left.start : right.end]
        found.append(left if last == at else replace(left, end=right.end, words=words))
        at = last + 1
    return found


def _longest_name(parts: Sequence[Line], first: int, last: int) -> int:
    """The last of the characters from ``first`` on that spell a known name; ``last`` where none do."""
    spelt = "".join(part.words for part in parts[first : last + 1])
    return next((first + n - 1 for n in range(len(spelt), 1, -1) if is_name(spelt[:n])), last)
