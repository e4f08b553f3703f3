"""The first page: what is in the dataset, counted when its index was made."""

from __future__ import annotations

import sqlite3
from typing import Any

from markupsafe import Markup

from hongtou.serve import links
from hongtou.serve.answers import Asked, Page
from hongtou.serve.site import Site

_FIGURES = (
    "circulars", "works", "preferred_tasks", "units", "collectives", "complete", "incomplete_works", "composed",
    "composed_works", "region_count", "origins", "years", "regions", "most_named", "most_collective", "months",
    "months_outside", "findings",
)  # fmt: skip


def home(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """How much is in here, a search box, what falls due when, who is named most, the newest findings."""
    facts = {name: site.index.facts[name] for name in _FIGURES}
    rows: list[dict[str, Any]] = [
        {"month": month, "tasks": n, "page": links.calendar(month)} for month, n in facts["months"]
    ]
    # Drawn by us and looked through when it was made (charts.checked): names in it are escaped.
    drawn = {
        name: Markup((site.index.folder / f"{name}.{asked.language}.svg").read_text("utf-8"))
        for name in ("due", "units")
    }
    return Page("home.html", {**facts, "charts": drawn}, facts, rows, bool(facts["composed"]))
