"""How a crawl stands, read from its frontier, also while it runs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hongtou.crawl.frontier import reading


class Standing(NamedTuple):
    """One host of one source, its robots.txt left aside."""

    source: str
    host: str
    queued: int
    done: int
    failed: int
    refused: int
    bytes: int
    """Of bodies, as sent, over all visits."""
    last: str
    """When something last came of it, UTC; "" before."""


class Reason(NamedTuple):
    """Why addresses would not come (``failed``), or were not asked for (``refused``)."""

    source: str
    state: str
    reason: str
    number: int


class Failure(NamedTuple):
    """One address that would not come."""

    source: str
    reason: str
    url: str
    attempts: int
    last: str
    via: str


class Report(NamedTuple):
    """How a crawl stands."""

    standings: tuple[Standing, ...]
    reasons: tuple[Reason, ...]
    open: tuple[str, ...]
    """Sources whose visit has not ended: the next crawl goes on with it."""


def report(archive: Path) -> Report:
    """How the crawl of an archive stands. Raises InputError where no crawl has been."""
    base = reading(archive)
    try:
        standings = base.execute(
            "SELECT source, host, sum(state IN ('queued', 'fetching')), sum(state = 'done'), sum(state = 'failed'),"
            " sum(state = 'refused'), sum(bytes), coalesce(max(finished), '') FROM address"
            " WHERE kind <> 'robots' GROUP BY source, host ORDER BY source, host"
        ).fetchall()
        reasons = base.execute(
            "SELECT source, state, reason, count(*) FROM address"
            " WHERE state IN ('failed', 'refused') AND kind <> 'robots'"
            " GROUP BY source, state, reason ORDER BY source, state, count(*) DESC, reason"
        ).fetchall()
        ongoing = base.execute("SELECT source FROM visit WHERE ended IS NULL ORDER BY source").fetchall()
    finally:
        base.close()
    return Report(
        tuple(Standing(*row) for row in standings),
        tuple(Reason(*row) for row in reasons),
        tuple(name for (name,) in ongoing),
    )


def failures(archive: Path) -> list[Failure]:
    """Every address that would not come, by source and reason. Raises InputError where no crawl has been."""
    base = reading(archive)
    try:
        rows = base.execute(
            "SELECT source, reason, url, attempts, coalesce(finished, ''), coalesce(via, '') FROM address"
            " WHERE state = 'failed' AND kind <> 'robots' ORDER BY source, reason, id"
        ).fetchall()
    finally:
        base.close()
    return [Failure(*row) for row in rows]
