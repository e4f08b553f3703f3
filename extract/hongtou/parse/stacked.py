"""Headers whose names stand one a line, as a page prints them that flattened its table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.data import load_toml
from hongtou.fields.numerals import read_number
from hongtou.fields.text import fold
from hongtou.parse.cells import trimmed
from hongtou.parse.columns import (
    NUMBER_CELL,
    bare_name,
    below_period,
    is_name,
    is_period,
    is_sure,
    name_of,
    role_of_column,
    role_of_name,
)  # fmt: skip
from hongtou.parse.flat_header import CELL_SIGN, FlatHeader, is_header, next_line, reads_as_cell
from hongtou.parse.grid import UNIT_ROLES, Column
from hongtou.parse.lines import Line, Page
from hongtou.parse.naming import LONGEST_NAME, LONGEST_UNNAMED
from hongtou.parse.numbering import numbering
from hongtou.parse.paragraphs import Type, type_of

_NAME_AND_ROW = re.compile(r"([^ \d。,;:]{2,10}) {1,4}(?=\d{1,3} )")
_MOST_COLUMNS = 12
_MOST_UNKNOWN = 3
_LONGEST_UNKNOWN = 8
_LAST_WORDS = frozenset(load_toml("columns_beside.toml")["last_words"])


def read_stacked(page: Page, index: int) -> FlatHeader | None:
    """Names one a line; a name broken over two lines ("工作", "任务") is joined where that makes a known name."""
    lines = page.lines
    columns: list[Column] = []
    if lines[index].words[-1] == "表" and not is_name(lines[index].bare):
        return None  # 任务落实情况表: the title over the names
    at, last, before = index, index, index
    while at < len(lines) and len(columns) < _MOST_COLUMNS:
        following = next_line(lines, at + 1)
        taken = _name_at(lines, at, following, inside=bool(columns))
        if taken == 0:
            break
        if taken == 1 and _is_gloss(lines, following):
            taken = 2  # 完成时间 / (季度)
        used = [trimmed(lines[i]) for i in (at, following)[:taken]]
        bare = bare_name("".join(line.words for line in used))
        columns.append(Column(page.broken([(line.start, line.end) for line in used]), role_of_name(bare) or "other"))
        before, last = last, (at, following)[taken - 1]
        at = next_line(lines, last + 1)
    header = columns[-1].header if columns and columns[-1].role == "other" else None
    if header and role_of_name(name_of(header.reading)) is None and not _is_of_period(fold(header.reading)):
        columns.pop()
        last = before
    columns = [replace(c, role=role_of_column(fold(c.header.reading))) if c.header else c for c in columns]
    if not is_header(columns):
        return FlatHeader(index, last, tuple(columns)) if _is_pair(lines, columns, last) else None
    rest = _last_name(page, at) if at == next_line(lines, last + 1) else None
    if rest:
        return FlatHeader(index, at, (*columns, rest[0]), None, rest[1])
    more = _reached_name(lines, columns, last) or _unknown_names(lines, columns, last)
    columns += [Column(page.text.value(lines[i].start, lines[i].end), role_of_column(lines[i].words)) for i in more]
    return FlatHeader(index, more[-1] if more else last, tuple(columns))


def _is_gloss(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is a bracket alone, which says more of the name above it."""
    words = lines[at].words if at < len(lines) and not lines[at].noise else ""
    if words[:1] != "(" or words[-1] != ")" or len(words) > LONGEST_NAME or words.count("(") > 1:
        return False
    return NUMBER_CELL.fullmatch(words) is None


def _last_name(page: Page, at: int) -> tuple[Column, int] | None:
    """The last column, and where the first row begins, in a line of its name, a blank and the first row's number."""
    match = _NAME_AND_ROW.match(page.lines[at].words) if at < len(page.lines) else None
    role = role_of_name(bare_name(match[1])) if match else None
    if match is None or role is None:
        return None
    start = page.lines[at].start
    return Column(page.text.value(start, start + match.end(1)), role), start + match.end()


def _is_pair(lines: Sequence[Line], columns: Sequence[Column], last: int) -> bool:
    """Whether two names alone, one of tasks and one of units, stand over cells that take turns in this order."""
    if len(columns) != 2 or last + 4 >= len(lines):
        return False
    units = [column.role in UNIT_ROLES for column in columns]
    if sum(units) != 1 or not any(column.role in ("task", "content") for column in columns):
        return False
    if not all(column.header and is_sure(name_of(column.header.reading)) for column in columns):
        return False
    looks = [type_of(line.words) == Type.UNITS for line in lines[last + 1 : last + 5]]
    return looks == units * 2


