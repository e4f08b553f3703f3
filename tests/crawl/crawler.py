"""``python -m tests.crawl.crawler``: one crawl in a process of its own, as a process can crawl but once.

It takes what the command has no options for (how long to wait, how much to take), and prints the counts as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from hongtou.crawl.manners import Manners
from hongtou.crawl.run import crawl
from hongtou.crawl.source import load_source
from hongtou.crawl.trip import Budget


def main(arguments: Sequence[str] | None = None) -> int:
    """Crawl."""
    parser = argparse.ArgumentParser(prog="python -m tests.crawl.crawler")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--delay", type=float)
    parser.add_argument("--timeout", type=float, default=20.0)
    parser.add_argument("--largest", type=int, default=2_000_000)
    parser.add_argument("--attempts", type=int, default=2)
    parser.add_argument("--pages", type=int)
    parser.add_argument("--bytes", type=int)
    parser.add_argument("--since", type=date.fromisoformat)
    parser.add_argument("--retry", action="store_true")
    parser.add_argument("--time", action="store_true", help="print pages, seconds, processor seconds instead")
    told = parser.parse_args(arguments)
    wall, processor = time.monotonic(), time.process_time()
    tally = crawl(
        [load_source(path) for path in told.sources],
        told.archive,
        budget=Budget(told.pages, told.bytes, told.since),
        manners=Manners(
            delay=told.delay,
            timeout=told.timeout,
            largest=told.largest,
            attempts=told.attempts,
            contact="test@a.example",
        ),
        retry=told.retry,
    )
    took = time.monotonic() - wall, time.process_time() - processor
    json.dump([tally.came + tally.same, *took] if told.time else msgspec.to_builtins(tally), sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
