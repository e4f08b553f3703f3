"""标题: the lines of the title among everything a page prints above the body.

Candidates are runs of short lines that end as a title ends; each is scored by what it says of itself (an issuer in
front, 关于, a genre at the end) and by its neighbours (the number or the addressee under it, the metadata box's 标题).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hongtou.data import load_toml
from hongtou.model import Value
from hongtou.parse.lines import Line, Page

_FARTHEST = 60  # lines from the top
_LONGEST = 160
_MOST_LINES = 8
_SUFFIX = r"(?:\s*[(（〔\[【《][^()（）〔〕\[\]【】]{1,40}(?:\d{4}[^()（）]{0,12})?[)）〕\]】》])*"
_STOPS = re.compile(r"[。;!?]|^附\s*件|[:：]$")


class Title(NamedTuple):
    """The title's Value and the first and last of its lines."""

    value: Value
    first: int
    last: int


@cache
def _ends() -> re.Pattern[str]:
    words = "|".join(sorted(load_toml("header.toml")["title_ends"], key=len, reverse=True))
    return re.compile(rf"(?:{words}){_SUFFIX}$")


@cache
def organ_pattern() -> str:
    """A regex piece: an organisation's name, by its last word."""
    words = "|".join(sorted(load_toml("header.toml")["organ_ends"], key=len, reverse=True))
    return rf"[\u3007\u3400-\u9fff()·]{{0,40}}?(?:{words})(?:\([^()]{{1,20}}\))?"


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(organ_pattern())


@cache
def opening() -> re.Pattern[str]:
    """The issuers (group 1) that open a title, before 关于, 印发, …"""
    verbs = "|".join(load_toml("header.toml")["title_verbs"])
    organ = organ_pattern()
    return re.compile(rf"((?:{organ})(?:[、\s和]+{organ})*)\s*(?=(?:{verbs}|公告|通告|令))")


def is_organ(words: str) -> bool:
    """Whether a folded line is an organisation's name and nothing else."""
    return 3 <= len(words) <= 40 and _organ().fullmatch(words.replace(" ", "")) is not None


def find_title(page: Page, boxed: Value | None, is_number: Sequence[bool], addressee: int | None) -> Title | None:
    """The best candidate among the first lines.

    ``boxed`` is the metadata box's 标题; ``is_number[i]`` says that line i holds nothing but a document number;
    ``addressee`` is the line of the 主送机关, above which the title stands.
    """
    lines = page.lines
    limit = min(len(lines), _FARTHEST if addressee is None else addressee)
    wanted = boxed.text.replace(" ", "") if boxed else ""
    best: tuple[float, int, int] | None = None
    for first in range(limit):
        joined = ""
        for last in range(first, min(limit, first + _MOST_LINES)):
            line = lines[last]
            if line.noise or is_number[last] or len(line.words) > _LONGEST or _STOPS.search(line.words):
                break
            joined += line.bare
            score = _score(joined, wanted) - 0.4 * (last - first)
            if score > 0:
                score += 2 * (_at(is_number, last + 1) or last + 1 == addressee) + 0.01 * first
                score += (line.align == "center") * 0.5
                if best is None or score > best[0]:
                    best = (score, first, last)
    if best is None:
        return None
    _, first, last = best
    first = _issuers_above(lines, first, last, is_number)
    return Title(page.joined(first, last), first, last)


def _score(joined: str, wanted: str) -> float:
    if len(joined) < 4 or len(joined) > _LONGEST:
        return 0
    if wanted and joined == wanted:
        return 12
    end = _ends().search(joined)
    if not end or ">" in joined:
        return 0
    score = 2.0 + (end.start() > 6)
    opens = opening().match(joined)
    if opens:
        score += 4
    elif "关于" in joined or joined.startswith(("印发", "转发", "批转")):
        score += 2
    return score


def _at(flags: Sequence[bool], index: int) -> bool:
    return index < len(flags) and flags[index]


def _issuers_above(lines: Sequence[Line], first: int, last: int, is_number: Sequence[bool]) -> int:
    """Take in the lines above that are issuers of the same title: one a line, or the one that 关于 lacks."""
    own = lines[first].bare
    opened = bool(opening().match("".join(line.bare for line in lines[first : last + 1])))
    top = first
    while top > 0 and first - top < _MOST_LINES:
        line = lines[top - 1]
        if line.noise or is_number[top - 1] or not is_organ(line.words) or own.startswith(line.bare):
            break
        top -= 1
        if not opened:
            break
    return top
