"""The measure of crawls runs, and every crawler in it brings home the same site."""

from __future__ import annotations

import pytest

pytest.importorskip("scrapy")

from tests.bench import crawl


@pytest.mark.slow
def test_every_crawler_finds_the_whole_site(capsys: pytest.CaptureFixture[str]) -> None:
    crawl.main(["--pages", "40", "--rounds", "1"])
    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    pages = {line[:28].strip(): int(line[28:].split()[0]) for line in lines if "pages" not in line}
    ours = pages["hongtou crawl"]
    starts_and_robots = 6  # scrapy asks again for a start that it meets as a link
    assert ours <= pages["plain scrapy, one at a time"] <= ours + starts_and_robots
    assert pages["hongtou crawl, again"] == ours
