"""Inputs → Documents → Circulars → dataset: one run."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from pathlib import Path

from hongtou.errors import HongtouError, OutputError, UsageError
from hongtou.read import Limits
from hongtou.run.asked import Asked
from hongtou.run.begin import check_guard
from hongtou.run.engine import Engine
from hongtou.run.how import How
from hongtou.run.kept import Kept
from hongtou.run.ledger import Ledger, closed
from hongtou.run.listing import Listing
from hongtou.run.meta import Meta
from hongtou.run.parts import SUFFIX, Parts
from hongtou.run.places import is_address, plain
from hongtou.run.store import Store
from hongtou.run.summary import Summary, summed
from hongtou.run.upload import made_here
from hongtou.run.work import Crew, Progress, Setting, Tally
from hongtou.run.workplace import Workplace
from hongtou.write import gathering

__all__ = ["How", "Summary", "run"]


def run(
    paths: Iterable[str],
    output: str | Path,
    *,
    lists: Sequence[str] = (),
    text_column: str | None = None,
    meta_files: Sequence[str] = (),
    tables: bool = True,
    by_year: bool = False,
    keywords: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    urls: Collection[str] | None = None,
    how: How = How(),  # noqa: B008 - immutable
) -> Summary:
    """Read what ``paths`` and the files of ``lists`` name and write one dataset into the folder ``output``; with
    ``urls``, of the archives of crawls that they name these addresses alone. ``keywords`` (extra ``keywords``) gives
    circulars and tasks their keywords.

    Raises InputError where nothing was named that could be read (the output is left as it was), UsageError for a text
    column that no table has and for keywords without jieba, OutputError where the dataset cannot be written (before
    anything is read, where it can be known by then) or another run is at it. A script must call it under
    ``if __name__ == "__main__":``, for worker processes load the script too; UsageError where it does not.
    """
    check_guard()
    asked = Asked(
        paths=tuple(paths),
        lists=tuple(lists),
        text_column=text_column,
        meta_files=tuple(meta_files),
        tables=tables,
        by_year=by_year,
        keywords=keywords,
        limits=limits or Limits(),
        urls=None if urls is None else tuple(sorted(urls)),
    )
    asked.check()
    if progress:
        how = how._replace(progress=progress)
    began = time.perf_counter()
    address = plain(os.fspath(output))
    if not address:
        raise UsageError("the output has no name: give a folder, . for this one")
    with made_here(address) if is_address(address) else nullcontext(Path(address)) as folder:
        place = Workplace(folder)
        with place.held():
            try:
                return _Run(place, asked, how).done(began)._replace(output=str(output))
            except sqlite3.Error as error:
                raise OutputError(f"cannot write into {place.folder}: {error}{_RESUME}") from error


_RESUME = "; the dataset that was there is as it was, and what was read is kept: mend it, and run again with --resume"


class _Run:
    """One run in its work folder."""

    def __init__(self, place: Workplace, asked: Asked, how: How) -> None:
        self._place = place
        self._asked = asked
        self._how = how
        self._kept = Kept(place.kept)

    def done(self, began: float) -> Summary:
        """Do it."""
        if self._how.fresh:
            self._place.forget_all()
        listing = Listing(self._place, self._asked, self._how, self._kept)
        with closed(listing.ledger()) as ledger:
            self._asked = listing.asked
            index = Meta(ledger.db, ledger.bearers)
            if not ledger.get("sealed"):
                try:
                    listing.take(ledger, index)
                except KeyboardInterrupt:
                    self._how.tell("broken off before anything was read")
                    raise
            try:
                tally, notes = self._work(ledger, index)
            except OutputError as error:
                raise OutputError(f"{error}{_RESUME}") from error
            except KeyboardInterrupt:
                self._how.tell(f"broken off: hongtou extract --resume -o {self._place.output} goes on")
                raise
            except OSError as error:
                where = error.filename or self._place.output
                raise OutputError(f"cannot write {where}: {error.strerror or error}{_RESUME}") from error
            summary = summed(
                tally, ledger, index, notes=notes, seconds=time.perf_counter() - began, output=str(self._place.output)
            )
            if self._how.keep:
                self._kept.write(ledger, self._asked.options)
        self._tidy()
        return summary

    def _work(self, ledger: Ledger, index: Meta) -> tuple[Tally, tuple[str, ...]]:
        place, asked = self._place, self._asked
        with closing(Parts(place.parts)) as parts, self._begun(ledger, parts) as crew:
            engine = Engine(Store(ledger, parts, index), crew, self._how.rules, self._how.progress)
            try:
                engine.records(self._kept if self._kept.serves(asked.options) else None)
            except UsageError:
                ledger.close()
                place.forget_run()
                raise
            links = engine.links()
            links.tie()
            total = Tally()
            with gathering(place.output, tables=asked.tables, by_year=asked.by_year) as gather:
                for tally, chunk in engine.rendered(links, place.chunks):
                    total = total.plus(tally)
                    gather.add(chunk)
                    del chunk  # before the next is fetched
                return total, gather.finish()

    @contextmanager
    def _begun(self, ledger: Ledger, parts: Parts) -> Iterator[Crew]:
        """The crew at work. Where it is refused before anything was read, there is nothing to go on with."""
        with ExitStack() as stack:
            try:
                crew = stack.enter_context(self._crew(ledger, parts))
            except HongtouError:
                if not ledger.get("planned read"):
                    ledger.close()
                    self._place.forget_run()
                raise
            yield crew

    def _crew(self, ledger: Ledger, parts: Parts) -> AbstractContextManager[Crew]:
        how, place, asked = self._how, self._place, self._asked
        setting = Setting(
            asked.limits,
            asked.text_column,
            asked.tables,
            asked.by_year,
            asked.keywords,
            parts=os.path.realpath(place.parts),
        )
        files, weight = ledger.db.execute("SELECT count(*), sum(size) FROM inputs").fetchone()
        few = files <= 2 * how.rules.files and weight <= 2 * how.rules.weight
        if how.workers is None and how.cluster is None and few:
            from hongtou.run.crew import Here  # and with it all that reads: whoever has workers needs it not

            return Here(setting)
        away = setting._replace(chunks=os.path.realpath(place.chunks), home=str(Path.cwd()))
        if how.cluster is not None:
            from hongtou.run.cluster import Cluster

            here = any(not is_address(row.file.name) for row in ledger.rows())
            return Cluster(how.cluster, away, parts, place.token(), local_inputs=here, tell=how.tell)
        from hongtou.run.pool import Pool

        return Pool(away, how.workers or _cores(), how.guard)

    def _tidy(self) -> None:
        """Leave what the next run may use, and nothing else."""
        self._place.forget_run()
        if not self._how.keep:
            self._place.forget_all()
            return
        used = self._kept.parts()
        for part in self._place.parts.iterdir():
            if part.name.removesuffix(SUFFIX) not in used:
                part.unlink()


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
