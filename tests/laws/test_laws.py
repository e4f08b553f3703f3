"""The laws of docs/dataset.md over the composed samples."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

import hongtou
from hongtou.read import read
from hongtou.run.batch import run
from hongtou.write import from_tables, read_jsonl

from . import samples, scorer, tables

each_sample = pytest.mark.parametrize("name", samples.NAMES)


def test_there_are_samples() -> None:
    assert len(samples.NAMES) >= 16


@each_sample
def test_every_span_checks_out(name: str) -> None:
    assert samples.broken_spans(samples.circular(name)) == []


@each_sample
def test_blocks_cover_every_character(name: str) -> None:
    assert samples.uncovered(samples.circular(name)) == ""


@each_sample
def test_reading_twice_gives_the_same(name: str) -> None:
    again = hongtou.extract(samples.data(name), path=name)
    assert msgspec.json.encode(again) == msgspec.json.encode(samples.circular(name))


@each_sample
def test_task_ids_are_distinct(name: str) -> None:
    ids = [task.task_id for task in samples.circular(name).tasks]
    assert len(set(ids)) == len(ids)


@each_sample
def test_tasks_stand_in_reading_order(name: str) -> None:
    starts = [task.task.start for task in samples.circular(name).tasks if task.origin == "inline"]
    assert starts == sorted(starts)


WITH_TABLES = tuple(n for n in samples.NAMES if any(t["origin"] == "table" for t in scorer.labels(n)["tasks"]))


def test_there_are_tables_to_weigh() -> None:
    assert len(WITH_TABLES) >= 10


@pytest.mark.parametrize("name", WITH_TABLES)
def test_no_character_of_a_table_stands_twice(name: str) -> None:
    page, grids = tables.of(read(samples.data(name), path=name))
    assert grids
    assert [tables.twice(page, grid) for grid in grids] == [""] * len(grids)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_a_character_of_a_table_is_placed_or_a_finding_names_it(name: str) -> None:
    page, grids = tables.of(read(samples.data(name), path=name))
    findings = samples.circular(name).findings
    assert [tables.hidden(page, grid, findings) for grid in grids] == [""] * len(grids)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_what_a_row_holds_is_in_its_task(name: str) -> None:
    """Nothing in a row is dropped between grid and record."""
    _, grids = tables.of(read(samples.data(name), path=name))
    held = {
        (value["start"], value["end"])
        for task in samples.circular(name).tasks
        for _, value in samples.values(msgspec.to_builtins(task))
    }
    lost = [
        value.text
        for grid in grids
        for row in grid.rows
        for value in row.cells
        if value and (value.start, value.end) not in held
    ]
    assert lost == []


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two datasets of the samples, their files named in two orders."""
    paths = [str(samples.FOLDER / name) for name in samples.NAMES]
    shuffled = [*paths]
    random.Random(20).shuffle(shuffled)
    assert shuffled != paths
    folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    for folder, order in zip(folders, (paths, shuffled), strict=True):
        assert run(order, folder, meta_files=[str(samples.FOLDER / "index.csv")]).ok
    return folders


def test_the_order_of_files_changes_no_byte(runs: tuple[Path, Path]) -> None:
    one, two = (
        {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()} for folder in runs
    )
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert len(one) > 20


def test_tables_rebuild_the_jsonl(runs: tuple[Path, Path]) -> None:
    printed = list(read_jsonl(runs[0] / "circulars.jsonl"))
    assert from_tables(runs[0]) == printed
    assert len(printed) == len(samples.NAMES)
