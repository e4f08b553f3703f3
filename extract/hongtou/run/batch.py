"""Inputs → Documents → Circulars → dataset: one run."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from hongtou.errors import InputError
from hongtou.model import Circular
from hongtou.read import SUFFIXES, Limits
from hongtou.run import meta
from hongtou.run.crew import Here
from hongtou.run.engine import Engine, Progress, Rules
from hongtou.run.files import Input
from hongtou.run.inputs import Met, Walk
from hongtou.run.ledger import Ledger
from hongtou.run.parts import Parts
from hongtou.run.store import Store
from hongtou.run.work import MOST_TOLD, Setting, Tally
from hongtou.write import check_output, write_dataset


class Summary(NamedTuple):
    """What a run read and found. ``circulars`` counts records, failed ones too.

    ``failed``, ``missing``, ``skipped`` and ``unmatched`` name the first of each kind; ``more`` says how many others
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
    composed: int
    seconds: float
    output: str
    more: dict[str, int]

    @property
    def ok(self) -> bool:
        """Whether every path was there and every document could be read, to its end."""
        return not self.failed and not self.missing

    def count(self, kind: str) -> int:
        """How many there are of a kind: failed, missing, skipped, unmatched."""
        return len(getattr(self, kind)) + self.more.get(kind, 0)


def run(
    paths: Iterable[str],
    output: str | Path,
    *,
    text_column: str | None = None,
    meta_files: Sequence[str] = (),
    tables: bool = True,
    limits: Limits | None = None,
    progress: Progress | None = None,
    rules: Rules = Rules(),  # noqa: B008 - immutable
    urls: Collection[str] | None = None,
) -> Summary:
    """Read what ``paths`` name and write one dataset into the folder ``output``; with ``urls``, of the archives of
    crawls that they name these addresses alone.

    Raises InputError where nothing was named that could be read (the output is left as it was), UsageError for a text
    column that no table has, OutputError where the dataset cannot be written (before anything is read, where it can be
    known by then).
    """
    began = time.perf_counter()
    with closing(Ledger()) as ledger:
        index = meta.Meta(ledger.db, ledger.bearers)
        for path in meta_files:
            index.load(Input(path, True), named=True)
        walk = Walk(tables=text_column is not None, output=output, limits=limits)
        with closing(walk.shelf):
            ledger.take(_only(walk.paths(paths), urls), index)
        if not ledger.count():
            raise InputError(_nothing(ledger))
        check_output(Path(output))
        ledger.seal()
        parts = Parts()
        with Here(Setting(limits, text_column), parts) as crew:
            engine = Engine(Store(ledger, parts, index), crew, rules, progress)
            engine.records()
            links = engine.links()
            links.tie()
            total = _Total()
            write_dataset(list(total.of(engine.rendered(links))), Path(output), tables=tables)
        return _summary(total.tally, ledger, index, time.perf_counter() - began, str(output))


def _only(found: Iterable[Met], urls: Collection[str] | None) -> Iterable[Met]:
    """Of what was found what came from these addresses, or stands in an archive that did."""
    if urls is None:
        return found
    told = ((one, one.file.member.standing if one.file and one.file.member else None) for one in found)
    return (one for one, standing in told if standing and standing.url.partition("!/")[0] in urls)


class _Total:
    """Sums up what batches tell while their records pass by."""

    def __init__(self) -> None:
        self.tally = Tally()

    def of(self, batches: Iterable[Any]) -> Iterator[Circular]:
        """The records of the batches."""
        for tally, circulars in batches:
            self.tally = self.tally.plus(tally)
            yield from circulars


def _nothing(ledger: Ledger) -> str:
    count, missing = ledger.notes("missing", MOST_TOLD)
    if missing:
        return f"no such file or folder: {', '.join(missing)}"
    count, _ = ledger.notes("skipped", 0)
    skipped = f" ({count} skipped: of unknown type, or written by hongtou)" if count else ""
    return f"nothing to read there{skipped}: hongtou reads {', '.join(SUFFIXES)} files, and tables with --text-column"


def _summary(tally: Tally, ledger: Ledger, index: meta.Meta, seconds: float, output: str) -> Summary:
    missing, missing_first = ledger.notes("missing", MOST_TOLD)
    skipped, skipped_first = ledger.notes("skipped", MOST_TOLD)
    unmatched = index.unanswered(MOST_TOLD)
    return Summary(
        **{name: getattr(tally, name) for name in tally._fields[:7]},
        failed=tally.failures,
        missing=missing_first,
        skipped=skipped_first,
        unmatched=unmatched,
        warnings=index.warnings,
        seconds=seconds,
        output=output,
        more={
            "failed": tally.failed - len(tally.failures),
            "missing": missing - len(missing_first),
            "skipped": skipped - len(skipped_first),
            "unmatched": index.count_unanswered() - len(unmatched),
        },
    )
