"""标题: the lines of the title among everything a page prints above the body.

Candidates are runs of short lines that end as a title ends; each is scored by what it says of itself (an issuer in
front, 关于, a genre at the end) and by its neighbours (the number or the addressee under it, the metadata box's 标题).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.parse.columns import role_of_name
from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Line, Page
from hongtou.parse.masthead import is_bulletin, joint_masthead, under_masthead
from hongtou.parse.numbering import numbering
from hongtou.parse.organs import is_organ, opening
from hongtou.parse.title_above import issuers_above, printed_before
from hongtou.parse.title_words import LONGEST, MOST_LINES, end_of, ends_title, last_characters, own_words
from hongtou.parse.untitled import of_progress, over_a_list

_STOPS = re.compile(
    r"[。;!?]|^附\s*件|[:：]$|[(〔【\[](?:责任|牵头|配合|主办|承办|协办)[^()〔〕【】\[\]]*[:：]|[(〔][^()〔〕]{2,}负责[)〕]$"
)


class Title(Record, frozen=True):
    """The title's Value and the first and last of its lines."""

    value: Value
    first: int
    last: int


_PARTED = re.compile("[ |¦│]+")
"""What parts the names of columns in one line: 序号 责任单位 普法内容 时间安排."""
_SHORTEST_ALONE = 5  # 规划计划, 政策文件: names of a site's parts


def find_title(page: Page, boxed: Value | None, heads: Sequence[HeadLine], addressee: int | None) -> Title | None:
    """The best candidate among the first lines.

    ``boxed`` is the metadata box's 标题; ``heads[i]`` says what line i is instead of a title;
    ``addressee`` is the line of the 主送机关, above which the title stands.
    """
    lines = page.lines
    limit = min(len(lines), _over_table(lines, len(heads)) if addressee is None else addressee)
    wanted = boxed.text.replace(" ", "") if boxed else ""
    above = joint_masthead(lines[:limit]).stop
    pieces = [_piece(page, lines[index], heads[index]) if index >= above else None for index in range(limit)]
    closed = [
        _at(heads, index + 1) or index + 1 == addressee or (piece is not None and piece.numbered)
        for index, piece in enumerate(pieces)
    ]
    # 一、 opens a body, 附件: ends one: what has a title's words from there on is another document's
    bodies = [index for index in range(1, limit) if _is_of_body(lines[index - 1].words, lines[index].words)]
    parts = (_best(lines, pieces, closed, wanted, *part) for part in pairwise((0, *bodies, limit)))
    best = next((found for found in parts if found is not None), None)
    if best and bodies and best[0] >= bodies[0] and ends_title(wanted) and lines[best[0]].bare not in wanted:
        return None  # a cell of a flattened table
    if best is None:
        return _alone(page, heads, limit)
    if is_bulletin(lines, *best):
        alone = of_progress(lines, heads, limit, best[1] + 1)
        best = _best(lines, pieces, closed, wanted, best[1] + 1, limit) or ((alone, alone) if alone else best)
    first, last = best
    own = under_masthead(lines, first, last, [piece.bare if piece else None for piece in pieces])
    if own is not None:
        first = last = own
    elif before := printed_before(lines, first, last):
        first, last = before
    else:
        first = issuers_above(lines, first, last, heads, above)
    spans = []
    for line in lines[first : last + 1]:
        start, end = own_words(page, line)
        spans.append((line.start + start, line.start + end))
    return Title(page.broken(spans), first, last)


def _over_table(lines: Sequence[Line], limit: int) -> int:
    """The line at which a flattened table begins, if one of the first does: no cell below it is a title."""
    for index in range(1, limit - 1):
        words = lines[index].words
        if words.startswith("序号"):
            names = [lines[index + 1].bare] if words == "序号" else _PARTED.split(words)[1:]
            if any(role_of_name(name) is not None for name in names):
                return index
    return limit


def _alone(page: Page, heads: Sequence[HeadLine], limit: int) -> Title | None:
    """The line that stands for a title where none ends as one."""
    lines = page.lines
    alone = over_a_list(lines, heads, limit)
    if alone is None or is_bulletin(lines, alone, alone):
        told = of_progress(lines, heads, limit, 0 if alone is None else alone + 1)
        alone = alone if told is None else told
    return None if alone is None else Title(page.joined(alone, alone), alone, alone)


def _is_of_body(before: str, words: str) -> bool:
    return words.startswith("一、") or (words.startswith("附件") and before[-1] == "。")


