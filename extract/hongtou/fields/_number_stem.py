"""What stands to the left of a number's bracket: the issuing code, however print parts its characters."""

from __future__ import annotations

import re

from hongtou.data import load_toml
from hongtou.fields._number_issuers import full_issuer, issuer_start
from hongtou.fields._number_old import HAN, OPENING
from hongtou.fields.codes import code_start, is_organ, read_code
from hongtou.fields.orders import Stem

_STRETCH = re.compile(rf"(?:{HAN}|\d{{0,3}}[A-Za-z]){{1,40}}")
_LONGEST_STRETCH = 160
_SPACED = re.compile(rf"{HAN}(?:[ ]{{1,2}}{HAN}){{1,9}}(?!{HAN})")
_ASIDE = re.compile(rf"\)(?P<office>{HAN}{{1,3}})\((?P<head>{HAN}{{1,12}})")
_ORGANS = frozenset("政府委县办发")  # 和政发 is a place's
_ODD = frozenset("0123456789”")
_HEAD_OF_ODD = re.compile(rf"(?:\d{{2,5}}|”(?:{HAN}|\d){{1,8}}“)(?P<head>{HAN}{{1,12}})")
_LONGEST_TAIL = 3
_LONGEST_HEAD = 3  # of a code that a line's end parts


def _stretch(folded: str, limit: int, right: int) -> int:
    """Where the characters begin that may be a code and end at ``right``; ``right`` where there is none."""
    found = _STRETCH.match(folded[max(limit, right - _LONGEST_STRETCH) : right][::-1])
    return right - found.end() if found else right


def stem_before(folded: str, limit: int, bracket: int, year: int) -> tuple[Stem, int]:
    """Code to the left of the bracket at ``bracket``, and where it begins."""
    right = bracket
    while right > limit and bracket - right < 4 and folded[right - 1] in " \n":
        right -= 1
    broken = "\n" in folded[right:bracket]
    if right > limit and folded[right - 1] == "第":
        right -= 1
    left = _stretch(folded, limit, right)
    if left == right:
        return Stem(None, None, None, year, False), bracket
    if right - left < 3 and left > limit and folded[left - 1] == " ":
        left = _rejoined(folded, limit, left, right)
    if (
        left == limit
        and left
        and folded[left - 1] == "号"
        and folded[left] in "和及与"
        and folded[left + 1] not in _ORGANS
    ):
        left += 1  # 湘发〔2012〕1号和云发〔2012〕1号
    elif left > limit and folded[left - 1].isdigit() and folded[left] in "年月日号":
        left += 1
    elif left > limit and folded[left - 1] == "\n":
        left = _over_a_line(folded, limit, left, right)
    elif left > limit and folded[left - 1] == ")" and (aside := _with_aside(folded, limit, left, right, year)):
        return aside
    elif left > limit and folded[left - 1] in _ODD and (odd := _with_odd(folded, limit, left, right)) >= 0:
        return Stem(folded[odd:right], None, None, year, False), odd
    stem, start = _stem_of(folded, left, right, year, left == 0 or folded[left - 1] in OPENING)
    if broken and not (stem.kind and (start == left or stem.organ)):
        return Stem(None, None, None, year, False), bracket
    return (stem, start) if stem.code else (stem, bracket)


def _rejoined(folded: str, limit: int, left: int, right: int) -> int:
    """Where a code begins that print spaced out (云 政 办 函, 云政办 函); ``left`` where the blank parts two things."""
    if found := _SPACED.match(folded[max(limit, right - 32) : right][::-1]):
        joined = found[0][::-1].replace(" ", "")
        start = right - found.end()
        cut = code_start(joined, True)
        for _ in range(cut):
            start += 1
            while folded[start] == " ":
                start += 1
        if (parts := read_code(joined[cut:])) and parts.organ and parts.kind:
            return start
    first = _stretch(folded, limit, left - 1)
    if first < left - 1 and read_code(folded[left:right]) is None:
        before = folded[first : left - 1]
        cut = code_start(before, True)
        parts = read_code(before[cut:] + folded[left:right])
        if cut < len(before) and parts and parts.organ and parts.kind:
            return first + cut
    return left


def _with_aside(folded: str, limit: int, left: int, right: int, year: int) -> tuple[Stem, int] | None:
    """法(研)复, 高检会(研)字: a code with its drafting office in brackets, as courts and procuratorates print it."""
    found = _ASIDE.match(folded[max(limit, left - 24) : left][::-1])
    tail = folded[left:right]
    if found is None or len(tail) > _LONGEST_TAIL:
        return None
    head, office = found["head"][::-1], found["office"][::-1]
    start = code_start(head + tail, False)
    parts = read_code((head + tail)[start:])
    if start >= len(head) or not (parts and parts.kind and (parts.organ or parts.region)):
        return None
    first = left - found.end() + start
    return Stem(f"{head[start:]}（{office}）{tail}", parts.organ or None, parts.kind, year, False), first


def _ends_a_code(words: str) -> bool:
    return is_organ(words) or read_code(words) is not None


def _with_odd(folded: str, limit: int, left: int, right: int) -> int:
    """Where a code begins that has digits or a quoted word inside (云12345办, 云“三改”办); -1 where none does."""
    found = _HEAD_OF_ODD.match(folded[max(limit, left - 24) : left][::-1])
    if found is None or folded[left] in "年月日号第项个条款批次" or not _ends_a_code(folded[left:right]):
        return -1
    head, first = found["head"][::-1], left - found.end()
    start = code_start(head + "办发", first == 0 or folded[first - 1] in OPENING)
    return first + start if 0 < len(head) - start <= 2 else -1


def _over_a_line(folded: str, limit: int, left: int, right: int) -> int:
    """Where a code begins whose head ends the line above (根据云政⏎办发); ``left`` where the line below has all of it.

    A line that is nothing but the head is a line of its own: a place's name above its number.
    """
    below = folded[left:right]
    parts = read_code(below)
    if len(below) > _LONGEST_HEAD or (parts and parts.organ and parts.kind):
        return left
    first = _stretch(folded, limit, left - 1)
    above = folded[first : left - 1]
    alone = first == 0 or folded[first - 1] in " \n"
    start = code_start(above + below, not alone)
    if start >= len(above) or len(above) - start > _LONGEST_HEAD or (alone and start == 0 and parts):
        return left
    whole = read_code((above + below)[start:])
    return first + start if whole and whole.organ and whole.kind and len(whole.region) <= 2 else left


def _stem_of(folded: str, left: int, right: int, year: int, opened: bool) -> tuple[Stem, int]:
    stretch = folded[left:right]
    for genre in load_toml("numbers.toml")["orders"]["genres"]:  # 中国人民银行令〔2018〕1号
        if stretch.endswith(genre):
            issuer = stretch[: -len(genre)]
            start = issuer_start(issuer)
            if start < len(issuer):
                name = full_issuer(issuer[start:])
                return Stem(name + genre, name, genre, year, False), left + start
    joined = " " in stretch or "\n" in stretch
    start = 0 if joined else code_start(stretch, opened)
    code = stretch[start:].replace(" ", "").replace("\n", "")
    parts = read_code(code)
    if not code or (len(code) == 1 and not is_organ(code)):
        return Stem(None, None, None, year, False), right
    return Stem(
        code, (parts.organ or None) if parts else None, parts.kind if parts else None, year, False
    ), left + start
