"""What says to which circular a file belongs, everything looked up in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol

from hongtou.fields.text import fold
from hongtou.run.index import MOST, Index
from hongtou.run.known import Known, above, address, folders, nearest, places, prefixes, targets, title_of
from hongtou.run.pages import Group
from hongtou.run.sql import mark


class Files(Protocol):
    """Goes over files that could be read, each with its number, in the order of numbers."""

    def __call__(
        self, *, loose: bool = False, near: Callable[[int], bool] | None = None
    ) -> Iterable[tuple[int, Known]]:
        """All of them; it may leave out those that can be attached to no other (``loose``), or those without links and
        names in a folder whose key (:func:`folder_key`) is none that ``near`` knows.
        """


_NEAR = "near"


def folder_key(folder: str) -> int:
    """What a folder goes by where files lie that may belong to others."""
    return mark(_NEAR, folder)


class Evidence:
    """Everything that says what belongs to what, looked up in one step each."""

    def __init__(self, files: Files, index: Index, groups: dict[str, Group]) -> None:
        """``files`` in the order of paths, each with its number in the index; ``groups`` by the digest of each page."""
        self._groups = groups
        self._index = index
        self._names_pages = False
        """Whether an index names the page of any file."""
        self._has_bare = False
        """Whether any page may be a cover."""
        for _, file in files(loose=True):
            self._names_pages |= "attachment_of" in file.columns
            for folder in folders(file.folder):
                index.sign(_NEAR, folder)
        for number, file in files(near=None if self._names_pages else index.there):
            if self._names_pages:
                index.add(number, "file", file.path)
            if file.whole or (not file.is_annex and (file.announces or file.title)):
                self._add(number, file)

    def _add(self, number: int, page: Known) -> None:
        """A file that may have attachments. Put down is only what will be asked for: most folders hold circulars alone,
        and a row costs more than all else that is done here.
        """
        add = partial(self._index.add, number)
        if page.url and self._names_pages:
            add("page", address(page.url))
        if page.columns.get("circular"):
            add("named", page.columns["circular"])
        if page.links:
            self._index.sign("links", page.folder)
        for link in page.links:
            for kind, place in targets(page, link):
                key = (kind if kind != "name" else page.folder, place)
                add("linked", *key)
                if link.words:
                    self._index.say(fold(link.words), "linked", *key)
        if page.links and _is_bare(page):
            self._index.sign("bare", title_of(page.title))
            self._has_bare = True
        if self._index.may(_NEAR, page.folder) is None:
            return
        add("stem", page.folder, page.stem)
        for title in dict.fromkeys(page.annexes):
            add("title", page.folder, title)
        if page.whole:
            add("whole", page.folder)

    def covers(self, files: Files) -> list[Group]:
        """Each page that stands before the file which is its circular, and that file: from now on pages of one."""
        found: list[Group] = []
        for _, file in files() if self._has_bare else ():
            entitled = file.addressed and self._index.may("bare", title_of(file.title)) is not None
            if entitled and file.digest not in self._groups:
                pages = [page for page in self._by_link(file) if _is_cover(page, file)]
                cover = pages[0].digest if len({page.digest for page in pages}) == 1 else None
                if cover and cover not in self._groups:
                    found.append((cover, file.digest))
                    self._groups |= dict.fromkeys(found[-1], found[-1])
        return found

    def owners(self, file: Known) -> set[Group]:
        """The pages that a file is attached to; none where it is doubtful to which."""
        told = self._told(file)
        if told:
            return {self._group(told)}
        if file.whole and not (file.lends and file.is_annex):
            return set()
        file = self.called(file)
        steps: tuple[Callable[[Known], Iterator[Known]], ...] = (
            self._by_link, self._by_stem, self._by_title, self._by_folder,
        )  # fmt: skip
        for step in steps:
            found = [page for page in step(file) if page.digest != file.digest and not _is_another(file, page)]
            if found:
                return self._one(file, found) if len(found) < MOST else set()
        return set()

    def _group(self, page: Known) -> Group:
        return self._groups.get(page.digest, (page.digest,))

    def _one(self, file: Known, found: Sequence[Known]) -> set[Group]:
        """One circular, or copies of one: of several, those that list the file among their annexes."""
        names = set(file.names)
        for some in (found, [page for page in found if names.intersection(page.annexes)], _numbered(found)):
            groups = {self._group(page) for page in some}
            if len(groups) == 1 or (groups and len({page.work_id for page in some}) == 1):
                return groups
        return set()

    def _told(self, file: Known) -> Known | None:
        """The page that an index names."""
        said = file.columns.get("attachment_of")
        if said:
            last = self._index.last
            beside = (last("file", f"{folder}/{said}".removeprefix("./")) for folder in above(file.folder))
            return last("page", address(said)) or last("file", said) or next((page for page in beside if page), None)
        name = file.columns.get("circular")
        pages = [page for page in self._index.get("named", name) if page.whole] if name and not file.whole else []
        return pages[0] if len({page.digest for page in pages}) == 1 else None

    def _by_link(self, file: Known) -> Iterator[Known]:
        for key in self._link_keys(file):
            yield from self._index.get("linked", *key)

    def called(self, file: Known) -> Known:
        """The file with what the links to it call it."""
        words = dict.fromkeys(word for key in self._link_keys(file) for word in self._index.said("linked", *key))
        return file._replace(called=tuple(words)) if words else file

    def _link_keys(self, file: Known) -> Iterator[tuple[str, str]]:
        """What a link that leads to the file is kept under."""
        if file.url:
            yield "url", address(file.url)
        for place in places(file):
            yield "path", place
            folder, _, leaf = place.rpartition("/")
            linking = [beside for beside in folders(folder or ".") if self._index.may("links", beside) is not None]
            if linking:
                stem = leaf.rpartition(".")[0] or leaf
                names = dict.fromkeys((stem, title_of(stem)))
                yield from ((beside, name) for beside in linking for name in names)

    def _by_stem(self, file: Known) -> Iterator[Known]:
        for stem in (file.stem, *prefixes(file.stem)):
            for page in self._index.get("stem", file.folder, stem):
                if file.is_annex or (page.announces and _differ(file, page)):
                    yield page

    def _by_title(self, file: Known) -> Iterator[Known]:
        if file.signed and not file.is_annex:
            return
        for folder in folders(file.folder):
            for title in file.names:
                for page in self._index.get("title", folder, title):
                    if file.is_annex or (_differ(file, page) and len(title) >= _SHORTEST):
                        yield page
            if self._index.get("whole", folder):
                return

    def _by_folder(self, file: Known) -> Iterator[Known]:
        folder = next((one for one in folders(file.folder) if self._index.get("whole", one)), None)
        pages = self._index.get("whole", folder) if folder else []
        if len({self._group(page) for page in pages}) == 1:
            number = file.annex_number or 1
            for page in pages:
                listed = max(len(page.annexes), len(page.links))
                called = file.is_annex and (number <= listed or (page.mentions and not listed))
                if called or (not file.signed and nearest(file, page.annexes) is not None):
                    yield page


_SHORTEST = 4  # characters of a title that is told from others


def _differ(file: Known, page: Known) -> bool:
    """Whether the two are of different formats: a page has its tables beside it as sheets, not as pages."""
    return PurePosixPath(file.path).suffix.lower() != PurePosixPath(page.path).suffix.lower()


def _numbered(found: Sequence[Known]) -> list[Known]:
    """The circulars among pages: an article about one links to its attachments too."""
    return [page for page in found if page.number and page.annexes]


def _is_bare(page: Known) -> bool:
    return not (page.addressed or page.signed)


def _is_cover(page: Known, file: Known) -> bool:
    """Whether a page shows no more of a circular than its title, while the file has its addressees."""
    bare = _is_bare(page) and page.digest != file.digest
    return bare and page.number in (None, file.number) and title_of(page.title) == title_of(file.title) != ""


def _is_another(file: Known, page: Known) -> bool:
    """Whether a file is a circular of its own, or the page once more in another format."""
    copy = file.title and page.title and file.signed and title_of(file.title) == title_of(page.title)
    return bool(copy) or (file.whole and file.number != page.number)
