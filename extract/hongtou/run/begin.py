"""How worker processes begin: what they need is loaded beforehand, and so is the script that was started."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from hongtou.errors import UsageError

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

GUARD = 'they load the script that was started, so what it does must stand under if __name__ == "__main__":'
_T = TypeVar("_T")


def check_guard() -> None:
    """Raise UsageError in a worker that, loading the script that was started, comes to where that begins a run."""
    processes: Any = sys.modules.get("multiprocessing.process")
    if processes and getattr(processes.current_process(), "_inheriting", False):  # as multiprocessing itself finds out
        raise UsageError(f"a worker process cannot begin a run: {GUARD}")


def make_ready() -> None:
    """Begin the server that workers are forked off: it loads what they need while something else is done."""
    check_guard()
    if forking().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running  # not there without fork

        ensure_running()


def forking() -> BaseContext:
    """A server that forks workers off a clean process where there is one: a worker is then there at once."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["hongtou.run.worker", "hongtou.run.desk", "pyarrow"])
    return context


def ready_after(count: int, found: Iterable[_T]) -> Iterator[_T]:
    """What is found. At so many of it there will be workers: what they need is loaded while the rest is found."""
    for at, one in enumerate(found, 1):
        if at == count:
            make_ready()
        yield one
