"""What a paragraph of a flattened table looks like: its type, by the field recognisers, and its place in a count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.numerals import CIRCLED, read_number
from hongtou.fields.units import are_plain_names, lists_units, looks_like_units
from hongtou.parse.columns import NUMBER_CELL, NUMBER_FIRST, is_period
from hongtou.parse.grid import UNIT_ROLES, Column, ColumnRole
from hongtou.parse.levels import under_spanning
from hongtou.parse.lines import Line
from hongtou.parse.numbering import OPENS, numbering
from hongtou.parse.status import statuses

_NUMBER_LONGEST = 5
_HEADING_LONGEST = 50
_NAMES_LONGEST = 60  # a sentence longer than this is no list of units
_NAME_LONGEST = 12  # a quantity in fewer characters may belong to a name
_UNIT_SHORTEST, _UNIT_LONGEST = 5, 24  # a numbered unit
_ITEM_FIRST, _AFTER_ITEM = frozenset("(" + CIRCLED), frozenset(".．、)")
_LIMIT_LONGEST = 16
_BARE_LIMIT = re.compile(
    r" ?(?=[^完]*[年月日季旬])[\d年月日份初底末前之以上中下旬第一二三四季度半至.\-]{2,14}(?:完成)?[;。]?"
)
"""A limit and no work beside it."""
_PLAIN_LONGEST = 20  # a heading without number
_COUNTED = re.compile(r".{2,30}\((?:共\s*)?\d{1,3}\s*[项个件条]\)")  # 产业振兴(2项)
_LABELLED = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|参加)(?:单位|部门)?\s*:")  # a unit cell's second paragraph


_DATED = "年月日号旬季周天时个分%岁"  # after a figure these may belong to a limit
_QUANTITY = re.compile(rf"\d[万亿余多]{{0,2}}(?:(?![{_DATED}])[\u4e00-\u9fff]|个(?!月|工作日|季|年|半|自然|小时|交易))")


class Type:
    """What a paragraph looks like. Plain numbers: every paragraph of every table is compared with them."""

    NUMBER: Final = 0
    HEADING: Final = 1
    DEADLINE: Final = 2
    UNITS: Final = 3
    ITEM: Final = 4
    """From here on text."""
    SHORT: Final = 5
    PROSE: Final = 6
    SENTENCE: Final = 7
    """Prose that ends as a sentence or counts something: never a name."""
    TIMED: Final = 8
    """A limit with works that are counted: a stage of a limit, or a content that opens with one."""
    TOLD: Final = 9
    """How far a row is, in one word (滞后, 已完成): no name of a task."""


def type_of(words: str) -> int:
    """The type of a folded paragraph."""
    length, first, last = len(words), words[0], words[-1]
    if length <= 8 and (
        (length <= _NUMBER_LONGEST and words.isdecimal())
        or (first in NUMBER_FIRST and NUMBER_CELL.fullmatch(words) is not None)
    ):
        return Type.NUMBER
    plain = are_plain_names(words)
    if plain and first not in OPENS:  # the most of all paragraphs but numbers
        return Type.UNITS
    if length <= 60 and not (last == "。" and length > _NAME_LONGEST) and looks_like_deadline(words):
        # a sentence with its full stop tells what was done then
        if (first in _ITEM_FIRST or words[1:2] in _AFTER_ITEM) and _is_item(words):
            return Type.ITEM  # 2.每周抽查一次。
        return Type.TIMED if length > _NAME_LONGEST and _QUANTITY.search(words) else Type.DEADLINE
    if mark := numbering(words) if first in OPENS else None:
        if mark.rank <= 2 and length <= _HEADING_LONGEST and "。" not in words and last != ";":
            return Type.HEADING  # with a full stop it is an item of a cell
        return Type.ITEM
    if length > _NAMES_LONGEST and last == "。":
        return Type.SENTENCE
    if last == ")" and length <= _HEADING_LONGEST and _COUNTED.fullmatch(words):
        return Type.HEADING
    if words[-2:-1].isdigit():
        return Type.SHORT if length <= 6 else Type.PROSE  # "厂房6处" is a quantity, though 处 may end a unit
    if plain or lists_units(words) or (":" in words[:8] and _LABELLED.match(words)):
        return Type.UNITS
    if last == "。" or (length > _NAME_LONGEST and _QUANTITY.search(words)):
        return Type.SENTENCE
    if length <= _NAME_LONGEST and words in statuses():
        return Type.TOLD
    return Type.SHORT if length <= 6 else Type.PROSE


def _is_item(words: str) -> bool:
    """Whether an item's mark opens the words, and no figure that belongs to a day follows it (9、10月)."""
    mark = numbering(words)
    return mark is not None and mark.rank > 2 and not words[mark.length : mark.length + 1].isdigit()


