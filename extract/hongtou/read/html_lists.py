"""The numbers that a browser prints before the items of a list: editors make such lists of 一、 and 1. of Word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hongtou.read.word_numbers import counting

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_CHINESE = frozenset(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"))
_DECIMAL = frozenset(("", "1", "decimal"))
_EDITORS = "list-padding"
"""Of the class that an editor gives its lists; other classes are a site's own: where one is, what it is to be."""


_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,4}[条章]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[①-⒛])"
)


def is_numbered(word: str) -> bool:
    """Whether an item prints its own number (1.修渠, 一、修渠): then its page hides that of the list."""
    return _NUMBERED.match(word) is not None


class Numbers:
    """The numbers of a page's items; each list remembers its last one, so that a long one is counted once.

    >>> from lxml import html
    >>> items = html.fragment_fromstring('<ol start="3"><li>修渠</li><li><a href="/">首页</a></li></ol>')
    >>> numbers = Numbers()
    >>> [numbers.of(item) for item in items]
    ['3.', '']
    """

    def __init__(self) -> None:
        self.last: dict[Element, tuple[Element, int]] = {}

    def of(self, item: Element) -> str:
        """What stands before an item; nothing where its list is none of an article, as menus of links are."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        if (name := parent.get("class")) and _EDITORS not in name:
            return ""
        style = _STYLE.search(parent.get("style") or "")
        kind = style[1].lower() if style else parent.get("type") or ""
        first = parent.get("start") or "1"
        if not first.isdecimal() or len(first) > 4:
            return ""
        number = int(first) + self._before(parent, item)
        if _is_link(item):
            return ""
        if kind in _CHINESE:
            return counting(number) + "、"
        return f"{number}." if kind in _DECIMAL else ""

    def _before(self, parent: Element, item: Element) -> int:
        last, before = self.last.get(parent, (None, 0))
        if last is not None and item.getprevious() is last:
            before += 1
        else:
            before = sum(1 for _ in item.itersiblings("li", preceding=True))
        self.last[parent] = item, before
        return before


def _is_link(item: Element) -> bool:
    return len(item) > 0 and item[0].tag == "a" and not (item.text and item.text.strip())
