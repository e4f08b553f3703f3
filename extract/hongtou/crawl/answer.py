"""What came for one request, as the crawl sees it: an answer, or silence and why."""

from __future__ import annotations

import datetime as dt
import io
import string
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from hongtou.archive.capture import Capture, Kind, Truncated
from hongtou.crawl.errand import Errand
from hongtou.errors import LimitError, UnreadableError

REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
_THROTTLED = (429, 503)
TOO_OFTEN = "too frequent"
"""In the reason of a page that says what 429 says (访问过于频繁)."""
_WARY = (TOO_OFTEN, "captcha", "firewall")
_CHUNK = 64 * 1024


def is_wary(status: int, reason: str) -> bool:
    """Whether an answer says that its host has enough of us."""
    return status in _THROTTLED or any(word in reason for word in _WARY)


def is_passing(status: int, truncated: str | None) -> bool:
    """Whether an answer may be another one a while later."""
    return status in _PASSING or truncated in ("disconnect", "time")


class Answer(NamedTuple):
    """An answer of a server; ``body`` as sent, its content encoding on."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str | None = None
    truncated: Truncated | None = None
    """Why the body is not whole."""

    def header(self, name: str) -> str:
        """The value of a header, "" where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def content(self, largest: int) -> bytes:
        """The body, its content encoding taken off.

        Raises LimitError where that is more than ``largest`` bytes, UnreadableError where it cannot be taken off.
        """
        coding = self.header("content-encoding").strip().lower().removeprefix("x-")
        if coding in ("", "identity"):
            return self.body
        if coding not in ("gzip", "deflate"):
            raise UnreadableError(f"packed as {coding}")
        return _unpacked(self.body, coding, largest)


class Silence(NamedTuple):
    """No answer came."""

    reason: str
    refused: bool = False
    """It was ours not to ask: the name led to a private address."""
    unreachable: bool = False
    """The host itself was not there."""


class Order(NamedTuple):
    """An errand on its way: what is sent for it."""

    errand: Errand
    fetch: str
    headers: Mapping[str, str]


def capture(order: Order, answer: Answer, kind: Kind, facts: Mapping[str, str]) -> Capture:
    """The answer as the archive takes it."""
    errand = order.errand
    parts = urlsplit(errand.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    told = {"title": errand.words, "date": errand.date} | dict(facts)
    return Capture(
        url=errand.url,
        retrieved_at=dt.datetime.now(dt.UTC),
        kind=kind,
        source=errand.source,
        fetch=order.fetch,
        request=(f"GET {target} HTTP/1.1", (("Host", parts.netloc), *order.headers.items())),
        status=answer.status,
        reason=phrase(answer.status),
        headers=answer.headers,
        body=answer.body,
        via=errand.via,
        part_of=errand.part_of,
        ip=answer.ip,
        truncated=answer.truncated,
        facts={name: fact for name, fact in told.items() if fact},
    )


def stamp(retrieved_at: str) -> float:
    """Seconds of the epoch of a time as the archive writes it.

    >>> stamp("1970-01-01T00:01:00Z")
    60.0
    """
    return dt.datetime.fromisoformat(retrieved_at).timestamp()


def ascii_address(location: str) -> str:
    """A Location whose bytes beyond ASCII are escaped, whatever they are written in.

    >>> ascii_address("/wj/\\xe4\\xb8\\x80.html?a=%20")
    '/wj/%E4%B8%80.html?a=%20'
    """
    return quote(location.encode("latin-1"), safe=string.printable)


def phrase(status: int) -> str:
    """The usual words of a status.

    >>> phrase(404), phrase(799)
    ('Not Found', '')
    """
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _unpacked(body: bytes, coding: str, largest: int) -> bytes:
    """Unpacked as the archive does it, so that both read the same."""
    from warcio.bufferedreaders import BufferedReader

    reader, pieces, size = BufferedReader(io.BytesIO(body), decomp_type=coding), [], 0
    while piece := reader.read(_CHUNK):
        size += len(piece)
        if size > largest:
            raise LimitError(f"more than {largest} bytes unpacked")
        pieces.append(piece)
    return b"".join(pieces)
