"""What is timed: composed documents of each kind, every one distinct, or a file of one's own."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from tests.formats.makers import word_file
from tests.layouts.measure import all_facts
from tests.print.circular import printed
from tests.print.paper import pdf
from tests.print.styles import STYLES, made

from .corpus import paragraphs, place, word_table
from .generate import Notice, circulars, notice
from .pages import pages

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
GENERATED = 1_000
_FEW = 30


class Document(NamedTuple):
    """A file's name and bytes."""

    name: str
    data: bytes


class Group(NamedTuple):
    """Documents of one kind, how often each is timed, and whether all that was kept is forgotten before each."""

    name: str
    documents: list[Document]
    rounds: int = 3
    cold: bool = False


def of_file(path: Path) -> Document:
    """A document of one's own; raises OSError."""
    return Document(path.name, path.read_bytes())


def groups(count: int = GENERATED) -> Iterator[Group]:
    """The kinds: ``count`` texts and fewer of the others. Texts are timed once: nothing is met a second time."""
    texts = generated(count)
    yield Group("text, 6,000 characters", texts, 1)
    yield Group("text, nothing kept", texts, 1, cold=True)
    yield Group("page, 66 KB", page_documents(min(count, 60)))
    few = min(count, _FEW)
    yield Group("docx", [Document(f"{n}.docx", _docx(made)) for n, made in enumerate(_notices(few))])
    yield Group("xlsx", [Document(f"{n}.xlsx", _xlsx(made)) for n, made in enumerate(_notices(few))])
    yield Group("pdf", list(islice(_pdfs(), few)))
    yield Group("samples", samples())


def samples() -> list[Document]:
    """The composed samples."""
    return [of_file(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".html")]


def generated(count: int = GENERATED) -> list[Document]:
    """Distinct circulars of about 6,000 characters."""
    return [Document(f"{name}.txt", text.encode()) for name, text in circulars(count)]


def page_documents(count: int = 60) -> list[Document]:
    """Distinct pages of about 66 KB, as Word exports them."""
    return [Document(f"{name}.html", data) for name, data in pages(count)]


def _notices(count: int) -> Iterator[Notice]:
    for index in range(count):
        yield notice(random.Random(50_000_003 + index), place(index), "岭政发〔2008〕1号")


def _docx(made: Notice) -> bytes:
    return word_file(paragraphs(made) + word_table(made))


def _xlsx(made: Notice) -> bytes:
    """The head over all columns, then the table."""
    last = len(made.names) - 1
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        head = [made.title, made.number, made.to, made.opening, *made.body, made.issuer, made.date]
        for at, row in enumerate([*([line] for line in head), made.names, *made.rows]):
            if len(row) == 1:
                sheet.merge_range(at, 0, at, last, row[0])
            else:
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def _pdfs() -> Iterator[Document]:
    """The facts of the layouts as they are printed: some pages each, the table ruled or not by turns."""
    for n, facts in enumerate(all_facts()):
        told, grid, style, wide = made(list(STYLES)[n % len(STYLES)], facts)
        yield Document(f"{n}.pdf", pdf(printed(told, grid, style, landscape=wide)))
