"""What the page of a circular shows: its header card, its tasks, its findings, and its text with each value marked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from hongtou.model import Circular, DatedValue, Finding, Value
from hongtou.serve.doubts import check, said
from hongtou.serve.limits import day
from hongtou.serve.marks import segments
from hongtou.serve.places import KINDS, Places
from hongtou.serve.rows import Rows, Values, rows_at
from hongtou.serve.viewed import CircularView, Fact, Note, Row, Shown
from hongtou.serve.words import Words

__all__ = ["view"]


def view(circular: Circular, say: Words, *, today: dt.date | None = None, prefix: str = "") -> CircularView:
    """The circular as a page shows it.

    With ``today``, limits whose day is past are called so. ``prefix`` stands before every anchor, so that several
    circulars can share a page.

    >>> from hongtou.run.single import extract_text
    >>> shown = view(extract_text("云溪县人民政府关于做好防汛工作的通知\\n云政发〔2014〕3号"), Words("zh"))
    >>> shown.title.text, [(fact.label, fact.values[0].text) for fact in shown.facts][0]
    ('云溪县人民政府关于做好防汛工作的通知', ('文号', '云政发〔2014〕3号'))
    """
    places = Places(len(circular.text), say, prefix)
    notes = tuple(_notes(circular.findings, places, say, prefix))
    values = Values(places, say, today)
    head = _Head(circular, values)
    title, facts = head.title(), tuple(head.facts())
    limits = tuple(values.limit(f"h-deadline-{n}", limit) for n, limit in enumerate(circular.deadlines, 1))
    standing = values.units("h-unit", circular.standing_responsibilities)
    rows = tuple(_rows(circular, notes, Rows(values, prefix)))
    marks = places.marks()
    kinds = {mark.kind for mark in marks}
    source = circular.source
    return CircularView(
        circular_id=circular.circular_id,
        prefix=prefix,
        title=title,
        number=circular.document_number.normalized if circular.document_number else "",
        issued=head.issued(),
        composed=source.composed,
        complete=circular.complete,
        preferred=circular.preferred,
        origin=source.origin,
        address=_address(source.url),
        source=" · ".join(head.source()),
        retrieved=_retrieved(source.retrieved_at, say),
        facts=facts,
        limits=limits,
        standing=standing,
        rows=rows,
        notes=notes,
        kinds=tuple(kind for kind in (*KINDS[1:], KINDS[0]) if kind in kinds),
        segments=tuple(segments(circular.text, marks)),
    )


def _rows(circular: Circular, notes: Iterable[Note], rows: Rows) -> Iterator[Row]:
    placed = [(note, finding.start) for note, finding in zip(notes, circular.findings, strict=True)]
    owners = rows_at(circular.tasks, (start for _, start in placed if start is not None))
    of_row: dict[int, list[Note]] = defaultdict(list)
    for note, start in placed:
        for index in owners.get(start, ()) if start is not None else ():
            of_row[index].append(note)
    for index, task in enumerate(circular.tasks):
        yield rows.row(index + 1, task, of_row[index])


def _notes(findings: Iterable[Finding], places: Places, say: Words, prefix: str) -> Iterator[Note]:
    for ordinal, finding in enumerate(findings, 1):
        what = check(finding.check, say.language)
        place = ""
        if finding.start is not None and finding.end is not None:
            spans = ((finding.start, finding.end),)
            place = places.mark(f"f{ordinal}", "finding", f"{say('finding')} {ordinal}: {what}", spans)
        message, language = said(finding.check, finding.message, say.language)
        yield Note(f"{prefix}f{ordinal}", finding.severity, what, message, language, place)


def _address(url: str | None) -> str:
    """The address, where a click may follow it: a page or an index may call anything an address."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _retrieved(when: str | None, say: Words) -> str:
    if not when:
        return ""
    try:
        return day(dt.date.fromisoformat(when[:10]), say)
    except ValueError:
        return when


