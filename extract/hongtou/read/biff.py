"""The records of an old Excel workbook (BIFF5 and BIFF8, MS-XLS): strings, formats, and the cells of a sheet."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from hongtou.errors import LimitError, UnreadableError
from hongtou.read.biff_strings import shared, text
from hongtou.read.limits import Account
from hongtou.read.number_format import BUILT_IN, GENERAL, show, stable
from hongtou.read.sheets import Found, clean

_BOF, _EOF, _CONTINUE = 0x809, 0x0A, 0x3C
_BIFF8 = 0x0600
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_CODE_PAGES = {950: "big5", 932: "cp932", 1252: "cp1252"}


class Entry(NamedTuple):
    """A sheet as the workbook lists it: where its records begin."""

    name: str
    offset: int
    hidden: bool


class Workbook:
    """The globals of a workbook; sheets are read one by one. Raises UnreadableError where it is none."""

    def __init__(self, data: bytes, account: Account) -> None:
        self.data, self.account = data, account
        self.sheets: list[Entry] = []
        self.as_data = False
        """Whether days are given in ISO 8601 and numbers as they are, not as the sheet shows them."""
        self._strings: list[str] = []
        self._formats: list[int] = []
        self._codes: dict[int, str] = {}
        self._since_1904 = False
        self._cells = 0
        if len(data) < 8 or _short(data, 0) != _BOF:
            raise UnreadableError("the workbook is cut off or of a kind that hongtou does not read")
        self._encoding = "" if _short(data, 4) >= _BIFF8 else "gb18030"
        """Of strings: "" where they are Unicode."""
        for kind, chunks in _records(data, 0):
            self._take(kind, chunks)

    def read(self, entry: Entry, found: Found) -> None:
        """Put a sheet's cells, and what it merges and hides, into ``found``."""
        waiting = None  # the cell whose formula gives a string, which stands in the next record
        for kind, chunks in _records(self.data, entry.offset):
            self.account.check_time()
            body = chunks[0]
            if kind == 0xE5:
                for top, bottom, left, right in struct.iter_unpack("<4H", body[2 : 2 + (len(body) - 2) // 8 * 8]):
                    found.merged.append((top, left, bottom, right))
            elif kind == 0x208 and len(body) >= 16:
                if body[12] & 0x20:
                    found.rows.add(_short(body, 0))
            elif kind == 0x7D and len(body) >= 10:
                if body[8] & 1:
                    found.columns.update(range(_short(body, 0), min(_short(body, 2), 255) + 1))
            elif kind == 0x207 and waiting is not None:
                self._put(found, *waiting, text(body, 2, self._encoding))
            elif len(body) >= 6:
                self._cell(kind, body, found)
                waiting = (_short(body, 0), _short(body, 2)) if kind == 0x06 else waiting

    def _cell(self, kind: int, body: bytes, found: Found) -> None:
        row, column, style = struct.unpack_from("<3H", body)
        if kind == 0xFD and len(body) >= 10:
            at = int.from_bytes(body[6:10], "little")
            self._put(found, row, column, self._strings[at] if at < len(self._strings) else "")
        elif kind in (0x204, 0xD6):
            self._put(found, row, column, text(body[6:], 2, self._encoding))
        elif kind == 0x203 and len(body) >= 14:
            self._put(found, row, column, self._shown(struct.unpack_from("<d", body, 6)[0], style))
        elif kind == 0x27E and len(body) >= 10:
            self._put(found, row, column, self._shown(_compact(body[6:10]), style))
        elif kind == 0xBD:
            for at in range(4, len(body) - 7, 6):
                number = self._shown(_compact(body[at + 2 : at + 6]), _short(body, at))
                self._put(found, row, column + (at - 4) // 6, number)
        elif kind == 0x205 and len(body) >= 8:
            self._put(found, row, column, _flag(body[6], error=body[7] == 1))
        elif kind == 0x06 and len(body) >= 14:
            self._put(found, row, column, self._result(body[6:14], style))

    def _result(self, value: bytes, style: int) -> str:
        """What a formula gave when the file was saved; a string stands in the record after it."""
        if value[6:8] != b"\xff\xff":
            return self._shown(struct.unpack("<d", value)[0], style)
        return _flag(value[2], error=value[0] == 2) if value[0] in (1, 2) else ""

    def _put(self, found: Found, row: int, column: int, words: str) -> None:
        words = clean(words)
        if not words:
            return
        self._cells += 1
        if self._cells > self.account.limits.cells:
            raise LimitError(f"the workbook has more than {self.account.limits.cells} cells")
        found.cells[row, column] = words

    def _shown(self, number: float, style: int) -> str:
        form = self._formats[style] if style < len(self._formats) else 0
        code = self._codes.get(form) or BUILT_IN.get(form, GENERAL)
        return show(number, stable(code) if self.as_data else code, since_1904=self._since_1904)

    def _take(self, kind: int, chunks: list[bytes]) -> None:
        """A record of the globals."""
        body = chunks[0]
        if kind == 0x2F:
            raise UnreadableError("the file is encrypted: it opens with a password only")
        if kind == 0x85 and len(body) > 7 and body[5] == 0:
            offset = int.from_bytes(body[:4], "little")
            self.sheets.append(Entry(text(body[6:], 1, self._encoding), offset, bool(body[4] & 3)))
        elif kind == 0x42 and self._encoding and len(body) > 1:
            self._encoding = _CODE_PAGES.get(_short(body, 0), "gb18030")
        elif kind == 0x22:
            self._since_1904 = body[:1] == b"\1"
        elif kind == 0x41E and len(body) > 3:
            self._codes[_short(body, 0)] = text(body[2:], 1 if self._encoding else 2, self._encoding)
        elif kind == 0xE0 and len(body) > 3:
            self._formats.append(_short(body, 2))
        elif kind == 0xFC:
            self._strings = shared(chunks, self.account)


def _records(data: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """(kind, the body and what continues it) of each record of a substream, up to its end; nested ones passed over."""
    depth = 0
    kind, chunks = -1, [b""]
    while at + 4 <= len(data):
        found, size = struct.unpack_from("<2H", data, at)
        body = data[at + 4 : at + 4 + size]
        at += 4 + size
        if found == _CONTINUE:
            chunks.append(body)
            continue
        if kind >= 0 and depth == 1:
            yield kind, chunks
        kind, chunks = found, [body]
        depth += (found == _BOF) - (found == _EOF)
        if depth <= 0:
            return
    if kind >= 0 and depth == 1:
        yield kind, chunks


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _compact(data: bytes) -> float:
    """An RK number: thirty bits of an integer or of a float, perhaps a hundredfold (MS-XLS 2.5.122)."""
    bits = int.from_bytes(data, "little", signed=True)
    high = (bits & ~3).to_bytes(4, "little", signed=True)
    number = float(bits >> 2) if bits & 2 else struct.unpack("<d", bytes(4) + high)[0]
    return number / 100 if bits & 1 else number


def _flag(value: int, *, error: bool) -> str:
    return _ERRORS.get(value, "#N/A") if error else "TRUE" if value else "FALSE"
