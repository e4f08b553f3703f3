"""Circulars as one file to hand over: no other file, no request, scripts and styles known by their digests."""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.model import Circular
from hongtou.serve.masks import masked
from hongtou.serve.pages import environment, render
from hongtou.serve.policy import digest
from hongtou.serve.view import view
from hongtou.serve.words import Words

__all__ = ["MOST", "report"]

MOST = 50
"""Circulars that one report may hold: some megabytes, which a browser still opens at once."""


def report(circulars: Sequence[Circular], say: Words, *, mask: bool = True) -> tuple[str, int]:
    """The page, and how many telephone numbers are masked in it. Several circulars have an index in front.

    The same circulars give the same bytes: nothing in it is of the day on which it was made.
    """
    hidden = 0
    if mask:
        pairs = [masked(circular) for circular in circulars]
        circulars, hidden = [circular for circular, _ in pairs], sum(count for _, count in pairs)
    several = len(circulars) > 1
    views = [view(one, say, prefix=f"c{n}-" if several else "") for n, one in enumerate(circulars, 1)]
    page = render(
        "report.html",
        say,
        views=views,
        masks=_masks(say, hidden) if mask else say("unmasked"),
        linked=False,
        styles=[_digest(name) for name in ("page.css", "circular.css")],
        script=_digest("circular.js"),
    )
    return page, hidden


def _masks(say: Words, hidden: int) -> str:
    return say.count("masked", hidden) if hidden else say("masked_none")


def _digest(name: str) -> str:
    return f"'{digest(environment().get_template(name).render())}'"
