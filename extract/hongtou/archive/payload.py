"""The body of one record of a WARC."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any, BinaryIO

from hongtou.archive.budget import Budget
from hongtou.archive.heads import head_of
from hongtou.archive.member import Opener
from hongtou.errors import UnreadableError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_CHUNK = 64 * 1024
_ENCODED = ("gzip", "x-gzip", "deflate", "identity", "")


def payload(stream: Opener, budget: Budget, offset: int, *, check: bool = False) -> bytes:
    """The body of the record at that place, its transfer and content encodings taken off.

    With ``check`` a body that is not what the record's own digests say cannot be read either.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    opened = stream()
    opened.seek(offset)
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            record = next(iter(ArchiveIterator(opened, check_digests="raise" if check else False)))
            coding = record.http_headers.get_header("Content-Encoding") if record.http_headers else None
            if (coding or "").strip().lower() not in _ENCODED:
                raise UnreadableError(f"the page came packed as {coding!r}, which hongtou does not unpack")
            if coding and coding.strip().lower() == "x-gzip":  # RFC 9110, 8.4.1.3: the same; warcio does not know it
                record.http_headers.replace_header("Content-Encoding", "gzip")
            content = _content(record, budget)
            if check and _breaks_off(record):
                raise ValueError("it breaks off")
            return content
        except ArchiveLoadFailed as error:  # which would quote the bytes
            raise UnreadableError("the record cannot be read: there stands none") from error
        except (StopIteration, OSError, EOFError, ValueError) as error:
            raise UnreadableError(f"the record cannot be read: {error}") from error


def _breaks_off(record: ArcWarcRecord) -> bool:
    """Whether a record ends in its head, or before the length that its head says: then no digest was compared."""
    stands: Any = record.raw_stream
    return not record.rec_headers.get_header("Content-Length") or getattr(stands, "limit", 0) > 0


def disposed_name(stream: BinaryIO, offset: int) -> str:
    """The name of a file that the answer at that place gives (Content-Disposition); empty where it gives none."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    stream.seek(offset)
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            return head_of(next(iter(ArchiveIterator(stream)))).file_name
        except (ArchiveLoadFailed, StopIteration, EOFError, ValueError):
            return ""  # whoever reads its content says that it cannot be read


def _content(record: ArcWarcRecord, budget: Budget) -> bytes:
    content, pieces, size = record.content_stream(), [], 0
    while piece := content.read(_CHUNK):
        size += len(piece)
        budget.check_size(size)
        pieces.append(piece)
    return b"".join(pieces)
