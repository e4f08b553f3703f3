"""Digests, dates and headers as WARC and HTTP print them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

NOT_MODIFIED = 304
BY_HAND = 200
"""The status of what no server sent: it is there, as a page that came."""


def digest_of(data: bytes) -> str:
    """A digest as WARC headers print it.

    >>> digest_of(b"")
    'sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===='
    """
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def date_of(moment: datetime) -> str:
    """A moment as WARC-Date prints it, whole seconds of UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def media_type_of(declared: str) -> str:
    """A content type without its parameters.

    >>> media_type_of("Text/HTML; charset=gb2312")
    'text/html'
    """
    return declared.partition(";")[0].strip().lower()


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first header of that name; "" where there is none."""
    return next((value.strip() for key, value in headers if key.lower() == name.lower()), "")


def read_http(head: bytes) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Status and headers of an answer; of a request the status is 0."""
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    status = int(words[1]) if first.startswith("HTTP/") and len(words) > 1 and words[1].isdecimal() else 0
    pairs = (line.partition(":") for line in lines)
    return status, tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
