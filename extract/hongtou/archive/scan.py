"""What the records of a WARC file say of captures: the same that the index of an archive keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from hongtou.archive.capture import Stored, Truncated
from hongtou.archive.index import Index
from hongtou.archive.notes import Notes
from hongtou.archive.terms import BY_HAND, header, media_type_of
from hongtou.archive.walk import Found, walk

ANSWERS = ("response", "resource", "revisit")
"""Types of records that a capture begins with."""
_OTHERS = Notes("other")
"""What is known of a capture that another crawler made."""


def scan(path: Path, index: Index) -> None:
    """Let an index in memory know the captures of a file."""
    with path.open("rb") as stream:
        index.commit(index.begin(path.name), (), list(captures_of(walk(stream), path.name)))


def captures_of(records: Iterable[Found], file: str) -> Iterator[Stored]:
    """The captures of a file; the request and the metadata of one stand behind its answer."""
    answer, notes, length = None, _OTHERS, 0
    for record in records:
        if record.type in ANSWERS:
            if answer:
                yield _stored(answer, notes, file, length)
            answer, notes, length = record, _OTHERS, record.length
        elif answer and record.url == answer.url and record.type in ("request", "metadata"):
            length += record.length
            if record.notes and record.headers.get("warc-refers-to") == answer.headers.get("warc-record-id"):
                notes = record.notes
    if answer:
        yield _stored(answer, notes, file, length)


def _stored(answer: Found, notes: Notes, file: str, length: int) -> Stored:
    said = answer.headers
    revisit = answer.type == "revisit"
    declared = said.get("content-type", "") if answer.type == "resource" else header(answer.http, "Content-Type")
    return Stored(
        url=answer.url,
        retrieved_at=said.get("warc-date", ""),
        kind=notes.kind,
        source=notes.source,
        fetch=notes.fetch,
        file=file,
        offset=answer.offset,
        length=length,
        record=said.get("warc-record-id", ""),
        status=answer.status or BY_HAND,
        digest=said.get("warc-payload-digest", ""),
        size=0 if revisit else answer.size,
        media_type=media_type_of(declared),
        revisit=revisit,
        etag=header(answer.http, "ETag") or None,
        last_modified=header(answer.http, "Last-Modified") or None,
        via=notes.via,
        part_of=notes.part_of,
        truncated=cast("Truncated | None", said.get("warc-truncated")),
        facts=notes.facts,
    )
