"""Pages of one circular: a republication split over pages ("第 [1] 页 共[2]页"), given together, is one circular.

A document that says it is one page of several is kept until all files are read; pages of the same count and the same
title (or the same name but for a page suffix) in one folder are joined in their order and parsed as one text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePath

from msgspec.structs import replace

from hongtou.model import Circular, Document, File, Paragraph, Table
from hongtou.parse import parse

_SUFFIX = re.compile(r"[_\-](?:p|page)?\d{1,3}$")


class Pages:
    """The pages met in a run."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str, int], dict[int, tuple[Document, Circular]]] = {}

    def keep(self, document: Document, circular: Circular) -> None:
        """Remember a document that is one page of several; any other costs nothing."""
        source = circular.source
        if source.page and source.page_count and source.page_count > 1:
            path = PurePath(source.path)
            title = "".join(circular.title.reading.split()) if circular.title else _SUFFIX.sub("", path.stem)
            pages = self._met.setdefault((str(path.parent), title, source.page_count), {})
            pages.setdefault(source.page, (document, circular))

    def joined(self) -> Iterable[tuple[list[Circular], Circular]]:
        """For each circular of which two or more pages are here: the records of its pages, and the one they make."""
        for pages in self._met.values():
            if len(pages) > 1:
                ordered = [pages[number] for number in sorted(pages)]
                yield [circular for _, circular in ordered], parse(_join([document for document, _ in ordered]))


def _join(documents: list[Document]) -> Document:
    """One text of several, each on lines of its own, with the blocks and files of all."""
    pieces: list[str] = []
    blocks: list[Paragraph | Table] = []
    files: list[File] = []
    at = 0
    for document in documents:
        blocks += [_shifted(block, at) for block in document.blocks]
        end = at + len(document.text)
        files += [replace(file, text_start=at, text_end=end) for file in document.source.files]
        pieces.append(document.text)
        at = end + 1
    digest = hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
    return Document(
        text="\n".join(pieces),
        blocks=tuple(blocks),
        source=replace(documents[0].source, sha256=digest, files=tuple(files)),
        findings=tuple(finding for document in documents for finding in document.findings),
    )


def _shifted(block: Paragraph | Table, by: int) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, start=block.start + by, end=block.end + by)
    cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in block.cells)
    return replace(block, start=block.start + by, end=block.end + by, cells=cells)
