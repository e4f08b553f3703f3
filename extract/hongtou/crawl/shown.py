"""What a page shows its reader: title, heading, and its own words apart from those of links and forms."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from hongtou.crawl.shapes import is_title

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector
    from lxml.etree import _Element as Element

    from hongtou.crawl.page import Page
    from hongtou.crawl.source import Source

__all__ = ["Shown", "heading", "select", "shown"]

_SILENT = ("script", "style", "title", "template")
_NOT_OWN = ("a", "form", "select", "button", "nav", "footer", "label", "noscript")
_BIG = ("h1", "h2", "h3", "b", "strong", "center")
_BLOCKS = ("td", "th", "p", "div", "li", "dt", "dd", "center", "font")
_NAMED = ("articletitle", "dc.title", "og:title", "title")
_TITLED = re.compile(
    r"(?:^|[\s_-])(?:title|bt|biaoti|headline|tit|arttitle|article-title|ucaptitle)(?:$|[\s_-])", re.IGNORECASE
)
# 通知_云溪县人民政府, 通知--法规网, 通知 - 云溪县
_LABEL = re.compile("(?:标题|名称|文件名称|信息名称|文件标题)[:：]?")
_LONGEST = 200
_MOST = 300
_PIECES = 100  # of text, that a title may be made of
_SITE = re.compile(r"\s*(?:[_|—–]|--?|\s-\s)\s*[^_|—–-]{2,30}$")


class Shown(NamedTuple):
    """Words of a page, a line each piece between two tags."""

    title: str
    head: str
    """Its first h1 or h2."""
    own: str
    """Outside of links, menus and forms."""
    unlinked: str
    """Outside of links."""
    whole: str
    """All that is shown, and what <noscript> would."""


def shown(page: Page) -> Shown:
    """What a page of markup shows; a page without any shows its text."""
    if page.tree is None:
        words = page.text[:2000]
        return Shown("", "", words, words, words)
    own: list[str] = []
    unlinked: list[str] = []
    whole: list[str] = []
    _gather(page.tree, own, unlinked, whole)
    title = next((_words(element) for element in page.tree.iter("title")), "")
    head = next((_words(element) for element in page.tree.iter("h1", "h2")), "")
    return Shown(title, head, "\n".join(own), "\n".join(unlinked), "\n".join(whole))


def _gather(root: Element, own: list[str], unlinked: list[str], whole: list[str]) -> None:
    """Walks without recursion: a hostile page may nest as deep as it likes."""
    stack: list[tuple[Element | str | None, frozenset[str]]] = [(root, frozenset())]
    while stack:
        node, within = stack.pop()
        if node is None or isinstance(node, str):
            words = " ".join(node.split()) if node else ""
            if words:
                whole.append(words)
                if "a" not in within:
                    unlinked.append(words)
                if not within:
                    own.append(words)
            continue
        if node.tag in _SILENT:
            continue
        inside = within | {str(node.tag)} if node.tag in _NOT_OWN else within
        for child in reversed(node):
            stack += [(child.tail, inside), (child, inside)]
        stack.append((node.text, inside))


def _words(element: Element) -> str:
    return " ".join("".join(itertools.islice(map(str, element.itertext()), _PIECES)).split())


def heading(source: Source, page: Page) -> str | None:
    """The title of the circular on a page: what the source's ``heading`` finds, else meta, headings, <title>."""
    root = page.tree
    if root is None:
        return None
    for selector in source.heading:
        for element in select(page, selector):
            if words := _words(element):
                return words
    if source.heading:
        return None
    named = {(m.get("name") or m.get("property") or "").lower(): m.get("content") or "" for m in root.iter("meta")}
    candidates = [named.get(name, "") for name in _NAMED]
    candidates += [_words(e) for tag in _BIG for e in root.iter(tag)]
    candidates += [
        _words(e) for e in root.iter("div", "td", "p", "span") if _TITLED.search(f"{e.get('class')} {e.get('id')}")
    ]
    title = next((_words(element) for element in root.iter("title")), "")
    candidates.append(_SITE.sub("", title))
    candidates += _leaves(root)
    titled = (words for words in candidates if len(words) < _LONGEST and is_title("".join(words.split())))
    first = next((_words(element) for element in root.iter("h1")), "")
    return next(titled, None) or first or _SITE.sub("", title) or None


def _leaves(root: Element) -> list[str]:
    """The page's own lines, those behind a label 标题 or 名称 of a box first."""
    lines = []
    for element in root.iter(*_BLOCKS):
        words = _words(element) if len(list(itertools.islice(element.iter(*_BLOCKS), 2))) == 1 else ""
        if words and len(words) < _LONGEST:
            lines.append(words)
        if len(lines) > _MOST:
            break
    labelled = [after for line, after in itertools.pairwise(lines) if _LABEL.fullmatch("".join(line.split()))]
    return labelled + lines


def select(page: Page, selector: str) -> list[Element]:
    """The elements that a CSS selector finds, in the page's order; load_source has seen that it is one."""
    return [] if page.tree is None else cast("list[Element]", _compiled(selector)(page.tree))


@cache
def _compiled(selector: str) -> CSSSelector:
    from lxml.cssselect import CSSSelector as Selector

    return Selector(selector, translator="html")
