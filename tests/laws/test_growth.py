"""What a page costs grows with its length and no faster, whatever it repeats; seconds are in tests.bench.growth."""

from __future__ import annotations

import pytest
from tests.bench.growth import LIMITS, NUMBERS, REPEATED, limits_of, numbers_of, read_page
from tests.bench.steps import grows_as_its_length


@pytest.mark.parametrize("piece", REPEATED)
def test_a_page(piece: str) -> None:
    assert grows_as_its_length(lambda length: read_page(piece, length))


@pytest.mark.parametrize("piece", LIMITS)
def test_the_limits_of_a_passage(piece: str) -> None:
    assert grows_as_its_length(lambda length: limits_of(piece, length))


@pytest.mark.parametrize("piece", NUMBERS)
def test_the_numbers_of_a_passage(piece: str) -> None:
    assert grows_as_its_length(lambda length: numbers_of(piece, length))
