"""The record of a document that could not be read: empty but for its source and the finding that says why."""

from __future__ import annotations

import hashlib

from hongtou._version import __version__
from hongtou.model import SCHEMA_VERSION, Circular, File, Finding, Source
from hongtou.model.vocabulary import Check

_FATAL = ("unreadable", "empty_document")
UNKNOWN_TYPE = "application/octet-stream"


def failed(
    path: str, data: bytes | None, message: str, check: Check = "unreadable", *, digest: str | None = None
) -> Circular:
    """A Circular that holds nothing but one finding of severity error.

    Its identity is the digest of the bytes, or the ``digest`` that they are known to have; where even those could not
    be had (``data`` is None) that of its path.
    """
    from hongtou.parse.identity import circular_id, work_id  # and with it all that reads: whoever gathers needs it not

    digest = digest or hashlib.sha256(f"path:{path}".encode(errors="replace") if data is None else data).hexdigest()
    file = File(path=path, sha256=digest, media_type=UNKNOWN_TYPE, text_start=0, text_end=0)
    finding = Finding(check=check, severity="error", message=message)
    return Circular(
        schema_version=SCHEMA_VERSION,
        hongtou_version=__version__,
        circular_id=circular_id(digest),
        work_id=work_id(None, None, None, None, None, digest),
        preferred=True,
        complete=False,
        source=Source(path=path, sha256=digest, media_type=UNKNOWN_TYPE, files=(file,)),
        text="",
        blocks=(),
        title=None,
        genre=None,
        document_number=None,
        issuers=(),
        addressees=(),
        copied_to=(),
        signatures=(),
        date_issued=None,
        date_published=None,
        as_of=None,
        report_of=None,
        region_code=None,
        region=None,
        level=None,
        metadata=(),
        annexes=(),
        tasks=(),
        deadlines=(),
        standing_responsibilities=(),
        references=(),
        findings=(finding,),
    )


def reason(circular: Circular) -> str | None:
    """Why the circular stands for a document that gave nothing; None where it gave something."""
    fatal = (f for f in _errors(circular) if f.check in _FATAL or not circular.text)
    return next((finding.message for finding in fatal), None)


def first_error(circular: Circular) -> str | None:
    """The first finding of severity error, as a sentence: one makes the exit status 1."""
    return next((finding.message for finding in _errors(circular)), None)


def _errors(circular: Circular) -> list[Finding]:
    """The causes first: that a document holds no text follows from the limit that was hit."""
    found = [finding for finding in circular.findings if finding.severity == "error"]
    return sorted(found, key=lambda finding: finding.check == "empty_document")
