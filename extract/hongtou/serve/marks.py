"""A text cut into segments, so that each value is marked at its place.

Marks may lie in each other (a limit in a cell in a row) or cross. The segments open and close them as HTML must have
it, one within the other: a mark that crosses the end of another is closed with it and opened anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

from hongtou.model.record import Record

__all__ = ["Mark", "Segment", "segments"]


class Mark(Record, frozen=True):
    """A marked stretch, or several (print breaks a value): where, of which kind, and whose.

    ``href`` is the anchor of the value it belongs to, ``says`` what it is in words. Where two marks cover the same
    stretch the one given first is the outer.
    """

    id: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    href: str
    says: str


class Piece(Record, frozen=True):
    """A stretch of a mark that is opened and closed once; ``first`` is true of the one that carries its id."""

    mark: Mark
    first: bool


class Segment(Record, frozen=True):
    """A run of text; before it ``closes`` pieces end, the innermost first, then ``opens`` begin, the outermost first.

    ``mark`` is the innermost it lies in, ``first`` true of the first run of which it is that. The segments' texts, one
    after the other, are the text.
    """

    text: str
    closes: int
    opens: tuple[Piece, ...]
    mark: Mark | None
    first: bool


_Waiting = tuple[int, int, int, int]
"""A stretch: start, -end, index of its mark, ordinal among the mark's own."""


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """The text cut at the edges of the marks; whatever of a mark lies outside the text is left out.

    >>> inner = Mark(id="b", kind="limit", spans=((1, 3),), href="x", says="")
    >>> [(s.text, s.closes, len(s.opens)) for s in segments("6月底前", [inner])]
    [('6', 0, 0), ('月底', 0, 1), ('前', 1, 0)]
    """
    every = list(marks)
    waiting = _stretches(every, len(text))
    heapify(waiting)
    open_: list[tuple[int, Mark]] = []  # end, mark; the innermost last
    opened: set[str] = set()
    entered: set[str] = set()
    at = closes = 0
    while waiting or open_ or at < len(text):
        opens: list[Piece] = []
        while open_ and open_[-1][0] <= at:
            open_.pop()
            closes += 1
        while waiting and waiting[0][0] <= at:
            start, minus_end, index, ordinal = heappop(waiting)
            end, mark = -minus_end, every[index]
            if open_ and end > open_[-1][0]:
                heappush(waiting, (open_[-1][0], minus_end, index, ordinal))
                end = open_[-1][0]
            if end > start:
                opens.append(Piece(mark, mark.id not in opened))
                opened.add(mark.id)
                open_.append((end, mark))
        stop = min(open_[-1][0] if open_ else len(text), waiting[0][0] if waiting else len(text))
        inner = open_[-1][1] if open_ else None
        yield Segment(text[at:stop], closes, tuple(opens), inner, inner is not None and inner.id not in entered)
        if inner:
            entered.add(inner.id)
        at, closes = stop, 0
        if at >= len(text):
            break
    if open_:
        yield Segment("", len(open_), (), None, False)


def _stretches(marks: list[Mark], length: int) -> list[_Waiting]:
    return [
        (start if start > 0 else 0, -end if end < length else -length, index, ordinal)
        for index, mark in enumerate(marks)
        for ordinal, (start, end) in enumerate(mark.spans)
        if start < end and end > 0 and start < length
    ]
