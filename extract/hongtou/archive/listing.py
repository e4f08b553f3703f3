"""What an archive is, its content says; and what it holds."""

from __future__ import annotations

import io
import posixpath
from typing import BinaryIO

from hongtou.archive.budget import Budget
from hongtou.archive.member import Listing, Member, Opener, Shelf, harmless
from hongtou.archive.packed import is_packed, unpacked
from hongtou.errors import UnreadableError

SUFFIXES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".warc")
"""Endings of the names of archives."""

_WARCS, _RECORD = (".warc", ".warc.gz"), b"WARC/"
_HEAD = 512


def is_archive(name: str) -> bool:
    """Whether the name is of an archive.

    >>> is_archive("附件.ZIP"), is_archive("crawl.warc.gz"), is_archive("a.docx")
    (True, True, False)
    """
    return name.lower().endswith(SUFFIXES)


def starts_archive(data: bytes) -> bool:
    """Whether bytes begin as an archive does; those of a ZIP may yet be a document.

    >>> starts_archive(b"WARC/1.1"), starts_archive(b"<html>")
    (True, False)
    """
    return data.startswith((b"PK", b"WARC/")) or is_packed(data[:8]) or _is_tar(data[:_HEAD])


def listing(name: str, opener: Opener, shelf: Shelf, budget: Budget) -> Listing | None:
    """What the archive of that name holds; None where its bytes are no archive but one document.

    Raises UnreadableError where it cannot be read at all, OSError where it cannot be opened.
    """
    with opener() as stream:
        head = stream.read(_HEAD)
        if is_packed(head):
            try:
                inner = unpacked(stream, head).read(_HEAD)
            except UnreadableError:
                if not _has_records(name, stream):
                    raise
                inner = _RECORD
            if inner.startswith(_RECORD) or _has_records(name, stream):
                from hongtou.archive.warc import list_warc

                return list_warc(name, opener, shelf, budget)
            return _of_packed(name, opener, shelf, budget, inner)
        crawled = _has_records(name, stream)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        from hongtou.archive.zips import list_zip

        return list_zip(name, opener, shelf, budget)
    if crawled or head.startswith(_RECORD):
        from hongtou.archive.warc import list_warc

        return list_warc(name, opener, shelf, budget)
    if _is_tar(head):
        from hongtou.archive.tars import list_tar

        return list_tar(lambda: shelf.get(name, opener), budget)
    if is_archive(name) and not head.strip(b"\0"):
        raise UnreadableError("the archive is empty")
    return None


def _has_records(name: str, stream: BinaryIO) -> bool:
    """Whether records of a WARC stand in a file that is called one: its first may be what has changed."""
    if not name.lower().endswith(_WARCS):
        return False
    from hongtou.archive.walk import next_record

    return next_record(stream, 0, size := stream.seek(0, io.SEEK_END)) < size


def _of_packed(name: str, opener: Opener, shelf: Shelf, budget: Budget, inner: bytes) -> Listing:
    """A packed file: a tar, or one file."""
    from hongtou.archive.packed import Unpacked

    def spooled() -> Unpacked:
        with opener() as packed:
            return Unpacked(packed, budget)

    def reader() -> BinaryIO:
        return shelf.get(f"{name}!", spooled).reader()

    whole = shelf.get(f"{name}!", spooled)
    if _is_tar(inner):
        from hongtou.archive.tars import list_tar

        return list_tar(reader, budget, whole.trouble)
    only = posixpath.basename(harmless(name.rpartition("!/")[2])).rpartition(".")[0] or "document"
    budget.take(whole.size)

    def load() -> bytes:
        budget.check_size(whole.size)
        return reader().read()

    cut = str(whole.trouble) if whole.trouble else ""
    return Listing((Member(only, whole.size, load, cut=cut),), trouble=whole.trouble)


def _is_tar(head: bytes) -> bool:
    """Whether a header of tar stands there: its sum is right (POSIX.1-1988; V7 writes no "ustar")."""
    if len(head) < _HEAD or not head.strip(b"\0"):
        return False
    try:
        said = int(head[148:156].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return said == sum(head[:148]) + 8 * 32 + sum(head[156:])
