"""The table layouts × fields: right %, named %, wrong % (lost or other in silence).

python -m tests.layouts [WORDS]           layouts whose name holds the words
python -m tests.layouts -v WORDS          and every cell that is not right
python -m tests.layouts -p LAYOUT FACTS   a page
"""

from __future__ import annotations

import sys

from .catalog import LAYOUTS
from .compare import FIELDS, Cell
from .measure import Tally, all_facts, cells, measured

_HELD, _SILENT = 98.0, 0.5


def _share(found: list[Cell]) -> str:
    tally = Tally.of_cells(found)
    if not tally.of:
        return "-"
    return "/".join(f"{100 * part / tally.of:.0f}" for part in (tally.right, tally.named, tally.lost + tally.wrong))


def table(words: str = "") -> None:
    """Print the table of the layouts whose name holds the words."""
    print(f"{'layout':<38}{'cells':>6}{'held':>8}{'wrong':>7}  " + "".join(f"{field:>11}" for field in FIELDS))
    everything: list[Cell] = []
    for name in LAYOUTS:
        if words in name:
            found = cells(name)
            everything += found
            _line(name, found)
    _line("all", everything)


def _line(name: str, found: list[Cell]) -> None:
    tally = Tally.of_cells(found)
    shares = "".join(f"{_share([cell for cell in found if cell.field == field]):>11}" for field in FIELDS)
    below = " <" if tally.held < _HELD or tally.silent > _SILENT else ""
    print(f"{name:<38}{tally.of:>6}{tally.held:>8.2f}{tally.silent:>7.2f}  {shares}{below}")


def misses(words: str) -> None:
    """Print every cell that is not right."""
    for name in LAYOUTS:
        if words in name:
            for source, found in measured(name).items():
                for cell in found:
                    if cell.verdict != "right":
                        print(f"{cell.verdict} [{name}] {source} {cell.field}: {cell.wanted!r} but {cell.given!r}")


def page(name: str, source: str) -> None:
    """Print one page."""
    (wanted,) = (facts for facts in all_facts() if facts.name == source)
    made = LAYOUTS[name](wanted)
    print(made.data.decode(errors="replace"))


def main(words: list[str]) -> None:
    """Read the command line."""
    if words[:1] == ["-p"]:
        page(*words[1:3])
        return
    if words[:1] == ["-v"]:
        misses(words[1] if len(words) > 1 else "")
    table(words[-1] if words else "")


if __name__ == "__main__":
    main(sys.argv[1:])
