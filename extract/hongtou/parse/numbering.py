"""Printed numbering of headings and items: its rank and its length.

GB/T 9704-2012 (7.3.3): levels are 一、 (一) 1. (1) in this order; 第一部分, 第一章 and 第一节 stand above, ① below.
"""

from __future__ import annotations

import re

from hongtou.fields.numerals import BRACKETED, CIRCLED, read_number
from hongtou.fields.text import fold, reading
from hongtou.model import Value
from hongtou.model.record import Record

_HAN = "一二三四五六七八九十百〇零"
_MEASURES = "[万亿元倍个米亩吨户人级版度年月日至]|公[里顷斤]|平方|立方|千[米克瓦]|百分|小时"
# One alternative a rank, outermost first; the group's name gives the rank, _ABOVE that of parts and chapters.
_MARK = re.compile(
    rf"""
      (?P<part>第[{_HAN}\d]{{1,4}}(?:部分|篇|编))[ :、]*           # 第一部分
    | (?P<chapter>第[{_HAN}\d]{{1,4}}章)[ :、]*                   # 第一章
    | (?P<r0>第[{_HAN}\d]{{1,4}}节(?![课车次点约能气]))[ :、]*       # 第一节
    | (?P<r1>[{_HAN}]{{1,4}}[、.．])                             # 一、
    | (?P<r2>[(（][{_HAN}]{{1,4}}[)）]、?|[㈠-㈩]        # (一)
        |(?:任务|举措|措施|行动|工程|项目|专项|专题)[{_HAN}\d]{{1,3}}[:、.．]   # 任务一:
        |项目[{_HAN}]{{1,3}}(?:[ ]|$))                        # 项目一 and a blank, or alone
    | (?P<r3>\d{{1,3}}(?:[、．]|\.(?!\d(?!\d?月|\d{{3}}年)))|第[{_HAN}\d]{{1,4}}条[ ]?  # 1.  1.6月前  第一条
        |[⒈-⒛][ ]?)                                         # ⒈
    | (?P<r4>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}[ ](?=[\u4e00-\u9fff])(?!{_MEASURES})   # 1.1 and a blank, of no quantity
        |[(（]\d{{1,3}}[)）]、?|[⑴-⒇][ ]?)                   # (1)  ⑴
    | (?P<r5>[①-⑳])                                            # ①
    """,
    re.VERBOSE,
)
_ABOVE = {"part": -2, "chapter": -1}
OPENS = frozenset(_HAN + "任举措行工项专第(（0123456789" + CIRCLED + BRACKETED)
"""The characters that numberings begin with: most lines do not."""


class Mark(Record, frozen=True):
    """A numbering: its rank (the less the further out) and how many characters it takes."""

    rank: int
    length: int


_PLAIN = Mark(1, 2)  # 一、


def numbering(words: str) -> Mark | None:
    """The numbering that opens a folded line, or None.

    >>> numbering("(二)加强督查")
    Mark(rank=2, length=3)
    """
    if not words or words[0] not in OPENS or words.isdecimal():
        return None
    if words[1:2] == "、" and words[0] in _HAN:
        return _PLAIN  # the most of all headings
    match = _MARK.match(words)
    if not match or match.lastgroup is None:
        return None
    return Mark(_ABOVE.get(match.lastgroup) or int(match.lastgroup[1]), match.end())


_HEADING_LONGEST = 40


def is_heading(words: str) -> bool:
    """Whether a folded line is a numbered heading of the first ranks (一、县城任务), and no sentence.

    >>> is_heading("一、县城任务"), is_heading("一、加强督查。")
    (True, False)
    """
    mark = numbering(words)
    if mark is None or mark.rank > 2 or len(words) > _HEADING_LONGEST:
        return False
    return "。" not in words and ":" not in words and words[-1] != ";"


def rank_of(heading: Value) -> int | None:
    """The rank of a heading's numbering, None where it has none."""
    mark = numbering(fold(heading.reading))
    return mark.rank if mark else None


def plain_number(printed: Value | None) -> int | None:
    """The plain count that a 序号 is; None for 1-1, ① and none at all."""
    if printed is None:
        return None
    words = reading(printed)
    if not words.isalnum() or not words.isascii():
        words = fold(words).strip("()（）.、． ")
    return read_number(words)
