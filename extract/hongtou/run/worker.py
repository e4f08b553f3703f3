"""A process that does batches, and what it lets its master see: where it is."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import MutableSequence
from typing import TYPE_CHECKING

from hongtou.run.work import Outcome, Setting, Task

if TYPE_CHECKING:
    from hongtou.run.desk import Desk

TASK, ITEM, SINCE, PROCESS = range(4)
"""What stands where in a pulse: number of the batch (or -1), of its item, when that was begun (ns), process id."""

_YOUNG = 50_000
"""New containers between two searches for garbage: records hold no circles, so there is little to find (Python's 700
cost a twelfth of a batch's time)."""


class _Place:
    """What the process holds."""

    desk: Desk | None = None
    pulse: MutableSequence[int]


class _NoPandas:
    """pyarrow asks pandas whether a list is one of its own, and loads it for that: half a second in each worker, and
    40 MB. Here it finds none.
    """

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def start(setting: Setting, pulse: MutableSequence[int]) -> None:
    """Make the process ready; it ends with its master, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the master is told, and decides
    threading.Thread(target=_end_with_master, daemon=True).start()
    pulse[PROCESS] = os.getpid()
    _Place.pulse = pulse
    if setting.home:
        os.chdir(setting.home)  # a forked one stands where the first of them was begun
    sys.meta_path.insert(0, _NoPandas)
    from hongtou.run.desk import Desk  # all that reads: the master, who knows this module, needs it not

    search_less()
    _Place.desk = Desk(setting)


def search_less() -> None:
    """Let this process search seldom for garbage, and never among what it has loaded."""
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)


def _end_with_master() -> None:
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        try:
            if _Place.desk:  # None where the master died first
                _Place.desk.close()
        finally:
            os._exit(1)


def work(task: Task) -> Outcome:
    """Do a batch."""
    desk, pulse = _Place.desk, _Place.pulse
    assert desk

    def beat(item: int) -> None:
        pulse[ITEM], pulse[SINCE] = item, time.monotonic_ns()

    beat(-1)
    pulse[TASK] = task.number
    try:
        return desk.work(task, beat)
    finally:
        pulse[TASK] = -1
