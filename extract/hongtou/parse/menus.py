"""菜单: the columns and links that a site prints above a document, as runs of short lines.

They say nothing of where the document's head stands: a page with a hundred of them has its title below all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.model import Table
from hongtou.parse.lines import NAME_LONGEST, Line

_FEWEST = 8  # a flattened table's header has fewer; its rows have numbers, days or a sentence in between
_NO_NAME = re.compile(r"[\d、,;:。()〔〕《》]")
_YEAR = re.compile(r"\d{4}年度?")


def below_menus(items: Sequence[Line | Table], most: int) -> int:
    """How many of the first items hold ``most`` that are neither furniture nor of a menu, rounded up to a whole run
    of short lines; all of them where there are fewer.
    """
    if len(items) <= most:
        return len(items)
    own = first = known = 0  # of the short lines and the furniture since the last other item
    for index, item in enumerate(items):
        if isinstance(item, Line) and (item.noise or len(item.words) <= NAME_LONGEST):
            known += item.noise
            continue
        run = index - first
        if run < _FEWEST and own + run + 1 < most:  # no menu, whatever they say
            own += 1 + run - known
        else:
            own, stop = _counted(items[first : index + 1], own, most)
            if own >= most:
                return first + stop
        first, known = index + 1, 0
    return first + _counted(items[first:], own, most)[1]


def _counted(items: Sequence[Line | Table], own: int, most: int) -> tuple[int, int]:
    """How many there are with those of these items that are no menu's, and how many items these are up to ``most``."""
    run = known = 0  # of the run: its lines, and how many of them are furniture
    for index, item in enumerate(items):
        if isinstance(item, Line) and (item.noise or (len(item.words) <= NAME_LONGEST and _is_name(item.words))):
            run += 1
            known += item.noise
            continue
        own += 1 + (run - known if run < _FEWEST else 0)
        run = known = 0
        if own >= most:
            return own, index + 1
    return own, len(items)


def _is_name(words: str) -> bool:
    """Whether a short line may name a column: 政务公开, 县财政局, 2014年."""
    if words.isalpha():
        return True
    if words[0] in "0123456789":
        return words[-1] in "年度" and _YEAR.fullmatch(words) is not None
    return _NO_NAME.search(words) is None
