"""Addresses: one form for each, and which of them may be asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.crawl.address import allowed, canonical, join
from hongtou.crawl.ip import literal_ip, private_ip
from hongtou.crawl.source import Source, plain_source
from hongtou.crawl.traps import trap

SOURCE = Source(name="x", start=("http://www.lanxi.example/",), hosts=("www.lanxi.example", "*.files.example"))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTP://WWW.LanXi.Example", "http://www.lanxi.example/"),
        ("http://a.example:80/x", "http://a.example/x"),
        ("https://a.example:443/x", "https://a.example/x"),
        ("http://a.example:443/x", "http://a.example:443/x"),
        ("http://a.example/a/./b/../c/", "http://a.example/a/c/"),
        ("http://a.example/../../x", "http://a.example/x"),
        ("http://a.example/x#top", "http://a.example/x"),
        ("http://a.example/x?", "http://a.example/x"),
        ("http://a.example/%7ex/%e4%b8%80", "http://a.example/~x/%E4%B8%80"),
        ("http://a.example/一/二.html", "http://a.example/%E4%B8%80/%E4%BA%8C.html"),
        ("http://a.example/100%/x y", "http://a.example/100%25/x%20y"),
        ("http://a.example/x;jsessionid=0A1B2C?id=3", "http://a.example/x?id=3"),
        ("http://a.example/x?PHPSESSID=abc&id=3&ASPSESSIONIDQQ=z", "http://a.example/x?id=3"),
        ("http://a.example/x?sid=31&id=3", "http://a.example/x?sid=31&id=3"),
        ("http://a.example/x?sid=8f3a01c2d4e5b6a7980f3a01c2d4e5b6", "http://a.example/x"),
        ("http://a.example/x?b=2&a=1", "http://a.example/x?b=2&a=1"),
        ("http://中文.example/", "http://xn--fiq228c.example/"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://0x7f.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("http://[0:0:0:0:0:0:0:1]:80/x", "http://[::1]/x"),
        (" http://a.example/x ", "http://a.example/x"),
        ("mailto:x@a.example", "mailto:x@a.example"),
        ("http://a.example:port/", "http://a.example:port/"),
        ("http://[::1/", "http://[::1/"),
        ("", ""),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert canonical(written) == normal
    assert canonical(normal) == normal


@given(st.text(alphabet="ab/.:%20?#&=;@[]一\\ x", max_size=30))
def test_the_normal_form_is_its_own(tail: str) -> None:
    once = canonical("http://a.example/" + tail)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("../x.html", "http://a.example/wj/x.html"),
        ("?page=2", "http://a.example/wj/2014/index.html?page=2"),
        ("//b.example/x", "http://b.example/x"),
        ("  x\n.html ", "http://a.example/wj/2014/x.html"),
        ("..\\x.doc", "http://a.example/wj/x.doc"),
        ("http:x.html", "http://a.example/wj/2014/x.html"),
        ("HTTPS://b.example", "https://b.example/"),
        ("x.html#a?b", "http://a.example/wj/2014/x.html"),
        ("s?q=供水", "http://a.example/wj/2014/s?q=%B9%A9%CB%AE"),
        ("s?q=a b", "http://a.example/wj/2014/s?q=a%20b"),
        ("#", None),
        ("", None),
        ("javascript:void(0)", None),
        ("mailto:x@a.example", None),
        ("tel:123", None),
        ("ftp://a.example/x", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("http://[x/", None),
    ],
)
def test_a_link_leads_where_a_browser_would_go(href: str, url: str | None) -> None:
    assert join("http://a.example/wj/2014/index.html", href, "gbk") == url


PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "2130706433", "0x7f000001", "017700000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "10.66051",
    "0xA9FEA9FE", "0", "[::1]", "[::]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]",
    "[fec0::1]", "[2001:db8::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[::ffff:0:10.0.0.1]", "[::10.0.0.1]",
    "[64:ff9b::a00:1]", "[64:ff9b::169.254.169.254]", "[2002:a00:1::]", "[2002:7f00:1::1]", "[100::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_an_address_of_the_house_is_refused_in_every_form(host: str) -> None:
    open_to_all = Source(name="x", start=("http://a.example/",), hosts=(host, "*.example"))
    assert private_ip(host)
    assert (allowed(f"http://{host}/x", open_to_all) or "").startswith("private address")
    assert (allowed(f"https://{host}:8443/x", open_to_all) or "").startswith("private address")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "localhost.", "a.localhost", "nas.local", "db.internal", "router.lan"]
)
def test_a_name_of_the_house_is_refused(host: str) -> None:
    assert (
        allowed(f"http://{host}/", Source(name="x", start=("http://a/",), hosts=(host,)))
        == f"private address {host.lower()}"
    )


PUBLIC = [
    "114.114.114.114",
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "[2400:3200::1]",
    "[::ffff:8.8.8.8]",
    "[64:ff9b::808:808]",
]


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_address_is_not(host: str) -> None:
    assert not private_ip(host)
    assert allowed(f"http://{host}/", Source(name="x", start=("http://a/",), hosts=(host,))) is None


def test_the_tests_own_server_is_allowed_where_a_source_says_private() -> None:
    own = plain_source("http://127.0.0.1:8021/wj/", private=True)
    assert allowed("http://127.0.0.1:8021/x", own) is None
    assert allowed("http://localhost:8021/x", own) == "host localhost is not the source's"
    assert (allowed("http://127.0.0.1:8021/x", plain_source("http://127.0.0.1:8021/")) or "").startswith("private")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://www.lanxi.example/x", None),
        ("https://www.lanxi.example:8080/x", None),
        ("http://WWW.LANXI.EXAMPLE./x", None),
        ("http://a.files.example/x", None),
        ("http://files.example/x", "host files.example is not the source's"),
        ("http://lanxi.example/x", "host lanxi.example is not the source's"),
        ("http://www.lanxi.example.evil.example/x", "host www.lanxi.example.evil.example is not the source's"),
        ("http://xwww.lanxi.example/", "host xwww.lanxi.example is not the source's"),
        ("http://www.lanxi.example@evil.example/", "a user name in the address"),
        ("ftp://www.lanxi.example/x", "scheme ftp"),
        ("file:///etc/passwd", "scheme file"),
        ("gopher://www.lanxi.example/", "scheme gopher"),
        ("javascript:alert(1)", "scheme javascript"),
        ("/x", "no address"),
        ("", "no address"),
        ("http://", "no host"),
        ("http://[::1", "no address"),
        ("http://www.lanxi.example:99999/", "no address"),
    ],
)
def test_only_the_source_s_own_hosts_may_be_asked(url: str, reason: str | None) -> None:
    assert allowed(url, SOURCE) == reason


def test_a_host_with_a_port_is_that_port_alone() -> None:
    one = Source(name="x", start=("http://a.example/",), hosts=("a.example:8080", "[2400:3200::1]:81"))
    assert allowed("http://a.example:8080/", one) is None
    assert allowed("http://a.example/", one) == "host a.example is not the source's"
    assert allowed("http://[2400:3200::1]:81/", one) is None
    assert allowed("http://[2400:3200::1]/", one) is not None


@given(st.integers(0, 2**32 - 1))
def test_every_way_to_write_an_address_is_one(number: int) -> None:
    dotted = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    for written in (str(number), hex(number), f"0{number:o}", dotted, f"{number >> 24}.{number & 0xFFFFFF}"):
        assert literal_ip(written) == dotted
    assert private_ip(f"::ffff:{dotted}") == private_ip(dotted)


@pytest.mark.parametrize(
    "host", ["a.example", "1.2.3.4.5", "256.1.1.1", "0xzz", "09", "1.2.3.", "", "::g", "1e3", "-1"]
)
def test_what_is_no_address_is_a_name(host: str) -> None:
    assert literal_ip(host) is None or host == "1.2.3."


A = "http://a.example"


@pytest.mark.parametrize(
    ("url", "words", "page", "reason"),
    [
        (f"{A}/wj/2014/201403/t20140305_1.html", "", f"{A}/wj/", None),
        (f"{A}/art/2014/3/3/art_3_3.html", "", f"{A}/", None),
        (f"{A}/zwgk/zwgk/x.html", "", f"{A}/", None),
        (f"{A}/wj/wj/wj/index.html", "", f"{A}/wj/wj/", "the path repeats itself"),
        (f"{A}/a/b/a/b/a/b/", "", f"{A}/", "the path repeats itself"),
        (f"{A}/{'a1/' * 3}", "", f"{A}/", "the path repeats itself"),
        (f"{A}/" + "/".join(f"d{n}" for n in range(18)), "", f"{A}/", "the address is too long"),
        (f"{A}/?x={'1' * 1000}", "", f"{A}/", "the address is too long"),
        (f"{A}/s?a=1&a=2&a=3", "", f"{A}/", "the query grows"),
        (f"{A}/s?a[]=1&a[]=2&a[]=3", "", f"{A}/", None),
        (f"{A}/s?a=1&f=2&f=3", "", f"{A}/s?a=1&f=2", "the query grows"),
        (f"{A}/s?a=1&b=2", "", f"{A}/s?a=1", None),
        (f"{A}/s?" + "&".join(f"k{n}=1" for n in range(13)), "", f"{A}/", "the query grows"),
        (f"{A}/l?back=%2Fl%3Fback%3D%252Fl%253Fback%253D", "", f"{A}/", "the query grows"),
        (f"{A}/rl?month=2014-04", "下月", f"{A}/wj/", "a calendar"),
        (f"{A}/rl?year=2014&month=4", "4月", f"{A}/rl?year=2014&month=3", "a calendar"),
        (f"{A}/2014/04/", "2014年4月", f"{A}/2014/03/", "a calendar"),
        (f"{A}/2014/04/", "2014年4月", f"{A}/wj/", None),
        (f"{A}/wj/2014/", "2014年", f"{A}/wj/2013/", None),
    ],
)
def test_what_has_no_end_is_cut(url: str, words: str, page: str, reason: str | None) -> None:
    assert trap(url, "list", words, page) == reason
