"""What is asked of a run: its inputs and its options, written into the ledger so that it can be gone on with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hongtou.errors import InputError, UsageError
from hongtou.read import Limits
from hongtou.run.files import STDIN
from hongtou.run.identity import code


class Asked(NamedTuple):
    """The inputs and the options that change what a run gives."""

    paths: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    """Files that list paths, one a line; "-" is standard input."""
    text_column: str | None = None
    meta_files: tuple[str, ...] = ()
    tables: bool = True
    by_year: bool = False
    """Whether Parquet is partitioned by the year of issue."""
    keywords: bool = False
    """Whether circulars and tasks get keywords."""
    limits: Limits = Limits()
    urls: tuple[str, ...] | None = None
    """Of archives of crawls, the addresses that are read alone."""

    @property
    def pipes(self) -> bool:
        """Whether something comes on standard input, which comes once."""
        return STDIN in self.paths or STDIN in self.lists

    @property
    def options(self) -> str:
        """All that a record depends on beside its bytes and its name, as a word."""
        limits = msgspec.json.encode(self.limits).decode()
        return f"{code()} {limits} {self.text_column or ''}"

    def agrees_with(self, before: Asked) -> bool:
        """Whether every option that is given, which differs from what it is without, is that of another run."""
        return all(
            mine in (unsaid, theirs)
            for name, mine, unsaid, theirs in zip(self._fields, self, Asked(), before, strict=True)
            if name not in ("paths", "lists")
        )

    def every_path(self) -> Iterator[str]:
        """The paths, and those of the lists, as they are read. Raises InputError for a list that cannot be."""
        yield from self.paths
        for name in self.lists:
            try:
                yield from _lines(name)
            except OSError as error:
                raise InputError(f"cannot read the list {name}: {error.strerror or error}") from error

    def plain(self) -> dict[str, Any]:
        """As plain values."""
        values: dict[str, Any] = msgspec.to_builtins(self._asdict())
        return values

    def check(self) -> None:
        """Raise UsageError where standard input would be needed twice, or keywords without jieba."""
        if STDIN in self.paths and STDIN in self.lists:
            raise UsageError("standard input cannot be both a document and a list of paths")
        if self.keywords:
            from hongtou.fields.keywords import check_jieba

            check_jieba()


def asked_before(values: dict[str, Any]) -> Asked:
    """What :meth:`Asked.plain` gave."""
    return msgspec.convert(values, _Shape).asked()


class _Shape(msgspec.Struct):
    paths: tuple[str, ...]
    lists: tuple[str, ...]
    text_column: str | None
    meta_files: tuple[str, ...]
    tables: bool
    by_year: bool
    keywords: bool
    limits: Limits
    urls: tuple[str, ...] | None

    def asked(self) -> Asked:
        return Asked(**msgspec.structs.asdict(self))


def _lines(name: str) -> Iterator[str]:
    """The lines of a list; those that are blank are none."""
    if name == STDIN:
        yield from _clean(sys.stdin)
        return
    with Path(name).open(encoding="utf-8-sig", errors="surrogateescape") as handle:
        yield from _clean(handle)


def _clean(handle: Any) -> Iterator[str]:
    for line in handle:
        if path := line.rstrip("\r\n"):
            yield path
