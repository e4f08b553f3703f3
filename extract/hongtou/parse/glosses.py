"""How a character sounds, put behind it in brackets (關(guān)於): machines that change a page's script leave it there.

Such a page is read without them. The text that is kept has them: what is read gets the places it has there, and a
value that one of them interrupts has its `parts`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from hongtou.model import Block, Circular, Document, Finding, Value
from hongtou.model.record import Record

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_GLOSS = re.compile(rf"\((?![^)aeiouü{_TONES}]+\))([a-zɡü{_TONES}]{{1,7}})\)")
"""A sound has a vowel, a unit of measure (公里(km), 重量(kg)) has none."""
_TONED = re.compile(f"[{_TONES}]")
_FEWEST = 3
_EVERY = 500  # characters, of which one has its sound behind it: a list of rare names explains few


class Plain(Record, frozen=True):
    """A document without glosses, and where its characters stand in the one that has them."""

    document: Document
    raw: str
    runs: list[int]
    """Where in the plain text each stretch without gloss begins."""
    places: list[int]
    """Where in the raw text it does."""

    def restored(self, circular: Circular, whole: Document) -> Circular:
        """What was read of the plain document, with its places in the whole one."""
        source = replace(circular.source, files=whole.source.files)
        restored: Circular = _rebuilt(circular, self._places_of)
        return replace(restored, text=self.raw, source=source)

    def _places_of(self, record: msgspec.Struct) -> dict[str, Any]:
        if isinstance(record, Value):
            return self._value(record)
        if isinstance(record, (Block, Finding)) and record.start is not None and record.end is not None:
            return {"start": self._place(record.start), "end": self._place(record.end)}
        return {}

    def _value(self, value: Value) -> dict[str, Any]:
        """Its text and span in the raw text; where a gloss interrupts it, its parts as well."""
        spans: list[tuple[int, int]] = []
        for start, end in value.spans:
            spans += self._pieces(start, end)
        start, end = spans[0][0], spans[-1][1]
        found: dict[str, Any] = {"text": self.raw[start:end], "start": start, "end": end}
        if len(spans) > 1:
            found["clean"], found["parts"] = value.reading, tuple(spans)
        return found

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of the raw text that start..end of the plain one is."""
        pieces: list[tuple[int, int]] = []
        at = start
        while True:
            run = bisect_right(self.runs, at) - 1
            stop = min(end, self.runs[run + 1]) if run + 1 < len(self.runs) else end
            offset = self.places[run] - self.runs[run]
            pieces.append((at + offset, stop + offset))
            if stop >= end:
                return pieces
            at = stop

    def _place(self, at: int) -> int:
        """Where the character at this place of the plain text stands in the raw one."""
        run = bisect_right(self.runs, at) - 1
        return at + self.places[run] - self.runs[run]


def without_glosses(document: Document) -> Plain | None:
    """The document as it was before; None where next to none of its characters has its sound behind it."""
    raw = document.text
    if "(" not in raw:
        return None
    glosses = [gloss for gloss in _GLOSS.finditer(raw) if raw[gloss.start() - 1 : gloss.start()] > "\u3400"]
    toned = [raw[gloss.start() - 1] for gloss in glosses if _TONED.search(gloss[1]) is not None]
    if len(toned) < _FEWEST or len(toned) * _EVERY < len(raw) or 2 * sum(map(_is_rare, toned)) > len(toned):
        return None
    runs, places, kept, at = [0], [0], [], 0
    for gloss in glosses:
        kept.append(raw[at : gloss.start()])
        at = gloss.end()
        runs.append(runs[-1] + len(kept[-1]))
        places.append(at)
    kept.append(raw[at:])
    first = glosses[0]
    said = raw[first.start() - 1 : first.end()]
    message = f"{len(glosses)} characters have their sound behind them, {said!r} the first; it is read over"
    note = Finding(check="damaged_text", severity="warning", message=message, start=first.start() - 1, end=first.end())
    noted = replace(document, findings=(*document.findings, note))
    plain: Document = _rebuilt(noted, _Moved(runs, places).places_of)
    return Plain(replace(plain, text="".join(kept)), raw, runs, places)


def _is_rare(character: str) -> bool:
    """Whether people ask how a character sounds: 垕(hòu) in a list of places; a machine explains 關 and 責."""
    sign = character.encode("gb2312", errors="ignore")
    if sign:
        return sign[0] >= _SECOND_LEVEL
    sign = character.encode("big5", errors="ignore")  # traditional, or rare in every script
    return not sign or sign[0] >= _SECOND_LEVEL_OF_BIG5


_SECOND_LEVEL, _SECOND_LEVEL_OF_BIG5 = 0xD8, 0xC9
"""The lead bytes from which GB 2312 and Big5 have what is seldom written."""


def _rebuilt(thing: Any, changes: Callable[[msgspec.Struct], dict[str, Any]]) -> Any:
    """The same records, and those within them, with the fields that ``changes`` gives of each."""
    if isinstance(thing, tuple):
        return tuple([_rebuilt(one, changes) for one in thing])
    if not isinstance(thing, msgspec.Struct):
        return thing
    fields = {name: _rebuilt(getattr(thing, name), changes) for name in thing.__struct_fields__}
    return type(thing)(**(fields | changes(thing)))


_OFFSETS = frozenset({"start", "end", "text_start", "text_end"})


class _Moved(Record, frozen=True):
    """Places of the raw text → places of the plain one."""

    runs: list[int]
    places: list[int]

    def places_of(self, record: msgspec.Struct) -> dict[str, Any]:
        """The places that a record says, moved."""
        said = {name: getattr(record, name) for name in record.__struct_fields__ if name in _OFFSETS}
        return {name: self._place(at) for name, at in said.items() if at is not None}

    def _place(self, at: int) -> int:
        run = bisect_right(self.places, at) - 1
        place = self.runs[run] + at - self.places[run]
        return min(place, self.runs[run + 1]) if run + 1 < len(self.runs) else place
