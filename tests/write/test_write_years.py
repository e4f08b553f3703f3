"""Parquet by the year of issue: a folder a table, a file a year."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import msgspec
import pandas as pd
import pytest
from frictionless import Package

from factories import circular
from hongtou.errors import OutputError
from hongtou.loading import load
from hongtou.model import Circular
from hongtou.write import FILES, from_tables, gathering, holds_dataset, render, write_dataset
from hongtou.write.partition import COLUMN
from hongtou.write.schema import tables


def _issued(circular_id: str, year: int | None) -> Circular:
    made = circular(circular_id)
    assert made.date_issued
    day = year and msgspec.structs.replace(made.date_issued, date=dt.date(year, 3, 5))
    return msgspec.structs.replace(made, date_issued=day or None)


@pytest.fixture(scope="module")
def many() -> list[Circular]:
    """Circulars of three years, in no order, and one of none."""
    years = (2019, 2014, None, 2019, 2021, 2014)
    return [_issued(f"c{n}", year) for n, year in enumerate(years)]


@pytest.fixture(scope="module")
def by_year(many: list[Circular], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    write_dataset(many, folder, by_year=True)
    return folder


def test_each_year_has_a_file_of_each_table(by_year: Path) -> None:
    assert {path.name for path in by_year.iterdir()} == FILES
    found = sorted(path.relative_to(by_year).as_posix() for path in (by_year / "tasks.parquet").rglob("*.parquet"))
    years = ("2014", "2019", "2021", "unknown")
    assert found == [f"tasks.parquet/year_issued={year}/part-0.parquet" for year in years]


def test_no_column_has_the_name_of_the_folders() -> None:
    assert all(column.name != COLUMN for table in tables().values() for column in table.columns)


@pytest.mark.parametrize("years", [(2019, 2014, None, 2014), (2019, 2014, 2014)], ids=["some undated", "all dated"])
def test_the_manual_s_call_reads_a_year(
    years: tuple[int | None, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    circulars = [_issued(f"c{n}", year) for n, year in enumerate(years)]
    write_dataset(circulars, tmp_path / "output", by_year=True)
    monkeypatch.chdir(tmp_path)
    manual = (Path(__file__).parents[2] / "docs" / "dataset.md").read_text(encoding="utf-8")
    (call,) = (code for code in re.findall(r"^```python\n(.*?)^```", manual, re.M | re.S) if COLUMN in code)
    found: dict[str, pd.DataFrame] = {}
    exec(compile(call, "dataset.md", "exec"), found)
    dated = [one for one, year in zip(circulars, years, strict=True) if year == 2014]
    assert found["tasks"].task_id.tolist() == [task.task_id for one in dated for task in one.tasks]
    assert set(found["tasks"][COLUMN]) == {"2014"}


def test_pandas_reads_all_years_or_some(by_year: Path) -> None:
    frame = pd.read_parquet(by_year / "tasks.parquet")
    assert frame[COLUMN].astype(str).value_counts().to_dict() == {"2014": 4, "2019": 4, "2021": 2, "unknown": 2}
    some = pd.read_parquet(by_year / "references.parquet", filters=[(COLUMN, "==", "2021")])
    assert some.circular_id.tolist() == ["c4"]
    assert pd.read_parquet(by_year / "annexes.parquet").columns.tolist()[:2] == ["circular_id", "ordinal"]


def test_the_loaded_tables_are_those_of_one_file_by_years(by_year: Path, many: list[Circular], tmp_path: Path) -> None:
    write_dataset(many, tmp_path)
    one, years = load(tmp_path), load(by_year)
    for name in tables():
        expected, found = one.table(name), years.table(name)
        assert list(found.dtypes) == list(expected.dtypes)
        assert _rows(found) == _rows(expected)
    assert years.circulars.circular_id.tolist() == ["c1", "c5", "c0", "c3", "c4", "c2"]


def _rows(frame: pd.DataFrame) -> list[str]:
    return sorted(map(str, frame.astype(object).values.tolist()))


def test_where_parts_end_leaves_no_trace_in_years(by_year: Path, many: list[Circular], tmp_path: Path) -> None:
    with gathering(tmp_path, by_year=True) as gather:
        for one in many:
            gather.add(render([one], by_year=True))
        gather.finish()
    names = sorted(path.relative_to(by_year) for path in by_year.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in names if (by_year / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_the_descriptor_lists_the_files_of_all_years(by_year: Path) -> None:
    described = json.loads((by_year / "datapackage.json").read_text("utf-8"))
    (tasks,) = (one for one in described["resources"] if one["name"] == "tasks-parquet")
    assert tasks["path"][0] == "tasks.parquet/year_issued=2014/part-0.parquet"
    assert tasks["bytes"] == sum((by_year / path).stat().st_size for path in tasks["path"])
    assert Package(str(by_year / "datapackage.json")).validate().flatten(["name", "note"]) == []


def test_one_form_replaces_the_other(many: list[Circular], tmp_path: Path) -> None:
    for by_year in (False, True, True, False):
        write_dataset(many, tmp_path, by_year=by_year)
        assert (tmp_path / "tasks.parquet").is_dir() == by_year
        assert {path.name for path in tmp_path.iterdir()} == FILES
        assert holds_dataset(tmp_path)
        assert from_tables(tmp_path) == many
        assert len(load(tmp_path).tasks) == 12
    write_dataset(many, tmp_path, by_year=True)
    write_dataset(many, tmp_path, tables=False)
    assert [path.name for path in tmp_path.iterdir()] == ["circulars.jsonl"]


def test_a_folder_of_someone_else_is_left_alone(many: list[Circular], tmp_path: Path) -> None:
    write_dataset(many, tmp_path, by_year=True)
    theirs = tmp_path / "tasks.parquet" / "notes.txt"
    theirs.write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"tasks\.parquet is a folder"):
        write_dataset(many, tmp_path)
    assert theirs.read_text("utf-8") == "mine"


def test_no_circulars_have_files_without_rows(tmp_path: Path) -> None:
    write_dataset([], tmp_path, by_year=True)
    assert len(pd.read_parquet(tmp_path / "tasks.parquet")) == 0
    assert load(tmp_path).tasks.empty
