"""Records as warcio reads them, but for one thing: where packed bytes have changed it says so.

warcio takes what cannot be unpacked for the end, and reads on to that of the file: all records behind are lost.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import DecompressingBufferedReader


class ChangedError(Exception):
    """The bytes of a record are not those that were packed."""


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]
    def _decompress(self, data: bytes) -> bytes:
        if not (data and self.decompressor and self.num_block_read):  # at the beginning it asks whether they are packed
            return super()._decompress(data)  # type: ignore[no-any-return]
        try:
            return self.decompressor.decompress(data)  # type: ignore[no-any-return]
        except zlib.error as error:
            raise ChangedError from error


def records_of(stream: BinaryIO) -> WARCIterator:
    """The records from where the stream stands; raises ChangedError, at the latest where one's length is asked for."""
    records = WARCIterator(stream)  # which, unlike its parent, takes no bytes that say nothing for ARC
    records.reader = _Reader(stream)
    return records
