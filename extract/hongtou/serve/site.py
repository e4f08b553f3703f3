"""A dataset that is served: its folder, what tells it from another, its search index."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from hongtou.errors import InputError
from hongtou.model.record import Record
from hongtou.serve.build import Progress
from hongtou.serve.facets import Facets
from hongtou.serve.index import Index, open_index
from hongtou.serve.search import Searcher
from hongtou.write import jsonl
from hongtou.write.advice import how_made
from hongtou.write.schema import tables
from hongtou.write.sqlite import NAME
from hongtou.write.staging import recover

_EDGE = 64 * 1024
_MINE = "hongtou.serve 7"
"""Changes with what is made from a dataset (the index, the charts), so that what an older program made is made anew."""


class Site(Record, frozen=True):
    """What the pages of a dataset share."""

    folder: Path
    database: Path
    fingerprint: str
    index: Index
    searcher: Searcher
    facets: Facets

    @property
    def composed(self) -> bool:
        """Whether every circular is a composed sample."""
        facts = self.index.facts
        return bool(facts.get("composed")) and facts["composed"] == facts["circulars"]


def open_site(folder: Path, progress: Progress | None = None) -> Site:
    """The dataset in a folder, or of a ``dataset.sqlite`` or ``circulars.jsonl``; its search index is made if need be.

    Raises InputError where there is no dataset or one of another version, OutputError where no index can be written.
    """
    recover(folder)
    database = folder / NAME if folder.is_dir() else folder.with_name(NAME) if folder.name == jsonl.NAME else folder
    if database.name != NAME or not database.is_file():
        lines = folder / jsonl.NAME if folder.is_dir() else folder
        if lines.name == jsonl.NAME and lines.is_file():
            raise InputError(
                f"no {NAME} beside {lines}: `hongtou extract PATH -o {lines.parent}` without --no-tables writes it"
            )
        raise InputError(f"no dataset in {folder}: {how_made(folder)}")
    _check(database)
    mark = fingerprint(database)
    index = open_index(database.parent, database, mark, progress)
    with closing(sqlite3.connect(":memory:", uri=True)) as db:
        attach(db, index)
        return Site(database.parent, database.absolute(), mark, index, Searcher(index), Facets(index, db))


def _check(database: Path) -> None:
    """Whether it has every column that a page may ask for: said before anybody asks, not page by page."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?immutable=1", uri=True)) as db:
            for name, table in tables().items():
                there = {row[1] for row in db.execute(f'PRAGMA table_info("{name}")')}
                missing = [column.name for column in table.columns if column.name not in there]
                if missing:
                    what = f"column {missing[0]!r} in its table {name!r}" if there else f"table {name!r}"
                    raise InputError(
                        f"{database} is not one of this version (no {what}): "
                        f"`hongtou extract PATH -o {database.parent}` writes it anew"
                    )
    except sqlite3.Error as error:
        raise InputError(f"cannot read {database}: {error}") from error


def attach(db: sqlite3.Connection, index: Index) -> None:
    """Have a connection see the tables of the index, as ``idx.circulars``; the connection must take URIs."""
    db.execute("ATTACH DATABASE ? AS idx", (f"{index.database.absolute().as_uri()}?immutable=1",))


def fingerprint(database: Path) -> str:
    """Tells a dataset from any other: size, time of writing and both ends of the file, without reading gigabytes."""
    facts = database.stat()
    digest = sha256(f"{_MINE} {facts.st_size} {facts.st_mtime_ns}".encode())
    with database.open("rb") as file:
        digest.update(file.read(_EDGE))
        file.seek(max(0, facts.st_size - _EDGE))
        digest.update(file.read(_EDGE))
    return digest.hexdigest()[:16]