def types_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[int]:
    """The types of a table's lines, by their words and by what stands around them."""
    known: dict[str, int] = {}  # limits and units recur
    types: list[int] = []
    for line in lines:
        words = line.words
        kind = Type.NUMBER if len(words) <= _NUMBER_LONGEST and words.isdecimal() else known.get(words)
        if kind is None:
            kind = known[words] = type_of(words)
        types.append(kind)
    roles = [column.role for column in columns]
    if roles[0] == "number" and "deadline" not in roles:
        _periods_over_numbers(lines, types)
    if Type.ITEM in types and "deadline" in roles:
        _numbered_limits(lines, types)
    if Type.ITEM in types and not set(roles).isdisjoint(UNIT_ROLES):
        _numbered_units(lines, types, sum(role in UNIT_ROLES for role in roles))
    last = Type.DEADLINE if roles[-1] == "deadline" else Type.UNITS if roles[-1] in UNIT_ROLES else None
    if roles[0] == "number":
        _numbered_under_headings(lines, types)
    if last is not None and roles[:2] == ["category", "number"]:
        _kinds_over_numbers(lines, types, last)
    if roles[0] != "number" or last is None or under_spanning(columns):
        return types
    if (Type.HEADING, Type.NUMBER) in pairwise(types):
        return types  # where headings are numbered, words without number are none
    _plain_headings(lines, types, roles, last)
    return types


def _plain_headings(lines: Sequence[Line], types: list[int], roles: Sequence[ColumnRole], last: int) -> None:
    """A short line between a row's last cell and the next row's number is a heading."""
    plain = {Type.SHORT, Type.PROSE, Type.SENTENCE}
    if not set(roles) & set(UNIT_ROLES):
        plain.add(Type.UNITS)
    found = [
        index
        for index in range(len(lines) - 1)
        if types[index + 1] == Type.NUMBER
        and types[index] in plain
        and (index == 0 or types[index - 1] == last)
        and len(words := lines[index].words) <= _PLAIN_LONGEST
        and not any(c in words for c in "。;,:")
    ]
    if found != [0]:  # alone above the first row it may be the name of a column
        often = Counter(lines[index].words for index in found)
        for index in found:
            if often[lines[index].words] == 1:  # what stands there again and again is a cell
                types[index] = Type.HEADING


def _periods_over_numbers(lines: Sequence[Line], types: list[int]) -> None:
    """In a table without limits a month or quarter right above a row's number is a heading: 9月份, 一季度."""
    if Type.DEADLINE not in types:
        return
    for index in range(len(types) - 1):
        if types[index] == Type.DEADLINE and types[index + 1] == Type.NUMBER and is_period(lines[index].words):
            types[index] = Type.HEADING


