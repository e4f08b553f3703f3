"""ZIP packages (Office Open XML, OFD, OpenDocument) opened within limits: their parts, as bytes or as XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import cached_property
from typing import BinaryIO, NamedTuple

from lxml import etree

from hongtou.errors import LimitError, UnreadableError
from hongtou.model import Finding
from hongtou.read.limits import Account

_MOST_PARTS = 65_000
_MOST_DIRECTORY = 16 * 1024**2
_END, _END_SIZE = b"PK\x05\x06", 22
_TAIL = 66_000
"""Bytes at the end of a ZIP in which its list ends: a comment of 65,535 may follow."""
_MEMBER = b"PK\x03\x04"
"""What a ZIP begins with that nothing is put before."""
_ELSEWHERE = 0xFFFFFFFF
"""The list says where it begins in another place (Zip64)."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# ISO/IEC 29500 Strict has namespaces of its own for the same names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip


class Relation(NamedTuple):
    """What a part points at: the last word of the relation's type, and the name of the part."""

    kind: str
    target: str


class Package:
    """A ZIP file whose parts are unpacked one by one, each charged to the account.

    Raises UnreadableError where the container is broken or encrypted, LimitError where it holds too much.
    """

    def __init__(self, data: bytes, account: Account) -> None:
        self.account = account
        self._doctype = False
        self._archive = open_zip(io.BytesIO(data))
        self._infos = {info.filename: info for info in self._archive.infolist()}
        self._folded = {name.lower().lstrip("/"): name for name in self._infos}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._infos)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none. Names are the same in either case, as Office has it."""
        info = self._infos.get(self._folded.get(name.lower().lstrip("/"), ""))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableError("the file is encrypted: it opens with a password only")
        if info.compress_type not in _METHODS:
            raise UnreadableError(f"{name} is packed by a method that no office program uses ({info.compress_type})")
        left = self.account.unpacked_left
        if info.file_size > left:  # one that says so itself need not be unpacked; one that lies is cut off
            self.account.unpack(info.file_size)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise UnreadableError(f"{name} cannot be unpacked: {error}") from error
        self.account.unpack(len(data))
        self.account.check_time()
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part that is XML; None where there is no such part."""
        data = self.part(name)
        if data is None:
            return None
        self.account.check_tree(len(data))
        root = parse_xml(data, name)
        self._doctype = self._doctype or root.getroottree().docinfo.internalDTD is not None
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points at within the package, by relation id; nothing outside it."""
        folder, leaf = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        found: dict[str, Relation] = {}
        for one in root.iter("{*}Relationship") if root is not None else ():
            if one.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/" + folder, one.get("Target") or ""))
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id") or ""] = Relation(kind, target.lstrip("/"))
        return found

    def main(self, fallback: str) -> str:
        """The name of the part that the document begins with."""
        named = (r.target for r in self.relations("").values() if r.kind == "officeDocument")
        return next((name for name in named if name.lower() in self._folded), fallback)

    def findings(self) -> list[Finding]:
        """What a reader should know of the package itself."""
        found = []
        if self._doctype:
            message = "the file declares entities of its own (DTD), as no office program does; they were not expanded"
            found.append(Finding(check="damaged_text", severity="warning", message=message))
        if any(name.endswith("vbaproject.bin") for name in self._folded):
            message = "the file carries macros; they were not run"
            found.append(Finding(check="active_content", severity="info", message=message))
        return found


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root of an XML text: no entity is expanded, nothing is fetched, no depth beyond 256.

    >>> parse_xml(b"<a><b/></a>", "part")[0].tag
    'b'
    """
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True)  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{what} is no XML: {error}") from error


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """A ZIP whose list of members is its own, and not so long that it would itself fill the memory.

    The list stands at the end. Of a file that is cut off zipfile takes the list of the last ZIP that was stored in it
    (an .xlsx) and gives that one's members. Such a list counts from where its own ZIP begins, which is not where the
    file does; a file that begins with a member has nothing put before it that could be why.

    Raises UnreadableError, LimitError.
    """
    stream.seek(max(0, stream.seek(0, io.SEEK_END) - _TAIL))
    tail = stream.read()
    at = tail.rfind(_END)
    end = tail[at : at + _END_SIZE] if at >= 0 else b""
    if len(end) == _END_SIZE:
        count, size = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
        if count > _MOST_PARTS or size > _MOST_DIRECTORY:
            raise LimitError(f"the ZIP container lists {count} parts or more, the limit is {_MOST_PARTS}")
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError) as error:
        raise UnreadableError(f"the ZIP container is broken: {error}") from error
    stream.seek(0)
    said = int.from_bytes(end[16:20], "little")
    if stream.read(4) == _MEMBER and said not in (archive.start_dir, _ELSEWHERE):
        raise UnreadableError(
            "the ZIP container is cut off, or several in one file: the list of its members is missing"
        )
    return archive
