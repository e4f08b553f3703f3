"""The headers of flattened tables: a run of lines, or one line, that names columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.numerals import read_number
from hongtou.fields.text import fold
from hongtou.model.record import Record
from hongtou.parse.cells import BARS, BLANK, COMMA, EDGE, WIDE, barred, has_bars, pieces, printed_to, trimmed
from hongtou.parse.columns import NUMBER_CELL, bare_name, is_name, is_sure, name_of, role_of_column, role_of_name
from hongtou.parse.grid import UNIT_ROLES, Column
from hongtou.parse.lines import Line, Page
from hongtou.parse.naming import FIRST_NAME, LONGEST_NAME, LONGEST_SPACED, lines_of_names
from hongtou.parse.numbering import numbering
from hongtou.parse.paragraphs import Type, type_of
from hongtou.parse.spread import unspread

_LONGEST_HEADER = 200
_FIRST_PIECE = re.compile(r"[^ ,]{1,10}[ ,]")
_NAME_AND_ROW = re.compile(r"([^ \d。,;:]{2,10}) {1,4}(?=\d{1,3} )")
_MOST_COLUMNS = 12
_MOST_UNKNOWN = 3
_LONGEST_UNNAMED = 6
_MOST_UNNAMED = 2  # lines of a header that may precede one that says a role
_LONGEST_UNKNOWN = 8
_CELL = re.compile(r"[。,;:0-9《]")  # what a cell may print and a name does not
_NOISE_BETWEEN = 3  # bars and page numbers that may stand between two names


_NUMBER_FIRST = re.compile(r"[\s|│┃∣丨]*\d+\s*[\t|│┃∣丨]")
"""A row of cells between bars whose first is a number, no name."""


class FlatHeader(Record, frozen=True):
    """The lines first..last; what parts the cells of its rows, None where each is a line; where in the last line the
    first row begins, if it does there.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    delimiter: re.Pattern[str] | None = None
    rest: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names without blanks."""
        return tuple(column.header.reading.replace(" ", "") for column in self.columns if column.header)


def read_headers(page: Page, start: int) -> dict[int, FlatHeader]:
    """Every run of lines from ``start`` on that reads as a header, by its first line."""
    found: dict[int, FlatHeader] = {}
    last: FlatHeader | None = None
    lines = page.lines
    bars = has_bars(page)
    naming, parting = lines_of_names(page.words, start)
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
                header = replace(header, first=_next(lines, index + 1), columns=header.columns[1:])
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
        if (
            bars
            and length > 4
            and BARS.search(raw, line.start, line.end)
            and not _NUMBER_FIRST.match(raw, line.start, line.end)
        ):
            header = _barred(page, index)
        if (
            header is None
            and stacked
            and length <= LONGEST_SPACED
            and words[0] not in "0123456789"
            and _may_open(words)
        ):
            header = _stacked(page, index)
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
    for value in barred(page, replace(line, end=page.lines[last].end)):
        role = role_of_column(page.text.folded[value.start : value.end].strip())
        columns.append(Column(value if value.text else None, role))
    if columns and columns[0].header is None:
        columns = columns[1:]
    while columns and columns[-1].header is None:
        columns.pop()
    return FlatHeader(index, last, tuple(columns), BARS) if _is_header(columns) else None


def _in_one_line(page: Page, index: int) -> FlatHeader | None:
    """Names parted by blanks or commas; what follows them in the line is the first row's."""
    line = page.lines[index]
    words = line.words[:_LONGEST_HEADER]
    if words[0] in "0123456789" and not words.startswith("20"):
        return None  # a row's number
    for delimiter in (WIDE, BLANK, COMMA):
        mark = delimiter.search(words, 0, FIRST_NAME)
        if mark is None or (mark.start() > 1 and role_of_name(bare_name(words[: mark.start()])) is None):
            continue
        columns: list[Column] = []
        parts = pieces(replace(line, end=line.start + len(words), words=words), delimiter)
        parts = unspread(page, parts)
        if role_of_name(bare_name(parts[0].words)) is None:
            continue
        while len(columns) < len(parts) and _names_column(parts, len(columns)):
            part = parts[len(columns)]
            columns.append(Column(page.text.value(part.start, part.end), role_of_column(part.words)))
        if _is_header(columns):
            if _name_the_last(page, index, parts, len(columns), delimiter):
                last = parts[len(columns) :]
                columns += [Column(page.text.value(part.start, part.end), role_of_column(part.words)) for part in last]
            rest = parts[len(columns)].start if len(columns) < len(parts) else None
            if rest is None or delimiter is not COMMA:
                return FlatHeader(index, index, tuple(columns), delimiter, rest)
    return None


