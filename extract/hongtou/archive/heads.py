"""What the headers of a WARC record say of a page: where it came from, what it is, whether it is one to read."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from hongtou.archive.notes import Notes, parse
from hongtou.archive.standing import PAGES, Standing
from hongtou.read import is_picture, known
from hongtou.read.formats import FORMATS, named

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

HTML_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_FILE_NAME = re.compile(r"""filename\*?\s*=\s*(?:UTF-8'')?"?([^";]+)""", re.IGNORECASE)
_ROBOTS = "/robots.txt"
_MOST_NOTES = 256 * 1024


class Head(NamedTuple):
    """What a record's headers say."""

    kind: str
    url: str
    date: str
    digest: str
    media_type: str
    status: str
    file_name: str
    refers: str
    """Address and day of the record that a revisit stands for."""
    truncated: str
    id: str
    about: str
    """Identity of the record that this one says something of."""
    notes: Notes | None
    """What a crawl of ours says there."""

    def standing(self, notes: Notes, cut: str | bool, place: str) -> Standing:
        """What a crawl of ours said of the capture; ``cut`` says whether its record is not whole."""
        whole = self.kind != "revisit" and not (cut or self.truncated)
        return Standing(self.url, self.date, notes.kind, whole, notes.via, notes.part_of, place)

    def name(self, notes: Notes | None) -> str:
        """The address; under it the name that the server, or whoever saved it, gave a file, where the address says no
        type, or another one.
        """
        given = self.file_name or (notes.facts.get("file", "") if notes else "")
        other = named(given) not in (None, named(self.url))
        return f"{self.url}/{given}" if given and (other or not known(self.url)) else self.url


def head_of(record: ArcWarcRecord) -> Head:
    """The head of a record; of metadata its words too, so that nothing else of the record may have been read."""
    said, http = record.rec_headers, record.http_headers

    def warc(name: str) -> str:
        return (said.get_header(name) or "").strip()

    def answer(name: str) -> str:
        return (http.get_header(name) or "").strip() if http else ""

    kind = answer("Content-Type") if http else warc("Content-Type") if record.rec_type == "resource" else ""
    disposed = _FILE_NAME.search(answer("Content-Disposition"))
    refers = f"{warc('WARC-Refers-To-Target-URI').strip('<>')} {warc('WARC-Refers-To-Date')}"
    metadata = record.rec_type == "metadata"
    return Head(
        kind=record.rec_type or "",
        url=warc("WARC-Target-URI").strip("<>"),
        date=warc("WARC-Date"),
        digest=warc("WARC-Payload-Digest"),
        media_type=kind.partition(";")[0].strip().lower(),
        status=(http.get_statuscode() or "") if http else "",
        file_name=_file_name(disposed[1]) if disposed else "",
        refers=refers,
        truncated=warc("WARC-Truncated"),
        id=warc("WARC-Record-ID"),
        about=warc("WARC-Refers-To"),
        notes=parse(record.raw_stream.read(_MOST_NOTES)) if metadata else None,
    )


def _file_name(printed: str) -> str:
    """The name a server gives, of which headers carry the bytes of any encoding as Latin-1."""
    name = unquote(printed).strip()
    try:
        raw = name.encode("latin-1")
    except UnicodeEncodeError:
        return name.replace("/", "_")
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(encoding).replace("/", "_")
    return name.replace("/", "_")


def left_aside(head: Head, notes: Notes | None) -> str | None:
    """Why a record is no input, as words behind its address; None where it is one.

    What a crawl of ours says of it goes before what can be told from the record.
    """
    if notes and notes.kind == "failure":
        return f" (failure: {notes.facts.get('reason', 'no reason given')})"
    if notes and notes.kind not in PAGES:
        return f" ({notes.kind})"
    if head.status and not head.status.startswith("2") and not (head.kind == "revisit" and head.status == "304"):
        return f" (HTTP {head.status})"
    name, kind = head.name(notes), head.media_type
    if urlsplit(head.url).path == _ROBOTS or is_picture(name) or kind.startswith("image/"):
        return ""
    from hongtou.archive.listing import is_archive

    wanted = notes is not None or kind in HTML_TYPES or kind in FORMATS or known(name) or is_archive(name)
    return None if wanted or (head.kind == "revisit" and not kind) else ""
