"""The headers of flattened tables: a run of lines, or one line, that names columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.parse.cells import BARS, BLANK, COMMA, EDGE, WIDE, barred, pieces, printed_to
from hongtou.parse.columns import NUMBER_CELL, bare_name, below_period, is_name, is_period, role_of_column, role_of_name
from hongtou.parse.drawn import RULE, joined_cell
from hongtou.parse.flat_header import FlatHeader, is_header, next_line, reads_as_cell
from hongtou.parse.grid import Column
from hongtou.parse.levels import second_level
from hongtou.parse.lines import EACH_BAR, Line, Page
from hongtou.parse.naming import FIRST_NAME, LONGEST_NAME, LONGEST_SPACED, LONGEST_UNNAMED, lines_of_names
from hongtou.parse.spread import unspread
from hongtou.parse.stacked import read_stacked

_LONGEST_HEADER = 200
_FIRST_PIECE = re.compile(r"[^ ,]{1,10}[ ,]")
_MOST_BROKEN = 3  # lines over which a drawn box breaks its names
_MOST_UNNAMED = 2  # lines of a header that may precede one that says a role
_EACH = "".join(EACH_BAR)
_BARRED = re.compile(rf"(?![\s{_EACH}]*\d+\s*[{_EACH}])[^{_EACH}]*[{_EACH}]")
"""A row of cells between bars whose first is no number: it may be names."""


def read_headers(page: Page, start: int) -> dict[int, FlatHeader]:
    """Every run of lines from ``start`` on that reads as a header, by its first line."""
    found: dict[int, FlatHeader] = {}
    last: FlatHeader | None = None
    lines = page.lines
    bars = bool(page.bars)
    naming, parting = lines_of_names(page, start)
    stacked = {at for index in naming for at in range(index - _MOST_UNNAMED, index + 1)}
    candidates = range(start, len(lines)) if bars else parting
    done = start
    for index in sorted(stacked.union(candidates)):
        if index < done:
            continue
        header = _header_at(page, index, bars=bars, stacked=index in stacked)
        if header:
            if last and header.names[1:] == last.names and header.delimiter is None:
                # the last cell before a header that a page break repeats is no name
                header = replace(header, first=next_line(lines, index + 1), columns=header.columns[1:])
            found[header.first] = last = header
            done = header.last + 1
    return found


def _header_at(page: Page, index: int, *, bars: bool, stacked: bool) -> FlatHeader | None:
    """The header that begins at this line, if one does.

    ``bars`` where the page has bars or tabs at all, ``stacked`` where a line is near that names a column.
    """
    line = page.lines[index]
    words = line.words
    length = len(words)
    if line.noise or not length:
        return None
    header = None
    if length <= _LONGEST_HEADER and words[-1] not in "。;":
        raw = page.text.raw
        if bars and length > 4 and _BARRED.match(raw, line.start, line.end):
            header = _barred(page, index)
        if (
            header is None
            and stacked
            and length <= LONGEST_SPACED
            and words[0] not in "0123456789"
            and _may_open(words)
        ):
            header = read_stacked(page, index)
    if header is not None:
        return header
    short = length <= _LONGEST_HEADER and words[-1] not in "。;"
    if words[0] in EDGE and words[1:2] == " " and "," not in words[:FIRST_NAME]:
        return None  # a border and no name behind it
    piece = _FIRST_PIECE.match(words) if " " in words or (short and "," in words) else None
    return _in_one_line(page, index) if piece and (short or piece[0][-1] == " ") else None


def _may_open(words: str) -> bool:
    """Whether a header may begin with this line: a name, or the short beginning of one."""
    bare = bare_name(words)
    return len(bare) <= 6 or role_of_name(bare) is not None


def _barred(page: Page, index: int) -> FlatHeader | None:
    line = page.lines[index]
    printed = page.text.raw[line.start : line.end]
    firsts = [piece for piece in BARS.split(printed) if piece.strip()][:2]
    if all(role_of_name(bare_name(fold(piece))) is None for piece in firsts):
        return None  # 标段|工作任务|责任单位: one name may be unknown
    columns = []
    last = printed_to(page, index)
    cells = barred(page, replace(line, end=page.lines[last].end))
    last, cells = _gone_on(page, last, cells)
    for value in cells:
        role = role_of_column(fold(value.reading).strip())
        columns.append(Column(value if value.text else None, role))
    if columns and columns[0].header is None:
        columns = columns[1:]
    while columns and columns[-1].header is None:
        columns.pop()
    below = second_level(page, last + 1, columns, cells)
    if below:
        last, under = below
        names = {column.header for column in under}
        over = [span for c in columns if c.header and c.header not in names for span in c.header.spans]
        over += [(rule.start, rule.end) for rule in page.lines[index + 1 : last] if RULE.fullmatch(rule.words)]
        return FlatHeader(index, last, under, BARS, None, tuple(over))
    return FlatHeader(index, last, tuple(columns), BARS) if is_header(columns) else None


def _gone_on(page: Page, last: int, cells: list[Value]) -> tuple[int, list[Value]]:
    """The names with what the lines down to the next rule print of them, where rules are drawn around the names; and
    the last such line.
    """
    lines = page.lines
    rule = last + 1
    while rule < len(lines) and rule <= last + _MOST_BROKEN and not RULE.fullmatch(lines[rule].words):
        rule += 1
    if not last + 1 < rule < len(lines) or not RULE.fullmatch(lines[rule].words):
        return last, cells
    whole = cells
    for index in range(last + 1, rule):
        more = barred(page, lines[index])
        if len(more) != len(cells) or any(reads_as_cell(fold(piece.text)) for piece in more if piece.text):
            return last, cells
        whole = [joined_cell(page, one, two) for one, two in zip(whole, more, strict=True)]
    names = [bare_name(fold(value.reading)) for value in whole]
    broken = [name for name, one, two in zip(names, cells, whole, strict=True) if one.spans != two.spans and one.text]
    if any(len(name) > LONGEST_NAME for name in names) or not any(map(is_name, broken)):
        return last, cells
    return rule - 1, whole


def _in_one_line(page: Page, index: int) -> FlatHeader | None:
    """Names parted by blanks or commas; what follows them in the line is the first row's."""
    line = page.lines[index]
    words = line.words[:_LONGEST_HEADER]
    if words[0] in "0123456789" and not words.startswith("20"):
        return None  # a row's number
    for delimiter in (WIDE, BLANK, COMMA):
        mark = delimiter.search(words, 0, FIRST_NAME)
        if mark is None:
            continue
        if mark.start() > 1 and role_of_name(bare_name(words[: mark.start()])) is None:
            tail = words[words.rfind(words[mark.start()]) + 1 :]
            if len(tail) > LONGEST_NAME or words[-1] in "。;" or not is_name(bare_name(tail)):
                continue  # as nearly all
        columns: list[Column] = []
        parts = pieces(replace(line, end=line.start + len(words), words=words), delimiter)
        parts = unspread(page, parts)
        if role_of_name(bare_name(parts[0].words)) is None:
            if not _name_all_but_first(page, index, parts, delimiter):
                continue
            columns.append(Column(page.text.value(parts[0].start, parts[0].end), role_of_column(parts[0].words)))
        while len(columns) < len(parts) and _names_column(parts, len(columns)):
            part = parts[len(columns)]
            columns.append(Column(page.text.value(part.start, part.end), role_of_column(part.words)))
        if is_header(columns):
            if _name_the_last(page, index, parts, len(columns), delimiter):
                last = parts[len(columns) :]
                columns += [Column(page.text.value(part.start, part.end), role_of_column(part.words)) for part in last]
            elif columns[0].role == "number" and _is_reached(parts, len(columns)):
                part = parts[len(columns)]
                columns.append(Column(page.text.value(part.start, part.end), "progress"))
            rest = parts[len(columns)].start if len(columns) < len(parts) else None
            if rest is None or delimiter is not COMMA:
                return FlatHeader(index, index, tuple(columns), delimiter, rest)
    return None


