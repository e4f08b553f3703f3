"""Bytes too many to be held → text: what :mod:`hongtou.read.decode` decides of a whole, a megabyte at a time.

A table of a million circulars is read so. The bytes are gone through once where they are UTF-8, a few times where they
are not; tests hold what is decided to ``decode``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from hongtou.read.decode import BOMS, HAN, SAMPLE, candidates, guessed, utf16_or_none

_CHUNK = 1024**2
_WIDE = 65_536
_WIDE_BYTE = re.compile(rb"[\x80-\xff]")
_LOST = "\N{REPLACEMENT CHARACTER}"


class Encoding(NamedTuple):
    """How the bytes of a stream are read."""

    name: str
    errors: str = "strict"
    start: int = 0
    """Where the text begins: behind the mark of byte order."""


class _Counted(NamedTuple):
    """What a reading gives: characters, those beyond ASCII, those that are lost, and of these the ones at its end."""

    characters: int
    wide: int
    lost: int
    last: int


def encoding_of(stream: BinaryIO) -> Encoding:
    """The encoding of what can be read again from its start; raises UnreadableError where that is no text."""
    stream.seek(0)
    head = stream.read(SAMPLE)
    for bom, name in BOMS:
        if head.startswith(bom):
            return Encoding(name, "replace", len(bom))
    if (unmarked := utf16_or_none(head)) is not None:
        return Encoding(unmarked, "replace")
    strict = Encoding("utf-8")
    if not _holds(stream, strict):
        counted = _counted(stream, strict.name)
        if counted.lost * 10 < counted.wide - counted.lost:
            return Encoding("utf-8", "replace")
        return _other(stream, head)
    if _has_han(stream, strict) or _is_ascii(stream):
        return strict
    gb = Encoding("gb18030")
    return _other(stream, head) if _holds(stream, gb) and _has_han(stream, gb) else strict


def texts(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """The text, piece by piece. Raises UnicodeDecodeError where the encoding is strict and does not hold."""
    stream.seek(encoding.start)
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", True)


def _holds(stream: BinaryIO, encoding: Encoding) -> bool:
    """Whether a strict reading comes to the end."""
    try:
        for _ in texts(stream, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _has_han(stream: BinaryIO, encoding: Encoding) -> bool:
    return any(HAN.search(text) for text in texts(stream, encoding))


def _is_ascii(stream: BinaryIO) -> bool:
    return all(text.isascii() for text in texts(stream, Encoding("utf-8")))


def _other(stream: BinaryIO, head: bytes) -> Encoding:
    names = tuple(candidates(head, _wide(stream)))
    for name in names:
        if _holds(stream, Encoding(name)):
            return Encoding(name)
    counts = {name: _counted(stream, name) for name in ("utf-8", *names)}
    best = min(counts, key=lambda name: counts[name].lost)
    found = counts[best]
    if (found.lost - found.last) * 100 > found.characters:
        return Encoding(guessed(head, best, found.lost, found.characters), "replace")
    return Encoding(best, "replace")


def _wide(stream: BinaryIO) -> bytes:
    """Some bytes from the first one beyond ASCII."""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        if first := _WIDE_BYTE.search(chunk):
            return (chunk[first.start() :] + stream.read(_WIDE))[:_WIDE]
    return b""


def _counted(stream: BinaryIO, name: str) -> _Counted:
    characters = wide = lost = last = 0
    for text in texts(stream, Encoding(name, "replace")):
        kept = text.rstrip(_LOST)
        characters += len(text)
        wide += len(text) - len(text.encode("ascii", errors="ignore"))
        lost += text.count(_LOST)
        last = len(text) - len(kept) + (0 if kept else last)
    return _Counted(characters, wide, lost, last)