def _numbered_limits(lines: Sequence[Line], types: list[int]) -> None:
    """Two or more limits that are numbered as the pieces of the task are, one a line: (1)2018年5月 / (2)2018年9月."""

    def limits(index: int) -> bool:
        words = lines[index].words
        mark = numbering(words) if types[index] == Type.ITEM and len(words) <= _LIMIT_LONGEST else None
        return mark is not None and _BARE_LIMIT.fullmatch(words, mark.length) is not None

    found = {index for index in range(len(types)) if limits(index)}
    for index in found:
        if index - 1 in found or index + 1 in found:
            types[index] = Type.DEADLINE


def _numbered_units(lines: Sequence[Line], types: list[int], columns: int) -> None:
    """Two or more units that are numbered, one a line (1.县水利局 / 2.县财政局), and that no colon calls for. Where the
    only cell of units stands right behind them they are of the task: 新建用房 / 1.县疾控中心 / 2.县妇幼保健院.
    """

    def names(index: int) -> bool:
        words = lines[index].words
        if types[index] != Type.ITEM or not _UNIT_SHORTEST <= len(words) <= _UNIT_LONGEST or words[-1] in "。;":
            return False
        mark = numbering(words)
        return mark is not None and looks_like_units(words[mark.length :].lstrip())

    at = 0
    while at < len(types):
        stop = at
        while stop < len(types) and names(stop):
            stop += 1
        beside = columns == 1 and stop < len(types) and types[stop] == Type.UNITS
        if stop - at > 1 and not beside and not (at and lines[at - 1].words[-1] == ":"):
            types[at:stop] = [Type.UNITS] * (stop - at)
        at = max(stop, at + 1)


def _numbered_under_headings(lines: Sequence[Line], types: list[int]) -> None:
    """Between a heading and a row's number no cell can stand: there 1.特色种植 is a heading, and so are its like."""
    if Type.ITEM not in types:
        return

    def names(index: int) -> bool:
        words = lines[index].words
        return len(words) <= _PLAIN_LONGEST and not any(c in words for c in "。;,:")

    found = [
        index
        for index in range(1, len(types) - 1)
        if types[index] == Type.ITEM
        and types[index + 1] == Type.NUMBER
        and types[index - 1] != Type.ITEM
        and names(index)
    ]
    if any(types[index - 1] == Type.HEADING for index in found):
        for index in found:
            types[index] = Type.HEADING


def _kinds_over_numbers(lines: Sequence[Line], types: list[int], last: int) -> None:
    """Between a row's last cell and the next row's number stands its kind, where kinds are left of the numbers: a few
    words that no other row has there are one, as a heading is.
    """
    found = [
        index
        for index in range(len(lines) - 1)
        if types[index + 1] == Type.NUMBER
        and types[index] in (Type.SHORT, Type.PROSE)
        and (index == 0 or types[index - 1] in (last, Type.HEADING))
        and len(words := lines[index].words) <= _PLAIN_LONGEST
        and not any(c in words for c in "。;,:")
    ]
    often = Counter(lines[index].words for index in found)
    for index in found:
        if often[lines[index].words] == 1:
            types[index] = Type.HEADING


def repeated_headings(lines: list[Line], types: list[int]) -> frozenset[int]:
    """Headings that a page break prints again: the same words as the heading in force."""
    if types.count(Type.HEADING) < 2:
        return frozenset()
    found, current = set(), ""
    for index, kind in enumerate(types):
        if kind == Type.HEADING:
            line = lines[index]
            if line.bare == current:
                found.add(index)
            current = line.bare
    return frozenset(found)


def rising(lines: list[Line], types: list[int], kept: list[int]) -> frozenset[int]:
    """Number cells that go on from the last one, or from the last that did (figures stand between), or start."""
    found, last, sure = set(), None, None
    for index in kept:
        if types[index] != Type.NUMBER:
            continue
        words = lines[index].words
        value = read_number(words if words.isdecimal() else words.replace(" ", "").strip("()（）.、．"))
        if value is None or last is None or value in (last + 1, 1) or (sure is not None and value == sure + 1):
            found.add(index)
            sure = value
        last = value if value is not None else last
    return frozenset(found)
