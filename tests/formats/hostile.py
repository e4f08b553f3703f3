"""Hostile and broken files: each is refused or read within its limits, says so, and costs nobody else.

Each stands with what must be said of it: the check of a finding, or "" where it is read like any other. Files are made
small, and the limits with them: what grows is what they promise.
"""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from hongtou.read import Limits, ole

from .made import circular

MEGABYTE = 1024**2
LIMITS = Limits(
    size=32 * MEGABYTE, unpacked=16 * MEGABYTE, characters=500_000, cells=20_000, nesting=20, pages=200, seconds=20,
    memory=1024 * MEGABYTE,
)  # fmt: skip
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "<w:p><w:r><w:t>云溪县人民政府关于防汛工作的通知</w:t></w:r></w:p>"


class Case(NamedTuple):
    """A file, by its name; ``check`` is what must be said of it."""

    name: str
    make: Callable[[], bytes]
    check: str
    needs_office: bool = False


def _package(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _word(body: str, before: str = "", **parts: str) -> bytes:
    made = {"word/document.xml": f"{before}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"}
    relations = "".join(f'<Relationship Id="{n}" Type="{_TYPE}/{n}" Target="{n}.xml"/>' for n in parts)
    made["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return _package(
        made | {f"word/{name}.xml": f"<w:{name} {_W}>{inside}</w:{name}>" for name, inside in parts.items()}
    )


def _book(rows: str, after: str = "", sheets: int = 1, strings: str = "") -> bytes:
    listed = "".join(f'<sheet name="{at}" r:id="s"/>' for at in range(sheets))
    relations = "".join(
        f'<Relationship Id="{one}" Type="{_TYPE}/{kind}" Target="{kind}.xml"/>'
        for one, kind in (("s", "worksheet"), ("t", "sharedStrings"))
    )
    return _package(
        {
            "xl/workbook.xml": f"<workbook {_S} {_R}><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/worksheet.xml": f"<worksheet {_S}><sheetData>{rows}</sheetData>{after}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {_S}>{strings}</sst>",
        }
    )


def _ofd(page: str, resources: str = "", listed: int = 1) -> bytes:
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    entries = "".join(f'<ofd:Page ID="{at}" BaseLoc="P{at}.xml"/>' for at in range(listed))
    return _package(
        {
            "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:DocumentRes>R.xml</ofd:DocumentRes></ofd:CommonData>"
            f"<ofd:Pages>{entries}</ofd:Pages></ofd:Document>",
            "R.xml": f"<ofd:Res {ns}>{resources}</ofd:Res>",
            "P0.xml": f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )


def _changed(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _encrypted_zip() -> bytes:
    data = _word(_WORDS)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data = _changed(data, at + flags, b"\1\0")
            at = data.find(mark, at + 4)
    return data


def _storage(name: str) -> bytes:
    """A compound storage that lists one stream."""
    entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + b"\2"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry.ljust(512, b"\0")


def _crowded() -> bytes:
    data = _word(_WORDS)
    return _changed(data, data.rfind(b"PK\x05\x06") + 10, b"\xff\xff\xff\xff\xff\x7f")


def _circling() -> bytes:
    """An xls whose allocation table leads back to where it began."""
    data = circular("xls")
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    return _changed(data, table, b"\0\0\0\0" * 128)


def _bomb(words: int) -> str:
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "哈" * 10}">' for at in range(words))
    return f"<!DOCTYPE a [{entities}]>"


def _encrypted_xls() -> bytes:
    data = circular("xls")
    first = ole.stream(data, "Workbook")[:64]
    at = data.index(first) + 4 + int.from_bytes(first[2:4], "little")
    return _changed(data, at, b"\x2f\0")


def _encrypted_doc() -> bytes:
    data = circular("doc")
    return _changed(data, data.index(ole.stream(data, "WordDocument")[:64]) + 10, b"\0\1")


def _macros_doc() -> bytes:
    data, name = circular("doc"), "_VBA_PROJECT".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 26)
    return _changed(data, ole.find_entry(data, "\1CompObj"), name)


def _garbled_doc() -> bytes:
    data = circular("doc")
    return _changed(data, 600, b"\xff" * 2000)


def _lying() -> bytes:
    """A part whose header says that it is small."""
    data = _word(_WORDS + " " * 8 * MEGABYTE)
    for mark, at_size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        data = _changed(data, data.find(mark) + at_size, struct.pack("<I", 1000))
    return data


_SPAN = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
_CYCLE = (
    '<ofd:CompositeGraphicUnit ID="1"><ofd:Content><ofd:CompositeObject ResourceID="1"/></ofd:Content>'
    "</ofd:CompositeGraphicUnit>"
)
_BEYOND = "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
_LAUGHS = _bomb(10)
_WIDE = f"<w:tbl><w:tr>{_SPAN * 2}</w:tr><w:tr>{_SPAN * 40}</w:tr></w:tbl>"
_ALL_OVER = "<table>" + ("<tr>" + "<td rowspan=9999999 colspan=9999999>甲" * 90) * 3 + "</table>"
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)
_LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/><w:numStyleLink w:val="S"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_LISTED = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
_TWO = '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>'

