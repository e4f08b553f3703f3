"""Which stretches of a text are already read: asked once a match, so it must not grow with the text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable


class Taken:
    """Stretches that do not overlap, in order.

    >>> taken = Taken()
    >>> taken.add(3, 5)
    >>> taken.is_free(0, 3), taken.is_free(4, 9)
    (True, False)
    """

    __slots__ = ("_spans",)

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        """Take a free stretch."""
        insort(self._spans, (start, end))

    def is_free(self, start: int, end: int) -> bool:
        """True where nothing of [start, end) is taken."""
        if not self._spans:
            return True
        at = bisect_left(self._spans, (end, end))
        return at == 0 or self._spans[at - 1][1] <= start
