"""Tables of documents: csv, tsv, jsonl, parquet, xlsx, one document a row, its text in a named column.

Data sets of circulars are published so. Each row gives a name (``table.csv#3``), the text, and the other columns as
facts about it (url, publisher, retrieved_at…). What is wrong with one row is said of that row.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, NamedTuple

import msgspec

from hongtou.errors import InputError, UnreadableError, UsageError
from hongtou.read import xls, xlsx
from hongtou.read.decode import decode
from hongtou.read.formats import ODS, XLS, XLSX, binary_type
from hongtou.read.limits import Account, Limits
from hongtou.read.office import Office

__all__ = ["Record", "is_table", "long_cells", "records", "rows"]

_LIMITS = Limits(cells=5_000_000, characters=500_000_000, seconds=600)
"""A table holds many documents, each of which is held to the limits of one when it is read."""
_DELIMITERS = ",\t;|"
_MARKS = {b"{": ".jsonl", b"PAR1": ".parquet", b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}
"""How the bytes of a table begin, where they tell its kind."""


class Record(NamedTuple):
    """One row of a table of documents; ``text`` is None where the row could not be read, ``error`` says why."""

    name: str
    text: str | None
    columns: Mapping[str, str]
    error: str | None = None


class BadRow(NamedTuple):
    """A row that is none: what is wrong with it."""

    error: str


def is_table(path: str) -> bool:
    """Whether the name is of a format that may hold one document a row."""
    return PurePath(path).suffix.lower() in _READERS


def records(data: bytes, *, path: str, text_column: str) -> Iterator[Record]:
    """The documents of a table, named ``path#1``, ``path#2``… by row.

    Raises UsageError where no row has a cell of that name, UnreadableError where the bytes are no such table.
    """
    lacking: list[Record] = []
    found = False
    for number, row in enumerate(rows(data, path=path), 1):
        name = f"{path}#{number}"
        if isinstance(row, BadRow):
            yield Record(name, None, {}, row.error)
        elif text_column not in row:
            columns = ", ".join(row) or "none"
            lacking.append(Record(name, None, {}, f"no column {text_column!r}; its columns are: {columns}"))
        else:
            found = True
            yield Record(name, row[text_column], {key: cell for key, cell in row.items() if key != text_column})
    if lacking and not found:
        raise UsageError(f"{path} has {lacking[0].error}")
    yield from lacking  # of json lines, where each has columns of its own


def rows(data: bytes, *, path: str) -> Iterator[dict[str, str] | BadRow]:
    """The rows of a table as text, keyed by its header; empty cells are "".

    A name without a suffix (standard input) is told by its bytes. Raises UnreadableError where the bytes are no table
    of the kind that the name says.
    """
    suffix = PurePath(path).suffix.lower() or _kind(data)
    if suffix not in _READERS:
        raise UnreadableError(f"no table of documents; hongtou reads {', '.join(sorted(_READERS))}")
    return _READERS[suffix](data)


def _kind(data: bytes) -> str:
    """The suffix that a table of these bytes would bear."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((suffix for mark, suffix in _MARKS.items() if head.startswith(mark)), ".csv")


@contextmanager
def long_cells() -> Iterator[None]:
    """Let csv read a cell of any length: its own limit is 128 KiB, and a circular's text may be longer."""
    before = csv.field_size_limit(sys.maxsize if sys.maxsize < 2**63 else 2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _delimited(data: bytes) -> Iterator[dict[str, str] | BadRow]:
    if not data.strip():
        return
    text = decode(data).text
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(_DELIMITERS, key=head.count)
    with long_cells():
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            header = [name.strip() for name in next(reader, [])]
            for cells in reader:
                if cells:
                    yield _keyed(header, cells)
        except csv.Error as error:
            yield BadRow(f"line {reader.line_num}: {error}")


def _keyed(header: Sequence[str], cells: Sequence[str]) -> dict[str, str] | BadRow:
    if len(cells) > len(header) and any(cells[len(header) :]):
        return BadRow(f"the row has {len(cells)} cells, the table {len(header)} columns")
    return dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))


def _json_lines(data: bytes) -> Iterator[dict[str, str] | BadRow]:
    decoder = msgspec.json.Decoder()
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield BadRow(f"no JSON: {error}")
            continue
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


def _parquet(data: bytes) -> Iterator[dict[str, str] | BadRow]:
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                yield _texts(row)
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableError(f"no Parquet file: {error}") from error


def _workbook(data: bytes) -> Iterator[dict[str, str] | BadRow]:
    """The rows of the first sheet under its first filled row. Raises UnreadableError, which a limit is too."""
    account = Account(_LIMITS)
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


_READERS: dict[str, Callable[[bytes], Iterator[dict[str, str] | BadRow]]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
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
