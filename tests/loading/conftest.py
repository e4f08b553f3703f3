"""The composed samples as one dataset, read once for the tests of loading."""

from __future__ import annotations

from pathlib import Path

import pytest

from hongtou.loading import Dataset, load
from hongtou.run.batch import How, run


@pytest.fixture(scope="session")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder. Read it; never write into it."""
    folder = tmp_path_factory.mktemp("samples")
    run([str(root / "corpus" / "samples")], folder, how=How(keep=False, workers=1))
    return folder


@pytest.fixture(scope="session")
def data(samples: Path) -> Dataset:
    """The samples, loaded."""
    return load(samples)
