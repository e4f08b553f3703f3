"""The crawl's memory: every address, what is to be done with it and what came of it, in ``crawl.sqlite``.

An address is ``queued``, then ``fetching``, then ``done``, ``failed`` (it would not come; the reason says why) or
``refused`` (we would not ask; the reason says why). Each step is one transaction that is on the disk before the next
begins, so that whoever comes after a kill finds what was being asked for in state ``fetching``.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from hongtou.archive.terms import date_of
from hongtou.crawl.errand import Errand, HostRow, RobotsRow, State
from hongtou.errors import InputError, OutputError

FILE = "crawl.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS address (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    visit INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    fetches INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    depth INTEGER NOT NULL DEFAULT 0,
    barren INTEGER NOT NULL DEFAULT 0,
    hops INTEGER NOT NULL DEFAULT 0,
    via TEXT,
    part_of TEXT,
    words TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    leads_to TEXT,
    bytes INTEGER NOT NULL DEFAULT 0,
    finished TEXT
);
CREATE INDEX IF NOT EXISTS address_next ON address (source, host, rank, id) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS address_fetching ON address (id) WHERE state = 'fetching';
CREATE TABLE IF NOT EXISTS host (
    host TEXT PRIMARY KEY, ended REAL NOT NULL, slow REAL NOT NULL, not_before REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS robots (
    origin TEXT PRIMARY KEY, body BLOB NOT NULL, checked REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS visit (
    id INTEGER NOT NULL, source TEXT NOT NULL, scope TEXT NOT NULL, begun TEXT NOT NULL, ended TEXT,
    PRIMARY KEY (source, id)
);
"""
# A circular is taken whole, with its pages and attachments, before the next one; a list waits for what it led to.
_RANKS: dict[str, int] = {"robots": 0, "page": 1, "attachment": 1, "circular": 2}
_LAST = 3


_ERRAND = "url, source, kind, visit, depth, barren, hops, via, part_of, words, date, id, attempts, fetches"


