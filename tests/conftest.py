"""What every test shares: one hypothesis profile, and the composed samples of corpus/samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The machine may be busy: a slow example is no failure. Every profile draws what it draws; nothing is written to disk.
settings.register_profile("hongtou", deadline=None, print_blob=True)
settings.load_profile("hongtou")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT
