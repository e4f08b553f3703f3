"""A dataset of the composed samples, served through Datasette's own ASGI client."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hongtou.run.batch import run
from hongtou.serve import links
from hongtou.serve.app import application
from hongtou.serve.site import Site, open_site


@pytest.fixture(scope="session")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("served") / "output"
    run([str(root / "corpus" / "samples")], made)
    return made


@pytest.fixture(scope="session")
def site(folder: Path) -> Site:
    return open_site(folder)


@pytest.fixture(scope="session")
def db(site: Site) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{site.database}?mode=ro", uri=True)) as opened:
        yield opened


class Browser:
    """Asks the application as a browser would, without a socket."""

    def __init__(self, site: Site) -> None:
        self._app = application(site)

    def get(self, path: str, **headers: str) -> Any:
        """The answer, an httpx.Response."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asyncio.run(self._app.client.get(path, headers=named))


@pytest.fixture(scope="session")
def browser(site: Site) -> Browser:
    return Browser(site)


KINDS = ("home", "search", "nothing", "task", "unit", "collective", "number", "cited", "calendar", "month", "day")
"""Kinds of pages, each with an address of the samples in ``addresses``."""


@pytest.fixture(scope="session")
def addresses(db: sqlite3.Connection) -> dict[str, str]:
    """An address of each kind of page."""

    def first(query: str) -> str:
        (value,) = db.execute(query).fetchone()
        return str(value)

    due = first("SELECT min(due) FROM deadlines WHERE task_id IS NOT NULL")
    number = first(
        "SELECT document_number_normalized FROM circulars WHERE document_number_normalized NOTNULL "
        'AND circular_id IN (SELECT circular_id FROM "references")'
    )
    return {
        "home": "/",
        "search": "/search?q=学校",
        "nothing": "/search?q=没有这样的词",
        "task": links.task(first("SELECT task_id FROM tasks WHERE verdict = 'lagging'")),
        "unit": links.unit(
            first('SELECT "unit" FROM responsibilities WHERE NOT collective GROUP BY 1 ORDER BY -count(*)')
        ),
        "collective": links.unit(first('SELECT "unit" FROM responsibilities WHERE collective')),
        "number": links.number(number),
        "cited": links.number(first('SELECT normalized FROM "references" WHERE target_work_id IS NULL')),
        "calendar": "/calendar",
        "month": links.calendar(due[:7]),
        "day": f"{links.calendar(due[:7])}?day={int(due[8:])}",
    }
