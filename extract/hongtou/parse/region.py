"""Where a flattened table ends: nothing in the page says so.

A stop (a note, 抄送, an annex's heading, another header) ends it at once. Below the last line that only a table holds
(a row number, a time limit, units) what follows may be the last row's, or the circular's next section.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hongtou.parse.cells import BARS
from hongtou.parse.copies import PRINTED
from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.grid import UNIT_ROLES
from hongtou.parse.levels import under_spanning
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering
from hongtou.parse.paragraphs import Type, type_of

_STOP_FIRST = frozenset("附注备说填联审(抄主报印发来信责")
_STOP = re.compile(
    r"附\s*件\s*[\d一二三四五六七八九十]*\s*(?:[:：].{0,60})?|(?:注|备注|说明|填表说明|注释)\s*[::].*|\(?联系(?:人|电话)[::].*"
    r"|发布(?:部门|日期|单位|机构|时间)\s*[::].*|(?:信息)?来源\s*[::].*|责任编辑\s*[::].*"
    r"|主\s*办\s*[::]\s*[^::]{2,20}政府(?:办公[室厅])?"  # the site's foot
    r"|抄\s*送\s*[::].*|主题词\s*[::].*|(?:报送|印发)[::].*|(?:填表|填报|审核)(?:人|单位|时间|日期)\s*[::].*"
)
_PRINTED = re.compile(rf"{PRINTED}$")
GOES_ON = re.compile(
    r"[(](?:续表?\d*|接上页|上接第\d+页|续上表)[)]$|^(?:续表?\d*|接上页|续上表)[::]?$|^[(]?(?:计量)?单位[::].{1,8}$"
)
"""What marks a table's title as printed again, and the line of its measure."""
_FARTHEST = 60  # lines up from the end in which the table's last sure cell is looked for
_FOOT_FARTHEST = 12  # lines below a signature in which a row would show that it is none
_SET_IN = re.compile(r"(?:\u3000\u3000|[ \u3000\xa0]{4})$")  # how the body's paragraphs begin (GB/T 9704-2012, 7.3.3)
_ASKS = ("请", "希望", "望")
"""How a circular asks those it speaks to, below its table."""
_SURE = frozenset({Type.NUMBER, Type.DEADLINE, Type.UNITS})


def region_end(
    page: Page, header: FlatHeader, headers: Mapping[int, FlatHeader], stops: frozenset[int], foot: frozenset[int]
) -> int:
    """The line after the table's last; ``foot`` are the lines of signature and date."""
    end = _stop(page, header, headers, stops)
    end = _foot(page, header, end, foot)
    return _tail(page, header, end)


def _stop(page: Page, header: FlatHeader, headers: Mapping[int, FlatHeader], stops: frozenset[int]) -> int:
    lines = page.lines
    last = len(lines)
    while last > header.last + 1 and lines[last - 1].noise:
        last -= 1
    first = header.last + 1
    said, firsts = page.words, page.firsts
    marked = {index for index in range(first, last) if firsts[index] in _STOP_FIRST or said[index][-1] == "发"}
    for index in sorted(marked.union(index for index in (*stops, *headers) if first <= index < last)):
        words = lines[index].words
        if words[0] in _STOP_FIRST and len(words) < 120 and _STOP.fullmatch(words):
            return index
        if words[-1] == "发" and len(words) < 60 and _PRINTED.search(words):
            return index
        if index in stops:
            return index
        if index in headers:
            if index > header.first and headers[index].names != header.names:
                return index
            if _heads_above(lines, index) and _heads_above(lines, header.first):
                return index - 1  # "二、县城任务" over the same header: a table of its own
    return last


def _heads_above(lines: Sequence[Line], index: int) -> bool:
    return index > 0 and not lines[index - 1].noise and _heads(lines[index - 1])


def _foot(page: Page, header: FlatHeader, end: int, foot: frozenset[int]) -> int:
    """The signature's first line, unless rows go on below it: then a unit and a date are only two cells."""
    first = min((index for index in foot if header.last < index < end), default=end)
    below = [i for i in range(first, min(end, first + _FOOT_FARTHEST)) if i not in foot and not page.lines[i].noise]
    if sum(_kind(page, header, index) in _SURE for index in below) > 1:
        return end
    ends_in_units = header.delimiter is None and header.columns[-1].role in UNIT_ROLES
    if ends_in_units and first + 1 in foot and _kind(page, header, first - 1) != Type.UNITS:
        # the last row lacks its units: the first of two names is theirs, the second signs
        return first + (_kind(page, header, first + 1) == Type.UNITS)
    return first


def _kind(page: Page, header: FlatHeader, index: int) -> int:
    """The type of a line; of a line of parted cells, one that only a table holds."""
    line = page.lines[index]
    if header.delimiter is None:
        return type_of(line.words)
    words = page.text.raw[line.start : line.end] if header.delimiter is BARS else line.words
    return Type.UNITS if header.delimiter.search(words) else Type.PROSE


def _tail(page: Page, header: FlatHeader, end: int) -> int:
    """The line from which prose goes on below the table."""
    tail: list[int] = []
    sure: int = Type.PROSE
    for index in range(end - 1, max(header.last, end - _FARTHEST), -1):
        if page.lines[index].noise:
            continue
        sure = _kind(page, header, index)
        if sure in _SURE:
            break
        tail.insert(0, index)
    if not tail or sure not in _SURE:
        return end
    lines = [page.lines[index] for index in tail]
    closed = header.delimiter is not None or _closes(header, sure)
    return next((index for n, index in enumerate(tail) if _opens_prose(page, header, lines, n, closed, sure)), end)


def _closes(header: FlatHeader, sure: int) -> bool:
    """Whether the table's last sure cell stands in its last column, so that nothing of the row is to come."""
    if under_spanning(header.columns):
        return False  # the names printed last may belong under one before
    role = header.columns[-1].role
    return (role == "deadline" and sure == Type.DEADLINE) or (role in UNIT_ROLES and sure == Type.UNITS)


def _cells_to_come(header: FlatHeader, sure: int) -> int:
    """How many cells the last row may have behind its last sure one."""
    roles = [column.role for column in header.columns]
    kinds = ("deadline",) if sure == Type.DEADLINE else UNIT_ROLES if sure == Type.UNITS else ("number",)
    return next((n for n, role in enumerate(reversed(roles)) if role in kinds), len(roles))


def _opens_prose(page: Page, header: FlatHeader, tail: Sequence[Line], n: int, closed: bool, sure: int) -> bool:
    """Whether the tail's line n begins a section: a numbered heading with a sentence below it, a title over such a
    heading, a sentence below a row that is complete, a paragraph set in where the table's lines are not.
    """
    sentence = any(line.words[-1] == "。" for line in tail[n:])
    if n == 0 and not closed:
        return False  # the last row's own cell
    if sentence and tail[n].words.startswith(_ASKS) and n >= _cells_to_come(header, sure):
        return True
    if closed and n == 0 and (tail[n].words[-1] == "。" or any(map(_heads, tail[1:3]))):
        return sentence
    return sentence and (_heads(tail[n]) or _set_in(page, tail[n]) > _set_in(page, page.lines[header.last]))


def _heads(line: Line) -> bool:
    mark = numbering(line.words)
    return mark is not None and mark.rank <= 1 and len(line.words) > mark.length


def _set_in(page: Page, line: Line) -> bool:
    return _SET_IN.search(page.text.raw, max(0, line.start - 4), line.start) is not None
