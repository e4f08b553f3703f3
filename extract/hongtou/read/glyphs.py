"""What stands printed on a page: glyphs with their places, and the lines that they make.

The coordinates of every format that gives places (PDF, OFD, scans) are turned into one kind first: points, from the
page's upper left corner, y downwards, text upright.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from hongtou.model.vocabulary import Check


class Glyph(NamedTuple):
    """One printed character (or ligature): its left and right edge, its baseline and the size of its font."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Rule(NamedTuple):
    """A printed line across or down, or the stretch of one: left ≤ right, top ≤ bottom, one pair (nearly) equal."""

    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """A printed page: its width and height, what is printed in the order of the file, its rules.

    ``doubts`` are findings on the page: what they are about, and a sentence.
    """

    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule] = ()
    doubts: Sequence[tuple[Check, str]] = ()


class Line(NamedTuple):
    """Glyphs on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """The upper edge of the characters' squares."""
        return self.base - 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the characters' squares."""
        return self.base + 0.14 * self.size

    @property
    def middle(self) -> float:
        """Half way between the two."""
        return self.base - 0.36 * self.size

    @property
    def text(self) -> str:
        """The words, with a blank where print leaves one."""
        return words(self.glyphs)


_SAME_BASE = 0.45  # of the size: digits in another font, a footnote's mark
_LATIN_BLANK, _WIDE_BLANK, _MIXED_BLANK = 0.18, 0.42, 0.7  # print sets digits apart from Chinese characters


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Group glyphs by baseline, top to bottom.

    >>> [line.text for line in lines([Glyph("乙", 0, 10, 30, 10), Glyph("甲", 0, 10, 10, 10)])]
    ['甲', '乙']
    """
    found: list[Line] = []
    group: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if group and glyph.base - group[0].base > _SAME_BASE * max(glyph.size, group[0].size):
            found.append(line_of(group))
            group = []
        group.append(glyph)
    if group:
        found.append(line_of(group))
    return found


def line_of(glyphs: Iterable[Glyph]) -> Line:
    """The line that glyphs on one baseline make; a character printed twice on its own place (bold) counts once."""
    ordered: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("left")):
        if not any(_doubles(glyph, other) for other in ordered[-2:]):
            ordered.append(glyph)
    biggest = max(ordered, key=attrgetter("size"))
    return Line(tuple(ordered), ordered[0].left, max(glyph.right for glyph in ordered[-3:]), biggest.base, biggest.size)


def _doubles(one: Glyph, other: Glyph) -> bool:
    return one.text == other.text and abs(one.left - other.left) < 0.2 * one.size


def segments(line: Line, gap: float) -> list[Line]:
    """The line cut where more than ``gap`` times the size of its characters is left blank."""
    parts: list[list[Glyph]] = [[]]
    for glyph in line.glyphs:
        if parts[-1] and glyph.left - parts[-1][-1].right > gap * min(glyph.size, line.size):
            parts.append([])
        parts[-1].append(glyph)
    return [line] if len(parts) == 1 else [line_of(part) for part in parts]


def words(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs in a row: a blank between words of letters, a wide one for every character left blank."""
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before:
            gap = (glyph.left - before.right) / max(1.0, min(glyph.size, before.size))
            if gap > _LATIN_BLANK:
                pieces.append(_blank(before.text, glyph.text, gap))
        pieces.append(glyph.text)
        before = glyph
    return "".join(pieces)


def _blank(before: str, after: str, gap: float) -> str:
    if is_wide(before) or is_wide(after):
        least = _WIDE_BLANK if is_wide(before) and is_wide(after) else _MIXED_BLANK
        return "" if gap < least else " " if gap < 1.5 else "　" * min(8, round(gap))
    return " " if gap < 1.5 else "  "


@lru_cache(maxsize=20_000)
def is_wide(character: str) -> bool:
    """Whether a character stands in a square of its own, as Chinese ones and their punctuation do."""
    return unicodedata.east_asian_width(character[:1] or " ") in "WFA"
