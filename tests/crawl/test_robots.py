"""robots.txt: obeyed as RFC 9309 asks, fetched by the crawl's own rules, archived."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("protego")

from tests.crawl.web import Web, page, robots, source, status, walk

from hongtou.archive.store import Archive
from hongtou.crawl.answer import Silence
from hongtou.crawl.manners import Manners
from hongtou.crawl.robots import LARGEST, Robots

SITE = "http://a.example"
LIST, ROBOTS = f"{SITE}/wj/", f"{SITE}/robots.txt"
ONE, TWO = f"{SITE}/wj/t20240412_1.html", f"{SITE}/internal/t20240412_2.html"
PAGES = {LIST: page("文件", ONE, TWO), ONE: page("通知一"), TWO: page("通知二")}


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nRequest-rate: 1/10s", 10.0),
        ("User-agent: *\nCrawl-delay: 3\nRequest-rate: 1/2s", 3.0),
        ("User-agent: hongtou\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 1", 7.0),
        ("User-agent: other\nCrawl-delay: 7", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -5", 0.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
        ("", 0.0),
    ],
)
def test_delays(text: str, delay: float) -> None:
    assert Robots(text.encode()).delay == delay


def test_what_is_beyond_the_first_half_megabyte_is_not_read() -> None:
    rules = Robots(b"User-agent: *\nDisallow: /a\n" + b"#" * LARGEST + b"\nDisallow: /b\n")
    assert (rules.allows(f"{SITE}/a"), rules.allows(f"{SITE}/b")) == (False, True)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_robots_txt(body: bytes) -> None:
    rules = Robots(b"User-agent: *\n" + body)
    assert rules.delay >= 0
    assert isinstance(rules.allows(LIST), bool)


def test_it_is_asked_for_first_and_obeyed(tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: robots("User-agent: *", "Disallow: /internal/")})
    tally = walk(web, tmp_path, source(LIST))
    assert [asked.url for asked in web.log] == [ROBOTS, LIST, ONE]
    assert tally.refused == {"robots.txt": 1}
    assert tally.ok


def test_the_group_that_names_us_is_ours(tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: robots("User-agent: *", "Disallow: /", "", "User-agent: HongTou", "Disallow: /wj/t")})
    walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, TWO]


def test_it_is_archived_as_what_it_is(tmp_path: Path) -> None:
    walk(Web({**PAGES, ROBOTS: robots("User-agent: *")}), tmp_path, source(LIST))
    with Archive.reading(tmp_path) as archive:
        stored = archive.last(ROBOTS)
        assert stored is not None
        assert (stored.kind, archive.body(stored)) == ("robots", b"User-agent: *")


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451])
def test_one_that_the_server_does_not_give_forbids_nothing(code: int, tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: status(code)})
    assert walk(web, tmp_path, source(LIST)).ok
    assert web.urls == [LIST, ONE, TWO]


@pytest.mark.parametrize("came", [status(500), status(503), status(429), Silence("timeout")])
def test_one_that_cannot_be_had_is_waited_for_and_then_forbids_everything(came: object, tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: came})  # type: ignore[dict-item]
    tally = walk(web, tmp_path, source(LIST))
    assert [asked.url for asked in web.log] == [ROBOTS] * 3
    (reason,) = tally.failed
    assert reason.startswith("robots.txt cannot be had: ")
    assert sum(tally.failed.values()) == 1
    assert walk(Web(PAGES), tmp_path, source(LIST), retry=True).came == 3


def test_one_that_comes_at_the_second_attempt_is_obeyed(tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: [status(503, Retry_After="20"), robots("User-agent: *", "Disallow: /internal")]})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, ONE]
    assert web.gaps()[0] == 20
    assert tally.ok


def test_a_redirect_leads_to_it(tmp_path: Path) -> None:
    there = f"{SITE}/r.txt"
    rules = robots("User-agent: *", "Disallow: /internal")
    web = Web({**PAGES, ROBOTS: status(301, Location="/r.txt"), there: rules})
    walk(web, tmp_path, source(LIST))
    assert [asked.url for asked in web.log] == [ROBOTS, there, LIST, ONE]


def test_one_that_is_on_another_host_of_the_source_is_asked_for_there(tmp_path: Path) -> None:
    there = "http://b.example/robots.txt"
    web = Web({**PAGES, ROBOTS: status(302, Location=there), there: robots("User-agent: *", "Disallow: /internal")})
    walk(web, tmp_path, source(LIST, hosts=("a.example", "b.example")))
    assert [asked.url for asked in web.log] == [ROBOTS, there, LIST, ONE]


@pytest.mark.parametrize(
    "target", ["http://c.example/robots.txt", "http://10.0.0.1/", "file:///etc/passwd", "/robots.txt"]
)
def test_one_that_leads_astray_is_none(target: str, tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: status(302, Location=target)})
    assert walk(web, tmp_path, source(LIST)).ok
    assert [asked.url for asked in web.log] == [ROBOTS, LIST, ONE, TWO]


def test_redirects_without_end_are_followed_five_times(tmp_path: Path) -> None:
    hops = {f"{SITE}/r{n}.txt": status(302, Location=f"/r{n + 1}.txt") for n in range(9)}
    web = Web({**PAGES, ROBOTS: status(302, Location="/r0.txt"), **hops})
    walk(web, tmp_path, source(LIST))
    assert sum(asked.url.endswith(".txt") for asked in web.log) == 6
    assert LIST in web.urls


def test_it_counts_for_a_day(tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: robots("User-agent: *")})
    walk(web, tmp_path, source(LIST))
    web.now += 23 * 3600
    walk(web, tmp_path, source(LIST))
    assert sum(asked.url == ROBOTS for asked in web.log) == 1
    web.now += 2 * 3600
    walk(web, tmp_path, source(LIST))
    assert sum(asked.url == ROBOTS for asked in web.log) == 2


def test_one_that_is_not_modified_stays_in_force(tmp_path: Path) -> None:
    rules = robots("User-agent: *", "Disallow: /internal")
    web = Web({**PAGES, ROBOTS: rules._replace(headers=(("ETag", '"1"'),))})
    for _ in range(2):
        walk(web, tmp_path, source(LIST))
        web.now += 25 * 3600
    assert [asked.headers.get("If-None-Match") for asked in web.log if asked.url == ROBOTS] == [None, '"1"']
    assert TWO not in web.urls


def test_each_origin_has_its_own(tmp_path: Path) -> None:
    other = "http://a.example:8080"
    answers = {
        LIST: page("文件", ONE, f"{other}/wj/t20240412_3.html"),
        ONE: page("一"),
        f"{other}/wj/t20240412_3.html": page("三"),
        f"{other}/robots.txt": robots("User-agent: *", "Disallow: /"),
    }
    web = Web(answers)
    walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, ONE]


def test_crawl_delay_is_kept_from_the_first_page_on(tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: robots("User-agent: *", "Crawl-delay: 20")})
    walk(web, tmp_path, source(LIST), manners=Manners(delay=1))
    assert web.gaps() == [20, 20, 20]


def test_crawl_delay_is_kept_by_the_next_crawl_too(tmp_path: Path) -> None:
    web = Web({**PAGES, ROBOTS: robots("User-agent: *", "Crawl-delay: 20")})
    for _ in range(2):
        walk(web, tmp_path, source(LIST))
        web.now += 5
    assert set(web.gaps()) == {20}


def test_the_crawls_modules_load_without_what_only_crawling_needs() -> None:
    script = (
        "import sys; sys.modules.update(dict.fromkeys(('protego', 'scrapy', 'twisted')));"
        "import hongtou.crawl.run, hongtou.crawl.report, hongtou.cli.crawl, hongtou.cli.fetch"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
