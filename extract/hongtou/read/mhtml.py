"""MHTML (RFC 2557): a page saved whole by a browser or by Word, its parts in one file.

The page is the part that the file names as its root, else the first that is HTML. Where it has no words of its own
(a frameset, as Excel saves one) the other HTML parts are read in order.
"""

from __future__ import annotations

import email
import email.policy
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime

from hongtou.errors import LimitError, UnreadableError
from hongtou.read.decode import Decoded, decode
from hongtou.read.html import render as render_html
from hongtou.read.limits import Account
from hongtou.read.rendered import Rendered

_HTML_TYPES = ("text/html", "application/xhtml+xml")


def render(data: bytes, account: Account) -> Rendered:
    """The page, with the address and the day that the file names."""
    if data.count(b"multipart/") > account.limits.nesting:
        raise LimitError(f"its parts lie in one another more than {account.limits.nesting} deep")
    message = _message(data)
    pages = _pages(message)
    account.check_time()
    if not pages:
        raise UnreadableError("the saved page holds no HTML part")
    rendered = None
    for page in pages:
        one = _page(page, account)
        if rendered is None or one.text.strip():
            rendered = one
        if rendered.text.strip():
            break
    assert rendered is not None
    return rendered._replace(url=_address(message, pages), retrieved_at=_day(message))


def provenance(data: bytes) -> tuple[str | None, str | None]:
    """The address of the page that was saved, and when it was (ISO 8601); None where the file does not say."""
    message = _message(data)
    return _address(message, _pages(message)), _day(message)


def _message(data: bytes) -> Message:
    return email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)


def _address(message: Message, pages: list[Message]) -> str | None:
    first = _header(pages[0], "Content-Location") if pages else None
    address = _header(message, "Snapshot-Content-Location") or first
    return address if address and "://" in address else None


def _pages(message: Message) -> list[Message]:
    """The HTML parts, the root first."""
    parts = [part for part in message.walk() if part.get_content_type() in _HTML_TYPES]
    start = message.get_param("start")
    root = [part for part in parts if start and _header(part, "Content-ID") == start]
    return root + [part for part in parts if part not in root]


def _page(part: Message, account: Account) -> Rendered:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    account.unpack(len(body))
    decoded = _decoded(body, part.get_content_charset())
    text = decoded.text.replace("\r\n", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")[: account.limits.characters]
    rendered = render_html(text, account.limits.cells)
    return rendered._replace(findings=decoded.findings + rendered.findings, encoding=decoded.encoding)


def _decoded(body: bytes, charset: str | None) -> Decoded:
    """The text of a part: the charset of its header goes before all where its bytes bear it out."""
    if charset:
        name = "gb18030" if charset.startswith("gb") else charset
        try:
            return Decoded(body.decode(name), name, ())
        except (UnicodeDecodeError, LookupError):
            pass  # a header that lies; the page itself is asked
    return decode(body)


def _header(message: Message, name: str) -> str | None:
    found = message.get(name)
    return str(found).strip() if found else None


def _day(message: Message) -> str | None:
    """When it was saved (RFC 5322), in ISO 8601."""
    try:
        day = parsedate_to_datetime(_header(message, "Date") or "")
    except (ValueError, TypeError, IndexError):
        return None
    return day.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if day.tzinfo else day.isoformat()