class Frontier:
    """The frontier of an archive, opened by the one crawler that holds the archive's lock."""

    def __init__(self, folder: Path) -> None:
        """Open it, or begin one. Raises OutputError where it cannot be written."""
        try:
            self._db = sqlite3.connect(folder / FILE, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise OutputError(f"{folder / FILE}: cannot be written: {error}") from error
        self._db.execute("INSERT OR IGNORE INTO about VALUES ('identity', ?)", (uuid.uuid4().hex[:12],))
        self._identity: str = self._db.execute("SELECT value FROM about WHERE name = 'identity'").fetchone()[0]

    def close(self) -> None:
        """Let it go."""
        self._db.close()

    def __enter__(self) -> Frontier:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """One transaction; what is done within it is on the disk at its end, or was not done."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OutputError(f"{FILE}: cannot be written: {error}") from error

    def fetch(self, errand: Errand) -> str:
        """Identity of an errand's fetch, which no other has: the archive knows it by that."""
        return f"{self._identity}-{errand.id}.{errand.fetches}"

    # Visits

    def next_visit(self) -> int:
        """Number of a visit that is begun now: sources that are crawled together share it, so that what two of them
        lead to is asked for once.
        """
        number: int = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM visit").fetchone()[0]
        return number

    def visit(self, source: str, scope: str, number: int, *, anew: bool = True) -> int:
        """The visit of a source that goes on, where it had the same ``scope``, or a new one with that number.

        A visit that ended is taken up again where no new one is wanted (``anew``).
        """
        last = self._db.execute(
            "SELECT id, scope, ended FROM visit WHERE source = ? ORDER BY id DESC LIMIT 1", (source,)
        ).fetchone()
        if last and ((last[2] is None and last[1] == scope) or not anew):
            self._db.execute("UPDATE visit SET ended = NULL WHERE source = ? AND id = ?", (source, last[0]))
            found: int = last[0]
            return found
        self._db.execute("UPDATE visit SET ended = ? WHERE source = ? AND ended IS NULL", (_now(), source))
        self._db.execute("INSERT INTO visit VALUES (?, ?, ?, ?, NULL)", (number, source, scope, _now()))
        return number

    def leave(self, source: str) -> None:
        """End the source's visit, where nothing of it is left to do."""
        self._db.execute(
            "UPDATE visit SET ended = ?1 WHERE source = ?2 AND ended IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM address WHERE source = ?2 AND state IN ('queued', 'fetching'))",
            (_now(), source),
        )

    # Addresses

    def offer(self, errand: Errand, refusal: str = "") -> bool:
        """Queue an address, or note that it is refused; whether this visit did not know it already."""
        state = "refused" if refusal else "queued"
        done = self._db.execute(
            "INSERT INTO address (url, host, source, kind, rank, state, reason, visit, depth, barren, hops, via,"
            " part_of, words, date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET source = excluded.source, kind = excluded.kind, rank = excluded.rank,"
            " state = excluded.state, reason = excluded.reason, visit = excluded.visit, depth = excluded.depth,"
            " barren = excluded.barren, hops = excluded.hops, via = excluded.via, part_of = excluded.part_of,"
            " words = excluded.words, date = excluded.date, attempts = 0, not_before = 0, leads_to = NULL"
            " WHERE state IN ('done', 'failed', 'refused') AND (visit < excluded.visit"
            " OR (state = 'refused' AND excluded.state = 'queued' AND excluded.barren < barren))",
            (errand.url, errand.host, errand.source, errand.kind, _RANKS.get(errand.kind, _LAST), state, refusal,
             errand.visit, errand.depth, errand.barren, errand.hops, errand.via, errand.part_of, errand.words,
             errand.date),
        )  # fmt: skip
        return done.rowcount > 0

    def adopt(self, errand: Errand) -> None:
        """Make what another source has queued, or was asking for when its crawler died, this one's."""
        self._db.execute(
            "UPDATE address SET source = ?, kind = ?, rank = ?, visit = ?, part_of = ?, not_before = 0"
            " WHERE url = ? AND state IN ('queued', 'fetching') AND source <> ?",
            (errand.source, errand.kind, _RANKS.get(errand.kind, _LAST), errand.visit, errand.part_of, errand.url,
             errand.source),
        )  # fmt: skip

    def next(self, sources: Iterable[str], host: str, now: float) -> Errand | None:
        """What of these sources a host is to be asked for next."""
        found = [
            row
            for source in sources
            if (row := self._db.execute(
                f"SELECT {_ERRAND}, rank FROM address WHERE state = 'queued' AND source = ? AND host = ?"
                " AND not_before <= ? ORDER BY rank, id LIMIT 1", (source, host, now),
            ).fetchone())
        ]  # fmt: skip
        if not found:
            return None
        return Errand(*min(found, key=lambda row: (row[-1], row[11]))[:-1])

    def earliest(self, sources: Iterable[str], host: str) -> float | None:
        """When the first of what a host is to be asked for may be asked, where all of it has to wait."""
        times = [
            self._db.execute(
                "SELECT min(not_before) FROM address WHERE state = 'queued' AND source = ? AND host = ?",
                (source, host),
            ).fetchone()[0]
            for source in sources
        ]
        return min((time for time in times if time is not None), default=None)

    def waiting(self, source: str) -> dict[str, int]:
        """Host → how many addresses of a source are queued."""
        return dict(
            self._db.execute(
                "SELECT host, count(*) FROM address WHERE state = 'queued' AND source = ? GROUP BY host", (source,)
            )
        )

    def take(self, errand: Errand) -> Errand:
        """The errand goes out; its fetch has a new identity from here on."""
        self._db.execute(
            "UPDATE address SET state = 'fetching', attempts = attempts + 1, fetches = fetches + 1 WHERE id = ?",
            (errand.id,),
        )
        return errand._replace(attempts=errand.attempts + 1, fetches=errand.fetches + 1)

    def put_back(self, errand: Errand, reason: str, not_before: float = 0.0, *, count: bool = True) -> None:
        """Queue it again; ``count`` False where it was never sent."""
        self._db.execute(
            "UPDATE address SET state = 'queued', reason = ?, not_before = ?, attempts = attempts - ? WHERE id = ?",
            (reason, not_before, 0 if count else 1, errand.id),
        )

    def finish(
        self, errand: Errand, state: State, reason: str = "", *, size: int = 0, leads_to: str | None = None
    ) -> None:
        """What came of it; ``size`` in bytes as sent, ``leads_to`` the target of a redirect."""
        self._db.execute(
            "UPDATE address SET state = ?, reason = ?, bytes = bytes + ?, leads_to = ?, finished = ?, not_before = 0"
            " WHERE id = ?",
            (state, reason, size, leads_to, _now(), errand.id),
        )

    def fetching(self) -> list[Errand]:
        """What was being asked for when the last crawler died."""
        rows = self._db.execute(f"SELECT {_ERRAND} FROM address WHERE state = 'fetching' ORDER BY id").fetchall()
        return [Errand(*row) for row in rows]

    def leads_to(self, url: str, visit: int) -> str | None:
        """Where an address redirected to in this visit."""
        row = self._db.execute("SELECT leads_to FROM address WHERE url = ? AND visit = ?", (url, visit)).fetchone()
        return row[0] if row else None

    def retry(self, source: str, visit: int) -> int:
        """Queue again what failed of a source; how many that are."""
        done = self._db.execute(
            "UPDATE address SET state = 'queued', attempts = 0, not_before = 0, visit = ?"
            " WHERE source = ? AND state = 'failed'",
            (visit, source),
        )
        return done.rowcount

    # Hosts and their robots.txt

    def host(self, name: str) -> HostRow:
        """What is known of a host."""
        row = self._db.execute("SELECT ended, slow, not_before FROM host WHERE host = ?", (name,)).fetchone()
        return HostRow(*row) if row else HostRow()

    def save_host(self, name: str, row: HostRow) -> None:
        """Know that of a host from now on."""
        self._db.execute("INSERT OR REPLACE INTO host VALUES (?, ?, ?, ?)", (name, *row))

    def robots(self, origin: str) -> RobotsRow | None:
        """The robots.txt of an origin as it was last read."""
        row = self._db.execute("SELECT body, checked FROM robots WHERE origin = ?", (origin,)).fetchone()
        return RobotsRow(*row) if row else None

    def save_robots(self, origin: str, row: RobotsRow) -> None:
        """Know that of an origin from now on."""
        self._db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, *row))

    def ask_robots(self, errand: Errand) -> None:
        """Queue a robots.txt, in whatever visit it was asked for before."""
        self.offer(errand._replace(kind="robots"))
        self._db.execute(
            "UPDATE address SET state = 'queued', kind = 'robots', rank = 0, source = ?, part_of = ?, hops = ?,"
            " attempts = 0, not_before = 0 WHERE url = ? AND state NOT IN ('queued', 'fetching')",
            (errand.source, errand.part_of, errand.hops, errand.url),
        )


def reading(folder: Path) -> sqlite3.Connection:
    """The frontier for reading alone, also while a crawl writes it. Raises InputError where there is none."""
    path = folder / FILE
    if not path.exists():
        raise InputError(f"{path}: no crawl has been here")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _now() -> str:
    return date_of(dt.datetime.now(dt.UTC))