class _Head:
    """The lines of the header card. Anchors are h-title, h-issuer-1."""

    def __init__(self, circular: Circular, values: Values) -> None:
        self._circular = circular
        self._values = values
        self._say = values.say

    def title(self) -> Shown:
        """The title in one line; where there is none the file's name, to tell one from another."""
        title = self._circular.title
        if title is None:
            named = f"{self._say('no_title')} {_file(self._circular.source.path)}".strip()
            return Shown(f"{self._values.places.prefix}h-title", named, "")
        return self._show("title", title, "".join(title.reading.split("\n")))

    def issued(self) -> str:
        """The day of issue in words; "" where it is not known."""
        issued = self._circular.date_issued
        return day(issued.date, self._say) if issued and issued.date else ""

    def facts(self) -> Iterator[Fact]:
        """The facts there are, in order."""
        for label, values in self._facts():
            if shown := tuple(values):
                yield Fact(label, shown)

    def source(self) -> Iterator[str]:
        """Publisher, file and page of the source."""
        source = self._circular.source
        yield from (part for part in (source.publisher, _file(source.path)) if part)
        if source.page is not None and source.page_count:
            yield self._say("page_of", page=source.page, count=source.page_count)
        elif source.page is not None:
            yield self._say("page_only", page=source.page)

    def _facts(self) -> Iterator[tuple[str, Iterable[Shown]]]:
        c = self._circular
        number = c.document_number
        region = " ".join(part for part in (c.region, c.region_code) if part)
        found: dict[str, Iterable[Shown]] = {
            "document_number": [self._show("document_number", number, number.normalized)] if number else (),
            "issuers": self._every("issuers", c.issuers, [issuer.unit for issuer in c.issuers]),
            "addressees": self._every("addressees", c.addressees),
            "copied_to": self._every("copied_to", c.copied_to),
            "signatures": self._every("signatures", c.signatures),
            "date_issued": self._dated("date_issued", c.date_issued),
            "date_published": self._dated("date_published", c.date_published),
            "as_of": self._plain(day(c.as_of, self._say) if c.as_of else ""),
            "genre": self._plain(c.genre),
            "region": self._plain(region),
            "report_of": self._plain(c.report_of),
            "annexes": self._every("annexes", c.annexes),
            "references": self._references(),
            "keywords": self._plain("、".join(word.keyword for word in c.keywords or ())),
        }
        yield from ((self._say(name), values) for name, values in found.items())
        for n, entry in enumerate(c.metadata, 1):
            label = "".join(entry.label.reading.split())
            yield label, [self._show(f"metadata-{n}", entry.value)] if entry.value.reading else ()

    def _references(self) -> Iterator[Shown]:
        label = self._say("reference")
        for n, cited in enumerate(self._circular.references, 1):
            title = f"《{''.join(cited.title.reading.split()).strip('《》')}》" if cited.title else ""
            said = f"{title}{cited.normalized} ({self._say.of('relation', cited.relation)})"
            yield self._values.places.show(f"r{n}", "reference", label, cited, said)

    def _show(self, what: str, value: Value, text: str = "") -> Shown:
        label = self._say(what.partition("-")[0])
        return self._values.places.show(f"h-{what.replace('_', '-')}", "head", label, value, text)

    def _every(self, what: str, values: Iterable[Value], texts: Iterable[str] = ()) -> Iterator[Shown]:
        said = iter(texts)
        return (self._show(f"{what}-{n}", value, next(said, "")) for n, value in enumerate(values, 1))

    def _dated(self, what: str, value: DatedValue | None) -> Iterable[Shown]:
        if value is None:
            return ()
        return (self._show(what, value, day(value.date, self._say) if value.date else ""),)

    def _plain(self, text: str | None) -> Iterable[Shown]:
        return (Shown("", text, ""),) if text else ()


def _file(path: str) -> str:
    """A path as a page shows it, which may be handed over: of one from a disk's root the end alone.

    >>> _file("/home/anna/papers/1.html"), _file("D:/anna/1.html"), _file("papers/1.html")
    ('1.html', '1.html', 'papers/1.html')
    """
    for kind in (PurePosixPath, PureWindowsPath):
        if kind(path).is_absolute():
            return kind(path).name
    return path
