"""WARC (ISO 28500), plain or gzip by record: the pages and files a crawl brought home, each with its address and day.

A record of a page that did not come (no status of 2xx) is left aside; one that only says that a page is the same as
before (revisit) is read from the record that holds it, in whichever archive of the run that stands. warcio reads a cut
file without a word, so each record is measured by its own header.
"""

from __future__ import annotations

import contextlib
import io
import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from hongtou.archive.budget import Budget
from hongtou.archive.member import Listing, Member, Opener, Shelf, distinct
from hongtou.archive.packed import Unpacked
from hongtou.archive.payload import payload
from hongtou.errors import LimitError, UnreadableError
from hongtou.read import HTML, is_picture, known
from hongtou.read.formats import FORMATS

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_ANSWERS = ("response", "resource", "revisit")
_BETWEEN = 8
"""Bytes that may follow the last record: the line ends that part records."""
_FILE_NAME = re.compile(r"""filename\*?\s*=\s*(?:UTF-8'')?"?([^";]+)""", re.IGNORECASE)
_ROBOTS = "/robots.txt"


class _Place(NamedTuple):
    """Where a record stands and whether it is whole."""

    offset: int
    cut: str


class _Head(NamedTuple):
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

    @property
    def name(self) -> str:
        """The address; under it the name that the server gave a file, where the address says no type."""
        named = self.file_name
        return f"{self.url}/{named}" if named and not known(self.url) else self.url


def list_warc(name: str, opener: Opener, shelf: Shelf, budget: Budget) -> Listing:
    """The pages and documents of a WARC, in its order."""
    try:
        return _listed(name, partial(shelf.get, name, opener), shelf, budget)
    except _Solid:  # packed as one, so that no record can be found by its place

        def spooled() -> Unpacked:
            with opener() as packed:
                return Unpacked(packed, budget)

        whole = shelf.get(f"{name}!", spooled)
        found = _listed(name, lambda: shelf.get(f"{name}!", spooled).reader(), shelf, budget)
        return found._replace(trouble=found.trouble or whole.trouble)


class _Solid(Exception):  # noqa: N818 - a turn of the way, not an error
    """The whole file is one gzip member."""


def _listed(name: str, stream: Opener, shelf: Shelf, budget: Budget) -> Listing:
    found: list[tuple[_Head, _Place, int]] = []
    skipped: list[str] = []
    trouble: UnreadableError | None = None
    try:
        for head, place, size in _records(stream(), budget):
            if head.kind in _ANSWERS and (why := _left_aside(head)) is not None:
                skipped.append(f"{name}!/{head.url}{why}")
            elif head.kind in _ANSWERS:
                found.append((head, place, size))
            if place.cut:
                trouble = UnreadableError(place.cut)
    except _Broken as error:
        trouble = UnreadableError(str(error))
    except LimitError as error:
        trouble = error
    members = []
    for (head, place, size), clean in zip(found, distinct(head.name for head, _, _ in found), strict=True):
        load = partial(payload, stream, budget, place.offset)
        if head.kind == "revisit":
            load = partial(_revisited, shelf, head)
        else:
            for key in (head.digest, f"{head.url} {head.date}"):
                if key:
                    shelf.payloads.setdefault(key, load)
        facts = {"url": head.url, "retrieved_at": head.date}
        declared = HTML if head.media_type in _HTML_TYPES else None
        members.append(Member(clean, size, load, facts, declared, place.cut))
    return Listing(tuple(members), tuple(skipped), trouble)


class _Broken(Exception):  # noqa: N818 - caught in this module
    """The records end early."""


def _records(stream: BinaryIO, budget: Budget) -> Any:
    """Each record's head, place and size; raises _Broken at what is no record, _Solid for one gzip member."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    count = end = 0
    size_of_all = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    with contextlib.redirect_stderr(io.StringIO()):  # warcio speaks of odd records there
        records = ArchiveIterator(stream)
        try:
            for record in records:
                count += 1
                size = int(record.rec_headers.get_header("Content-Length") or 0)
                if record.rec_type in _ANSWERS:
                    budget.take(size)
                head = _head(record)
                offset = records.get_record_offset()
                end = offset + records.get_record_length()
                cut = f"the archive is cut off within its record {count}" if record.raw_stream.limit > 0 else ""
                yield head, _Place(offset, cut), size
            if size_of_all - end > _BETWEEN:
                raise _Broken(f"the archive is cut off after {count} records: {size_of_all - end} bytes are left")
        except ArchiveLoadFailed as error:
            if "non-chunked gzip" in str(error):
                raise _Solid from error
            raise _Broken(f"after {count} records stands what is none; the rest was not read") from error
        except (ValueError, OSError, EOFError, AttributeError) as error:
            raise _Broken(f"the archive is broken after {count} records: {error}") from error


def _head(record: ArcWarcRecord) -> _Head:
    said, http = record.rec_headers, record.http_headers

    def warc(name: str) -> str:
        return (said.get_header(name) or "").strip()

    def answer(name: str) -> str:
        return (http.get_header(name) or "").strip() if http else ""

    kind = answer("Content-Type") if http else warc("Content-Type") if record.rec_type == "resource" else ""
    named = _FILE_NAME.search(answer("Content-Disposition"))
    refers = f"{warc('WARC-Refers-To-Target-URI').strip('<>')} {warc('WARC-Refers-To-Date')}"
    return _Head(
        kind=record.rec_type or "",
        url=warc("WARC-Target-URI").strip("<>"),
        date=warc("WARC-Date"),
        digest=warc("WARC-Payload-Digest"),
        media_type=kind.partition(";")[0].strip().lower(),
        status=(http.get_statuscode() or "") if http else "",
        file_name=_file_name(named[1]) if named else "",
        refers=refers,
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


def _left_aside(head: _Head) -> str | None:
    """Why a record is no input, as words behind its address; None where it is one."""
    if head.status and not head.status.startswith("2") and not (head.kind == "revisit" and head.status == "304"):
        return f" (HTTP {head.status})"
    name, kind = head.name, head.media_type
    if urlsplit(head.url).path == _ROBOTS or is_picture(name) or kind.startswith("image/"):
        return ""
    from hongtou.archive.listing import is_archive

    wanted = kind in _HTML_TYPES or kind in FORMATS or known(name) or is_archive(name)
    return None if wanted or (head.kind == "revisit" and not kind) else ""


def _revisited(shelf: Shelf, head: _Head) -> bytes:
    load = shelf.payloads.get(head.digest) or shelf.payloads.get(head.refers)
    if load is None:
        raise UnreadableError("the record says that the page is the same as an earlier one, which is not here")
    return load()
