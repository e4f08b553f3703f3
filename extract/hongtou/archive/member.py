"""A member of an archive, and what an archive's listing gives."""

from __future__ import annotations

import posixpath
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, NamedTuple, Protocol, TypeVar, cast

from hongtou.archive.standing import Standing
from hongtou.errors import UnreadableError

Opener = Callable[[], BinaryIO]
"""Opens the bytes of an archive, anew each time, for reading and seeking."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]|[\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:(?=/)")


class Member(NamedTuple):
    """One member: ``name`` within the archive, and ``load`` for its bytes, which raises UnreadableError."""

    name: str
    size: int
    load: Callable[[], bytes]
    facts: Mapping[str, str] = {}
    """What the archive knows of it: ``url``, ``retrieved_at``."""
    media_type: str | None = None
    """What its server called it."""
    cut: str = ""
    """Why it is not whole, where it is not."""
    standing: Standing | None = None
    """What a crawl of ours said of it."""
    keys: tuple[str, ...] = ()
    """What others that are the same may call its bytes."""
    repeats: tuple[str, ...] = ()
    """What it calls the bytes that it is the same as: another member's, perhaps of another archive."""


class Listing(NamedTuple):
    """The members in the order of the archive; what was left aside, by name; and why there are no more of them."""

    members: tuple[Member, ...]
    skipped: tuple[str, ...] = ()
    trouble: UnreadableError | None = None
    """What broke off the listing: a limit, or the end of a cut file."""


class _Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=_Closable)


class Shelf:
    """The archives opened last, so that members read in turn find theirs open; one too many closes the oldest."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._open: OrderedDict[str, _Closable] = OrderedDict()
        self.payloads: dict[str, Callable[[], bytes]] = {}
        """The bodies of records that others may refer to, by digest and by address and day."""

    def get(self, key: str, opener: Callable[[], T]) -> T:
        """What stands under the key, opened where it does not."""
        if key in self._open:
            self._open.move_to_end(key)
            return cast("T", self._open[key])
        opened = opener()
        self._open[key] = opened
        while len(self._open) > self._most:
            self._open.popitem(last=False)[1].close()
        return opened

    def close(self) -> None:
        """Close all."""
        while self._open:
            self._open.popitem()[1].close()


def harmless(name: str) -> str:
    """A member's name as a relative path that leads nowhere else.

    >>> harmless("..\\\\..\\\\etc/passwd"), harmless("C:/a/../b.txt"), harmless("/a.html")
    ('etc/passwd', 'b.txt', 'a.html')
    """
    clean = _DRIVE.sub("", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", name).replace("\\", "/"))
    return posixpath.normpath("/" + clean).lstrip("/")


def distinct(names: Iterable[str]) -> list[str]:
    """The names; one that was there before is counted on.

    >>> distinct(["a.docx", "a.docx", "b"])
    ['a.docx', 'a (2).docx', 'b']
    """
    met: dict[str, int] = {}
    taken: set[str] = set()
    found = []
    for name in names:
        count = met.get(name, 0)
        one = name
        while one in taken:
            count += 1
            stem, suffix = posixpath.splitext(name)
            one = f"{stem} ({count + 1}){suffix}"
        met[name] = count
        taken.add(one)
        found.append(one)
    return found


def decoded(names: list[bytes]) -> list[str]:
    """File names of one archive: all UTF-8, else all GB 18030 as Windows packs them, else byte by byte.

    >>> decoded(["通知.docx".encode("gbk"), "附件1.xlsx".encode("gbk")])
    ['通知.docx', '附件1.xlsx']
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return [name.decode(encoding) for name in names]
        except UnicodeDecodeError:
            continue
    return [name.decode("gb18030", "replace") for name in names]
