"""ZIP: names decoded as they were meant, members loaded one by one."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from functools import partial

from hongtou.archive.budget import Budget
from hongtou.archive.member import Listing, Member, Opener, Shelf, decoded, distinct, harmless
from hongtou.errors import UnreadableError
from hongtou.read.package import open_zip

_UTF8 = 0x800
_ENCRYPTED = 0x1
_DOCUMENTS = frozenset({"[content_types].xml", "ofd.xml", "mimetype", "word/document.xml", "xl/workbook.xml"})
"""What marks a package as one document: Office Open XML (whose list of types some writers leave out), OFD, ODF."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def list_zip(name: str, opener: Opener, shelf: Shelf, budget: Budget) -> Listing | None:
    """The files of a ZIP; None where it is a document of its own."""
    archive = shelf.get(name, partial(_open, opener))
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.filename.lower() in _DOCUMENTS for info in infos):
        return None
    members: list[Member] = []
    trouble: UnreadableError | None = None
    for info, clean in zip(infos, distinct(map(harmless, _names(infos))), strict=True):
        try:
            budget.take(info.file_size)
        except UnreadableError as error:
            trouble = error
            break
        load = partial(_load, lambda: shelf.get(name, partial(_open, opener)), info, budget)
        members.append(Member(clean, info.file_size, load))
    return Listing(tuple(members), trouble=trouble)


def _open(opener: Opener) -> zipfile.ZipFile:
    stream = opener()
    try:
        return open_zip(stream)
    except (OSError, UnreadableError):
        stream.close()
        raise


def _names(infos: list[zipfile.ZipInfo]) -> list[str]:
    """The names; those not marked as UTF-8 are in whatever the packing program's system wrote."""
    old = [info for info in infos if not info.flag_bits & _UTF8]
    plain = iter(decoded([info.orig_filename.encode("cp437", "replace") for info in old]))
    return [info.filename if info.flag_bits & _UTF8 else next(plain) for info in infos]


def _load(archive: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo, budget: Budget) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("the member is encrypted: it opens with a password only")
    budget.check_size(info.file_size)
    try:
        with archive().open(info) as stream:
            return stream.read(info.file_size + 1)
    except _BROKEN as error:
        raise UnreadableError(f"the member cannot be unpacked: {error}") from error
