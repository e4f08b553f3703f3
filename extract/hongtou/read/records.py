"""Tables of documents: csv, tsv, json, jsonl, parquet, xlsx, one document a row, its text in a named column.

Data sets of circulars are published so. Each row gives a name (``table.csv#3``), the text, and the other columns as
facts about it (url, publisher, retrieved_at…). What is wrong with one row is said of that row. A table of any length
is read row by row, but for workbooks and JSON arrays, which are held whole.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, BinaryIO, NamedTuple

import msgspec

from hongtou.errors import InputError, UnreadableError, UsageError
from hongtou.read import xls, xlsx
from hongtou.read.delimited import delimited_rows
from hongtou.read.formats import ODS, XLS, XLSX, binary_type
from hongtou.read.limits import Account, Limits
from hongtou.read.office import Office
from hongtou.read.streamed import encoding_of, texts

__all__ = ["Record", "is_table", "long_cells", "records", "rows"]

_LIMITS = Limits(cells=5_000_000, characters=500_000_000, seconds=600)
"""A table holds many documents, each of which is held to the limits of one when it is read."""
_CHUNK = 1024**2
_DELIMITERS = ",\t;|"
_MARKS = {b"{": ".jsonl", b"[": ".json", b"PAR1": ".parquet", b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}
"""How the bytes of a table begin, where they tell its kind."""


class Record(NamedTuple):
    """One row of a table of documents; ``text`` is None where the row could not be read, ``error`` says why."""

    name: str
    text: str | None
    columns: Mapping[str, str]
    error: str | None = None
    lacking: bool = False
    """Whether it could not be read for want of the column: where no row has it, the table itself is at fault."""


class BadRow(NamedTuple):
    """A row that is none: what is wrong with it."""

    error: str


class ShortRow(dict[str, str]):
    """A row of fewer cells than the table has columns: those it lacks are empty."""

    def __init__(self, header: Sequence[str], cells: Sequence[str]) -> None:
        self.lacking = frozenset(header[len(cells) :])
        """The names of the columns that it ends before."""
        self.error = f"the row has {len(cells)} cell{'s'[: len(cells) - 1]}, the table {len(header)} columns"
        super().__init__(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))


def is_table(path: str, *, named: bool = True) -> bool:
    """Whether the name is of a format that may hold one document a row; JSON does where it is ``named``: in a folder
    it mostly says something of the files beside it.
    """
    suffix = PurePath(path).suffix.lower()
    return suffix in _READERS and (named or suffix != ".json")


def records(table: bytes | BinaryIO, *, path: str, text_column: str) -> Iterator[Record]:
    """The documents of a table, named ``path#1``, ``path#2``… by row; those of a file as they are asked for.

    Raises UsageError at the end where no row has a cell of that name, UnreadableError where the bytes are no such
    table. A file must be one that can be read again from its start; it is left open.
    """
    found, why = False, ""
    for number, row in enumerate(rows(table, path=path), 1):
        name = f"{path}#{number}"
        if isinstance(row, BadRow):
            yield Record(name, None, {}, row.error)
        elif isinstance(row, ShortRow) and text_column in row.lacking:
            found = True
            yield Record(name, None, {}, row.error)
        elif text_column not in row:  # of json lines, where each has columns of its own
            lacks = f"no column {text_column!r}; its columns are: {', '.join(row) or 'none'}"
            why = why or lacks
            yield Record(name, None, {}, lacks, lacking=True)
        else:
            found = True
            yield Record(name, row[text_column], {key: cell for key, cell in row.items() if key != text_column})
    if why and not found:
        raise UsageError(f"{path} has {why}")


def rows(table: bytes | BinaryIO, *, path: str) -> Iterator[dict[str, str] | BadRow]:
    """The rows of a table as text, keyed by its header; empty cells are "".

    A name without a suffix (standard input) is told by its bytes. Raises UnreadableError where the bytes are no table
    of the kind that the name says.
    """
    stream = io.BytesIO(table) if isinstance(table, bytes) else table
    suffix = PurePath(path).suffix.lower() or _kind(stream.read(64))
    if suffix not in _READERS:
        raise UnreadableError(f"no table of documents; hongtou reads {', '.join(sorted(_READERS))}")
    stream.seek(0)
    return _READERS[suffix](stream)


def _kind(data: bytes) -> str:
    """The suffix that a table which begins with these bytes would bear."""
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((suffix for mark, suffix in _MARKS.items() if head.startswith(mark)), ".csv")


@contextmanager
def long_cells() -> Iterator[None]:
    """Let csv read a cell of any length: its own limit is 128 KiB, and a circular's text may be longer."""
    before = csv.field_size_limit(sys.maxsize if sys.maxsize < 2**63 else 2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _delimited(stream: BinaryIO) -> Iterator[dict[str, str] | BadRow]:
    if _is_blank(stream):
        return
    encoding = encoding_of(stream)
    delimiter = _delimiter(texts(stream, encoding))
    stream.seek(encoding.start)
    text = io.TextIOWrapper(stream, encoding.name, encoding.errors, newline="")
    with long_cells():
        found = delimited_rows(text, delimiter)
        try:
            header = [name.strip() for name in next(found, None) or []]
            for cells in found:
                if cells is None:
                    yield BadRow("a quote is opened in this row and never closed")
                elif cells:
                    yield _keyed(header, cells)
        except csv.Error as error:
            yield BadRow(str(error))
        finally:
            text.detach()  # else it would close the stream


def _is_blank(stream: BinaryIO) -> bool:
    while chunk := stream.read(_CHUNK):
        if chunk.strip():
            return False
    return True


def _delimiter(pieces: Iterator[str]) -> str:
    """The sign that is most often in the first line."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    for piece in pieces:
        line, end, _ = piece.partition("\n")
        for sign in counts:
            counts[sign] += line.count(sign)
        if end:
            break
    return max(counts, key=lambda sign: counts[sign])


def _keyed(header: Sequence[str], cells: Sequence[str]) -> dict[str, str] | BadRow:
    if len(cells) > len(header) and any(cells[len(header) :]):
        return BadRow(f"the row has {len(cells)} cells, the table {len(header)} columns")
    if len(cells) < len(header):
        return ShortRow(header, cells)
    return dict(zip(header, cells, strict=False))


def _json_lines(stream: BinaryIO) -> Iterator[dict[str, str] | BadRow]:
    decoder = msgspec.json.Decoder()
    for number, whole in enumerate(stream):
        line = (whole if number else whole.removeprefix(b"\xef\xbb\xbf")).removesuffix(b"\n")
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield BadRow(f"no JSON: {error}")
            continue
        yield _texts(row) if isinstance(row, dict) else BadRow("no JSON object")


def _json(stream: BinaryIO) -> Iterator[dict[str, str] | BadRow]:
    """The objects of an array; of an object that holds one array of objects ({"total": 2, "data": […]}), that one's."""
    data = stream.read().removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        return
    try:
        whole = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if data.lstrip()[:1] == b"{":  # an object a line, by another name
            yield from _json_lines(io.BytesIO(data))
            return
        raise UnreadableError(f"no JSON: {error}") from error
    if isinstance(whole, dict):
        lists = [
            value for value in whole.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)
        ]
        whole = lists[0] if len(lists) == 1 else [whole]
    if not isinstance(whole, list):
        raise UnreadableError("no JSON array of objects")
    for row in whole:
        yield _texts(row) if isinstance(row, dict) else BadRow("no JSON object")


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): _text(cell) for key, cell in row.items()}


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (dict, list, bool)):
        return msgspec.json.encode(cell).decode()
    return str(cell)


