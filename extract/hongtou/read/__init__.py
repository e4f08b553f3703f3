"""Bytes → Document: decoding and one module a format, behind one registry (:mod:`hongtou.read.formats`).

:func:`read` looks at the content first and at the name second. No knowledge of circulars.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from hongtou.errors import UnreadableError
from hongtou.model import Document, File, Finding, Source, Table
from hongtou.read.decode import decode
from hongtou.read.formats import (
    DOC,
    FORMATS,
    HTML,
    MARKUP,
    SUFFIXES,
    TEXT,
    binary_type,
    is_picture,
    known,
    named,
    text_type,
)
from hongtou.read.limits import Account, Limits
from hongtou.read.ole import has_macros
from hongtou.read.pasted import with_whole_cells
from hongtou.read.rendered import Rendered
from hongtou.read.runs import with_whole_lines
from hongtou.read.wrapped import FEWEST, WIDEST, unwrapped

if TYPE_CHECKING:
    from hongtou.read.office import Office

__all__ = ["HTML", "SUFFIXES", "TEXT", "Limits", "is_picture", "known", "read", "read_text"]


def read(
    data: bytes,
    *,
    path: str,
    media_type: str | None = None,
    declared: str | None = None,
    limits: Limits | None = None,
    office: Office | None = None,
) -> Document:
    """Read the bytes of one file; raises UnreadableError where they hold no text.

    ``declared`` is the media type that its server named: of text, which may be anything, it decides.

    ``office`` converts old formats; with one for many documents they cost less than each with its own.

    A limit that cuts the document off is a finding; one that leaves nothing of it raises LimitError.

    >>> read(b"<p>\\xe9\\x80\\x9a\\xe7\\x9f\\xa5</p>", path="a.html").text.strip()
    '通知'
    """
    account = Account(limits)
    account.check_size(len(data))
    kind = media_type or binary_type(data, path, account)
    if kind is None or kind in MARKUP:
        decoded = decode(data)
        kind = kind or (declared if declared in MARKUP else text_type(decoded.text, path))
        utf8 = data.removeprefix(BOM_UTF8) if decoded.encoding == "utf-8" and not decoded.findings else None
        clean = _clean(decoded.text, utf8)
        rendered = _markup(clean, kind, account.limits, utf8 if clean is decoded.text else None)
        rendered = rendered._replace(findings=decoded.findings + rendered.findings, encoding=decoded.encoding)
    else:
        rendered = _binary(data, kind, account, office)
    return _document(rendered, path, kind, data)


def read_text(text: str, *, path: str = "text") -> Document:
    """Read a text that is already a str; the digest is of its UTF-8 bytes."""
    kind = text_type(text, path)
    return _document(_markup(_clean(text, None), kind, Limits()), path, kind, text.encode("utf-8", errors="replace"))


def _markup(text: str, kind: str, limits: Limits, encoded: bytes | None = None) -> Rendered:
    if kind == TEXT and "&" in text:
        from hongtou.read.tagged import unescaped

        text = unescaped(text)
        kind = text_type(text, "")
        encoded = None
    clean, findings = _within(text, limits.characters)
    if kind == HTML:
        from hongtou.read.html import render

        rendered = render(clean, limits.cells, None if findings else encoded)
        return _limited(rendered, findings) if findings else _whole_lines(rendered)
    from hongtou.read.markdown import unmarked
    from hongtou.read.tagged import as_markup
    from hongtou.read.text import paragraphs

    clean = unmarked(clean)
    if not findings and (markup := as_markup(clean)):
        return _markup(markup, HTML, limits)
    if not findings:  # they say places of the text as it is
        clean = with_whole_lines(unwrapped(with_whole_cells(clean)))
    return Rendered(clean, paragraphs(clean), findings)


def _whole_lines(rendered: Rendered) -> Rendered:
    """The page; where its lines are those of a printed text (in <pre>, each with a <br>), its paragraphs."""
    lengths = [block.end - block.start for block in rendered.blocks]
    longest = max(lengths, default=0)
    if longest > WIDEST or sum([length * 4 >= longest * 3 for length in lengths]) < FEWEST:
        return rendered  # as nearly all pages: a paragraph is a line
    if rendered.findings or any(isinstance(block, Table) for block in rendered.blocks):
        return rendered  # which say places of the text as it is
    from hongtou.read.text import paragraphs

    text = unwrapped(rendered.text)
    return rendered if text is rendered.text else rendered._replace(text=text, blocks=paragraphs(text))


def _limited(rendered: Rendered, limits: tuple[Finding, ...]) -> Rendered:
    """With the limit's findings, which stand where the text ends: that its page stays open follows from them."""
    own = tuple(finding for finding in rendered.findings if finding.check != "source_truncated")
    end = len(rendered.text)
    return rendered._replace(findings=own + tuple(msgspec.structs.replace(f, start=end, end=end) for f in limits))


