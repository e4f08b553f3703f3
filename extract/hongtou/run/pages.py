"""Pages of one circular: a republication split over pages, given together, is one circular.

A page is known by what is said of it (by an index, by the crawl that brought it: taken at its word), by what it prints
("第 [1] 页 共[2]页"), by its 下一页 link, or by its file's name alone (notice_1, notice_2; notice, notice_2). A printed
count is taken at its word for pages of one title; a link or a name, also of a printed page without that title, only
where the page reads as the going on of the first: no addressees of its own, no other number, no title but the first
page's or one that it names.
Names count only where they hold for all their files: a folder may number its documents just so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Circular, Document, File, Paragraph, Source, Table

_SUFFIX = re.compile(r"[_\-](?:p|page)?(\d{1,3})$")
_FIRST_NUMBERS = (0, 1)


class _Page(NamedTuple):
    """What a page says of itself, as far as joining asks."""

    digest: str
    url: str | None
    next_name: str | None
    next_url: str | None
    title: str
    named: str
    """The words among which the title of a later page may stand."""
    number: str | None
    addressed: bool
    signed: bool
    of: int | None
    """The number of pages that it prints."""
    unfinished: bool
    """Whether more must follow: no signature stands on it, annexes are announced, or it is printed as one of many."""

    def goes_on(self, first: _Page) -> bool:
        """Whether this page can be a later page of the circular that ``first`` opens."""
        if self.addressed or (self.signed and first.signed) or not (first.title and first.digest != self.digest):
            return False
        if self.number and first.number and self.number != first.number:
            return False
        if self.of != first.of:
            return False
        return self.title in first.named if self.title else first.unfinished


class _Printed(NamedTuple):
    """A page that prints its number: which of how many, and the title that pages of one circular share."""

    path: str
    number: int
    of: int
    title: str

    @property
    def shared(self) -> tuple[str, ...]:
        """What tells pages of one title."""
        return str(PurePath(self.path).parent), self.title, str(self.of)

    @property
    def places(self) -> list[tuple[str, ...]]:
        """What the names of its neighbours share: all but the page number, and how far that is from the printed one."""
        path = PurePath(self.path)
        match = _SUFFIX.search(path.stem)
        stem = path.stem[: match.start()] if match else path.stem
        ahead = [int(match[1]) - self.number] if match else [number - self.number for number in _FIRST_NUMBERS]
        return [(str(path.parent), stem, path.suffix, str(self.of), str(by)) for by in ahead]


class Pages:
    """The pages met in a run, by the digest of their bytes; ``names`` are all the files there will be.

    ``told`` are those of which it is said which page of what they are: path → (path of the first page, number).
    """

    def __init__(self, names: Iterable[str] = (), told: Mapping[str, tuple[str, int]] | None = None) -> None:
        self._told = told or {}
        self._documents: dict[str, Document] = {}
        self._printed: list[_Printed] = []
        self._series = [run for run in _series(names) if len(run) > 1]
        self._named = {name for run in self._series for name in run}
        self._pages: dict[str, _Page] = {}

    def keep(self, circular: Circular, document: Document | None = None) -> None:
        """Remember what may be one page of several; any other costs nothing. A copy comes without document."""
        source = circular.source
        printed = source.page and source.page_count and source.page_count > 1
        known = document or self._documents.get(source.sha256)
        linked = known is not None and (known.next_page or known.previous_page)
        if known is not None and (printed or linked or source.path in self._named or source.path in self._told):
            self._documents[source.sha256] = known
            page = self._pages[source.path] = _page(circular, known)
            if printed and source.page and source.page_count:
                self._printed.append(_Printed(source.path, source.page, source.page_count, page.title))

    def groups(self) -> Iterable[tuple[str, ...]]:
        """The digests of the pages of each circular of which two or more are here, in order; once for all copies."""
        ordered = self._said()
        said = {digest for group in ordered for digest in group}
        counted = [tuple(self._pages[pages[number]].digest for number in sorted(pages)) for pages in self._counted()]
        ordered += [group for group in counted if not said.intersection(group)]
        taken = {digest for group in ordered for digest in group}
        linked = [self._going_on(run) for run in self._linked()]
        named = [group for run in self._series if len(group := self._going_on(run)) == len(run)]
        for group in [*linked, *named]:
            if not taken.intersection(group):
                ordered.append(group)
                taken.update(group if len(group) > 1 else ())
        return dict.fromkeys(group for group in ordered if len(group) > 1)

    def document(self, digest: str) -> Document:
        """The page of that digest."""
        return self._documents[digest]

    def _said(self) -> list[tuple[str, ...]]:
        """The pages that are said to be one circular, with the first one of them."""
        runs: dict[str, list[tuple[int, str]]] = {}
        for path, (first, number) in sorted(self._told.items()):
            if path in self._pages and first in self._pages:
                runs.setdefault(first, []).append((number, self._pages[path].digest))
        return [tuple(dict.fromkeys(digest for _, digest in sorted(run))) for run in runs.values()]

    def _counted(self) -> list[dict[int, str]]:
        """The files of each circular whose pages print their numbers, by number: those of one title in one folder,
        and those of no title, or another, that go on from them and are tied to them by a name or a link.
        """
        met: dict[tuple[str, ...], dict[int, str]] = {}
        for one in self._printed:
            if one.title:
                met.setdefault(one.shared, {}).setdefault(one.number, one.path)
        begun = {path: pages for pages in met.values() if 1 in pages for path in pages.values()}
        beside: dict[tuple[str, ...], dict[str, dict[int, str]]] = {}
        for one in self._printed:
            if one.path in begun:
                for place in one.places:
                    beside.setdefault(place, {})[begun[one.path][1]] = begun[one.path]
        before = {target: path for path, target in self._following().items()}
        later = [one for one in self._printed if one.path not in begun]
        for one in sorted(later, key=lambda one: one.number):
            linked = begun.get(before.get(one.path, ""))
            tied = [linked] if linked else [pages for place in one.places for pages in beside.get(place, {}).values()]
            if len(tied) == 1 and self._adds(one, tied[0]):
                tied[0][one.number] = one.path
                begun[one.path] = tied[0]
                if one.title:
                    del met[one.shared][one.number]
            elif not one.title:
                met.setdefault(one.places[0], {}).setdefault(one.number, one.path)
        return [pages for pages in met.values() if pages]

    def _adds(self, one: _Printed, pages: dict[int, str]) -> bool:
        """Whether a printed page is one that these lack."""
        first = self._pages[pages[1]]
        return one.number not in pages and self._pages[one.path].goes_on(first)

    def _following(self) -> dict[str, str]:
        """The file that each file's 下一页 link leads to."""
        by_url = {page.url: path for path, page in self._pages.items() if page.url}
        following = {}
        for path, page in self._pages.items():
            beside = str(PurePath(path).parent / page.next_name) if page.next_name else ""
            target = by_url.get(page.next_url or "") or (beside if beside in self._pages else None)
            if target:
                following[path] = target
        return following

    def _linked(self) -> Iterator[list[str]]:
        """The files that 下一页 links chain, from each that none links to."""
        following = self._following()
        for path in following.keys() - set(following.values()):
            run = [path]
            while run[-1] in following and following[run[-1]] not in run:
                run.append(following[run[-1]])
            yield run

    def _going_on(self, run: Sequence[str]) -> tuple[str, ...]:
        """The digests of a run's pages, as far as each reads as the going on of the first."""
        pages = [page for name in run if (page := self._pages.get(name))]
        if len(pages) < len(run):
            return ()
        group = [pages[0].digest]
        for page in pages[1:]:
            if not page.goes_on(pages[0]) or page.digest in group:
                break
            group.append(page.digest)
        return tuple(group)


