"""The bytes of a WARC file, unpacked member by member, and how far into the file they reach."""

from __future__ import annotations

import zlib
from typing import BinaryIO

_CHUNK = 256 * 1024
_MOST_LINE = 64 * 1024
GZIP = 31  # window bits that ask zlib for a header and a check sum of gzip


class BrokenError(Exception):
    """Here the bytes end early, or are not what they should be."""


class Plain:
    """A file that is not packed."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        stream.seek(start)
        self.position = start
        self._stream = stream
        self._end = end

    def done(self) -> bool:
        """Whether nothing follows."""
        return self.position >= self._end

    def line(self) -> bytes:
        """The next line, with its end."""
        line = self._stream.readline(min(_MOST_LINE, self._end - self.position))
        self.position += len(line)
        if not line.endswith(b"\n"):
            raise BrokenError("the file is cut off, or a line does not end")
        return line

    def take(self, size: int, *, short: bool = False) -> bytes:
        """So many bytes; fewer only where ``short`` ones are asked for."""
        data = self._stream.read(min(size, self._end - self.position))
        self.position += len(data)
        if len(data) < size and not short:
            raise BrokenError("the file is cut off within a record")
        return data

    def member_ends(self) -> bool:
        """Whether the record stands alone."""
        return True


class Packed:
    """A file of gzip members, each read to its check sum; ``position`` is where the member at hand begins."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        stream.seek(start)
        self.position = self._read = start
        self._stream = stream
        self._end = end
        self._input = self._output = b""
        self._unpacking = zlib.decompressobj(GZIP)

    def done(self) -> bool:
        """Whether nothing follows."""
        return not self._output and self._unpacking_done() and not self._input and self._read >= self._end

    def _unpacking_done(self) -> bool:
        """Whether no member is begun."""
        return self._unpacking.eof or self.position == self._read - len(self._input)

    def _fill(self) -> bool:
        """Unpack some more of the member; False where it has ended."""
        if self._unpacking.eof:
            return False
        data = self._input or self._more()
        try:
            found = self._unpacking.decompress(data, _CHUNK)
        except zlib.error as error:
            raise BrokenError("a record cannot be unpacked: its bytes have changed") from error
        if not (data or found or self._unpacking.eof):
            raise BrokenError("the file is cut off within a record")
        self._output += found
        self._input = self._unpacking.unconsumed_tail or self._unpacking.unused_data
        return True

    def _more(self) -> bytes:
        data = self._stream.read(min(_CHUNK, self._end - self._read))
        self._read += len(data)
        return data

    def line(self) -> bytes:
        """The next line, with its end."""
        while b"\n" not in self._output and len(self._output) < _MOST_LINE and self._fill():
            pass
        cut = self._output.find(b"\n") + 1
        if not cut:
            raise BrokenError("a line does not end")
        line, self._output = self._output[:cut], self._output[cut:]
        return line

    def take(self, size: int, *, short: bool = False) -> bytes:
        """So many bytes; fewer only where ``short`` ones are asked for."""
        while len(self._output) < size and self._fill():
            pass
        data, self._output = self._output[:size], self._output[size:]
        if len(data) < size and not short:
            raise BrokenError("a record is shorter than it says")
        return data

    def member_ends(self) -> bool:
        """Whether the record was all that the member holds; then the next one begins."""
        while not self._output and self._fill():
            pass
        if self._output:
            return False
        self.position = self._read - len(self._input)
        self._unpacking = zlib.decompressobj(GZIP)
        return True
