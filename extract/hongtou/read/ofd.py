"""OFD (GB/T 33190) → sheets of glyphs and rules → text and blocks.

A page is its template's objects and its own: text with the place of each character, paths, pictures, blocks and
composites of these. What they mean is told by :mod:`hongtou.read.pages`, as for every printed format.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Iterator

from lxml import etree

from hongtou.errors import LimitError, UnreadableError
from hongtou.model import Finding
from hongtou.model.vocabulary import Check
from hongtou.read import pages, scan
from hongtou.read.glyphs import Sheet
from hongtou.read.limits import Account
from hongtou.read.ofd_marks import IDENTITY, Marks, Matrix, box
from hongtou.read.package import Package
from hongtou.read.rendered import Rendered

_A4 = (0.0, 0.0, 210.0, 297.0)


def render(data: bytes, account: Account) -> Rendered:
    """Read every page of every document; raises UnreadableError where the file is no OFD or is encrypted."""
    package = Package(data, account)
    root = package.xml("OFD.xml")
    if root is None:
        raise UnreadableError("the OFD file has no OFD.xml")
    if any("encrypt" in name.lower() for name in package.names):
        raise UnreadableError("the file is encrypted: it opens with a password or a certificate only")
    reader = _Reader(package)
    rendered = pages.render(reader.sheets(root), account)
    findings = (*rendered.findings, *reader.findings(), *package.findings())
    return rendered._replace(findings=findings)


class _Reader:
    """Turns pages into sheets, one by one; keeps what was doubtful."""

    def __init__(self, package: Package) -> None:
        self.package, self.account = package, package.account
        self.folder = ""
        self.area = _A4
        self.templates: dict[str, str] = {}
        self.units: dict[str, etree._Element] = {}
        """Composites by their ids, to be drawn where a page names them."""
        self.images: dict[str, str] = {}
        """The files of pictures by their ids."""
        self.doubts: list[Finding] = []
        self.count = 0
        self.pictures: list[int] = []
        self.missing: list[int] = []
        self.cut = ""

    def sheets(self, root: etree._Element) -> Iterator[Sheet]:
        """The pages of all documents of the file, within the limits."""
        try:
            for body in root.iter("{*}DocBody"):
                place = (body.findtext("{*}DocRoot") or "").strip()
                document = self.package.xml(self._path(place, ""))
                if document is not None:
                    yield from self.pages(document, posixpath.dirname(self._path(place, "")))
        except LimitError as error:
            self.cut = f"{error}; what follows page {self.count} was not read"

    def pages(self, document: etree._Element, folder: str) -> Iterator[Sheet]:
        """The pages of one document."""
        self.folder = folder
        common = document.find("{*}CommonData")
        self.area, self.templates, self.units, self.images = _A4, {}, {}, {}
        if common is not None:
            self.area = box(common.findtext("{*}PageArea/{*}PhysicalBox")) or _A4
            self.templates = {
                one.get("ID") or "": one.get("BaseLoc") or "" for one in common.iterchildren("{*}TemplatePage")
            }
            for name in ("PublicRes", "DocumentRes"):
                for place in common.iterchildren("{*}" + name):
                    self._resources((place.text or "").strip())
        for entry in document.iterfind("{*}Pages/{*}Page"):
            self.count += 1
            if self.count > self.account.limits.pages:
                raise LimitError(f"the document has more than {self.account.limits.pages} pages")
            content = self.package.xml(self._path(entry.get("BaseLoc") or "", folder))
            if content is None:
                self.missing.append(self.count)
            else:
                yield self.sheet(content)

    def sheet(self, content: etree._Element) -> Sheet:
        """One page, its template first."""
        left, top, width, height = box(content.findtext("{*}Area/{*}PhysicalBox")) or self.area
        marks = Marks(self.account, self.units)
        away: Matrix = (*IDENTITY[:4], -left, -top)
        for used in content.iterchildren("{*}Template"):
            template = self.package.xml(self._path(self.templates.get(used.get("TemplateID") or "", ""), self.folder))
            if template is not None:
                marks.content(template.find("{*}Content"), away)
        marks.content(content.find("{*}Content"), away)
        if marks.pictures and not marks.glyphs:
            return self.picture(marks) or Sheet(*marks.points(width, height), ())
        return Sheet(*marks.points(width, height), marks.glyphs, marks.rules)

    def picture(self, marks: Marks) -> Sheet | None:
        """A page that is nothing but pictures, the largest of them read as a scan where it can be."""
        _, name = max(marks.pictures)
        data = self.package.part(self.images.get(name, ""))
        if data is not None and scan.is_there():
            with contextlib.suppress(UnreadableError):
                return next(scan.sheets(data, self.account, self.doubts), None)
        self.pictures.append(self.count)
        return None

    def findings(self) -> list[Finding]:
        """What a careful reader should know."""
        found = list(self.doubts)
        if self.cut:
            found.append(Finding(check="limit_hit", severity="error", message=self.cut))
        if self.missing:
            message = f"pages {_listed(self.missing)} of {self.count} are listed and not in the file"
            found.append(Finding(check="source_truncated", severity="error", message=message))
        if self.pictures:
            advice = "" if scan.is_there() else f". {scan.ADVICE}"
            message = f"page {_listed(self.pictures)}: a picture without text, not read{advice}"
            check: Check = "missing_helper" if advice else "damaged_text"
            found.append(Finding(check=check, severity="error", message=message))
        return found

    def _resources(self, place: str) -> None:
        root = self.package.xml(self._path(place, self.folder))
        if root is None:
            return
        for unit in root.iter("{*}CompositeGraphicUnit"):
            self.units[unit.get("ID") or ""] = unit
        folder = posixpath.join(posixpath.dirname(self._path(place, self.folder)), root.get("BaseLoc") or "")
        for media in root.iter("{*}MultiMedia"):
            file = (media.findtext("{*}MediaFile") or "").strip()
            self.images[media.get("ID") or ""] = self._path(file, folder)

    def _path(self, place: str, folder: str) -> str:
        """A part's name from how another part names it: absolute, or from the document's folder."""
        place = place.replace("\\", "/")
        return posixpath.normpath(place if place.startswith("/") else posixpath.join(folder, place)).lstrip("/")


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + ("…" if len(numbers) > 20 else "")
