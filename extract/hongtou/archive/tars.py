"""tar: files only; links and devices are nothing to read."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from hongtou.archive.budget import Budget
from hongtou.archive.member import Listing, Member, Opener, decoded, distinct, harmless
from hongtou.errors import UnreadableError


def list_tar(stream: Opener, budget: Budget, trouble: UnreadableError | None = None) -> Listing:
    """The files of a tar; ``stream`` gives its bytes, ``trouble`` is what is known to cut them off."""
    found: list[tarfile.TarInfo] = []
    skipped: list[str] = []
    opened = stream()
    size = opened.seek(0, io.SEEK_END)
    opened.seek(0)
    try:
        archive = tarfile.open(fileobj=opened, mode="r:", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
        for info in archive:
            if info.isfile() and not info.issparse():
                budget.take(info.size)
                found.append(info)
            elif not info.isdir():
                skipped.append(harmless(info.name))
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        trouble = trouble or UnreadableError(f"the tar is cut off or broken: {error}")
    except UnreadableError as error:
        trouble = error
    names = distinct(map(harmless, decoded([info.name.encode("utf-8", "surrogateescape") for info in found])))
    members = []
    for info, clean in zip(found, names, strict=True):
        cut = "the archive ends within it" if info.offset_data + info.size > size else ""
        if cut:
            trouble = trouble or UnreadableError("the tar is cut off")
        members.append(Member(clean, info.size, partial(_load, stream, info.offset_data, info.size, budget), cut=cut))
    return Listing(tuple(members), tuple(skipped), trouble)


def _load(stream: Callable[[], BinaryIO], start: int, size: int, budget: Budget) -> bytes:
    budget.check_size(size)
    opened = stream()
    opened.seek(start)
    return opened.read(size)
