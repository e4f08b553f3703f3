"""Templates → pages. Everything that comes from a document is escaped; nothing is ever marked safe but our own SVG.

Characters that would turn what stands around them about (bidirectional controls) or that nobody sees (other controls)
are shown by their number instead.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2

from hongtou._version import __version__
from hongtou.serve import links
from hongtou.serve.doubts import check, said
from hongtou.serve.terms import lit
from hongtou.serve.words import Words

STATIC = "/-/hongtou"
"""Where the style sheets and scripts are served."""


@cache
def environment() -> jinja2.Environment:
    """The templates of ``serve/templates``. A name that a page does not give is an error, not an empty place."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader("hongtou.serve", part) for part in ("templates", "static")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(link=links, lit=lit, doubt=said, check=check, static=STATIC, version=__version__)
    return made


# C0 and C1 but tab and line feed, the bidirectional controls of UAX #9, halves of surrogate pairs.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(value: Any) -> Any:
    """A text with its control characters shown by their number; anything else as it is.

    >>> visible("县\\u202e财政局")
    '县⟦U+202E⟧财政局'
    """
    if type(value) is not str or not _UNSEEN.search(value):
        return value
    return _UNSEEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", value)


def seen(text: str) -> str:
    """The text without those characters: what comes along when words are copied from a page is none of the words.

    >>> seen("\\u200e信访\\u202c")
    '信访'
    """
    return _UNSEEN.sub("", text)


def render(template: str, say: Words, **context: Any) -> str:
    """The page; in it ``say`` gives the words, ``link`` the addresses."""
    return environment().get_template(template).render(say=say, **context)