def _name_all_but_first(page: Page, index: int, parts: Sequence[Line], delimiter: re.Pattern[str]) -> bool:
    """Whether the first piece names a column that no vocabulary has (路段 整治任务 责任单位 完成时间): all behind it
    are known, and the line below has a cell for each.
    """
    first, after = parts[0].words, next_line(page.lines, index + 1)
    if len(parts) < _FEWEST_KNOWN or not 1 < len(first) <= LONGEST_UNNAMED or reads_as_cell(first):
        return False
    if after >= len(page.lines) or not all(role_of_name(bare_name(part.words)) for part in parts[1:]):
        return False
    return len(pieces(page.lines[after], delimiter)) == len(parts)


_FEWEST_KNOWN = 4


def _is_reached(parts: Sequence[Line], at: int) -> bool:
    """Whether the piece behind ``at`` names is one whose last word says what has been reached (工程进度): it stands
    before the first row's number, and that row has a cell for it.
    """
    if at + 1 >= len(parts) or NUMBER_CELL.fullmatch(parts[at + 1].words) is None:
        return False
    following = 2 * at + 1
    if following < len(parts) and NUMBER_CELL.fullmatch(parts[following].words) is not None:
        return False  # a heading over rows that are whole without it
    words = parts[at].words
    return len(words) <= LONGEST_UNNAMED and not reads_as_cell(words) and role_of_column(words) == "progress"


def _name_the_last(page: Page, index: int, parts: Sequence[Line], known: int, delimiter: re.Pattern[str]) -> bool:
    """Whether the short pieces behind the known names are names too: the line below has a cell for each."""
    last = parts[known:]
    after = next_line(page.lines, index + 1)
    if not 0 < len(last) <= _MOST_UNNAMED or after >= len(page.lines):
        return False
    if any(len(part.words) > LONGEST_UNNAMED or reads_as_cell(part.words) for part in last):
        return False
    return len(pieces(page.lines[after], delimiter)) == len(parts)


def _names_column(parts: Sequence[Line], at: int) -> bool:
    """Whether the piece is a column's name: one that says a role, or a short one before one that does."""
    words = parts[at].words
    if at > 0 and is_period(words):  # 一季度, 二季度: one alone may be the first row's
        return is_period(parts[at - 1].words) or (at + 1 < len(parts) and is_period(parts[at + 1].words))
    bare = bare_name(words)
    if len(bare) > LONGEST_NAME or reads_as_cell(parts[at].words):
        return False
    if role_of_name(bare):
        return is_name(bare) or len(bare) <= 10
    if at > 0 and below_period(words) is not None:
        return True
    return 1 < len(bare) <= 6 and at > 0 and at + 1 < len(parts) and is_name(bare_name(parts[at + 1].words))
