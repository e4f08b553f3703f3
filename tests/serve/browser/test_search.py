"""A reader searches, narrows down, takes the rows away."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Windows


def _search(window: Page, words: str) -> None:
    window.goto("/")
    box = window.get_by_role("searchbox")
    box.fill(words)
    with window.expect_navigation():
        box.press("Enter")


def _found(window: Page) -> list[str]:
    return window.locator("table.tasks tbody tr th a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        ("信访", {"办结初次信访事项1200件", "建立信访代理员队伍", "改造接访大厅"}),
        ("投资项目", {"集中开工投资项目36个", "建立投资项目联合审批窗口"}),
        ("窗", {"建立投资项目联合审批窗口"}),
        ("投资项目 窗口", {"建立投资项目联合审批窗口"}),
    ],
)
def test_words_of_any_length_are_found_and_lit(window: Page, words: str, tasks: set[str]) -> None:
    _search(window, words)
    assert tasks <= set(_found(window))
    lit = set(window.locator("table.tasks mark").all_inner_texts())
    assert set(words.split()) <= lit


def test_what_nobody_wrote_is_not_found_and_the_page_says_so(window: Page) -> None:
    _search(window, "航天飞机")
    assert _found(window) == []
    expect(window.locator("#found")).to_contain_text("0")


def test_a_facet_narrows_down_and_is_taken_off_again(window: Page) -> None:
    _search(window, "信访")
    before = len(_found(window))
    unit = window.locator(".facets").get_by_role("link", name="云溪县财政局", exact=True)
    count = int(unit.locator("xpath=..").locator(".count").inner_text())
    with window.expect_navigation():
        unit.click()
    assert len(_found(window)) == count < before
    with window.expect_navigation():
        window.locator(".chosen a").first.click()
    assert len(_found(window)) == before


def test_a_result_leads_to_its_task_its_circular_its_unit(window: Page) -> None:
    for column, kind in (("th a", "task"), ("td:last-child a", "circular"), ("td .role a", "unit")):
        _search(window, "信访代理员")
        window.locator(f"table.tasks tbody {column}").first.click()
        expect(window).to_have_url(re.compile(rf"/{kind}/"))
        expect(window.locator("main")).to_contain_text("信访代理员")


def test_what_was_found_is_taken_away_as_csv(window: Page, tmp_path: Path) -> None:
    _search(window, "信访")
    with window.expect_download() as download:
        window.locator("a[download]").click()
    download.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["task"] for row in rows} >= {"办结初次信访事项1200件", "建立信访代理员队伍"}
    assert str(len(rows)) in window.locator("#found").inner_text()


def test_the_language_is_the_browser_s_and_is_switched_and_kept(windows: Windows) -> None:
    window = windows(locale="en-GB")
    window.goto("/search?q=信访")
    expect(window.locator("html")).to_have_attribute("lang", "en")
    expect(window.get_by_role("button", name="Search")).to_be_visible()
    window.locator("a.language").click()
    expect(window.locator("html")).to_have_attribute("lang", "zh-CN")
    assert "办结初次信访事项1200件" in _found(window)
    window.goto("/")
    expect(window.locator("html")).to_have_attribute("lang", "zh-CN")
