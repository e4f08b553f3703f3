"""Text set in two columns: which lines stand left and right of the gutter, in the order they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hongtou.read.glyphs import Line, line_of, segments

FULL, LEFT, RIGHT = 0, 1, 2
_FEWEST = 8  # lines beside a gutter
_GAP = 0.9
_NEAR = 1.6  # characters that a full line may lack


class Strip(NamedTuple):
    """Lines that follow each other in one column: FULL, LEFT or RIGHT."""

    column: int
    lines: list[Line]


def reading_order(found: Sequence[Line], width: float) -> list[Strip]:
    """The lines of a page as strips; one FULL strip where the page has no gutter."""
    parts = [segments(line, _GAP) for line in found]
    best = max(_runs(parts, width), key=lambda run: run[1] - run[0], default=None)
    if best is None:
        return [Strip(FULL, list(found))]
    first, end, gutter = best
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in found[first:end]:
        for side, glyphs in enumerate(
            ([g for g in line.glyphs if g.left < gutter], [g for g in line.glyphs if g.left >= gutter])
        ):
            if glyphs:
                sides[side].append(line_of(glyphs))
    if not all(_is_prose(side, width) for side in sides):
        return [Strip(FULL, list(found))]
    strips = [Strip(FULL, list(found[:first])), Strip(LEFT, sides[0]), Strip(RIGHT, sides[1])]
    return [strip for strip in strips if strip.lines] + (
        reading_order(found[end:], width)
        if len(found) - end >= _FEWEST
        else [Strip(FULL, list(found[end:]))][: end < len(found)]
    )


def _runs(parts: Sequence[Sequence[Line]], width: float) -> list[tuple[int, int, float]]:
    """(first, end, x) of the longest run of lines that leave x blank, for each x that may be a gutter."""
    runs = []
    for step in range(38, 63):
        x, start, longest = step * width / 100, 0, (0, 0)
        for index, line in enumerate((*parts, None)):
            if line is None or any(part.left - 2 < x < part.right + 2 for part in line):
                if index - start > longest[1] - longest[0]:
                    longest = (start, index)
                start = index + 1
        if longest[1] - longest[0] >= _FEWEST:
            runs.append((*longest, x))
    return runs


def _is_prose(side: Sequence[Line], width: float) -> bool:
    """Whether a side is running text: most of its lines are full, and it is wide."""
    if len(side) < _FEWEST * 3 // 4:
        return False
    right, left = max(line.right for line in side), min(line.left for line in side)
    full = sum(line.right > right - _NEAR * line.size and len(segments(line, _GAP)) == 1 for line in side)
    return full >= 0.5 * len(side) and right - left > 0.25 * width
