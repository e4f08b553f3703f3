"""Answers that came as 200 and are none, and real circulars that speak of the same things."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hongtou.crawl.failures import judge
from hongtou.crawl.page import Kind, Page
from hongtou.crawl.source import plain_source

HOST = "http://www.lanxi.example"
URL = f"{HOST}/wj/t20140305_1.html"
SOURCE = plain_source(f"{HOST}/wj/")
PAGES = Path(__file__).parent / "pages"
_WORDS = "首页 政务公开 政府文件 通知公告 互动交流 办事服务 走进澜溪 网站地图 用户登录 注册"
NAV = "".join(f"<a href='/l{n}/'>{words}</a>" for n, words in enumerate(_WORDS.split())) * 2
LOGIN_BOX = (
    "<form>用户名<input name=u>密码<input type=password>验证码<input name=yzm><a>看不清,换一张</a>"
    "<button>登录</button></form>"
)
LONG = "各乡镇人民政府，县政府各部门：为进一步规范网站管理，现就有关事项通知如下，请认真贯彻执行。" * 6


def rows(name: str) -> list[list[str]]:
    """The rows of a table of pages, with the pieces that many share put in."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    for piece, markup in (("{nav}", NAV), ("{login}", LOGIN_BOX), ("{long}", LONG)):
        text = text.replace(piece, markup)
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


def said(body: str | bytes, status: int = 200, kind: Kind = "circular", url: str = URL) -> str | None:
    return judge(SOURCE, Page(url, kind, body.encode() if isinstance(body, str) else body), status)


FAILURES = rows("failures.tsv")


@pytest.mark.parametrize(("body", "reason"), FAILURES)
def test_a_page_that_is_not_what_was_asked_for(body: str, reason: str) -> None:
    assert said(body) == reason


@pytest.mark.parametrize(("body", "reason"), FAILURES[:12])
def test_a_list_fails_alike(body: str, reason: str) -> None:
    assert said(body, kind="list", url=f"{HOST}/wj/index_1.html") == reason


CIRCULARS = rows("no_failures.tsv")


@pytest.mark.parametrize("row", CIRCULARS)
def test_a_circular_is_none_whatever_it_speaks_of(row: list[str]) -> None:
    assert said(row[0]) is None


@pytest.mark.parametrize(
    "body",
    [
        "<title>附件2</title><table><tr><td>序号</td><td>网站</td><td>问题</td></tr><tr><td>2</td><td>县文旅局</td><td>链接失效</td></tr></table>",
        "<title>县长信箱_回复</title><p>您反映的网站验证码看不清、换一张也打不开的问题，已由县政务中心处理。</p>",
    ],
)
@pytest.mark.xfail(strict=True, reason="short texts without a sign of a circular that speak of failures")
def test_short_texts_that_are_taken_for_failures(body: str) -> None:
    assert said(body) is None


def test_a_list_with_a_login_box_is_none() -> None:
    rows = "".join(f"<li><a href='t20140305_{n}.html'>关于第{n}号事项的通知</a> 2014-03-05</li>" for n in range(3))
    for title in ("政府文件", "澜溪县人民政府"):
        assert said(f"<title>{title}</title>{NAV}{LOGIN_BOX}<ul>{rows}</ul>", kind="list") is None


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.html")))
def test_the_composed_pages_are_none(name: str) -> None:
    kind: Kind = "list" if name.startswith("list") else "circular"
    assert said((PAGES / name).read_bytes(), kind=kind) is None


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, "<html><p>页面不存在</p></html>", "http 404"),
        (404, "", "http 404"),
        (500, "<html><title>HTTP Status 500</title></html>", "http 500"),
        (503, "<html>Service Temporarily Unavailable</html>", "http 503 (closed for maintenance)"),
        (403, "<html><title>403 Forbidden</title></html>", "http 403 (refused by a firewall)"),
        (403, "<html><p>请输入验证码</p></html>", "http 403 (captcha)"),
        (412, "<html><noscript>请开启JavaScript</noscript></html>", "http 412 (needs a browser (script challenge))"),
        (429, "访问过于频繁", "http 429 (too frequent)"),
        (401, "<html><title>登录</title></html>", "http 401 (login)"),
        (302, "<html><title>302 Found</title></html>", None),
        (304, "", None),
        (200, "<html><p>好</p></html>", None),
    ],
)  # fmt: skip
def test_a_status_says_it_and_the_page_why(status: int, body: str, reason: str | None) -> None:
    assert said(body, status) == reason


OFFICE = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p>表</p></body></html>'
FILES = [
    (b"%PDF-1.5 ...", "a.pdf", None),
    (b"PK\x03\x04" + bytes(60), "a.docx", None),
    (OFFICE.encode(), "a.doc", None),
    (f"<html><p>{LONG}</p></html>".encode(), "down.jsp?id=3", None),
    ("<html><title>附件3</title><p>名单</p></html>".encode(), "t20140305_2.html", None),
    ("<html><title>澜溪县</title><p>欢迎</p></html>".encode(), "a.doc", "a page in place of the file"),
    ("<html><p>附件不存在</p></html>".encode(), "down.jsp?id=3", "not found (soft 404)"),
    ("文件不存在!".encode("gbk"), "down.jsp?id=3", "not found (soft 404)"),
    (b"File not found.", "a.doc", "not found (soft 404)"),
    (b"", "a.doc", "empty answer"),
]


@pytest.mark.parametrize(("body", "path", "reason"), FILES, ids=[f"{path}-{reason}" for _, path, reason in FILES])
def test_a_file_that_is_a_page(body: bytes, path: str, reason: str | None) -> None:
    assert said(body, kind="attachment", url=f"{HOST}/wj/{path}") == reason


def test_a_document_that_turns_out_to_be_the_front_page_was_not_found() -> None:
    front = f"<title>澜溪县人民政府</title>{NAV}<p>欢迎访问</p>"
    for path in ("/", "/index.html", "/default.aspx"):
        assert said(front, url=HOST + path) == "not found (the site's front page)"
    assert said(front, kind="list", url=f"{HOST}/") is None
    assert said(front, url=f"{HOST}/?id=3") is None


@pytest.mark.parametrize("kind", ["robots", "redirect", "other"])
def test_what_is_no_page_of_the_source_is_not_judged(kind: Kind) -> None:
    assert said("<html><title>404</title></html>", kind=kind) is None


def test_a_source_has_words_of_its_own_for_failure() -> None:
    own = msgspec.structs.replace(SOURCE, failures=("数据维护.{0,4}勿扰",))
    assert (
        judge(own, Page(URL, "circular", "<p>数据维护,请勿扰</p>".encode()), 200) == "the page says '数据维护,请勿扰'"
    )
    assert said("<p>数据维护,请勿扰</p>") is None
