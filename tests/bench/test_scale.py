"""The measurement of growth runs and says what it is asked; its figures are never a test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from . import scale
from .scale import Ran, ratios
from .watch import watch


def test_it_runs_the_program_and_prints_a_line_a_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert scale.main(["--documents", "4", "8", "--workers", "1", "--folder", str(tmp_path), "--length", "1500"]) == 0
    head, first, second, growth = capfd.readouterr().out.splitlines()
    assert head.split()[:2] == ["documents", "by"]
    assert (first.split()[0], second.split()[0]) == ("4", "8")
    assert float(second.split()[6]) > 10  # MB: a process that did anything
    assert float(second.split()[7]) < 8 * 0.003  # MB in: circulars as short as asked
    assert growth.startswith("1 worker: 4 → 8 documents: ")
    assert list(tmp_path.iterdir()) == []


def test_ratios_compare_what_differs_in_one_thing() -> None:
    runs = [
        Ran(100, "1 worker", 10.0, 0, 100, 0, 0, "a"),
        Ran(100, "2 workers", 5.0, 0, 100, 0, 0, "a"),
        Ran(1000, "1 worker", 105.0, 0, 110, 0, 0, "b"),
        Ran(1000, "2 workers", 60.0, 0, 100, 0, 0, "b"),
    ]
    assert list(ratios(runs)) == [
        "1 worker: 100 → 1,000 documents: 10.50 times the time (linear: 10), 1.10 times the memory",
        "2 workers: 100 → 1,000 documents: 12.00 times the time (linear: 10), 1.00 times the memory",
        "100 documents: 2 workers 2.00 times as fast as 1 worker",
        "1,000 documents: 2 workers 1.75 times as fast as 1 worker",
    ]


def test_a_run_that_fails_ends_it(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exit status 2"):
        scale.main(["--documents", "2", "--workers", "0", "--folder", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


def test_what_a_child_of_the_program_needs_counts_too() -> None:
    """The child outlives nobody's waiting: its parent never asks for it."""
    child = "x = b'.' * 200_000_000; n = sum(range(3_000_000))\nfor i in range(10_000_000): n += i"
    parent = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {child!r}]); sys.stdin.close()"
    waits = parent + "; import os; os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOWAIT); os._exit(3)"
    needed = watch([sys.executable, "-c", waits])
    assert needed.status == 3
    assert needed.memory > 200_000_000
    assert needed.processor > 0.1
