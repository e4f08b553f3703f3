"""A crawl of a site on which everything goes wrong that goes wrong on real ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("scrapy")

from .harness import Ground, asked, check_archive, check_dataset, check_polite, ground
from .site.hazards import RETRY_AFTER, is_trap
from .site.server import Line


class Crawled(NamedTuple):
    """A site that was crawled, mended, and asked again for what had failed."""

    ground: Ground
    archive: Path
    counts: dict[str, Any]
    log: list[Line]
    failures: dict[str, str]
    retried: dict[str, Any]
    again: list[Line]


@pytest.fixture(
    scope="module", params=[pytest.param((20,)), pytest.param((500, "--long"), marks=pytest.mark.slow)], ids=str
)
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("hazards")
    pages, *flags = request.param
    patience = ("--timeout", "5")
    with ground(folder, pages, *flags) as at:
        archive = folder / "archive"
        counts = at.crawl(archive, *patience)
        log, failures = at.server.log(), at.failures(archive)
        check_archive(at, archive)
        at.server.mend()
        at.server.forget()
        retried = at.crawl(archive, *patience, "--retry")
        yield Crawled(at, archive, counts, log, failures, retried, at.server.log())


def test_what_robots_txt_disallows_is_never_asked_for(crawled: Crawled) -> None:
    """Neither where a list links to it nor where a redirect leads to it."""
    assert crawled.ground.site.forbidden
    assert not crawled.ground.site.forbidden & (asked(crawled.log).keys() | asked(crawled.again).keys())
    assert crawled.counts["refused"]["robots.txt"] == 2


def test_never_two_requests_at_once(crawled: Crawled) -> None:
    check_polite(crawled.log)
    check_polite(crawled.again)


def test_only_what_failed_is_asked_for_more_than_once(crawled: Crawled) -> None:
    failed = {line.path for line in crawled.log if line.status >= 400 or not line.whole}
    often = crawled.ground.site.hazards.get("often", "")
    assert {path for path, count in asked(crawled.log).items() if count > 1} <= failed | {often}


@pytest.mark.parametrize("name", ["503", "429"])
def test_retry_after_is_waited_for(crawled: Crawled, name: str) -> None:
    """By every request to the host, not only by the next for that page."""
    if name not in crawled.ground.site.hazards:
        pytest.skip("not on the short site")
    at = next(n for n, line in enumerate(crawled.log) if line.path == crawled.ground.site.hazards[name])
    busy, after = crawled.log[at : at + 2]
    assert busy.status == int(name)
    assert after.begin - busy.end >= RETRY_AFTER


def test_traps_are_left_soon(crawled: Crawled) -> None:
    assert sum(is_trap(line.path) for line in crawled.log) <= 5


def test_a_failure_is_data(crawled: Crawled) -> None:
    """Each is in the archive or in the counts, with its reason."""
    failing = crawled.ground.site.failing()
    silent = crawled.ground.site.hazards.get("silent")
    for path, truth in failing.items():
        assert path == silent or truth.reason in crawled.failures.get(path, "not recorded"), path
    loop = 1
    assert sum(crawled.counts["failed"].values()) == len(failing) + loop
    assert crawled.counts["failed"]["redirect loop"] == loop
    assert silent is None or crawled.counts["failed"]["timeout"] == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("to_disallowed", "robots.txt"),
        ("to_other_host", "redirect to host localhost"),
        ("to_link_local", "redirect to host 169.254.169.254"),
        ("to_private", "redirect to host 10.0.0.1"),
        ("to_file", "redirect to what is no address of the web"),
    ],
)
def test_a_redirect_to_what_is_refused_is_not_followed(crawled: Crawled, name: str, reason: str) -> None:
    assert asked(crawled.log)[crawled.ground.site.hazards[name]] == 1
    assert any(refusal.startswith(reason) for refusal in crawled.counts["refused"])


@pytest.mark.parametrize("host", ["10.1.2.3", "::1", "127.0.0.1", "169.254.169.254", "10.0.0.1", "::ffff:a00:1"])
def test_a_link_to_what_is_refused_is_not_followed(crawled: Crawled, host: str) -> None:
    """Written as they are, as one number, in hexadecimal, as v4 in v6; another port of the site's own host too."""
    assert any(refusal.startswith(f"host {host} ") for refusal in crawled.counts["refused"])


def test_retry_asks_for_what_failed_and_for_nothing_else(crawled: Crawled) -> None:
    failing = crawled.ground.site.failing()
    mended = {path for path, truth in failing.items() if truth.state == "mendable"}
    loop = {crawled.ground.site.hazards["loop"], "/cms/zfwj/loop.html"}
    assert mended <= asked(crawled.again).keys() <= failing.keys() | loop
    assert crawled.retried["came"] == len(mended)
    check_archive(crawled.ground, crawled.archive, mended=True)


def test_the_dataset_is_that_of_the_files(crawled: Crawled, tmp_path: Path) -> None:
    """No failure is taken for a circular; what came at the second time of asking is there."""
    check_dataset(crawled.ground, crawled.archive, tmp_path, mended=True)
