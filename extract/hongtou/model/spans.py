"""Values: a printed text and its place. The atom of every record.

Records are frozen trees of plain values, so none can be part of a cycle and the garbage collector need not track them
(``gc=False``): a tenth of the time of a parse.

Offsets count Unicode code points of the text they belong to, the end exclusive: ``text[start:end] == value.text``.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType


class Value(msgspec.Struct, frozen=True, gc=False):
    """A printed text and where it stands.

    Where print breaks the value (a title over two lines, a cell over a page break) ``clean`` is the joined reading
    and ``parts`` are the spans, (start, end) each, without the interruption; both are absent elsewhere.

    >>> Value(text="6月30日前", start=12, end=18).reading
    '6月30日前'
    """

    text: str
    start: int
    end: int
    clean: str | UnsetType = UNSET
    parts: tuple[tuple[int, int], ...] | UnsetType = UNSET

    @property
    def reading(self) -> str:
        """The text as a person would read it: ``clean`` where print broke it, else ``text``."""
        return self.text if self.clean is UNSET else self.clean

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The places the value's own words stand in."""
        return self.parts if self.parts is not UNSET and self.parts else ((self.start, self.end),)


V = TypeVar("V", bound=Value)
