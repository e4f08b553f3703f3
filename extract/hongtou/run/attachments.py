"""Which files are attachments of which circular. A circular and its attachments are one; two circulars never are.

A file belongs to a page by the first of these that holds, and only where it reads as no circular of its own (no
addressees, no number):

1. an index says so (``attachment_of``, ``circular``): taken at its word;
2. the page links to it, by address, by place or by name;
3. its name is the page's and more (``notice.html``, ``notice_附件1.docx``);
4. the page's list of annexes has its title, and no other circular of the folder has;
5. only one circular stands in the folder, and the file is called 附件, or nearly as one of its annexes.

A page that shows only the title of a circular and links to the file that is the circular is its first page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from hongtou.model import Circular, Document
from hongtou.read.formats import MARKUP
from hongtou.run.known import (
    Known,
    above,
    address,
    elsewhere,
    folders,
    known,
    nearest,
    places,
    prefixes,
    targets,
    title_of,
)

Group = tuple[str, ...]
"""The digests of the pages of one circular, in order."""


class Family(NamedTuple):
    """The pages of a circular and what is attached to them: each file with all the paths of its copies there."""

    pages: Group
    attachments: tuple[tuple[Known, frozenset[str]], ...]


class Attachments:
    """The files met in a run that may be one circular with others; ``names`` are all there will be.

    ``told`` is whether an index says what belongs together: then any file may be a page with attachments.
    """

    def __init__(self, names: Sequence[str] = (), *, told: bool = False) -> None:
        self._told = told
        self._alone = len(names) < 2
        self._documents: dict[str, Document] = {}
        self._files: dict[str, Known] = {}
        self._first: dict[str, Known] = {}
        self._begin = _beginnings(names)

    def keep(self, circular: Circular, document: Document | None, columns: Mapping[str, str]) -> None:
        """Remember what may be a page with attachments, or one of them; a copy comes without document."""
        if self._alone:
            return
        if document is None:
            self._keep_copy(circular, columns)
            return
        file = known(circular, document, columns)
        self._first.setdefault(file.digest, file)
        if (
            self._told
            or not file.whole
            or file.announces
            or document.source.media_type not in MARKUP
            or (file.folder, file.stem) in self._begin
        ):
            self._documents[file.digest] = document
            self._files[file.path] = file
        else:
            self._files[file.path] = file  # it counts: no other is the only circular of its folder

    def _keep_copy(self, circular: Circular, columns: Mapping[str, str]) -> None:
        """Remember bytes that were met before, in another place."""
        first = self._first.get(circular.source.sha256)
        if first:
            self._files[circular.source.path] = elsewhere(first, circular.source, columns)

    def document(self, digest: str) -> Document | None:
        """The document of that digest, where it was kept."""
        return self._documents.get(digest)

    def families(self, pages: Iterable[Group]) -> list[Family]:
        """Each circular that has attachments here; ``pages`` are those known to be one circular."""
        groups = {digest: group for group in pages for digest in group}
        files = [self._files[path] for path in sorted(self._files)]
        evidence = _Evidence(files, groups)
        covered = evidence.covers(files)
        owners: dict[str, set[Group]] = {}
        for file in files:
            if file.digest not in groups:
                found = evidence.owners(file)
                if found:
                    owners[file.path] = found
        families = _families(files, owners, self._documents)
        known_pages = {family.pages for family in families}
        return families + [Family(group, ()) for group in covered if group not in known_pages]


def _families(
    files: Sequence[Known], owners: Mapping[str, set[Group]], documents: Mapping[str, Document]
) -> list[Family]:
    """Attachments by their circular; what is attached to an attachment is the circular's too."""
    by_digest = {file.digest: file for file in files}
    found: dict[Group, dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        for owner in owners.get(file.path, ()):
            seen = {file.digest}
            while owner[0] not in seen and (higher := owners.get(by_digest[owner[0]].path)):
                seen.add(owner[0])
                owner = min(higher)
            if owner[0] not in seen and (len(owner) > 1 or owner[0] in documents):
                found[owner][file.digest].append(file)
    return [Family(owner, tuple(map(_with_copies, found[owner].values()))) for owner in sorted(found)]


def _with_copies(files: Sequence[Known]) -> tuple[Known, frozenset[str]]:
    return files[0], frozenset(file.path for file in files)


def _beginnings(names: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(folder, stem) that some other file's name begins with."""
    found = set()
    for name in names:
        folder, _, leaf = name.rpartition("/")
        found |= {(folder or ".", begins) for begins in prefixes(leaf.rpartition(".")[0] or leaf)}
    return frozenset(found)


_MOST = 20
"""Pages under one key: what might belong to so many belongs to none."""


class _Index:
    """The pages under a key, as many as matter."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, ...], list[Known]] = defaultdict(list)

    def add(self, page: Known, *key: str) -> None:
        """Put a page under the key."""
        pages = self._pages[key]
        if len(pages) < _MOST:
            pages.append(page)

    def get(self, *key: str) -> Sequence[Known]:
        """The pages under it."""
        return self._pages.get(key, ())


class _Evidence:
    """Everything that says what belongs to what, looked up in one step each."""

    def __init__(self, files: Sequence[Known], groups: dict[str, Group]) -> None:
        self._groups = groups
        pages = [file for file in files if file.whole or (not file.is_annex and (file.announces or file.title))]
        self._by_path = {file.path: file for file in files}
        self._by_url = {address(file.url): file for file in pages if file.url}
        self._named, self._whole = _Index(), _Index()
        self._linked, self._stems, self._titles = _Index(), _Index(), _Index()
        for page in pages:
            if page.columns.get("circular"):
                self._named.add(page, page.columns["circular"])
            for link in page.links:
                for kind, place in targets(page, link):
                    self._linked.add(page, kind if kind != "name" else page.folder, place)
            self._stems.add(page, page.folder, page.stem)
            for title in dict.fromkeys(page.annexes):
                self._titles.add(page, page.folder, title)
            if page.whole:
                self._whole.add(page, page.folder)

    def covers(self, files: Sequence[Known]) -> list[Group]:
        """Each page that stands before the file which is its circular, and that file: from now on pages of one."""
        found: list[Group] = []
        for file in files:
            if file.addressed and file.digest not in self._groups:
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
        if file.whole and not _bears_number(file):
            return set()
        steps: tuple[Callable[[Known], Iterator[Known]], ...] = (
            self._by_link, self._by_stem, self._by_title, self._by_folder,
        )  # fmt: skip
        for step in steps:
            found = [page for page in step(file) if page.digest != file.digest and not _is_another(file, page)]
            if found:
                return self._one(file, found) if len(found) < _MOST else set()
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
            beside = (self._by_path.get(f"{folder}/{said}".removeprefix("./")) for folder in above(file.folder))
            return (
                self._by_url.get(address(said))
                or self._by_path.get(said)
                or next((page for page in beside if page), None)
            )
        name = file.columns.get("circular")
        pages = [page for page in self._named.get(name) if page.whole] if name and not file.whole else []
        return pages[0] if len({page.digest for page in pages}) == 1 else None

    def _by_link(self, file: Known) -> Iterator[Known]:
        if file.url:
            yield from self._linked.get("url", address(file.url))
        for place in places(file):
            yield from self._linked.get("path", place)
            folder, _, leaf = place.rpartition("/")
            stem = leaf.rpartition(".")[0] or leaf
            for beside in folders(folder or "."):
                for name in dict.fromkeys((stem, title_of(stem))):
                    yield from self._linked.get(beside, name)

    def _by_stem(self, file: Known) -> Iterator[Known]:
        for stem in (file.stem, *prefixes(file.stem)):
            for page in self._stems.get(file.folder, stem):
                if file.is_annex or (page.announces and _differ(file, page)):
                    yield page

    def _by_title(self, file: Known) -> Iterator[Known]:
        if file.signed and not file.is_annex:
            return
        for folder in folders(file.folder):
            for title in file.names:
                for page in self._titles.get(folder, title):
                    if file.is_annex or (_differ(file, page) and len(title) >= _SHORTEST):
                        yield page
            if self._whole.get(folder):
                return

    def _by_folder(self, file: Known) -> Iterator[Known]:
        folder = next((one for one in folders(file.folder) if self._whole.get(one)), None)
        pages = self._whole.get(folder) if folder else ()
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


def _is_cover(page: Known, file: Known) -> bool:
    """Whether a page shows no more of a circular than its title, while the file has its addressees."""
    bare = not (page.addressed or page.signed) and page.digest != file.digest
    return bare and page.number in (None, file.number) and title_of(page.title) == title_of(file.title) != ""


def _bears_number(file: Known) -> bool:
    """Whether a number is all that makes an annex a circular: it may print that of the circular it belongs to."""
    return file.is_annex and file.number is not None and not file.addressed and not file.signed


def _is_another(file: Known, page: Known) -> bool:
    """Whether a file is a circular of its own, or the page once more in another format."""
    copy = file.title and page.title and file.signed and title_of(file.title) == title_of(page.title)
    return bool(copy) or (file.whole and file.number != page.number)
