"""``python -m tests.bench.crawl``: a crawl without delay beside plain scrapy.

All take turns on the same server in the same run, each in a process of its own; the figures are medians. hongtou
asks one page at a time and has each on the disk, with its line in two indexes, before it asks for the next; the plain
spider keeps nothing. Its second line is scrapy as it comes, eight requests at once.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.crawl.harness import ROOT, Ground, ground


class Time(NamedTuple):
    """What one crawl took, in seconds; ``pages`` that came."""

    pages: int
    wall: float
    processor: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.crawl", description=(__doc__ or "").partition("\n\n")[0]
    )
    parser.add_argument("--pages", type=int, default=500, help="of the composed site (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed (default: %(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder), options.pages, "--calm") as at:
        report(_crawls(at, Path(folder) / "archive", options.rounds))
    return 0


def _crawls(at: Ground, archive: Path, rounds: int) -> dict[str, list[Time]]:
    """Each crawler's times; the first of the names is what the others are set against."""
    spider = [sys.executable, "-m", "tests.bench.plain_spider", at.server.host]
    runs: dict[str, Callable[[], Time]] = {
        "plain scrapy, one at a time": lambda: _child([*spider, "--at-once", "1"]),
        "plain scrapy, its defaults": lambda: _child(spider),
        "hongtou crawl": lambda: _ours(at, archive),
        "hongtou crawl, again": lambda: _ours(at, archive, again=True),
    }
    times: dict[str, list[Time]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(run())
    return times


def _child(command: Sequence[str]) -> Time:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Time(*json.loads(done.stdout))


def _ours(at: Ground, archive: Path, *, again: bool = False) -> Time:
    if not again:
        shutil.rmtree(archive, ignore_errors=True)
    return _child(at.command(archive, "--time"))


def report(times: dict[str, list[Time]]) -> None:
    """Print a line for each: pages, medians, and the ratio to the first line's, round by round."""
    first = next(iter(times.values()))
    print(f"{'crawl':28} {'pages':>6} {'seconds':>8} {'processor':>10} {'ratio':>6} {'of processor':>13}")
    for what, each in times.items():
        wall, processor = (statistics.median(getattr(t, key) for t in each) for key in ("wall", "processor"))
        ratio = statistics.median(t.wall / f.wall for t, f in zip(each, first, strict=True))
        share = statistics.median(t.processor / f.processor for t, f in zip(each, first, strict=True))
        print(f"{what:28} {each[0].pages:6} {wall:8.2f} {processor:10.2f} {ratio:5.1f}x {share:12.1f}x")


if __name__ == "__main__":
    sys.exit(main())
