"""Excel (Office Open XML, ISO/IEC 29500) → text and blocks, every cell as the sheet shows it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from hongtou.errors import LimitError, UnreadableError
from hongtou.read.limits import Account
from hongtou.read.number_format import BUILT_IN, GENERAL, show, stable
from hongtou.read.package import Package
from hongtou.read.rendered import Rendered
from hongtou.read.sheets import Found, Range, clean, write_sheet
from hongtou.read.writer import Writer

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = ("1", "true")


def render(data: bytes, account: Account) -> Rendered:
    """Read every sheet; raises UnreadableError where the file is no workbook."""
    return _opened(data, account).document()


def first_sheet(data: bytes, account: Account) -> Found:
    """The cells of the first sheet as data: days in ISO 8601, numbers as they are."""
    reader = _opened(data, account)
    reader.codes = [stable(code) for code in reader.codes]
    found = Found()
    entry = reader.book.find(f"{_S}sheets/{_S}sheet")
    part = None if entry is None else reader.part_of(entry)
    if part is None:
        raise UnreadableError("the workbook has no sheet")
    try:
        reader.read(part, found)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"the sheet is broken: {error}") from error
    return found


def _opened(data: bytes, account: Account) -> _Reader:
    package = Package(data, account)
    main = package.main("xl/workbook.xml")
    book = package.xml(main)
    if book is None:
        raise UnreadableError("the workbook has no list of sheets")
    return _Reader(package, main, book)


class _Reader:
    """Reads the sheets one after another."""

    def __init__(self, package: Package, main: str, book: etree._Element) -> None:
        self.package, self.account, self.book = package, package.account, book
        self.writer = Writer(package.account.limits)
        self.relations = package.relations(main)
        self.strings = self._strings()
        self.codes = self._codes()
        properties = book.find(_S + "workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in _ON
        self.cells = 0
        self.uncounted = 0
        """Formulas whose value the file does not hold."""

    def document(self) -> Rendered:
        """All sheets."""
        sheets = list(self.book.iter(_S + "sheet"))
        for sheet in sheets[: self.account.limits.pages]:
            with self.writer.up_to_a_limit():
                self.sheet(sheet)
        if len(sheets) > self.account.limits.pages:
            message = f"{len(sheets)} sheets; those after the first {self.account.limits.pages} were not read"
            self.writer.say("limit_hit", message, severity="error")
        if self.uncounted:
            message = f"{self.uncounted} cells hold formulas whose values the file does not hold; they are empty here"
            self.writer.say("damaged_text", message, severity="warning")
        return Rendered(self.writer.text, tuple(self.writer.blocks), (*self.writer.findings, *self.package.findings()))

    def sheet(self, entry: etree._Element) -> None:
        """One sheet; a sheet that is a chart or is not there has nothing to read."""
        data = self.part_of(entry)
        if data is None:
            return
        name, hidden = entry.get("name") or "", (entry.get("state") or "visible") != "visible"
        found = Found()
        try:
            self.read(data, found)
        except etree.XMLSyntaxError as error:
            message = f"the sheet {name!r} is broken, what follows was not read: {error}"
            self.writer.say("source_truncated", message, severity="error")
        finally:
            write_sheet(self.writer, found.sheet(name, hidden))

    def part_of(self, entry: etree._Element) -> bytes | None:
        """The XML of a sheet; None where it is a chart or not there."""
        relation = self.relations.get(entry.get(_R + "id") or "")
        return self.package.part(relation.target) if relation and relation.kind == "worksheet" else None

    def read(self, data: bytes, found: Found) -> None:
        """Put a sheet's cells, and what it merges and hides, into ``found``."""
        tags = [_S + name for name in ("row", "cols", "mergeCells")]
        data = data.replace(b"http://purl.oclc.org/ooxml/spreadsheetml/main", _S[1:-1].encode())
        events = etree.iterparse(io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
        row = -1
        for _, element in events:
            if element.tag == _S + "row":
                row = self._row(element, row + 1, found)
            elif element.tag == _S + "cols":
                found.columns = _hidden_columns(element)
            elif element.tag == _S + "mergeCells":
                found.merged = list(_ranges(element))
            element.clear()

    def _row(self, element: etree._Element, expected: int, found: Found) -> int:
        """Take the cells of a row; gives its number."""
        self.account.check_time()
        printed = element.get("r") or ""
        row = int(printed) - 1 if printed.isdecimal() and 0 < len(printed) < 8 else expected
        hidden = element.get("hidden") in _ON
        if hidden:
            found.rows.add(row)
        column = -1
        for cell in element:
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            words = self._words(cell)
            if words:
                self.cells += 1
                if self.cells > self.account.limits.cells:
                    raise LimitError(f"the workbook has more than {self.account.limits.cells} cells")
                found.cells[row, column] = words
        return row

    def _words(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(_S + "is")
            return clean(_rich(inline)) if inline is not None else ""
        value = cell.findtext(_S + "v")
        if value is None or (not value and kind == "n"):
            self.uncounted += cell.find(_S + "f") is not None
            return ""
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._number(value, cell.get("s") or "0") if kind == "n" else clean(_unescaped(value))

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return clean(value)
        at = int(style) if style.isdecimal() and len(style) < 6 else 0
        code = self.codes[at] if at < len(self.codes) else GENERAL
        return show(number, code, since_1904=self.since_1904)

    def _part(self, kind: str) -> etree._Element | None:
        target = next((relation.target for relation in self.relations.values() if relation.kind == kind), None)
        return None if target is None else self.package.xml(target)

    def _strings(self) -> list[str]:
        root = self._part("sharedStrings")
        return [] if root is None else [clean(_rich(item)) for item in root.iterchildren(_S + "si")]

    def _codes(self) -> list[str]:
        """The format code of each cell style."""
        root = self._part("styles")
        if root is None:
            return []
        own = {one.get("numFmtId"): one.get("formatCode") or GENERAL for one in root.iter(_S + "numFmt")}
        styles = root.find(_S + "cellXfs")
        ids = [one.get("numFmtId") or "0" for one in styles] if styles is not None else []
        return [own.get(one) or (BUILT_IN.get(int(one), GENERAL) if one.isdecimal() else GENERAL) for one in ids]


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _ranges(element: etree._Element) -> Iterator[Range]:
    for one in element:
        first, _, last = (one.get("ref") or "").partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
        if start and end:
            yield int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1])


def _hidden_columns(element: etree._Element) -> set[int]:
    found: set[int] = set()
    for one in element:
        first, last = one.get("min") or "", one.get("max") or ""
        if one.get("hidden") in _ON and first.isdecimal() and last.isdecimal() and len(last) < 6:
            found.update(range(int(first) - 1, min(int(last), 16_384)))
    return found


def _rich(item: etree._Element) -> str:
    """The words of a string, its formatted runs joined, readings (rPh) left out."""
    runs: list[Any] = [item.findtext(_S + "t") or ""]
    runs += [run.findtext(_S + "t") or "" for run in item.iterchildren(_S + "r")]
    return _unescaped("".join(runs))


def _unescaped(words: str) -> str:
    """Without Excel's own escapes of control characters (_x000D_)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words) if "_x" in words else words
