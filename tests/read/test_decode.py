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
        (NOTICE.encode("utf-16-le"), "utf-16-le"),
        (NOTICE.encode("utf-16-be"), "utf-16-be"),
        (f"<html><p>{NOTICE}</p></html>".encode("utf-16-le"), "utf-16-le"),
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


def test_a_text_with_broken_bytes_that_nothing_explains_better_is_read_with_a_finding() -> None:
    data = bytearray((NOTICE * 6).encode("gb18030"))
    for place in range(1, 60, 12):
        data[place] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "gb18030"
    assert [finding.check for finding in decoded.findings] == ["encoding"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        bytes(range(256)) * 40,
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        NOTICE.encode("utf-32-le"),
        b"\x00\x01" * 40,
        "plain words".encode("utf-16-le"),
        b"\x00\x4e\x00\x4f",
    ],
)
def test_bytes_that_are_no_text_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"this is|no text"):
        decode(data)


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"").text == ""


TRADITIONAL = (
    "雲溪縣人民政府辦公室關於做好2014年防汛工作的通知",
    "各鄉鎮人民政府,縣政府各部門:為切實做好今年汛期安全工作,現將有關事項通知如下。",
    "一、加強領導。各單位要在6月底前完成堤防檢查。(責任單位:縣水利局)",
    "青岩市衛生局就診所登記事宜發出公告,查詢電話二五三二。",
    "序號\t工作任務\t完成時限\t責任單位\n1\t修建鹿坪水渠\t6月底前\t縣水利局",
    "雲溪縣政府公報 第三期",
)
SIMPLIFIED = (
    "云溪县人民政府办公室关于做好2014年防汛工作的通知",
    "各乡镇人民政府,县政府各部门:为切实做好今年汛期安全工作,现将有关事项通知如下。",
    "序号\t工作任务\t完成时限\t责任单位\n1\t修建鹿坪水渠\t6月底前\t县水利局",
    "名单:钟馗、翟骞、龚璐、蔺琳、濮阳娟、邬婷、瞿隽、阚璇",
    "氯化钠、硫酸铜、甲醛、苯并芘、镉、铬、砷、铊、锑",
    "鹿坪镇 松岗乡 鹧鸪坳 螺蛳塘 夔峡 赣榆 歙县 郫县 盱眙",
    "饕餮魑魅魍魉",
    "第1号",
)


@pytest.mark.parametrize("words", TRADITIONAL)
def test_big5_that_nobody_declared_is_told_by_its_common_characters(words: str) -> None:
    assert decode(words.encode("big5")) == (words, "big5", ())


@pytest.mark.parametrize("words", [*SIMPLIFIED, *TRADITIONAL])
def test_gb_stays_what_it_is_in_either_script(words: str) -> None:
    assert decode(words.encode("gb18030")) == (words, "gb18030", ())


def test_big5_behind_long_markup_and_a_wrong_declaration() -> None:
    head = b'<meta charset="utf-8"><script>' + b"var a = 1;" * 20_000 + b"</script>"
    decoded = decode(head + "".join(f"<p>{words}</p>" for words in TRADITIONAL).encode("big5"))
    assert decoded.encoding == "big5"
    assert TRADITIONAL[1] in decoded.text


def test_the_additions_of_windows_and_of_hong_kong_are_big5_too() -> None:
    words = TRADITIONAL[1]
    assert decode((words + "恒豐里裏").encode("cp950")).text.startswith(words)
    assert decode((words + "深水埗、鰂魚涌").encode("big5hkscs")) == (words + "深水埗、鰂魚涌", "big5hkscs", ())


def test_what_declares_gb_is_never_big5() -> None:
    assert decode(b"<meta charset=gbk>" + TRADITIONAL[0].encode("big5")).encoding == "gb18030"


def test_big5_that_lost_a_byte_is_still_big5() -> None:
    data = "\n".join(TRADITIONAL).encode("big5")
    at = len(TRADITIONAL[0].encode("big5")) - 3
    decoded = decode(data[:at] + data[at + 1 :])
    assert decoded.encoding == "big5"
    assert TRADITIONAL[3] in decoded.text
