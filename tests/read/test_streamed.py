"""Bytes that go by are decoded as bytes that are held are."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.errors import UnreadableError
from hongtou.read import streamed
from hongtou.read.decode import decode
from hongtou.read.streamed import encoding_of, texts

SIMPLE = "云溪县人民政府办公室关于做好防汛工作的通知\r\n云政办函〔2016〕31号\n"
TRADITIONAL = "雲溪縣人民政府關於做好防汛工作的通知\n各鄉鎮人民政府:現將有關事項通知如下\n"
WHOLE = {
    "nothing": b"",
    "ASCII": b"text,url\n1,2\n",
    "UTF-8": SIMPLE.encode(),
    "UTF-8 with a mark": SIMPLE.encode("utf-8-sig"),
    "UTF-16 with a mark": SIMPLE.encode("utf-16"),
    "UTF-16 with a mark, cut in a character": SIMPLE.encode("utf-16")[:-1],
    "UTF-16 without a mark": SIMPLE.encode("utf-16-le"),
    "UTF-16 without a mark, the other way": (SIMPLE * 300).encode("utf-16-be"),
    "GB 18030": SIMPLE.encode("gb18030"),
    "GB 18030 that is UTF-8 by chance": "通知".encode("gb18030"),
    "GB 18030, declared as GBK": b'<meta charset="gbk">' + SIMPLE.encode("gb18030"),
    "Big5": TRADITIONAL.encode("big5"),
    "Big5, declared": b'<meta charset="big5">' + TRADITIONAL.encode("big5"),
    "UTF-8, a byte lost in the middle": (SIMPLE * 9).encode()[:301] + (SIMPLE * 9).encode()[302:],
    "UTF-8, cut in a character": SIMPLE.encode()[:-3],
    "GB 18030, a byte lost in the middle": (SIMPLE * 9).encode("gb18030")[:201] + (SIMPLE * 9).encode("gb18030")[202:],
    "GB 18030, cut in a character": (SIMPLE + "通").encode("gb18030")[:-1],
    "Cyrillic": "Постановление правительства о мерах\n".encode("cp1251") * 3,
    "shifts of ISO 2022": "防災に関する通知\n".encode("iso2022_jp") * 3,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


def whole(data: bytes) -> str | None:
    try:
        return decode(data).text
    except UnreadableError:
        return None


def gone_by(data: bytes) -> str | None:
    stream = BytesIO(data)
    try:
        return "".join(texts(stream, encoding_of(stream)))
    except UnreadableError:
        return None


@pytest.fixture(autouse=True, params=[1, 7, 1024])
def _chunk(request: pytest.FixtureRequest) -> Iterator[None]:
    """Bytes that are held at once: characters are cut everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streamed, "_CHUNK", request.param)
        yield


@pytest.mark.parametrize("data", WHOLE.values(), ids=WHOLE)
def test_the_same_text(data: bytes) -> None:
    assert gone_by(data) == whole(data)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "big5", "big5hkscs", "cp1252")


@given(
    st.lists(st.sampled_from([SIMPLE, TRADITIONAL, "a,b\r\n", "\ufffd", "通", "é", "\0"]), max_size=6),
    st.sampled_from(ENCODINGS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4),
    st.integers(0, 3),
)
def test_the_same_text_whatever_is_broken(
    pieces: list[str], encoding: str, broken: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray("".join(pieces).encode(encoding, errors="ignore"))
    for place, byte in broken:
        data[place : place + 1] = bytes([byte])
    data = data[: len(data) - cut]
    assert gone_by(bytes(data)) == whole(bytes(data))
