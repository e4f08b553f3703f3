"""One file of a run: where it is, and its bytes."""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO, NamedTuple

from hongtou.archive import Member
from hongtou.errors import UnreadableError
from hongtou.read import is_picture, known
from hongtou.run.places import open_bytes, read_bytes

STDIN = "-"
INDEX = "index.csv"
_TABLES = ("archive.sqlite", "crawl.sqlite")
"""And what SQLite keeps beside them while they are written."""
INDEXES = (INDEX, "manifest.jsonl")
"""What a folder says of its files: written by people, and by crawls."""


class Input(NamedTuple):
    """One file to read. ``name`` is the path as the dataset will print it, ``explicit`` whether it was named itself.

    ``error`` is set for a folder or an archive that could not be listed: it stands for all that it holds. A
    ``member`` of an archive is called ``a.zip!/b.docx``.
    """

    name: str
    explicit: bool
    table: bool = False
    error: OSError | UnreadableError | None = None
    member: Member | None = None
    top: str = ""
    """The outermost archive that a member lies in: another process finds the member there."""
    also: tuple[str, ...] = ()
    """Other archives that may hold the bytes, where the member only says that they are those of an earlier record."""
    at: str = ""
    """Where its bytes are, or its archive's, where the name does not say: standard input, names that are no UTF-8."""

    def read(self) -> bytes:
        """The bytes of the file; raises OSError, UnreadableError for a member that cannot be unpacked."""
        if self.error:
            raise self.error
        if self.member:
            return self.member.load()
        if self.name == STDIN and not self.at:
            return sys.stdin.buffer.read()
        return read_bytes(self.at or self.name)

    def open(self) -> BinaryIO:
        """The same for reading and seeking, without holding it where it lies in a file of its own."""
        if self.error or self.member or (self.name == STDIN and not self.at):
            return io.BytesIO(self.read())
        stream = open_bytes(self.at or self.name)
        if stream.seekable():
            return stream
        with stream:  # a pipe
            return io.BytesIO(stream.read())


def printed(path: str) -> str:
    """A path as a dataset can print it: names of old systems, which are no UTF-8, are mostly GB 18030.

    >>> printed(os.fsdecode("公告.txt".encode("gb18030")))
    '公告.txt'
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "replace")
    return path


def is_input(path: str) -> bool:
    """Whether a file of a folder is read for its name: of a type that hongtou reads, and no picture."""
    return known(path) and not is_picture(path)


def is_aside(name: str) -> bool:
    """Whether a name is of what belongs to the folder itself: hidden files, README, a crawl's own tables."""
    return name.startswith(".") or name.upper().startswith("README") or name.startswith(_TABLES)
