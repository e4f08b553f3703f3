"""What each stretch of the text is: header, body, table, annex, noise."""

from __future__ import annotations

from bisect import bisect_left

from hongtou.model import Block, Table
from hongtou.model.vocabulary import BlockKind
from hongtou.parse.annexes import Annexes
from hongtou.parse.grid import Grid
from hongtou.parse.header import Header
from hongtou.parse.lines import Line, Page
from hongtou.parse.metadata import Metadata


def _start(item: Line | Table) -> int:
    return item.start


def read_blocks(
    page: Page, header: Header, metadata: Metadata, annexes: Annexes, grids: list[Grid]
) -> tuple[Block, ...]:
    """One block a run of neighbours of the same kind."""
    blocks: list[Block] = []
    before: BlockKind | None = None
    first = last = 0
    ranges = sorted(((grid.start, grid.end) for grid in grids), reverse=True)
    at_line = within = -1
    items = page.items
    index, count = -1, len(items)
    while (index := index + 1) < count:
        item = items[index]
        kind: BlockKind
        if isinstance(item, Table):
            kind = "header" if index in metadata.items else "table"
        else:
            at_line += 1
            start = item.start
            if before == "table" and start < within:
                if items is page.lines:  # no table that the page marks stands between: all up to there are of one block
                    at_line = index = bisect_left(items, within, index + 1, key=_start) - 1
                last = items[index].end
                continue
            while ranges and ranges[-1][1] <= start:
                ranges.pop()
            if ranges and ranges[-1][0] <= start:
                kind, within = "table", ranges[-1][1]
            elif item.noise:
                kind = "noise"
            elif at_line < header.body_start:
                kind = "header"
            else:
                kind = "body" if annexes.at(start) is None else "annex"
        if kind != before:
            if before is not None:
                blocks.append(Block(kind=before, start=first, end=last))
            before, first = kind, item.start
        last = item.end
    if before is not None:
        blocks.append(Block(kind=before, start=first, end=last))
    return tuple(blocks)
