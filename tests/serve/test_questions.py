"""The questions of the README: a line of pandas and a link of the pages give the same answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hongtou
from hongtou.loading import Dataset
from hongtou.serve import links

from .conftest import Browser


@pytest.fixture(scope="module")
def data(folder: Path) -> Dataset:
    return hongtou.load(folder, copies=False)


def _asked(browser: Browser, link: str) -> Any:
    return browser.get(link.replace("/search", "/search.json") + "&size=200").json()


def _ids(answer: Any) -> set[str]:
    return {task["task_id"] for task in answer["tasks"]}


def test_the_links_stand_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    for asked in ({"due_from": "2011-07-01", "due_to": "2011-12-31"}, {"role": "lead"}, {"verdict": "lagging"}):
        assert f"http://127.0.0.1:8001{links.search(**asked)}\n" in readme


def test_what_falls_due_in_the_second_half_of_2011(browser: Browser, data: Dataset) -> None:
    answer = _asked(browser, links.search(due_from="2011-07-01", due_to="2011-12-31"))
    due = data.due(after="2011-07", before="2012")
    assert _ids(answer) == set(due.task_id)
    assert answer["count"] == due.task_id.nunique() > 10


def test_which_units_lead_most_tasks(browser: Browser, data: Dataset) -> None:
    answer = _asked(browser, links.search(role="lead"))
    assert _ids(answer) == set(data.responsibilities.query("role == 'lead'").task_id.dropna())
    leading = data.by_unit().set_index("unit").lead.nlargest(3)
    for unit, count in leading.items():
        assert _asked(browser, links.search(role="lead", unit=str(unit)))["count"] == count > 1


def test_which_rows_the_circular_itself_calls_lagging(browser: Browser, data: Dataset) -> None:
    answer = _asked(browser, links.search(verdict="lagging"))
    assert _ids(answer) == set(data.overview().query("verdict == 'lagging'").task_id)
    assert answer["count"] > 5
