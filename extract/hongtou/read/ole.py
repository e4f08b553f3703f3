"""Old Office files: a compound storage (MS-CFB) and the streams in it.

The directory is searched for a name, not walked: in a damaged file its chains may be broken or go in circles.
"""

from __future__ import annotations

from array import array
from sys import byteorder

_ENTRY = 128
"""Bytes of a directory entry; sectors and the header are multiples of it, so entries stand at multiples of it."""
_HEADER = 512
_SMALL = 4096
"""Streams below this stand in the small sectors of the root's own stream."""
_LISTED = 109
"""How many sectors of the allocation table the header lists itself."""


def has_stream(data: bytes, name: str) -> bool:
    """Whether the storage lists a stream or storage of that name."""
    return find_entry(data, name) >= 0


def has_macros(data: bytes) -> bool:
    """Whether the storage holds a project of macros."""
    return has_stream(data, "_VBA_PROJECT") or has_stream(data, "_VBA_PROJECT_CUR")


def find_entry(data: bytes, name: str) -> int:
    """Where the directory entry of that name begins, -1 where there is none."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % _ENTRY == 0 and data[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return at
        at = data.find(wanted, at + 1)
    return -1


def stream(data: bytes, name: str) -> bytes:
    """The bytes of a stream, as many as its chain leads to; empty where there is none."""
    entry = find_entry(data, name)
    if entry < 0 or len(data) < _HEADER:
        return b""
    sector = 1 << min(_int(data, 30, 2), 16)
    start, size = _int(data, entry + 116), min(_int(data, entry + 120), len(data))
    table = _allocation(data, sector)
    if size >= _SMALL:
        return _chained(data, table, start, size, sector, sector)
    root = (_int(data, 48) + 1) * sector
    small = _chained(data, table, _int(data, root + 116), min(_int(data, root + 120), len(data)), sector, sector)
    small_table = _ints(_chained(data, table, _int(data, 60), _int(data, 64) * sector, sector, sector))
    return _chained(small, small_table, start, size, 1 << min(_int(data, 32, 2), 16), 0)


def _chained(data: bytes, table: array[int], start: int, size: int, sector: int, first: int) -> bytes:
    """The sectors of a chain, never more than ``size`` bytes: a chain in a circle ends there."""
    pieces: list[bytes] = []
    found = 0
    while found < size and start < len(table):
        begin = first + start * sector
        piece = data[begin : begin + sector]
        if not piece:
            break
        pieces.append(piece)
        found += len(piece)
        start = table[start]
    return b"".join(pieces)[:size]


def _allocation(data: bytes, sector: int) -> array[int]:
    """For each sector the one that follows it."""
    listed = list(_ints(data[76 : 76 + 4 * _LISTED]))
    following, most = _int(data, 68), len(data) // sector + 1
    for _ in range(min(_int(data, 72), most)):
        at = (following + 1) * sector
        more = _ints(data[at : at + sector])
        if not more:
            break
        listed += more[:-1]
        following = more[-1]
    places = [one for one in listed if one < most][:most]
    return _ints(b"".join(data[(one + 1) * sector : (one + 2) * sector] for one in dict.fromkeys(places)))


def _ints(data: bytes) -> array[int]:
    found = array("I", data[: len(data) // 4 * 4])
    if byteorder == "big":
        found.byteswap()
    return found


def _int(data: bytes, at: int, width: int = 4) -> int:
    return int.from_bytes(data[at : at + width], "little")
