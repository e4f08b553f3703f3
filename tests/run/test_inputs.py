"""What paths name, and in which order."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from hongtou.run.batch import run
from hongtou.run.inputs import Inputs, Walk, listed
from hongtou.write import FILES, write_dataset


def enumerate_inputs(paths: Iterable[str], *, tables: bool = False, output: str | None = None) -> Inputs:
    walk = Walk(tables=tables, output=output)
    return listed(walk.paths(paths), walk.shelf)


def names(*paths: str, tables: bool = False) -> list[str]:
    return [file.name for file in enumerate_inputs(paths, tables=tables).files]


def test_folders_are_walked_and_sorted(pages: Path) -> None:
    (pages / "more").mkdir()
    (pages / "more" / "0.html").write_text("<p>通知</p>", encoding="utf-8")
    assert names("pages") == ["pages/a.txt", "pages/b.txt", "pages/more/0.html"]


def test_order_of_arguments_does_not_matter(pages: Path) -> None:
    assert names("pages/b.txt", "pages/a.txt") == names("pages/a.txt", "pages/b.txt")


def test_patterns_that_the_shell_left_alone(pages: Path) -> None:
    assert names("pages/*.txt") == ["pages/a.txt", "pages/b.txt"]
    assert names("**/a.txt") == ["pages/a.txt"]


def test_a_file_that_is_called_like_a_pattern_is_itself(pages: Path) -> None:
    (pages / "[1].txt").write_text("通知", encoding="utf-8")
    assert names("pages/[1].txt") == ["pages/[1].txt"]


def test_pattern_without_a_match_is_missing(pages: Path) -> None:
    assert enumerate_inputs(["pages/*.html"]).missing == ("pages/*.html",)


def test_the_same_file_by_two_paths_is_one(pages: Path) -> None:
    assert len(names("pages", "pages/a.txt", str(pages / "a.txt"), "./pages/b.txt")) == 2


def test_unknown_types_in_a_folder_are_skipped_and_named_ones_are_not(pages: Path) -> None:
    (pages / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    found = enumerate_inputs(["pages"])
    assert found.skipped == ("pages/photo.jpg",)
    assert "pages/photo.jpg" not in [file.name for file in found.files]
    assert [(file.name, file.explicit) for file in enumerate_inputs(["pages/photo.jpg"]).files] == [
        ("pages/photo.jpg", True)
    ]


def test_what_belongs_to_the_folder_is_neither_read_nor_skipped(pages: Path) -> None:
    for name in ("README.md", "README.txt", ".hidden.txt", "a.txt.source.json", "a.txt.labels.json", "index.csv"):
        (pages / name).write_text("path\n", encoding="utf-8")
    found = enumerate_inputs(["pages"])
    assert [file.name for file in found.files] == ["pages/a.txt", "pages/b.txt"]
    assert found.skipped == ()
    assert tuple(index.name for index in found.indexes) == ("pages/index.csv",)


def test_json_that_is_beside_nothing_is_skipped(pages: Path) -> None:
    (pages / "c.txt.source.json").write_text("{}", encoding="utf-8")
    assert enumerate_inputs(["pages"]).skipped == ("pages/c.txt.source.json",)


def test_tables_are_documents_only_when_asked(pages: Path) -> None:
    (pages / "t.csv").write_text("正文\n通知\n", encoding="utf-8")
    assert "pages/t.csv" not in names("pages")
    assert "pages/t.csv" in names("pages", tables=True)


def test_json_is_a_table_where_it_is_named(pages: Path) -> None:
    (pages / "t.json").write_text('[{"正文": "通知"}]', encoding="utf-8")
    assert enumerate_inputs(["pages"], tables=True).skipped == ("pages/t.json",)
    assert [file.table for file in enumerate_inputs(["pages/*.json"], tables=True).files] == [True]


def test_standard_input() -> None:
    assert names("-") == ["-"]


def test_what_hongtou_wrote_is_skipped(pages: Path) -> None:
    for output in ("pages/other", "pages/out"):
        run(["pages/a.txt"], output)
    (pages / "out" / "stray.txt").write_text("通知", encoding="utf-8")
    (pages / "empty").mkdir()
    found = enumerate_inputs(["pages"], tables=True, output="pages/empty")
    assert [file.name for file in found.files] == ["pages/a.txt", "pages/b.txt"]
    assert found.skipped == ("pages/empty", "pages/other", "pages/out")


def test_a_folder_that_is_input_and_output_gives_its_documents(pages: Path) -> None:
    run(["pages"], "pages")
    found = enumerate_inputs(["pages"], tables=True, output="pages")
    assert [file.name for file in found.files] == ["pages/a.txt", "pages/b.txt"]
    assert set(found.skipped) == {f"pages/{name}" for name in FILES}


def test_tables_by_years_are_no_documents(pages: Path) -> None:
    write_dataset([], pages, by_year=True)
    found = enumerate_inputs(["pages"], tables=True, output="pages")
    assert [file.name for file in found.files] == ["pages/a.txt", "pages/b.txt"]


def test_a_folder_that_cannot_be_listed_is_a_file_that_cannot_be_read(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "locked").mkdir()
    (pages / "locked" / "c.txt").write_text("通知", encoding="utf-8")
    listed = os.scandir

    def scandir(path: Any) -> Any:  # root may list anything, so the system is made to refuse
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert names("pages") == ["pages/a.txt", "pages/b.txt", "pages/locked"]
    summary = run(["pages"], "out", tables=False)
    assert summary.failed == (("pages/locked", "It could not be opened: Permission denied."),)
