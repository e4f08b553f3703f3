"""What is due, who does what, who cites whom: the joins, beside the views of dataset.sqlite."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pandas as pd
import pytest

from factories import circular
from hongtou.errors import UsageError
from hongtou.loading import Dataset, load
from hongtou.write import write_dataset


def _view(samples: Path, query: str) -> pd.DataFrame:
    with closing(sqlite3.connect(samples / "dataset.sqlite")) as db:
        return pd.read_sql(query, db)


def test_what_is_due_is_what_the_view_says(data: Dataset, samples: Path) -> None:
    view = _view(samples, 'SELECT due, task_id, "limit" FROM v_due ORDER BY due, task_id, "limit"')
    mine = data.due().assign(due=lambda rows: rows.due.dt.strftime("%Y-%m-%d")).sort_values(["due", "task_id", "limit"])
    assert mine[["due", "task_id", "limit"]].values.tolist() == view.values.tolist()
    assert mine.due.is_monotonic_increasing


@pytest.mark.parametrize(
    ("after", "before", "days"),
    [
        ("2019-06-30", "2019-12-31", ["2019-06-30"]),
        ("2019-07", None, ["2019-12-31"]),
        (None, dt.date(2019, 12, 31), ["2019-06-30"]),
        ("2019", "2020", ["2019-06-30", "2019-12-31"]),
        (dt.date(2020, 1, 1), None, []),
        (pd.Timestamp("2019-12-31"), None, ["2019-12-31"]),
    ],
)
def test_a_window_has_its_first_day_and_not_its_last(
    tmp_path: Path, after: dt.date | str | None, before: dt.date | str | None, days: list[str]
) -> None:
    write_dataset([circular("a1")], tmp_path)
    found = load(tmp_path).due(after=after, before=before)
    assert found.due.dt.strftime("%Y-%m-%d").tolist() == days


@pytest.mark.parametrize("day", ["spring", "2019-13", "5", "30/06/2019", ""])
def test_what_is_no_day_is_said(data: Dataset, day: str) -> None:
    with pytest.raises(UsageError, match="is no day: write 2014-05-31, 2014-05 or 2014"):
        data.due(after=day)


def test_units_count_as_in_the_view(data: Dataset, samples: Path) -> None:
    for collective in (False, True):
        view = _view(
            samples,
            f"SELECT unit, tasks, circulars, composed FROM v_units WHERE collective = {collective:d} "
            "ORDER BY tasks DESC, unit, unit_type, region_code",
        )
        mine = data.by_unit(collectives=collective)
        assert len(mine) == len(view) > 3
        for name in ("unit", "tasks", "circulars"):
            assert sorted(mine[name]) == sorted(view[name]), name
        assert mine.tasks.is_monotonic_decreasing


def test_a_unit_is_counted_by_role_and_by_what_is_said_of_its_rows(tmp_path: Path) -> None:
    write_dataset([circular("a1")], tmp_path)
    units = load(tmp_path).by_unit().set_index("unit")
    counts = ["tasks", "lead", "responsible", "support", "standing", "circulars"]
    judged = ["named_behind", "named_on_track", "not_judged"]
    assert units.loc["云溪县住房和城乡建设局", counts].tolist() == [1, 1, 0, 0, 0, 1]
    assert units.loc["云溪县教育局", judged].tolist() == [1, 0, 0]
    assert units.loc["云溪县财政局", [*judged, "support"]].tolist() == [0, 0, 1, 1]


def test_collectives_are_apart_and_their_members_are_not_counted(tmp_path: Path) -> None:
    write_dataset([circular("a1")], tmp_path)
    data = load(tmp_path)
    assert set(data.by_unit().unit) == {"云溪县住房和城乡建设局", "云溪县财政局", "云溪县教育局"}
    together = data.by_unit(collectives=True)
    assert set(together.unit) == {"各乡镇"}
    assert together.tasks.sum() == 1
    assert together.standing.sum() == 1
    assert "白石乡" in set(data.members.name)


def test_a_unit_that_a_task_names_twice_has_one_task(tmp_path: Path) -> None:
    made = circular("a1")
    twice = made.tasks[0].responsibilities[0]
    task = msgspec.structs.replace(made.tasks[0], responsibilities=(twice, twice))
    write_dataset([msgspec.structs.replace(made, tasks=(task,), references=())], tmp_path)
    assert load(tmp_path).by_unit()[["tasks", "lead"]].values.tolist() == [[1, 1]]


def test_copies_count_once_unless_asked(tmp_path: Path) -> None:
    write_dataset([circular("a1", preferred=False), circular("b2")], tmp_path)
    data = load(tmp_path)
    assert (data.by_unit().tasks.max(), data.by_unit(copies=True).tasks.max()) == (1, 2)
    assert (len(data.citations()), len(data.citations(copies=True))) == (1, 2)


def test_citations_are_those_of_the_view(data: Dataset, samples: Path) -> None:
    columns = ["citing", "cited", "relation", "part", "circular_id", "cited_title", "target_circular_id"]
    view = _view(samples, f"SELECT {', '.join(columns)} FROM v_citations")
    mine = data.citations()[columns]
    assert mine.astype(object).fillna("").values.tolist() == view.astype(object).fillna("").values.tolist()
    assert len(view) > 5


def test_an_edge_leads_to_the_best_copy_of_what_is_cited(tmp_path: Path) -> None:
    made = circular("a1")
    cited = msgspec.structs.replace(made.references[0], target_work_id="439921-b2")
    second = circular("b3", preferred=False, work_id="439921-b2")
    write_dataset([msgspec.structs.replace(made, references=(cited,)), circular("b2"), second], tmp_path)
    edge = load(tmp_path).citations().iloc[0]
    assert (edge.citing, edge.cited, edge.relation) == ("云政办函〔2019〕7号", "青政发〔2018〕3号", "basis")
    assert (edge.work_id, edge.target_work_id, edge.target_circular_id) == ("439921-a1", "439921-b2", "b2")


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    write_dataset([], tmp_path)
    data = load(tmp_path)
    for frame in (data.due(), data.by_unit(), data.citations(), data.overview()):
        assert len(frame) == 0
        assert len(frame.columns) > 5
