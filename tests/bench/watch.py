"""What a program and all processes that it starts need: processor time, and the memory of the one that needs most."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PAUSE, _LOOKS = 0.02, 25
"""Seconds between two questions whether it has ended; of so many one looks at the session too."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Needed(NamedTuple):
    """Seconds by the clock, seconds of processors, the peak memory of one process in bytes, the exit status."""

    seconds: float
    processor: float
    memory: int
    status: int


def watch(command: list[str]) -> Needed:
    """Run a program to its end; what it prints goes to this program's standard error.

    It is given a session of its own, and what belongs to the session is looked at twice a second, which costs what is
    measured nothing: the system keeps each process's peak, so nothing between two looks is lost but a process that
    lives shorter. Where there is no /proc, what the system says of processes that were waited for must do.
    """
    began = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, dict(os.environ), file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)], setsid=True
    )
    seen: dict[int, tuple[float, int]] = {}
    try:
        at = 0
        while (ended := os.wait4(child, os.WNOHANG))[0] == 0:
            if at % _LOOKS == 0:
                seen.update(_session(child))
            at += 1
            time.sleep(_PAUSE)
    except BaseException:
        os.killpg(child, signal.SIGTERM)
        os.waitpid(child, 0)  # who takes its files away finds nothing new
        raise
    seconds, used = time.perf_counter() - began, ended[2]
    unit = 1 if sys.platform == "darwin" else 1024
    processor = max(used.ru_utime + used.ru_stime, sum(spent for spent, _ in seen.values()))
    memory = max([used.ru_maxrss * unit, *(peak for _, peak in seen.values())])
    return Needed(seconds, processor, memory, os.waitstatus_to_exitcode(ended[1]))


def _session(leader: int) -> Iterator[tuple[int, tuple[float, int]]]:
    """The processes of a session: processor seconds and peak memory of each."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            # proc(5): the name is in brackets and may hold anything; session is the 4th field after it.
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != leader:
                continue
            peak = next(line for line in (place / "status").read_text().splitlines() if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            continue  # it has ended meanwhile
        yield int(place.name), ((int(fields[11]) + int(fields[12])) / _TICKS, int(peak.split()[1]) * 1024)
