"""The samples against their labels: what is right or named by a finding may only grow.

``floors.toml`` holds, for each field, how many of the samples' facts are held, and a fingerprint of samples and labels.

    HONGTOU_FLOORS=raise scripts/test tests/laws/test_accuracy.py    keep what was gained
    HONGTOU_FLOORS=reset scripts/test tests/laws/test_accuracy.py    accept other samples, other labels or a loss
    scripts/test tests/laws/test_accuracy.py -s                      the table and every miss
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from . import samples, scorer

FLOORS = Path(__file__).with_name("floors.toml")
WISH = os.environ.get("HONGTOU_FLOORS", "")


@pytest.fixture(scope="module")
def scored() -> tuple[dict[str, scorer.Tally], list[scorer.Miss]]:
    """Every sample against its labels."""
    return scorer.score(samples.NAMES)


@pytest.fixture(scope="module")
def floors(scored: tuple[dict[str, scorer.Tally], list[scorer.Miss]]) -> dict[str, int]:
    """How much of each field was held before; rewritten only on an explicit wish."""
    tallies, _ = scored
    known: dict[str, Any] = {"fingerprint": "", "held": {}}
    if FLOORS.exists():
        known = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    held: dict[str, int] = known["held"]
    same = known["fingerprint"] == scorer.fingerprint()
    if WISH == "reset" or (WISH == "raise" and same):
        held = {f: t.held if WISH == "reset" else max(t.held, held.get(f, 0)) for f, t in tallies.items()}
        _write(held, tallies)
    elif not same:
        pytest.fail("samples or labels are not those of floors.toml; HONGTOU_FLOORS=reset accepts them")
    return held


def _write(held: dict[str, int], tallies: dict[str, scorer.Tally]) -> None:
    lines = [
        "# Written by test_accuracy.py on an explicit wish only; see there.",
        f'fingerprint = "{scorer.fingerprint()}"',
    ]
    lines += ["", "[held]", *(f"{field} = {count}  # of {tallies[field].of}" for field, count in held.items())]
    FLOORS.write_text("\n".join([*lines, ""]), encoding="utf-8")


def test_the_table(scored: tuple[dict[str, scorer.Tally], list[scorer.Miss]]) -> None:
    """Every field is asked of the samples often enough to say something. Prints the table with -s."""
    tallies, misses = scored
    print(f"\n{'field':<16}{'of':>6}{'right':>7}{'named':>7}{'held':>9}")
    for field, tally in tallies.items():
        print(f"{field:<16}{tally.of:>6}{tally.right:>7}{tally.named:>7}{tally.held / max(1, tally.of):>9.1%}")
    for miss in misses:
        print(f"{'named' if miss.named else 'WRONG'} {miss.name} {miss.field}: {miss.wanted!r} but {miss.given!r}")
    assert [field for field, tally in tallies.items() if tally.of < len(samples.NAMES)] == []


@pytest.mark.parametrize("field", scorer.FIELDS)
def test_no_field_falls_below_its_floor(
    field: str, scored: tuple[dict[str, scorer.Tally], list[scorer.Miss]], floors: dict[str, int]
) -> None:
    tallies, misses = scored
    lost = [miss for miss in misses if miss.field == field and not miss.named]
    assert tallies[field].held >= floors[field], lost


def test_the_scorer_sees_a_loss() -> None:
    """A label that no circular of the sample gives is a miss; without this the floors could not fail."""
    name = samples.NAMES[0]
    label = scorer.labels(name)["tasks"]
    assert label
    asked = dict.fromkeys(scorer.FIELDS, 0)
    misses: list[scorer.Miss] = []
    other = [{**label[0], "task": "甲乙丙丁戊己庚辛", "content": None}, *label[1:]]
    scorer._score_tasks(name, samples.circular(name), other, asked, misses)
    assert {miss.wanted for miss in misses if miss.field == "tasks"} >= {"甲乙丙丁戊己庚辛", None}
