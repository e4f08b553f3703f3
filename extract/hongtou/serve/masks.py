"""A circular whose personal telephone numbers are hidden, everywhere they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from hongtou.model import Circular, Value
from hongtou.serve.phones import Span, is_contact, personal_numbers

__all__ = ["masked"]

_KEPT = frozenset(
    {
        "circular_id", "hongtou_version", "media_type", "region_code", "row_key", "schema_version", "sha256",
        "target_work_id", "task_id", "url", "work_id",
    }
)  # fmt: skip
"""Fields that print nothing of the document: names of records, and addresses, which would lead nowhere."""


def masked(circular: Circular) -> tuple[Circular, int]:
    """The circular with ``*`` for the digits of personal numbers (not the network's or the area's), and their count.

    Every value is cut from the masked text, so that it is masked as its place is; what is written from a value (its
    joined reading, a message) is masked by the same numbers.
    """
    numbers = {*personal_numbers(circular.text), *_of_columns(circular)}
    if not numbers and not any(map(personal_numbers, _strings(circular))):
        return circular, 0
    hidden: Circular = _Mask(circular.text, sorted(numbers)).on(circular)
    return hidden, len(numbers)


def _of_columns(circular: Circular) -> Iterator[tuple[Span, Span]]:
    """Numbers in cells under 联系电话 and beside it in the page's box."""
    cells = [(cell.header.reading, cell.value) for task in circular.tasks for cell in task.other if cell.header]
    cells += [(entry.label.reading, entry.value) for entry in circular.metadata]
    for label, value in cells:
        if is_contact(label):
            for number in personal_numbers(circular.text[value.start : value.end], contact=True):
                yield tuple((value.start + start, value.start + end) for start, end in number)  # type: ignore[misc]


def _strings(item: Any) -> Iterator[str]:
    """Every string of a record that prints something of the document."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, tuple):
        for one in item:
            yield from _strings(one)
    elif isinstance(item, msgspec.Struct):
        for name in item.__struct_fields__:
            if name not in _KEPT:
                yield from _strings(getattr(item, name))


class _Mask:
    """Hides the numbers of a text in it and in all that was read from it."""

    def __init__(self, text: str, numbers: list[tuple[Span, Span]]) -> None:
        self._original = text
        self._text = _starred(text, numbers)
        printed = {text[start:end]: self._text[start:end] for (start, end), _ in numbers}
        self._printed = printed
        words = "|".join(map(re.escape, sorted(printed, key=len, reverse=True)))
        self._pattern = re.compile(rf"(?<!\d)(?:{words})(?!\d)") if printed else None

    def on(self, item: Any) -> Any:
        """The same record, tuple or string, masked."""
        if isinstance(item, str):
            return self._words(item)
        if isinstance(item, tuple):
            return tuple(map(self.on, item))
        if not isinstance(item, msgspec.Struct):
            return item
        changed = {"text": self._place(item)} if isinstance(item, Value | Circular) else {}
        names = (name for name in item.__struct_fields__ if name not in _KEPT and name not in changed)
        return replace(item, **changed, **{name: self.on(getattr(item, name)) for name in names})

    def _place(self, item: Value | Circular) -> str:
        if isinstance(item, Circular):
            return self._text
        whole = self._original[item.start : item.end] == item.text
        return self._text[item.start : item.end] if whole else self._words(item.text)

    def _words(self, words: str) -> str:
        if self._pattern is not None:
            words = self._pattern.sub(lambda found: self._printed[found[0]], words)
        return _starred(words, personal_numbers(words))


def _starred(text: str, numbers: list[tuple[Span, Span]]) -> str:
    """The text with the digits of the numbers' hidden parts replaced, as long as before."""
    characters = list(text)
    for _, (start, end) in numbers:
        characters[start:end] = ["*" if c.isdigit() else c for c in characters[start:end]]
    return "".join(characters)
