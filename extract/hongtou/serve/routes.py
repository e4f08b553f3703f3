"""Which address shows what. ``name`` is percent-encoded in the address, so that a unit's name may hold a slash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from hongtou.serve.answers import Asked, Page
from hongtou.serve.calendar import month, months
from hongtou.serve.circular import circular_page
from hongtou.serve.home import home
from hongtou.serve.number import number
from hongtou.serve.results import results
from hongtou.serve.site import Site
from hongtou.serve.task import task
from hongtou.serve.unit import unit

Handler = Callable[[Site, sqlite3.Connection, Asked], Page]
"""Makes a page. The connection is to ``dataset.sqlite``, read-only, with a limit of time."""

_FORM = r"(\.(?P<form>json|csv))?$"
_NAME = rf"(?P<name>[^/]+?){_FORM}"

ROUTES: tuple[tuple[str, Handler], ...] = (
    (rf"/{_FORM}", home),
    (rf"/search{_FORM}", results),
    (rf"/circular/{_NAME}", circular_page),
    (rf"/task/{_NAME}", task),
    (rf"/unit/{_NAME}", unit),
    (rf"/number/{_NAME}", number),
    (rf"/calendar{_FORM}", months),
    (rf"/calendar/{_NAME}", month),
)
