"""The days that lists print beside their links, and those that addresses name."""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice
from typing import TYPE_CHECKING

from hongtou.fields.dates import day_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["day_in", "day_in_address", "days_beside"]

_DAY = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s?(?P<sep>[-/.年])\s?(?P<m>\d{1,2})\s?(?:(?P=sep)|月)\s?(?P<d>\d{1,2})(?!\d|[-/.]\d)日?"
    r"|(?<!\d)(?P<d2>\d{1,2})日?\s{1,4}(?P<y2>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m2>\d{1,2})(?!\d)月?"  # 05 2014-03
)
_URL_DAY = re.compile(
    r"/t?((?:19|20)\d\d)(\d\d)(\d\d)[_\d]*\.\w+$|/((?:19|20)\d\d)[-/]?(\d{1,2})[-/](\d{1,2})/[^/]+$"  # t20140305_1.html
)
_NEAR = 60  # characters between a link and its day
_LONG = 6  # characters of a link that is more than [下载]
_BIG = 200  # elements of a row
_HIGH = 12  # elements around a link that may be its row
_ROW = 600  # characters of a row
_WHOLE = ("body", "html", "ul", "ol", "tbody", "table")


def day_in(text: str) -> dt.date | None:
    """The latest full day printed in some words of a list's row.

    >>> str(day_in("成文 2014-03-01 发布 [2014-03-05]")), str(day_in("05 2014-03")), day_in("第3-5页")
    ('2014-03-05', '2014-03-05', None)
    """
    days = [day_of(int(m["y"] or m["y2"]), int(m["m"] or m["m2"]), int(m["d"] or m["d2"])) for m in _DAY.finditer(text)]
    return max((day for day in days if day), default=None)


def day_in_address(url: str) -> dt.date | None:
    """The day that a document's address names.

    >>> str(day_in_address("http://a.gov.cn/wj/t20140305_1.html")), str(day_in_address("http://a/art/2014/3/5/art_1_2.html"))
    ('2014-03-05', '2014-03-05')
    """
    match = _URL_DAY.search(url)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return day_of(year, month, day)


def days_beside(root: Element) -> dict[Element, dt.date]:
    """The day of each link that has one: that of its row, else of the words before the next link (or after the last
    one, where a page prints its days in front of the links).
    """
    links = [element for element in root.iter("a") if element.get("href") or element.get("onclick")]
    between = _between(root)
    days: dict[Element, dt.date] = {}
    loose = []
    for element in links:
        day, in_row = _of_row(element)
        if day:
            days[element] = day
        elif not in_row:
            loose.append(element)
    follows = {element: day for element in loose if (day := day_in(between[element][1]))}
    leads = {element: day for element in loose if (day := day_in(between[element][0]))}
    # Between two links a day is after the one and before the other; what it touches, or the ends of the list, tell.
    front = sum(day_in(_touching(element)[0]) is not None for element in loose)
    behind = sum(day_in(_touching(element)[1]) is not None for element in loose)
    return days | (leads if (front, len(leads)) > (behind, len(follows)) else follows)


def _touching(element: Element) -> tuple[str, str]:
    """The text that touches a link before and behind, no tag between."""
    before, above = element.getprevious(), element.getparent()
    text = before.tail if before is not None else above.text if above is not None else ""
    return (text or "")[-_NEAR:], (element.tail or "")[:_NEAR]


def _of_row(element: Element) -> tuple[dt.date | None, bool]:
    """The day in the row that a link has to itself, and whether it stands in a row of a table or list."""
    shown = " ".join("".join(map(str, element.itertext())).split())
    for above in islice(element.iterancestors(), _HIGH):
        if len(list(islice(above.iter(), _BIG + 1))) > _BIG:
            return None, False
        row = above.tag in ("tr", "li")
        if above.tag in _WHOLE or (not row and _is_shared(above)):
            return None, False
        text = " ".join(" ".join(map(str, above.itertext())).split())
        day = day_in(text.replace(shown, " ", 1)) if len(text) < _ROW else None
        if day or row:
            # A row that holds many links is the page's frame, not a line of a list.
            return (None, False) if row and _is_shared(above, 3) else (day, row)
    return None, False


def _is_shared(element: Element, most: int = 1) -> bool:
    """Whether more than that many links with words of their own stand in an element."""
    count = 0
    for link in element.iter("a"):
        count += len("".join("".join(map(str, link.itertext())).split())) >= _LONG
        if count > most:
            return True
    return False


def _between(root: Element) -> dict[Element, tuple[str, str]]:
    """The words just before and just after each link, as far as no other link stands between."""
    from lxml.etree import iterwalk

    pieces: list[list[str]] = [[]]
    order: list[Element] = []
    inside: Element | None = None
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start" and element.tag == "a" and (element.get("href") or element.get("onclick")):
            inside = element
            order.append(element)
            pieces.append([])
        elif event == "end" and element is inside:
            inside = None
        text = element.text if event == "start" else element.tail
        if text and inside is None:
            pieces[-1].append(text)
    words = [" ".join(" ".join(piece).split()) for piece in pieces]
    return {link: (words[at][-_NEAR:], words[at + 1][:_NEAR]) for at, link in enumerate(order)}
