"""What says that a page was not read to its end: a download cut short, elements too deep for its parser."""

from __future__ import annotations

import re

from lxml import etree

from hongtou.model import Finding

_OPENS, _CLOSES = re.compile(r"<(?:html|body)", re.IGNORECASE), re.compile(r"</(?:html|body)", re.IGNORECASE)
_FEET = (200, 4000)  # characters from the end within which most pages close


def cut(markup: str, end: int) -> tuple[Finding, ...]:
    """A finding where the page ends inside a tag, or never closes the body it opened: a download that was cut."""
    if markup.rfind("<") > markup.rfind(">"):
        message = "the page ends inside a tag: the rest of it is missing"
    elif _OPENS.search(markup) and not _closes(markup):
        message = "the page never closes its body: the rest of it may be missing"
    else:
        return ()
    return (Finding(check="source_truncated", severity="warning", message=message, start=end, end=end),)


def _closes(markup: str) -> bool:
    return any(_CLOSES.search(markup, len(markup) - foot) for foot in (*_FEET, len(markup)))


def too_deep(parser: etree.HTMLParser, end: int) -> tuple[Finding, ...]:
    """A finding where libxml2 stopped at elements that lie in one another too deep; what follows is lost."""
    error = parser.error_log.last_error
    if error is None or error.type_name != "ERR_RESOURCE_LIMIT":
        return ()
    message = f"the page was read only to its line {error.line}: {error.message}"
    return (Finding(check="limit_hit", severity="error", message=message, start=end, end=end),)
