"""The composed archive that growth is measured on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

import hongtou
from hongtou.run.batch import run

from .corpus import Made, corpus, write


@pytest.fixture(scope="module")
def files() -> list[Made]:
    """Two hundred files."""
    return list(corpus(200))


def test_there_are_as_many_files_as_asked_each_with_a_path_of_its_own(files: list[Made]) -> None:
    assert len({file.path for file in files}) == len(files) == 200


def test_a_larger_archive_begins_as_a_smaller_one(files: list[Made]) -> None:
    assert list(corpus(90)) == files[:90]
    assert list(corpus(3, seed=41)) != files[:3]


def test_circulars_are_as_long_as_asked() -> None:
    texts = [file.data.decode() for file in corpus(60, length=2_200) if file.path.endswith(".txt")]
    assert all(1_800 < len(text) < 2_600 for text in texts)
    assert len(set(texts)) > 20


def test_files_are_of_every_kind(files: list[Made]) -> None:
    kinds = Counter(PurePosixPath(file.path).suffix for file in files)
    assert kinds[".txt"] > 80
    assert kinds[".html"] > 60
    assert kinds[".docx"] > 2
    assert sum(file.path.startswith("转载/") for file in files) > 2


def test_it_is_read_as_it_was_composed(tmp_path: Path) -> None:
    """Copies are one record or one work, attachments belong to their pages, citations find what they cite."""
    size = write(tmp_path / "in", 120)
    assert size == sum(path.stat().st_size for path in (tmp_path / "in").rglob("*.*"))
    run([str(tmp_path / "in")], tmp_path / "out")
    data = hongtou.load(tmp_path / "out")
    circulars, tasks = data.circulars, data.tasks
    own = circulars[circulars.preferred]
    assert circulars.document_number.notna().all()
    assert own.document_number_normalized.is_unique
    assert (tasks.groupby("circular_id").size() > 20).all()
    assert len(tasks.circular_id.unique()) == len(circulars)
    assert data.files.path.str.endswith(".docx").any()
    assert data.references.target_work_id.notna().mean() > 0.8
