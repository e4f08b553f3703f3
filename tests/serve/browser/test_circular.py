"""A circular beside its text: a value and its mark, a mark and its row."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Windows

LIT = re.compile(r"\blit\b")
OUTLINED = "element => getComputedStyle(element).outlineStyle"


def _value(window: Page, text: str) -> Locator:
    return window.locator("section.rows a.v").filter(has_text=text).first


def _mark(window: Page, value: Locator) -> Locator:
    """The place in the text that a value's link names."""
    target = (value.get_attribute("href") or "").removeprefix("#")
    return window.locator(f'[id="{target}"]')


@pytest.mark.parametrize("text", ["建立信访代理员队伍", "2014年6月30日前", "云溪县信访局", "已开工9个"])
def test_a_value_that_is_clicked_lights_its_place_up(window: Page, addresses: dict[str, str], text: str) -> None:
    window.goto(addresses["circular"])
    value = _value(window, text)
    mark = _mark(window, value)
    value.click()
    expect(mark).to_be_in_viewport()
    assert mark.evaluate("element => element.matches(':target')")
    assert mark.evaluate(OUTLINED) != "none"
    expect(window).to_have_url(re.compile(f"#{mark.get_attribute('id')}$"))


def test_the_place_holds_the_value_s_words(window: Page, addresses: dict[str, str]) -> None:
    window.goto(addresses["circular"])
    value = _value(window, "建立信访代理员队伍")
    expect(_mark(window, value)).to_have_text("建立信访代理员队伍")


def test_a_mark_that_is_clicked_lights_its_row_up(window: Page, addresses: dict[str, str]) -> None:
    window.goto(addresses["circular"])
    place = _mark(window, _value(window, "建立信访代理员队伍")).locator("a").first
    place.click()
    lit = window.locator("section.rows tr").filter(has_text="建立信访代理员队伍")
    expect(lit).to_be_in_viewport()
    assert lit.evaluate("row => row.matches(':target') || row.querySelector(':target') !== null")


def test_without_scripts_both_ways_still_lead_there(windows: Windows, addresses: dict[str, str]) -> None:
    window = windows(java_script_enabled=False)
    window.goto(addresses["circular"])
    value = _value(window, "集中开工投资项目36个")
    mark = _mark(window, value)
    value.click()
    expect(mark).to_be_in_viewport()
    mark.locator("a").first.click()
    expect(window.locator("section.rows tr").filter(has_text="集中开工投资项目36个")).to_be_in_viewport()


def test_an_address_with_a_place_opens_there(window: Page, addresses: dict[str, str]) -> None:
    window.goto(addresses["circular"])
    value = _value(window, "集中开工投资项目36个")
    place = value.get_attribute("href")
    window.goto("/")
    window.goto(f"{addresses['circular']}{place}")
    expect(_mark(window, _value(window, "集中开工投资项目36个"))).to_be_in_viewport()
    expect(_value(window, "集中开工投资项目36个")).to_have_class(LIT)


def test_links_to_the_original_say_nothing_of_the_reader(window: Page, addresses: dict[str, str]) -> None:
    window.goto(addresses["circular"])
    original = window.locator("a[href='https://www.yunxi.example/zfwj/2014/0305.html']")
    expect(original).to_have_attribute("rel", re.compile("noreferrer"))
