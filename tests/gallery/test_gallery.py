"""The notebooks of the gallery run, and show what they show in the manual."""

from __future__ import annotations

from typing import Any

import pytest

from .notebooks import FOLDER, NAMES, run_all, shown, stored


@pytest.fixture(scope="module")
def books() -> dict[str, Any]:
    """All of them, run once."""
    return run_all()


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_what_the_manual_says(books: dict[str, Any], name: str) -> None:
    """After a change that is meant, ``python -m tests.gallery`` writes them anew."""
    assert list(shown(books[name])) == list(shown(stored(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_warns_of_nothing(books: dict[str, Any], name: str) -> None:
    assert [words for _, words in shown(books[name]) if words.startswith(("stderr", "error"))] == []


def test_every_notebook_is_in_the_gallery_and_says_that_it_is_composed() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(NAMES)
    for name in NAMES:
        assert f"({name}.ipynb)" in readme
        assert "示例,非真实文件" in stored(name).cells[0].source


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_speaks_both_languages(name: str) -> None:
    for cell in stored(name).cells:
        if cell.cell_type == "markdown":
            assert any("\u4e00" <= c <= "\u9fff" for c in cell.source), cell.id
            assert sum("a" <= c <= "z" for c in cell.source) > 20, cell.id
