"""The page of a circular on the site: from the tables, under its address, as HTML, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from hongtou.model import Circular
from hongtou.serve.circular import circular_of, find
from hongtou.write import read_jsonl
from serve.htmltree import Element, named, of_class, tree


@pytest.fixture(scope="session")
def circulars(folder: Path) -> list[Circular]:
    return list(read_jsonl(folder / "circulars.jsonl"))


@pytest.fixture(scope="session")
def report(circulars: list[Circular]) -> Circular:
    """A report with tasks, verdicts and findings."""
    return next(
        one for one in circulars if one.document_number and one.document_number.normalized == "鹤政办函〔2010〕53号"
    )


def page(browser: Any, address: str) -> Element:
    answer = browser.get(address)
    assert answer.status_code == 200
    return tree(answer.text)


def test_a_circular_of_the_tables_is_that_of_the_lines(db: sqlite3.Connection, circulars: list[Circular]) -> None:
    assert [circular_of(db, one.circular_id) for one in circulars] == circulars
    assert circular_of(db, "nobody") is None


def test_a_circular_is_found_by_its_id_and_its_number(db: sqlite3.Connection, report: Circular) -> None:
    assert find(db, report.circular_id) == find(db, "鹤政办函〔2010〕53号") == [report.circular_id]
    assert find(db, "鹤政办函〔2010〕54号") == []


def test_the_page_shows_the_text_and_ties_each_value_to_it(browser: Any, report: Circular) -> None:
    root = page(browser, f"/circular/{report.circular_id}")
    (text,) = of_class(root, "text")
    assert text.text == report.text
    anchors = named(root)
    assert anchors[anchors["t4-deadline-1"].attributes["href"][1:]].text == "年内"


def test_the_page_leads_on_to_units_and_tasks(browser: Any, report: Circular) -> None:
    links = [
        e.attributes.get("href", "") for e in page(browser, f"/circular/{report.circular_id}").walk() if e.tag == "a"
    ]
    assert [link for link in links if link.startswith("/unit/")]
    assert f"/task/{report.tasks[0].task_id}" in links


def test_nothing_is_inline(browser: Any, circulars: list[Circular]) -> None:
    for one in circulars:
        for element in page(browser, f"/circular/{one.circular_id}").walk():
            assert element.tag != "style"
            assert "style" not in element.attributes
            assert element.tag != "script" or (element.attributes["src"] and not element.text)


def test_a_day_gone_by_is_past(browser: Any, report: Circular) -> None:
    assert "所定日期已过" in page(browser, f"/circular/{report.circular_id}?lang=zh").text
    assert "past the stated date" in page(browser, f"/circular/{report.circular_id}?lang=en").text


def test_every_composed_sample_says_so(browser: Any, circulars: list[Circular]) -> None:
    assert [
        one for one in circulars if "示例,非真实文件" not in page(browser, f"/circular/{one.circular_id}").text
    ] == []


def test_the_page_is_also_json_and_csv(browser: Any, report: Circular) -> None:
    record = json.loads(browser.get(f"/circular/{report.circular_id}.json").text)
    assert (record["circular_id"], record["text"]) == (report.circular_id, report.text)
    rows = list(
        csv.DictReader(io.StringIO(browser.get(f"/circular/{report.circular_id}.csv").text.removeprefix("\ufeff")))
    )
    assert [row["task_id"] for row in rows] == [task.task_id for task in report.tasks]


def test_a_circular_that_is_not_there_is_not_found(browser: Any) -> None:
    assert browser.get("/circular/nobody").status_code == 404
