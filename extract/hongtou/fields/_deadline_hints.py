"""The characters at which a limit may stand, each with what must be around it: where none is, no pattern is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from hongtou.fields._deadline_grammar import BLANKS, DOT_RANGE, holiday_ends

# What stands before the unit of a date: a number, 今, 上, 个.
_COUNT = r"[\dⅠⅡⅢⅣ〇零Oo一二三四五六七八九十两廿卅百今明本当次翌来后同全半去上下元个個]"


def _after(characters: str) -> str:
    """The character just read stands after one of these, blanks or none between."""
    return "(?:" + "|".join(rf"(?<={characters}{blanks}.)" for blanks in BLANKS) + ")"


def _signs(around: Iterable[tuple[str, str]]) -> str:
    """Any of these characters where what is said of its surroundings holds. One alternative a character: `re` tries
    those of the character it stands at and no others.
    """
    by_character: dict[str, list[str]] = {}
    for characters, condition in around:
        for character in characters:
            by_character.setdefault(character, []).append(condition)
    return "|".join(f"{re.escape(sign)}(?:{'|'.join(conditions)})" for sign, conditions in by_character.items())


_SECOND = "|".join(rf"(?<=[-~至到]{month}[./]{day})" for month in (r"\d", r"\d\d") for day in (r"\d", r"\d\d"))
_DOT_DAY = rf"\d{{1,2}}(?:[之以]?前|起|{DOT_RANGE}|{_SECOND})"

_DATE_SIGNS = (
    ("年月季", "(?=度?[底末初终中内內])"),
    ("五", "(?<=[一二三四五六七八九十]五)"),
    ("-/.~至到", r"(?<=(?:19|20)\d\d.)|(?<=(?:19|20)\d\d[ ].)"),
    ("./", rf"(?={_DOT_DAY})"),
)


@cache
def hint() -> re.Pattern[str]:
    """Every date, length or recurrence holds one of these."""
    signs = (
        *_DATE_SIGNS,
        ("年月日号季天周", _after(_COUNT)),
        ("前", f"(?<=[之以收耕播种冬夏冻假忙{holiday_ends()}].)|(?=[完建办整落处报上投])"),
        ("日", "(?<=之.)(?=起)|(?<=工作.)|(?<=自然.)"),
        ("年月季周", "(?<=[半两].)(?=一)"),
        ("每汛", ""),
        ("逐按", "(?=[年月季日周旬半])"),
        ("立", "(?=[即行刻改])"),
        ("即", "(?=[日刻改时行])"),
        ("马", "(?=上)"),
        ("长", "(?=期)"),
        ("Q", "(?=[1-4])"),
        ("学", "(?=期)|(?<=[开入].)"),
        ("时", "(?=序)|(?<=[小星].)"),
        ("期", "(?<=[小星].)"),
        ("钟", "(?<=分.)"),
        ("暖", "(?<=[采供取].)"),
        ("季", "(?<=[雨风].)"),
        ("假", "(?<=[暑寒].)"),
        ("考", "(?<=[高中].)"),
        ("纪", "(?<=世.)"),
    )
    return re.compile(_signs(signs))


@cache
def calendar_hint() -> re.Pattern[str]:
    """Where a calendar date may be: a date is tried only around these."""
    signs = (
        *_DATE_SIGNS,
        ("年月日号季", _after(_COUNT)),
        ("旬", "(?<=[上中下].)"),
        ("前", f"(?<=[{holiday_ends()}].)|(?<=[{holiday_ends()}][之以].)"),
        ("Q", "(?=[1-4])"),
    )
    return re.compile(_signs(signs))


@cache
def length_hint() -> re.Pattern[str]:
    """Where a length with its limit word may end: 日内, 工作日后, 个月以内."""
    units = ("[日天月年周度时钟]", "星期")
    ends = "|".join(rf"(?<={unit}{between}.)" for unit in units for between in ("", "[ 之以]", "[ ][之以]"))
    counts = r"(?=[ ]?[\d一二两三四五六七八九十]{1,3}[ ]?[个日天周工])"
    # one class first, which `re` finds at its fastest
    return re.compile(rf"[内內后後前起](?:(?<=[内內后後前])(?:{ends})|(?<=[前后後起]){counts})")
