"""Parts: what one batch gave, one file each, put in place by one rename.

A part is records one after another, each followed by its facts, then the places of all, then where those stand::

    record facts record facts … places  length-of-places magic
"""

from __future__ import annotations

import io
import os
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from hongtou.run.packing import squeezed, stretched

_MAGIC = {False: b"hongtou0", True: b"hongtou1"}
"""What stands at the end of a part: of one whose records are bare, and of one whose records are squeezed."""
_TAIL = 16
_OPEN = 16
SUFFIX = ".part"


class Standing(NamedTuple):
    """Where one record of a part stands: the input of its batch it came from, its bytes, its facts' bytes after it."""

    item: int
    offset: int
    length: int
    facts: int


_PLACES = msgspec.msgpack.Decoder(list[Standing])


class PartWriter:
    """Writes a part: to be closed, or dropped. Without a path it is kept in memory."""

    def __init__(self, path: Path | None = None, *, squeeze: bool = True) -> None:
        self._path = path
        self._squeeze = squeeze
        self._draft = None if path is None else path.with_name(f"{path.name}.{os.getpid()}")
        self._file: BinaryIO = io.BytesIO() if self._draft is None else self._draft.open("wb")
        self._places: list[Standing] = []
        self._at = 0

    def add(self, item: int, record: bytes, facts: bytes) -> Standing:
        """Append a record of the batch's input of that number, and its facts."""
        if self._squeeze and record:
            record = squeezed(record)
        place = Standing(item, self._at, len(record), len(facts))
        self._places.append(place)
        self._file.write(record)
        self._file.write(facts)
        self._at += len(record) + len(facts)
        return place

    def close(self) -> bytes | None:
        """Put the part in place; its bytes where it has none."""
        places = msgspec.msgpack.encode(self._places)
        self._file.write(places + len(places).to_bytes(8, "little") + _MAGIC[self._squeeze])
        if isinstance(self._file, io.BytesIO):
            return self._file.getvalue()
        self._file.close()
        assert self._draft is not None
        assert self._path is not None
        self._draft.replace(self._path)
        return None

    def drop(self) -> None:
        """Forget what was written."""
        self._file.close()
        if self._draft is not None:
            self._draft.unlink(missing_ok=True)


class Part:
    """A part that was written, open for reading. Raises OSError where it is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, io.SEEK_END)
        file.seek(max(0, self.size - _TAIL))
        tail = file.read()
        if tail[8:] not in _MAGIC.values():
            raise OSError("a part of the work folder is broken")
        self._squeezed = tail[8:] == _MAGIC[True]
        self._end = self.size - _TAIL - int.from_bytes(tail[:8], "little")

    def places(self) -> list[Standing]:
        """Where its records stand."""
        self._file.seek(self._end)
        return _PLACES.decode(self._file.read(self.size - _TAIL - self._end))

    def facts(self) -> Iterator[tuple[Standing, bytes]]:
        """The facts of each record."""
        for place in self.places():
            yield place, self.read(place.offset + place.length, place.facts)

    def read(self, offset: int, length: int) -> bytes:
        """The bytes that stand there: facts."""
        self._file.seek(offset)
        return self._file.read(length)

    def record(self, offset: int, length: int) -> bytes:
        """The record that stands there."""
        data = self.read(offset, length)
        return stretched(data) if self._squeezed else data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Parts:
    """The parts of a run by name: files of a folder, or bytes in memory where there is none.

    Those of a folder are squeezed, those in memory bare, unless it is said.
    """

    def __init__(self, folder: Path | None = None, *, squeeze: bool | None = None) -> None:
        self.folder = folder
        self._squeeze = folder is not None if squeeze is None else squeeze
        self.memory: dict[str, bytes] = {}
        self._open: OrderedDict[str, Part] = OrderedDict()

    def writer(self, name: str) -> PartWriter:
        """A new part of that name."""
        path = None if self.folder is None else self.folder / f"{name}{SUFFIX}"
        return PartWriter(path, squeeze=self._squeeze)

    def put(self, name: str, data: bytes) -> None:
        """Keep a part that was written elsewhere."""
        if self.folder is None:
            self.memory[name] = data
            return
        path = self.folder / f"{name}{SUFFIX}"
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(path)

    def whole(self, name: str) -> bytes:
        """All the bytes of a part."""
        return self.memory[name] if self.folder is None else (self.folder / f"{name}{SUFFIX}").read_bytes()

    def get(self, name: str) -> Part:
        """The part of that name; raises OSError where there is none."""
        if name in self._open:
            self._open.move_to_end(name)
            return self._open[name]
        if name in self.memory:
            part = Part(io.BytesIO(self.memory[name]))
        elif self.folder is None:
            raise FileNotFoundError(name)
        else:
            part = Part((self.folder / f"{name}{SUFFIX}").open("rb"))
        self._open[name] = part
        if len(self._open) > _OPEN:
            self._open.popitem(last=False)[1].close()
        return part

    def forget(self, name: str) -> None:
        """Let go of a part in memory."""
        self.memory.pop(name, None)
        if name in self._open:
            self._open.pop(name).close()

    def delete(self, name: str) -> None:
        """Take a part away."""
        self.forget(name)
        if self.folder is not None:
            (self.folder / f"{name}{SUFFIX}").unlink(missing_ok=True)

    def close(self) -> None:
        """Close what is open."""
        while self._open:
            self._open.popitem()[1].close()
