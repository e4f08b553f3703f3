"""Pages that somebody saved: their bytes, and the address that they say they are from."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from hongtou.crawl.address import canonical
from hongtou.crawl.page import Kind, Page
from hongtou.errors import InputError, UsageError

__all__ = ["read_saved"]

# <!-- saved from url=(0043)http://www.yunxi.example/zwgk/wj/index.html -->, as browsers write it
_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s*url:\s*(\S+)")
_CANONICAL = re.compile(
    r"""<link[^>]{0,200}?rel\s*=\s*["']?canonical["']?[^>]{0,200}?href\s*=\s*["']([^"']+)|
        <meta[^>]{0,200}?property\s*=\s*["']og:url["'][^>]{0,200}?content\s*=\s*["']([^"']+)""",
    re.VERBOSE | re.IGNORECASE,
)


def read_saved(path: Path, url: str | None = None, kind: Kind = "list") -> Page:
    """The page in a file: HTML, XML, or MHTML (its first page). ``url`` goes before what the file says of itself.

    Raises InputError where the file cannot be read, UsageError where nobody says where it is from.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    said = None
    if path.suffix.lower() in (".mht", ".mhtml") or body[:200].lstrip().lower().startswith((b"mime-version", b"from:")):
        body, said = _of_mhtml(body, path)
    page = Page(url or "", kind, body)
    found = url or said or _address_in(page.text)
    if not found:
        raise UsageError(f"{path} does not say where it is from: give its address with --url")
    page.url = canonical(found)
    return page


def _of_mhtml(data: bytes, path: Path) -> tuple[bytes, str | None]:
    """The first page in an MHTML file, in UTF-8 as far as its own header says how it is written."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(payload, bytes):
            return payload, message.get("Snapshot-Content-Location") or part.get("Content-Location")
    raise InputError(f"{path} holds no HTML page")


def _address_in(text: str) -> str | None:
    match = _FROM.search(text[:4000]) or _CANONICAL.search(text[:20_000])
    address = next((group for group in match.groups() if group), "") if match else ""
    return address if address.startswith(("http://", "https://")) else None
