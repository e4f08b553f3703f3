"""The members of an archive, and of the archives in it, as inputs of a run."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from hongtou.archive import Budget, Listing, Member, Shelf, is_archive, listing
from hongtou.errors import UnreadableError
from hongtou.read import Limits
from hongtou.read.records import is_table
from hongtou.run.files import INDEXES, Input, is_aside, is_input
from hongtou.run.places import open_bytes, stamp
from hongtou.run.written import Written

_SYSTEM = "__MACOSX"
"""The folder in which macOS packs what no one asked for."""


class Found(NamedTuple):
    """A file to read, or the name of one left aside."""

    file: Input | None = None
    skipped: str = ""
    ours: bool = False
    """Whether it was left aside because hongtou wrote it."""


def members(file: Input, shelf: Shelf, limits: Limits, tables: bool = False) -> Iterator[Found]:
    """What the archive ``file`` holds; the file itself where it is none, or with an error where it cannot be read."""
    try:
        size = file.member.size if file.member else stamp(file.at or file.name)[0]
    except OSError as error:
        yield Found(file._replace(error=error))
        return
    yield from _of(file, shelf, Budget(limits, size), tables, 1)


def _of(file: Input, shelf: Shelf, budget: Budget, tables: bool, depth: int) -> Iterator[Found]:
    try:
        budget.check_depth(depth)
        found = listing(file.name, partial(_open, file), shelf, budget)
    except (OSError, UnreadableError) as error:
        yield Found(file._replace(error=error))
        return
    if found is None:
        yield Found(file)
        return
    yield from _listed(file, found, shelf, budget, tables, depth)
    yield from (Found(skipped=name) for name in found.skipped)
    if found.trouble:
        found.trouble.partly = bool(found.members)
        yield Found(Input(file.name, file.explicit, error=found.trouble))


def _listed(file: Input, found: Listing, shelf: Shelf, budget: Budget, tables: bool, depth: int) -> Iterator[Found]:
    members = [one for one in found.members if one.standing or not _is_aside(PurePosixPath(one.name).parts)]
    written = Written(members)
    for member in members:
        if written and (ours := written.over(member)):
            yield Found(skipped=f"{file.name}!/{ours}", ours=True)
            continue
        inner = Input(
            f"{file.name}!/{member.name}",
            False,
            tables and is_table(member.name, named=False),
            member=_within(file, member),
        )
        if is_archive(member.name):
            yield from _of(inner, shelf, budget, tables, depth + 1)
        elif inner.table or member.media_type or member.standing or _is_read(found, member):
            yield Found(inner)
        else:
            yield Found(skipped=inner.name)


def _is_aside(parts: Sequence[str]) -> bool:
    """Whether a name is of what is packed along with the files; a page that was crawled may be called README."""
    return _SYSTEM in parts or is_aside(parts[-1] if parts else ".") or any(part.startswith(".") for part in parts)


def _within(file: Input, member: Member) -> Member:
    """A member of an archive that a crawl brought home is, one by one, what the crawl said of the archive."""
    standing = file.member.standing if file.member else None
    if standing is None or member.standing:
        return member
    return member._replace(standing=standing._replace(url=f"{standing.url}!/{member.name}"))


def _is_read(found: Listing, member: Member) -> bool:
    """Whether the name says so; all that an archive holds may have a name that says no type: a page packed alone."""
    path = PurePosixPath(member.name)
    alone = len(found.members) == 1 and not path.suffix
    return path.name.lower() in INDEXES or is_input(member.name) or alone


def _open(file: Input) -> BinaryIO:
    return io.BytesIO(file.member.load()) if file.member else open_bytes(file.at or file.name)
