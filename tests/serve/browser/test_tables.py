"""Datasette's own pages under ``/dataset``: all of them works, by its scripts and without any."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import Windows

ROWS = "table.rows-and-columns tbody tr"


def _sends_sql(window: Page) -> None:
    with window.expect_navigation():
        window.get_by_role("button", name="Run SQL").click()
    expect(window.locator(ROWS)).to_have_count(1)


def test_sql_is_edited_formatted_and_sent(window: Page) -> None:
    window.goto("/dataset?sql=select+count(*)+from+tasks+where+verdict+is+null")
    editor = window.locator(".CodeMirror")
    expect(editor).to_be_visible()
    window.get_by_role("button", name="Format SQL").click()
    expect(editor).to_contain_text("verdict is null")
    expect(editor.locator(".CodeMirror-linenumber")).not_to_have_count(1)
    _sends_sql(window)


def _opens_menu(window: Page, column: str) -> None:
    """Open the menu of a column when it has come into view: a table that scrolls closes its menus."""
    icon = window.locator(f"th.col-{column} svg.dropdown-menu-icon")
    icon.scroll_into_view_if_needed()
    window.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    icon.click()


def test_a_column_s_menu_sorts_and_counts(window: Page) -> None:
    window.goto("/dataset/tasks")
    _opens_menu(window, "verdict")
    with window.expect_navigation():
        window.get_by_role("link", name="Facet by this").click()
    expect(window.locator(".facet-info-name").first).to_contain_text("verdict")
    _opens_menu(window, "ordinal")
    with window.expect_navigation():
        window.get_by_role("link", name="Sort descending").click()
    assert "_sort_desc=ordinal" in window.url


@pytest.mark.parametrize("scripts", [True, False])
def test_links_and_forms_do_without_scripts(windows: Windows, scripts: bool) -> None:
    window = windows(java_script_enabled=scripts)
    window.goto("/dataset?sql=select+count(*)+from+tasks")
    _sends_sql(window)
    window.goto("/dataset/tasks?_size=5")
    expect(window.locator(ROWS)).to_have_count(5)
    with window.expect_navigation():
        window.locator("th.col-ordinal a").click()
    assert "_sort=ordinal" in window.url
    with window.expect_navigation():
        window.locator(".suggested-facets a").first.click()
    expect(window.locator(".facet-results")).to_be_visible()
    expect(window.locator("footer")).to_contain_text("示例,非真实文件")


def test_a_phone_shows_each_cell_with_the_name_of_its_column(windows: Windows) -> None:
    window = windows(viewport={"width": 360, "height": 740}, is_mobile=True)
    window.goto("/dataset/tasks?_size=1")
    named = "cell => getComputedStyle(cell, '::before').content"
    assert window.locator(f"{ROWS} td.col-task_id").evaluate(named) == '"task_id"'
