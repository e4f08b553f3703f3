"""Composed unit cells in a plain table (unit_cells.txt): names and roles, assignments, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hongtou.fields.text import fold
from hongtou.fields.units import find_units, is_assignment, looks_like_units

_BREAKS = str.maketrans({"⏎": "\n", "⇥": "\t"})


def sections() -> dict[str, list[str]]:
    """The lines of each section of the table."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in Path(__file__).with_name("unit_cells.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            lines = found.setdefault(line[4:], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


SECTIONS = sections()


def cells() -> Iterator[Any]:
    """(printed, names with roles) of every cell."""
    for lines in SECTIONS.values():
        for line in lines:
            if " ¦" in line:
                printed, _, expected = line.removeprefix("!").partition(" ¦")
                marks = [pytest.mark.xfail(strict=True)] if line.startswith("!") else []
                yield pytest.param(printed.translate(_BREAKS), expected.split(), id=printed[:24], marks=marks)


@pytest.mark.parametrize(("printed", "expected"), list(cells()))
def test_a_cell_names_these_units(printed: str, expected: list[str]) -> None:
    assert [f"{''.join(u.reading.split())}/{u.role[0].upper()}" for u in find_units(printed)] == expected


@pytest.mark.parametrize("text", SECTIONS["assignments"])
def test_is_an_assignment(text: str) -> None:
    assert is_assignment(fold(text))


@pytest.mark.parametrize("text", SECTIONS["no assignments"])
def test_is_no_assignment(text: str) -> None:
    assert not is_assignment(fold(text))


@pytest.mark.parametrize("text", SECTIONS["no lists of units"])
def test_is_no_list_of_units(text: str) -> None:
    assert not looks_like_units(fold(text))
