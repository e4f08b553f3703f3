"""Every table of a circular that assigns work, tagged or flattened: the one list that `parse.drafts` reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hongtou.fields.numerals import read_number
from hongtou.model import Table, Value
from hongtou.model.record import Record
from hongtou.parse.annexes import Annexes
from hongtou.parse.cards import is_short, read_cards, unlabelled
from hongtou.parse.cut import rejoined
from hongtou.parse.ditto import with_meant
from hongtou.parse.grid import Grid
from hongtou.parse.header import Header
from hongtou.parse.linear import read_linear
from hongtou.parse.lines import Line, Page
from hongtou.parse.metadata import Metadata
from hongtou.parse.nesting import nested
from hongtou.parse.numbering import is_heading, rank_of
from hongtou.parse.region import GOES_ON
from hongtou.parse.settle import assigns_work
from hongtou.parse.tables import read_table

_TOP = 3  # rows of a table that may say its annex
_MARK = re.compile(r"附\s*件\s*([\d一二三四五六七八九十]{1,2})?\s*:?")
_ABOVE = 3  # lines above a flattened table in which its headings may stand


class Found(Record, frozen=True):
    """A grid with its annex and the headings printed over it."""

    grid: Grid
    annex: int | None
    headings: tuple[Value, ...]


def read_grids(page: Page, header: Header, annexes: Annexes, metadata: Metadata) -> tuple[list[Found], frozenset[int]]:
    """The grids in order of print, and the lines that flattened ones fill."""
    taken: set[int] = set()
    found = _tagged(page, header, annexes, metadata, taken)
    starts = [start for start, _ in annexes.starts]
    stops = {bisect_left(page.lines, start, key=lambda line: line.start) for start in starts}
    for grid, first, last in read_cards(page, header.body_start):
        if assigns_work(grid):
            begin = max(page.lines[header.body_start].start, annexes.begin(page.lines[first].start))
            above = _headings_above(page, max(header.body_start, first - _ABOVE), first, _over_cards(grid))
            if above:
                above = (*_outer(page, begin, (), above[0]), *above)
            found.append(Found(grid, annexes.at(page.lines[first].start), above))
            taken.update(range(first, last + 1))
            stops.add(first)
    for grid, first, last in read_linear(page, header.body_start, frozenset(stops), header.foot, frozenset(taken)):
        if not grid.rows:
            found.append(
                Found(grid, annexes.at(page.lines[first].start), ())
            )  # what could not be read is named, not taken
        elif assigns_work(grid):
            above = _headings_above(page, max(header.body_start, first - _ABOVE), first)
            found.append(Found(grid, annexes.at(page.lines[first].start), above))
            taken.update(range(first, last + 1))
    found = [replace(item, grid=with_meant(nested(item.grid))) for item in found]
    found.sort(key=lambda item: item.grid.start)
    return found, frozenset(taken)


def _tagged(page: Page, header: Header, annexes: Annexes, metadata: Metadata, taken: set[int]) -> list[Found]:
    """Tables that the page marks; one right after another may continue it. Puts the lines that name columns of one
    into ``taken``.
    """
    found: list[Found] = []
    before: Grid | None = None
    line_index, previous_end = 0, header.body_start
    gap, title = False, ""
    last: Line | None = None
    here: int | None = None
    named: int | None = None
    if len(page.items) == len(page.lines):
        return found  # no tables
    for index, item in enumerate(page.items):
        if isinstance(item, Line):
            line_index += 1
            if not item.noise:
                last = item
                gap = gap or _title(item) not in ("", title)
            continue
        if index in metadata.items:
            continue
        annex, named = _annex_of(page, item, annexes, named)
        gap = gap or annex != here  # a file of its own begins
        here = annex
        above = page.lines[max(previous_end, line_index - item.columns) : line_index]
        grid = read_table(page.text, item, None if gap else before, above)
        if grid and above and grid.columns[-1].header and grid.columns[-1].header.start == above[-1].start:
            taken.update(range(line_index - item.columns, line_index))
        if grid and assigns_work(grid):
            goes_on = before is not None and not gap and bool(found)
            if goes_on and (both := rejoined(page.text, found[-1].grid, grid)):
                found[-1], grid = replace(found[-1], grid=both[0]), both[1]
            headings = found[-1].headings if goes_on else _headings_above(page, previous_end, line_index)
            if headings and not goes_on:
                one = found[-1] if found and found[-1].annex == annex else None
                start = max(one.grid.end if one else 0, annexes.begin(item.start))
                headings = (*_outer(page, start, one.headings if one else (), headings[0]), *headings)
            found.append(Found(grid, annex, headings))
        before, gap, title, previous_end = grid, False, _title(last) if last else "", line_index
    return found


def _annex_of(page: Page, table: Table, annexes: Annexes, named: int | None) -> tuple[int | None, int | None]:
    """The annex of a table, and the last one that a table's own first rows say: 附件1 or the title over all columns."""
    titles = ["".join(title.reading.split()) for title in annexes.titles]
    for cell in table.cells[:_TOP] if titles else ():
        if cell.row >= _TOP or cell.colspan < table.columns:
            break
        words = page.text.folded[cell.start : cell.end].strip()
        bare = "".join(page.text.raw[cell.start : cell.end].split())
        if bare in titles:
            return titles.index(bare), titles.index(bare)
        if (mark := _MARK.fullmatch(words)) and (mark[1] or len(titles) == 1):
            number = read_number(mark[1]) if mark[1] else 1
            if number is not None and 0 < number <= len(titles):
                return number - 1, number - 1
    annex = annexes.at(table.start)
    return (named if annex is None else annex), named


def _outer(page: Page, start: int, above: tuple[Value, ...], heading: Value) -> tuple[Value, ...]:
    """The headings that a table's first one stands under: those ``above`` from ``start`` on that no later one ends."""
    first = bisect_left(page.lines, start, key=_line_start)
    last = bisect_left(page.lines, heading.start, key=_line_start)
    stack = list(above)
    for line in page.lines[first:last]:
        if not line.noise and is_heading(line.words):
            value = page.text.value(line.start, line.end)
            stack = [*_below(stack, value), value]
    return tuple(_below(stack, heading))


def _below(stack: Sequence[Value], heading: Value) -> list[Value]:
    """The headings under which one of this rank stands."""
    rank = rank_of(heading) or 0
    return [one for one in stack if (rank_of(one) or 0) < rank]


def _line_start(line: Line) -> int:
    return line.start


def _title(line: Line) -> str:
    """What a line over a table calls it, without 续表 and the like."""
    bare = line.bare
    return GOES_ON.sub("", bare) if "续" in bare or "接" in bare or "单位" in bare else bare


def _over_cards(grid: Grid) -> Callable[[str], bool]:
    """Whether a line may stand right over cards: a numbered heading, or what is numbered as those within are."""
    ranks = {rank_of(row.headings[-1]) for row in grid.rows if row.headings}
    return lambda words: (mark := unlabelled(words)) is not None and (is_short(words) or mark.rank in ranks)


def _headings_above(
    page: Page, first: int, last: int, nearest: Callable[[str], bool] = is_heading
) -> tuple[Value, ...]:
    """Numbered headings right above a table ("一、县城任务" between the annex's title and its table); ``nearest`` tells
    the one next to it.
    """
    values: list[Value] = []
    for line in reversed(page.lines[first:last]):
        if line.noise:
            continue
        if not (is_heading(line.words) or (not values and nearest(line.words))):
            break
        values.append(page.text.value(line.start, line.end))
    return tuple(reversed(values))