def _name_the_last(page: Page, index: int, parts: Sequence[Line], known: int, delimiter: re.Pattern[str]) -> bool:
    """Whether the short pieces behind the known names are names too: the line below has a cell for each."""
    last = parts[known:]
    after = _next(page.lines, index + 1)
    if not 0 < len(last) <= _MOST_UNNAMED or after >= len(page.lines):
        return False
    if any(len(part.words) > _LONGEST_UNNAMED or _reads_as_cell(part.words) for part in last):
        return False
    return len(pieces(page.lines[after], delimiter)) == len(parts)


def _names_column(parts: Sequence[Line], at: int) -> bool:
    """Whether the piece is a column's name: one that says a role, or a short one before one that does."""
    bare = bare_name(parts[at].words)
    if len(bare) > LONGEST_NAME or _reads_as_cell(parts[at].words):
        return False
    if role_of_name(bare):
        return is_name(bare) or len(bare) <= 10
    return 1 < len(bare) <= 6 and at > 0 and at + 1 < len(parts) and is_name(bare_name(parts[at + 1].words))


def _stacked(page: Page, index: int) -> FlatHeader | None:
    """Names one a line; a name broken over two lines ("工作", "任务") is joined where that makes a known name."""
    lines = page.lines
    columns: list[Column] = []
    at, last, before = index, index, index
    while at < len(lines) and len(columns) < _MOST_COLUMNS:
        following = _next(lines, at + 1)
        taken = _name_at(lines, at, following, inside=bool(columns))
        if taken == 0:
            break
        used = [trimmed(lines[i]) for i in (at, following)[:taken]]
        bare = bare_name("".join(line.words for line in used))
        columns.append(Column(page.broken([(line.start, line.end) for line in used]), role_of_name(bare) or "other"))
        before, last = last, (at, following)[taken - 1]
        at = _next(lines, last + 1)
    header = columns[-1].header if columns and columns[-1].role == "other" else None
    if header and role_of_name(name_of(header.reading)) is None:
        columns.pop()
        last = before
    columns = [replace(c, role=role_of_column(fold(c.header.reading))) if c.header else c for c in columns]
    if not _is_header(columns):
        return FlatHeader(index, last, tuple(columns)) if _is_pair(lines, columns, last) else None
    rest = _last_name(page, at) if at == _next(lines, last + 1) else None
    if rest:
        return FlatHeader(index, at, (*columns, rest[0]), None, rest[1])
    more = _unknown_names(lines, columns, last)
    columns += [Column(page.text.value(lines[i].start, lines[i].end), "other") for i in more]
    return FlatHeader(index, more[-1] if more else last, tuple(columns))


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
    return not line.noise and len(line.bare) <= _LONGEST_UNKNOWN and not _reads_as_cell(line.words)


def _next(lines: Sequence[Line], at: int) -> int:
    """The next line that is not furniture."""
    end = min(len(lines), at + _NOISE_BETWEEN)
    while at < end and lines[at].noise:
        at += 1
    return at


def _name_at(lines: Sequence[Line], at: int, after: int, *, inside: bool) -> int:
    """How many lines the column name at this line takes; 0 where there is none. ``inside`` where names precede it."""
    words = lines[at].words
    if lines[at].noise or (len(words) > LONGEST_NAME and len(lines[at].bare) > LONGEST_NAME):
        return 0
    if words[0] not in "(" and _CELL.search(words) and _reads_as_cell(words):
        return 0
    bare = bare_name(words)
    role = role_of_name(bare)
    following = bare_name(lines[after].words) if after < len(lines) and len(lines[after].bare) <= 6 else ""
    if (
        following
        and len(bare) <= 6
        and is_name(bare + following)
        and not (role and is_name(bare) and is_name(following) and len(bare) > 2)
    ):
        return 2
    if numbering(words) is not None:
        return 0
    if role and (len(bare) <= 10 or is_name(bare)):
        return 1
    return int(1 < len(bare) <= 6 and (is_name(following) or (inside and _named_soon(lines, after))))


def _named_soon(lines: Sequence[Line], at: int) -> bool:
    """Whether the line may be a name too and the one after it is: two names in a row that no vocabulary has."""
    after = _next(lines, at + 1)
    if after >= len(lines) or lines[at].noise or len(lines[at].bare) > _LONGEST_UNNAMED or len(lines[after].bare) > 6:
        return False
    return not _reads_as_cell(lines[at].words) and is_name(bare_name(lines[after].words))


def _reads_as_cell(words: str) -> bool:
    return _CELL.search(bare_name(words)) is not None or ":" in words or numbering(words) is not None


def _is_header(columns: Sequence[Column]) -> bool:
    roles = [column.role for column in columns]
    named = [role for role in roles if role != "other"]
    return (
        len(columns) >= 3
        and len(set(named)) >= 3 - (len(columns) == 3)
        and len(named) * 2 > len(roles)
        and bool({"task", "content", "lead", "responsible", "deadline"} & set(named))
    )
