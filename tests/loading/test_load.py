"""A dataset on disk as DataFrames."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from factories import circular
from hongtou.errors import InputError
from hongtou.loading import Dataset, load
from hongtou.write import write_dataset
from hongtou.write.schema import tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("loaded")
    write_dataset([circular("a1"), circular("b2", composed=True)], made)
    return made


@pytest.fixture(scope="module")
def data(folder: Path) -> Dataset:
    return load(folder)


def test_a_table_is_a_frame_of_its_columns(data: Dataset) -> None:
    assert data.tables == list(tables())
    for name, table in tables().items():
        frame = data.table(name)
        assert list(frame.columns) == [column.name for column in table.columns]
        assert getattr(data, name) is frame
        assert name in dir(data)


@pytest.mark.parametrize(
    ("table", "column", "dtype"),
    [
        ("deadlines", "due", "datetime64[s]"),
        ("circulars", "as_of", "datetime64[s]"),
        ("tasks", "annex", "Int64"),
        ("tasks", "number_start", "Int64"),
        ("tasks", "number", "string"),
        ("circulars", "region_code", "string"),
        ("tasks", "percent", "Float64"),
        ("tasks", "complete", "boolean"),
        ("tasks", "status", "category"),
    ],
)
def test_a_column_has_its_type_even_where_it_is_empty(
    data: Dataset, tmp_path: Path, table: str, column: str, dtype: str
) -> None:
    write_dataset([], tmp_path)
    for one in (data, load(tmp_path)):
        assert str(one.table(table)[column].dtype) == dtype


def test_a_closed_vocabulary_has_all_its_words(data: Dataset) -> None:
    assert list(data.responsibilities.role.cat.categories) == ["lead", "responsible", "support"]
    counts = data.tasks.status.value_counts()
    assert counts["on_track"] == 2
    assert counts["done"] == 0


def test_values_are_those_written(data: Dataset) -> None:
    first = data.tasks.iloc[0]
    assert (first.number, first.task, first.percent, first.complete) == ("1-1", "=新建公厕(12座)", 90.0, True)
    assert data.deadlines.due.iloc[0] == pd.Timestamp("2019-06-30")
    assert data.deadlines.kind.isna().tolist() == [False, False, True, False] * 2
    assert pd.isna(data.tasks.content.iloc[0])
    assert data.metadata.value.tolist() == ["", ""]


def test_tables_join(data: Dataset) -> None:
    led = data.responsibilities.query("role == 'lead'").merge(data.tasks, on="task_id")
    assert led.task.tolist() == ["=新建公厕(12座)"] * 2


def test_second_copies_are_left_out_of_every_table_when_asked(tmp_path: Path) -> None:
    write_dataset([circular("a1", preferred=False), circular("b2")], tmp_path)
    best = load(tmp_path, copies=False)
    for name in best.tables:
        both = load(tmp_path).table(name)
        assert set(both.circular_id) == {"a1", "b2"}, name
        pd.testing.assert_frame_equal(best.table(name), both[both.circular_id == "b2"].reset_index(drop=True))


def test_csv_or_jsonl_stand_in_for_parquet(folder: Path, data: Dataset, tmp_path: Path) -> None:
    for form in ("*.csv", "*.jsonl"):
        other = tmp_path / form[2:]
        other.mkdir()
        for path in folder.glob(form):
            (other / path.name).write_bytes(path.read_bytes())
        copied = load(other)
        for name in data.tables:
            # An empty text of a value is null in CSV, where nothing tells them apart; the span says which it is.
            pd.testing.assert_frame_equal(copied.table(name), data.table(name))


def test_it_says_what_it_holds(data: Dataset, folder: Path) -> None:
    words = repr(data)
    assert str(folder) in words
    assert "2 circulars, 4 tasks, 8 deadlines, 10 responsibilities" in words


def test_an_unknown_table_is_an_attribute_error_or_a_key_error(data: Dataset) -> None:
    with pytest.raises(KeyError, match="no table 'taks'; it has circulars, parties"):
        data.table("taks")
    with pytest.raises(AttributeError, match="no table 'taks'; it has circulars, parties"):
        _ = data.taks
    assert not hasattr(data, "__array_interface__")


def test_no_dataset_is_said(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("", "utf-8")
    with pytest.raises(InputError, match="no dataset in"):
        load(tmp_path)
    with pytest.raises(InputError, match="no folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is one file"):
        load(tmp_path / "README.md")


def test_a_damaged_table_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks.parquet").write_bytes((folder / "tasks.parquet").read_bytes()[:-40])
    with pytest.raises(InputError, match=r"cannot read .*tasks\.parquet"):
        _ = load(tmp_path).tasks
    with pytest.raises(InputError, match="lacks the table 'deadlines'"):
        _ = load(tmp_path).deadlines


def test_importing_costs_no_pandas() -> None:
    code = "import sys, hongtou.loading; sys.exit(any(m in sys.modules for m in ('pandas', 'pyarrow', 'xlsxwriter')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
