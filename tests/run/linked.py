"""The circulars of a dataset tied to one another, as a run ties them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from hongtou.model import Circular
from hongtou.run.decide import decided
from hongtou.run.facts import work_of
from hongtou.run.link import Entry, Links
from hongtou.run.store import Place
from hongtou.run.work import Copy


def link(circulars: Sequence[Circular]) -> list[Circular]:
    """The same circulars in the same order, each with what the others decide of it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        links = Links(db)
        links.begin()
        links.add(Entry(Place("", at, 0), one.source, work_of(one)) for at, one in enumerate(circulars))
        links.tie()

        def read(copy: Copy) -> Circular:
            return circulars[copy.place.offset]

        tied = {one.copy.place.offset: decided(one, read) for one in links.decided()}
        return [tied[at] for at in range(len(circulars))]
