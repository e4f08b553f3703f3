"""Circulars that try to do harm: nothing of them runs, all of them is shown as text."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from hongtou.cli import main
from hongtou.model import Circular
from hongtou.serve import links
from hongtou.write import write_dataset

from .conftest import Windows, serving, watched
from .hostile import PAYLOADS, hostile, huge, printed, sign

INTRUDERS = """() => {
  const bad = [];
  for (const one of document.querySelectorAll("*")) {
    const name = one.localName;
    if (["iframe", "object", "embed", "base", "img"].includes(name)) bad.push(name);
    if (name === "script" && !one.src && document.URL.startsWith("http")) bad.push("script");
    for (const { name: key, value } of one.attributes) {
      if (/^(on.*|style|srcdoc|autofocus)$/.test(key)) bad.push(`${name} ${key}`);
      if (["href", "src", "action", "formaction", "xlink:href"].includes(key)) {
        const { protocol } = new URL(value, document.URL);
        if (!["http:", "https:", "file:"].includes(protocol)) bad.push(`${name} ${key} ${value}`);
      }
    }
  }
  if (globalThis.ran) bad.push("a script ran");
  return bad;
}"""
"""What no page of ours has: elements and attributes that only a document could have brought in."""

TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def circulars() -> list[Circular]:
    return [*hostile(), huge()]


@pytest.fixture(scope="module")
def harmful(circulars: list[Circular], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "output"
    write_dataset(circulars, made)
    return made


@pytest.fixture(scope="module")
def place(harmful: Path) -> Iterator[str]:
    with serving(harmful) as address:
        yield address


@pytest.fixture
def window(chromium: Browser, place: str) -> Iterator[Page]:
    """A window on the hostile dataset."""
    with watched(chromium, place) as windows:
        yield windows()


def _shown(window: Page, address: str) -> str:
    """The page's words, blanks aside, once it has been seen that nothing got in."""
    window.goto(address)
    assert window.evaluate(INTRUDERS) == []
    shown: str = window.locator("body").evaluate("body => body.textContent")
    assert not TURNS.search(shown)
    return _plain(shown)


def _plain(text: str) -> str:
    """Without blanks; marks that turn the direction of print are shown by their numbers."""
    return TURNS.sub(lambda mark: f"⟦U+{ord(mark[0]):04X}⟧", "".join(text.split()))


def test_a_circular_s_words_are_text(window: Page, circulars: list[Circular]) -> None:
    for made in circulars:
        shown = _shown(window, links.circular(made.circular_id))
        assert [words for words in printed(made) if _plain(words) not in shown] == []
        assert _plain(made.text) in shown


def test_a_task_s_words_are_text(window: Page, circulars: list[Circular]) -> None:
    for task in (task for made in circulars[: len(PAYLOADS)] for task in made.tasks):
        shown = _shown(window, links.task(task.task_id))
        values = (task.task, task.progress, *task.deadlines)
        assert [value for value in values if value and _plain(value.text) not in shown] == []


def test_units_numbers_months_and_the_first_page_show_text(window: Page, harmful: Path) -> None:
    with closing(sqlite3.connect(harmful / "dataset.sqlite")) as db:
        units = [name for (name,) in db.execute('SELECT DISTINCT "unit" FROM responsibilities')]
        numbers = [one for (one,) in db.execute("SELECT DISTINCT document_number_normalized FROM circulars")]
    assert set(units) == set(numbers) == set(PAYLOADS)
    for unit in units:
        assert _plain(unit) in _shown(window, links.unit(unit))
    for number in numbers:
        assert _plain(number) in _shown(window, links.number(number))
    for address in ("/", links.calendar("2019-06"), "/search", "/search?sort=date&page=2"):
        _shown(window, address)


def test_what_is_searched_for_is_text(window: Page) -> None:
    for words in PAYLOADS:
        _shown(window, links.search(q=words))
        assert window.locator("input[type=search]").input_value() == TURNS.sub("", words)
        _shown(window, links.search(unit=words, region=words))


def test_what_they_say_is_found(window: Page) -> None:
    """Each by the Chinese character that it alone has."""
    for words in PAYLOADS:
        _shown(window, links.search(q=sign(words)))
        assert sign(words) in window.locator("table.tasks mark").all_inner_texts()


def test_what_is_not_there_is_named_as_text(chromium: Browser, place: str) -> None:
    windows = Windows(chromium, place)
    window = windows()
    for words in PAYLOADS:
        assert _plain(words) in _shown(window, f"/circular/{quote(f'no{words}', safe='')}")
        _shown(window, f"/{quote(f'no{words}')}")
    windows.close()
    assert [fault for fault in windows.faults if "404" not in fault] == []
    assert windows.elsewhere() == []


@pytest.fixture
def long_cells() -> Iterator[None]:
    """Python's reader of CSV gives up at 131,072 characters unless it is told otherwise."""
    before = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("long_cells")
def test_json_and_csv_are_data_and_stay_so_in_a_browser(window: Page, circulars: list[Circular]) -> None:
    answer = window.request.get("/search.json?size=200")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    named = {task.task.text for made in circulars for task in made.tasks}
    assert {task["task"] for task in answer.json()["tasks"]} == named
    window.goto("/search.json")
    assert not window.evaluate("() => globalThis.ran || document.querySelector('iframe, img, script')")
    answer = window.request.get("/search.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text().removeprefix("\ufeff"))))
    assert len(rows) == 1 + sum(len(made.tasks) for made in circulars)
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")] == []


def test_a_cell_of_a_million_characters_breaks_no_page(window: Page) -> None:
    shown = _shown(window, links.circular("huge"))
    assert shown.count("<b>&巨") == 2 * 1000
    shown = _shown(window, links.search(q="巨"))
    assert shown.count("巨") < 1_000
    _shown(window, links.task("huge-1"))


def test_a_report_of_them_shows_text_too(chromium: Browser, harmful: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = CliRunner().invoke(main, ["report", str(harmful), "--output", str(page)])
    assert done.exit_code == 0, done.output
    windows = Windows(chromium, "")
    shown = _shown(windows(base_url=None), page.as_uri())
    assert [words for words in PAYLOADS if _plain(words) not in shown] == []
    windows.close()
    assert windows.faults == []
    assert [url for url in windows.asked if url != page.as_uri()] == []
