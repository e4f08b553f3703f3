"""A WARC file record by record, each measured against what it says of itself.

warcio reads what it can and says nothing of the rest; a file that is to be trusted for decades is read strictly:
every packed member to its check sum, every record to its length, every block to its digest.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from hongtou.archive.notes import Notes, parse
from hongtou.archive.sums import Sum
from hongtou.archive.terms import read_http
from hongtou.archive.unpacking import GZIP, BrokenError, Packed, Plain

_VERSION = re.compile(rb"WARC/\d+\.\d+\r?\n")
_CHUNK = 256 * 1024
_MOST_LINES = 2_000
_MOST_HEAD = 512 * 1024
_MOST_NOTES = 256 * 1024
_MOST_GZIP_HEAD, _MOST_VERSION = 4096, 32
"""Of what may be a packed record so much is read, and so much unpacked: there may be a million places that look so."""
_END = b"\r\n\r\n"


class Found(NamedTuple):
    """A record as it stands in a file, or a stretch of it that is none."""

    offset: int
    length: int
    """In bytes of the file as it is stored; 0 where the record is packed together with others."""
    headers: Mapping[str, str] = {}
    """Names in small letters; empty for what is no record."""
    status: int = 0
    http: tuple[tuple[str, str], ...] = ()
    size: int = 0
    """Bytes of the payload."""
    notes: Notes | None = None
    troubles: tuple[str, ...] = ()
    """What is wrong with it."""

    @property
    def type(self) -> str:
        """``response``, ``request``…"""
        return self.headers.get("warc-type", "")

    @property
    def url(self) -> str:
        """The address that it is about."""
        return self.headers.get("warc-target-uri", "").strip("<>")


def walk(stream: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """The records that stand between two places of a file; after a broken one, from the next that can be found."""
    if end is None:
        end = stream.seek(0, io.SEEK_END)
    while start < end:
        stream.seek(start)
        packed = stream.read(2) == b"\x1f\x8b"
        source = (Packed if packed else Plain)(stream, start, end)
        at = start
        try:
            while not source.done():
                at = source.position
                yield _record(source, at)
            return
        except BrokenError as error:
            start = next_record(stream, at + 1, end, packed=packed)
            yield Found(at, start - at, troubles=(str(error),))


def _record(source: Packed | Plain, at: int) -> Found:
    """One record; raises BrokenError where it cannot be read to its end."""
    headers = _headers(source)
    length = headers.get("content-length", "")
    if not length.isdecimal():
        raise BrokenError("a record says no length")
    left = int(length)
    block = Sum(headers.get("warc-block-digest", ""))
    payload = Sum(headers.get("warc-payload-digest", ""))
    kind = headers.get("warc-type", "")
    is_http = headers.get("content-type", "").startswith("application/http")
    kept, head, size, wants = b"", b"", 0, is_http
    keeps = kind == "metadata" and left <= _MOST_NOTES
    while left:
        piece = source.take(min(left, _CHUNK))
        left -= len(piece)
        block.update(piece)
        if wants:
            head += piece
            cut = head.find(_END)
            if cut < 0 and left and len(head) < _MOST_HEAD:
                continue
            wants = False
            cut = len(head) if cut < 0 else cut + len(_END)
            head, piece = head[:cut], head[cut:]
        payload.update(piece)
        size += len(piece)
        kept += piece if keeps else b""
    troubles = [] if source.take(len(_END), short=True) == _END else ["it is not followed by two line ends"]
    status, http = read_http(head) if is_http else (0, ())
    troubles += _digests(headers, http, block, payload)
    alone = source.member_ends()
    stored = source.position - at if alone else 0
    notes = parse(kept) if keeps else None
    return Found(at, stored, headers, status, http, size, notes, tuple(troubles))


def _digests(headers: Mapping[str, str], http: tuple[tuple[str, str], ...], block: Sum, payload: Sum) -> list[str]:
    """What the digests say that the record itself names.

    Of a revisit both may be those of the record that it repeats. Whether the payload of a chunked answer is what was
    sent or what was meant is told differently by different writers: it counts where there is nothing else.
    """
    if headers.get("warc-type") == "revisit":
        return []
    if block.wrong:
        return ["its bytes are not those of its block digest"]
    chunked = any(name.lower() == "transfer-encoding" for name, _ in http)
    if payload.wrong and not chunked and "warc-segment-number" not in headers:
        return ["its content is not that of its payload digest"]
    return []


def _headers(source: Packed | Plain) -> dict[str, str]:
    if not _VERSION.fullmatch(source.line()):
        raise BrokenError("there stands no record")
    found: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_LINES):
        line = source.line()
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t" and name:
            found[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found.setdefault(name, value.strip())
    raise BrokenError("the headers of a record do not end")


def next_record(stream: BinaryIO, start: int, end: int, *, packed: bool = False) -> int:
    """Where the next record begins, packed or plain; the end where there is none.

    With ``packed`` only those that are packed: within what was packed without being made smaller a plain one shows.
    """
    overlap = 16
    pattern = rb"\x1f\x8b\x08" if packed else rb"\x1f\x8b\x08|WARC/\d\.\d\r\n"
    while start < end:
        stream.seek(start)
        chunk = stream.read(min(_CHUNK, end - start) + overlap)
        for match in re.finditer(pattern, chunk):
            at = start + match.start()
            if at < end and (match[0][:4] == b"WARC" or _opens(stream, at, end)):
                return at
        start += _CHUNK
    return end


def _opens(stream: BinaryIO, at: int, end: int) -> bool:
    """Whether a packed member begins there that holds a record."""
    stream.seek(at)
    try:
        begun = zlib.decompressobj(GZIP).decompress(stream.read(min(_MOST_GZIP_HEAD, end - at)), _MOST_VERSION)
    except zlib.error:
        return False
    return bool(_VERSION.match(begun))


def sha256_of(stream: BinaryIO, start: int, length: int, whole: hashlib._Hash | None = None) -> str:
    """SHA-256 of a stretch of a file, hexadecimal; ``whole`` is told of the bytes too."""
    own = hashlib.sha256()
    stream.seek(start)
    while length and (piece := stream.read(min(length, _CHUNK))):
        length -= len(piece)
        own.update(piece)
        if whole is not None:
            whole.update(piece)
    return own.hexdigest()
