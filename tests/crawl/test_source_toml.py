"""Sources as TOML, and the adapters beside them: what is said where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from hongtou.crawl.failures import judge
from hongtou.crawl.links import Link, links
from hongtou.crawl.page import Page
from hongtou.crawl.source import STYLES, load_source, plain_source
from hongtou.errors import SourceError, UsageError

START = 'start = ["http://www.lanxi.example/wj/"]\n'


def write(folder: Path, text: str, name: str = "lanxi.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_source_needs_no_more_than_a_start(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, START))
    assert (source.name, source.style, source.hosts) == ("lanxi", "cms", ("www.lanxi.example",))
    assert source.delay is None
    assert not source.private
    assert source.lists.below


def test_a_source_is_found_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, START)
    assert load_source("lanxi", tmp_path).path == str(path)
    with pytest.raises(UsageError, match=r"\(there: lanxi\): `hongtou source new langxi URL --dir "):
        load_source("langxi", tmp_path)
    with pytest.raises(UsageError, match="no file"):
        load_source(tmp_path / "x.toml")


@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_there(style: str) -> None:
    assert plain_source("http://www.lanxi.example/", style=style).style == style


def test_a_source_s_table_lies_over_its_style_s(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, START + '[lists]\nskip = ["x"]\n'))
    assert (source.lists.below, source.lists.skip) == (True, ("x",))


def test_gb2312_is_read_as_its_superset(tmp_path: Path) -> None:
    assert load_source(write(tmp_path, START + 'charset = "GB2312"')).charset == "gb18030"
    assert load_source(write(tmp_path, START + 'charset = "big5"')).charset == "big5"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("start = [", "lanxi.toml is no TOML"),
        ("", "missing key `start`|start"),
        ("start = []", "start names no address"),
        ('start = "http://a.example/"', "at `start`"),
        ('start = ["www.lanxi.example"]', "no http or https address"),
        ('start = ["ftp://a.example/"]', "no http or https address"),
        (START + 'style = "trs"', "style 'trs' is none; there are cms, catalog, paged, feed"),
        (START + "hots = []", "unknown key 'hots': is 'hosts' meant\\? known are .*hosts"),
        (START + "wzzz = []", "unknown key 'wzzz'; known are .*hosts"),
        (
            START + "[circulars]\nselct = []",
            r"unknown key 'selct' in \[circulars\]: is 'select' meant\? known are follow, select",
        ),
        (START + "[circulars]\nmatch = 'x'", "at `circulars.match`"),
        (START + "[circulars]\nmatch = ['(']", r"\[circulars\]: '\(' is no regular expression"),
        (START + "failures = ['[']", "failures: .* is no regular expression"),
        (START + "[circulars]\nselect = ['a[']", r"\[circulars\]: 'a\[' is no CSS selector"),
        (START + "delay = -1", "delay -1.0 is no number of seconds"),
        (START + "delay = 'x'", "at `delay`"),
        (START + "charset = 'gb9999'", "charset 'gb9999' is none that Python knows"),
        (START + "private = 1", "at `private`"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        load_source(write(tmp_path, text))
    assert "lanxi.toml" in str(caught.value)


ADAPTER = '''
from hongtou.crawl import Link, Page

def links(page: Page, found):
    """Rows of a table whose scripts hold the number."""
    for row in page.soup.select("tr[data-id]"):
        yield page.link(f"/doc/{row['data-id']}.html", "circular", words=row.get_text(strip=True))
    yield from (link for link in found if link.kind == "list")

def failure(page: Page, status: int, found):
    return "closed at night" if "夜间关闭" in page.text else found
'''
PAGE = Page(
    "http://www.lanxi.example/wj/",
    "list",
    "<table><tr data-id=31><td>供水管理办法</td></tr></table><a href='./2014/'>2014年</a>".encode(),
)


def adapted(folder: Path, code: str) -> Path:
    (folder / "lanxi.py").write_text(code, "utf-8")
    return write(folder, START + 'adapter = "lanxi.py"\n')


def test_an_adapter_says_what_rules_cannot(tmp_path: Path) -> None:
    source = load_source(adapted(tmp_path, ADAPTER))
    assert links(source, PAGE) == (
        Link("http://www.lanxi.example/doc/31.html", "circular", "供水管理办法"),
        Link("http://www.lanxi.example/wj/2014/", "list", "2014年"),
    )
    assert judge(source, Page(PAGE.url, "list", "<p>夜间关闭</p>".encode()), 200) == "closed at night"
    assert judge(source, PAGE, 200) is None
    assert judge(source, PAGE, 404) == "http 404"


def test_an_adapter_may_do_one_thing_alone(tmp_path: Path) -> None:
    source = load_source(adapted(tmp_path, "def failure(page, status, found):\n    return None\n"))
    assert [link.kind for link in links(source, PAGE)] == ["list"]
    assert judge(source, PAGE, 404) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def link(page, found): ...", "defines neither"),
        ("import nowhere_to_be_found", "cannot be loaded: ModuleNotFoundError"),
        ("def links(page, found:", "cannot be loaded: SyntaxError"),
    ],
)
def test_an_adapter_that_cannot_be_used_is_wrong_use(tmp_path: Path, code: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        load_source(adapted(tmp_path, code))
    with pytest.raises(UsageError, match=r"no adapter .*gone\.py"):
        load_source(write(tmp_path, START + 'adapter = "gone.py"\n', "b.toml"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def links(page, found):\n    return [1 / 0]", "failed on http://www.lanxi.example/wj/: ZeroDivisionError"),
        ("def links(page, found):\n    return ['x.html']", "gave 'x.html' on .*; it must give Link records"),
        ("def links(page, found):\n    yield page.link('mailto:x', 'list')", "'mailto:x' is no link"),
    ],
)
def test_an_adapter_that_fails_on_a_page_names_file_and_page(tmp_path: Path, code: str, words: str) -> None:
    source = load_source(adapted(tmp_path, code))
    with pytest.raises(SourceError, match=words):
        links(source, PAGE)
