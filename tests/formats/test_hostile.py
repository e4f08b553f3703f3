"""Hostile and broken files: a finding within the limits, and the rest of the run unharmed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hongtou.read import Limits
from hongtou.run.batch import run

from .circular import TASKS
from .hostile import BIG, CASES, LIMITS, MEGABYTE, Case, alone
from .made import circular
from .test_formats import needs_office, office_is_there

_HERE = [case for case in CASES if not case.needs_office or office_is_there()]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run over all of them and a good circular before, between and after them."""
    folder = tmp_path_factory.mktemp("hostile")
    for case in _HERE:
        (folder / case.name).write_bytes(case.make())
    for name in ("a.docx", "m.xlsx", "z.html"):
        (folder / name).write_bytes(circular(name.partition(".")[2]))
    run([str(folder)], folder / "out", tables=False, limits=LIMITS)
    lines = (folder / "out" / "circulars.jsonl").read_text(encoding="utf-8").splitlines()
    return {Path(file["path"]).name: record for record in map(json.loads, lines) for file in record["source"]["files"]}


def _named(cases: Sequence[Case]) -> list[Any]:
    return [pytest.param(case, id=case.name, marks=[needs_office] * case.needs_office) for case in cases]


@pytest.mark.parametrize("case", _named(CASES))
def test_each_is_read_or_says_why_not(case: Case, records: dict[str, Any]) -> None:
    said = {finding["check"]: finding["severity"] for finding in records[case.name]["findings"]}
    if case.check:
        assert case.check in said
    else:
        assert "error" not in said.values()


def test_the_good_ones_among_them_are_whole(records: dict[str, Any]) -> None:
    assert [len(records[name]["tasks"]) for name in ("a.docx", "m.xlsx", "z.html")] == [len(TASKS)] * 3


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 25


@pytest.mark.slow
@pytest.mark.parametrize("case", _named(BIG))
def test_a_big_one_stays_within_the_limits_as_they_are(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.make())
    said, peak = alone(path, "default")
    assert case.check in said
    assert 0 < peak < Limits().memory // MEGABYTE
