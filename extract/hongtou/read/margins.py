"""What pages print at their edges that belongs to no circular: page numbers, running heads, "续表"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from hongtou.read.glyphs import Line, segments

_NUMBER = re.compile(
    r"[-—–―－~·•.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[,，\s]*[共/／]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―－~·•.\s]*"
)
_DASHED = re.compile(r"[-—–―－~·•]+\s*\d{1,4}\s*[-—–―－~·•]+")
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_CONTINUED = re.compile(r"[(（]?(?:续上?表|接上[表页]|上接|续)\s*\d*[)）]?|.{0,40}[(（]续表?[)）]")
_ZONE = 0.13  # of the page's height
_DEPTH = 3
_FEWEST = 4
_LARGE = 1.15  # times the usual size: a title, that stands once however often it is printed
_APART = 1.9  # of a character
_ROW = 3  # so many words apart are a row of a table, perhaps its repeated header


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float], usual: float) -> set[int]:
    """The ids of the lines (top to bottom on each page) that are page numbers or running heads.

    ``usual`` is the size of most characters of the document.
    """
    found: set[int] = set()
    seen: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    numbers: Counter[int] = Counter()
    bare: list[tuple[int, Line]] = []
    for index, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        found.update(id(line) for line in (*lines[:1], *lines[-1:]) if _DASHED.fullmatch(line.text.strip()))
        for line in _edges(lines, height):
            text = line.text.strip()
            if _BARE.fullmatch(text):
                numbers[int(text) - index] += 1
                bare.append((int(text) - index, line))
            elif _NUMBER.fullmatch(text):
                found.add(id(line))
            elif _may_run(line, lines):
                seen[_DIGITS.sub("0", "".join(text.split())), round(line.base / 8)].append((index, line))
    found.update(id(line) for offset, line in bare if numbers[offset] > 1 or len(pages) == 1)
    for places in seen.values():
        on = {index for index, _ in places}
        if len(on) > 1 and len(on) >= 0.4 * len(pages):
            everywhere = len(on) >= 0.8 * len(pages) and len(pages) > 2 and places[0][1].size < _LARGE * usual
            found.update(id(line) for index, line in places if everywhere or index > min(on))
    return found


def _edges(lines: Sequence[Line], height: float) -> list[Line]:
    """The outermost lines in the margins."""
    outer = [*lines[:_DEPTH], *lines[-_DEPTH:]]
    return list({id(line): line for line in outer if not _ZONE * height < line.middle < (1 - _ZONE) * height}.values())


def _may_run(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line may be a running head: some words, no row of a table, apart from what it stands over."""
    if len(line.glyphs) < _FEWEST or len(segments(line, 1.0)) >= _ROW:
        return False
    return all(other is line or abs(other.base - line.base) > _APART * line.size for other in lines)


def says_continued(line: Line) -> bool:
    """Whether a line over a table says only that it goes on from the page before."""
    return _CONTINUED.fullmatch("".join(line.text.split())) is not None
