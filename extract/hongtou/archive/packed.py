"""Packed files (gzip, bzip2, xz): unpacked once into a file without name, within the budget of the archive."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tempfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from hongtou.archive.budget import Budget
from hongtou.errors import LimitError, UnreadableError

_MARKS: dict[bytes, Callable[[BinaryIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda packed: gzip.GzipFile(fileobj=packed),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_CHUNK = 1024**2
_IN_MEMORY = 16 * 1024**2
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)


def is_packed(head: bytes) -> bool:
    """Whether the bytes begin as a packed file does."""
    return head.startswith(tuple(_MARKS))


def unpacked(packed: BinaryIO, head: bytes) -> BinaryIO:
    """A reader of the first bytes of what is packed; where it breaks off, those before."""
    packed.seek(0)
    stream = _open(packed, head)
    begun = b""
    try:
        while len(begun) < _HEAD and (chunk := stream.read1(_HEAD - len(begun))):
            begun += chunk
    except _BROKEN as error:
        if not begun:
            raise UnreadableError(f"the packed file is broken: {error}") from error
    return io.BytesIO(begun)


_HEAD = 4096


def _open(packed: BinaryIO, head: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    mark = next(mark for mark in _MARKS if head.startswith(mark))
    return _MARKS[mark](packed)


class Unpacked:
    """The bytes of a packed file; ``trouble`` says why they end early, where they do."""

    def __init__(self, packed: BinaryIO, budget: Budget) -> None:
        packed.seek(0)
        head = packed.read(8)
        packed.seek(0)
        stream = _open(packed, head)
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by the shelf
        self.size = 0
        self.trouble: UnreadableError | None = None
        while True:
            try:
                chunk = stream.read1(_CHUNK)  # read would lose what it has when it comes to the cut
            except _BROKEN as error:
                self.trouble = UnreadableError(f"the packed file is cut off or broken: {error}")
                break
            if not chunk:
                break
            if self.size + len(chunk) > budget.left:
                self.trouble = LimitError(f"the file unpacks to more than {budget.left} bytes")
                break
            self._file.write(chunk)
            self.size += len(chunk)

    def reader(self) -> BinaryIO:
        """The bytes from their start; the same reader each time."""
        self._file.seek(0)
        return cast("BinaryIO", self._file)

    def close(self) -> None:
        """Forget them."""
        self._file.close()
