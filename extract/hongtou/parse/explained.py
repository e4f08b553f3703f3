"""What explains a circular on its own page (政策解读, in another tab or below it) is a text of its own."""

from __future__ import annotations

import re

from hongtou.parse.foot import is_date_line
from hongtou.parse.lines import ASKED, Page
from hongtou.parse.organs import is_organ

(_WORD,) = ASKED["explanation"]
_HEADING = re.compile(
    r"(?:关于|对)?(?:印发)?《[^《》]{4,90}(?:》|〈[^《》]{0,40}》)[^。;:,]{0,14}解读(?:材料|说明|方案)?"
)
_LONGEST = 120


def without_explanation(page: Page) -> Page:
    """The page with what stands from such a heading on muted, where the circular is signed and dated above it."""
    if not page.says("explanation"):
        return page
    signed = False
    for index, words in enumerate(page.words):
        if signed and len(words) <= _LONGEST and _WORD in words[-6:] and _HEADING.fullmatch(words):
            return page.muted(page.lines[index].start)
        if not signed and index and "日" in words[-2:] and is_date_line(words):
            signed = is_organ(page.words[index - 1])
    return page
