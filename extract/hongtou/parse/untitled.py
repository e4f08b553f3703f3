"""The title of a page on which no line ends as a title does: a list, a bulletin, a report named by what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Line
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
