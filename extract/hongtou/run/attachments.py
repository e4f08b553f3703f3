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
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hongtou.model import Circular, Document
from hongtou.read.formats import MARKUP
from hongtou.run.evidence import Evidence, Group
from hongtou.run.known import Known, elsewhere, known, prefixes


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
        evidence = Evidence(files, groups)
        files = [evidence.called(file) for file in files]
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
