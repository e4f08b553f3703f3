"""Keys that stay: the same bytes, the same circular; the same circular on two sites, the same work."""

from __future__ import annotations

import datetime as dt
import hashlib

from hongtou.fields.regions import Region
from hongtou.fields.text import plain
from hongtou.model import DocumentNumber


def circular_id(sha256: str) -> str:
    """A key of the bytes alone."""
    return f"c{sha256[:16]}"


def work_id(
    region: Region | None,
    number: DocumentNumber | None,
    issuer: str | None,
    issued: dt.date | None,
    title: str | None,
    words: str,
) -> str:
    """Region code and normalised number; without a number a digest of issuer, date and title.

    Where no table knows the region's code its name or the issuer stands for it, so that two places' numbers never meet.
    A title that neither issuer nor date stands beside is that of many (重点任务分工表), none at all that of all: then
    it is a digest of the circular's ``words``. Print does not count: traditional script, blanks and punctuation give
    the same key.
    """
    if number is not None and number.issuer_code:
        name = region.name if region else plain(issuer or "")
        place = region.code if region and region.code else f"u{_digest(name)}" if name else "u"
        return f"{place}:{number.normalized}"
    if not title or not (issuer or issued):
        return f"w{_digest(plain(words) or words)}"
    return f"w{_digest('|'.join([plain(issuer or ''), issued.isoformat() if issued else '', plain(title)]))}"


def row_key(work: str, row: str) -> str:
    """The key of a row within its work: ``row`` is annex and printed number, or a digest of the words."""
    return f"{work}/{row}"


def moved(key: str, work: str, to: str) -> str:
    """A row's key when its work turns out to be another: the copy of a circular that lost its number."""
    return row_key(to, key.removeprefix(f"{work}/"))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
