"""A crawl of a whole site on which nothing goes wrong, by the shipped styles: once, again, and to the dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("scrapy")

from .harness import Ground, asked, check_archive, check_dataset, check_polite, ground
from .site.server import Line
from .site.site import ROBOTS


class Crawled(NamedTuple):
    """A site that was crawled twice."""

    ground: Ground
    archive: Path
    log: list[Line]
    again: list[Line]
    counts: dict[str, Any]
    """Of the second crawl."""


@pytest.fixture(scope="module", params=[pytest.param(40), pytest.param(500, marks=pytest.mark.slow)])
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("crawl")
    with ground(folder, request.param, "--calm") as at:
        at.crawl(folder / "archive")
        log = at.server.log()
        at.server.forget()
        counts = at.crawl(folder / "archive")
        yield Crawled(at, folder / "archive", log, at.server.log(), counts)


def test_every_page_is_archived_once(crawled: Crawled) -> None:
    check_archive(crawled.ground, crawled.archive)


def test_nothing_else_is_asked_for_and_nothing_twice(crawled: Crawled) -> None:
    assert asked(crawled.log) == dict.fromkeys(crawled.ground.site.expected(), 1)


def test_robots_txt_comes_first_and_once(crawled: Crawled) -> None:
    assert [at for at, line in enumerate(crawled.log) if line.path == ROBOTS] == [0]


def test_never_two_requests_at_once(crawled: Crawled) -> None:
    """Nor when four sources share the host."""
    check_polite(crawled.log)
    check_polite(crawled.again)


def test_who_asks_says_so(crawled: Crawled) -> None:
    assert all(line.agent.startswith("hongtou/") and "test@a.example" in line.agent for line in crawled.log)


def test_a_recrawl_of_the_unchanged_site_costs_less_than_a_twentieth(crawled: Crawled) -> None:
    first, again = (sum(line.sent for line in log) for log in (crawled.log, crawled.again))
    assert again < 0.05 * first
    assert crawled.counts["came"] == 0
    assert crawled.counts["same"] == len(crawled.ground.site.expected())


def test_the_dataset_is_that_of_the_files(crawled: Crawled, tmp_path: Path) -> None:
    check_dataset(crawled.ground, crawled.archive, tmp_path)


def test_a_circular_on_two_pages_is_one(crawled: Crawled) -> None:
    """The truth that the dataset is held against has some, and one with an attachment in each format."""
    truths = crawled.ground.site.expected().values()
    assert any(truth.kind == "page" for truth in truths)
    files = [
        truth.circular.attached[truth.number - 1] for truth in truths if truth.circular and truth.circular.attached
    ]
    assert {file.form for file in files} == {"docx", "xlsx", "pdf"}
