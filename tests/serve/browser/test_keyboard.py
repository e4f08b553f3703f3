"""From the search to a value's place in the text with Tab and Enter alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .conftest import Windows

MOST = 150  # presses of Tab


def _tab_to(window: Page, selector: str, text: str = "") -> None:
    """Press Tab until what is focused matches; a focus that nobody sees fails."""
    for _ in range(MOST):
        window.keyboard.press("Tab")
        focused = window.locator("*:focus")
        if focused.count() and focused.evaluate(f"element => element.matches({selector!r})"):
            words = focused.inner_text()
            if text in words:
                assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
                expect(focused).to_be_in_viewport()
                return
    raise AssertionError(f"Tab does not reach {selector} {text}")


def test_a_reader_without_a_mouse_finds_a_task_and_its_place(windows: Windows, addresses: dict[str, str]) -> None:
    window = windows()
    window.goto("/")
    _tab_to(window, "input[type=search]")
    window.keyboard.type("信访代理员")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    expect(window).to_have_url(re.compile("/search"))
    _tab_to(window, "table.tasks td:last-child a")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    expect(window).to_have_url(re.compile("/circular/"))
    _tab_to(window, "section.rows a.v", "建立信访代理员队伍")
    window.keyboard.press("Enter")
    expect(window.locator(".source .m:target")).to_have_text("建立信访代理员队伍")


def test_the_first_tab_stop_leads_past_the_menu(window: Page) -> None:
    window.goto("/search?q=信访")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.locator("*:focus").evaluate("element => element.closest('main') !== null")
