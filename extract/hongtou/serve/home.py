"""The first page: what is in the dataset."""

from __future__ import annotations

import sqlite3

from hongtou.serve.answers import Asked, Page
from hongtou.serve.site import Site


def home(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """What is in here."""
    (tasks,) = db.execute("SELECT count(*) FROM tasks").fetchone()
    (composed,) = db.execute("SELECT max(source_composed) FROM circulars").fetchone()
    return Page("home.html", {"tasks": tasks}, {"tasks": tasks}, None, bool(composed))
