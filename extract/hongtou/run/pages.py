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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Circular, Document, File, Paragraph, Source, Table
from hongtou.run.series import FIRST_NUMBERS, SUFFIX

Group = tuple[str, ...]
"""The digests of the pages of one circular, in order."""


class Page(NamedTuple):
    """What a file says of itself as a page, wherever it lies."""

    title: str
    number: str | None
    addressed: bool
    signed: bool
    printed: int | None
    """The number that it prints as a page."""
    of: int | None
    """The number of pages that it prints."""
    unfinished: bool
    """Whether more must follow: no signature stands on it, annexes are announced, or it is printed as one of many."""
    next: str | None
    """Where its 下一页 leads, as printed."""
    linked: bool
    """Whether it has such a link, or one back."""

    @property
    def stands_alone(self) -> bool:
        """Whether nothing on it, the name of its file aside, says that it is one of several."""
        return not (self.linked or (self.printed and self.of))


def page(circular: Circular, document: Document) -> Page:
    """What a file says of itself as a page."""
    many = circular.source.page_count or 1
    count = many if circular.source.page and many > 1 else None
    return Page(
        title=bare(circular.title.reading) if circular.title else "",
        number=circular.document_number.normalized if circular.document_number else None,
        addressed=bool(circular.addressees),
        signed=bool(circular.signatures),
        printed=circular.source.page if many > 1 else None,
        of=count,
        unfinished=not circular.signatures or bool(circular.annexes) or count is not None,
        next=document.next_page,
        linked=bool(document.next_page or document.previous_page),
    )


class Leaf(NamedTuple):
    """A page and where it lies."""

    path: str
    digest: str
    url: str | None
    page: Page

    def goes_on(self, first: Leaf, named: Callable[[str], str]) -> bool:
        """Whether this page can be a later page of the circular that ``first`` opens.

        ``named`` gives the words of a page among which the title of a later one may stand.
        """
        mine, other = self.page, first.page
        if mine.addressed or (mine.signed and other.signed) or not (other.title and first.digest != self.digest):
            return False
        if mine.number and other.number and mine.number != other.number:
            return False
        if mine.of != other.of:
            return False
        return mine.title in named(first.path) if mine.title else other.unfinished

    @property
    def next_url(self) -> str | None:
        """The address that its 下一页 leads to."""
        return urljoin(self.url, self.page.next) if self.url and self.page.next else None

    @property
    def next_path(self) -> str:
        """The file beside it that its 下一页 leads to."""
        target = PurePath(unquote(urlsplit(self.page.next).path)).name if self.page.next else ""
        return str(PurePath(self.path).parent / target) if target else ""


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
        match = SUFFIX.search(path.stem)
        stem = path.stem[: match.start()] if match else path.stem
        ahead = [int(match[1]) - self.number] if match else [number - self.number for number in FIRST_NUMBERS]
        return [(str(path.parent), stem, path.suffix, str(self.of), str(by)) for by in ahead]


class Pages:
    """What may be pages of one circular, by path: the files of folders that no link leads out of.

    ``series`` are the files, by path, whose names count up; ``named`` gives the words of the page of that path;
    ``told`` says of a path which page it is of what: the path of the first page, its number.
    """

    def __init__(
        self, leaves: Iterable[Leaf], series: Sequence[Sequence[str]], named: Callable[[str], str],
        told: Mapping[str, tuple[str, int]] = {},
    ) -> None:  # fmt: skip
        self._pages = {leaf.path: leaf for leaf in leaves}
        self._series = series
        self._told = told
        self._named = named
        self._printed = [
            _Printed(leaf.path, leaf.page.printed, leaf.page.of, leaf.page.title)
            for leaf in self._pages.values()
            if leaf.page.printed and leaf.page.of
        ]

    def said(self) -> list[Group]:
        """The pages that are said to be one circular, with the first one of them."""
        runs: dict[str, list[tuple[int, str]]] = {}
        for path, (first, number) in sorted(self._told.items()):
            if path in self._pages and first in self._pages:
                runs.setdefault(first, []).append((number, self._pages[path].digest))
        return [tuple(dict.fromkeys(digest for _, digest in sorted(run))) for run in runs.values()]

    def counted(self) -> list[Group]:
        """The pages of each circular that prints their numbers."""
        return [tuple(self._pages[pages[number]].digest for number in sorted(pages)) for pages in self._counted()]

    def tied(self) -> list[Group]:
        """The pages that links tie, then those that only their names do."""
        linked = [self._going_on(run) for run in self._linked()]
        return linked + [group for run in self._series if len(group := self._going_on(run)) == len(run)]

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
        return one.number not in pages and self._pages[one.path].goes_on(self._pages[pages[1]], self._named)

    def _following(self) -> dict[str, str]:
        """The file that each file's 下一页 link leads to."""
        by_url = {leaf.url: path for path, leaf in self._pages.items() if leaf.url}
        following = {}
        for path, leaf in self._pages.items():
            target = by_url.get(leaf.next_url or "") or (leaf.next_path if leaf.next_path in self._pages else None)
            if target:
                following[path] = target
        return following

    def _linked(self) -> Iterator[list[str]]:
        """The files that 下一页 links chain, from each that none links to."""
        following = self._following()
        for path in sorted(following.keys() - set(following.values())):
            run = [path]
            while run[-1] in following and following[run[-1]] not in run:
                run.append(following[run[-1]])
            yield run

    def _going_on(self, run: Sequence[str]) -> Group:
        """The digests of a run's pages, as far as each reads as the going on of the first."""
        leaves = [leaf for name in run if (leaf := self._pages.get(name))]
        if len(leaves) < len(run):
            return ()
        group = [leaves[0].digest]
        for leaf in leaves[1:]:
            if leaf.digest in group or not leaf.goes_on(leaves[0], self._named):
                break
            group.append(leaf.digest)
        return tuple(group)


def chosen(said: Iterable[Group], counted: Iterable[Group], tied: Iterable[Group]) -> list[Group]:
    """The groups of two pages or more; what is said goes before what pages print, that before links and names."""
    ordered = list(said)
    first = {digest for group in ordered for digest in group}
    ordered += [group for group in counted if not first.intersection(group)]
    taken = {digest for group in ordered for digest in group}
    for group in tied:
        if not taken.intersection(group):
            ordered.append(group)
            taken.update(group if len(group) > 1 else ())
    return list(dict.fromkeys(group for group in ordered if len(group) > 1))


def bare(words: str) -> str:
    """Words without blanks, as titles are looked for among them."""
    return "".join(fold(words).split())


def join(pages: Sequence[tuple[Document, Source]]) -> Document:
    """One text of several, each on lines of its own, with the blocks of all; each comes with all that is known of it.

    Where a page was met twice both its files stand for the same stretch of the text.
    """
    pieces: list[str] = []
    blocks: list[Paragraph | Table] = []
    files: list[File] = []
    at = 0
    for document, source in pages:
        blocks += [shifted(block, at) for block in document.blocks]
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


def shifted(block: Paragraph | Table, by: int) -> Paragraph | Table:
    """The block of a text before which ``by`` characters were put."""
    if isinstance(block, Paragraph):
        return replace(block, start=block.start + by, end=block.end + by)
    cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in block.cells)
    return replace(block, start=block.start + by, end=block.end + by, cells=cells)
