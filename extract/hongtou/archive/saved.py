"""Where a page that a person saved came from, as the file itself says."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from hongtou.read.formats import HTML, MHTML

_HEAD = 64 * 1024
# <!-- saved from url=(0042)http://www.yunxi.example/zwgk/2016/t1.html --> (browsers' "save page as")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(\S+)\s*-->")
# Page saved with SingleFile\n url: http://… \n saved date: Thu Nov 26 2026 10:00:00 GMT+0800 (China Standard Time)
_SINGLE_FILE = re.compile(rb"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n(]+)")


class Saved(NamedTuple):
    """The address and the moment of saving; None where the file does not say."""

    url: str | None = None
    moment: datetime | None = None


def saved(data: bytes, media_type: str | None) -> Saved:
    """What an MHTML file's headers, or the comment that a browser leaves in a saved page, say.

    >>> saved(b"<html><!-- saved from url=(0022)http://a.example/1.htm -->", "text/html").url
    'http://a.example/1.htm'
    """
    if media_type == MHTML:
        from hongtou.read.mhtml import provenance

        url, day = provenance(data)
        return Saved(url, datetime.fromisoformat(day) if day else None)
    if media_type != HTML:
        return Saved()
    head = data[:_HEAD]
    if match := _SINGLE_FILE.search(head):
        return Saved(match[1].decode("utf-8", "replace"), _moment(match[2].decode("ascii", "replace")))
    match = _SAVED_FROM.search(head)
    url = match[1].decode("utf-8", "replace") if match else None
    return Saved(url if url and not url.startswith("about:") else None)


def _moment(printed: str) -> datetime | None:
    """A date as JavaScript prints it; None where it is none."""
    with suppress(ValueError):
        return datetime.strptime(printed.strip(), "%a %b %d %Y %H:%M:%S GMT%z")
    return None
