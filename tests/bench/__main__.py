"""``python -m tests.bench``: how long reading and parsing take, a document a line, beside another script if given.

Every document is distinct and timed in the same run; where a script is given, the two take turns on each
document. Each is timed best of three, in
processor time of its own, so that a busy machine counts for little.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hongtou.model import Circular
from hongtou.parse import parse
from hongtou.read import read

from .documents import GENERATED, Document, generated, of_file, page_documents, samples
from .pages import floor

_SHOWN = 5  # generated circulars that get a line of their own; the rest are in the medians
_BEST_OF = 3


class Timing(NamedTuple):
    """Milliseconds of one document."""

    name: str
    characters: int
    rows: int
    tasks: int
    read: float
    parse: float
    other: float | None
    generated: bool

    @property
    def whole(self) -> float:
        """Bytes to Circular."""
        return self.read + self.parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Time the documents and print the table; exit status 2 for a file or script that cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__.partition("\n\n")[0] if __doc__ else ""
    )
    parser.add_argument("--document", type=Path, help="a file of your own instead of samples and generated circulars")
    parser.add_argument("--against", type=Path, help="a Python script with parse(text), timed beside hongtou")
    parser.add_argument(
        "--count", type=int, default=GENERATED, help="how many circulars to generate (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    try:
        documents = [of_file(options.document)] if options.document else [*samples(), *generated(options.count)]
        other = load(options.against) if options.against else None
    except (OSError, ImportError, AttributeError) as error:
        parser.error(str(error))
    warm_up(other)
    report([timed(document, other) for document in documents])
    if not options.document:
        report_pages([timed(document, floor) for document in page_documents()])
    return 0


def load(path: Path) -> Callable[[str], Any]:
    """The function ``parse`` of a script; raises OSError, ImportError or AttributeError."""
    if not path.is_file():
        raise FileNotFoundError(f"no such script: {path}")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python script")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.resolve().parent))
    spec.loader.exec_module(module)
    found: Callable[[str], Any] = module.parse
    return found


def warm_up(other: Callable[[str], Any] | None) -> None:
    """Load vocabularies and compile patterns on circulars that are not timed."""
    from .generate import circulars

    for name, text in circulars(6, seed=77):
        parse(read(text.encode(), path=f"{name}.txt"))
        if other:
            other(text)


def timed(document: Document, other: Callable[[Any], Any] | None) -> Timing:
    """Read, parse, and let the other script parse the same text, or page, in turns; the best of each."""
    reading, parsing, others = [], [], []
    made: Circular | None = None
    for _ in range(_BEST_OF):
        start = time.thread_time()
        read_document = read(document.data, path=document.name)
        middle = time.thread_time()
        made = parse(read_document)
        end = time.thread_time()
        reading.append(middle - start)
        parsing.append(end - middle)
        if other:
            start = time.thread_time()
            other(document.data if document.page else made.text)
            others.append(time.thread_time() - start)
    assert made is not None
    rows = sum(task.origin == "table" for task in made.tasks)
    return Timing(
        document.name, len(made.text), rows, len(made.tasks), 1000 * min(reading), 1000 * min(parsing),
        1000 * min(others) if others else None, document.generated,
    )  # fmt: skip


def report(timings: Sequence[Timing]) -> None:
    """Print a line a document, and the medians over all of them."""
    against = any(timing.other is not None for timing in timings)
    heads = ["document", "characters", "rows", "tasks", "read ms", "parse ms", "whole ms"]
    heads += ["other ms", "ratio"] if against else []
    lines = [heads]
    shown = [t for t in timings if not t.generated] + [t for t in timings if t.generated][:_SHOWN]
    lines += [_line(timing) for timing in shown]
    drawn = [timing for timing in timings if timing.generated]
    if drawn:
        lines.append(_median(f"median of {len(drawn)} generated", drawn))
        slowest = sorted(timing.whole for timing in drawn)[-max(1, len(drawn) // 20)]
        lines.append(["95th percentile of them", "", "", "", "", "", f"{slowest:.2f}"] + [""] * (2 * against))
    if len(timings) > 1:
        lines.append(_median(f"median of all {len(timings)}", timings))
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        print(
            "  ".join(
                cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
            )
        )


def report_pages(timings: Sequence[Timing]) -> None:
    """Print the medians over pages of 66 KB beside the floor: lxml's parse and a plain walk of the page's tables."""
    whole, least = (statistics.median(times) for times in ([t.whole for t in timings], [t.other or 0 for t in timings]))
    reading, ratio = (
        statistics.median(t.read for t in timings),
        statistics.median(t.whole / (t.other or 1) for t in timings),
    )
    print(
        f"\n{len(timings)} pages of 66 KB with 30 rows: read {reading:.2f} ms, whole {whole:.2f} ms; "
        f"lxml and a plain walk of the tables {least:.2f} ms; ratio {ratio:.1f}x"
    )


def _line(timing: Timing) -> list[str]:
    return _cells(
        timing.name, timing.characters, timing.rows, timing.tasks, timing.read, timing.parse, timing.whole,
        timing.other, timing.whole / timing.other if timing.other is not None else None,
    )  # fmt: skip


def _median(name: str, timings: Sequence[Timing]) -> list[str]:
    def middle(values: list[float]) -> float:
        return statistics.median(values)

    others = [t.other for t in timings if t.other is not None]
    ratios = [t.whole / t.other for t in timings if t.other is not None]
    return _cells(
        name, round(middle([t.characters for t in timings])), round(middle([t.rows for t in timings])),
        round(middle([t.tasks for t in timings])),
        middle([t.read for t in timings]), middle([t.parse for t in timings]),
        middle([t.whole for t in timings]), middle(others) if others else None, middle(ratios) if ratios else None,
    )  # fmt: skip


def _cells(
    name: str, characters: int, rows: int, tasks: int, reading: float, parsing: float, whole: float,
    other: float | None, ratio: float | None,
) -> list[str]:  # fmt: skip
    cells = [name, f"{characters}", f"{rows}", f"{tasks}", f"{reading:.2f}", f"{parsing:.2f}", f"{whole:.2f}"]
    return cells if other is None or ratio is None else [*cells, f"{other:.2f}", f"{ratio:.1f}x"]


if __name__ == "__main__":
    sys.exit(main())
