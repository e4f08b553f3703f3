"""The search index of a site: made when it is first served, kept beside the dataset, opened in no time after that."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hongtou.disk import locked
from hongtou.errors import OutputError
from hongtou.model.record import Record
from hongtou.serve.build import ARRAYS, DATABASE, FACTS, Progress, build

FOLDER = ".hongtou-search"
Numbers = NDArray[Any]
_SMALL = 4096


class Index(Record, frozen=True):
    """An index: SQLite for words and names, arrays by task (see ``build.ARRAYS``), the figures of the first page."""

    folder: Path
    arrays: Mapping[str, Numbers]
    facts: Mapping[str, Any]

    @property
    def database(self) -> Path:
        """Circulars, units, forms, aliases, members; full text of words, titles, names."""
        return self.folder / DATABASE


def open_index(folder: Path, dataset: Path, fingerprint: str, progress: Progress | None = None) -> Index:
    """The index of a dataset, made where there is none yet: in its folder, else in the user's cache.

    Raises OutputError where neither can be written.
    """
    for place in _places(folder, fingerprint):
        if (index := _there(place, fingerprint)) is not None:
            return index
    reason: OSError | None = None
    for place in _places(folder, fingerprint):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with locked(place.parent, wait=True):
                return _there(place, fingerprint) or _made(place, dataset, fingerprint, progress)
        except OSError as error:
            reason = error
    raise OutputError(f"cannot write the search index: {reason}")


def _places(folder: Path, fingerprint: str) -> tuple[Path, Path]:
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return folder / FOLDER, Path(cache) / "hongtou" / f"search-{fingerprint}"


def _there(place: Path, fingerprint: str) -> Index | None:
    try:
        facts = json.loads((place / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if facts.get("fingerprint") != fingerprint:
        return None
    return Index(place, {name: _array(place / f"{name}.npy") for name in ARRAYS}, facts)


def _array(path: Path) -> Numbers:
    """Mapped, not read; a small one is read, for an empty one cannot be mapped."""
    values: Numbers = np.load(path, mmap_mode="r" if path.stat().st_size > _SMALL else None)
    return values


def _made(place: Path, dataset: Path, fingerprint: str, progress: Progress | None) -> Index:
    """Made beside its place and renamed into it, so that who comes meanwhile sees the old one or the new one."""
    staging = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-new-", dir=place.parent))
    try:
        staging.chmod(0o755)  # a temporary folder is its owner's alone; the index is as open as the dataset
        build(dataset, staging, fingerprint, progress)
        if place.exists():
            place.rename(staging.with_name(f"{staging.name}-old"))
        staging.rename(place)
    finally:
        for left in place.parent.glob(f"{staging.name}*"):
            shutil.rmtree(left, ignore_errors=True)
    index = _there(place, fingerprint)
    if index is None:
        raise OutputError(f"the search index in {place} cannot be read back")
    return index
