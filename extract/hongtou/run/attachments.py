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

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from hongtou.run.evidence import Evidence, Files
from hongtou.run.index import Index
from hongtou.run.known import Known
from hongtou.run.pages import Group
from hongtou.run.sql import mark


class Family(NamedTuple):
    """The pages of a circular and what is attached to them: each file with all the paths of its copies there."""

    pages: Group
    attachments: tuple[tuple[Known, frozenset[str]], ...]


class Attachments:
    """The families of a run. ``known`` gives a file by its number, ``last`` the last one of a digest. ``told`` is
    whether an index says what belongs together: any page may then have some.
    """

    def __init__(
        self, db: sqlite3.Connection, files: Files, known: Callable[[int], Known],
        last: Callable[[str], Known | None], *, told: bool = False,
    ) -> None:  # fmt: skip
        self._db = db
        self._files = files
        self._known = known
        self._last = last
        self._told = told

    def families(self, pages: Iterable[Group]) -> Iterator[Family]:
        """Each circular of several files, by the digests of its pages; ``pages`` are those known to be one circular."""
        groups = {digest: group for group in pages for digest in group}
        given = list(dict.fromkeys(groups.values()))
        index = Index(self._db, self._known)
        evidence = Evidence(self._files, index, groups)
        covered = evidence.covers(self._files)
        owned = self._owners(evidence, groups)
        attached: set[Group] = set()
        for family in self._attached(evidence) if owned else ():
            attached.add(family.pages)
            yield family
        yield from (Family(group, ()) for group in (*covered, *given) if group not in attached)

    def _owners(self, evidence: Evidence, groups: dict[str, Group]) -> int:
        """Write down the pages that each file belongs to; how many files belong to any."""
        for statement in (
            "DROP TABLE IF EXISTS temp.owners",
            "DROP TABLE IF EXISTS temp.attached",
            "CREATE TEMP TABLE owners (path INT, file INT, pages BLOB)",
            "CREATE TEMP TABLE attached (pages TEXT, file INT)",
        ):
            self._db.execute(statement)
        count = 0
        for number, file in self._files(loose=True):
            if file.digest not in groups and (found := evidence.owners(file)):
                row = mark(file.path), number, msgspec.msgpack.encode(sorted(found))
                self._db.execute("INSERT INTO temp.owners VALUES (?, ?, ?)", row)
                count += 1
        self._db.execute("CREATE INDEX temp.owners_path ON owners (path)")
        return count

    def _attached(self, evidence: Evidence) -> Iterator[Family]:
        """Attachments by their circular; what is attached to an attachment is the circular's too."""
        for number, owners in self._db.execute("SELECT file, pages FROM temp.owners ORDER BY file"):
            file = self._known(number)
            for owner in _groups(owners):
                if top := self._top(file, owner):
                    self._db.execute("INSERT INTO temp.attached VALUES (?, ?)", ("\n".join(top), number))
        rows = self._db.execute("SELECT pages, file FROM temp.attached ORDER BY pages, rowid")
        for pages, members in groupby(rows, key=lambda row: row[0]):
            group = tuple(pages.split("\n"))
            files = [evidence.called(self._known(number)) for _, number in members]
            if len(group) > 1 or self._may_own(self._last(group[0]), files):
                yield Family(group, tuple(_by_digest(files)))

    def _top(self, file: Known, owner: Group) -> Group | None:
        """The circular at the end of the way from attachment to attachment; None where it leads in a circle."""
        seen = {file.digest}
        while owner[0] not in seen:
            page = self._last(owner[0])
            row = (
                page
                and self._db.execute(
                    "SELECT pages FROM temp.owners WHERE path = ? ORDER BY file DESC LIMIT 1", (mark(page.path),)
                ).fetchone()
            )
            if not row:
                return owner
            seen.add(owner[0])
            owner = _groups(row[0])[0]
        return None

    def _may_own(self, page: Known | None, files: Sequence[Known]) -> bool:
        """Whether a page is one that has attachments: it speaks of some, is none that stands alone, or named so."""
        if page is None or self._told or not page.whole or page.announces or not page.markup:
            return True
        return any(file.stem != page.stem for file in files)


def _groups(data: bytes) -> list[Group]:
    return [tuple(group) for group in msgspec.msgpack.decode(data)]


def _by_digest(files: Iterable[Known]) -> Iterator[tuple[Known, frozenset[str]]]:
    found: dict[str, list[Known]] = {}
    for file in files:
        found.setdefault(file.digest, []).append(file)
    for copies in found.values():
        yield copies[0], frozenset(file.path for file in copies)
