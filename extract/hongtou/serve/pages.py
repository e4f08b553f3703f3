"""Templates → pages. Everything that comes from a document is escaped; nothing is ever marked safe but our own SVG."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2

from hongtou._version import __version__
from hongtou.serve import links
from hongtou.serve.terms import lit
from hongtou.serve.words import Words

STATIC = "/-/hongtou"
"""Where the style sheets and scripts are served."""


@cache
def environment() -> jinja2.Environment:
    """The templates of ``serve/templates``. A name that a page does not give is an error, not an empty place."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("hongtou.serve"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(link=links, lit=lit, static=STATIC, version=__version__)
    return made


def render(template: str, say: Words, **context: Any) -> str:
    """The page; in it ``say`` gives the words, ``link`` the addresses."""
    return environment().get_template(template).render(say=say, **context)
