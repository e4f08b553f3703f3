"""Bytes → text by the rule: BOM, strict UTF-8, the declared charset, GB 18030, a guess."""

import codecs

import pytest

from hongtou.errors import UnreadableError
from hongtou.read.decode import declared_encoding, decode

NOTICE = "云溪县人民政府办公室关于做好防汛工作的通知"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + NOTICE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"), "utf-16-be"),
        (NOTICE.encode(), "utf-8"),
        (NOTICE.encode("gb2312"), "gb18030"),
        (NOTICE.encode("gb18030"), "gb18030"),
        (b"<meta charset=gb2312>" + NOTICE.encode("gbk"), "gb18030"),
        (b"<meta charset=big5>" + "雲溪縣政府通知".encode("big5"), "big5"),
    ],
)
def test_each_encoding_is_read_without_loss(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.findings) == (encoding, ())
    assert "通知" in decoded.text


@pytest.mark.parametrize("declared", ["gb2312", "iso-8859-1", "utf-16", "windows-1252", "no-such-charset"])
def test_a_wrong_declaration_does_not_spoil_utf8(declared: str) -> None:
    data = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{NOTICE}</p>'.encode()
    assert NOTICE in decode(data).text


def test_a_page_that_claims_utf8_and_is_gb18030_is_read_as_what_it_is() -> None:
    decoded = decode(b'<meta charset="utf-8">' + NOTICE.encode("gb18030"))
    assert decoded.text.endswith(NOTICE)
    assert decoded.encoding == "gb18030"


@pytest.mark.parametrize("declared", ["GB2312", "gbk", "GB18030", "gb_2312-80", "x-gbk"])
def test_every_gb_name_is_read_as_its_superset(declared: str) -> None:
    assert declared_encoding(f"<meta charset={declared}>".encode()) == "gb18030"


def test_a_text_cut_inside_a_character_costs_that_character_and_says_so() -> None:
    decoded = decode(NOTICE.encode()[:-1])
    assert decoded.text.startswith(NOTICE[:-1])
    assert [finding.check for finding in decoded.findings] == ["encoding"]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"PK\x03\x04rest", b"\x89PNG\r\n", bytes(range(256)) * 40, b"\xd0\xcf\x11\xe0\xa1\xb1"]
)
def test_bytes_that_are_no_text_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"this is|no text"):
        decode(data)


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"").text == ""
