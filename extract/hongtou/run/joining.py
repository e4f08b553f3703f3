"""A circular's pages and attachments → one Document: the page first, then the attachments in the order of its annexes.

An attachment that holds what the page prints already, or an earlier attachment (the same annex as Word and as PDF), is
kept in the text as noise, so that no task is read twice; so is a table of which the page prints an excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hongtou.fields.text import plain
from hongtou.model import Attachment, Circular, Document, Finding, Paragraph, Source, Table, Task
from hongtou.run.known import Known, nearest, title_of
from hongtou.run.pages import join

_ENOUGH = 0.9  # the share of its tasks that must stand elsewhere before it says nothing new: print may differ in a row
_DIGITS = re.compile(r"(\d+)")

Attached = tuple[Known, frozenset[str], Circular, Document]
"""A file, the paths of its copies, what was understood of it alone, and its document."""


class _Part(NamedTuple):
    file: Known
    paths: frozenset[str]
    circular: Circular
    document: Document
    annex: int | None


def together(pages: Sequence[tuple[Document, Source]], front: Circular, attached: Sequence[Attached]) -> Document:
    """The one document; ``front`` is what was understood of the pages alone."""
    parts = _ordered(attached, [title_of(annex.reading) for annex in front.annexes])
    said: dict[int | None, set[str]] = {}
    for task in front.tasks:
        said.setdefault(task.annex, set()).add(plain(task.task.reading))
    if len(parts) == 1 and len(front.annexes) <= 1:
        said[parts[0].annex] = set().union(*said.values())
    kept, doubles = [], set()
    for at, part in enumerate(parts):
        mine = {plain(task.task.reading) for task in part.circular.tasks}
        there = said.setdefault(part.annex, set())
        if mine and len(mine & there) >= _ENOUGH * len(mine):
            doubles.add(at)
            kept.append(_silent(part.document, part.file, len(mine), len(mine - there)))
        else:
            shown = [task for task in front.tasks if task.annex == part.annex and task.origin == "table"]
            if mine and shown and len(mine & there) >= _ENOUGH * len(there):
                pages = _without(pages, shown, part.file, len(mine))
            kept.append(part.document)
            there |= mine
    sources = [_source(part) for part in parts]
    whole = join([*pages, *zip(kept, sources, strict=True)])
    return replace(
        whole,
        next_page=pages[-1][0].next_page,
        links=pages[0][0].links,
        attachments=_places(pages, parts, kept, doubles),
        findings=(*(f for document, _ in pages for f in document.findings), *(f for one in kept for f in one.findings)),
    )


def _places(
    pages: Sequence[tuple[Document, Source]], parts: Sequence[_Part], kept: Sequence[Document], doubles: set[int]
) -> tuple[Attachment, ...]:
    """Where each attachment stands in the text that `join` makes."""
    at = sum(len(document.text) + 1 for document, _ in pages)
    found = []
    for number, (part, document) in enumerate(zip(parts, kept, strict=True)):
        annex = part.annex
        found.append(Attachment(at, at + len(document.text), annex, part.file.stem, noise=number in doubles))
        at += len(document.text) + 1
    return tuple(found)


def _source(part: _Part) -> Source:
    """The source of an attachment, of its copies those that belong here."""
    source = part.circular.source
    files = tuple(file for file in source.files if file.path in part.paths)
    return replace(source, files=files or source.files)


def _silent(document: Document, file: Known, tasks: int, more: int) -> Document:
    """An attachment whose table stands elsewhere already: its words as noise."""
    text = document.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    others = f", {more} of them in other words" if more else ""
    message = (
        f"the attachment {file.stem!r} holds {tasks} tasks of a table that was read already; not read again{others}"
    )
    finding = Finding(check="attachment_repeats", severity="warning" if more else "info", message=message)
    findings = (*document.findings, finding)
    return replace(document, blocks=(Paragraph(start, end, noise=True),), findings=findings)


def _without(
    pages: Sequence[tuple[Document, Source]], shown: Sequence[Task], file: Known, tasks: int
) -> Sequence[tuple[Document, Source]]:
    """The pages, the tables that hold these tasks as noise: an excerpt of what the attachment holds whole."""
    message = f"the page prints {len(shown)} of the {tasks} tasks that the attachment {file.stem!r} holds; read there"
    finding = Finding(check="attachment_repeats", severity="info", message=message)
    starts = [task.task.start for task in shown]
    found, at = [], 0
    for document, source in pages:
        blocks = tuple(
            Paragraph(block.start, block.start + len(document.text[block.start : block.end].rstrip()), noise=True)
            if isinstance(block, Table) and any(block.start <= start - at < block.end for start in starts)
            else block
            for block in document.blocks
        )
        findings = document.findings if blocks == document.blocks else (*document.findings, finding)
        found.append((replace(document, blocks=blocks, findings=findings), source))
        at += len(document.text) + 1
    return found


def _ordered(attached: Sequence[Attached], titles: Sequence[str]) -> list[_Part]:
    """In the order of the annexes; those of none of them after, by number and name."""
    parts = [_Part(*one, _annex(one[0], titles)) for one in attached]
    taken = {part.annex for part in parts}
    unknown = [at for at, part in enumerate(parts) if part.annex is None]
    free = [index for index in range(len(titles)) if index not in taken]
    if len(unknown) == len(free) == 1 and len(parts) == len(titles):  # what is left over
        parts[unknown[0]] = parts[unknown[0]]._replace(annex=free[0])
    return sorted(parts, key=_rank)


def _rank(part: _Part) -> tuple[float, float, list[int | str]]:
    number = part.file.annex_number
    last = float("inf")
    return (
        last if part.annex is None else part.annex,
        last if number is None else number,
        [int(piece) if piece.isdigit() else piece for piece in _DIGITS.split(part.file.path)],
    )


def _annex(file: Known, titles: Sequence[str]) -> int | None:
    """Which annex a file is: by its title, by its number, by a title that holds the other."""
    for name in file.names:
        if titles.count(name) == 1:
            return titles.index(name)
    number = file.annex_number
    if number is not None and 1 <= number <= len(titles):
        return number - 1
    return nearest(file, titles)
