"""A table of documents → slices of its rows, each as many as make a batch. The table goes by once, and is never held.

A slice holds its rows themselves, so who reads it needs neither the table nor what it is packed in; and the same rows
at the same place give the same slice, whatever follows them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from io import BufferedReader
from typing import BinaryIO, NamedTuple, cast

import msgspec

from hongtou.errors import UnreadableError, UsageError
from hongtou.model import Circular
from hongtou.read.records import Record, records
from hongtou.run.failure import failed
from hongtou.run.files import Input
from hongtou.run.reading import Read, read_row, unopened
from hongtou.run.sql import text, words
from hongtou.run.work import Size


class Line(msgspec.Struct, array_like=True, frozen=True):
    """One document of a table: a row that can be read, or the record of one that cannot, or of the table."""

    number: int
    """Of the row, from 1; 0 for the table."""
    text: bytes = b""
    columns: dict[str, str] = {}
    failed: Circular | None = None
    lacking: str = ""
    """What is said where no table has the column of texts."""
    lasting: bool = True

    @property
    def weight(self) -> int:
        """Bytes of its text, and characters of the other cells."""
        return len(self.text) + sum(map(len, self.columns.values()))

    def read(self, file: Input) -> Read:
        """The record, understood."""
        if self.failed:
            return Read(self.failed, lacking=self.lacking, lasting=self.lasting)
        return read_row(self.name(file), words(self.text), self.columns)

    def given_up(self, file: Input, why: str) -> Read:
        """The record of a line at which who tried to read it has died."""
        return Read(failed(self.name(file), None, why), lasting=False)

    def name(self, file: Input) -> str:
        """How the dataset calls it."""
        return f"{file.name}#{self.number}" if self.number else file.name


class Slice(NamedTuple):
    """Some lines of a table: which is the first, from 0; how many; what they are; and where in a part they stand."""

    first: int
    lines: int
    digest: str
    offset: int
    length: int


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[Line])


def lines_of(data: bytes) -> list[Line]:
    """The lines of a slice."""
    return _DECODER.decode(data)


def cut(lines: Iterable[Line | None], size: Size, put: Callable[[bytes], tuple[int, int]]) -> list[Slice]:
    """Cut what :func:`lines` gives; ``put`` keeps the bytes of a slice, and says where they stand and how many."""
    slices: list[Slice] = []
    for some in _some(lines, size):
        if not some:
            slices.clear()
            continue
        data = _ENCODER.encode(some)
        first = slices[-1].first + slices[-1].lines if slices else 0
        slices.append(Slice(first, len(some), hashlib.blake2b(data, digest_size=16).hexdigest(), *put(data)))
    return slices


def _some(lines: Iterable[Line | None], size: Size) -> Iterator[list[Line]]:
    """As many lines as make a slice; none where those before are void."""
    some: list[Line] = []
    weight = 0
    for line in lines:
        if line is None:
            some, weight = [], 0
            yield []
            continue
        if some and (len(some) >= size.lines or weight + line.weight > size.weight):
            yield some
            some, weight = [], 0
        some.append(line)
        weight += line.weight
    if some:
        yield some


def lines(file: Input, text_column: str) -> Iterator[Line | None]:
    """The documents of a table, its failure last. None says that those before it are void: no row has the column."""
    try:
        stream = file.open()
    except (OSError, UnreadableError) as error:
        yield Line(0, failed=unopened(file.name, error), lasting=False)
        return
    with stream:
        try:
            yield from _of_stream(stream, file.name, text_column)
        except OSError as error:
            yield None
            yield Line(0, failed=unopened(file.name, error), lasting=False)


def _of_stream(stream: BinaryIO, path: str, text_column: str) -> Iterator[Line | None]:
    record, found, lacking = None, False, False
    try:
        for record in records(stream, path=path, text_column=text_column):
            found = found or record.text is not None
            lacking = lacking or record.lacking
            yield _line(record)
        if record is None:
            raise UnreadableError("it has no rows")
    except (UsageError, UnreadableError) as error:
        if lacking and not found:
            yield None
            yield from _broken(stream, path, text_column)
        stream.seek(0)
        digest = hashlib.file_digest(cast("BufferedReader", stream), "sha256").hexdigest()
        said = failed(path, None, f"The table could not be read: {error}.", digest=digest)
        yield Line(0, failed=said, lacking=str(error) if isinstance(error, UsageError) else "")


def _broken(stream: BinaryIO, path: str, text_column: str) -> Iterator[Line]:
    """The rows that are none, of a table without the column."""
    stream.seek(0)
    with suppress(UsageError, UnreadableError):
        for record in records(stream, path=path, text_column=text_column):
            if not record.lacking:
                yield _line(record)


def _line(record: Record) -> Line:
    number = int(record.name.rpartition("#")[2])
    if record.text is None:
        return Line(number, failed=failed(record.name, None, f"The row could not be read: {record.error}."))
    return Line(number, text(record.text), _printable(record.columns))


def _printable(columns: Mapping[str, str]) -> dict[str, str]:
    """Without what UTF-8 cannot say: Excel's own escapes may hold halves of characters."""
    try:
        "".join((*columns, *columns.values())).encode()
    except UnicodeEncodeError:
        replaced = (words.encode(errors="replace").decode() for pair in columns.items() for words in pair)
        return dict(zip(replaced, replaced, strict=True))
    return dict(columns)