CASES = (
    Case("zero.docx", lambda: b"", "empty_document"),
    Case("zero.ofd", lambda: b"", "empty_document"),
    Case("cut.docx", lambda: circular("docx")[:900], "unreadable"),
    Case("cut.xlsx", lambda: circular("xlsx")[:3000], "unreadable"),
    Case("cut.xls", lambda: circular("xls")[:700], "unreadable"),
    Case("cut.doc", lambda: circular("doc")[:6000], "unreadable"),
    Case("cut-inside.docx", lambda: _package({"word/document.xml": f"<w:document {_W}><w:body><w:p>"}), "unreadable"),
    Case("cut-sheet.xlsx", lambda: _book(f"<row>{_TWO}</row>", "<oops"), "source_truncated"),
    Case("no-body.docx", lambda: _package({"word/document.xml": f"<w:document {_W}/>"}), "unreadable"),
    Case("encrypted.docx", lambda: _storage("EncryptedPackage"), "unreadable"),
    Case("encrypted-zip.docx", _encrypted_zip, "unreadable"),
    Case("encrypted.xls", _encrypted_xls, "unreadable"),
    Case("encrypted.doc", _encrypted_doc, "unreadable"),
    Case("entity-bomb.docx", lambda: _word(_WORDS + _BEYOND, _LAUGHS), "unreadable"),
    Case("entity-in-attribute.docx", lambda: _word(f'<w:p w:x="&e9;"/>{_WORDS}', _LAUGHS), "unreadable"),
    Case("entity-file.docx", lambda: _word(f"{_WORDS}&x;", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
         "damaged_text"),
    Case("zip-bomb.docx", lambda: _word(_WORDS + " " * 20 * MEGABYTE), "limit_hit"),
    Case("zip-bomb.xlsx", lambda: _book(" " * 20 * MEGABYTE), "limit_hit"),
    Case("zip-that-lies.docx", _lying, "unreadable"),
    Case("many-parts.docx", _crowded, "limit_hit"),
    Case("lzma.docx", lambda: _package({"word/document.xml": _WORDS}, zipfile.ZIP_LZMA), "unreadable"),
    Case("outside.docx", lambda: _package({"../../tmp/x": "y", "word/document.xml": f"<w:document {_W}><w:body>{_WORDS}"
                                           "</w:body></w:document>"}), ""),
    Case("word-named.xls", lambda: _word(_WORDS), "type_mismatch"),
    Case("page-named.doc", lambda: circular("html"), "type_mismatch"),
    Case("text-named.xlsx", lambda: circular("txt"), "type_mismatch"),
    Case("picture-named.docx", lambda: b"GIF89a" + bytes(500), "unreadable"),
    Case("program-named.txt", lambda: b"\x7fELF" + bytes(range(256)) * 20, "unreadable"),
    Case("styles-in-a-circle.docx", lambda: _word(_WORDS, styles=_STYLES), ""),
    Case("lists-in-a-circle.docx", lambda: _word(_WORDS + _LISTED, numbering=_LISTS), ""),
    Case("drawings-in-a-circle.ofd", lambda: _ofd('<ofd:CompositeObject ResourceID="1"/>', _CYCLE), "limit_hit"),
    Case("sectors-in-a-circle.xls", _circling, "empty_document"),
    Case("sheets-10000.xlsx", lambda: _book(f"<row>{_TWO}</row>", sheets=10_000), "limit_hit"),
    Case("pages-10000.ofd", lambda: _ofd("", listed=10_000), "limit_hit"),
    Case("merged-all-over.xlsx", lambda: _book(f"<row>{_TWO}</row>", '<mergeCells><mergeCell ref="A1:XFD1048576"/>'
                                               "</mergeCells>"), ""),
    Case("far-apart.xlsx", lambda: _book(f'<row r="1">{_TWO}</row><row r="1048576"><c r="XFD1048576"><v>3</v></c>'
                                         "</row>"), ""),
    Case("columns-hidden.xlsx", lambda: _book(f"<row>{_TWO}</row>", '<cols><col min="1" max="99999999" hidden="1"/>'
                                              "</cols>"), ""),
    Case("cells.xlsx", lambda: _book("<row><c><v>1</v></c><c><v>2</v></c></row>" * 15_000), "limit_hit"),
    Case("string-bomb.xlsx", lambda: _book('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 5000,
                                           strings=f"<si><t>{'哈' * 100_000}</t></si>"), "limit_hit"),
    Case("numbers.xlsx", lambda: _book("<row><c><v>1e999</v></c><c><v>nan</v></c><c><v>--</v></c><c s='-1'><v>1</v></c>"
                                       "<c r='ZZZZ9'><v>2</v></c></row>"), ""),
    Case("spans.docx", lambda: _word(_WIDE), "limit_hit"),
    Case("spans.html", _ALL_OVER.encode, "limit_hit"),
    Case("nested-tables.docx", lambda: _word("<w:tbl><w:tr><w:tc>" * 40 + _WORDS + "</w:tc></w:tr></w:tbl>" * 40),
         "limit_hit"),
    Case("deep.docx", lambda: _word("<w:sdt>" * 5000 + _WORDS + "</w:sdt>" * 5000), "unreadable"),
    Case("deep.html", lambda: b"<div>" * 50_000 + "甲".encode(), "limit_hit"),
    Case("long.txt", lambda: "哈".encode() * 2_000_000, "limit_hit"),
    Case("big.txt", lambda: b"a" * 33 * MEGABYTE, "limit_hit"),
    Case("steps.ofd", lambda: _ofd('<ofd:TextObject Boundary="0 0 9 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX='
                                   '"g 99999999999 1e308 g g g">通知</ofd:TextCode></ofd:TextObject>'), ""),
    Case("page-missing.ofd", lambda: _ofd("", listed=2), "source_truncated"),
    Case("macros.docm", lambda: _word(_WORDS, vbaProject="").replace(b"vbaProject.xml", b"vbaProject.bin"),
         "active_content"),
    Case("macros.doc", _macros_doc, "active_content", True),
    Case("garbled.doc", _garbled_doc, "unreadable", True),
    Case("braces.rtf", lambda: b"{\\rtf1 " + b"{" * 200_000, "unreadable", True),
    Case("cut.odt", lambda: circular("odt")[:9000], "unreadable"),
)  # fmt: skip


_ROW = f"<w:tr>{'<w:tc><w:p><w:r><w:t>修渠</w:t></w:r></w:p></w:tc>' * 10}</w:tr>"
BIG = (
    Case("zip-bomb.docx", lambda: _word(_WORDS + " " * 600 * MEGABYTE), "limit_hit"),
    Case("cells.docx", lambda: _word(f"<w:tbl>{_ROW * 21_000}</w:tbl>"), "limit_hit"),
    Case("cells.xlsx", lambda: _book(f"<row>{'<c><v>1</v></c>' * 100}</row>" * 3000), "limit_hit"),
    Case("string-bomb.xlsx", lambda: _book('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 5000,
                                           strings=f"<si><t>{'哈' * 1_000_000}</t></si>"), "limit_hit"),
    Case("long.txt", lambda: "哈".encode() * 11_000_000, "limit_hit"),
)  # fmt: skip
"""Files that are beyond the limits as they are by default; minutes rather than seconds."""


def alone(path: Path, limits: str) -> tuple[str, int]:
    """What is said of a file that is read in a process of its own, and the process's peak memory in megabytes."""
    command = [sys.executable, "-m", "tests.formats.hostile", str(path), limits]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    peak, _, said = (done.stdout or f"0 {done.stderr[-200:]}").strip().partition(" ")
    return said, int(peak)


def table() -> None:
    """Print for each file what is said of it, how long it took and how much memory its process came to."""
    print(f"{'file':<28}{'bytes':>10}{'seconds':>9}{'MB':>7}  what is said")
    with tempfile.TemporaryDirectory() as folder:
        for case in (*CASES, *BIG):
            path = Path(folder, case.name)
            path.write_bytes(case.make())
            began = time.perf_counter()
            said, peak = alone(path, "default" if case in BIG else "low")
            seconds = time.perf_counter() - began
            print(f"{case.name:<28}{path.stat().st_size:>10}{seconds:>9.1f}{peak:>7}  {said}")


def _one(path: str, limits: Limits) -> None:
    """Read one file in a process of its own; print its peak memory in megabytes and what is said."""
    import hongtou

    try:
        found = hongtou.extract(path, limits=limits)
        said = "; ".join(f"{finding.check}: {finding.message}" for finding in found.findings) or "read"
    except hongtou.UnreadableError as error:
        said = f"{error.check}: {error}"
    print(
        max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024, said[:150].replace("\n", " ")
    )


def _own_peak() -> int:
    """Kilobytes, of this program alone: what the system counts for a process begins with the one it was forked from."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    _one(sys.argv[1], LIMITS if sys.argv[2] == "low" else Limits())
