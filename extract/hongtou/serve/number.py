"""The page of a document number: the circulars that bear it, what they cite, who cites it."""

from __future__ import annotations

import sqlite3
from typing import Any

from hongtou.serve import links
from hongtou.serve.answers import Asked, NotThereError, Page
from hongtou.serve.graph import chain
from hongtou.serve.hits import circular_data, circulars_of
from hongtou.serve.site import Site

SIZE, MOST = 50, 1_000
TAKES = ("page", "size")


def number(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """A number with brackets of any kind; 404 where no circular bears it and none cites it."""
    name = links.bracketed(asked.name)
    own = [row["n"] for row in db.execute("SELECT n FROM idx.circulars WHERE number = ? ORDER BY n", (name,))]
    bearing = circulars_of(db, own)
    (count,) = db.execute(f"SELECT count(*) {_CITING}", (name,)).fetchone()
    if not own and not count:
        raise NotThereError(asked.name)
    paging = asked.paging(count, SIZE, MOST, MOST)
    cited_by = [
        dict(row)
        for row in db.execute(
            f"SELECT c.circular_id, c.number, c.title, c.date, c.composed, c.origin, c.complete, r.relation, r.part, "
            f"r.task_id {_CITING} ORDER BY c.n, r.ordinal LIMIT ? OFFSET ?",
            (name, paging.size, paging.start),
        )
    ]
    cites = _cites(db, name)
    facts: dict[str, Any] = {
        "number": name, "circulars": [circular_data(bearing[n]) for n in own], "cites": cites, "cited_by": cited_by,
        "cited_by_count": count,
    }  # fmt: skip
    drawn = chain(db, name)
    edges = [{"citing": e.citing, "relation": e.relation, "cited": e.cited} for e in drawn.edges]
    rows = [
        {"citing": name, "relation": one["relation"], "cited": one["cited"], "title": one["title"]} for one in cites
    ]
    rows += [
        {"citing": one["number"], "relation": one["relation"], "cited": name, "title": one["title"]} for one in cited_by
    ]
    composed = any(c["composed"] for c in (*bearing.values(), *cited_by))
    context = {**facts, "bearing": [bearing[n] for n in own], "chain": drawn, "paging": paging}
    return Page(
        "number.html", context, {**facts, "page": paging.page, "pages": paging.pages, "chain": edges}, rows, composed
    )


_CITING = (
    'FROM "references" r JOIN idx.circulars c ON c.circular_id = r.circular_id WHERE r.normalized = ? AND c.preferred'
)


def _cites(db: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    """What the preferred circular with this number cites, in the order of its text."""
    rows = db.execute(
        'SELECT r.normalized AS cited, r.title, r.relation, r.part, r.task_id FROM idx.circulars c JOIN "references" r '
        "ON r.circular_id = c.circular_id WHERE c.number = ? AND c.preferred ORDER BY c.n, r.ordinal LIMIT ?",
        (name, MOST),
    )
    return [{**dict(row), "page": links.number(row["cited"])} for row in rows]
