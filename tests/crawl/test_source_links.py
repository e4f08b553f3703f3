"""What pages lead to, without being told how: lists, circulars, next pages and attachments of many kinds of sites."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest

from hongtou.crawl.address import join
from hongtou.crawl.links import Link, links
from hongtou.crawl.page import Kind, Page
from hongtou.crawl.scripts import address_in
from hongtou.crawl.source import Rule, Source, plain_source

PAGES = Path(__file__).parent / "pages"
HOST = "http://www.lanxi.example"


def page(body: str | bytes, url: str = f"{HOST}/zwgk/wj/", kind: Kind = "list", charset: str | None = None) -> Page:
    return Page(url, kind, body.encode() if isinstance(body, str) else body, charset=charset)


def source(start: str = f"{HOST}/zwgk/wj/", style: str = "cms") -> Source:
    return plain_source(start, style=style)


def found(name: str, url: str, kind: Kind = "list", style: str = "cms") -> dict[str, list[str]]:
    """Addresses by kind, those of the page's own host without it."""
    given = links(source(url, style), page((PAGES / name).read_bytes(), url, kind))
    kinds: dict[str, list[str]] = {}
    for link in given:
        kinds.setdefault(link.kind, []).append(link.url.removeprefix(HOST))
    return kinds


LISTS = [
    ("list_trs.html", "/zwgk/wj/", ["/zwgk/wj/201403/t20140305_11021.html", "/zwgk/wj/201402/t20140221_10988.html",
        "/upload/2014/lx1.pdf", "http://www.moumou.gov.cn/wj/t20140110_1.html"],
     ["/zwgk/wj/index_1.html", "/zwgk/wj/2014/", "/zwgk/wj/xzf/"]),
    ("list_trs.html", "/zwgk/wj/index.html", None, ["/zwgk/wj/index_1.html", "/zwgk/wj/2014/", "/zwgk/wj/xzf/"]),
    ("list_hanweb.html", "/col/col77/index.html", ["/art/2014/3/5/art_77_1203.html",
        "/art/2014/1/9/art_77_1187.html"], []),
    ("list_catalog.html", "/gkml/list.jsp?catid=2&page=2", ["/gkml/view.jsp?id=4412", "/gkml/view.jsp?id=4391",
        "/gkml/view.jsp?id=4380"],
     ["/gkml/list.jsp?catid=2&page=3"]),
    ("list_catalog.html", "/gkml/list.jsp", ["/gkml/view.jsp?id=4412", "/gkml/view.jsp?id=4391",
        "/gkml/view.jsp?id=4380"],
     ["/gkml/list.jsp?catid=2&page=3", "/gkml/list.jsp?catid=3", "/gkml/list.jsp?catid=4", "/gkml/list.jsp?catid=5"]),
    ("list_plain.html", "/jt/list.asp", ["/jt/show.asp?id=311", "/jt/show.asp?id=309", "/jt/show.asp?id=302",
        "/jt/show.asp?id=296"], ["/jt/list.asp?page=2", "/jt/list.asp?page=3"]),
    ("list_blocks.html", "/zc/files", ["/doc/6f1c0de2a4b84c0f9a1b", "/doc/0b7e4a51c3f64d2e8d7c",
        "/doc/5d2a9c77e1b04f6c8e3a"],
     ["/zc/files?page=2"]),
    ("list_select.html", "/gov/gg/index_2.shtml", ["/gov/gg/20140305001.shtml", "/gov/gg/20140301002.shtml",
        "/gov/gg/20140226001.shtml"], ["/gov/gg/index_3.shtml"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "circulars", "lists"), LISTS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_list_leads_to_its_circulars_and_on(
    name: str, path: str, circulars: list[str] | None, lists: list[str]
) -> None:
    style = "catalog" if "catalog" in name else "cms"
    kinds = found(name, HOST + path, style=style)
    if circulars is not None:
        assert kinds.get("circular", []) == circulars
    assert kinds.get("list", []) == lists
    assert set(kinds) <= {"circular", "list"}


LABELLED = sorted(path.name for path in (Path(__file__).parent / "lists").glob("*.html"))


@pytest.mark.parametrize("name", LABELLED)
def test_a_labelled_list_is_read_as_labelled(name: str) -> None:
    """Each page says in data-k which of its links are circulars (c), next pages (n), lists (l)."""
    markup = (Path(__file__).parent / "lists" / name).read_text("utf-8")
    url = markup.split()[1]
    listed = page(markup, url)
    assert listed.tree is not None
    wanted: dict[str, set[str]] = {"c": set(), "n": set(), "l": set()}
    for element in listed.tree.iter("a", "div", "button"):
        href = element.get("href") or "javascript:"
        target = address_in(element.get("onclick") or "") if href.startswith("javascript:") else href
        if kind := element.get("data-k"):
            wanted[kind].add(join(url, target or "") or "")
    if scripted := re.search(r"<!-- (?:next|list): (\S+) -->", markup):
        wanted["n"].add(join(url, scripted[1]) or "")
    given: dict[str, set[str]] = {"c": set(), "n": set(), "l": set()}
    for link in links(source(url), listed):
        given["c" if link.kind == "circular" else "l" if link.words else "n"].add(link.url)
    assert given == wanted


TEXTS = [
    ("text_trs.html", "/zwgk/wj/201403/t20140305_11021.html", [], [
        "/zwgk/wj/201403/P020140305500000000001.doc", "/zwgk/wj/201403/P020140305500000000002.xls",
        "/module/download/downfile.jsp?classid=0&filename=1403051.pdf", "/zwgk/wj/201403/t20140305_11022.html",
        "/gov/scan.pdf"]),
    ("text_split.html", "/law/fg_20418.htm", ["/law/fg_20418_2.htm", "/law/fg_20418_3.htm",
        "/law/full.asp?id=20418"], []),
    ("text_split.html", "/law/fg_20418_2.htm", ["/law/fg_20418_3.htm", "/law/full.asp?id=20418"], []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "pages", "files"), TEXTS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_circular_leads_to_its_pages_and_files(name: str, path: str, pages: list[str], files: list[str]) -> None:
    kinds = found(name, HOST + path, "circular")
    assert kinds.get("page", []) == pages
    assert kinds.get("attachment", []) == files
    assert set(kinds) <= {"page", "attachment"}


@pytest.mark.parametrize("name", sorted(path.name for path in (Path(__file__).parent / "texts").glob("*.html")))
def test_a_labelled_circular_is_read_as_labelled(name: str) -> None:
    """Each page says in data-k which of its links are further pages (p) and attachments (a)."""
    markup = (Path(__file__).parent / "texts" / name).read_text("utf-8")
    url = markup.split()[1]
    text = page(markup, url, "circular")
    assert text.tree is not None
    wanted: dict[str, set[str]] = {"p": set(), "a": set()}
    for element in text.tree.iter("a", "iframe", "embed"):
        href = element.get("href") or element.get("src") or ""
        target = address_in(element.get("onclick") or "") if href.startswith("javascript:") else href
        if kind := element.get("data-k"):
            wanted[kind].add(join(url, target or "") or "")
    if scripted := re.search(r"<!-- page: (\S+) -->", markup):
        wanted["p"].add(join(url, scripted[1]) or "")
    given: dict[str, set[str]] = {"p": set(), "a": set()}
    for link in links(source(url), text):
        given[link.kind[0]].add(link.url)
    assert given == wanted


FLAT = [
    ("<p>A1 2014-03-05<br>A2 2014-03-04<br>A3 2014-03-03<br>A4</p>", "05 04 03 -"),
    ("<p>2014-03-05 A1<br>[2014-03-04]A2<br>2014/3/3 A3<br></p><a href=/x>首页</a>", "05 04 03"),
    ("<dl><dt>A1<dd>2014-03-05<dt>A2<dd>2014-03-04<dt>A3<dd>2014-03-03</dl>", "05 04 03"),
    ("<div><div>A1</div><div>2014.3.5</div><div>A2</div><div>2014.3.4</div></div>", "05 04"),
    ("<table><tr><td>2014-03-05<td>A1<td><a href=/d>下载</a></tr><tr><td>2014-03-04<td>A2</tr></table>", "05 04"),
    ("<ul><li>A1<span>2014年3月5日</span><li>A2<li>A3<span>2014年3月3日</span></ul>", "05 - 03"),
    ("<table><tr><td>今天是2020-01-01<td>A1 2014-03-05<br>A2 2014-03-04<br>A3 2014-03-03</table>", "05 04 03"),
]


@pytest.mark.parametrize(("markup", "expected"), FLAT)
def test_each_link_has_the_day_that_is_its_own(markup: str, expected: str) -> None:
    markup = re.sub(r"A(\d)", r'<a href="t\1.html">关于第\1号事项的通知</a>', markup)
    given = links(source(), page(markup))
    days = [f"{link.date:%d}" if link.date else "-" for link in given if link.kind == "circular"]
    assert " ".join(days) == expected


def test_words_and_day_are_those_printed() -> None:
    given = links(source(), page((PAGES / "list_trs.html").read_bytes()))
    assert given[0].words == "澜溪县人民政府关于印发2014年重点工作任务分解方案的通知"
    assert [link.date for link in given[:3]] == [dt.date(2014, 3, 5), dt.date(2014, 2, 21), dt.date(2014, 2, 11)]
    rows = links(
        source(style="catalog"), page((PAGES / "list_catalog.html").read_bytes(), f"{HOST}/gkml/list.jsp?catid=2")
    )
    assert (rows[1].words, rows[1].date) == ("澜溪县抗旱应急预案", dt.date(2014, 2, 28))
    cards = links(source(), page((PAGES / "list_blocks.html").read_bytes(), f"{HOST}/zc/files"))
    assert [link.date for link in cards[:3]] == [dt.date(2014, 3, 5), dt.date(2014, 2, 28), dt.date(2014, 2, 21)]


ROW = '<li><a href="t20140305_{0}.html">关于第{0}号事项的通知</a> 2014-03-05</li>'
ROWS = "<ul>" + "".join(ROW.format(n) for n in range(1, 5)) + "</ul>"


@pytest.mark.parametrize(
    ("pager", "url", "expected"),
    [
        ('<script>createPageHTML(3, 0, "index", "html");</script>', "wj/", "wj/index_1.html"),
        ('<script>createPageHTML(3, 1, "index", "html");</script>', "wj/index_1.html", "wj/index_2.html"),
        ('<script>createPageHTML(3, 2, "index", "html");</script>', "wj/index_2.html", None),
        ("<script>createPageHTML(1, 0, 'default', 'shtml');</script>", "wj/", None),
        ("<script>createPageHTML('pager', 3, 1, 'zcwj', 'shtml', 58);</script>", "wj/zcwj.shtml", "wj/zcwj_2.shtml"),
        ("<script>createPageHTML('pager', 3, 2, 'zcwj', 'shtml', 58);</script>", "wj/zcwj_2.shtml", "wj/zcwj_3.shtml"),
        ("<script>createPageHTML('pager', 3, 3, 'zcwj', 'shtml', 58);</script>", "wj/zcwj_3.shtml", None),
        ("<script>//createPageHTML(3, 0, 'index', 'html');\n</script>", "wj/", None),
        ("<script>var currentPage = 1;//从0开始\nvar countPage = 3;</script>", "wj/index_1.htm", "wj/index_2.htm"),
        ("<script>var m_nPageCount='3',m_nCurrPage=0,m_sPageName='gg',m_sPageExt='jsp'</script>", "wj/", "wj/gg_1.jsp"),
        ('<a href="index_2.html">下一页&gt;&gt;</a>', "wj/index_1.html", "wj/index_2.html"),
        ('<a href="index_2.html">【下页】</a>', "wj/index_1.html", "wj/index_2.html"),
        ('<a href="index_2.html" class="next">&gt;</a>', "wj/index_1.html", "wj/index_2.html"),
        ('<a href="?page=2" title="下一页">»</a>', "wj/list.jsp", "wj/list.jsp?page=2"),
        ("<a href=\"javascript:location.href='index_2.html'\">Next</a>", "wj/index_1.html", "wj/index_2.html"),
        ('<a href="index_1.html">下一页</a>', "wj/index_1.html", None),
        ('<a href="javascript:void(0)">下一页</a>', "wj/index_1.html", None),
        ('<a href="index_1.html">[2]</a>', "wj/", "wj/index_1.html"),
        ('<a href="index_9.html">9</a>', "wj/index_8.html", "wj/index_9.html"),
        ('<a href="list_4_2.html">2</a>', "wj/list_4.html", "wj/list_4_2.html"),  # the list is called 4
        ('<a href="list_4_1.html">2</a>', "wj/list_4.html", "wj/list_4_1.html"),
        ('<a href="index_2.html">2</a>', "wj/4/", "wj/4/index_2.html"),
        ('<a href="list_3.html">3</a>', "wj/list_4.html", None),
        ('<a href="day?date=2">2</a>', "wj/", None),
        ('<a href="/zt/2.html">2</a>', "wj/list.html", None),
    ],
)  # fmt: skip
def test_the_next_page_of_a_list(pager: str, url: str, expected: str | None) -> None:
    given = links(source(f"{HOST}/wj/"), page(ROWS + pager, f"{HOST}/{url}"))
    assert [link.url for link in given if link.kind == "list"] == ([f"{HOST}/{expected}"] if expected else [])


NEXT = '第[1]页 共[3]页 <a href="{}">下一页</a>'


@pytest.mark.parametrize(
    ("pager", "url", "expected"),
    [
        (NEXT.format("a_1.html"), "a.html", "a_1.html"),
        (NEXT.format("t20200405_4_1.html"), "t20200405_4.html", "t20200405_4_1.html"),
        (NEXT.format("t20200405_12_2.html"), "t20200405_12.html", "t20200405_12_2.html"),
        (NEXT.format("t20200405_123_2.html"), "t20200405_123.html", "t20200405_123_2.html"),
        (NEXT.format("t20200405_4_2.html"), "t20200405_4_1.html", "t20200405_4_2.html"),
        (NEXT.format("7_2.html"), "7.html", "7_2.html"),
        (NEXT.format("show-7-2.html"), "show-7.html", "show-7-2.html"),
        (NEXT.format("9/2.html"), "9.html", "9/2.html"),
        (NEXT.format("t_9.html?page=2"), "t_9.html", "t_9.html?page=2"),
        (NEXT.format("show.asp?page=2&id=7"), "show.asp?id=7", "show.asp?page=2&id=7"),
        (NEXT.format("t_5.html"), "t_4.html", "t_5.html"),
        (NEXT.format("t_3.html"), "t_4.html", None),
        (NEXT.format("t_4.html"), "t_4_1.html", None),
        (NEXT.format("t_5_1.html"), "t_4.html", None),
        ('<a href="t_4.html">1</a> <a href="t_4_1.html">2</a>', "t_4.html", "t_4_1.html"),
        ('<a href="t_4.html">1</a> <a href="t_4_2.html">2</a>', "t_4.html", "t_4_2.html"),
        ('<a href="t_4.html">1</a> <a href="t_4_1.html">2</a>', "t_4_1.html", None),
        ('<script>createPageHTML(3, 0, "t_4", "html");</script>', "t_4.html", "t_4_1.html"),
        ('<script>createPageHTML(3, 1, "t_4", "html");</script>', "t_4_1.html", "t_4_2.html"),
        ('<script>createPageHTML(3, 1, "t_1", "html");</script>', "t_1.html", "t_1_2.html"),
        ("<script>var currentPage = 0; var countPage = 3;</script>", "t_3318.html", "t_3318_1.html"),
        ("<script>var currentPage = 1; var countPage = 3;</script>", "t_3318_1.html", "t_3318_2.html"),
        ("<script>var currentPage = 0; var countPage = 3;</script>", "t_4.html", "t_4_1.html"),
    ],
)
def test_the_next_page_of_a_text_whatever_the_first_is_called(pager: str, url: str, expected: str | None) -> None:
    given = links(source(), page(f"<p>县财政局要认真落实。</p><p>{pager}</p>", f"{HOST}/wj/{url}", "circular"))
    assert [link.url for link in given if link.kind == "page"] == ([f"{HOST}/wj/{expected}"] if expected else [])


def test_an_empty_list_ends_its_pager() -> None:
    pager = '<p>没有符合条件的信息</p><a href="list.jsp?page=901">下一页</a>'
    assert links(source(), page(f"<div>{pager}</div>", f"{HOST}/zwgk/wj/list.jsp?page=900")) == ()


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('<html><head><meta http-equiv="refresh" content="0;url=/new/1.html"></head></html>', "circular"),
        ("<html><meta http-equiv=Refresh content='3; URL=/new/1.html'></html>", "list"),
        ("<html><script>window.location.href = '/new/1.html';</script></html>", "circular"),
        ("<html><script>location.replace('http://www.lanxi.example/new/1.html')</script></html>", "list"),
    ],
)
def test_a_page_that_sends_its_reader_on(markup: str, kind: Kind) -> None:
    assert links(source(), page(markup, kind=kind)) == (Link(f"{HOST}/new/1.html", kind),)


def test_addresses_are_those_a_browser_would_go_to() -> None:
    markup = """<base href="//www.lanxi.example/a/b/"><ul>
    <li><a href="../t20140305_1.html#top">关于甲事项的通知</a>2014-03-05</li>
    <li><a href=" //www.lanxi.example/c/t20140305_2.html ">关于乙事项的通知</a>2014-03-05</li>
    <li><a href="show.asp?id=3&bt=通知">关于丙事项的通知</a>2014-03-05</li>
    <li><a href="\\d\\t20140305_4.html">关于丁事项的通知</a>2014-03-05</li>
    <li><a href="公文/t20140305_5.html">关于戊事项的通知</a>2014-03-05</li></ul>"""
    given = [link.url for link in links(source(), page(markup.encode("gb18030")))]
    assert given == [f"{HOST}/{path}" for path in (
        "a/t20140305_1.html", "c/t20140305_2.html", "a/b/show.asp?id=3&bt=%CD%A8%D6%AA", "d/t20140305_4.html",
        "a/b/%E5%85%AC%E6%96%87/t20140305_5.html",
    )]  # fmt: skip


def test_a_lying_charset_is_seen_through_and_the_source_has_the_last_word() -> None:
    markup = f'<meta charset="{{}}">{ROWS}'
    for declared, real in (("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gbk")):
        given = links(source(), page(markup.format(declared).encode(real)))
        assert given[0].words == "关于第1号事项的通知", (declared, real)
    big5 = page("<ul><li><a href='t20140305_1.html'>關於供水事項的通知</a></li></ul>".encode("big5"), charset="big5")
    assert links(source(), big5)[0].words == "關於供水事項的通知"


FEEDS = {
    "rss": """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>文件</title><link>{0}/</link>
<item><title>关于甲的通知</title><link>{0}/a/1.html</link><pubDate>Wed, 05 Mar 2014 09:00:00 +0800</pubDate></item>
<item><title>关于乙的通知</title><link>/a/2.html</link><pubDate>2014-02-21 10:00</pubDate></item></channel></rss>""",
    "rdf": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="{0}/a/1.html"><title>关于甲的通知</title><dc:date>2014-03-05T09:00:00+08:00</dc:date></item>
<item><title>关于乙的通知</title><link>{0}/a/2.html</link><dc:date>2014-02-21</dc:date></item></rdf:RDF>""",
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{0}/f"/>
<entry><title>关于甲的通知</title><link href="{0}/a/1.html"/><updated>2014-03-05T09:00:00Z</updated></entry>
<entry><title>关于乙的通知</title><link rel="enclosure" href="x"/>
<link rel="alternate" href="/a/2.html"/><published>2014-02-21T00:00:00Z</published></entry></feed>""",
    "sitemap": """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{0}/a/1.html</loc><lastmod>2014-03-05</lastmod></url>
<url><loc>
 {0}/a/2.html </loc><lastmod>2014-02-21T08:00:00+08:00</lastmod></url></urlset>""",
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_feed_leads_to_its_entries(name: str, packed: bool) -> None:
    body = FEEDS[name].format(HOST).encode()
    given = links(source(style="feed"), page(gzip.compress(body) if packed else body, f"{HOST}/feed.xml"))
    assert [(link.url, link.kind, str(link.date)) for link in given] == [
        (f"{HOST}/a/1.html", "circular", "2014-03-05"), (f"{HOST}/a/2.html", "circular", "2014-02-21"),
    ]  # fmt: skip
    assert [link.words for link in given] in (["关于甲的通知", "关于乙的通知"], ["", ""])


def test_a_feed_leads_to_further_feeds() -> None:
    index = "<sitemapindex><sitemap><loc>/s1.xml.gz</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>"
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/f?page=2"/></feed>'
    given = [*links(source(style="feed"), page(index)), *links(source(style="feed"), page(atom))]
    assert [(link.url, link.kind) for link in given] == [
        (f"{HOST}{path}", "list") for path in ("/s1.xml.gz", "/s2.xml", "/f?page=2")
    ]


def test_a_hostile_feed_costs_nothing() -> None:
    entities = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "&x;&x;">]>'
    broken = f"{entities}<rss><channel><item><title>&y;</title><link>/a/1.html</link></item><item><title>未完"
    given = links(source(style="feed"), page(broken))
    assert (given[0].url, given[0].words) == (f"{HOST}/a/1.html", "&y;")
    assert links(source(style="feed"), page(gzip.compress(b"<rss>")[:12])) == ()


RULED = """<div class="a"><a href="/x/1">甲</a><a href="/x/2">乙</a></div><div class="b"><a href="/x/3">丙</a>
<a class="on" href="/l/2">后</a><a href="/l/9">丁</a></div>"""


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"circulars": Rule(select=(".a a",))}, "1c 2c"),
        ({"circulars": Rule(select=(".a", ".b"), match=(r"/x/\d",))}, "1c 2c 3c"),
        ({"circulars": Rule(match=("/x/",), skip=("乙", "/3$"))}, "1c"),
        ({"circulars": Rule(match=("/x/",), words=("丙",))}, "3c"),
        ({"circulars": Rule(match=("/x/",)), "pages": Rule(select=("a.on",))}, "1c 2c 3c 2l"),
        ({"circulars": Rule(match=("/x/",)), "lists": Rule(words=("丁",))}, "1c 2c 3c 9l"),
        ({"circulars": Rule(match=("/x/",)), "lists": Rule(words=("丁",), follow=False)}, "1c 2c 3c"),
        ({"circulars": Rule(match=("/x/",)), "lists": Rule(words=("丁",), below=True)}, "1c 2c 3c"),
    ],
)
def test_a_source_s_rules_say_which_links_are_which(rules: dict[str, Rule], expected: str) -> None:
    ruled = Source(name="x", start=(f"{HOST}/s/",), hosts=("www.lanxi.example",), **rules)
    given = links(ruled, page(RULED, f"{HOST}/s/"))
    assert " ".join(f"{link.url[-1]}{link.kind[0]}" for link in given) == expected


def test_pictures_of_a_scanned_circular_are_attachments_where_a_source_says_so() -> None:
    scanned = Source(name="x", start=(HOST,), attachments=Rule(select=("#body img",)))
    markup = '<img src="/logo.png"><div id="body"><img src="W020140305_1.jpg"><img src="W020140305_2.jpg"></div>'
    given = links(scanned, page(markup, kind="circular"))
    assert [link.url.rpartition("/")[2] for link in given] == ["W020140305_1.jpg", "W020140305_2.jpg"]
    assert links(source(), page(markup, kind="circular")) == ()


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.4", b"\x00\x01\x02" * 50, b"<html></html>", b"<", "随便几个字".encode()]
)
@pytest.mark.parametrize("kind", ["list", "circular", "attachment"])
def test_what_is_no_page_leads_nowhere(body: bytes, kind: Kind) -> None:
    assert links(source(), page(body, kind=kind)) == ()
