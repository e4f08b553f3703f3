"""Bytes → Document: decoding and one module a format, behind one registry.

:func:`read` looks at the content first and at the name second; a new format is a module with a ``render`` and a line in
``_BINARY`` or ``_MARKUP``. No knowledge of circulars.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import PurePath

from hongtou.errors import UnreadableError
from hongtou.model import Document, File, Source
from hongtou.read.decode import decode
from hongtou.read.rendered import Rendered

TEXT, HTML = "text/plain", "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
_SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".html": HTML, ".htm": HTML, ".shtml": HTML, ".xhtml": HTML,
    ".docx": DOCX, ".xlsx": XLSX, ".xls": XLS,
}  # fmt: skip
SUFFIXES = tuple(sorted(_SUFFIXES))
"""Endings of the names that hongtou reads."""
_ZIPPED = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def _plain(text: str) -> Rendered:
    from hongtou.read.text import paragraphs

    return Rendered(text, paragraphs(text))


def _html(text: str) -> Rendered:
    from hongtou.read.html import render

    return render(text)


def _word(data: bytes) -> Rendered:
    from hongtou.read.docx import render

    return render(data)


def _sheet(data: bytes) -> Rendered:
    from hongtou.read.xlsx import render

    return render(data)


_MARKUP = {TEXT: _plain, HTML: _html}
_BINARY = {DOCX: _word, XLSX: _sheet, XLS: _sheet}


def known(path: str) -> bool:
    """Whether the name is of a format that hongtou reads."""
    return PurePath(path).suffix.lower() in _SUFFIXES


def read(data: bytes, *, path: str, media_type: str | None = None) -> Document:
    """Read the bytes of one file; raises UnreadableError where they hold no text.

    >>> read(b"<p>\\xe9\\x80\\x9a\\xe7\\x9f\\xa5</p>", path="a.html").text.strip()
    '通知'
    """
    kind = media_type or _binary_type(data, path)
    if kind in _BINARY:
        return _document(_BINARY[kind](data), path, kind, data)
    decoded = decode(data)
    kind = kind or _text_type(decoded.text, path)
    if kind not in _MARKUP:
        raise UnreadableError(f"no reader for {kind}; hongtou reads {', '.join(sorted({*_MARKUP, *_BINARY}))}")
    rendered = _MARKUP[kind](_clean(decoded.text))
    findings = decoded.findings + rendered.findings
    return _document(rendered._replace(findings=findings, encoding=decoded.encoding), path, kind, data)


def read_text(text: str, *, path: str = "text") -> Document:
    """Read a text that is already a str; the digest is of its UTF-8 bytes."""
    kind = _text_type(text, path)
    return _document(_MARKUP[kind](_clean(text)), path, kind, text.encode("utf-8", errors="replace"))


def _binary_type(data: bytes, path: str) -> str | None:
    """The type of a container by what it holds; an old Office file by its name, since doc and xls begin alike."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = set(archive.namelist())
        except zipfile.BadZipFile as error:
            raise UnreadableError(f"the ZIP container is broken: {error}") from error
        return next((kind for name, kind in _ZIPPED.items() if name in names), None)
    if data.startswith(b"\xd0\xcf\x11\xe0") and PurePath(path).suffix.lower() == ".xls":
        return XLS
    return None


def _text_type(text: str, path: str) -> str:
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<div", "<table", "<meta", "<p>", "<p ")):
        return HTML
    named = _SUFFIXES.get(PurePath(path).suffix.lower(), TEXT)
    return named if named in _MARKUP else TEXT


def _document(rendered: Rendered, path: str, media_type: str, data: bytes) -> Document:
    digest = hashlib.sha256(data).hexdigest()
    file = File(path=path, sha256=digest, media_type=media_type, text_start=0, text_end=len(rendered.text))
    source = Source(path=path, sha256=digest, media_type=media_type, encoding=rendered.encoding, files=(file,))
    return Document(
        text=rendered.text, blocks=rendered.blocks, source=source, findings=rendered.findings,
        previous_page=rendered.previous_page, next_page=rendered.next_page,
    )  # fmt: skip


# NUL and lone surrogates can stand in no CSV, SQLite or UTF-8 file; every line end is one "\n".
_UNPRINTABLE = {0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


def _clean(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode("utf-8")
        clean = "\0" not in text
    except UnicodeEncodeError:
        clean = False
    return (text if clean else text.translate(_UNPRINTABLE)).removeprefix("\ufeff")
