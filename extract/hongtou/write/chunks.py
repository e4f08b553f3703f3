"""A part of a dataset, rendered: what a worker makes of some circulars, and all that gathering them needs.

What is dear is done here, once a circular, in any process or on any machine: JSON, rows, CSV, Arrow's columns,
SQLite's records. Whoever gathers (``gather``) copies bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from hongtou._version import __version__
from hongtou.errors import InputError
from hongtou.model import Circular
from hongtou.write import columnar, jsonl, overview, partition, schema, sqlite, tabular
from hongtou.write.columns import Columns, to_columns
from hongtou.write.ids import Ids
from hongtou.write.package import Sources

SLICE = 64
"""Circulars that are well rendered at once: what is done once a chunk does not count, and it is some 20 MB in all."""

_MAGIC = b"hongtou chunk\n"


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """Some circulars, one after the other, in every form of the dataset.

    ``csv`` and ``arrow`` hold a table each by name (``arrow`` of a dataset by years: a year of a table by its folder),
    ``sqlite`` all tables. Without tables these are empty, and there are ``ids`` instead.
    """

    version: str
    tasks: int
    lines: bytes
    sources: Sources
    ids: Ids | None = None
    csv: dict[str, bytes] = {}
    arrow: dict[str, columnar.Rows] = {}
    sqlite: bytes = b""
    overview: bytes = b""

    def write(self, path: Path) -> None:
        """Put the chunk into a file of its own, whole or not at all.

        It is neither synced nor squeezed: it is read at once, and goes before the disk has it.
        """
        data = msgspec.msgpack.encode(self)
        beside = path.with_name(f"{path.name}.new")
        with beside.open("wb") as handle:
            handle.writelines((_MAGIC, data))
        beside.replace(path)

    @classmethod
    def read(cls, path: Path) -> Chunk:
        """The chunk in a file. Raises InputError where the file is none of this version."""
        try:
            data = path.read_bytes()
            if not data.startswith(_MAGIC):
                raise InputError(f"{path} is no part of a dataset")
            chunk = msgspec.msgpack.decode(memoryview(data)[len(_MAGIC) :], type=cls)
        except (OSError, msgspec.DecodeError) as error:
            raise InputError(f"cannot read {path}: {error}") from error
        if chunk.version != __version__:
            raise InputError(f"{path} is of hongtou {chunk.version}, this is {__version__}")
        return chunk


def render(circulars: Sequence[Circular], *, tables: bool = True, by_year: bool = False) -> Chunk:
    """The circulars in every form of the dataset, or as ``circulars.jsonl`` alone. A function of its arguments.

    ``by_year`` has Arrow's rows by their year of issue, for a dataset whose Parquet is partitioned so.
    """
    chunk = Chunk(
        version=__version__,
        tasks=sum(len(circular.tasks) for circular in circulars),
        lines=b"".join(map(jsonl.line, circulars)),
        sources=Sources.of(circulars),
    )
    if not tables:
        return msgspec.structs.replace(chunk, ids=Ids.of(circulars))
    columns = to_columns(circulars)
    return msgspec.structs.replace(
        chunk,
        csv={name: tabular.rendered(table, columns[name]) for name, table in schema.tables().items()},
        arrow=dict(_by_year(columns, partition.years(circulars)) if by_year else _whole(columns)),
        sqlite=sqlite.rendered(columns),
        overview=overview.rendered(circulars),
    )


def _whole(columns: Mapping[str, Columns]) -> Iterator[tuple[str, columnar.Rows]]:
    for name, table in schema.tables().items():
        yield name, columnar.rendered(table, columns[name])


def _by_year(columns: Mapping[str, Columns], years: Mapping[str, str]) -> Iterator[tuple[str, columnar.Rows]]:
    for name, table in schema.tables().items():
        yield from partition.rendered(table, columns[name], years)
