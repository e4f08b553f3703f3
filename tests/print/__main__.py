"""Facts printed as PDF in every style: right %, named %, wrong %; and the milliseconds a page takes to read.

python -m tests.print [WORDS]      styles whose name holds the words
python -m tests.print -v WORDS     and every cell that is not right
python -m tests.print -w STYLE FACTS FILE.pdf    write one
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.layouts.compare import Cell, compare
from tests.layouts.measure import Tally, all_facts

import hongtou

from .circular import printed
from .paper import pdf
from .styles import STYLES, made


def measure(name: str, *, verbose: bool) -> tuple[list[Cell], float]:
    """All cells of a style, and how many milliseconds a page took."""
    found: list[Cell] = []
    spent, pages = 0.0, 0
    for given in all_facts():
        facts, grid, style, landscape = made(name, given)
        sheets = printed(facts, grid, style, landscape=landscape)
        data = pdf(sheets)
        start = time.perf_counter()
        circular = hongtou.extract(data, path="a.pdf")
        spent += time.perf_counter() - start
        pages += len(sheets)
        cells = compare(facts, circular)
        found += cells
        if verbose:
            for cell in cells:
                if cell.verdict != "right":
                    print(f"{cell.verdict} [{name}] {given.name} {cell.field}: {cell.wanted!r} but {cell.given!r}")
    return found, 1000 * spent / pages


def main(words: list[str]) -> None:
    """Read the command line."""
    if words[:1] == ["-w"]:
        (given,) = (facts for facts in all_facts() if facts.name == words[2])
        facts, grid, style, landscape = made(words[1], given)
        Path(words[3]).write_bytes(pdf(printed(facts, grid, style, landscape=landscape)))
        return
    print(f"{'style':<44}{'cells':>6}{'right':>8}{'named':>7}{'lost':>6}{'wrong':>6}{'ms/page':>9}")
    for name in STYLES:
        if words and words[-1] not in name:
            continue
        cells, spent = measure(name, verbose=words[:1] == ["-v"])
        tally = Tally.of_cells(cells)
        share = f"{100 * tally.right / tally.of:.2f}"
        print(f"{name:<44}{tally.of:>6}{share:>8}{tally.named:>7}{tally.lost:>6}{tally.wrong:>6}{spent:>9.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
