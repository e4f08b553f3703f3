"""Bytes → Document: decoding and one module a format, behind one registry.

:func:`read` looks at the content first and at the name second; a new format is a module that gives a
:class:`Rendered` and a line in ``_READERS``. No knowledge of circulars.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from hongtou.errors import UnreadableError
from hongtou.model import Document, File, Finding, Paragraph, Source, Table
from hongtou.read.decode import decode

TEXT, HTML = "text/plain", "text/html"
_SUFFIXES = {".txt": TEXT, ".text": TEXT, ".html": HTML, ".htm": HTML, ".shtml": HTML, ".xhtml": HTML}


class Rendered(NamedTuple):
    """What a format's reader gives: the text in reading order and its blocks."""

    text: str
    blocks: tuple[Paragraph | Table, ...]
    findings: tuple[Finding, ...] = ()


def _read_plain(text: str) -> Rendered:
    from hongtou.read.text import paragraphs

    return Rendered(text, paragraphs(text))


def _read_html(text: str) -> Rendered:
    from hongtou.read.html import render

    return render(text)


_READERS: dict[str, Callable[[str], Rendered]] = {TEXT: _read_plain, HTML: _read_html}


def known(path: str) -> bool:
    """Whether the name is of a format that hongtou reads."""
    return PurePath(path).suffix.lower() in _SUFFIXES


def read(data: bytes, *, path: str, media_type: str | None = None) -> Document:
    """Read the bytes of one file; raises UnreadableError where they hold no text.

    >>> read(b"<p>\\xe9\\x80\\x9a\\xe7\\x9f\\xa5</p>", path="a.html").text
    '通知'
    """
    decoded = decode(data)
    kind = media_type or _sniff(decoded.text, path)
    if kind not in _READERS:
        raise UnreadableError(f"no reader for {kind}; hongtou reads {', '.join(sorted(_READERS))}")
    return _document(decoded.text, path, kind, data, decoded.encoding, decoded.findings)


def read_text(text: str, *, path: str = "text") -> Document:
    """Read a text that is already a str; the digest is of its UTF-8 bytes."""
    data = text.encode("utf-8", errors="replace")
    return _document(text, path, _sniff(text, path), data, None, ())


def _sniff(text: str, path: str) -> str:
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<div", "<table", "<meta", "<p>", "<p ")):
        return HTML
    return _SUFFIXES.get(PurePath(path).suffix.lower(), TEXT)


def _document(
    text: str, path: str, media_type: str, data: bytes, encoding: str | None, findings: tuple[Finding, ...]
) -> Document:
    rendered = _READERS[media_type](_clean(text))
    digest = hashlib.sha256(data).hexdigest()
    file = File(path=path, sha256=digest, media_type=media_type, text_start=0, text_end=len(rendered.text))
    source = Source(path=path, sha256=digest, media_type=media_type, encoding=encoding, files=(file,))
    return Document(text=rendered.text, blocks=rendered.blocks, source=source, findings=findings + rendered.findings)


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
