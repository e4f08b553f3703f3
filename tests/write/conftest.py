"""Fixtures of the write room's tests: one dataset, written once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from factories import circular
from hongtou.model import Circular
from hongtou.write import write_dataset


@pytest.fixture(scope="session")
def two() -> list[Circular]:
    """A circular, and an invented sample of another."""
    return [circular("a1"), circular("b2", composed=True)]


@pytest.fixture(scope="session")
def dataset(two: list[Circular], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of both. Read it; never write into it."""
    folder = tmp_path_factory.mktemp("dataset")
    write_dataset(two, folder)
    return folder
