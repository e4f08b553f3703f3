"""A crawl that may not take all: so many pages, so many bytes, nothing older than a day; the rest comes later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("scrapy")

from .harness import Ground, asked, check_archive, ground


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("limits"), 24, "--calm") as at:
        yield at


def test_a_budget_of_pages_is_kept_and_the_next_crawl_goes_on(at: Ground, tmp_path: Path) -> None:
    at.server.forget()
    counts = at.crawl(tmp_path, "--pages", "7")
    assert (counts["asked"], counts["stopped"]) == (7, "budget")
    assert sum(asked(at.server.log()).values()) == 7
    at.crawl(tmp_path)
    check_archive(at, tmp_path)
    assert set(asked(at.server.log()).values()) == {1}


def test_a_budget_of_bytes_is_kept(at: Ground, tmp_path: Path) -> None:
    """No request goes out once the bytes have come: at most one answer more than that."""
    at.server.forget()
    counts = at.crawl(tmp_path, "--bytes", "60000")
    assert counts["stopped"] == "budget"
    bodies = [stored.size for found in at.captures(tmp_path).values() for stored in found]
    assert 60_000 <= sum(bodies) < 60_000 + max(bodies)


def test_nothing_older_than_a_day_is_asked_for(at: Ground, tmp_path: Path) -> None:
    """By the date that the list prints; lists are read whatever they hold, and what came later is not lost."""
    days = sorted(truth.circular.day for truth in at.site.expected().values() if truth.circular)
    since = days[len(days) // 2]
    at.server.forget()
    at.crawl(tmp_path, "--since", since.isoformat())
    log = asked(at.server.log())
    wanted = {p for p, t in at.site.expected().items() if t.circular is None or t.circular.day >= since}
    assert wanted == log.keys()
    at.crawl(tmp_path, "--since", dt.date(1990, 1, 1).isoformat())
    check_archive(at, tmp_path)
