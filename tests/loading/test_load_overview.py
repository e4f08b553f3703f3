"""The overview as a frame says what overview.csv says, and reads no more than it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from factories import circular, circulars
from hongtou.errors import UsageError
from hongtou.loading import Dataset, load
from hongtou.loading.overview import COLUMNS
from hongtou.model import Circular
from hongtou.write import read_jsonl, write_dataset
from hongtou.write.cite import COMPOSED
from hongtou.write.labels import word_label
from hongtou.write.overview import COLUMNS as PRINTED
from hongtou.write.overview import harmless, overview_rows

_WORDS = {"level": "Level", "status": "Status", "verdict": "Verdict"}


def _printed(name: str, cell: Any, row: Any, made: Circular) -> str:
    """The cell as overview.csv has it."""
    if name == "due":
        task = next(task for task in made.tasks if task.task_id == row.task_id)
        days = [limit.due for limit in task.deadlines if limit.due]
        assert (row.due, row.due_last) == ((min(days), max(days)) if days else (None, None))
        return "、".join(dict.fromkeys(day.isoformat() for day in days))
    if name == "source_url":
        return harmless(f"{cell or ''} ({COMPOSED})".strip() if row.composed else cell or "")
    if cell is None:
        return ""
    if name in _WORDS:
        return word_label(_WORDS[name], cell).title
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return harmless(str(cell))


def _held(frame: pd.DataFrame, made: list[Circular]) -> None:
    """Every row of the frame says what the CSV's says."""
    plain = frame.astype(object).where(frame.notna(), None)
    for name in ("date_issued", "as_of", "due", "due_last"):
        plain[name] = [None if day is None else day.date() for day in plain[name]]
    expected = [(one, row) for one in made for row in overview_rows(one)]
    assert len(plain) == len(expected)
    for row, (one, cells) in zip(plain.itertuples(), expected, strict=True):
        assert row.circular_id == one.circular_id
        assert tuple(_printed(name, getattr(row, name), row, one) for name in PRINTED) == cells


def test_it_says_what_the_overview_for_people_says(data: Dataset, samples: Path) -> None:
    made = list(read_jsonl(samples / "circulars.jsonl"))
    frame = data.overview()
    assert list(frame.columns) == list(COLUMNS)
    assert set(PRINTED) < set(COLUMNS)
    assert len(frame) > 100
    _held(frame, made)


@given(circulars())
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
def test_any_circular_is_said_so(tmp_path: Path, any_circular: Circular) -> None:
    write_dataset([any_circular, circular("c2")], tmp_path, tables=False)
    frame = load(tmp_path).overview()
    _held(frame, [any_circular, circular("c2")])


@pytest.mark.parametrize(
    ("column", "dtype"),
    [
        ("due", "datetime64[s]"),
        ("due_last", "datetime64[s]"),
        ("date_issued", "datetime64[s]"),
        ("level", "category"),
        ("status", "category"),
        ("verdict", "category"),
        ("complete", "boolean"),
        ("composed", "boolean"),
        ("findings", "Int64"),
        ("lead", "string"),
        ("title", "string"),
        ("cite", "string"),
        ("category", "string"),
    ],
)
def test_a_column_has_its_type_even_where_it_is_empty(data: Dataset, tmp_path: Path, column: str, dtype: str) -> None:
    write_dataset([], tmp_path)
    assert [str(one.overview([column])[column].dtype) for one in (data, load(tmp_path))] == [dtype, dtype]


def test_columns_alone_are_those_of_the_whole(data: Dataset) -> None:
    whole = data.overview()
    for some in (["lead", "task_id"], ["cite"], ["findings", "title"], ["due_last", "category"]):
        pd.testing.assert_frame_equal(data.overview(some), whole[some])
    with pytest.raises(UsageError, match="no column 'leads'; it has task_id, cite"):
        data.overview(["leads"])


def test_what_is_not_asked_for_is_not_read(samples: Path, tmp_path: Path) -> None:
    for name in ("tasks", "responsibilities"):
        (tmp_path / f"{name}.parquet").write_bytes((samples / f"{name}.parquet").read_bytes())
    data = load(tmp_path)
    assert data.overview(["task_id", "lead"]).lead.notna().any()
    with pytest.raises(Exception, match="lacks the table"):
        data.overview(["due"])


def test_a_work_in_several_copies_is_one_row_when_asked(tmp_path: Path) -> None:
    write_dataset([circular("a1", preferred=False), circular("b2")], tmp_path)
    assert load(tmp_path).overview().preferred.tolist() == [False, False, True, True]
    assert load(tmp_path, copies=False).overview().task_id.tolist() == ["b2-1", "b2-2"]


def test_a_frame_is_the_callers_to_change(tmp_path: Path) -> None:
    write_dataset([circular("a1")], tmp_path)
    data = load(tmp_path)
    before = data.overview()
    data.tasks["task"] = "改"
    data.circulars["title"] = pd.NA
    pd.testing.assert_frame_equal(data.overview(), before)
