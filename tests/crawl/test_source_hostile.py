"""Pages made to cost: each is read in time that grows with its length alone."""

from __future__ import annotations

import time

import pytest

from hongtou.crawl.failures import judge
from hongtou.crawl.links import links
from hongtou.crawl.page import Kind, Page
from hongtou.crawl.shown import heading
from hongtou.crawl.source import plain_source

HOST = "http://www.lanxi.example"
SOURCE = plain_source(f"{HOST}/wj/")
N = 20_000
LINKS = 3_000
_SECONDS = 15.0
"""Of the processor; the slowest takes 1, what looks at every link for every link takes minutes."""

PAGES = {
    "short links": "<table><tr><td>" + "<a href=/x?d={}>{}</a> " * LINKS,
    "long links": "<div>" + "<a href=/t2014_{}.html>关于第{}号事项的通知</a> " * LINKS,
    "rows": "<ul>" + "<li><a href=/t2014_{}.html>关于第{}号事项的通知</a>2014-03-05</li>" * LINKS,
    "nested": "<div class=title>" * 3000 + "<a href=/{}>{}</a>" * 2000,
    "nested links": "<div><a href=/{}>{}</a>" * 3000,
    "open scripts": "<script>createPageHTML(" * N,
    "open stores": "<![CDATA[" + "<script type='text/xml'>" * N,
    "notes": "<script>page" + "\n" * N * 5 + "x</script>",
    "metas": "<meta http-equiv=refresh content=" * N,
    "one address": f"<a href=/{'2014/' * N}1.html>关于供水的通知</a>",
    "one onclick": f"<a onclick='{'a(' * N}'>关于供水的通知</a>",
    "blanks": "<title>" + " " * N * 10 + "</title><p>" + "请" * 100 + " " * N * 10,
    "phrases": "<p>" + "访问请求过" * 30 + "</p><p>" + "x" * N * 20,
    "feed": "<rss>" + "<item><link>/{}</link><title>{}</title></item>" * LINKS,
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("kind", ["list", "circular"])
def test_a_page_costs_what_its_length_costs(name: str, kind: Kind) -> None:
    pieces = PAGES[name].split("{}")
    markup = "".join(f"{piece}{number // 2}" for number, piece in enumerate(pieces)) if len(pieces) > 1 else pieces[0]
    page = Page(f"{HOST}/wj/index_1.html", kind, f"<html>{markup}".encode())
    begun = time.thread_time()
    links(SOURCE, page)
    judge(SOURCE, page, 200)
    heading(SOURCE, page)
    assert time.thread_time() - begun < _SECONDS
