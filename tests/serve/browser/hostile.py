"""Circulars whose every word is written to do harm: to a page, a spreadsheet, a query, a reader's eyes."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from factories import circular
from hongtou.model import Circular, Value

_DO = "globalThis.ran=1;alert(1)"
PAYLOADS = (
    f"<script>{_DO}</script>甲",
    f'"><img src="https://elsewhere.example/x.png" onerror="{_DO}">乙',
    f"' autofocus tabindex=1 onfocus='{_DO}' 丙='",
    f'" onmouseover="{_DO}" style="position:fixed;inset:0" 丁="',
    f"</title></style></script></textarea></noscript><svg onload={_DO}>戊",
    f"javascript:{_DO}//己",
    f"&#106;avascript:{_DO}&lt;b&gt;&amp;amp;庚",
    f"data:text/html,<script>{_DO}</script>辛",
    "{{ 7*7 }}{% raw %}${7*7}%(x)s{n}壬",
    "'; DROP TABLE tasks; -- 癸",
    '" OR 1=1) NEAR(a* ^b {c}: 子',
    "丑\u202e反向\u2066\u200f寅",
    f"<!--卯--><?xml?><iframe srcdoc='<script>{_DO}</script>'></iframe><base href=//elsewhere.example/>",
    '=HYPERLINK("https://elsewhere.example/","辰")',
    "巳/../..%2f%00?x=1#y\\午;未",
)
"""Each has a Chinese character of its own, by which a search finds it."""


def sign(words: str) -> str:
    """The character that no other payload has: of its characters the last of Unicode."""
    return max(words)


_NOT_FROM_DOCUMENTS = {
    "schema_version", "hongtou_version", "circular_id", "work_id", "target_work_id", "task_id", "sha256", "encoding",
    "media_type", "retrieved_at", "edtf", "rrule", "duration", "region_code", "clean",
}  # fmt: skip
"""What the program itself says: ids, digests, standard forms."""


def hostile() -> Iterator[Circular]:
    """As many circulars as there are payloads: in each, every field has the next one."""
    return (_Writer(turn).circular() for turn in range(len(PAYLOADS)))


def huge() -> Circular:
    """One with a cell of a million characters, markup among them."""
    made = _Writer(0).circular("huge")
    cell = ("<b>&" + 996 * "巨") * 1000
    start = len(made.text)
    first, second = made.tasks
    value = Value(text=cell, start=start, end=start + len(cell))
    tasks = (msgspec.structs.replace(first, content=value), second)
    return msgspec.structs.replace(made, text=f"{made.text}{cell}\n", tasks=tasks)


class _Writer:
    """Walks a circular and puts a payload into each of its strings, values with their places in a new text."""

    def __init__(self, turn: int) -> None:
        self._turn = turn
        self._lines: list[str] = []
        self._at = 0

    def circular(self, name: str = "") -> Circular:
        """The circular of this turn."""
        name = name or f"h{self._turn:02}"
        made: Circular = self._record(circular(name))
        return msgspec.structs.replace(made, text="".join(self._lines), blocks=(), findings=made.findings[:1])

    def _payload(self) -> str:
        self._turn += 1
        return PAYLOADS[(self._turn - 1) % len(PAYLOADS)]

    def _record(self, record: Any) -> Any:
        changes = {
            name: self._changed(getattr(record, name), hint)
            for name, hint in _hints(type(record)).items()
            if name not in _NOT_FROM_DOCUMENTS and name not in ("text", "start", "end", "parts")
        }
        if isinstance(record, Value):
            changes |= self._place() | {"clean": msgspec.UNSET, "parts": msgspec.UNSET}
        return msgspec.structs.replace(record, **changes)

    def _place(self) -> dict[str, Any]:
        text = self._payload()
        start = self._at
        self._lines.append(f"{text}\n")
        self._at += len(text) + 1
        return {"text": text, "start": start, "end": start + len(text)}

    def _changed(self, value: Any, hint: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            return self._record(value)
        if isinstance(value, tuple):
            return tuple(self._changed(item, get_args(hint)[0]) for item in value)
        if isinstance(value, dict):
            return {self._payload(): self._payload() for _ in value}
        return self._payload() if _free_text(hint) else value


@cache
def _hints(record: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {name: hints[name] for name in record.__struct_fields__}


def _free_text(hint: Any) -> bool:
    """A string that is not of a closed vocabulary."""
    if get_origin(hint) in (Union, types.UnionType):
        return any(_free_text(one) for one in get_args(hint))
    return hint is str


def printed(made: Any) -> Iterator[str]:
    """The words of every value of a circular."""
    if isinstance(made, Value):
        yield made.text
    if isinstance(made, msgspec.Struct):
        made = [getattr(made, name) for name in made.__struct_fields__]
    if isinstance(made, (list, tuple)):
        for one in made:
            yield from printed(one)