def _page(circular: Circular, document: Document) -> _Page:
    """``named``: the first page's own title, and what its text speaks of."""
    target = document.next_page
    many = circular.source.page_count or 1
    count = many if circular.source.page and many > 1 else None
    return _Page(
        digest=circular.source.sha256,
        url=circular.source.url,
        next_url=urljoin(circular.source.url, target) if circular.source.url and target else None,
        next_name=PurePath(unquote(urlsplit(target).path)).name if target else None,
        title=_bare(circular.title.reading) if circular.title else "",
        named=_bare(circular.text),
        number=circular.document_number.normalized if circular.document_number else None,
        addressed=bool(circular.addressees),
        signed=bool(circular.signatures),
        of=count,
        unfinished=not circular.signatures or bool(circular.annexes) or count is not None,
    )


def _bare(words: str) -> str:
    return "".join(fold(words).split())


def _series(names: Iterable[str]) -> Iterator[list[str]]:
    """Files of one folder whose names differ only in a page number that counts up: a_1, a_2; a, a_2; a, a_1."""
    found: dict[tuple[str, str, str], dict[int, str]] = {}
    plain: dict[tuple[str, str, str], str] = {}
    for name in names:
        path = PurePath(name)
        match = _SUFFIX.search(path.stem)
        plain[str(path.parent), path.stem, path.suffix] = name
        if match:
            key = (str(path.parent), path.stem[: match.start()], path.suffix)
            found.setdefault(key, {}).setdefault(int(match[1]), name)
    for key, pages in found.items():
        numbers = sorted(pages)
        first = plain.get(key)
        begins = (1, 2) if first else _FIRST_NUMBERS
        if numbers[0] in begins and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            yield [*([first] if first else []), *(pages[number] for number in numbers)]


def join(pages: Sequence[tuple[Document, Source]]) -> Document:
    """One text of several, each on lines of its own, with the blocks of all; each comes with all that is known of it.

    Where a page was met twice both its files stand for the same stretch of the text.
    """
    pieces: list[str] = []
    blocks: list[Paragraph | Table] = []
    files: list[File] = []
    at = 0
    for document, source in pages:
        blocks += [_shifted(block, at) for block in document.blocks]
        end = at + len(document.text)
        files += [replace(file, text_start=at, text_end=end) for file in source.files]
        pieces.append(document.text)
        at = end + 1
    digest = hashlib.sha256("".join(source.sha256 for _, source in pages).encode()).hexdigest()
    return Document(
        text="\n".join(pieces),
        blocks=tuple(blocks),
        source=replace(pages[0][1], sha256=digest, files=tuple(files)),
        findings=tuple(finding for document, _ in pages for finding in document.findings),
        previous_page=pages[0][0].previous_page,
        next_page=pages[-1][0].next_page,
    )


def _shifted(block: Paragraph | Table, by: int) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, start=block.start + by, end=block.end + by)
    cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in block.cells)
    return replace(block, start=block.start + by, end=block.end + by, cells=cells)
