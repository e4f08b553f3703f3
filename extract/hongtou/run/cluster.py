"""Who does batches: the workers of a Dask cluster, one that runs already or one begun here (extra ``cluster``).

A worker that sees the work folder writes its parts there; to one that does not the parts it needs are sent, and it
sends back what it made. A task of the cluster costs its scheduler some ten milliseconds, so batches that are soon done
go together, about a second's worth. Where workers keep dying over some, a process of this machine finds out which
document is to blame.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hongtou.errors import InputError, UsageError
from hongtou.read.helpers import CLUSTER
from hongtou.run.identity import code
from hongtou.run.parts import Parts
from hongtou.run.pool import Pool, patience
from hongtou.run.work import Began, Decided, Outcome, Rows, Setting, Task, Whole
from hongtou.run.worker import search_less

if TYPE_CHECKING:
    from hongtou.run.desk import Desk

_HERE = "local:"
_HERE_ONLY = {
    "distributed.scheduler.allowed-failures": 1,
    # a hundred samples a second of each worker's stack, and of who holds the interpreter, for pages that are not served
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    # freed memory given back at once is fetched again for the next document
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}
_AHEAD = 2
"""Bundles of batches that each thread of the cluster has at once."""
_BUNDLE = 1.0
"""Seconds that a bundle should take."""
_MOST_BUNDLED = 32


class Seen(NamedTuple):
    """What a worker is and sees."""

    code: str
    folder: bool
    """Whether it sees the work folder."""
    home: bool
    """Whether it sees the folder from which the names of inputs lead on."""


class Cluster:
    """A Dask cluster at an address, or ``local:N`` for one of N processes begun here; used as a context.

    ``setting`` is as for a pool of this machine, ``token`` a file of the work folder that only this run has. Raises
    UsageError where nothing answers there, or with another hongtou; InputError where its workers do not see the inputs.
    """

    def __init__(
        self, address: str, setting: Setting, parts: Parts, token: Path, *, local_inputs: bool,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._tell = tell
        self._address = address
        self._setting = setting
        self._parts = parts
        self._token = token
        self._local_inputs = local_inputs
        self._shared = True
        self._open = ExitStack()

    def __enter__(self) -> Cluster:
        with ExitStack() as opening:
            self._client = opening.enter_context(_client(self._address, opening))
            self._careful = opening.enter_context(Pool(self._setting, 1))
            self._look()
            self._open = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _look(self) -> None:
        """See what the workers see."""
        if not self._client.nthreads():
            self._tell(f"waiting for workers at {self._address}")
        self._client.wait_for_workers(1)
        said = self._token.read_text(encoding="utf-8")
        seen = self._client.run(look, str(self._token.resolve()), said, self._setting.home).values()
        if any(one.code != code() for one in seen):
            raise UsageError(f"the workers at {self._address} have another hongtou, or other libraries, than this one")
        if self._local_inputs and not all(one.home for one in seen):
            raise InputError(f"the workers at {self._address} do not see {self._setting.home}, where the inputs lie")
        self._shared = all(one.folder for one in seen)

    def map(self, tasks: Iterable[Task], began: Began = lambda *_: None) -> Iterator[tuple[Task, Outcome]]:
        """Each task with what it gave, in whatever order they are done."""
        distributed: Any = import_module("distributed")
        following = iter(tasks)
        given: dict[Any, list[Task]] = {}
        done = distributed.as_completed()
        together = 1
        while True:
            while len(given) < _AHEAD * max(1, sum(self._client.nthreads().values())):
                bundle = list(islice(following, together))
                if not bundle:
                    break
                if bundle[0].kind == "cut" and not self._shared:  # what it gives is as large as the table
                    yield from self._careful.map(bundle)
                    continue
                future = self._submit(bundle)
                given[future] = bundle
                done.add(future)
            if not given:
                return
            future = next(done)
            bundle = given.pop(future)
            try:
                outcomes, seconds = future.result()
            except distributed.KilledWorker:
                yield from self._careful.map(bundle)
            else:
                yield from zip(bundle, outcomes, strict=True)
                if self._shared:  # else what goes there and back is as large as the batches
                    together = max(1, min(_MOST_BUNDLED, int(_BUNDLE * len(bundle) / max(seconds, 1e-3))))
            future.release()
            began(bundle[-1], 0)

    def _submit(self, bundle: Iterable[Task]) -> Any:
        setting = self._setting
        if not self._shared:
            setting = setting._replace(parts=None, chunks=None)
            bundle = [sent(task, self._parts) for task in bundle]
        return self._client.submit(perform, setting, bundle, pure=False)


def sent(task: Task, parts: Parts) -> Task:
    """A batch with all that it needs, for one who does not see the work folder."""
    whole = {name: parts.whole(name) for name in sorted(set(needed(task)))}
    return task._replace(parts=whole, items=tuple(_with_rows(item, parts) for item in task.items))


def _with_rows(item: Any, parts: Parts) -> Any:
    if not isinstance(item, Rows):
        return item
    return item._replace(data=parts.get(item.place.part).record(item.place.offset, item.place.length))


def needed(task: Task) -> Iterator[str]:
    """The parts that a batch reads as wholes."""
    for item in task.items:
        if isinstance(item, Whole):
            yield from (place.part for place, _ in item.pages)
            yield from (one.place.part for one in item.attachments)
        elif isinstance(item, Decided):
            yield from (copy.place.part for copy in (item.copy, *item.others))


# What workers of the cluster do.


class _Desks(threading.local):
    """The desk of each thread."""

    setting: Setting | None = None
    desk: Desk | None = None


_desks = _Desks()


def look(token: str, said: str, home: str | None) -> Seen:
    """What this worker is and sees."""
    try:
        folder = Path(token).read_text(encoding="utf-8") == said
    except OSError:
        folder = False
    return Seen(code(), folder, home is None or Path(home).is_dir())


def perform(setting: Setting, bundle: Sequence[Task]) -> tuple[list[Outcome], float]:
    """Do batches: what each gave, and the seconds that they took together; the process ends itself where one of their
    documents takes far too long.
    """
    from hongtou.run.desk import Desk  # all that reads: the master needs it not

    began = time.monotonic()
    if _desks.desk is None or _desks.setting != setting:
        if setting.home and Path(setting.home).is_dir():
            os.chdir(setting.home)
        parts = Parts(None if setting.parts is None else Path(setting.parts), squeeze=True)
        _desks.desk, _desks.setting = Desk(setting, parts), setting
        search_less()
    watch = _Watch(patience(setting))
    try:
        return [_desks.desk.work(task, watch.beat) for task in bundle], time.monotonic() - began
    finally:
        watch.over.set()


class _Watch:
    """Ends the process where too much time passes between two beats."""

    def __init__(self, seconds: float) -> None:
        self.over = threading.Event()
        self._seconds = seconds
        self._since = time.monotonic()
        threading.Thread(target=self._watch, daemon=True).start()

    def beat(self, _item: int) -> None:
        """Something goes on."""
        self._since = time.monotonic()

    def _watch(self) -> None:
        while not self.over.wait(1):
            if time.monotonic() - self._since > self._seconds:
                os._exit(1)


def _client(address: str, stack: ExitStack) -> Any:
    """A client of the cluster at the address, which is begun where it is to be here."""
    try:
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError(f"--cluster needs dask.distributed, which is not installed: {CLUSTER}") from error
    if not address.startswith(_HERE):
        try:
            return distributed.Client(address)
        except (OSError, ValueError) as error:
            raise UsageError(f"no cluster answers at {address}: {error}") from error
    count = address.removeprefix(_HERE)
    if not count.isdecimal() or not int(count):
        raise UsageError(f"{address!r} is no cluster: say local:4 for four processes, or the address of a scheduler")
    stack.enter_context(dask.config.set(_HERE_ONLY))
    cluster = distributed.LocalCluster(
        n_workers=int(count), threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    )
    return distributed.Client(stack.enter_context(cluster))