def _reached_name(lines: Sequence[Line], columns: Sequence[Column], last: int) -> list[int]:
    """The line after the known names whose last word says what has been reached (工程进度), where rows print a number
    and the first stands where it leaves the first row whole: behind the name, or behind the category that opens rows.
    No heading: the row has a cell for it.
    """
    roles = [column.role for column in columns[:2]]
    if "number" not in roles or (roles[1] == "number" and roles[0] != "category"):
        return []
    at = next_line(lines, last + 1)
    number = at + 1 + roles.index("number")
    if number >= len(lines) or not _may_name(lines[at]) or role_of_column(lines[at].words) != "progress":
        return []
    following = number + len(columns) - roles.index("number")
    whole = following < len(lines) and NUMBER_CELL.fullmatch(lines[following].words) is not None
    return [at] if not whole and NUMBER_CELL.fullmatch(lines[number].words) else []


def _unknown_names(lines: Sequence[Line], columns: Sequence[Column], last: int) -> list[int]:
    """The lines after the known names that are names too: the step from row number to row number counts them in."""
    if columns[0].role != "number":
        return []
    first = last + 1
    while first < len(lines) and first <= last + _MOST_UNKNOWN and not NUMBER_CELL.fullmatch(lines[first].words):
        first += 1
    more = list(range(last + 1, first))
    second = first + len(columns) + len(more)
    if not more or second >= len(lines) or any(not _may_name(lines[i]) for i in more):
        return []
    one, two = (read_number(lines[i].words.strip("()、.")) for i in (first, second))
    return more if one is not None and two == one + 1 else []


def _may_name(line: Line) -> bool:
    return not line.noise and len(line.bare) <= _LONGEST_UNKNOWN and not reads_as_cell(line.words)


def _name_at(lines: Sequence[Line], at: int, after: int, *, inside: bool) -> int:
    """How many lines the column name at this line takes; 0 where there is none. ``inside`` where names precede it."""
    words = lines[at].words
    if lines[at].noise or (len(words) > LONGEST_NAME and len(lines[at].bare) > LONGEST_NAME):
        return 0
    if inside and is_period(words):  # 一季度 … 四季度: one alone may be the first cell
        near = (lines[at - 1].words, lines[after].words if after < len(lines) else "")
        return int(any(is_period(beside) for beside in near))
    if words[0] not in "(" and CELL_SIGN.search(words) and reads_as_cell(words):
        return 0
    bare = bare_name(words)
    role = role_of_name(bare)
    following = bare_name(lines[after].words) if after < len(lines) and len(lines[after].bare) <= 6 else ""
    if (
        following
        and len(bare) <= 6
        and _spells_name(bare, following)
        and not (role and is_name(bare) and is_name(following) and len(bare) > 2)
    ):
        return 2
    if numbering(words) is not None:
        return 0
    if (role and (len(bare) <= 10 or is_name(bare))) or (inside and below_period(words) is not None):
        return 1
    if not 1 < len(bare) <= 6:
        return 0
    named = is_name(following or (bare_name(lines[after].words) if after < len(lines) else ""))
    return int(named or (inside and _named_soon(lines, after)))


def _is_of_period(words: str) -> bool:
    """Whether a name is one by the time it opens with: 一季度, 1-9月进度."""
    return is_period(words) or below_period(words) is not None


def _spells_name(one: str, two: str) -> bool:
    """Whether two lines are one name that print breaks: 工作|任务, 上半年完成|情况, 主要负责|单位."""
    joined = one + two
    if is_name(joined) or below_period(joined) is not None:
        return True
    return two in _LAST_WORDS and not is_name(one) and role_of_name(one) is None and is_sure(joined)


def _named_soon(lines: Sequence[Line], at: int) -> bool:
    """Whether the line may be a name too and the one after it is, or says when (抽查时间): two names in a row that no
    vocabulary has.
    """
    after = next_line(lines, at + 1)
    if after >= len(lines) or lines[at].noise or len(lines[at].bare) > LONGEST_UNNAMED or len(lines[after].bare) > 6:
        return False
    name = bare_name(lines[after].words)
    return not reads_as_cell(lines[at].words) and (is_name(name) or role_of_name(name) == "deadline")
