"""A source guessed from one page, the test written beside it, and what is said when the layout changed."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hongtou.cli import main
from hongtou.crawl.check import check_saved
from hongtou.crawl.draft import draft
from hongtou.crawl.page import Page
from hongtou.crawl.source import load_source
from hongtou.errors import InputError, UsageError

PAGES = Path(__file__).parent / "pages"
HOST = "http://www.lanxi.gov.cn"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hong(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def new(name: str, page: str, path: str, *args: str) -> Result:
    return hong("source", "new", name, str(PAGES / page), "--url", HOST + path, *args)


@pytest.mark.parametrize(
    ("page", "path", "style", "circulars"),
    [
        ("list_trs.html", "/zwgk/wj/", "cms", 4),
        ("list_hanweb.html", "/col/col77/index.html", "cms", 2),
        ("list_catalog.html", "/gkml/list.jsp?catid=2&page=2", "catalog", 3),
        ("list_plain.html", "/jt/list.asp", "cms", 4),
        ("list_blocks.html", "/zc/files", "cms", 3),
        ("text_trs.html", "/zwgk/wj/201403/t20140305_11021.html", "cms", 0),
        ("text_split.html", "/law/fg_20418.htm", "paged", 0),
    ],
)
def test_a_page_becomes_a_source_that_its_test_holds(page: str, path: str, style: str, circulars: int) -> None:
    result = new("lanxi", page, path)
    assert result.exit_code == 0, result.output
    assert f"guessed style {style}" in result.output
    source = load_source("lanxi")
    assert source.style == style
    assert source.expect[0].circulars == circulars
    assert check_saved("sources/lanxi.toml") == []
    assert hong("source", "check", "lanxi", "--saved").exit_code == 0


def test_what_is_written_says_what_was_guessed() -> None:
    result = new("lanxi", "list_trs.html", "/zwgk/wj/")
    text = Path("sources/lanxi.toml").read_text("utf-8")
    assert "4 circulars" in result.output
    assert (
        "2014-03-05 http://www.lanxi.gov.cn/zwgk/wj/201403/t20140305_11021.html 澜溪县人民政府关于印发" in result.output
    )
    assert "www.moumou.gov.cn" in result.output
    assert "# style cms: nothing says otherwise" in text
    assert '# select = ["ul.list a"]' in text
    table = tomllib.loads(text)
    assert table["hosts"] == ["www.lanxi.gov.cn"]
    assert table["expect"] == [
        {"url": f"{HOST}/zwgk/wj/", "page": "lanxi.html", "kind": "list", "circulars": 4, "lists": 3, "next": True}
    ]


def test_the_noted_selector_finds_the_same_links() -> None:
    new("lanxi", "list_trs.html", "/zwgk/wj/")
    path = Path("sources/lanxi.toml")
    path.write_text(path.read_text("utf-8").replace("# select", "select"), "utf-8")
    assert load_source(path).circulars.select == ("ul.list a",)
    assert check_saved(path) == []


def run_test(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_written_test_passes_and_fails_when_the_layout_is_broken() -> None:
    new("lanxi", "list_trs.html", "/zwgk/wj/")
    assert run_test(Path("sources/test_lanxi.py")).returncode == 0
    page = Path("sources/lanxi.html")
    markup = page.read_text("utf-8")
    page.write_text(markup[: markup.index("<ul class=")] + "<p>栏目改版中</p></body></html>", "utf-8")
    broken = run_test(Path("sources/test_lanxi.py"))
    assert broken.returncode == 1
    assert "no links to circulars" in broken.stdout


@pytest.mark.parametrize(
    ("old", "fresh", "said"),
    [
        ('<ul class="list">', "<ul><!--", "no links to circulars: there were 4; the layout changed"),
        ('<a href="./201402/t20140221_10988.html">', "<a>", "links to circulars fell from 4 to 3"),
        ('createPageHTML(4, 0, "index", "html")', "", "no next page: there was one"),
        ('<a href="./2014/">2014年</a>', "", "links to lists fell from 3 to 2"),
        ("<title>政府文件_澜溪县人民政府</title>", "<title>访问过于频繁</title>", "the answer is none: too frequent"),
    ],
)  # fmt: skip
def test_a_changed_list_is_said_aloud(old: str, fresh: str, said: str) -> None:
    new("lanxi", "list_trs.html", "/zwgk/wj/")
    page = Path("sources/lanxi.html")
    markup = page.read_text("utf-8")
    assert old in markup
    page.write_text(markup.replace(old, fresh), "utf-8")
    result = hong("source", "check", "lanxi", "--saved")
    assert result.exit_code == 1
    assert f"hongtou: lanxi: lanxi.html: {said}" in result.output


@pytest.mark.parametrize(
    ("old", "fresh", "said"),
    [
        ("重点工作任务分解方案的通知", "重点工作任务分解方案的公告", "the title is"),
        ('<a href="./P020140305500000000002.xls" oldsrc="W02">', "<a>", "attachments fell from 5 to 4"),
    ],
)
def test_a_changed_circular_is_said_aloud(old: str, fresh: str, said: str) -> None:
    new("lanxi", "text_trs.html", "/zwgk/wj/201403/t20140305_11021.html")
    page = Path("sources/lanxi.html")
    page.write_text(page.read_text("utf-8").replace(old, fresh), "utf-8")
    result = hong("source", "check", "lanxi", "--saved")
    assert result.exit_code == 1
    assert said in result.output


def test_a_circular_s_own_page_names_the_list_it_is_of() -> None:
    crumbs = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/wj/">政府文件</a></div>'
    body = f"<title>关于供水的通知</title>{crumbs}<h1>关于供水事项的通知</h1>".encode()
    made = draft("x", Page(f"{HOST}/wj/201403/t20140305_1.html", "list", body))
    assert made.source.start == (f"{HOST}/wj/",)
    bare = "<html><h1>关于供水事项的通知</h1></html>".encode()
    alone = draft("x", Page(f"{HOST}/wj/201403/t20140305_1.html", "list", bare))
    assert alone.source.start == (f"{HOST}/wj/201403/",)


def test_a_lying_charset_is_written_down() -> None:
    rows = "".join(f"<li><a href='t20140305_{n}.html'>关于第{n}号事项的通知</a> 2014-03-05</li>" for n in range(4))
    for declared, real, expected in (("gb2312", "utf-8", "utf-8"), ("utf-8", "gbk", "gb18030"), ("gbk", "gbk", None)):
        body = f"<html><meta charset={declared}><ul>{rows}</ul></html>".encode(real)
        made = draft("x", Page(f"{HOST}/wj/", "list", body))
        assert made.source.charset == expected, (declared, real)
        assert made.seen.links[0].words == "关于第0号事项的通知"


def test_files_on_another_host_of_the_domain_are_of_the_source() -> None:
    rows = "".join(
        f"<li><a href='http://file.lanxi.gov.cn/t20140305_{n}.html'>关于第{n}号事项的通知</a></li>" for n in range(3)
    )
    made = draft("x", Page(f"{HOST}/wj/", "list", f"<html><ul>{rows}</ul></html>".encode()))
    assert made.source.hosts == ("www.lanxi.gov.cn", "file.lanxi.gov.cn")


def test_a_feed_becomes_a_source() -> None:
    feed = "<rss><channel><item><title>关于供水的通知</title><link>/1.html</link></item></channel></rss>"
    Path("feed.xml").write_text(feed, "utf-8")
    result = hong("source", "new", "feed", "feed.xml", "--url", f"{HOST}/rss.xml")
    assert result.exit_code == 0, result.output
    assert (load_source("feed").style, load_source("feed").expect[0].page) == ("feed", "feed.xml")
    assert check_saved("sources/feed.toml") == []


def test_an_index_of_site_maps_becomes_a_source() -> None:
    index = "<sitemapindex><sitemap><loc>/sitemap-1.xml</loc></sitemap></sitemapindex>"
    Path("index.xml").write_text(index, "utf-8")
    result = hong("source", "new", "feed", "index.xml", "--url", f"{HOST}/sitemap.xml")
    assert result.exit_code == 0, result.output
    assert check_saved("sources/feed.toml") == []
    Path("sources/feed.xml").write_text("<sitemapindex></sitemapindex>", "utf-8")
    assert check_saved("sources/feed.toml") == [
        "feed.xml: no links to lists: there were 1; the layout changed",
        "feed.xml: no next page: there was one; the pager changed, or this is all there is now",
        "feed.xml: links to lists fell from 1 to 0",
    ]


SAVED = [
    ("a.html", f"<!-- saved from url=(0030){HOST}/wj/ -->\n<html>{{}}</html>"),
    ("a.html", f'<html><link rel="canonical" href="{HOST}/wj/">{{}}</html>'),
    ("a.mhtml", f"MIME-Version: 1.0\nSnapshot-Content-Location: {HOST}/wj/\n"
     "Content-Type: multipart/related; boundary=B\n\n"
     "--B\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html>{}</html>\n--B--\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "markup"), SAVED)
def test_a_page_that_a_browser_saved_says_where_it_is_from(name: str, markup: str) -> None:
    rows = "".join(f"<li><a href='{HOST}/wj/t20140305_{n}.html'>关于第{n}号事项的通知</a></li>" for n in range(3))
    Path(name).write_text(markup.format(f"<ul>{rows}</ul>"), "utf-8")
    result = hong("source", "new", "x", name)
    assert result.exit_code == 0, result.output
    assert load_source("x").start == (f"{HOST}/wj/",)
    assert check_saved("sources/x.toml") == []


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("x", "there.html"), 2, "does not say where it is from: give its address with --url"),
        (("x", "gone.html", "--url", HOST), 1, "cannot read gone.html"),
        (("a/b", "there.html", "--url", HOST), 2, "'a/b' is no name for a source"),
        (("x", "captcha.html", "--url", HOST + "/wj/"), 1, "is no page to begin with: captcha"),
        (("x", "there.html", "--url", HOST + "/a.html"), 1, "leads to no circular that hongtou can tell and reads as"),
        (
            ("x", "empty.html", "--url", HOST + "/wj/"),
            1,
            "leads to no circular that hongtou can tell and reads as none",
        ),
        (("x", "about.html", "--url", HOST + "/a.html"), 1, "leads to no circular that hongtou can tell and reads as"),
        (("x", "there.html", "--url", "ftp://a"), 2, "is no http or https address"),
    ],
)
def test_what_cannot_become_a_source(args: tuple[str, ...], code: int, said: str) -> None:
    Path("there.html").write_text("<html><p>供水</p></html>", "utf-8")
    Path("empty.html").write_text(f"<html><title>澜溪县信息公开目录</title><p>{'目录' * 40}</p></html>", "utf-8")
    Path("about.html").write_text("<html><title>澜溪县人民政府门户网站</title><p>关于本站。</p></html>", "utf-8")
    Path("captcha.html").write_text("<html><title>请输入验证码</title></html>", "utf-8")
    result = hong("source", "new", *args)
    assert (result.exit_code, Path("sources").exists()) == (code, False)
    assert said in result.output


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a.html", "<h1>关于供水事项的通知</h1>"),
        ("a.html", "<h1>澜溪县2014年供水</h1><p>澜政发〔2014〕3号</p>"),
        ("wj/201403/t20140305_1.html", "<h1>在全县供水会议上的讲话</h1>"),
        ("wj/", "<title>供水</title><p>澜政发〔2014〕3号</p>"),
    ],
)
def test_what_reads_as_a_circular(path: str, words: str) -> None:
    assert draft("x", Page(f"{HOST}/{path}", "list", f"<html>{words}</html>".encode())).expect.kind == "circular"


def test_nothing_is_overwritten_unasked() -> None:
    new("lanxi", "list_trs.html", "/zwgk/wj/")
    again = new("lanxi", "list_plain.html", "/jt/list.asp")
    assert again.exit_code == 2
    assert "sources/lanxi.toml, sources/lanxi.html, sources/test_lanxi.py are there already" in again.output
    assert load_source("lanxi").expect[0].lists == 3
    assert new("lanxi", "list_plain.html", "/jt/list.asp", "--force").exit_code == 0
    assert load_source("lanxi").expect[0].lists == 2


def test_sources_are_listed() -> None:
    assert hong("source", "list").exit_code == 1
    new("lanxi", "list_trs.html", "/zwgk/wj/")
    listed = hong("source", "list")
    assert listed.exit_code == 0
    assert listed.output == f"lanxi\tcms\t{HOST}/zwgk/wj/\t政府文件_澜溪县人民政府\n"
    Path("sources/b.toml").write_text("start = []", "utf-8")
    listed = hong("source", "list")
    assert listed.exit_code == 1
    assert "sources/b.toml: start names no address" in listed.output
    assert "lanxi\tcms" in listed.output


def test_a_check_of_what_is_not_there_is_said() -> None:
    assert hong("source", "check", "x").exit_code == 2
    Path("sources").mkdir()
    Path("sources/x.toml").write_text(f'start = ["{HOST}"]', "utf-8")
    result = hong("source", "check", "x", "--saved")
    assert result.exit_code == 1
    assert "has no [[expect]]" in result.output
    with pytest.raises(InputError, match="has no"):
        check_saved("sources/x.toml")
    new("y", "list_trs.html", "/zwgk/wj/")
    Path("sources/y.html").unlink()
    with pytest.raises(InputError, match=r"the saved page y\.html is not beside it"):
        check_saved("sources/y.toml")
    with pytest.raises(UsageError):
        check_saved("sources/z.toml")
