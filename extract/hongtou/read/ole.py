"""Which streams an old Office file (MS-CFB compound storage) lists."""

from __future__ import annotations

_ENTRY = 128
"""Bytes of a directory entry; sectors and the header are multiples of it, so entries stand at multiples of it."""


def has_stream(data: bytes, name: str) -> bool:
    """Whether the storage lists a stream of that name. Its directory is searched, not walked: a chain may be broken."""
    return find_entry(data, name) >= 0


def find_entry(data: bytes, name: str) -> int:
    """Where the directory entry of a stream begins, -1 where there is none."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % _ENTRY == 0 and data[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return at
        at = data.find(wanted, at + 1)
    return -1
