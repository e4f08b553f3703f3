"""Who does batches: this process itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from hongtou.run.desk import Desk
from hongtou.run.parts import Parts
from hongtou.run.work import Began, Outcome, Setting, Task


class Here:
    """Does batches in this process, in turn."""

    def __init__(self, setting: Setting, parts: Parts | None = None) -> None:
        self._desk = Desk(setting, parts)

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        self._desk.close()

    def map(self, tasks: Iterable[Task], began: Began = lambda *_: None) -> Iterator[tuple[Task, Outcome]]:
        """Each task with what it gave."""
        for task in tasks:
            yield task, self._desk.work(task, partial(began, task))
