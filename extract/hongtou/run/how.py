"""How a run is done: who works, what of earlier runs serves, who is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hongtou.run.engine import Rules
from hongtou.run.work import Progress


class How(NamedTuple):
    """How a run is done; nothing of it changes what it gives."""

    workers: int | None = None
    """Processes that read; None for as many as there are cores, or none beside this one for a few files."""
    cluster: str | None = None
    """The Dask cluster whose workers read instead: its address, or local:N."""
    resume: bool = False
    """Go on with the run that was broken off in this output."""
    fresh: bool = False
    """Read everything anew: use nothing that earlier runs have read."""
    keep: bool = True
    """Keep what was read for the next run."""
    guard: float | None = None
    """Seconds after which a document that is being read counts as hanging."""
    rules: Rules = Rules()
    progress: Progress | None = None
    tell: Callable[[str], None] = lambda _: None
    """Called with what a person should know at once, a sentence each."""
