"""The title of a page on which no line ends as a title does: a list, a bulletin, a report named by what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.model import Finding
from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Line, Page
from hongtou.parse.masthead import ISSUE
from hongtou.parse.numbering import numbering

_SHORTEST, _LONGEST = 8, 50
_NO_NAME = re.compile(r"[。;!?:,、|>/]| \S+ ")
_PROGRESS = re.compile(
    r"(?=.*(?:\d{4}年|\d月|[一二三四]季度|[上下]半年|[省市县区州旗盟局厅委]))[^()]{6,50}(?:进展|完成|落实|推进|办理|执行|整改)情况(?:\([^()]{1,20}\))?"
)


def over_a_list(lines: Sequence[Line], heads: Sequence[HeadLine], limit: int) -> int | None:
    """The page's first line, whatever its last word, where a numbered item or a serial (第5期) stands right under it:
    a list or a bulletin without number, addressee and date.
    """
    first = next((index for index in range(limit) if not lines[index].noise), limit)
    if first + 1 >= limit or heads[first].said or lines[first + 1].noise:
        return None
    words, below = lines[first].words, lines[first + 1].words
    if not _SHORTEST <= len(words) <= _LONGEST or _NO_NAME.search(words) or numbering(words) is not None:
        return None
    if numbering(below) is None and not heads[first + 1].serial and ISSUE.fullmatch(below) is None:
        return None
    return first


def of_progress(lines: Sequence[Line], heads: Sequence[HeadLine], limit: int, first: int = 0) -> int | None:
    """The first line from ``first`` on that says whose or which year's progress it tells (云溪县2022年实事项目1-8月
    进展情况).
    """
    for index in range(first, limit):
        line = lines[index]
        if line.words[-1] not in "况)" or line.noise or heads[index].said or _NO_NAME.search(line.words):
            continue
        if _PROGRESS.fullmatch(line.words) and numbering(line.words) is None:
            return index
    return None


_ISSUED = re.compile(r"《([^《》]{4,80}(?:《[^《》]{2,60}》[^《》]{0,20})?)》[^《》。]{0,90}印发")
_ISSUES = re.compile(r"(?:现|特)将《([^《》]{4,80})》[^《》。]{0,20}印发")


def no_title(page: Page, first: int) -> Finding:
    """What is said where no line reads as a title; the name of what the first sentence issues is told: a site may
    keep the title apart from the text.
    """
    for line in page.lines[first : first + 2]:
        issued = _ISSUES.search(line.words) or _ISSUED.search(line.words)
        if issued and not line.noise:
            at = line.start + issued.start(1)
            message = f"no line reads as a title; the text issues {issued[1]!r}"
            return Finding(check="no_title", severity="warning", message=message, start=at, end=at + len(issued[1]))
    return Finding(check="no_title", severity="warning", message="no line reads as a title")
