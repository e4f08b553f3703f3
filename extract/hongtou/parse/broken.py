"""Reading a value that print interrupts: a cell over a page break, a cell whose lines stand between its neighbours'.

The field readers see its own words joined; what they find is put back where it is printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from hongtou.fields.text import Text
from hongtou.fields.units import looks_like_units
from hongtou.model import Value

V = TypeVar("V", bound=Value)
Spans = list[tuple[int, int]]


def scan_value(text: Text, value: Value, scan: Callable[[Text, int, int], list[V]]) -> list[V]:
    """What ``scan`` finds in the words of the value, without what interrupts them."""
    if value.parts is UNSET or len(value.parts) == 1:
        return scan(text, value.start, value.end)
    pieces = [text.raw[start:end] for start, end in value.spans]
    # units that no 、 parts stand in paragraphs of their own; anything else is one paragraph that print broke
    listed = any(mark in piece for piece in pieces for mark in "、,，;；")
    between = "\n" if not listed and all(map(looks_like_units, map(str.strip, pieces))) else ""
    joined = Text.of(between.join(pieces))
    return [_put_back(found, value, len(between), text.raw) for found in scan(joined, 0, len(joined.raw))]


def _put_back(found: V, value: Value, gap: int, raw: str) -> V:
    spans = [span for start, end in found.spans for span in _printed(start, end, value, gap)]
    start, end = spans[0][0], spans[-1][1]
    if len(spans) == 1:
        return replace(found, text=raw[start:end], start=start, end=end)
    return replace(
        found, text=raw[start:end], start=start, end=end, clean="".join(raw[a:b] for a, b in spans), parts=tuple(spans)
    )


def _printed(start: int, end: int, value: Value, gap: int) -> Spans:
    """Where the joined words from ``start`` to ``end`` are printed."""
    found: Spans = []
    at = 0
    for left, right in value.spans:
        first, last = max(start, at), min(end, at + right - left)
        if first < last:
            found.append((left + first - at, left + last - at))
        at += right - left + gap
    return found
