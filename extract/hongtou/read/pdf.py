"""PDF (ISO 32000) → text and blocks. Pages that are pictures of pages are read as scans (:mod:`hongtou.read.scan`).

pdfium says where each character and each drawn line stands; what they mean is told by :mod:`hongtou.read.pages`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from hongtou.errors import LimitError, MissingHelperError, UnreadableError
from hongtou.model import Finding
from hongtou.model.vocabulary import Check, Severity
from hongtou.read import pages, scan
from hongtou.read.glyphs import Sheet
from hongtou.read.limits import Account
from hongtou.read.pdf_probe import probe
from hongtou.read.pdf_rules import has_image, rules_of
from hongtou.read.pdf_text import Read, glyphs_of
from hongtou.read.rendered import Rendered

_FEW = 12  # characters: a page number and a stamp are no text layer
_PICTURE = 0.3  # of a page: pictures that cover so much may be the page itself


def render(data: bytes, account: Account) -> Rendered:
    """Read every page; raises UnreadableError where the file is encrypted or no PDF."""
    import pypdfium2

    probe(data, account)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it opens with a password only" if "assword" in str(error) else str(error).rstrip(".")
        raise UnreadableError(f"the PDF cannot be opened: {reason}") from error
    try:
        reader = _Reader(document, account)
        rendered = pages.render(reader.sheets(), account)
    finally:
        document.close()
    if len(reader.unread) == reader.pages > 0:
        raise MissingHelperError(f"every page is a picture without text. {scan.ADVICE}")
    reader.summarise()
    return rendered._replace(findings=(*rendered.findings, *reader.findings))


class _Reader:
    """Turns pages into sheets, one by one; keeps what was doubtful."""

    def __init__(self, document: Any, account: Account) -> None:
        self.document, self.account = document, account
        self.findings: list[Finding] = []
        self.unknown = self.known = self.pages = self.scanned = 0
        self.aside: list[str] = []
        self.fontless: list[int] = []
        """Pages with characters in a font that neither the file nor the machine has."""
        self.unread: list[int] = []
        """Pages that are pictures, where the reader of scans is not there."""

    def sheets(self) -> Iterator[Sheet]:
        """The pages within the limits."""
        import pypdfium2

        count = len(self.document)
        for number in range(1, count + 1):
            try:
                if number > self.account.limits.pages:
                    raise LimitError(f"the limit is {self.account.limits.pages} pages")
                self.account.check_time()
                page = self.document[number - 1]
                try:
                    yield self.sheet(page, number)
                finally:
                    page.close()
            except LimitError as error:
                advice = "; a scan takes seconds a page (--limit seconds=600)" if self.scanned else ""
                self.say("limit_hit", f"{count} pages; page {number} and those after it were not read: {error}{advice}")
                return
            except pypdfium2.PdfiumError:
                self.say("source_truncated", f"page {number} of {count} is broken and was not read")

    def sheet(self, page: Any, number: int) -> Sheet:
        """One page."""
        self.pages += 1
        read = glyphs_of(page.raw, _box(page))
        if self.is_picture(page, read):
            if scan.is_there():
                self.scanned += 1
                width, height = page.get_size()
                return scan.sheet(_picture(page), width, height, self.account)
            self.unread.append(number)
        self.unknown += read.unknown
        self.known += len(read.glyphs)
        if read.fontless:
            self.fontless.append(number)
        if read.aside:
            self.aside.append(read.aside)
        rules, more = rules_of(page.raw, read.turn)
        doubts: list[tuple[Check, str]] = []
        if read.cut:
            doubts.append(("limit_hit", f"{read.cut} characters too many were not read"))
        if more:
            doubts.append(("limit_hit", "so many lines are drawn that not all were read"))
        return Sheet(read.turn.width, read.turn.height, read.glyphs, rules, doubts)

    def is_picture(self, page: Any, read: Read) -> bool:
        """Whether a page has no text layer that says what it shows."""
        if len(read.glyphs) < _FEW:
            return has_image(page.raw, _PICTURE)
        return read.unknown > 0.5 * len(read.glyphs)

    def summarise(self) -> None:
        """Findings on the whole document."""
        if self.unread:
            self.say("missing_helper", f"page {_listed(self.unread)}: a picture without text. {scan.ADVICE}")
        if self.fontless:
            page = _listed(self.fontless)
            message = (
                f"page {page}: its font is not in the file, and this machine has none for Chinese in its stead;"
                " characters may be lost. Install one and read again (Debian, Ubuntu: apt install fonts-noto-cjk)"
            )
            self.say("missing_helper", message, "warning")
        if self.unknown:
            message = (
                f"{self.unknown} of {self.known} characters have no known meaning in their font (printed \ufffd here)"
            )
            self.say("damaged_text", message, "warning")
        if self.aside:
            words = "; ".join(dict.fromkeys(self.aside))[:100]
            self.say("damaged_text", f"printed slantwise (a watermark), not in the text: {words}", "info")

    def say(self, check: Check, message: str, severity: Severity = "error") -> None:
        """Keep a finding on the whole document."""
        self.findings.append(Finding(check=check, severity=severity, message=message))


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")


def _box(page: Any) -> tuple[float, float, float, float]:
    """The part of the page that is shown: left, bottom, right, top."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return box.left, box.bottom, box.right, box.top
    width, height = page.get_size()
    return 0.0, 0.0, width, height


def _picture(page: Any) -> Any:
    """The page as it is shown, as an image of rows of grey values."""
    width, height = page.get_size()
    scale = min(scan.DPI / 72, (scan.MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale, grayscale=True).to_numpy()
