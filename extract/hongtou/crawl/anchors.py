"""Everything on a page that leads somewhere, with its words, the day beside it and the place it stands in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hongtou.crawl.address import join
from hongtou.crawl.days import day_in, days_beside
from hongtou.crawl.scripts import address_in
from hongtou.data import any_of, load_toml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from hongtou.crawl.page import Page

__all__ = ["Anchor", "anchors", "bare"]

_TAGS = ("a", "area", "iframe", "frame", "embed", "object", "option", "img")
_ROWS = ("tr", "li", "dl", "dd", "p", "article")
_EDGE_DAY = re.compile(
    r"^[\[(（【\s]*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）】\s]+|[\[(（【\s]+(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）】\s]*$"
)
_BARE = re.compile(r"^[\s·•●◆■▪>»＞|\[\]【】().、《〈<\-]+(?=\S)|[\s>»＞|\[\]【】…]+$")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 2000  # characters of an address
_HIGH = 40  # elements around a link that are looked at
_CUT = ("…", "...", "。。")
_FEW = 3  # links of one row: its title, its file, its unit


class Anchor(NamedTuple):
    """One thing that leads somewhere."""

    url: str
    """Absolute, canonical."""
    words: str
    tag: str
    day: dt.date | None
    """Printed beside it."""
    furniture: bool
    """Stands in a menu, a head, a foot."""
    group: int
    """The list it stands in: anchors of one list share it."""
    next: bool
    """Marked by rel or class as the way on."""
    element: Element


def anchors(page: Page) -> list[Anchor]:
    """All of them, in the page's order; those of frames and selection boxes too."""
    root = page.tree
    if root is None:
        return []
    found = []
    base = _base(root, page)
    groups: dict[Element, int] = {}
    elements = [e for e in root.iter() if isinstance(e.tag, str) and _leads(e)]
    days = days_beside(root)
    for element in elements:
        target = _target(element)
        url = join(base, target, page.encoding) if target and len(target) <= _LONGEST else None
        if url:
            found.append(_anchor(element, url, groups, days))
    return found


def bare(words: str) -> str:
    """Words without blanks, arrows and brackets around them, in small letters.

    >>> bare(" 下一页 >> "), bare("【 Next 】")
    ('下一页', 'next')
    """
    return _BARE.sub("", "".join(words.split())).lower() or "".join(words.split())


def _leads(element: Element) -> bool:
    """Whether an element may lead somewhere: a link, a frame, what a click goes on, <link rel=next>."""
    return (
        element.tag in _TAGS or bool(element.get("onclick")) or (element.tag == "link" and element.get("rel") == "next")
    )


def _base(root: Element, page: Page) -> str:
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return join(page.url, href, page.encoding) or page.url
    return page.url


def _target(element: Element) -> str | None:
    """What an element leads to, as written."""
    tag = element.tag
    if tag == "option":
        return _option(element)
    written = element.get("href") or element.get("src") or element.get("data") or ""
    if tag in ("a", "area", "link") or not written:
        href = written.strip()
        if href and not href.startswith("#") and not href.lower().startswith(("javascript:", "about:")):
            return href
        code = " ".join((element.get("onclick") or "", href))
        return address_in(code) or element.get("data-href") or element.get("data-url")
    return written if tag in ("iframe", "frame", "embed", "object", "img") else None


def _option(element: Element) -> str | None:
    """An option of a box that goes where it is set to: ``<select onchange="location=this.value">``."""
    box = next(element.iterancestors("select"), None)
    change = box.get("onchange") or "" if box is not None else ""
    value = element.get("value") or ""
    return value if re.search(r"location|open|href|go|jump", change) and re.search(r"[./?]", value) else None


def _anchor(element: Element, url: str, groups: dict[Element, int], days: Mapping[Element, dt.date]) -> Anchor:
    glue = "" if element.tag == "a" else " "  # a block that a click opens holds title and day
    shown = " ".join(glue.join(map(str, element.itertext())).split())
    title = " ".join((element.get("title") or element.get("alt") or _alt(element)).split())
    words = title if (shown.rstrip().endswith(_CUT) or not shown) and len(title) >= len(shown) - 3 else shown
    if bare(words) in _look():
        words = _row_words(element) or words
    holder = _holder(element)
    marked = " ".join(filter(None, (element.get("rel"), element.get("class"), title)))
    return Anchor(
        url=url,
        words=_EDGE_DAY.sub("", words).strip() or words,
        tag=str(element.tag),
        day=days.get(element) or day_in(shown),
        furniture=_is_furniture(element),
        group=groups.setdefault(holder, len(groups)) if holder is not None else -1,
        next=re.search(r"(?:^|[\s_-])next(?:$|[\s_-])|下一?页", marked) is not None,
        element=element,
    )


def _alt(element: Element) -> str:
    """The words of a picture that is the link."""
    return next((image.get("alt") or image.get("title") or "" for image in element.iter("img")), "")


@cache
def _look() -> frozenset[str]:
    return frozenset(load_toml("links.toml")["look"])


def _row_words(element: Element) -> str:
    """The longest cell of the row that a link called 查看 stands in."""
    row = next(element.iterancestors("tr", "li"), None)
    cells = ["".join("".join(map(str, cell.itertext())).split()) for cell in row] if row is not None else []
    return max((cell for cell in cells if not day_in(cell)), key=lambda cell: len(_HAN.findall(cell)), default="")


def _holder(element: Element) -> Element | None:
    """The nearest place with three links or more that is no row: the list."""
    for above in islice(element.iterancestors(), _HIGH):
        if above.tag not in (*_ROWS, "td", "dt", "span", "h1", "h2", "h3", "h4") and _count(above) >= _FEW:
            return above
    return None


def _count(element: Element) -> int:
    """The links in an element, as far as they matter here."""
    count = 0
    for _ in element.iter("a"):
        count += 1
        if count > _FEW:
            break
    return count


@cache
def _furniture() -> frozenset[str]:
    return frozenset(load_toml("links.toml")["furniture"])


@cache
def _crumbs() -> re.Pattern[str]:
    return re.compile(any_of(load_toml("links.toml")["crumbs"]))


def _is_furniture(element: Element) -> bool:
    for height, above in enumerate(islice(element.iterancestors(), _HIGH), 1):
        if above.tag in ("body", "html"):
            return False
        if above.tag in ("nav", "header", "footer"):
            return True
        named = f"{above.get('class') or ''} {above.get('id') or ''}"
        if not _furniture().isdisjoint(token.lower() for token in _TOKEN.findall(named)):
            return True
        if height <= 3 and _count(above) > 1 and _crumbs().search("".join(islice(map(str, above.itertext()), 8))[:40]):
            return True
    return False
