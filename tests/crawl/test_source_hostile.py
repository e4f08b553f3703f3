"""Pages made to cost: each is read in time that grows with its length alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.crawl.address import allowed, canonical
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


WORDS = """
<ul> </ul> <li> <a_href=' '> </a> <a_onclick="location=' "> <table><tr><td> </td></tr></table>
<base_href= t20140305_1.html
?page= 2 下一页 关于供水的通知 2014-03-05 2014-13-45 0000-00-00 //[::1 http:// \\ % %zz # javascript: <script> </script>
createPageHTML(2,0,' ','html') <![CDATA[ ]]> <script_type='text/xml'> <rss> <item><link> </item> <loc> <sitemap> <feed>
<meta_http-equiv=refresh_content='0;url=
<title> 验证码 页面不存在 😀 <select_onchange='location=1'><option_value='a.html'>
<iframe_src=' 第[1]页 共[2]页 <input_type=password> &#0; &#x110000; <frameset> <!-- --> <?xml <!DOCTYPE
"""
PIECES = [word.replace("_", " ") for word in WORDS.split()] + ["\0", "\x85"]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["list", "circular", "page", "attachment"]))
def test_no_page_is_too_odd(pieces: list[str], kind: Kind) -> None:
    page = Page(f"{HOST}/wj/index_1.html", kind, "".join(pieces).encode())
    for link in links(SOURCE, page):
        assert link.url == canonical(link.url)
        assert link.url.startswith(("http://", "https://"))
        assert link.url != page.url
        allowed(link.url, SOURCE)
    judge(SOURCE, page, 200)
    heading(SOURCE, page)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd(body: bytes) -> None:
    links(SOURCE, Page(f"{HOST}/wj/", "list", b"<html><a href='" + body))
    judge(SOURCE, Page(f"{HOST}/wj/", "attachment", body), 200)
