"""Addresses without end: calendars, paths that repeat themselves, queries that grow with every step."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from urllib.parse import unquote, urlsplit

from hongtou.data import load_toml

__all__ = ["trap"]

_LONGEST = 1000
_DEEPEST = 16
_MOST_PAIRS = 12
# /wj/tz/wj/tz/wj/tz, /wj/wj/wj: one to three segments, one of them with a letter, three times in a row
_REPEATED = re.compile(r"((?:/[^/]+){0,2}/(?=[^/]*[^\d/])[^/]+)\1\1(?=/|$)")
# /2014/03, /calendar/2014-03-05, ?year=2014&month=3, ?date=2014-03-05
_DAY_PATH = re.compile(
    r"/(?:19|20|21)\d\d[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?\d{1,2})?/?(?:index\.\w+)?$|/(?:calendar|rili|schedule)\b"
)
_DAY_QUERY = re.compile(r"(?:^|&)(?:month|day|date|riqi|ym|yearmonth|week)=", re.IGNORECASE)


def trap(url: str, kind: str, words: str, page: str) -> str | None:
    """Why a link of a page at ``page`` leads into a place without end, or None. ``words`` are bare.

    >>> trap("http://a.gov.cn/wj/wj/wj/", "list", "更多", "http://a.gov.cn/wj/wj/")
    'the path repeats itself'
    >>> trap("http://a.gov.cn/rl?year=2031&month=2", "list", "2月", "http://a.gov.cn/rl?year=2031&month=1")
    'a calendar'
    """
    parts = urlsplit(url)
    path = parts.path
    if len(url) > _LONGEST or path.count("/") > _DEEPEST:
        return "the address is too long"
    if _REPEATED.search(path):
        return "the path repeats itself"
    if _grows(parts.query, urlsplit(page).query):
        return "the query grows"
    if kind == "list" and _is_calendar(url, words, page):
        return "a calendar"
    return None


@cache
def _calendar_words() -> frozenset[str]:
    return frozenset(load_toml("links.toml")["calendar"])


def _names_a_day(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_DAY_PATH.search(parts.path) or _DAY_QUERY.search(parts.query))


def _is_calendar(url: str, words: str, page: str) -> bool:
    """Words of a calendar, or from one month or day to another: an archive by months is entered, never walked on."""
    if words in _calendar_words():
        return True
    return _names_a_day(url) and _names_a_day(page)


def _grows(query: str, before: str) -> bool:
    """Many pairs, one key again and again, an address in itself, or all that was there and a key of it once more."""
    pairs = [pair for pair in query.split("&") if pair]
    if len(pairs) > _MOST_PAIRS:
        return True
    keys = Counter(pair.partition("=")[0] for pair in pairs)
    if any(count > 2 and not key.endswith(("[]", "%5B%5D")) for key, count in keys.items()):
        return True
    if any(query.count(f"{key}%3D") + unquote(query).count(f"{key}%3D") > 1 for key in keys if key):
        return True
    earlier = Counter(pair.partition("=")[0] for pair in before.split("&") if pair)
    return bool(before) and query.startswith(before) and any(keys[key] > count for key, count in earlier.items())
