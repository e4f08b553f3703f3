"""Inputs → Documents → Circulars → dataset: one run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from pathlib import Path
from typing import NamedTuple

from hongtou.errors import InputError, OutputError, UsageError
from hongtou.read import SUFFIXES, Limits
from hongtou.run.asked import Asked, asked_before
from hongtou.run.begin import check_guard, ready_after
from hongtou.run.crew import Here
from hongtou.run.engine import Engine, Rules
from hongtou.run.files import STDIN, Input
from hongtou.run.inputs import Met, Walk
from hongtou.run.kept import Kept
from hongtou.run.ledger import Ledger
from hongtou.run.meta import Meta
from hongtou.run.parts import SUFFIX, Parts
from hongtou.run.places import is_address, plain
from hongtou.run.store import Store
from hongtou.run.summary import Summary, summed
from hongtou.run.upload import made_here
from hongtou.run.work import MOST_TOLD, Crew, Progress, Setting, Tally
from hongtou.run.workplace import Workplace
from hongtou.write import gathering

__all__ = ["How", "Summary", "run"]


class How(NamedTuple):
    """How a run is done; nothing of it changes what it gives."""

    workers: int | None = None
    """Processes that read; None for as many as there are cores, or none beside this one for a few files."""
    cluster: str | None = None
    """The Dask cluster whose workers read instead: its address, or local:N."""
    resume: bool = False
    """Go on with the run that was broken off in this output."""
    fresh: bool = False
    """Read everything anew: use nothing that earlier runs have read."""
    keep: bool = True
    """Keep what was read for the next run."""
    guard: float | None = None
    """Seconds after which a document that is being read counts as hanging."""
    rules: Rules = Rules()
    progress: Progress | None = None
    tell: Callable[[str], None] = lambda _: None
    """Called with what a person should know at once, a sentence each."""


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
    if keywords:
        from hongtou.fields.keywords import check_jieba

        check_jieba()
    if progress:
        how = how._replace(progress=progress)
    began = time.perf_counter()
    address = plain(os.fspath(output))
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
        with closing(self._ledger()) as ledger:
            index = Meta(ledger.db, ledger.bearers)
            if not ledger.get("sealed"):
                self._list(ledger, index)
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

    # The ledger of this run: the one that was broken off, or a new one.

    def _ledger(self) -> Ledger:
        place, how = self._place, self._how
        if place.ledger.exists():
            with ExitStack() as stack:
                old = stack.enter_context(closing(Ledger(place.ledger)))
                before = old.get("asked")
                if how.resume and before is not None and self._goes_on(old, asked_before(before)):
                    stack.pop_all()
                    return old
                if not how.resume:
                    self._take_over(old)
            place.forget_run()
        if not (self._asked.paths or self._asked.lists):
            raise InputError(f"no run was broken off in {place.output}: name what to read")
        new = Ledger(place.ledger)
        new.set("asked", self._asked.plain())
        new.set("options", self._asked.options)
        new.set("run", self._kept.run() + 1)
        return new

    def _goes_on(self, old: Ledger, before: Asked) -> bool:
        """Whether this run is the one that was broken off; where no inputs are named, it is made to be."""
        mine = self._asked
        if not (mine.paths or mine.lists):
            mine = before
        if mine != before:
            raise UsageError(
                f"the run that was broken off in {self._place.output} had other inputs or options: repeat them, "
                "name none, or leave out --resume"
            )
        self._asked = mine
        if old.get("options") != mine.options:
            self._how.tell("hongtou has changed since the run was broken off: all is read anew")
            return False
        if not old.get("sealed"):
            if mine.pipes:
                raise InputError("the run was broken off while it read standard input: begin it anew, without --resume")
            return False
        return True

    def _take_over(self, old: Ledger) -> None:
        """Let what a run that was broken off has read serve this one."""
        if old.get("planned read") and old.get("options") == self._asked.options:  # else it has read nothing
            Store(old, Parts(self._place.parts))
            self._kept.write(old, self._asked.options, more=True)
            self._how.tell(
                f"a run was broken off in {self._place.output}: what it has read is used again "
                "(--resume goes on with it, --fresh forgets it)"
            )

    def _list(self, ledger: Ledger, index: Meta) -> None:
        """Write down all inputs."""
        asked = self._asked
        with closing(
            Walk(tables=asked.text_column is not None, output=self._place.output, limits=asked.limits)
        ) as walk:
            try:
                for path in asked.meta_files:
                    index.load(Input(path, True), named=True)
                found = _only(walk.paths(asked.every_path()), asked.urls)
                many = 1 if self._how.workers else 2 * self._how.rules.files + 1
                ledger.take(found if self._how.cluster else ready_after(many, found), index)
                if not ledger.count():
                    raise InputError(_nothing(ledger))
            except BaseException:
                ledger.close()
                self._place.forget_run()
                raise
        if STDIN in asked.paths:
            with self._place.spool.open("wb") as spool:
                shutil.copyfileobj(sys.stdin.buffer, spool)
            ledger.set("stdin", os.path.realpath(self._place.spool))
        ledger.seal()

    # The work.

    def _work(self, ledger: Ledger, index: Meta) -> tuple[Tally, tuple[str, ...]]:
        place, asked = self._place, self._asked
        with closing(Parts(place.parts)) as parts, self._crew(ledger, parts) as crew:
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


def _only(found: Iterable[Met], urls: Sequence[str] | None) -> Iterable[Met]:
    """Of what was found what came from these addresses, or stands in an archive that did."""
    if urls is None:
        return found
    wanted = frozenset(urls)
    told = ((one, one.file.member.standing if one.file and one.file.member else None) for one in found)
    return (one for one, standing in told if standing and standing.url.partition("!/")[0] in wanted)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _nothing(ledger: Ledger) -> str:
    _, missing = ledger.notes("missing", MOST_TOLD)
    if missing:
        return f"no such file or folder: {', '.join(missing)}"
    count, _ = ledger.notes("skipped", 0)
    skipped = f" ({count} skipped: of unknown type, or written by hongtou)" if count else ""
    return f"nothing to read there{skipped}: hongtou reads {', '.join(SUFFIXES)} files, and tables with --text-column"
