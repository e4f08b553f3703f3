"""What a run says of itself at its end."""

from __future__ import annotations

from typing import NamedTuple

from hongtou.run.ledger import Ledger
from hongtou.run.meta import Meta
from hongtou.run.work import COUNTED, MOST_TOLD, Tally


class Summary(NamedTuple):
    """What a run read and found. ``circulars`` counts records, failed ones too.

    ``failed``, ``missing``, ``skipped`` and ``unmatched`` name the first thousand of each; :meth:`count` says how many
    there are.
    """

    circulars: int
    tasks: int
    deadlines: int
    units: int
    references: int
    findings: int
    failed: tuple[tuple[str, str], ...]
    """(path, reason) of each document with a finding of severity error: not read, or not to its end."""
    missing: tuple[str, ...]
    skipped: tuple[str, ...]
    unmatched: tuple[str, ...]
    """Rows of --meta that no document answered to."""
    warnings: tuple[str, ...]
    """What else went unused: a folder's index that cannot be read."""
    notes: tuple[str, ...]
    """What a person should know of the dataset's files."""
    composed: int
    read: int
    """Files that this run read."""
    reused: int
    """Files whose records an earlier run had read."""
    seconds: float
    output: str
    ours: frozenset[str]
    """Of what is named as skipped, what hongtou wrote."""
    more: dict[str, int]
    """Of what is named above, how many others there are."""

    @property
    def ok(self) -> bool:
        """Whether every path was there and every document could be read, to its end."""
        return not self.failed and not self.missing

    def count(self, kind: str) -> int:
        """How many there are of a kind: failed, missing, skipped, unmatched."""
        return len(getattr(self, kind)) + self.more[kind]


def summed(
    tally: Tally, ledger: Ledger, index: Meta, *, notes: tuple[str, ...], seconds: float, output: str
) -> Summary:
    """The summary of a run that is over."""
    missing, missing_first = ledger.notes("missing", MOST_TOLD)
    skipped, skipped_first = ledger.notes("skipped", MOST_TOLD)
    unmatched = index.unanswered(MOST_TOLD)
    total, files = ledger.db.execute("SELECT count(*), count(part) FROM inputs").fetchone()
    (tables,) = ledger.db.execute(
        "SELECT count(*) FROM (SELECT input FROM slices GROUP BY input HAVING count(*) = count(part))"
    ).fetchone()
    reused = files + tables
    return Summary(
        **{name: getattr(tally, name) for name in COUNTED if name != "failed"},
        failed=tally.failures,
        missing=missing_first,
        skipped=skipped_first,
        unmatched=unmatched,
        warnings=index.warnings,
        notes=notes,
        read=total - reused,
        reused=reused,
        seconds=seconds,
        output=output,
        ours=frozenset(ledger.notes("ours", MOST_TOLD)[1]),
        more={
            "failed": tally.failed - len(tally.failures),
            "missing": missing - len(missing_first),
            "skipped": skipped - len(skipped_first),
            "unmatched": index.count_unanswered() - len(unmatched),
        },
    )
