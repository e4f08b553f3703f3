"""A capture → its WARC 1.1 records (ISO 28500:2017), each packed alone: the answer, the request, what the crawl knew.

Digests are SHA-256 in base32. Headers stand as they were sent, byte by byte; only a transfer encoding that the body no
longer has is set aside under another name.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from hongtou._version import __version__
from hongtou.archive.capture import Capture, Stored
from hongtou.archive.notes import Notes, dump
from hongtou.archive.terms import NOT_MODIFIED, date_of, digest_of, header

_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_HTTP = "application/http; msgtype="
_FIELDS = "application/warc-fields"
_ASIDE = "X-Archive-Orig-"
"""Before the name of a header that is true of the transfer alone, as replay tools have it."""
_BREAK = re.compile("[\r\n\0]+")
_TYPE = re.compile(r"[!-~]+/[!-~]( *[!-~])*")
_UNKNOWN = "application/octet-stream"
_HEADING = (
    ("software", f"hongtou/{__version__}"),
    ("format", "WARC File Format 1.1"),
    ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
)


class Record(NamedTuple):
    """One record as it is stored."""

    type: str
    id: str
    data: bytes


def heading(name: str) -> Record:
    """The record that begins a file of that name."""
    block = "".join(f"{key}: {value}\r\n" for key, value in _HEADING).encode()
    named = [("WARC-Date", date_of(datetime.now(UTC))), ("WARC-Filename", name)]
    return _record("warcinfo", named, _FIELDS, block)


def records_of(capture: Capture, notes: Notes, file_id: str, repeats: Stored | None) -> list[Record]:
    """The records of a capture, the answer first; ``repeats`` is the capture that a revisit stands for."""
    shared = [
        ("WARC-Target-URI", capture.url),
        ("WARC-Date", date_of(capture.retrieved_at)),
        ("WARC-Warcinfo-ID", file_id),
    ]
    answer = _revisit(capture, shared, repeats) if repeats else _answer(capture, shared)
    found = [answer]
    if capture.request:
        line, headers = capture.request
        block = _printed(line, headers)
        named = [*shared, ("WARC-Concurrent-To", answer.id), ("WARC-Payload-Digest", digest_of(b""))]
        found.append(_record("request", named, f"{_HTTP}request", block))
    said = dump(notes)
    # Without a payload digest of ours warcio adds one of SHA-1.
    named = [*shared, ("WARC-Refers-To", answer.id), ("WARC-Payload-Digest", digest_of(said))]
    return [*found, _record("metadata", named, _FIELDS, said)]


def _answer(capture: Capture, shared: Sequence[tuple[str, str]]) -> Record:
    """The response; of a page saved by hand a resource."""
    named = [*shared, ("WARC-Payload-Digest", digest_of(capture.body))]
    if capture.ip:
        named.append(("WARC-IP-Address", capture.ip))
    if capture.truncated:
        named.append(("WARC-Truncated", capture.truncated))
    if capture.request is None:
        return _record("resource", named, resource_type(capture), capture.body)
    return _record("response", named, f"{_HTTP}response", answer_head(capture) + capture.body)


def resource_type(capture: Capture) -> str:
    """What a page saved by hand is, as its record's Content-Type says."""
    said = header(capture.headers, "Content-Type")
    return said if _TYPE.fullmatch(said) else _UNKNOWN


def _revisit(capture: Capture, shared: Sequence[tuple[str, str]], repeats: Stored) -> Record:
    """A revisit: the answer's headers, and where the body stands."""
    profile = "server-not-modified" if capture.status == NOT_MODIFIED else "identical-payload-digest"
    named = [
        *shared,
        ("WARC-Profile", _PROFILE + profile),
        ("WARC-Refers-To", repeats.record),
        ("WARC-Refers-To-Target-URI", repeats.url),
        ("WARC-Refers-To-Date", repeats.retrieved_at),
        ("WARC-Payload-Digest", repeats.digest),
    ]
    if capture.ip:
        named.append(("WARC-IP-Address", capture.ip))
    return _record("revisit", named, f"{_HTTP}response", answer_head(capture))


def answer_head(capture: Capture) -> bytes:
    """Status and headers as they are stored."""
    headers = [
        (_ASIDE + name if name.lower() == "transfer-encoding" else name, value) for name, value in capture.headers
    ]
    return _printed(f"HTTP/1.1 {capture.status} {capture.reason}".rstrip(), headers)


def _printed(line: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = [line, *(f"{name}: {value}" for name, value in headers)]
    return b"".join(_bytes(_BREAK.sub(" ", one)) + b"\r\n" for one in lines) + b"\r\n"


def _bytes(line: str) -> bytes:
    """Headers are bytes, each a character; one that came as real characters is written as UTF-8."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogateescape")


def _record(kind: str, named: Sequence[tuple[str, str]], content_type: str, block: bytes) -> Record:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    identity = f"<urn:uuid:{uuid.uuid4()}>"
    fields = [("WARC-Type", kind), ("WARC-Record-ID", identity), *named, ("WARC-Block-Digest", digest_of(block))]
    headers = StatusAndHeaders("", fields, protocol="WARC/1.1")
    packed = io.BytesIO()
    # The block goes to warcio as it is: of headers that it is given taken apart it would rewrite what is not ASCII.
    # Of what it is told to be a revisit it would leave the block out.
    told = "response" if kind == "revisit" else kind
    record = ArcWarcRecord("warc", told, headers, io.BytesIO(block), None, content_type, len(block))
    WARCWriter(packed, gzip=True).write_record(record)
    return Record(kind, identity, packed.getvalue())
