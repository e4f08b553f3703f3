"""``python -m tests.bench.scale``: how the time and memory of ``hongtou extract`` grow with the documents.

For each number of documents an archive of distinct composed circulars is written (``corpus``), and ``hongtou extract``
run over it as a program, once for each number of workers and each cluster named. A line says the wall time, what it
makes of documents a second, processor time a document (of all processes together), the peak memory of whichever
process needed most, and the bytes that came out. Below stand the ratios. Each run starts with nothing kept, and all
must give the same bytes. These are figures to look at, never a test: other work on the machine spoils wall times.

    python -m tests.bench.scale                                 100 and 1,000 documents, 1 and 2 workers
    python -m tests.bench.scale --documents 10000 100000 --length 1500 --workers 2
    python -m tests.bench.scale --documents 20000 --workers 2 --cluster local:2
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from .corpus import write
from .generate import LENGTH
from .watch import watch

_PROGRAM = "from hongtou.cli import main; main()"
_MEGABYTE = 1_000_000


class Ran(NamedTuple):
    """One run. ``memory`` is the peak of one process, in bytes; ``digest`` stands for all bytes that came out."""

    documents: int
    crew: str
    seconds: float
    processor: float
    memory: int
    read: int
    written: int
    digest: str


class Plan(NamedTuple):
    """What is run: how many documents, and by whom: ``2 workers``, ``local:2``; with what options of ``extract``."""

    documents: Sequence[int]
    crews: dict[str, list[str]]
    options: Sequence[str]
    seed: int
    length: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; exit status 1 where a run failed or two gave different bytes."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1_000], metavar="N", help="how many files")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], metavar="N", help="numbers of workers")
    parser.add_argument("--cluster", nargs="*", default=[], metavar="ADDRESS", help="clusters: local:2, tcp://…")
    parser.add_argument("--folder", type=Path, help="where archives and datasets stand meanwhile (default: temporary)")
    parser.add_argument("--no-tables", action="store_true", help="circulars.jsonl alone")
    parser.add_argument("--seed", type=int, default=40, help="of the archive (default: %(default)s)")
    parser.add_argument(
        "--length", type=int, default=LENGTH, metavar="N",
        help="characters of a circular, of which a row of its table is about 130 (default: %(default)s)",
    )  # fmt: skip
    asked = parser.parse_args(arguments)
    crews = {f"{n} workers" if n > 1 else "1 worker": ["--workers", str(n)] for n in asked.workers}
    crews |= {address: ["--cluster", address] for address in asked.cluster}
    plan = Plan(asked.documents, crews, ["--no-tables"] if asked.no_tables else [], asked.seed, asked.length)
    place = Path(tempfile.mkdtemp(prefix="hongtou-scale-", dir=asked.folder))
    try:
        runs = list(_printed(measured(plan, place)))
    finally:
        shutil.rmtree(place)
    for line in ratios(runs):
        print(line)
    differ = {run.documents for run in runs for other in runs if _differ(run, other)}
    for documents in sorted(differ):
        print(f"{documents:,} documents: not the same bytes", file=sys.stderr)
    return 1 if differ else 0


def measured(plan: Plan, place: Path) -> Iterator[Ran]:
    """Every run of the plan, within the folder ``place``."""
    for documents in plan.documents:
        archive = place / f"{documents}"
        read = write(archive, documents, plan.seed, plan.length)
        for crew, options in plan.crews.items():
            output = place / "output"
            yield _run(archive, output, crew, [*options, *plan.options], read, documents)
            shutil.rmtree(output)
        shutil.rmtree(archive)


def _run(archive: Path, output: Path, crew: str, options: list[str], read: int, documents: int) -> Ran:
    """Run the program and wait for it."""
    os.sync()  # what was written before is no part of what is timed
    command = [sys.executable, "-c", _PROGRAM, "extract", str(archive), "--output", str(output), "--no-cache", *options]
    needed = watch(command)
    if needed.status:
        raise SystemExit(f"{' '.join(command[3:])}: exit status {needed.status}")
    written = [path for path in output.rglob("*") if path.is_file()]
    return Ran(
        documents, crew, needed.seconds, needed.processor, needed.memory, read,
        sum(path.stat().st_size for path in written), _digest(output),
    )  # fmt: skip


def _digest(output: Path) -> str:
    """Of the descriptor, which has a digest of each file; of the lines alone where there are no tables."""
    described = output / "datapackage.json"
    with (described if described.exists() else output / "circulars.jsonl").open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _differ(one: Ran, other: Ran) -> bool:
    return one.documents == other.documents and one.digest != other.digest


def _printed(runs: Iterator[Ran]) -> Iterator[Ran]:
    """The runs, each printed as it ends."""
    heads = ("documents", "by", "seconds", "documents/s", "CPU ms/document", "peak MB", "MB in", "MB out")
    print("  ".join(f"{head:>{max(9, len(head))}}" for head in heads), flush=True)
    for run in runs:
        cells = (
            f"{run.documents:,}", run.crew, f"{run.seconds:.1f}", f"{run.documents / run.seconds:.1f}",
            f"{1000 * run.processor / run.documents:.1f}", f"{run.memory / _MEGABYTE:.0f}",
            f"{run.read / _MEGABYTE:.1f}", f"{run.written / _MEGABYTE:.1f}",
        )  # fmt: skip
        print("  ".join(f"{cell:>{max(9, len(head))}}" for head, cell in zip(heads, cells, strict=True)), flush=True)
        yield run


def ratios(runs: Sequence[Ran]) -> Iterator[str]:
    """A line for each two runs that differ in one thing: the documents, or who read them."""
    crews = list(dict.fromkeys(run.crew for run in runs))
    for crew in crews:
        own = sorted((run for run in runs if run.crew == crew), key=lambda run: run.documents)
        for few, many in pairwise(own):
            more = many.documents / few.documents
            yield (
                f"{crew}: {few.documents:,} → {many.documents:,} documents: {many.seconds / few.seconds:.2f} times the "
                f"time (linear: {more:g}), {many.memory / few.memory:.2f} times the memory"
            )
    for documents in dict.fromkeys(run.documents for run in runs):
        first, *others = (run for run in runs if run.documents == documents)
        for other in others:
            faster = first.seconds / other.seconds
            yield f"{documents:,} documents: {other.crew} {faster:.2f} times as fast as {first.crew}"


if __name__ == "__main__":
    sys.exit(main())
