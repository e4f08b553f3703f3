"""Printed lines → paragraphs, by the rules of Chinese typesetting.

A paragraph opens with two blank characters, fills its lines to the measure and ends where a line is left short; titles
stand centred, signatures and dates to the right. A line's end is no paragraph's end where the next word did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from hongtou.read.glyphs import Glyph, Line, is_wide

_NEVER_FIRST = frozenset("，。、；：？！）〕】》」』”’…,.;:?!)]}%％℃·—")
_NEVER_LAST = frozenset("（〔【《「『“‘([{")
_GOES_ON = frozenset("，、（〔《“,")
_ENDS = frozenset("。；！？;!?.")
_MARK = re.compile(
    r"附件\s*\d{0,2}\s*[:：]?\s*(?:\d{1,2}\s*[.．、])?|\d{1,3}\s*[.．、)）]|[(（]\d{1,3}[)）]|[①-⒛]|[(（]?[一二三四五六七八九十]+[)）、]"
)
_LABEL = re.compile(r"[^\d\W]{2,4}[:：]")  # 出席:
_DAY = re.compile(r"[\d〇○O零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
_LOOSE = 0.35  # of a character: print squeezes and stretches that much
_SAME_SIZE = 1.15
_PARTED = 1.55  # times the usual distance of two lines
_SET_APART = 1.15  # times the distance of lines, that of paragraphs
_FEWEST_FULL, _FEWEST_SHORT = 2, 3


class Measure(NamedTuple):
    """The column that lines are set in: its edges, the size of its text, the usual distance of its lines; the distance
    from which on two lines are of two paragraphs, where print sets these apart.
    """

    left: float
    right: float
    size: float
    pitch: float
    apart: float = inf


class Passage(NamedTuple):
    """A paragraph: its words and how it is set ("center", "right", "")."""

    text: str
    align: str


def measure(found: Sequence[Line], width: float, size: float, *, alone: bool = True) -> Measure:
    """The column that these lines of a page (or of pages alike) fill; ``width`` is the page's.

    ``alone``: it is the page's only one, so that the margins beside it are alike.
    """
    body = [line for line in found if line.size < size * _SAME_SIZE and line.right - line.left > 0.3 * width]
    if not body:
        edge = 0.15 * width
        return Measure(edge, width - edge, size, 1.8 * size)
    lefts = sorted(line.left for line in body)
    left = lefts[len(lefts) // 20]
    rights = sorted(line.right for line in body)
    right = rights[-1 - len(rights) // 20]
    if alone and right < width - left - 3 * size:  # no line is full
        right = width - left
    steps = [b.base - a.base for a, b in pairwise(body) if 0 < b.base - a.base < 4 * size]
    return Measure(left, right, size, median(steps) if steps else 1.8 * size, _apart(found, right, size))


def _apart(found: Sequence[Line], right: float, size: float) -> float:
    """Between what follows full lines, which mostly go on, and what follows short ones, which end; infinite where both
    are alike.
    """
    full: list[float] = []
    short: list[float] = []
    for before, line in pairwise(found):
        step = line.base - before.base
        alike = max(before.size, line.size) < _SAME_SIZE * min(before.size, line.size)
        if alike and 0 < step < 4 * size:
            (full if fits_not(before, line, right - before.right, 1.0) else short).append(step)
    if len(full) < _FEWEST_FULL or len(short) < _FEWEST_SHORT:
        return inf
    within, between = median(full), median(short)
    return (within + between) / 2 if between > _SET_APART * within else inf


def passages(found: Sequence[tuple[Line, Measure]]) -> list[Passage]:
    """Join lines, each in its column, to paragraphs; each centred line stays a line of its own."""
    made: list[Passage] = []
    group: list[tuple[Line, Measure]] = []
    for line, within in found:
        if group and not _continues(group, line, within):
            made.append(_passage(group))
            group = []
        group.append((line, within))
    return [*made, _passage(group)] if group else made


def _passage(group: Sequence[tuple[Line, Measure]]) -> Passage:
    return Passage(joined([line for line, _ in group]), align(*group[0]) if len(group) == 1 else "")


def align(line: Line, within: Measure) -> str:
    """How a line is set between the edges of its column."""
    before, after = line.left - within.left, within.right - line.right
    least = 0.3 if line.size > _SAME_SIZE * within.size else 2.3
    if before > least * line.size and abs(before - after) < max(1.2 * within.size, 0.08 * (before + after)):
        return "center"
    if before > 0.42 * (within.right - within.left) and after < 7 * within.size:
        return "right"
    return ""


def _continues(group: Sequence[tuple[Line, Measure]], line: Line, within: Measure) -> bool:
    before, column = group[-1]
    if max(before.size, line.size) > _SAME_SIZE * min(before.size, line.size):
        return False
    step = line.base - before.base  # negative where a page or a column ends between the two
    if step > min(_PARTED * max(within.pitch, 1.2 * line.size), within.apart):
        return False
    if not fits_not(before, line, column.right - before.right, 1.0):
        return False
    if (len(group) == 1 and align(before, column)) or align(line, within) == "center":
        return False
    indent = (line.left - within.left) / line.size
    if indent < 1.2:
        return not _opens(before, line, column)
    hang = _hang(group[0][0])
    return abs(line.left - hang) < 0.7 * line.size if hang else False


def _opens(before: Line, line: Line, within: Measure) -> bool:
    """Whether a line without indent opens a paragraph all the same: numbered, after a sentence that ended."""
    unindented = before.left - within.left < line.size
    last = before.glyphs[-1].text
    if last in _ENDS and _DAY.fullmatch(line.text):
        return True
    return unindented and (last in _ENDS or last in "）)") and _MARK.match(line.text) is not None


def _hang(first: Line) -> float:
    """Where the words after a paragraph's opening mark begin; 0 where it has none."""
    text = "".join(glyph.text for glyph in first.glyphs)
    mark = _MARK.match(text) or _LABEL.match(text)
    return first.glyphs[mark.end()].left if mark and mark.end() < len(first.glyphs) else 0.0


