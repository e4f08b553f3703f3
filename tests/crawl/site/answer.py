"""What the server answers to one request, and in what manner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Manner = Literal["plain", "slow", "silent", "drip", "flood", "cut"]
"""slow: after a while and in pieces; silent: never; drip: a little now and then without end; flood: as fast as it goes
without end; cut: less than its length says.
"""
HTML = "text/html"


class Answer(NamedTuple):
    """One answer. ``validators``: which of E (ETag) and M (Last-Modified) it carries; ``packed``: gzip where asked."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    manner: Manner = "plain"
    validators: str = ""
    packed: bool = False


class Script(NamedTuple):
    """The answers of one address: one for each of the first requests, and one for all later ones.

    ``mended`` is what it gives once the site has been mended (``Server.mend``).
    """

    later: Answer
    first: tuple[Answer, ...] = ()
    mended: Answer | None = None

    def answer(self, nth: int, *, mended: bool) -> Answer:
        """What the ``nth`` request, from 0, gets."""
        if mended and self.mended:
            return self.mended
        return self.first[nth] if nth < len(self.first) else self.later


def moved(target: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(b"<html><body>moved</body></html>", status=status, headers=(("Location", target),))


def refused(status: int, words: str, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """An error page of that status."""
    body = f"<html><head><title>{status}</title></head><body><h1>{words}</h1></body></html>"
    return Answer(body.encode(), "text/html; charset=utf-8", status, tuple(headers))
