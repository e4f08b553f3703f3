"""A list page's links told apart without being told how: documents, the way on, further lists.

No selector: words, days printed beside links, shapes of addresses, and the company a link keeps. A link that looks like
nothing among links that are documents is one too; a menu is none however its addresses look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from hongtou.crawl.address import same_place, under
from hongtou.crawl.anchors import Anchor, bare
from hongtou.crawl.scripts import next_by_script
from hongtou.crawl.shapes import (
    is_column,
    is_document,
    is_download,
    is_file,
    is_list,
    is_nav,
    is_title,
    later_page,
    same_text,
)
from hongtou.data import load_toml

__all__ = ["MANY", "documents", "further_lists", "next_of_list", "next_of_text"]

MANY = 8
"""Documents that a page leads to which is a list, and no document with others below it."""
_SURE = 3
_FEW = 2
_LONG = 12
_SHORT = 6
_NUMBER = re.compile(r"(?:第)?(\d{1,3})(?:页)?")
_DAY_KEY = re.compile(r"[?&](?:day|date|month|year|ym)=|/(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}/?$", re.IGNORECASE)
_TOOL = re.compile(
    r"[?&](?:print|sort|order|orderby|view|keyword|keywords|searchword|q|wd)=|/(?:search|login|print)\b", re.IGNORECASE
)
_SHOWN = ("img", "iframe", "frame", "embed", "object")  # what leads nowhere by a click


def _score(anchor: Anchor) -> int:
    words = bare(anchor.words)
    score = 2 * (is_document(anchor.url) or is_file(anchor.url)) + 2 * (anchor.day is not None) + 2 * is_title(words)
    score += len(words) >= _LONG
    score -= (
        3 * anchor.furniture + 2 * (len(words) < _SHORT) + 2 * (is_list(anchor.url) and not is_document(anchor.url))
    )
    return score


def documents(found: Sequence[Anchor], url: str) -> list[Anchor]:
    """The anchors of a list page at ``url`` that lead to documents.

    Where a list prints days, a list beside it without days counts only for what is titled like a circular: news
    that a site ranks by clicks are none of the list.
    """
    scores = {id(a): _score(a) for a in found if a.tag not in _SHOWN and a.url != url and not _is_tool(a, url)}
    candidates = [a for a in found if id(a) in scores]
    groups: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in candidates:
        if len(bare(anchor.words)) >= _SHORT:
            groups[anchor.group].append(anchor)
    sure = {
        number: sum(scores[id(a)] >= _SURE for a in members) / len(members) > 0.6
        for number, members in groups.items()
        if len(members) >= _FEW and number >= 0
    }
    taken = [a for a in candidates if scores[id(a)] >= _SURE or (sure.get(a.group) and _fits(a, scores[id(a)]))]
    dated = {a.group for a in taken if a.day}
    if dated:
        taken = [a for a in taken if a.group in dated or a.day or is_title(bare(a.words))]
    return taken


def _fits(anchor: Anchor, score: int) -> bool:
    """Whether a link may be a document because its neighbours are: a file called 人事任免, a title without a sign."""
    if is_download(anchor.url, bare(anchor.words)):  # [下载] beside a title
        return False
    return score >= 1 or (score >= 0 and is_file(anchor.url))


def _is_tool(anchor: Anchor, url: str) -> bool:
    """A menu's word, the way on, a page number, another page of this list."""
    words = bare(anchor.words)
    if is_nav(words) or words in _next_words() or _NUMBER.fullmatch(words):
        return True
    return same_text(url, anchor.url) is not None and len(words) < _SHORT


@cache
def _next_words() -> frozenset[str]:
    return frozenset(load_toml("links.toml")["next"])


@cache
def _rest_words() -> frozenset[str]:
    return frozenset(load_toml("links.toml")["rest"])


def _says_next(anchor: Anchor) -> bool:
    words = bare(anchor.words)
    return words in _next_words() or (anchor.next and len(words) < _SHORT and not is_nav(words))


def next_of_list(found: Sequence[Anchor], url: str, scripts: str) -> list[str]:
    """The next page of a list: by words or rel, else by the pager's script, else by the numbers of a pager."""
    said = [a.url for a in found if _says_next(a) and a.url != url and a.tag not in _SHOWN]
    if said:
        return said[:1]
    scripted = next_by_script(scripts, url)
    if scripted:
        return [scripted]
    return [a.url for a in found if _is_numbered(a, url)]


def _is_numbered(anchor: Anchor, url: str) -> bool:
    """[2] whose address is this list's but for a 2 (or 1, where pages are counted from 0)."""
    match = _NUMBER.fullmatch(bare(anchor.words))
    if not match or int(match[1]) < 2 or anchor.url == url or _DAY_KEY.search(anchor.url):
        return False
    number = int(match[1])
    paged = later_page(url, anchor.url)
    if paged is None and urlsplit(url).path.endswith("/"):  # /wj/ is /wj/index.html, followed by /wj/index_1.html
        suffix = urlsplit(anchor.url).path.rpartition(".")[2]
        paged = later_page(f"{url}index.{suffix}", anchor.url)
    return paged in (number, number - 1)


def further_lists(found: Sequence[Anchor], url: str, starts: Sequence[str], below: bool) -> list[Anchor]:
    """Lists that a list page leads to: columns by words, with ``below`` what looks like a list under ``starts``."""
    return [a for a in found if a.tag not in _SHOWN and a.url != url and _is_further(a, url, starts, below)]


def _is_further(anchor: Anchor, url: str, starts: Sequence[str], below: bool) -> bool:
    words = bare(anchor.words)
    if is_nav(words) or _says_next(anchor) or _NUMBER.fullmatch(words) or _TOOL.search(anchor.url):
        return False
    if is_document(anchor.url) and not is_list(anchor.url):
        return False
    if is_file(anchor.url) or same_text(url, anchor.url) is not None:
        return False
    if any(same_place(anchor.url, place) for place in (url, *starts)):
        return False
    inside = [start for start in starts if under(anchor.url, start)]
    if below and not inside:
        return False
    # Below the front page is the whole site: there a list must be called one.
    return is_column(words) or (any(urlsplit(start).path.count("/") > 1 for start in inside) and is_list(anchor.url))


def next_of_text(found: Sequence[Anchor], url: str, scripts: str) -> list[str]:
    """Further pages of a split text: 下一页 and [2] to pages of the same address, 查看全文, a script's pager."""
    pages: dict[str, None] = {}
    for anchor in found:
        if anchor.tag not in _SHOWN and anchor.url != url and _goes_on(anchor, url):
            pages.setdefault(anchor.url)
    scripted = next_by_script(scripts, url)
    if scripted and same_text(url, scripted):
        pages.setdefault(scripted)
    return list(pages)


def _goes_on(anchor: Anchor, url: str) -> bool:
    words = bare(anchor.words)
    if words in _rest_words():
        numbers = set(re.findall(r"\d{4,}", url))
        return same_text(url, anchor.url) is not None or not numbers.isdisjoint(re.findall(r"\d{4,}", anchor.url))
    paged = later_page(url, anchor.url)
    if paged is None:
        return False
    if _says_next(anchor):
        return True
    number = _NUMBER.fullmatch(words)
    return number is not None and int(number[1]) > 1 and paged in (int(number[1]), int(number[1]) - 1)
