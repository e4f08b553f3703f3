"""Addresses as names of files."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.archive.filing import file_name


@pytest.mark.parametrize(
    ("path", "media_type", "called", "name"),
    [
        ("/zwgk/t1.html", "text/html", "", "zwgk/t1.html"),
        ("/zwgk/t1.jsp", "text/html", "", "zwgk/t1.jsp.html"),
        ("/zwgk/", "text/html", "", "zwgk/index.html"),
        ("", "text/html", "", "index.html"),
        ("/view?id=3&n=2", "text/html", "", "view_id=3&n=2.html"),
        ("/down?id=3", "application/octet-stream", "附件1.DOCX", "down_id=3.docx"),
        ("/down?id=3", "application/msword", "", "down_id=3.doc"),
        ("/down?id=3", "application/x-unheard-of", "", "down_id=3.bin"),
        ("/%E9%99%84%E4%BB%B6.doc", "application/octet-stream", "", "附件.doc"),
        ("/t1.html", "multipart/related", "通知.mhtml", "t1.html.mhtml"),
        ("/t1.html", "text/html", "通知.html", "t1.html"),
        ("/t1.html#附件.doc", "application/msword", "附件.doc", "t1.html#附件.doc"),
        ("/a/../../../etc/passwd", "text/html", "", "etc/passwd.html"),
        ("/%2e%2e/%2e%2e/x.html", "text/html", "", "x.html"),
        ("/..%5c..%5cx.html", "text/html", "", "x.html"),
        ("/.hidden/.htaccess", "text/html", "", "_.hidden_/_.htaccess.html"),
        ("/con.html", "text/html", "", "_con.html"),
        ("/t1.html/print", "text/html", "", "t1.html_/print.html"),
        ("/index.csv", "text/csv", "", "_index.csv.bin"),
        ("/README.html", "text/html", "", "_README.html"),
        ("/a:b*c.html", "text/html", "", "a_b_c.html"),
    ],
)
def test_an_address_is_a_name_that_says_the_type(path: str, media_type: str, called: str, name: str) -> None:
    assert file_name(f"http://a.example{path}", media_type, called) == f"a.example/{name}"


@given(st.text(max_size=400), st.text(max_size=30))
def test_no_address_leads_out_of_the_folder(path: str, called: str) -> None:
    name = file_name(f"http://a.example/{path}", "text/html", called)
    parts = PurePosixPath(name).parts
    assert parts[0] == "a.example"
    assert len(parts) >= 2
    assert not any(part in ("..", ".", "") or part.startswith(".") for part in parts)
    assert all(len(part.encode("utf-8", "replace")) <= 130 for part in parts)
    assert "\\" not in name
    assert "\0" not in name


def test_long_names_are_told_apart() -> None:
    one, other = (file_name(f"http://a.example/{'通' * 100}{end}.html", "text/html") for end in "12")
    assert one != other
    assert one.endswith(".html")