def _within(text: str, most: int) -> tuple[str, tuple[Finding, ...]]:
    if len(text) <= most:
        return text, ()
    message = f"the text has {len(text)} characters; those after the first {most} were not read"
    return text[:most], (Finding(check="limit_hit", severity="error", message=message, start=most, end=most),)


def _binary(data: bytes, kind: str, account: Account, office: Office | None) -> Rendered:
    if kind not in FORMATS:
        raise UnreadableError(f"no reader for {kind}; hongtou reads {', '.join(sorted(FORMATS))}")
    package = _converted(data, kind, account, office) if FORMATS[kind].becomes else data
    rendered = import_module(f"hongtou.read.{FORMATS[kind].module}").render(package, account)
    assert isinstance(rendered, Rendered)
    if kind == DOC:
        rendered = rendered._replace(findings=rendered.findings + _table_lost(data, package, account.limits))
    if has_macros(data) and not any(finding.check == "active_content" for finding in rendered.findings):
        message = "the file carries macros; they were not run"
        macros = Finding(check="active_content", severity="info", message=message)
        return rendered._replace(findings=(*rendered.findings, macros))
    return rendered


def _converted(data: bytes, kind: str, account: Account, office: Office | None) -> bytes:
    from hongtou.read.office import Office

    with Office() if office is None else nullcontext(office) as converter:
        return converter.convert(data, kind, account)


def _table_lost(data: bytes, package: bytes, limits: Limits) -> tuple[Finding, ...]:
    from hongtou.read.word_binary import table_lost

    if not table_lost(data, package, limits):
        return ()
    message = "LibreOffice lost a table of the file, its cells stand as running text: save it as .docx and read that"
    return (Finding(check="damaged_text", severity="warning", message=message),)


def _document(rendered: Rendered, path: str, media_type: str, data: bytes) -> Document:
    digest = hashlib.sha256(data).hexdigest()
    file = File(
        path=path, url=rendered.url, sha256=digest, media_type=media_type, text_start=0, text_end=len(rendered.text),
    )  # fmt: skip
    source = Source(
        path=path, url=rendered.url, sha256=digest, media_type=media_type, encoding=rendered.encoding,
        retrieved_at=rendered.retrieved_at, files=(file,),
    )  # fmt: skip
    findings = rendered.findings + (_misnamed(path, media_type) if data else ())
    return Document(
        text=rendered.text, blocks=rendered.blocks, source=source, findings=findings,
        previous_page=rendered.previous_page, next_page=rendered.next_page, links=rendered.links,
    )  # fmt: skip


def _misnamed(path: str, kind: str) -> tuple[Finding, ...]:
    """A finding where the name says another format than the content has."""
    said = named(path)
    if said is None or said == kind or (said in MARKUP and kind in MARKUP):
        return ()
    message = f"the name says {FORMATS[said].title}, the content is {FORMATS[kind].title} and was read as that"
    return (Finding(check="type_mismatch", severity="info", message=message),)


# NUL and lone surrogates can stand in no CSV, SQLite or UTF-8 file; every line end is one "\n".
_UNPRINTABLE = {0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


# Editors of web pages leave them inside values (1<U+200B>2月底前): characters of no width, also as entities.
_NO_WIDTH = ("\u200b", "\ufeff", "&#8203;", "&#65279;")


def _clean(text: str, utf8: bytes | None) -> str:
    """What was UTF-8, its bytes, needs not be asked for surrogates, and in bytes a NUL is found many times faster."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for nothing in _NO_WIDTH:
        if nothing in text:
            text = text.replace(nothing, "")
    clean = "\0" not in text if utf8 is None else b"\0" not in utf8
    if clean and utf8 is None:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            clean = False
    return text if clean else text.translate(_UNPRINTABLE)