def _parquet(stream: BinaryIO) -> Iterator[dict[str, str] | BadRow]:
    import pyarrow
    import pyarrow.parquet

    try:
        # Buffered, it need not hold a group of rows, which may be all of them.
        file = pyarrow.parquet.ParquetFile(stream, buffer_size=_CHUNK)
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                yield _texts(row)
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableError(f"no Parquet file: {error}") from error


def _workbook(stream: BinaryIO) -> Iterator[dict[str, str] | BadRow]:
    """The rows of the first sheet under its first filled row. Raises UnreadableError, which a limit is too."""
    account = Account(_LIMITS)
    data = stream.read()
    kind = binary_type(data, "", account)
    if kind == ODS:
        with Office() as office:
            data, kind = office.convert(data, ODS, account), XLSX
    if kind not in (XLSX, XLS):
        raise UnreadableError("no workbook")
    filled: dict[int, dict[int, str]] = {}
    for (row, column), words in (xlsx if kind == XLSX else xls).first_sheet(data, account).cells.items():
        filled.setdefault(row, {})[column] = words
    header: dict[int, str] = {}
    for row in sorted(filled):
        cells = filled[row]
        if not header:
            header = {column: cells[column].strip() for column in sorted(cells)}
        elif cells.keys() - header.keys():
            yield BadRow(f"the row has {len(cells)} cells, some of them under no name of the {len(header)} columns")
        else:
            yield {name: cells.get(column, "") for column, name in header.items()}


_READERS: dict[str, Callable[[BinaryIO], Iterator[dict[str, str] | BadRow]]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
    ".xlsx": _workbook,
    ".xls": _workbook,
    ".ods": _workbook,
}


def checked_rows(data: bytes, *, path: str) -> Iterator[dict[str, str]]:
    """All rows of a table that must be whole; raises InputError, which names it, at the first that is not."""
    try:
        for number, row in enumerate(rows(data, path=path), 1):
            if isinstance(row, BadRow):
                raise InputError(f"{path}, row {number}: {row.error}")
            yield row
    except UnreadableError as error:
        raise InputError(f"cannot read {path}: {error}") from error
