"""What the binary of an old Word file (MS-DOC) says of its tables, to hold the converter's work against it."""

from __future__ import annotations

from hongtou.read import ole
from hongtou.read.limits import Account, Limits
from hongtou.read.package import Package

_PIECES = 0x01A2
"""Where the information block says place and length of the list of pieces (fcClx, lcbClx)."""
_MAIN = 0x4C
"""Where it says how many characters the main text has (ccpText); notes and page headers follow them."""
_CELL = "\7"
"""Ends a cell, and once more a row."""


def table_lost(data: bytes, package: bytes, limits: Limits) -> bool:
    """Whether the converted ``package`` lacks a table of the Word 97 file ``data``: all of them, or the last.

    LibreOffice drops the table, not its words, where the text ends in one, as its own export and other programs write
    it; Word puts a paragraph below.
    """
    text = main_text(data)
    if _CELL * 2 not in text:
        return False
    body = Package(package, Account(limits)).part("word/document.xml") or b""
    end = body.rfind(b"</w:tbl>")
    return end < 0 or (text.endswith(_CELL) and b"</w:t>" in body[end:])


def main_text(data: bytes) -> str:
    """The main text of a Word 97 file as it is stored, put together from its pieces; empty where there is none."""
    stream = ole.stream(data, "WordDocument")
    if len(stream) < _PIECES + 8 or _int(stream, 2, 2) < 0x00C1:
        return ""
    table = ole.stream(data, "1Table" if _int(stream, 10, 2) & 0x0200 else "0Table")
    at = _int(stream, _PIECES)
    while table[at : at + 1] == b"\1":  # changes of format stand before the pieces
        at += 3 + _int(table, at + 1, 2)
    if table[at : at + 1] != b"\2":
        return ""
    pieces = table[at + 5 : at + 5 + _int(table, at + 1)]
    return _joined(stream, pieces)[: _int(stream, _MAIN)]


def _joined(stream: bytes, pieces: bytes) -> str:
    """Ends of the pieces, then 8 bytes for each that say where it begins; bit 30: a byte a character, else two."""
    count = max(len(pieces) - 4, 0) // 12
    found: list[str] = []
    left = len(stream)  # a broken list may name one stretch any number of times
    for number in range(count):
        length = _int(pieces, 4 * number + 4) - _int(pieces, 4 * number)
        if not 0 <= length <= left:
            break
        left -= length
        begin = _int(pieces, 4 * count + 8 * number + 6)
        if begin & 1 << 30:
            begin = (begin & ~(1 << 30)) // 2
            found.append(stream[begin : begin + length].decode("latin-1"))
        else:
            found.append(stream[begin : begin + 2 * length].decode("utf-16-le", "replace"))
    return "".join(found)


def _int(data: bytes, at: int, width: int = 4) -> int:
    return int.from_bytes(data[at : at + width], "little")
