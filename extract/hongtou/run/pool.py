"""Who does batches: processes of this machine, one executor each, so that a death is blamed on what was being read.

A worker that dies costs a retry of its batch. An item at which a worker has died twice, or for which one had to be
killed because it took far too long, is not tried again: it becomes a finding.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import NamedTuple

from hongtou.errors import HongtouError
from hongtou.read import Limits
from hongtou.run import worker
from hongtou.run.begin import GUARD, forking
from hongtou.run.work import Began, Outcome, Setting, Task

_AHEAD = 4
"""Batches that a worker has at once: the next is there when one is done, though the master is long at something."""
_GLANCE = 1.0
"""Seconds after which it is looked whether a worker hangs."""
_TWICE = 2
_MOST_DEATHS = 20
"""Of one batch, at items of which none died twice: then it is no item's fault."""


class _Given(NamedTuple):
    task: Task
    future: Future[Outcome]


class _Slot:
    """One worker process, and the next where it dies."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.given: deque[_Given] = deque()
        self._begin()

    def _begin(self) -> None:
        context = forking()
        self.pulse = context.RawArray("q", 4)
        self.pulse[worker.TASK] = self.pulse[worker.ITEM] = -1
        self._executor = ProcessPoolExecutor(
            1, mp_context=context, initializer=worker.start, initargs=(self._setting, self.pulse)
        )

    def give(self, task: Task) -> None:
        """Have a batch done."""
        try:
            future = self._executor.submit(worker.work, task)
        except BrokenProcessPool as error:  # it died with nothing to do
            future = Future()
            future.set_exception(error)
        self.given.append(_Given(task, future))

    def renew(self) -> tuple[Task, int, list[Task]]:
        """After a death: the batch that was being done, the item of it (-1 for none), the batches that wait."""
        first, *others = (one.task for one in self.given)
        item = self.pulse[worker.ITEM] if self.pulse[worker.TASK] == first.number else -1
        self.given.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._begin()
        return first, item, others

    def hangs(self, seconds: float) -> bool:
        """Whether one item has taken longer than that."""
        begun = self.pulse[worker.TASK] >= 0 and self.pulse[worker.ITEM] >= 0
        return bool(begun) and time.monotonic_ns() - self.pulse[worker.SINCE] > seconds * 1e9

    def kill(self) -> None:
        """End the process at once."""
        if process := self.pulse[worker.PROCESS]:
            with suppress(ProcessLookupError):
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def close(self) -> None:
        """End the process; what it is at is lost."""
        if self.given:
            self.kill()
        self._executor.shutdown(wait=not self.given, cancel_futures=True)


class Pool:
    """Does batches in several processes; to be closed, or used as a context."""

    def __init__(self, setting: Setting, workers: int, guard: float | None = None) -> None:
        self._setting = setting
        self._workers = workers
        self._guard = patience(setting) if guard is None else guard
        self._slots: list[_Slot] = []
        self._deaths: Counter[tuple[str, int]] = Counter()
        self._avoid: dict[str, dict[int, str]] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for slot in self._slots:
            slot.close()
        self._slots.clear()

    def map(self, tasks: Iterable[Task], began: Began = lambda *_: None) -> Iterator[tuple[Task, Outcome]]:
        """Each task with what it gave, in the order in which they are done."""
        following = iter(tasks)
        again: deque[Task] = deque()
        while True:
            self._give(following, again)
            given = {one.future for slot in self._slots for one in slot.given}
            if not given:
                return
            wait(given, timeout=_GLANCE, return_when=FIRST_COMPLETED)
            for slot in self._slots:
                if slot.hangs(self._guard):
                    self._blame_hanging(slot)
                while slot.given and slot.given[0].future.done():
                    one = slot.given[0]
                    if isinstance(one.future.exception(), BrokenProcessPool):
                        again.extend(self._buried(slot))
                        break
                    slot.given.popleft()
                    yield one.task, one.future.result()
                    began(one.task, 0)

    def _give(self, following: Iterator[Task], again: deque[Task]) -> None:
        """Let every worker have batches; the first comes first."""
        for ahead in range(_AHEAD):
            for at in range(self._workers):
                if at < len(self._slots) and len(self._slots[at].given) > ahead:
                    continue
                task = again.popleft() if again else next(following, None)
                if task is None:
                    return
                if at == len(self._slots):
                    self._slots.append(_Slot(self._setting))
                self._slots[at].give(task)

    def _blame_hanging(self, slot: _Slot) -> None:
        task, item = slot.given[0].task, slot.pulse[worker.ITEM]
        why = f"It took more than {self._guard:g} seconds, and was given up."
        self._avoid.setdefault(task.name, {})[item] = why
        slot.kill()

    def _buried(self, slot: _Slot) -> list[Task]:
        """What is to be done again after a death, without what has killed twice."""
        began = slot.pulse[worker.PROCESS]
        task, item, others = slot.renew()
        avoid = self._avoid.setdefault(task.name, {})
        self._deaths[task.name, item] += 1
        if item >= 0 and self._deaths[task.name, item] >= _TWICE:
            avoid.setdefault(item, "The process that was at it died twice; it was not tried again.")
        deaths = sum(count for (name, at), count in self._deaths.items() if name == task.name and at not in avoid)
        if not began and self._deaths[task.name, -1] > _TWICE:
            raise HongtouError(f"the worker processes end before they begin: {GUARD}")
        if deaths > _MOST_DEATHS or self._deaths[task.name, -1] > _TWICE:
            raise HongtouError(f"the worker processes die again and again, at no document in particular ({task.name})")
        return [task._replace(avoid=dict(avoid)), *others]


def patience(setting: Setting) -> float:
    """Seconds after which a document that is being read counts as hanging: reading is held to the limit of seconds, but
    sixteen old Word files may be converted at once, or one by one.
    """
    return 60 + 20 * (setting.limits or Limits()).seconds
