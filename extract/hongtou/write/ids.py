"""Whether ids are unique, where there are too many to hold and no table with a key to tell."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from hongtou.model import Circular

NAME = ".ids.sqlite"


class Ids(msgspec.Struct, frozen=True, kw_only=True):
    """The ids of some circulars and of their tasks."""

    circular_id: list[str]
    task_id: list[str]

    @classmethod
    def of(cls, circulars: Sequence[Circular]) -> Ids:
        """Those of these circulars."""
        tasks = (task for circular in circulars for task in circular.tasks)
        return cls(circular_id=[circular.circular_id for circular in circulars], task_id=[t.task_id for t in tasks])


class SeenIds:
    """All ids of a dataset, in a scratch file of the folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        for name in Ids.__struct_fields__:
            self._db.execute(f"CREATE TABLE {name} (id TEXT)")

    def add(self, ids: Ids) -> None:
        """Note the ids of a part."""
        self._db.execute("BEGIN")
        for name in Ids.__struct_fields__:
            self._db.executemany(f"INSERT INTO {name} VALUES (?)", ((one,) for one in getattr(ids, name)))
        self._db.execute("COMMIT")

    def finish(self) -> None:
        """Raise ValueError where an id was given twice; take the scratch file away."""
        with closing(self):
            for name in Ids.__struct_fields__:
                twice = self._db.execute(f"SELECT id FROM {name} GROUP BY id HAVING count(*) > 1 LIMIT 1").fetchone()
                if twice:
                    raise ValueError(f"{name} {twice[0]!r} is given twice")
        self._path.unlink()

    def close(self) -> None:
        """Close the file."""
        self._db.close()
