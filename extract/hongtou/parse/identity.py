"""Keys that stay: the same bytes, the same circular; the same circular on two sites, the same work."""

from __future__ import annotations

import datetime as dt
import hashlib

from hongtou.model import DocumentNumber


def circular_id(sha256: str) -> str:
    """A key of the bytes alone."""
    return f"c{sha256[:16]}"


def work_id(
    region_code: str | None,
    number: DocumentNumber | None,
    issuer: str | None,
    issued: dt.date | None,
    title: str | None,
) -> str:
    """Region code and normalised number; without a number a digest of issuer, date and title.

    Where no table knows the region's code the issuer stands for it, so that two places' numbers never meet.
    """
    if number is not None and number.issuer_code:
        place = region_code or (f"u{_digest(issuer)}" if issuer else "u")
        return f"{place}:{number.normalized}"
    words = "|".join(
        ["".join((issuer or "").split()), issued.isoformat() if issued else "", "".join((title or "").split())]
    )
    return f"w{_digest(words)}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