def _best(
    lines: Sequence[Line], pieces: Sequence[_Piece | None], closed: Sequence[bool], wanted: str, start: int, stop: int
) -> tuple[int, int] | None:
    """The first and the last line of the best candidate that begins at a line of start..stop, of equal ones the first.

    The lowest are scored first: of most others a look says that they cannot be better.
    """
    best: tuple[float, int, int] | None = None
    ends = [
        p is not None and (p.may_end or closed[i] or wanted != "") and not _goes_on(lines, pieces, i)
        for i, p in enumerate(pieces)
    ]
    for first in range(stop - 1, start - 1, -1):
        if True not in ends[first : first + MOST_LINES]:
            continue  # as of most lines of menus
        joined = ""
        for last in range(first, min(len(pieces), first + MOST_LINES)):
            piece = pieces[last]
            if piece is None:
                break
            joined += piece.bare
            if not ends[last] or (piece.bare[-1] == "令" and last > first and _is_order(pieces, last)):
                continue
            headed = closed[last]
            less = 0.4 * (last - first)
            more = 2 * headed + 0.01 * first
            most = 13 if wanted else 8  # than which no words score more, the middle of a page included
            if best is None or most - less + more >= best[0]:
                score = _score(joined, wanted, headed) - less
                if score > 0:
                    score += more
                    score += (lines[last].align == "center") * 0.5
                    score -= piece.dated * 1.5  # a list of links
                    if best is None or score > best[0] or (score == best[0] and first < best[1]):
                        best = (score, first, last)
            if piece.numbered:
                break
    return best[1:] if best else None


def _is_order(pieces: Sequence[_Piece | None], index: int) -> bool:
    """Whether a line is an order's masthead, and the one above it no organ that orders too but what it issues."""
    order, above = pieces[index], pieces[index - 1]
    return order is not None and above is not None and is_organ(order.bare[:-1]) and not is_organ(above.bare)


def _goes_on(lines: Sequence[Line], pieces: Sequence[_Piece | None], index: int) -> bool:
    """Whether the line below can only go on from this one: 关于转发县水利局意见 / 的通知; the same of centred lines of
    which the lower is too short for a title: …督察反馈意见 / 整改台账.
    """
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    if below is None:
        return False
    if below.may_end and len(below.bare) < _SHORTEST_ALONE and below.bare[-1] != "令":
        centred = lines[index].align == lines[index + 1].align == "center"
        return centred and end_of(below.bare) is not None
    return below.bare[:1] in _NEVER_FIRST


_NEVER_FIRST = ("的", "》", "〉")


class _Piece(Record, frozen=True):
    """What a title would take of a line: its own words without blanks."""

    bare: str
    may_end: bool
    """Whether their last character may be a title's last: of most lines it may not."""
    numbered: bool
    """Whether the document's number stands behind them."""
    dated: bool
    """Whether a day stands behind them."""


def _piece(page: Page, line: Line, head: HeadLine) -> _Piece | None:
    """None where the line can be no part of a title: an item of a list, a sentence, what says something else."""
    words = line.words
    if line.noise or head.said or len(words) > LONGEST:
        return None
    may_stop = words[0] == "附" or not words.isalpha()  # of the names in a menu none does
    if (may_stop and _STOPS.search(words)) or numbering(words) is not None:
        return None
    start, end = own_words(page, line)
    numbered = "号" in words[end:]
    bare = words[start:end].replace(" ", "")
    return _Piece(bare, bare[-1:] in last_characters(), numbered, end < len(words) and not numbered)


def _score(joined: str, wanted: str, headed: bool) -> float:
    """``headed``: the number or the addressee follows, so that a title may end in any word."""
    if len(joined) < (4 if headed else _SHORTEST_ALONE) or len(joined) > LONGEST:
        return 0
    if wanted and joined == wanted:
        return 12
    end = end_of(joined)
    if "》" in joined[:-1] and "《" not in joined:
        return 0.5  # the end of a title whose 《 stands in the line above
    if (">" in joined and "<" not in joined) or (end is None and not (headed and "关于" in joined)):
        return 0
    score = 0.5 if end is None else 2.0 + (end > 6)
    opens = opening().match(joined)
    if opens:
        score += 4
    elif "关于" in joined or joined.startswith(("印发", "转发", "批转")):
        score += 2
    return score


def _at(heads: Sequence[HeadLine], index: int) -> bool:
    return index < len(heads) and heads[index].said and not heads[index].boxed
