"""Addresses that are never asked for: as a link, as the target of a redirect, as a start, by the name of a host."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("protego")

from tests.crawl.web import Crash, Web, page, source, status, walk

from hongtou.crawl.answer import Silence
from hongtou.crawl.frontier import reading

SITE = "http://a.example"
LIST, GOOD, MOVED = f"{SITE}/wj/", f"{SITE}/wj/t20240412_1.html", f"{SITE}/wj/t20240412_2.html"
NEVER = [
    "ftp://a.example/wj/t20240412_3.html",
    "file:///etc/t20240412_3.html",
    "http://127.0.0.1/wj/t20240412_3.html",
    "http://127.1/wj/t20240412_3.html",
    "http://2130706433/wj/t20240412_3.html",
    "http://0x7f000001/wj/t20240412_3.html",
    "http://0177.0.0.1/wj/t20240412_3.html",
    "http://169.254.169.254/wj/t20240412_3.html",
    "http://10.1.2.3/wj/t20240412_3.html",
    "http://192.168.0.1/wj/t20240412_3.html",
    "http://[::1]/wj/t20240412_3.html",
    "http://[::ffff:10.0.0.1]/wj/t20240412_3.html",
    "http://localhost/wj/t20240412_3.html",
    "http://printer.local/wj/t20240412_3.html",
    "http://b.example/wj/t20240412_3.html",
    "http://a.example.evil.example/wj/t20240412_3.html",
    "//b.example/wj/t20240412_3.html",
]
NUMERIC = [url for url in NEVER if url.startswith("http://") and "example" not in url]


def refused(folder: Path) -> dict[str, str]:
    """Address → reason."""
    with reading(folder) as base:
        rows = base.execute("SELECT url, reason FROM address WHERE state = 'refused'").fetchall()
    base.close()
    return dict(rows)


@pytest.mark.parametrize("url", NEVER)
def test_a_link(url: str, tmp_path: Path) -> None:
    web = Web({LIST: page("文件", GOOD, url), GOOD: page("一")})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, GOOD]
    assert tally.ok


@pytest.mark.parametrize("url", NEVER)
def test_a_redirect(url: str, tmp_path: Path) -> None:
    web = Web({LIST: page("文件", MOVED), MOVED: status(302, Location=url)})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, MOVED]
    assert refused(tmp_path)[MOVED].startswith("redirect to ")
    assert sum(tally.refused.values()) == 1


@pytest.mark.parametrize("url", NUMERIC)
def test_a_private_address_of_a_source_that_names_it_but_does_not_say_it_is_private(url: str, tmp_path: Path) -> None:
    web = Web({})
    tally = walk(web, tmp_path, source(url))
    assert web.log == []
    assert not tally.ok
    assert all(reason.startswith("private address") for reason in tally.refused)


@pytest.mark.parametrize("url", NUMERIC)
def test_a_source_may_say_that_it_is_private(url: str, tmp_path: Path) -> None:
    start = source(url).start[0]
    ours = source(start, private=True, hosts=(urlsplit(start).netloc,))
    assert walk(Web({start: page("文件")}), tmp_path, ours).came == 1


def test_a_name_that_leads_to_a_private_address(tmp_path: Path) -> None:
    web = Web({LIST: Silence("private address 10.0.0.1", refused=True)})
    tally = walk(web, tmp_path, source(LIST))
    assert tally.refused == {"private address 10.0.0.1": 1}
    assert web.urls == [LIST]
    assert not tally.ok


def test_a_name_whose_robots_txt_leads_to_a_private_address(tmp_path: Path) -> None:
    web = Web({f"{SITE}/robots.txt": Silence("private address 10.0.0.1", refused=True), LIST: page("文件")})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls == []
    assert (tally.refused, tally.failed) == ({"private address 10.0.0.1": 1}, {})


def test_a_refusal_says_who_led_there(tmp_path: Path) -> None:
    foreign = "http://b.example/wj/t20240412_3.html"
    walk(Web({LIST: page("文件", GOOD, foreign), GOOD: page("一")}), tmp_path, source(LIST))
    with reading(tmp_path) as base:
        row = base.execute("SELECT via, reason FROM address WHERE url = ?", (foreign,)).fetchone()
    base.close()
    assert row == (LIST, "host b.example is not the source's")


def test_an_address_is_judged_again_when_it_would_be_asked_for(tmp_path: Path) -> None:
    """The source named the host when the address was queued; now it does not."""
    other = "http://b.example/wj/t20240412_3.html"
    web = Web({LIST: page("文件", other), other: [Silence("timeout"), page("三")]})
    both = ("a.example", "b.example")
    with pytest.raises(Crash):
        walk(web, tmp_path, source(LIST, hosts=both), crash=3)
    walk(web, tmp_path, source(LIST))
    assert web.urls.count(other) == 1
    assert refused(tmp_path) == {other: "host b.example is not the source's"}
