"""Names that a narrow column broke into lines of two or three characters, each printed as a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.unit_people import is_person_name
from hongtou.fields.units import looks_like_units
from hongtou.parse.lines import Line

_WIDEST = 3
_NARROW = re.compile(rf"[\u3400-\u9fff]{{2,{_WIDEST}}}")
_MOST_LINES = 6
_LEAST_RUNS = 2


def joined_names(lines: list[Line]) -> list[Line]:
    """The lines, those of each broken name as one (市发 / 改委, 市政 / 府办 / 公厅), where a table breaks several.

    A name goes on in lines as long as its first, the last one perhaps shorter; its beginning alone is no name.
    """
    narrow = [
        index
        for index, line in enumerate(lines)
        if len(line.words) <= _WIDEST and line.words[0] > "9" and _NARROW.fullmatch(line.words)
    ]
    runs = _runs(lines, narrow) if len(narrow) >= 2 * _LEAST_RUNS else []
    if len(runs) < _LEAST_RUNS:
        return lines
    found: list[Line] = []
    at = 0
    for first, last in runs:
        found += lines[at:first]
        words = "".join(line.words for line in lines[first : last + 1])
        found.append(replace(lines[first], end=lines[last].end, words=words))
        at = last + 1
    return [*found, *lines[at:]]


def _runs(lines: Sequence[Line], narrow: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last line of each broken name, the longest reading of each; ``narrow`` are the lines so short."""
    found: list[tuple[int, int]] = []
    last = -1
    for at in narrow:
        if last < at < len(lines) - 1 and not _is_whole(lines[at].words):
            last = _last(lines, at)
            if last > at:
                found.append((at, last))
    return found


def _is_whole(words: str) -> bool:
    """Whether a line is a cell by itself: units, or the person named beside them."""
    return looks_like_units(words) or is_person_name(words)


def _last(lines: Sequence[Line], first: int) -> int:
    """The last line of the name that begins at ``first``; ``first`` where none does."""
    width, words, last = len(lines[first].words), lines[first].words, first
    for index in range(first + 1, min(first + _MOST_LINES, len(lines))):
        piece = lines[index].words
        if len(piece) > width or not all("\u3400" <= c <= "\u9fff" for c in piece):
            break
        words += piece
        if looks_like_units(words):
            last = index
        if len(piece) < width:
            break
    return last
