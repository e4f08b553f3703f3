"""The forms a dataset may come in give the same frames, and only what is asked of them is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from factories import circular
from hongtou.errors import InputError, UsageError
from hongtou.loading import Dataset, load
from hongtou.write import read_jsonl, write_dataset


def _some(samples: Path, folder: Path, pattern: str) -> Path:
    folder.mkdir()
    for path in samples.glob(pattern):
        shutil.copyfile(path, folder / path.name)
    return folder


def _same(one: Dataset, other: Dataset) -> None:
    for name in one.tables:
        pd.testing.assert_frame_equal(one.table(name), other.table(name))
    pd.testing.assert_frame_equal(one.overview(), other.overview())
    assert repr(one).partition(": ")[2] == repr(other).partition(": ")[2]


@pytest.mark.parametrize("pattern", ["*.parquet", "dataset.sqlite", "circulars.jsonl"])
def test_a_folder_with_one_form_is_the_dataset(data: Dataset, samples: Path, tmp_path: Path, pattern: str) -> None:
    _same(load(_some(samples, tmp_path / "some", pattern)), data)


@pytest.mark.parametrize("name", ["dataset.sqlite", "circulars.jsonl"])
def test_one_file_is_the_dataset(data: Dataset, samples: Path, name: str) -> None:
    loaded = load(samples / name)
    assert loaded.path == samples / name
    _same(loaded, data)


def test_parquet_by_years_is_the_dataset_in_the_order_of_years(data: Dataset, samples: Path, tmp_path: Path) -> None:
    write_dataset(read_jsonl(samples / "circulars.jsonl"), tmp_path, by_year=True)
    years = load(tmp_path)
    for name in years.tables:
        keys = ["circular_id", *(["ordinal"] if name != "circulars" else [])]
        one, other = (each.table(name).sort_values(keys, ignore_index=True) for each in (years, data))
        pd.testing.assert_frame_equal(one, other)
    assert sorted(years.overview().cite) == sorted(data.overview().cite)


def test_columns_alone_leave_the_text_on_the_disk(data: Dataset) -> None:
    frame = data.table("circulars", ["region", "circular_id"])
    assert list(frame.columns) == ["region", "circular_id"]
    pd.testing.assert_frame_equal(frame, data.circulars[["region", "circular_id"]])
    with pytest.raises(UsageError, match="'circulars' has no column 'texts'; it has circular_id"):
        data.table("circulars", ["texts"])


def test_saying_what_it_holds_reads_no_table(samples: Path, tmp_path: Path) -> None:
    folder = _some(samples, tmp_path / "some", "*.parquet")
    loaded = load(folder)
    said = repr(loaded)
    shutil.rmtree(folder)
    assert "circulars" in said
    with pytest.raises(InputError, match="lacks the table"):
        _ = loaded.circulars


def test_a_file_that_is_no_dataset_is_said(samples: Path, tmp_path: Path) -> None:
    for name in ("tasks.csv", "tasks.parquet", "datapackage.json"):
        with pytest.raises(
            InputError, match=r"is one file: give the folder that holds the dataset \(.+\), its dataset\.sqlite"
        ):
            load(samples / name)
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    with pytest.raises(InputError, match="is one file"):
        load(empty)


def test_a_damaged_database_is_said(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "dataset.sqlite"
    path.write_bytes((samples / "dataset.sqlite").read_bytes()[:20_000])
    with pytest.raises(InputError, match=r"cannot read .*dataset\.sqlite"):
        _ = load(path).tasks
    path.unlink()
    import sqlite3

    sqlite3.connect(path).execute("CREATE TABLE tasks (a)").connection.close()
    with pytest.raises(InputError, match="is not the table 'tasks' of this version"):
        _ = load(path).tasks
    with pytest.raises(InputError, match="lacks the table 'deadlines'"):
        _ = load(path).deadlines


def test_a_database_is_never_written(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a b#c"  # an address must be quoted
    _some(samples, folder, "dataset.sqlite")
    (folder / "dataset.sqlite").chmod(0o444)
    assert len(load(folder / "dataset.sqlite").overview())
    assert [path.name for path in folder.iterdir()] == ["dataset.sqlite"]


def test_copies_are_left_out_of_columns_too(tmp_path: Path) -> None:
    write_dataset([circular("a1", preferred=False), circular("b2")], tmp_path)
    assert load(tmp_path / "dataset.sqlite", copies=False).table("tasks", ["number"]).number.tolist() == ["1-1", "2"]
    assert "1 circulars, 2 tasks" in repr(load(tmp_path, copies=False))
