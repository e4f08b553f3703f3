"""What is timed: the composed samples, generated circulars, or a file of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .generate import circulars
from .pages import pages

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
GENERATED = 200


class Document(NamedTuple):
    """A name and the bytes of one document."""

    name: str
    data: bytes
    generated: bool = False
    page: bool = False


def of_file(path: Path) -> Document:
    """A document of one's own; raises OSError."""
    return Document(path.name, path.read_bytes())


def samples() -> list[Document]:
    """The composed samples."""
    return [of_file(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".html")]


def generated(count: int = GENERATED) -> list[Document]:
    """Distinct circulars of about 6,000 characters."""
    return [Document(f"{name}.txt", text.encode(), generated=True) for name, text in circulars(count)]


def page_documents(count: int = 60) -> list[Document]:
    """Distinct pages of about 66 KB, as Word exports them."""
    return [Document(f"{name}.html", data, page=True) for name, data in pages(count)]
