"""The cells of a flattened table's lines: a line a cell, or a line whose cells part at bars, tabs, blanks or commas."""

from __future__ import annotations

import re

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.numerals import read_number
from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.parse.columns import NUMBER_CELL
from hongtou.parse.lines import EACH_BAR, Line, Page

BARS = re.compile(f"[{''.join(EACH_BAR)}]")
WIDE = re.compile(r" {2,}")
BLANK = re.compile(r" +")
COMMA = re.compile(r",")
_QUOTED = re.compile(r'(?<![^,])"(?P<within>[^"]*)"(?![^,])|[^,]+')
"""A cell between commas; one in quotes holds commas of its own (RFC 4180)."""
_AT_FIGURE = re.compile(r" (?=[\d(])|(?<=\d) ")
_JOINED_ROWS = 3
_LIMIT_LONGEST = 20
EDGE = "|│┃∣丨 "
SIDE = "|｜│┃"
"""What stands before a row's first cell where the table is drawn, as printed."""


def trimmed(line: Line) -> Line:
    """The line without the bars at its edges: what is left of a cell's borders."""
    words = line.words
    if words[0] not in EDGE and words[-1] not in EDGE:
        return line
    kept = words.strip(EDGE)
    start = line.start + len(words) - len(words.lstrip(EDGE))
    return Line(start, start + len(kept), kept, line.align, line.noise)


def pieces(line: Line, delimiter: re.Pattern[str]) -> list[Line]:
    """The line parted at a delimiter of its folded words, as lines of their own; empty pieces left out."""
    found: list[Line] = []
    left = 0
    if delimiter is COMMA and '"' in line.words:
        spans = [mark.span(mark.lastgroup or 0) for mark in _QUOTED.finditer(line.words)]
        return [piece for left, right in spans if left < right and (piece := _piece(line, left, right)).words]
    for mark in delimiter.finditer(line.words):
        if left < mark.start():
            found.append(_piece(line, left, mark.start()))
        left = mark.end()
    if left < len(line.words):
        found.append(_piece(line, left, len(line.words)))
    return [piece for piece in found if piece.words]


def _piece(line: Line, left: int, right: int) -> Line:
    return trimmed(Line(line.start + left, line.start + right, line.words[left:right], line.align, line.noise))


def barred(page: Page, line: Line) -> list[Value]:
    """The cells between the bars or tabs of a line; its outer blanks may be empty cells."""
    raw, folded = page.text.raw, page.text.folded
    left, end = line.start, line.end
    while left and folded[left - 1] == " ":
        left -= 1
    while folded[end : end + 1] == " ":
        end += 1
    values = []
    stretch = raw[left:end]
    made = Value
    for piece in stretch.split(page.bars[0]) if len(page.bars) == 1 else BARS.split(stretch):
        right = left + len(piece)
        words = folded[left:right]
        ink = words.strip(" \n")
        if ink is words:
            values.append(made(text=piece, start=left, end=right))
        else:
            start = left + words.index(ink) if ink else right
            stop = start + len(ink)
            values.append(made(text=raw[start:stop], start=start, end=stop))
        left = right + 1
    return values


def goes_on(page: Page, index: int) -> bool:
    """Whether the line is printed in one with the line before it: a long one may have been read as several."""
    return index > 0 and "\n" not in page.text.raw[page.lines[index - 1].end : page.lines[index].start]


def printed_to(page: Page, index: int) -> int:
    """The last of the lines printed in one with this line, where it is the first of them; else itself."""
    last = index
    if not goes_on(page, index):
        while last + 1 < len(page.lines) and goes_on(page, last + 1):
            last += 1
    return last


def unpacked(lines: list[Line], *, numbered: bool, limited: bool) -> list[Line]:
    """The lines, parted into cells where blanks join rows: no row number stands alone in a line, and numbers that go on
    from one another stand between blanks inside lines; or a limit stands behind a blank after a sentence.

    ``numbered`` where the table has a column of numbers, ``limited`` where it has one of limits beside its units: then
    a limit behind a blank after units is a cell too.
    """
    if not [line for line in lines if " " in line.words]:
        return lines
    if not numbered or any(NUMBER_CELL.fullmatch(line.words) for line in lines):
        return [cell for line in lines for cell in _limit_apart(line, "。", units=limited)]
    coded = {line.start for line in lines if line.words[0] in "0123456789" and _CODED.match(line.words)}
    if len(coded) >= _JOINED_ROWS:
        parts_of = (_at_first_blank(line) if line.start in coded else [line] for line in lines)
        return [cell for parts in parts_of for part in parts for cell in _limit_apart(part, "。", units=limited)]
    last, counts = 0, 0
    found: list[list[Line]] = []
    for line in lines:
        parts = pieces(line, BLANK) if " " in line.words else [line]
        counted = [value for part in parts if part.words.isdecimal() and (value := read_number(part.words))]
        few = len(parts) < 3 and not parts[0].words.isdecimal()  # "1 修建水渠" opens a row
        if few or not counted or counted[0] not in (last + 1, 1):
            parts = [line]
        else:
            last = counted[-1]
            counts += 1
        found.append(parts)
    if counts < _JOINED_ROWS:
        return [cell for parts in found for cell in parts]
    # the page joins all its cells by blanks: those that stand at a figure or a limit part cells too
    apart = [parts if len(parts) > 1 else pieces(parts[0], _AT_FIGURE) for parts in found]
    return [cell for parts in apart for part in parts for cell in _limit_apart(part, "")]


_CODED = re.compile(r"\d{1,3}-\d{1,3} +(?=[^ \d年月日号%])")
"""1-1 东风路改造: a row's number of two parts, and what a blank joins to it."""


def _at_first_blank(line: Line) -> list[Line]:
    at = line.words.index(" ")
    return [_piece(line, 0, at), _piece(line, at + 1, len(line.words))]


def _limit_apart(line: Line, before: str, *, units: bool = False) -> list[Line]:
    """The line, or what stands before a limit at its end, if that ends in ``before`` or is ``units``, and the limit."""
    head, _, tail = line.words.rpartition(" ")
    if not head or len(tail) > _LIMIT_LONGEST or not looks_like_deadline(tail):
        return [line]
    if not head.rstrip().endswith(before) and not (units and looks_like_units(head.rstrip())):
        return [line]
    at = len(line.words) - len(tail)
    return [_piece(line, 0, len(head.rstrip())), _piece(line, at, len(line.words))]
