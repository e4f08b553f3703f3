"""The marks of a circular's text, gathered while its values are shown."""

from __future__ import annotations

from collections.abc import Iterator

from hongtou.model import Value
from hongtou.serve.marks import Mark
from hongtou.serve.viewed import Shown
from hongtou.serve.words import Words

__all__ = ["KINDS", "Places"]

KINDS = ("finding", "head", "number", "task", "deadline", "unit", "progress", "verdict", "reference", "further")
"""Kinds of marks. Of two that cover the same words the later is the inner, which a click meets first."""

Spans = tuple[tuple[int, int], ...]


class Places:
    """The marks by kind and place: what several rows take from one cell (a heading, a merged cell) is marked once."""

    def __init__(self, length: int, say: Words, prefix: str) -> None:
        self._length = length
        self._say = say
        self.prefix = prefix
        self._found: dict[tuple[str, str, Spans], tuple[Shown, dict[str, None]]] = {}

    def show(self, anchor: str, kind: str, label: str, value: Value, text: str = "", row: str = "") -> Shown:
        """The value under its anchor, its place marked: as ``label``, of ``row``. ``text`` stands for its reading."""
        place = self.mark(anchor, kind, label, value.spans, row)
        return Shown(f"{self.prefix}{anchor}", text or value.reading, place)

    def mark(self, anchor: str, kind: str, label: str, spans: Spans, row: str = "") -> str:
        """Mark a place as that of the value ``anchor``; the mark's anchor, "" where no text stands there."""
        for start, end in spans:
            if 0 <= start < end and start < self._length:
                break
        else:
            return ""
        name = f"{self.prefix}{anchor}"
        first, rows = self._found.setdefault((kind, label, spans), (Shown(name, label, f"{self.prefix}m-{anchor}"), {}))
        rows[row] = None
        return first.place

    def marks(self) -> list[Mark]:
        """Every mark, the outer before the inner where they cover the same words."""
        return sorted(self._marks(), key=lambda mark: KINDS.index(mark.kind))

    def _marks(self) -> Iterator[Mark]:
        for (kind, label, spans), (first, rows) in self._found.items():
            whose = self._say.count("rows_shared", len(rows)) if len(rows) > 1 else next(iter(rows))
            says = f"{label} · {whose}" if whose else label
            yield Mark(first.place, kind, spans, first.id, says)
