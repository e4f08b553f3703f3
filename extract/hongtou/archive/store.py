"""An archive that is written: a folder of WARC files and the index of what they hold."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from hongtou.archive.capture import Capture, Stored

ROTATE = 1_000_000_000
"""Bytes after which a new WARC file is begun."""


class Archive:
    """A folder of ``*.warc.gz`` and their index ``archive.sqlite``, opened for appending by one writer.

    A capture is added whole or not at all, whatever kills the writer: its records are written and synced, then its
    line in the index is committed; whoever opens the archive next cuts off what the index does not know of.
    """

    def __init__(self, folder: Path, *, rotate: int = ROTATE) -> None:
        """Open the archive, or begin one. Raises OutputError where another writer has it or it cannot be written."""
        raise NotImplementedError

    @classmethod
    def reading(cls, folder: Path) -> Archive:
        """The archive for reading alone, which no writer keeps away. Raises InputError where there is none."""
        raise NotImplementedError

    def add(self, capture: Capture) -> Stored:
        """Take a capture in. Raises OutputError where it cannot be written."""
        raise NotImplementedError

    def last(self, url: str) -> Stored | None:
        """The newest capture of an address whose body is there and whole (status 2xx); a revisit leads to it."""
        raise NotImplementedError

    def fetched(self, fetch: str) -> Stored | None:
        """What a fetch brought, where it was added."""
        raise NotImplementedError

    def body(self, stored: Stored) -> bytes:
        """The content, its encoding taken off; of a revisit that of the capture that it repeats.

        Raises UnreadableError where it cannot be read, LimitError where it is larger than a document may be.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let another writer in."""
        raise NotImplementedError

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
