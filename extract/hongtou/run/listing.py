"""Which inputs a run has, in its ledger: all that is there, or those of the run that was broken off."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing

from hongtou.errors import InputError, UsageError
from hongtou.read import SUFFIXES
from hongtou.run.asked import Asked, asked_before
from hongtou.run.begin import ready_after
from hongtou.run.files import STDIN, Input
from hongtou.run.how import How
from hongtou.run.inputs import Met, Walk
from hongtou.run.kept import Kept
from hongtou.run.ledger import Ledger
from hongtou.run.meta import Meta
from hongtou.run.parts import Parts
from hongtou.run.places import absent
from hongtou.run.store import Store
from hongtou.run.work import MOST_TOLD
from hongtou.run.workplace import Workplace


class Listing:
    """The inputs of a run. ``asked`` is what is asked of it: of one that goes on and names nothing, what was asked
    of the one that was broken off.
    """

    def __init__(self, place: Workplace, asked: Asked, how: How, kept: Kept) -> None:
        self.asked = asked
        self._place = place
        self._how = how
        self._kept = kept

    def ledger(self) -> Ledger:
        """The ledger of the run that was broken off, where this one goes on with it, or a new one."""
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
        if not (self.asked.paths or self.asked.lists):
            raise InputError(f"no run was broken off in {place.output}: name what to read")
        new = Ledger(place.ledger)
        new.set("asked", self.asked.plain())
        new.set("options", self.asked.options)
        new.set("run", self._kept.run() + 1)
        return new

    def _goes_on(self, old: Ledger, before: Asked) -> bool:
        """Whether this run is the one that was broken off; where no inputs are named, it is made to be."""
        mine = self.asked
        if not (mine.paths or mine.lists) and mine.agrees_with(before):
            mine = before
        if mine != before:
            raise UsageError(
                f"the run that was broken off in {self._place.output} had other inputs or options: repeat them, "
                "name none, or leave out --resume"
            )
        self.asked = mine
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
        if old.get("planned read") and old.get("options") == self.asked.options:  # else it has read nothing
            Store(old, Parts(self._place.parts))
            self._kept.write(old, self.asked.options, more=True)
            self._how.tell(
                f"a run was broken off in {self._place.output}: what it has read is used again "
                "(--resume goes on with it, --fresh forgets it)"
            )

    def take(self, ledger: Ledger, index: Meta) -> None:
        """Write down all inputs."""
        asked = self.asked
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
                if asked.text_column is not None and not (ledger.count(tables=True) or ledger.notes("missing", 0)[0]):
                    raise UsageError(
                        f"no table among the inputs: --text-column {asked.text_column} is for csv, tsv, json, jsonl, "
                        "parquet or xlsx with a document a row; leave it out to read documents"
                    )
            except BaseException:
                ledger.close()
                self._place.forget_run()
                raise
        if STDIN in asked.paths:
            with self._place.spool.open("wb") as spool:
                shutil.copyfileobj(sys.stdin.buffer, spool)
            ledger.set("stdin", os.path.realpath(self._place.spool))
        ledger.seal()


def _only(found: Iterable[Met], urls: Sequence[str] | None) -> Iterable[Met]:
    """Of what was found what came from these addresses, or stands in an archive that did."""
    if urls is None:
        return found
    wanted = frozenset(urls)
    told = ((one, one.file.member.standing if one.file and one.file.member else None) for one in found)
    return (one for one, standing in told if standing and standing.url.partition("!/")[0] in wanted)


def _nothing(ledger: Ledger) -> str:
    _, missing = ledger.notes("missing", MOST_TOLD)
    if missing:
        return "; ".join(map(absent, missing))
    count, _ = ledger.notes("skipped", 0)
    ours, _ = ledger.notes("ours", 0)
    what = (
        "written by hongtou" if ours == count else f"{ours} written by hongtou" if ours else "none of a type it reads"
    )
    skipped = f" ({count} skipped: {what})" if count else ""
    return f"nothing to read there{skipped}: hongtou reads {', '.join(SUFFIXES)} files, and tables with --text-column"
