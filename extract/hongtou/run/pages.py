"""Pages of one circular: a republication split over pages ("第 [1] 页 共[2]页"), given together, is one circular.

A document that says it is one page of several is kept until all files are read; pages of the same count and the same
title (or the same name but for a page suffix) in one folder are joined in their order and parsed as one text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from msgspec.structs import replace

from hongtou.model import Circular, Document, File, Paragraph, Source, Table

_SUFFIX = re.compile(r"[_\-](?:p|page)?\d{1,3}$")


class Pages:
    """The pages met in a run, by the digest of their bytes."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._met: dict[tuple[str, str, int], dict[int, str]] = {}

    def keep(self, circular: Circular, document: Document | None = None) -> None:
        """Remember a document that is one page of several; any other costs nothing. A copy comes without document."""
        source = circular.source
        if source.page and source.page_count and source.page_count > 1:
            path = PurePath(source.path)
            title = "".join(circular.title.reading.split()) if circular.title else _SUFFIX.sub("", path.stem)
            pages = self._met.setdefault((str(path.parent), title, source.page_count), {})
            pages.setdefault(source.page, source.sha256)
            if document is not None:
                self._documents[source.sha256] = document

    def groups(self) -> Iterable[tuple[str, ...]]:
        """The digests of the pages of each circular of which two or more are here, in order; once for all copies."""
        ordered = (tuple(pages[number] for number in sorted(pages)) for pages in self._met.values())
        return dict.fromkeys(group for group in ordered if len(group) > 1)

    def document(self, digest: str) -> Document:
        """The page of that digest."""
        return self._documents[digest]


def join(pages: Sequence[tuple[Document, Source]]) -> Document:
    """One text of several, each on lines of its own, with the blocks of all; each comes with all that is known of it.

    Where a page was met twice both its files stand for the same stretch of the text.
    """
    pieces: list[str] = []
    blocks: list[Paragraph | Table] = []
    files: list[File] = []
    at = 0
    for document, source in pages:
        blocks += [_shifted(block, at) for block in document.blocks]
        end = at + len(document.text)
        files += [replace(file, text_start=at, text_end=end) for file in source.files]
        pieces.append(document.text)
        at = end + 1
    digest = hashlib.sha256("".join(source.sha256 for _, source in pages).encode()).hexdigest()
    return Document(
        text="\n".join(pieces),
        blocks=tuple(blocks),
        source=replace(pages[0][1], sha256=digest, files=tuple(files)),
        findings=tuple(finding for document, _ in pages for finding in document.findings),
    )


def _shifted(block: Paragraph | Table, by: int) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, start=block.start + by, end=block.end + by)
    cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in block.cells)
    return replace(block, start=block.start + by, end=block.end + by, cells=cells)
