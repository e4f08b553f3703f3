"""Which address shows what. ``name`` is percent-encoded in the address, so that a unit's name may hold a slash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from hongtou.model.record import Record
from hongtou.serve import calendar, number, results, unit
from hongtou.serve.answers import Asked, Page
from hongtou.serve.circular import circular_page
from hongtou.serve.home import home
from hongtou.serve.site import Site
from hongtou.serve.task import task

Handler = Callable[[Site, sqlite3.Connection, Asked], Page]
"""Makes a page. The connection is to ``dataset.sqlite``, read-only, with a limit of time."""


class Route(Record, frozen=True):
    """Addresses, what makes their page, and the parameters that narrow it; None where a page is what it is, whatever
    a messenger that passed its address on has added (``?from=timeline``).
    """

    pattern: str
    handler: Handler
    takes: tuple[str, ...] | None = None


_FORM = r"(\.(?P<form>json|csv))?$"
_NAME = rf"(?P<name>[^/]+?){_FORM}"

ROUTES = (
    Route(rf"/{_FORM}", home),
    Route(rf"/search{_FORM}", results.results, results.TAKES),
    Route(rf"/circular/{_NAME}", circular_page),
    Route(rf"/task/{_NAME}", task),
    Route(rf"/unit/{_NAME}", unit.unit, unit.TAKES),
    Route(rf"/number/{_NAME}", number.number, number.TAKES),
    Route(rf"/calendar{_FORM}", calendar.months, ()),
    Route(rf"/calendar/{_NAME}", calendar.month, calendar.TAKES),
)
