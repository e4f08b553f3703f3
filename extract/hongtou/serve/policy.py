"""What is sent with every answer, so that nothing runs in a page and nothing is asked of another host."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

_POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_INLINE = ("_close_open_menus.html", "_codemirror_foot.html", "table.html")
"""Datasette's templates that have a script in them: menus that close, the editor of SQL, facets in a column's menu."""
_SCRIPT = re.compile("<script>(.*?)</script>", re.DOTALL)
_FACETS = "{{ datasette_allow_facet }}"
_TABLES = re.compile(r"/dataset(?:[/.]|$)")


def headers(path: str) -> Mapping[str, str]:
    """The headers of an answer. No inline script or style runs; on Datasette's own pages its scripts do, each known by
    its digest, and its styles, which can ask nothing of any other host either.
    """
    return _headers(_TABLES.match(path) is not None)


@cache
def _headers(theirs: bool) -> Mapping[str, str]:
    scripts = "".join(f" '{digest(script)}'" for script in _scripts()) if theirs else ""
    policy = _POLICY.format(scripts=scripts, styles=" 'unsafe-inline'" if theirs else "")
    return {"content-security-policy": policy, **_HEADERS}


def _scripts() -> Iterator[str]:
    """The inline scripts of the Datasette that is installed; one that a page fills with anything else does not run."""
    for name in _INLINE:
        text = (files("datasette") / "templates" / name).read_text("utf-8")
        for script in _SCRIPT.findall(text):
            yield from {script.replace(_FACETS, allowed) for allowed in ("true", "false")}


def digest(inlined: str) -> str:
    """The source of an inline style or script (CSP 3, 2.3.1).

    >>> digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{b64encode(sha256(inlined.encode()).digest()).decode()}"
