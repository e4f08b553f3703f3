"""``--meta index.csv``: what is known of each document beside its bytes, joined by path."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from hongtou.errors import InputError, UsageError
from hongtou.model import Source
from hongtou.read.records import checked_rows
from hongtou.run.files import Input

# Columns that are fields of a Source; every other one goes to ``source.meta``.
_FIELDS = ("url", "publisher", "retrieved_at")
BELONGS = ("attachment_of", "circular")
"""Columns that say which files are one circular: the path or address of its page; or a name that they all bear."""
PAGED = ("page_of", "page_number")
"""Columns of a later page: the path or address of the first one; its number."""
_TRUE = frozenset({"true", "1", "yes", "y", "是"})


class _Row(NamedTuple):
    table: str
    path: str
    columns: dict[str, str]


class Meta:
    """The rows of one or more index tables, looked up by document name.

    A row's ``path`` is absolute, or relative to the working folder, or to the folder of its index; or a bare file
    name that only one row and one document bear.
    """

    def __init__(self, rows: Sequence[_Row] = (), names: Iterable[str] = (), warnings: Iterable[str] = ()) -> None:
        self._rows = rows
        self.warnings = tuple(warnings)
        """What is wrong with a folder's own index: it is then left aside."""
        self._used: set[int] = set()
        self._by_path: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            for place in {row.path, _resolved(row.path), _resolved(Path(row.table).parent / row.path)}:
                self._by_path.setdefault(place, []).append(number)
            self._by_name.setdefault(Path(row.path).name, []).append(number)
        self._documents = Counter(Path(name).name for name in names)

    def columns(self, name: str) -> dict[str, str]:
        """What the tables say of the document called ``name``; an earlier table goes before a later one."""
        found = self._by_path.get(name) or self._by_path.get(_resolved(name)) or self._by_bare_name(name)
        self._used.update(found)
        merged: dict[str, str] = {}
        for number in reversed(found):
            merged |= {key: cell for key, cell in self._rows[number].columns.items() if cell}
        return merged

    def says(self, keys: Sequence[str]) -> bool:
        """Whether a row has something in one of these columns."""
        return any(row.columns.get(key) for row in self._rows for key in keys)

    def _by_bare_name(self, name: str) -> list[int]:
        bare = Path(name).name
        found = self._by_name.get(bare, [])
        return found if len(found) == 1 and self._documents[bare] <= 1 else []

    @property
    def unused(self) -> tuple[str, ...]:
        """The rows that no document answered to, as "index.csv: path"."""
        return tuple(f"{row.table}: {row.path}" for n, row in enumerate(self._rows) if n not in self._used)


def load_meta(explicit: Sequence[str], found: Sequence[str | Input], names: Iterable[str]) -> Meta:
    """Read index tables: those named on the command line, then those found in folders and archives.

    Of those that were named, raises InputError where one cannot be read, UsageError where one has no column ``path``.
    """
    rows: list[_Row] = []
    warnings: list[str] = []
    indexes = [index if isinstance(index, Input) else Input(index, False) for index in (*explicit, *found)]
    for path, file in {file.name: file for file in indexes}.items():
        try:
            rows += _rows(file)
        except UsageError:
            if path in explicit:
                raise  # a folder's index.csv about something else is no index of documents
        except InputError as error:
            if path in explicit:
                raise
            warnings.append(f"{error}; nothing of it was used")
    return Meta(rows, names, warnings)


def _rows(file: Input) -> list[_Row]:
    path = file.name
    try:
        data = file.read()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error
    listed = checked_rows(data, path=path)
    lacking = [number for number, row in enumerate(listed, 1) if "path" not in row]
    if lacking and len(lacking) == len(listed):
        raise UsageError(f"{path} has no column 'path'; its columns are: {', '.join(listed[0])}")
    if lacking:
        raise InputError(f"{path}, row {lacking[0]}: no 'path'")
    return [_Row(path, row["path"].strip(), _without(row, "path")) for row in listed]


def apply(source: Source, columns: Mapping[str, str]) -> Source:
    """The source with what its index row says of it.

    >>> apply(Source(path="a.txt", sha256="", media_type="text/plain"), {"url": "https://a.example/", "班次": "3"}).meta
    {'班次': '3'}
    """
    if not columns:
        return source
    fields: dict[str, object] = {key: columns[key] for key in _FIELDS if columns.get(key)}
    if "composed" in columns:
        fields["composed"] = columns["composed"].strip().lower() in _TRUE
    meta = {key: cell for key, cell in columns.items() if cell and key not in (*_FIELDS, *BELONGS, *PAGED, "composed")}
    files = source.files
    if files and "url" in fields:
        files = (msgspec.structs.replace(files[0], url=columns["url"]), *files[1:])
    return msgspec.structs.replace(source, **fields, meta={**source.meta, **meta}, files=files)


def fill(first: Source, again: Source) -> Source:
    """The source of identical bytes met again: all their files in order; what the first lacks, the other gives.

    >>> one, two = (Source(path=path, sha256="", media_type="text/plain") for path in ("a.txt", "b.txt"))
    >>> fill(one, apply(two, {"publisher": "云溪县政府网"})).publisher
    '云溪县政府网'
    """
    files = tuple(sorted((*first.files, *again.files), key=lambda file: file.path))
    gaps = {key: getattr(again, key) for key in _FIELDS if not getattr(first, key)}
    meta = {**again.meta, **first.meta}
    composed = first.composed or again.composed
    path = min(first.path, again.path)
    return msgspec.structs.replace(first, path=path, files=files, meta=meta, composed=composed, **gaps)


def _without(row: Mapping[str, str], key: str) -> dict[str, str]:
    return {name: cell.strip() for name, cell in row.items() if name and name != key}


def _resolved(path: str | Path) -> str:
    return os.path.realpath(path)
