"""Records as bytes: a circular, and the document it was read from, as long as they may be needed again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from hongtou.model import Attachment, Circular, Document, Finding, Link, Paragraph, Source, Table


class _Shape(msgspec.Struct, array_like=True):
    """A document without what its circular has too: where texts are the same, it stands there once."""

    text: str | None
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    order: bytes
    """One byte a block: 0 for the next of the paragraphs, 1 for the next of the tables."""
    source: Source
    findings: tuple[Finding, ...]
    previous_page: str | None
    next_page: str | None
    links: tuple[Link, ...]
    attachments: tuple[Attachment, ...]


class _Pair(msgspec.Struct, array_like=True):
    circular: Circular
    document: _Shape | None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Pair)


def pack(circular: Circular, document: Document | None) -> bytes:
    """The two as bytes."""
    return _ENCODER.encode(_Pair(circular, None if document is None else _shape(document, circular.text)))


def unpack(data: bytes) -> tuple[Circular, Document | None]:
    """What :func:`pack` took."""
    pair = _DECODER.decode(data)
    return pair.circular, None if pair.document is None else _document(pair.document, pair.circular.text)


def _shape(document: Document, text: str) -> _Shape:
    tables = tuple(block for block in document.blocks if isinstance(block, Table))
    return _Shape(
        text=None if document.text == text else document.text,
        paragraphs=tuple(block for block in document.blocks if isinstance(block, Paragraph)),
        tables=tables,
        order=bytes(isinstance(block, Table) for block in document.blocks) if tables else b"",
        source=document.source,
        findings=document.findings,
        previous_page=document.previous_page,
        next_page=document.next_page,
        links=document.links,
        attachments=document.attachments,
    )


def _document(shape: _Shape, text: str) -> Document:
    blocks: tuple[Paragraph | Table, ...] = shape.paragraphs
    if shape.tables:
        kinds: tuple[Iterator[Paragraph | Table], ...] = iter(shape.paragraphs), iter(shape.tables)
        blocks = tuple(next(kinds[which]) for which in shape.order)
    return Document(
        text=text if shape.text is None else shape.text,
        blocks=blocks,
        source=shape.source,
        findings=shape.findings,
        previous_page=shape.previous_page,
        next_page=shape.next_page,
        links=shape.links,
        attachments=shape.attachments,
    )


@cache
def _codec() -> Any:
    import pyarrow

    return pyarrow.Codec("zstd", compression_level=1)


def squeezed(data: bytes) -> bytes:
    """Bytes in a sixth of their place: their length, then Zstandard."""
    packed: bytes = _codec().compress(data, asbytes=True)
    return len(data).to_bytes(8, "little") + packed


def stretched(data: bytes) -> bytes:
    """What :func:`squeezed` took."""
    whole: bytes = _codec().decompress(data[8:], decompressed_size=int.from_bytes(data[:8], "little"), asbytes=True)
    return whole
