"""How worker processes begin: what they need is loaded beforehand, and so is the script that was started."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from hongtou.errors import UsageError

GUARD = 'they load the script that was started, so what it does must stand under if __name__ == "__main__":'
_T = TypeVar("_T")


def check_guard() -> None:
    """Raise UsageError in a worker that, loading the script that was started, comes to where that begins a run."""
    processes: Any = sys.modules.get("multiprocessing.process")
    if processes and getattr(processes.current_process(), "_inheriting", False):  # as multiprocessing itself finds out
        raise UsageError(f"a worker process cannot begin a run: {GUARD}")


def ready_after(count: int, found: Iterable[_T]) -> Iterator[_T]:
    """What is found. At so many of it there will be workers: what they need is loaded while the rest is found."""
    for at, one in enumerate(found, 1):
        if at == count:
            from hongtou.run.pool import make_ready

            make_ready()
        yield one
