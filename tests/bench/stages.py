"""The stages of one document's way, timed: decode, read, parse, write; the floor and another script beside them.

Times are processor time of this thread, so that a busy machine counts for little; what is compared takes turns on each
document.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hongtou.model import Circular
from hongtou.parse import parse
from hongtou.read import read
from hongtou.read.decode import decode
from hongtou.write import Gather, render

from . import floors
from .documents import Document, Group
from .memory import forget

_CHUNK = 64


class Timing(NamedTuple):
    """Milliseconds of one document; ``decode`` is part of ``read``. None: the format, or the caller, has none."""

    characters: int
    tasks: int
    decode: float | None
    read: float
    parse: float
    floor: float | None
    other: float | None

    @property
    def whole(self) -> float:
        """Bytes to Circular."""
        return self.read + self.parse


class Timed(NamedTuple):
    """The documents of a group, and the milliseconds that writing takes of each of them."""

    name: str
    timings: list[Timing]
    write: float


def timed(group: Group, other: Callable[[str], Any] | None = None) -> Timed:
    """Time every document of a group, round by round: the best of a document's rounds counts.

    As in a batch no circular outlives its chunk: it is written, and its memory is the next ones'.
    """
    rounds = []
    spent = 0.0
    with TemporaryDirectory() as folder, Gather(Path(folder)) as gather:
        for number in range(group.rounds):
            timings: list[Timing] = []
            chunk: list[Circular] = []
            for document in group.documents:
                timing, circular = _once(document, other, cold=group.cold)
                timings.append(timing)
                if number:
                    continue
                chunk.append(circular)
                if len(chunk) == _CHUNK or len(timings) == len(group.documents):
                    spent += _write(gather, chunk)
                    chunk = []
            rounds.append(timings)
    best = [_best(of_one) for of_one in zip(*rounds, strict=True)]
    return Timed(group.name, best, spent / max(1, len(best)))


def _once(document: Document, other: Callable[[str], Any] | None, *, cold: bool) -> tuple[Timing, Circular]:
    if cold:
        forget()
    is_text = not document.name.endswith((".docx", ".xlsx", ".pdf"))
    decoding, _ = _clocked(decode, document.data) if is_text else (None, None)
    reading, made = _clocked(lambda data: read(data, path=document.name), document.data)
    parsing, circular = _clocked(parse, made)
    least = floors.of(document.name)
    flooring, _ = _clocked(least, document.data) if least else (None, None)
    others, _ = _clocked(other, circular.text) if other else (None, None)
    tasks = len(circular.tasks)
    return Timing(len(circular.text), tasks, decoding, reading, parsing, flooring, others), circular


def _clocked(work: Callable[[Any], Any], given: Any) -> tuple[float, Any]:
    start = time.thread_time()
    result = work(given)
    return 1000 * (time.thread_time() - start), result


def _best(rounds: Sequence[Timing]) -> Timing:
    first = rounds[0]
    times = {name: [getattr(one, name) for one in rounds] for name in Timing._fields[2:]}
    return first._replace(**{name: min(some) for name, some in times.items() if None not in some})


def _write(gather: Gather, circulars: Sequence[Circular]) -> float:
    """Rendering every form and adding it to files. What comes once a dataset (keys, indexes) ``scale`` shows."""
    rendering, chunk = _clocked(render, circulars)
    adding, _ = _clocked(gather.add, chunk)
    return rendering + adding
