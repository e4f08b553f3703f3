"""What a run keeps for the next: which record each input gave, so that only what is new or changed is read again.

An input is the same where its name, its size and its time of change are, or where the digest of its bytes is; and where
all else that a reading depends on is the same too: the code, the limits, the last part of the name. Of a table of
documents that was changed its slices are looked at, one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hongtou.run.ledger import ROWS, Ledger
from hongtou.run.sql import execute

_TABLES = """
CREATE TABLE told (options TEXT, run INT);
CREATE TABLE kept (
  name BLOB PRIMARY KEY, variant INT, size INT, time INT, digest TEXT, part TEXT, item INT
) WITHOUT ROWID;
CREATE TABLE slices (
  name BLOB, number INT, variant INT, size INT, time INT, first INT, lines INT, last INT, digest TEXT, part TEXT,
  PRIMARY KEY (name, number)
) WITHOUT ROWID;
"""


class Kept:
    """What is kept in a work folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def run(self) -> int:
        """The number of the last run that left something; 0 where none did."""
        if not self._path.exists():
            return 0
        with closing(sqlite3.connect(self._path)) as db:
            return int(db.execute("SELECT run FROM told").fetchone()[0])

    def serves(self, options: str) -> bool:
        """Whether what is kept was read by the same code with the same options."""
        if not self._path.exists():
            return False
        with closing(sqlite3.connect(self._path)) as db:
            return bool(db.execute("SELECT options FROM told").fetchone()[0] == options)

    def look(self, ledger: Ledger) -> int:
        """Find the inputs that are as they were, by name, size and time; how many others there are."""
        same = "k.name = inputs.name AND k.size = inputs.stamp_size AND k.time = inputs.stamp_time"
        with self._beside(ledger.db), ledger.transaction():
            _take(ledger.db, f"{same} AND k.variant = inputs.variant")
        row = ledger.db.execute("SELECT count(*) FROM inputs WHERE part IS NULL AND NOT tabular").fetchone()
        return int(row[0])

    def look_by_digest(self, ledger: Ledger) -> None:
        """Find those whose bytes are, of the inputs whose digest is known by now."""
        with self._beside(ledger.db), ledger.transaction():
            _take(ledger.db, "k.digest = inputs.digest AND k.variant = inputs.variant")

    def look_at_tables(self, ledger: Ledger) -> None:
        """Find the tables that are as they were, by name, size and time, and of which every slice is kept."""
        same = "k.name = i.name AND k.size = i.stamp_size AND k.time = i.stamp_time AND k.variant = i.variant"
        with self._beside(ledger.db), ledger.transaction():
            ledger.db.execute(
                "INSERT INTO slices SELECT i.n, k.number, k.first, k.lines, k.last, k.digest, NULL, NULL, NULL, k.part "
                f"FROM inputs i JOIN kept.slices k ON {same} WHERE i.n IN (SELECT i.n FROM inputs i JOIN kept.slices k "
                f"ON {same} WHERE i.tabular GROUP BY i.n HAVING count(*) = max(k.last * (k.number + 1))) "
                "AND i.n NOT IN (SELECT input FROM slices)"
            )

    def look_at_slices(self, ledger: Ledger) -> None:
        """Find the slices that are as they were, of the tables that were cut anew."""
        same = "k.digest = slices.digest AND k.variant = (SELECT variant FROM inputs WHERE n = slices.input)"
        with self._beside(ledger.db), ledger.transaction():
            ledger.db.execute(
                f"UPDATE slices SET part = (SELECT k.part FROM kept.slices k WHERE {same} ORDER BY k.name, k.number "
                "LIMIT 1) WHERE cut IS NOT NULL"
            )

    @contextmanager
    def _beside(self, db: sqlite3.Connection) -> Iterator[None]:
        db.execute("ATTACH ? AS kept", (str(self._path),))
        try:
            yield
        finally:
            db.execute("DETACH kept")

    def write(self, ledger: Ledger, options: str, *, more: bool = False) -> None:
        """Keep what a run has read: the same bytes for the same run, whatever its way.

        With ``more``, what an unfinished run has read is added to what was kept before it.
        """
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            for pragma in ("journal_mode = OFF", "synchronous = OFF"):
                db.execute(f"PRAGMA {pragma}")
            execute(db, _TABLES)
            db.execute("BEGIN")
            db.execute("INSERT INTO told VALUES (?, ?)", (options, ledger.get("run")))
            db.executemany("INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)", _lasting(ledger))
            db.executemany("INSERT INTO slices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _lasting_slices(ledger))
            if more and self.serves(options):
                db.execute("COMMIT")
                db.execute("ATTACH ? AS before", (str(self._path),))
                db.execute("BEGIN")
                db.execute("INSERT OR IGNORE INTO kept SELECT * FROM before.kept")
                db.execute("INSERT OR IGNORE INTO slices SELECT * FROM before.slices")
            db.execute("CREATE INDEX kept_digest ON kept (digest, variant)")
            db.execute("CREATE INDEX slices_digest ON slices (digest, variant)")
            db.execute("COMMIT")
        draft.replace(self._path)

    def parts(self) -> set[str]:
        """The parts that something kept lies in."""
        with closing(sqlite3.connect(self._path)) as db:
            return {row[0] for row in db.execute("SELECT part FROM kept UNION SELECT part FROM slices")}


def _take(db: sqlite3.Connection, same: str) -> None:
    db.execute(
        "UPDATE inputs SET (digest, part, item) = "
        f"(SELECT k.digest, k.part, k.item FROM kept.kept k WHERE {same} ORDER BY k.name LIMIT 1) "
        f"WHERE part IS NULL AND EXISTS (SELECT 1 FROM kept.kept k WHERE {same})"
    )


def _lasting(ledger: Ledger) -> Iterable[tuple[object, ...]]:
    """A row of each file whose record may be used again."""
    return ledger.db.execute(
        "SELECT i.name, i.variant, i.stamp_size, i.stamp_time, r.digest, r.part, r.item "
        f"FROM inputs i JOIN records r ON r.id = (i.n << {ROWS}) WHERE r.lasting AND NOT i.tabular ORDER BY i.name"
    )


def _lasting_slices(ledger: Ledger) -> Iterable[tuple[object, ...]]:
    """A row of each slice of a table all of whose records may be."""
    return ledger.db.execute(
        "SELECT i.name, s.number, i.variant, i.stamp_size, i.stamp_time, s.first, s.lines, s.last, s.digest, r.part "
        f"FROM slices s JOIN inputs i ON i.n = s.input JOIN records r ON r.id = (i.n << {ROWS}) + s.first "
        "WHERE NOT EXISTS (SELECT 1 FROM records b WHERE b.id >= r.id AND b.id < r.id + s.lines AND NOT b.lasting) "
        "ORDER BY i.name, s.number"
    )
