"""Pages saved whole by a browser or by Word."""

from __future__ import annotations

import base64
import quopri

import pytest

import hongtou
from hongtou.errors import LimitError, UnreadableError
from hongtou.read import Limits

from .made import page

HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.yunxi.example/t1.html\r\nSubject: x\r\n"
    "Date: Wed, 6 May 2020 15:08:09 +0800\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
)


def saved(body: bytes, kind: str = "text/html", encoding: str = "quoted-printable", head: str = HEAD) -> bytes:
    """A saved page with a picture beside it."""
    packed = quopri.encodestring(body) if encoding == "quoted-printable" else base64.encodebytes(body)
    part = f"----b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: http://www.yunxi.example/t1.html\r\n\r\n"
    picture = (
        b"\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n----b--\r\n"
    )
    return head.encode() + part.encode() + packed + picture


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize(
    ("kind", "charset"), [("text/html", "utf-8"), ('text/html; charset="gb2312"', "gb18030"), ("text/html", "gb18030")]
)
@pytest.mark.parametrize("path", ["a.mht", "a.mhtml", "a.html", "a"])
def test_the_page_is_read_with_its_charset_address_and_day(encoding: str, kind: str, charset: str, path: str) -> None:
    circular = hongtou.extract(saved(page().encode(charset), kind, encoding), path=path)
    assert circular.document_number
    assert circular.document_number.normalized == "云政办发〔2016〕3号"
    assert circular.source.encoding == charset
    assert circular.source.url == circular.source.files[0].url == "http://www.yunxi.example/t1.html"
    assert circular.source.retrieved_at == "2020-05-06T07:08:09Z"


def test_a_charset_that_lies_is_not_believed() -> None:
    circular = hongtou.extract(saved(page().encode("gb18030"), "text/html; charset=utf-8"), path="a.mht")
    assert circular.document_number


def test_a_frameset_gives_the_page_in_its_frame() -> None:
    frames = (
        b"----b\r\nContent-Type: text/html\r\n\r\n<html><frameset><frame src=s.htm></frameset></html>\r\n"
        b"----b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page().encode() + b"\r\n----b--\r\n"
    )
    assert hongtou.extract(HEAD.encode() + frames, path="a.mht").document_number


def test_without_a_page_it_cannot_be_read() -> None:
    with pytest.raises(UnreadableError, match="no HTML"):
        hongtou.extract(HEAD.encode() + b"----b\r\nContent-Type: text/css\r\n\r\na{}\r\n----b--\r\n", path="a.mht")


def test_parts_in_parts_without_end() -> None:
    deep = b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(3000))
    with pytest.raises(LimitError):
        hongtou.extract(b"MIME-Version: 1.0\r\n" + deep, path="a.mht")


def test_a_page_that_is_cut() -> None:
    data = saved(page(rest="<p>请各单位认真落实。</p>" * 40).encode())
    circular = hongtou.extract(data[: len(data) // 2], path="a.mht", limits=Limits())
    assert not circular.complete
