"""The formats hongtou knows: by what the bytes hold first, by the name second.

A new format is a line in FORMATS and a module of this room with ``render(data, account) -> Rendered``.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from hongtou.errors import UnreadableError
from hongtou.read.limits import Account
from hongtou.read.ole import has_stream
from hongtou.read.package import Package

_OPEN = "application/vnd.openxmlformats-officedocument."
TEXT, HTML = "text/plain", "text/html"
DOCX, XLSX = _OPEN + "wordprocessingml.document", _OPEN + "spreadsheetml.sheet"
XLS, DOC, RTF = "application/vnd.ms-excel", "application/msword", "application/rtf"
WORD_XML = "application/vnd.ms-word.xml"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
PDF, OFD, ZIP, OLE = "application/pdf", "application/ofd", "application/zip", "application/x-ole-storage"
MHTML = "multipart/related"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"


class Format(NamedTuple):
    """A format that hongtou reads: ``module`` of this room renders it.

    One that ``becomes`` another is converted by LibreOffice first and read as that other.
    """

    media_type: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    becomes: str = ""
    picture: bool = False
    """Read only where it is named: most pictures in a folder are logos and photos."""


FORMATS = {
    one.media_type: one
    for one in (
        Format(TEXT, "plain text", (".txt", ".text", ".md", ".markdown"), "text"),
        Format(HTML, "HTML", (".html", ".htm", ".shtml", ".xhtml"), "html"),
        Format(MHTML, "a page saved whole (MHTML)", (".mht", ".mhtml"), "mhtml"),
        Format(DOCX, "Word (docx)", (".docx", ".docm", ".dotx"), "docx"),
        Format(XLSX, "Excel (xlsx)", (".xlsx", ".xlsm", ".xltx"), "xlsx"),
        Format(XLS, "Excel (xls)", (".xls", ".et", ".xlt"), "xls"),
        Format(PDF, "PDF", (".pdf",), "pdf"),
        Format(OFD, "OFD", (".ofd",), "ofd"),
        Format(PNG, "a picture (PNG)", (".png",), "scan", picture=True),
        Format(JPEG, "a picture (JPEG)", (".jpg", ".jpeg"), "scan", picture=True),
        Format(TIFF, "a picture (TIFF)", (".tif", ".tiff"), "scan", picture=True),
        Format(DOC, "Word (doc)", (".doc", ".wps", ".dot", ".wpt"), "docx", DOCX),
        Format(RTF, "RTF", (".rtf",), "docx", DOCX),
        Format(ODT, "OpenDocument text", (".odt",), "docx", DOCX),
        Format(ODS, "OpenDocument sheet", (".ods",), "xlsx", XLSX),
    )
}
"""Every format by its media type."""

MARKUP = (TEXT, HTML)
"""The formats that are text: they are decoded before they are rendered."""

_BY_SUFFIX = {suffix: one.media_type for one in FORMATS.values() for suffix in one.suffixes}
SUFFIXES = tuple(sorted(_BY_SUFFIX))
"""Endings of the names that hongtou reads."""

_TAG = re.compile(r"<(?:!doctype html|!--|[a-z][a-z1-6]{0,9}(?=[\s>/]))", re.IGNORECASE)
_XHTML = re.compile(r"<\?xml[^>]{0,200}>\s*<(?:!doctype )?html", re.IGNORECASE)
_PICTURES = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\0", TIFF), (b"MM\0*", TIFF))
_MAIL = re.compile(rb"\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
"""How a message begins: with header lines (RFC 5322)."""
_PARTS = (("word/document", DOCX), ("xl/workbook", XLSX), ("ofd.xml", OFD))
_CONTENT_TYPES = (
    (b"wordprocessingml.", DOCX), (b"ms-word.document", DOCX), (b"spreadsheetml.", XLSX), (b"ms-excel.sheet", XLSX),
)  # fmt: skip


def known(path: str) -> bool:
    """Whether the name is of a format that hongtou reads."""
    return named(path) is not None


def is_picture(path: str) -> bool:
    """Whether the name is of a picture, which may be a scan."""
    kind = named(path)
    return kind is not None and FORMATS[kind].picture


def named(path: str) -> str | None:
    """The media type that the ending of a name says, where hongtou reads it."""
    return _BY_SUFFIX.get(os.path.splitext(path)[1].lower())  # noqa: PTH122 - asked of each of a million names


def binary_type(data: bytes, path: str, account: Account) -> str | None:
    """The media type of bytes that are no text, by what they hold; None where they may be text.

    Raises UnreadableError for a container that is broken or encrypted, or that holds nothing hongtou reads.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_package(data, account)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_storage(data, path)
    if b"%PDF-" in data[:1024]:
        return PDF
    for mark, kind in _PICTURES:
        if data.startswith(mark):
            return kind
    if data[:20].lstrip().startswith(b"{\\rtf"):
        return RTF
    if _MAIL.match(data) and b"multipart/related" in (head := data[:4000].lower()) and b"mime-version:" in head:
        return MHTML
    if data.startswith(b"<?xml") and b'progid="Word.Document"' in data[:1000]:
        return WORD_XML
    return None


def text_type(text: str, path: str) -> str:
    """HTML or plain text, by how it begins and then by its name."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head[:1] == "<" and (_TAG.match(head) or _XHTML.match(head)):
        return HTML
    return HTML if named(path) == HTML else TEXT


def _of_package(data: bytes, account: Account) -> str:
    package = Package(data, account)
    names = {name.lower() for name in package.names}
    if "mimetype" in names:
        declared = (package.part("mimetype") or b"").decode("ascii", "replace").strip()
        return declared.removesuffix("-template")
    if "[content_types].xml" in names:
        types = package.part("[Content_Types].xml") or b""
        for mark, kind in _CONTENT_TYPES:
            if mark in types:
                return kind
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return ZIP


def _of_storage(data: bytes, path: str) -> str:
    """Old Office files are all storages of one kind; what is in it says which it is."""
    if has_stream(data, "EncryptedPackage"):
        raise UnreadableError("the file is encrypted: it opens with a password only")
    if has_stream(data, "WordDocument"):
        return DOC
    if has_stream(data, "Workbook") or has_stream(data, "Book"):
        return XLS
    return named(path) or OLE