def fits_not(before: Line, after: Line, room: float, loose: float = _LOOSE) -> bool:
    """Whether the words that open ``after`` had no room left behind ``before``."""
    return room < _first_word(after.glyphs) + loose * before.size


def _first_word(glyphs: Sequence[Glyph]) -> float:
    """The width of what a line's end may not part: letters of a word, a character and the mark that follows it."""
    end = 1
    while end < len(glyphs) and (
        glyphs[end].text in _NEVER_FIRST
        or glyphs[end - 1].text in _NEVER_LAST
        or not (is_wide(glyphs[end].text) or is_wide(glyphs[end - 1].text))
    ):
        end += 1
    return glyphs[end - 1].right - glyphs[0].left


def joined(group: Sequence[Line]) -> str:
    """The words of lines that are one paragraph: a blank only between two words of letters."""
    pieces: list[str] = []
    for line in group:
        text = line.text
        if pieces and not (is_wide(pieces[-1][-1]) or is_wide(text[0])) and pieces[-1][-1].isalpha():
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)


def cell_text(found: Sequence[Line], room: float) -> str:
    """The paragraphs of a cell, one a line; ``room`` is the width that its lines can fill."""
    groups: list[list[Line]] = []
    for line in found:
        if groups and wraps(groups[-1][-1], line, room):
            groups[-1].append(line)
        else:
            groups.append([line])
    return "\n".join(joined(group) for group in groups)


def wraps(before: Line, line: Line, room: float) -> bool:
    """Whether a cell's line ends only because it is full; ``room`` is the width that lines can fill."""
    last, first = before.glyphs[-1].text, line.glyphs[0].text
    if last in _GOES_ON or first in _NEVER_FIRST:
        return True
    if last in _ENDS and _MARK.match(line.text):
        return False
    return fits_not(before, line, room - (before.right - before.left))
