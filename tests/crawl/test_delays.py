"""A Crawl-delay is kept: from the end of an answer to the next request, by the server's own log."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy")

from .harness import check_archive, check_polite, ground
from .test_kills import kill_after


@pytest.mark.parametrize(
    ("pages", "delay", "parts"),
    [
        (8, 0.1, ("feed", "law")),
        pytest.param(8, 1.0, ("feed",), marks=pytest.mark.slow),
        pytest.param(200, 0.05, ("cms", "catalogue", "law", "feed"), marks=pytest.mark.slow),
    ],
)
def test_no_request_comes_before_its_time(tmp_path: Path, pages: int, delay: float, parts: tuple[str, ...]) -> None:
    """Of several sources of one host neither; and a source that wants to wait less does not have its way."""
    with ground(tmp_path, pages, "--calm", delay=delay) as at:
        at.crawl(tmp_path / "archive", parts=parts)
        log = at.server.log()
        assert len(log) == len(at.site.expected(*parts)) + 1
        check_polite(log, delay)
        check_archive(at, tmp_path / "archive", *parts)


def test_who_comes_after_a_kill_waits_too(tmp_path: Path) -> None:
    """When the host was asked last is remembered, in a process that had no time to say so."""
    delay = 1.5
    with ground(tmp_path, 12, "--calm", delay=delay) as at:
        assert kill_after(at, tmp_path / "archive", 2, 0.0)  # robots.txt, which says how long, and a first page
        assert kill_after(at, tmp_path / "archive", 1, 0.0)
        log = at.server.log()
        assert len(log) >= 3
        check_polite(log, delay)
