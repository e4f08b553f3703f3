"""What holds on every kind of page: for readers of a screen reader, of a phone, of a browser without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import KINDS, Windows

AXE = Axe()
NARROW = {"width": 360, "height": 740}
PAST_THE_EDGE = """() => {
  const wide = document.documentElement.scrollWidth;
  return wide <= innerWidth ? [] : [wide, ...[...document.querySelectorAll("main *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest(".wide"))
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 80))];
}"""


def grave(window: Page) -> list[str]:
    """What axe-core finds on the page that is serious or critical."""
    found: list[dict[str, Any]] = AXE.run(window).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:150]} {node['failureSummary'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_bars_the_way_of_those_who_cannot_see_it(
    windows: Windows, addresses: dict[str, str], kind: str, language: str
) -> None:
    """In both languages; the Chinese one in the dark, the English one by day, so that every colour is looked at."""
    window = windows(
        locale={"zh": "zh-CN", "en": "en-GB"}[language], color_scheme={"zh": "dark", "en": "light"}[language]
    )
    window.goto(addresses[kind])
    expect(window.locator("h1")).to_have_count(1)
    assert grave(window) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_shows_the_page_without_scrolling_to_the_side(
    windows: Windows, addresses: dict[str, str], kind: str
) -> None:
    window = windows(viewport=NARROW, is_mobile=True, has_touch=True)
    window.goto(addresses[kind])
    assert window.evaluate(PAST_THE_EDGE) == []
    assert grave(window) == []


BROKEN = """() => {
  const broken = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode.data.includes("://")) continue;  // an address may break
    for (const word of walk.currentNode.data.matchAll(/[A-Za-z_]{2,24}/g)) {
      const range = document.createRange();
      range.setStart(walk.currentNode, word.index);
      range.setEnd(walk.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_breaks_no_word(windows: Windows, addresses: dict[str, str], kind: str) -> None:
    """In English, whose words may not be broken anywhere as Chinese may."""
    window = windows(viewport=NARROW, is_mobile=True, has_touch=True, locale="en-GB")
    window.set_content("<main style='width: 2rem; overflow-wrap: anywhere'>one limit_before_circular</main>")
    assert window.evaluate(BROKEN) == ["limit_before_circular"]
    window.goto(addresses[kind])
    assert window.evaluate(BROKEN) == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_all_is_there_to_read(windows: Windows, addresses: dict[str, str], kind: str) -> None:
    texts = []
    for scripts in (True, False):
        window = windows(java_script_enabled=scripts)
        window.goto(addresses[kind])
        texts.append(window.locator("main").inner_text())
    assert texts[0] == texts[1]
    assert len(texts[0]) > 100


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_composed_samples_says_so_and_is_named(
    windows: Windows, addresses: dict[str, str], kind: str
) -> None:
    window = windows()
    window.goto(addresses[kind])
    expect(window.get_by_role("note").filter(has_text="示例,非真实文件")).to_have_count(1)
    assert window.title().endswith(" · 红头")
    for address in window.locator("ul.forms a").evaluate_all("links => links.map((link) => link.href)"):
        assert window.request.get(address).ok


def test_a_bar_of_the_first_page_leads_to_its_month(window: Page) -> None:
    window.goto("/")
    chart = window.locator("svg").first
    expect(chart).to_contain_text("2012-01")
    bar = chart.locator("a").first
    month = bar.evaluate("link => link.href.baseVal")
    with window.expect_navigation():
        bar.click()
    assert month.startswith("/calendar/")
    assert window.url.endswith(month)
    expect(window.locator("table.tasks tbody tr").first).to_be_visible()
