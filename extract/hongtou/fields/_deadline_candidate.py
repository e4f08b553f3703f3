"""A date in running words, before it is known to be a limit."""

from __future__ import annotations

import datetime as dt

from hongtou.model.record import Record
from hongtou.model.vocabulary import DeadlineKind, Precision


class Candidate(Record, frozen=True):
    """A calendar limit as read, before it is known to be one."""

    start: int
    end: int
    kind: DeadlineKind
    first: dt.date | None
    last: dt.date | None
    bare: bool
    """No word of it says limit: 2019年上半年, 2020年."""
    precision: Precision
    limit: str
    head: str
    lead: int
    """Where the words end that are said before it: before the first of dates that are listed."""
    after: int
    """Where the words begin that say what is done: behind the last of dates that are listed."""

    @property
    def first_year_is_last(self) -> bool:
        return self.first is None or self.last is None or self.first.year == self.last.year
