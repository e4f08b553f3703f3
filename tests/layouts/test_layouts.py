"""The same facts in every layout: what is right or named may only grow, what is wrong in silence only shrink.

The facts are those of the composed samples and others made by chance from a seed; `catalog` has the layouts, `compare`
says when a cell is right, named by a finding, lost or wrong. ``floors.toml`` holds, for each layout, the share that is
right or named and the share that is wrong in silence, in percent, and a fingerprint of facts and pages.

    HONGTOU_FLOORS=raise scripts/test tests/layouts    keep what was gained
    HONGTOU_FLOORS=reset scripts/test tests/layouts    accept other facts, other layouts or a loss
    .venv/bin/python -m tests.layouts                  the table layouts × fields
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

import hongtou

from . import rename
from .catalog import BYTES, LAYOUTS, ROWS, TAGGED
from .compare import TASK_FIELDS, answer, compare, plain
from .measure import Tally, all_facts, cells, fingerprint
from .print_bytes import OTHER_BYTES

FLOORS = Path(__file__).with_name("floors.toml")
WISH = os.environ.get("HONGTOU_FLOORS", "")
NAMES = (*LAYOUTS, "all")
_NONE = {"held": 0.0, "wrong": 100.0}


def _best(known: dict[str, float], name: str) -> dict[str, float]:
    tally = Tally.of_cells(cells(name))
    if WISH == "reset":
        return {"held": tally.held, "wrong": tally.silent}
    return {"held": max(tally.held, known["held"]), "wrong": min(tally.silent, known["wrong"])}


def _write(layouts: dict[str, dict[str, float]]) -> None:
    lines = [
        "# Percent of cells right or named (held), and wrong in silence. Written by test_layouts.py on an explicit",
        "# wish only; see there. What every layout is to reach: held 98.0, wrong 0.5.",
        f'fingerprint = "{fingerprint()}"',
        "",
        "[layouts]",
        *(f'"{name}" = {{ held = {f["held"]:.2f}, wrong = {f["wrong"]:.2f} }}' for name, f in layouts.items()),
    ]
    FLOORS.write_text("\n".join([*lines, ""]), encoding="utf-8")


@pytest.fixture(scope="module")
def floors() -> dict[str, dict[str, float]]:
    """What each layout reached before; rewritten only on an explicit wish."""
    known: dict[str, Any] = {"fingerprint": "", "layouts": {}}
    if FLOORS.exists():
        known = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    held: dict[str, dict[str, float]] = known["layouts"]
    same = known["fingerprint"] == fingerprint()
    if WISH == "reset" or (WISH == "raise" and same):
        held = {name: _best(held.get(name, _NONE), name) for name in NAMES}
        _write(held)
    elif not same:
        pytest.fail("facts or layouts are not those of floors.toml; HONGTOU_FLOORS=reset accepts them")
    return held


@pytest.mark.parametrize("layout", NAMES)
def test_no_layout_falls_below_its_floor(layout: str, floors: dict[str, dict[str, float]]) -> None:
    tally = Tally.of_cells(cells(layout))
    assert tally.held >= floors[layout]["held"], tally
    assert tally.silent <= floors[layout]["wrong"], tally


@pytest.mark.parametrize("layout", [name for name in BYTES if not name.endswith("full width")])
def test_the_same_page_in_other_bytes_says_the_same(layout: str) -> None:
    base, _, change = layout.partition(" in ")
    bases = {"cells": LAYOUTS["cells"], "tabs": ROWS["tabs"], "inline": LAYOUTS["inline, bracket"]}
    first = bases.get(base, TAGGED["html headings"])
    for facts in all_facts():
        one = first(facts)
        two = OTHER_BYTES[change](one)
        assert answer(hongtou.extract(one.data, path=one.path)) == answer(hongtou.extract(two.data, path=two.path))


@pytest.mark.parametrize("layout", ["html two-level header", "docx task over rows", "cells", "tabs", "inline, verbs"])
def test_another_place_year_and_count_give_the_same_answer_renamed(layout: str) -> None:
    for facts in all_facts():
        if facts.name.startswith(("plain", "hard")):  # the renaming does not know the samples' names
            page, other = LAYOUTS[layout](facts), LAYOUTS[layout](rename.facts(facts))
            one = answer(hongtou.extract(page.data, path=page.path))
            two = answer(hongtou.extract(other.data, path=other.path))
            assert [tuple(map(rename.anything, task)) for task in one] == two


def test_the_comparison_sees_every_loss() -> None:
    """A fact that the page does not print is a cell lost or wrong; without this no floor could fail."""
    facts = all_facts()[0]
    page = LAYOUTS["html plain"](facts)
    made = hongtou.extract(page.data, path=page.path)
    for field in (*TASK_FIELDS, "tasks"):
        first, *rest = page.facts.rows
        changed = page.facts._replace(rows=(_changed(first, field), *rest))
        verdicts = {cell.field for cell in compare(changed, made) if cell.verdict in ("lost", "wrong")}
        assert field in verdicts, field


def _changed(row: Any, field: str) -> Any:
    match field:
        case "tasks" | "task":
            return row._replace(task="甲乙丙丁戊己庚辛" if field == "tasks" else row.task + "戊己", content=None)
        case "category":
            return row._replace(category=("九、别的",))
        case "deadlines":
            return row._replace(limits=(("by", None, "1999-01-01"),))
        case "units" | "roles":
            return row._replace(units=(*row.units, ("甲乙局", "lead")))
        case "other":
            return row._replace(remark="甲")
        case _:
            return row._replace(**{field: "甲乙"})


def test_blanks_and_width_do_not_count() -> None:
    assert plain(["２０１９ 年\n(一)"]) == plain(["2019年(一)"]) == ["2019年(一)"]
