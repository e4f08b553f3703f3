"""Rendered parts to a dataset's files, by streaming: what is held is a part, and rows that fill no row group yet."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

from hongtou.disk import sync
from hongtou.write import jsonl, overview, package, schema, tabular, workbook
from hongtou.write.chunks import Chunk
from hongtou.write.codebook import codebook
from hongtou.write.columnar import ParquetTables
from hongtou.write.ids import SeenIds
from hongtou.write.package import Files, Sources
from hongtou.write.partition import ParquetYears
from hongtou.write.sqlite import NAME as SQLITE
from hongtou.write.sqlite import SqliteTables

_HELPERS = 2
"""Threads that sort an index beside the one that reads its table."""


class Gather:
    """Writes the files of a dataset into a folder, from parts given in the order of their circulars.

    Where a part ends leaves no trace: the same circulars give the same bytes. Used in a ``with`` block, which closes
    the files.
    """

    def __init__(self, folder: Path, *, tables: bool = True, by_year: bool = False) -> None:
        self._folder, self._sources, self._rows = folder, Sources(), 0
        self._files = ExitStack()
        self._appended: dict[str, _Appended] = {}
        self._digests: dict[str, str] = {}
        self._append(jsonl.NAME)
        self._seen = None if tables else self._files.enter_context(closing(SeenIds(folder)))
        self._sqlite = self._files.enter_context(closing(SqliteTables(folder))) if tables else None
        parquet = ParquetYears if by_year else ParquetTables
        self._parquet = self._files.enter_context(closing(parquet(folder))) if tables else None
        if tables:
            self._append("overview.csv", overview.header())
            for table in schema.tables().values():
                self._append(f"{table.name}.csv", tabular.header(table))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._files.close()

    def _append(self, name: str, head: bytes = b"") -> None:
        self._appended[name] = self._files.enter_context(closing(_Appended(self._folder / name, head)))

    def add(self, chunk: Chunk) -> None:
        """Add the circulars of a part, rendered as this dataset is: with tables or without, by years or not."""
        self._sources += chunk.sources
        self._rows += chunk.tasks
        self._appended[jsonl.NAME].add(chunk.lines)
        if self._seen and chunk.ids:
            self._seen.add(chunk.ids)
        if self._sqlite and self._parquet:
            self._sqlite.add(chunk.sqlite)
            self._parquet.add(chunk.arrow)
            self._appended["overview.csv"].add(chunk.overview)
            for name, lines in chunk.csv.items():
                self._appended[f"{name}.csv"].add(lines)

    def finish(self) -> tuple[str, ...]:
        """Bring the files to their end; gives what a person should know of them, a sentence each.

        Raises ValueError where two circulars or tasks share an id.
        """
        if self._seen:
            self._seen.finish()
        for file in self._appended.values():
            file.close()
        notes = self._finish_tables(self._sqlite, self._parquet) if self._sqlite and self._parquet else ()
        self._files.close()
        if self._sqlite:
            self._describe()
        return notes

    def _finish_tables(self, sqlite: SqliteTables, parquet: ParquetTables | ParquetYears) -> tuple[str, ...]:
        """Bring Parquet and SQLite to their end; beside it the workbook is written, and the disk gets what is whole.

        SQLite's file is read for its digest here too: the disk takes that long. Where no workbook is made, sorting has
        help.
        """
        fits = self._rows <= workbook.MOST_ROWS
        with ThreadPoolExecutor(3) as beside:
            done = [beside.submit(workbook.write_workbook, self._folder, self._rows)] if fits else []
            done.append(beside.submit(parquet.finish))
            done += [beside.submit(sync, self._folder / name) for name in self._appended]  # behind: they only wait
            sqlite.finish(helpers=0 if fits else _HELPERS)
            done.append(beside.submit(sync, self._folder / SQLITE))
            self._digests[SQLITE] = package.digest_of([self._folder / SQLITE])
            for one in done:
                one.result()
        return () if fits else (workbook.too_many(self._rows),)

    def _describe(self) -> None:
        """Write what describes the others."""
        (self._folder / "codebook.md").write_text(codebook(), encoding="utf-8", newline="\n")
        self._digests |= {name: file.digest for name, file in self._appended.items()}
        (self._folder / package.NAME).write_bytes(package.descriptor(Files(self._folder, self._digests), self._sources))


class _Appended:
    """A file that grows at its end, and the digest of all that went into it."""

    def __init__(self, path: Path, head: bytes) -> None:
        self._handle = path.open("wb")
        self._digest = hashlib.sha256()
        self.add(head)

    def add(self, data: bytes) -> None:
        self._handle.write(data)
        self._digest.update(data)

    def close(self) -> None:
        self._handle.close()

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()
