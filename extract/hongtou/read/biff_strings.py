"""Strings of an old Excel workbook: single ones, and the table of shared ones that runs over several records."""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.read.limits import Account

_WIDE, _EXTENDED, _RICH = 1, 4, 8


def text(body: bytes, width: int, encoding: str) -> str:
    """A string whose length stands in ``width`` bytes: of bytes in an encoding, or Unicode where that is "".

    >>> text(b"\\x02\\x00\\x01\\x1a\\x90\\xe5\\x77", 2, ""), text(b"\\x02\\xcd\\xa8", 1, "gb18030")
    ('通知', '通')
    """
    count = int.from_bytes(body[:width], "little")
    if encoding:
        return body[width : width + count].decode(encoding, "replace")
    flags = body[width] if len(body) > width else 0
    start = width + 1 + (2 if flags & _RICH else 0) + (4 if flags & _EXTENDED else 0)
    if flags & _WIDE:
        return body[start : start + 2 * count].decode("utf-16-le", "replace")
    return body[start : start + count].decode("latin-1")


def shared(chunks: Sequence[bytes], account: Account) -> list[str]:
    """The shared strings, from the record's body and those that continue it; as many as are there."""
    reader = _Chunks(chunks)
    count = int.from_bytes(reader.take(8)[4:], "little")
    found: list[str] = []
    while len(found) < count and reader.more():
        account.check_time()
        found.append(_one(reader))
    return found


def _one(reader: _Chunks) -> str:
    head = reader.take(3)
    count, flags = int.from_bytes(head[:2], "little"), head[2] if len(head) > 2 else 0
    runs = int.from_bytes(reader.take(2), "little") if flags & _RICH else 0
    extended = int.from_bytes(reader.take(4), "little") if flags & _EXTENDED else 0
    words = reader.characters(count, wide=bool(flags & _WIDE))
    reader.take(4 * runs + extended)
    return words


class _Chunks:
    """Bytes that go on from one record to the next."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self.chunks = chunks
        self.number = 0
        self.at = 0

    def more(self) -> bool:
        """Whether a byte is left."""
        while self.number < len(self.chunks) and self.at >= len(self.chunks[self.number]):
            self.number, self.at = self.number + 1, 0
        return self.number < len(self.chunks)

    def take(self, count: int) -> bytes:
        """The next bytes, as many as there are."""
        pieces = []
        while count > 0 and self.more():
            piece = self.chunks[self.number][self.at : self.at + count]
            pieces.append(piece)
            self.at += len(piece)
            count -= len(piece)
        return b"".join(pieces)

    def characters(self, count: int, *, wide: bool) -> str:
        """The next characters; where they go on in the next record, its first byte says how wide they are there."""
        pieces = []
        while count > 0 and self.number < len(self.chunks):
            left = len(self.chunks[self.number]) - self.at
            size = 2 if wide else 1
            taken = min(count, left // size)
            piece = self.chunks[self.number][self.at : self.at + taken * size]
            pieces.append(piece.decode("utf-16-le" if wide else "latin-1", "replace"))
            self.at += taken * size
            count -= taken
            if count > 0:
                self.number, self.at = self.number + 1, 0
                wide = self.take(1)[:1] == b"\1" if self.number < len(self.chunks) else wide
        return "".join(pieces)
