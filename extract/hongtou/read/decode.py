"""Bytes → text: BOM, UTF-16 without one, strict UTF-8, the declared charset, GB 18030 (or Big5 by evidence), a guess.

A page that declares gb2312 or gbk is read as GB 18030, their superset (GB 18030-2005); Big5 is honoured. Big5 that
nobody declared is valid GB 18030 too, of the rarest characters: common ones tell it (`big5`). What a
strict reading refuses is decided by how much of the bytes each candidate explains, and said in a finding.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from hongtou.errors import UnreadableError
from hongtou.model import Finding
from hongtou.read.big5 import reads_as_big5

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# <meta charset=gb2312>, <meta http-equiv=Content-Type content="text/html; charset=gbk">, <?xml encoding="big5"?>
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")

HAN = re.compile(r"[\u4e00-\u9fff]")

# Big5 as it stands in the standard, with the additions of Windows, with those of Hong Kong.
_BIG5 = ("big5", "cp950", "big5hkscs")

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word (doc) file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)

_PRINTED = re.compile(r"[\t\n\r -~\u00a0\u00b7\u2010-\u2027\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""What nineteen of twenty characters of a circular are; of no text, or taken in the other order, few are."""

_FEWEST = 8
"""Characters that are enough to tell: by chance four bytes of no text are two of them."""

_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
"""What no text holds; tabs and breaks part its words, lines and pages, and ESC opens the shifts of ISO 2022."""


SAMPLE = 200_000
"""Bytes by which an encoding is guessed."""


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and what was doubtful about it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes) -> Decoded:
    """Read bytes as text; raises UnreadableError where they are no text at all.

    >>> decode("通知".encode("gb18030")).encoding
    'gb18030'
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _forced(data[len(bom) :], encoding)
    if (unmarked := utf16_or_none(data)) is not None:
        return _forced(data, unmarked)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _other(data)
    if HAN.search(text) or text.isascii() or not _reads_as_gb(data):
        return Decoded(text, "utf-8", ())
    return _other(data)


def _other(data: bytes) -> Decoded:
    """The text in another encoding than UTF-8."""
    for encoding in candidates(data, data):
        try:
            return Decoded(data.decode(encoding), encoding, ())
        except UnicodeDecodeError:
            continue
    return _best(data)


def _reads_as_gb(data: bytes) -> bool:
    """Whether bytes that are UTF-8 by chance, without one Han character, are Chinese in GB 18030 (通知 alone is)."""
    try:
        return HAN.search(data.decode("gb18030")) is not None
    except UnicodeDecodeError:
        return False


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with few broken characters (a file cut in one, a byte lost): other encodings would read it as gibberish."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    wide = len(text) - len(text.encode("ascii", errors="ignore")) - lost
    return Decoded(text, "utf-8", _lost(text, "utf-8")) if lost * 10 < wide else None


def declared_encoding(data: bytes) -> str | None:
    """The charset the first 4 KB declare, as a codec Python knows, any gb* as gb18030."""
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    if name.startswith(("gb", "cn-gb", "x-gbk")):
        return "gb18030"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def candidates(head: bytes, wide: bytes) -> Iterator[str]:
    """The encodings besides UTF-8 that bytes may be in, the likeliest first.

    Of their ``head`` 4 KB are looked at, of what is ``wide`` 64 KB from its first byte beyond ASCII.
    """
    declared = declared_encoding(head)
    # A single-byte codec accepts anything and a wrong declaration of one (iso-8859-1 on a Chinese page) proves nothing.
    known = declared if declared and not declared.startswith(("iso8859", "cp125", "latin", "ascii")) else None
    if known not in (None, "utf-8", "gb18030"):
        yield known
    if known != "gb18030" and reads_as_big5(wide):
        yield from _BIG5
    else:
        yield "gb18030"


def utf16_or_none(data: bytes) -> str | None:
    """The UTF-16 that the first 8 KB are in without a mark of byte order; None where a character may be one byte.

    Raises UnreadableError where they are of no text.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"this is {what}, which hongtou does not read yet")
    head = data[:8192]
    control = len(head) - len(head.translate(None, _CONTROL))
    if not head or control <= max(1, len(head) // 50):
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = head.decode(name, errors="replace")
        if len(text) >= _FEWEST and HAN.search(text) and len(_PRINTED.findall(text)) * 20 > len(text) * 19:
            return name
    raise UnreadableError("these bytes are no text: every fiftieth or more is a control character")


def _forced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, _lost(text, encoding))


def _best(data: bytes) -> Decoded:
    """The candidate that loses least; charset-normalizer is asked where each loses more than one in a hundred."""
    readings = [(name, data.decode(name, errors="replace")) for name in ("utf-8", *candidates(data, data))]
    name, text = min(readings, key=lambda reading: reading[1].count("\ufffd"))
    if text.rstrip("\ufffd").count("\ufffd") * 100 > len(text):  # a tail cut inside a character proves nothing
        return _forced(data, guessed(data, name, text.count("\ufffd"), len(text)))
    return Decoded(text, name, _lost(text, name))


def guessed(head: bytes, best: str, lost: int, characters: int) -> str:
    """The encoding of bytes of which the ``best`` candidate has ``lost`` too many of its ``characters``, by their first
    200 KB: it all the same where nothing explains them better and nine of ten are read.
    """
    from charset_normalizer import from_bytes

    guess = from_bytes(head[:SAMPLE]).best()
    if guess is None and lost * 10 <= characters:
        return best
    if guess is None:
        raise UnreadableError(f"no encoding explains these bytes: {best} loses {lost} characters")
    return guess.encoding


def _lost(text: str, encoding: str) -> tuple[Finding, ...]:
    lost = text.count("\ufffd")
    if not lost:
        return ()
    at = text.index("\ufffd")
    message = f"{lost} characters could not be decoded as {encoding} and stand as U+FFFD, the first at {at}"
    return (Finding(check="encoding", severity="warning", message=message),)
