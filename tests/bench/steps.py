"""How many calls a piece of work takes: a measure of growth that no clock and no busy machine can spoil."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """The calls of functions, Python's own included, that ``work`` makes.

    Of compiled code only what it calls in plain Python is seen; what a pattern does within one call, never: for both
    see ``tests.bench.growth``.

    >>> calls(lambda: [len("号") for _ in range(40)]) - calls(lambda: [len("号") for _ in range(10)])
    30
    """
    made = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


def grows_as_its_length(work: Callable[[int], object], *, length: int = 2_000) -> bool:
    """Whether four times the length takes about four times the calls; sixteen would be quadratic."""
    work(length)  # what is made once is made now
    return calls(lambda: work(4 * length)) <= 6 * calls(lambda: work(length)) + 100
