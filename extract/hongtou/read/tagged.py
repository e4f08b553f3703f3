"""Text that keeps some markup: a column of a database, Markdown with tables of HTML → markup that a browser shows.

Programs that save articles leave ``<br>`` between paragraphs, ``&nbsp;`` for an indent, or escape all of a page; those
that read PDFs write Markdown, but tables as HTML.
"""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:nbsp|[lr][sd]quo|[mn]dash|hellip|middot|times|quot|apos|amp|lt|gt|e[mn]sp|#\d{2,6});")
_CLOSED = re.compile(r"</(?:p|div|td|span|strong|font)>|<br ?/?>", re.IGNORECASE)
_TABLE = re.compile(r"(<table\b.*?</table>)", re.IGNORECASE | re.DOTALL)


def unescaped(text: str) -> str:
    """The text with the characters that its entities stand for.

    >>> unescaped("&nbsp;&nbsp;&ldquo;十三五&rdquo;规划")
    '\\xa0\\xa0“十三五”规划'
    """
    if "<" in text and _CLOSED.search(text):
        return text  # as markup it is read, entities and all
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def holds_table(text: str) -> bool:
    """Whether a table of HTML stands among the lines."""
    return "<" in text and _TABLE.search(text) is not None


def as_markup(text: str) -> str | None:
    """Lines that hold tags of HTML, as HTML: each line end outside a table is one, and tabs stay; None where no tag is
    among them.

    >>> as_markup("各乡镇:<br/>请落实。")
    '各乡镇:<br/>请落实。'
    """
    if "<" not in text or not (_CLOSED.search(text) or _TABLE.search(text)):
        return None
    pieces = _TABLE.split(text)
    pieces[::2] = [f"<pre>\n{one}</pre>" if "\t" in one else one.replace("\n", "<br>\n") for one in pieces[::2]]
    return "".join(pieces)
