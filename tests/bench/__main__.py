"""``python -m tests.bench``: what each stage of a document's way costs, in one table.

A line a kind of document: texts of the seed's length, the same with nothing kept of the documents before,
pages of 66 KB, Word, Excel, PDF, the samples; every document is distinct. Medians in milliseconds of processor time:
decode (a part of read), read (bytes to Document), parse (Document to Circular), write (Circular to every form of the
dataset); whole is read and parse, 95% the whole of the slowest twentieth. The floor is what any reader does at the
least (``floors``); a script with a ``parse(text)`` may be timed on the same documents. Ratios are the median of each
document's own.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from hongtou.parse import parse
from hongtou.read import read
from hongtou.write import render

from .documents import GENERATED, Group, groups, of_file
from .generate import circulars
from .stages import Timed, Timing, timed

_OTHERS = Path(__file__).parents[2] / ".venv" / "others" / "bin" / "python"
_HEADS = ("documents", "n", "characters", "tasks", "decode", "read", "parse", "write", "whole", "95%", "floor", "ratio")


def main(arguments: Sequence[str] | None = None) -> int:
    """Time the documents and print the table; exit status 2 for a file or script that cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--document", type=Path, help="a file of your own instead of the composed ones")
    parser.add_argument("--against", type=Path, help="a Python script with parse(text), timed beside hongtou")
    parser.add_argument("--count", type=int, default=GENERATED, help="how many texts (default: %(default)s)")
    parser.add_argument("--alone", action="store_true", help="without the readers that `make bench-others` installs")
    asked = parser.parse_args(arguments)
    try:
        chosen = [Group(asked.document.name, [of_file(asked.document)], 9)] if asked.document else groups(asked.count)
        other = load(asked.against) if asked.against else None
    except (OSError, ImportError, AttributeError) as error:
        parser.error(str(error))
    warm_up(other)
    report((timed(group, other) for group in chosen), against=other is not None)
    if not (asked.document or asked.alone):
        beside()
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
    for name, text in circulars(6, seed=77):
        render([parse(read(text.encode(), path=f"{name}.txt"))])
        if other:
            other(text)


def report(kinds: Iterable[Timed], *, against: bool = False) -> None:
    """Print a line a kind of document, each as soon as it is there."""
    heads = (*_HEADS, *(("script", "ratio") if against else ()))
    widths = [max(8, len(head)) for head in heads]
    widths[0] = 24
    for cells in chain((heads,), map(_against if against else _cells, kinds)):
        shown = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        print(cells[0].ljust(widths[0]), *shown, flush=True)


def _cells(kind: Timed) -> list[str]:
    some = kind.timings
    slowest = sorted(timing.whole for timing in some)[-max(1, len(some) // 20)]
    return [
        kind.name, f"{len(some)}", _whole(some, "characters"), _whole(some, "tasks"), _median(some, "decode"),
        _median(some, "read"), _median(some, "parse"), f"{kind.write:.2f}", _median(some, "whole"), f"{slowest:.2f}",
        _median(some, "floor"), _ratio(some, "floor"),
    ]  # fmt: skip


def _against(kind: Timed) -> list[str]:
    return [*_cells(kind), _median(kind.timings, "other"), _ratio(kind.timings, "other")]


def _whole(timings: Sequence[Timing], name: str) -> str:
    return f"{statistics.median(getattr(timing, name) for timing in timings):.0f}"


def _median(timings: Sequence[Timing], name: str) -> str:
    times = [time for timing in timings if (time := getattr(timing, name)) is not None]
    return f"{statistics.median(times):.2f}" if times else "-"


def _ratio(timings: Sequence[Timing], name: str) -> str:
    pairs = [(timing.whole, time) for timing in timings if (time := getattr(timing, name))]
    return f"{statistics.median(ours / theirs for ours, theirs in pairs):.1f}x" if pairs else "-"


def beside() -> None:
    """Print what other readers do with limits and pages, where they are installed."""
    print()
    if not _OTHERS.exists():
        print("JioNLP on time limits, trafilatura on pages: `make bench-others` installs and runs them")
        return
    sys.stdout.flush()
    subprocess.run([_OTHERS, "-m", "tests.bench.others"], check=True)


if __name__ == "__main__":
    sys.exit(main())
