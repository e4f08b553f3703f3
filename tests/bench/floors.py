"""What any reader of a file does at the least, by its format: the floor that reading and parsing are timed beside.

Text is decoded and dumped as JSON; a page is parsed by lxml and a plain walk puts its tables into grids; of Word and
Excel files the XML is unpacked and parsed; of a PDF pdfium gives the text. None says what anything means.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import lxml.etree
import pypdfium2

from .pages import floor as page


def of(name: str) -> Callable[[bytes], Any] | None:
    """The floor of a file of that name; None where none is known."""
    return _FLOORS.get(PurePosixPath(name).suffix.lower())


def _text(data: bytes) -> str:
    return json.dumps({"text": data.decode("utf-8", "replace")}, ensure_ascii=False)


def _office(data: bytes) -> list[list[Any]]:
    """Every text of every part that has a person's words."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if _WORDS.search(name)]
        return [list(lxml.etree.fromstring(parts.read(name)).itertext()) for name in names]


_WORDS = re.compile(r"/(?:document|sharedStrings|sheet\d+)\.xml$")


def _pdf(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [leaf.get_textpage().get_text_bounded() for leaf in document]


_FLOORS: dict[str, Callable[[bytes], Any]] = {
    ".txt": _text, ".html": page, ".htm": page, ".docx": _office, ".xlsx": _office, ".pdf": _pdf,
}  # fmt: skip
