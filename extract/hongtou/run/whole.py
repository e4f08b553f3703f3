"""Several files as one circular: the pages and attachments that belong together, parsed as one document."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from hongtou.model import Circular, Document, Source
from hongtou.parse import parse
from hongtou.run.joining import together
from hongtou.run.pages import join
from hongtou.run.store import Place
from hongtou.run.work import Whole

Record = Callable[[Place], tuple[Circular, Document | None]]


class Unjoined(Exception):  # noqa: N818 - what is said of the files, which then stay apart
    """Files that cannot be read as one circular, and why."""


def joined(whole: Whole, record: Record) -> Circular:
    """The one circular; raises Unjoined."""
    try:
        return _joined(whole, record)
    except Exception as error:
        raise Unjoined(f"{type(error).__name__}: {error}") from error


def _joined(whole: Whole, record: Record) -> Circular:
    pages: list[tuple[Document, Source]] = []
    front = None
    for place, source in whole.pages:
        front, document = record(place)
        pages.append((_there(document), source))
    one = join(pages)
    if not whole.attachments:
        return parse(one)
    if front is None or len(pages) > 1:
        front = parse(one)
    attached = []
    for file in whole.attachments:
        circular, document = record(file.place)
        attached.append((file.known, file.paths, replace(circular, source=file.source), _there(document)))
    return parse(together(pages, front, attached))


def _there(document: Document | None) -> Document:
    if document is None:
        raise LookupError("one of them could not be read")
    return document
