"""The most likely alignment of typed paragraphs to a row pattern: how a flattened table is put together again.

Each paragraph has a type that the field recognisers give (row number, time limit, list of units, sub-item, heading,
prose). A state is the column last filled, or the heading above a row. Viterbi's algorithm finds the path of states
with the best sum of three scores: how well a type fits a column, how dear it is to skip a column (a cell that was
empty), and how dear it is to go on in the same column (a cell of several paragraphs). Linear in the paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.numerals import read_number
from hongtou.fields.units import looks_like_units
from hongtou.parse.columns import NUMBER_CELL
from hongtou.parse.grid import Column, ColumnRole
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering


class Type(IntEnum):
    """What a paragraph looks like."""

    NUMBER = 0
    HEADING = 1
    DEADLINE = 2
    UNITS = 3
    ITEM = 4
    SHORT = 5
    PROSE = 6


# How well a type fits a column. Rows: roles; columns: Type. Sure recognisers weigh most.
_FIT: dict[ColumnRole, tuple[float, ...]] = {
    #             NUMBER HEADING DEADLINE UNITS ITEM SHORT PROSE
    "number":      (6.0, -9.0, -9.0, -9.0, -9.0, -6.0, -9.0),
    "category":    (-6.0, 4.0, -3.0, -2.0, -2.0, 1.5, -0.5),
    "task":        (-6.0, -1.0, -3.0, -1.5, 1.0, 1.5, 2.0),
    "content":     (-6.0, -2.0, -3.0, -2.0, 2.0, 0.5, 2.0),
    "deadline":    (-5.0, -6.0, 5.0, -6.0, -4.0, -1.5, -4.0),
    "lead":        (-8.0, -6.0, -6.0, 5.0, -3.0, -0.5, -3.0),
    "responsible": (-8.0, -6.0, -6.0, 5.0, -3.0, -0.5, -3.0),
    "support":     (-8.0, -6.0, -6.0, 5.0, -3.0, -0.5, -3.0),
    "person":      (-8.0, -6.0, -6.0, -3.0, -4.0, 3.0, -3.0),
    "progress":    (-4.0, -3.0, -1.0, -1.5, 2.0, 1.0, 2.0),
    "status":      (-5.0, -5.0, -2.0, -3.0, -3.0, 3.0, -3.0),
    "remark":      (-3.0, -4.0, -2.0, -2.0, -1.0, 0.5, 0.0),
    "other":       (-2.0, -4.0, -1.0, -1.0, -1.0, 1.0, 0.5),
}  # fmt: skip
# How dear it is that a cell of this column is not printed.
_SKIP: dict[ColumnRole, float] = {
    "number": 4.0, "category": 0.5, "task": 5.0, "content": 2.0, "deadline": 2.0, "lead": 2.5, "responsible": 2.5,
    "support": 1.0, "person": 1.0, "progress": 1.5, "status": 1.0, "remark": 0.4, "other": 1.0,
}  # fmt: skip
_SPANNING = frozenset({"category", "deadline", "lead", "responsible"})
_SPANNED = 0.7  # a leading cell that spans rows is printed once: skipping it there costs little
# How dear it is to go on in the same cell; items (1. 2. 3.) go on in prose for nothing.
_GO_ON: dict[ColumnRole, tuple[float, ...]] = {
    role: (9.0, 6.0, 3.0, 2.0, 0.3, 2.0, 1.6) if role in ("progress", "content", "task")
    else (9.0, 6.0, 2.5, 1.0, 4.0, 3.0, 4.0)
    for role in _FIT
}  # fmt: skip
_HEADING_FIT = (-20.0, 4.0, -20.0, -20.0, -20.0, -5.0, -20.0)
_HEADING_LONGEST = 50
_NEVER = -1e9
_SAMPLE = 80


class Placed(NamedTuple):
    """Rows of (cells, headings), each cell a run of line indices; the columns that the rows really have."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[list[list[int]], list[int]], ...]
    headings: tuple[int, ...]
    repeats: tuple[int, ...]
    score: float


def type_of(words: str) -> Type:
    """The type of a folded paragraph."""
    if len(words) <= 8 and NUMBER_CELL.fullmatch(words):
        return Type.NUMBER
    if len(words) <= 60 and not (words[-1:] == "。" and len(words) > 12) and looks_like_deadline(words):
        return Type.DEADLINE  # a sentence with its full stop tells what was done then
    mark = numbering(words)
    if mark:
        if mark.rank <= 2 and len(words) <= _HEADING_LONGEST and "。" not in words[:-1]:
            return Type.HEADING
        return Type.ITEM
    if looks_like_units(words):
        return Type.UNITS
    return Type.SHORT if len(words) <= 6 else Type.PROSE


class _Costs(NamedTuple):
    """A row pattern and what its deviations cost: a cell not printed, a cell of several paragraphs."""

    columns: tuple[Column, ...]
    skip: tuple[float, ...]
    stay: tuple[tuple[float, ...], ...]


def _usual(columns: tuple[Column, ...]) -> _Costs:
    roles = [column.role for column in columns]
    return _Costs(columns, tuple(_SKIP[role] for role in roles), tuple(_GO_ON[role] for role in roles))


def align(lines: Sequence[Line], columns: Sequence[Column]) -> Placed | None:
    """Put lines back into rows; None where no pattern explains them better than chance."""
    types = [type_of(line.words) for line in lines]
    repeats = _repeated_headings(lines, types)
    kept = [index for index in range(len(lines)) if index not in repeats]
    rising = _rising(lines, types, kept)
    patterns = [_usual(pattern) for pattern in _patterns(columns, types, kept)]
    if len(patterns) > 1:
        sample = kept[:_SAMPLE]
        patterns.sort(key=lambda costs: -_viterbi(sample, types, rising, costs)[0])
    costs = patterns[0]
    score, path = _viterbi(kept, types, rising, costs)
    if not kept or score <= 0:
        return None
    rhythm = _rhythm(costs, path)
    if rhythm is not None:
        score, path = _viterbi(kept, types, rising, rhythm)
    return _placed(costs.columns, kept, path, repeats, score, lines)


_REGULAR = 0.75
_STRICT = 4.0


def _rhythm(costs: _Costs, path: Sequence[tuple[int, bool]]) -> _Costs | None:
    """The costs that the table's own rhythm teaches: a column that nearly every row fills is dear to skip, one whose
    cells are nearly all of one paragraph dear to go on in. None where no row deviates, so nothing is to be learnt.
    """
    width = len(costs.columns)
    filled, several = [0] * width, [0] * width
    rows = 0
    before = -1
    for state, begins in path:
        if state < width:
            rows += begins
            if begins or state != before:
                filled[state] += 1
            else:
                several[state] += 1
        before = state
    if rows < 4 or (all(n in (0, rows) for n in filled) and not any(several)):
        return None
    skip = tuple(c + _STRICT if n >= _REGULAR * rows else c for c, n in zip(costs.skip, filled, strict=True))
    stay = tuple(
        tuple(cost + _STRICT * (kind != Type.ITEM) for kind, cost in enumerate(c)) if n <= (1 - _REGULAR) * rows else c
        for c, n in zip(costs.stay, several, strict=True)
    )
    return costs._replace(skip=skip, stay=stay)


def _patterns(columns: Sequence[Column], types: Sequence[Type], kept: Sequence[int]) -> list[tuple[Column, ...]]:
    """The row patterns to try: the header's own; with a number column it does not name; with one column of prose."""
    counts = Counter(types[index] for index in kept)
    base = tuple(columns)
    roles = [column.role for column in base]
    if counts[Type.NUMBER] * 12 >= len(kept) and "number" not in roles:
        base = (Column(None, "number"), *base)
    if counts[Type.NUMBER] == 0:
        base = tuple(column for column in base if column.role != "number")
    patterns = [base]
    prose = [index for index, column in enumerate(base) if column.role in ("task", "content")]
    if len(prose) == 2:
        patterns += [
            tuple(c._replace(role="task") if i in prose else c for i, c in enumerate(base) if i != dropped)
            for dropped in prose
        ]
    return patterns


def _repeated_headings(lines: Sequence[Line], types: Sequence[Type]) -> frozenset[int]:
    """Headings that a page break prints again: the same words as the heading in force."""
    found, current = set(), ""
    for index, line in enumerate(lines):
        if types[index] == Type.HEADING:
            if line.bare == current:
                found.add(index)
            current = line.bare
    return frozenset(found)


def _rising(lines: Sequence[Line], types: Sequence[Type], kept: Sequence[int]) -> frozenset[int]:
    """Number cells that go on from the last one, or start."""
    found, last = set(), None
    for index in kept:
        if types[index] != Type.NUMBER:
            continue
        value = read_number(lines[index].bare.strip("()（）.、．"))
        if value is None or last is None or value in (last + 1, 1):
            found.add(index)
        last = value if value is not None else last
    return frozenset(found)


def _viterbi(
    kept: Sequence[int], types: Sequence[Type], rising: frozenset[int], costs: _Costs
) -> tuple[float, list[tuple[int, bool]]]:
    """The best score and its path: for each line the column (len(columns) for a heading) and whether a row begins."""
    roles = [column.role for column in costs.columns]
    width = len(roles)
    moves, begins = _moves(roles, costs.skip)
    fits = [*(_FIT[role] for role in roles), _HEADING_FIT]
    stays = [*costs.stay, (0.0,) * len(Type)]
    scores = list(moves[width])
    back: list[list[int]] = []
    states = range(width + 1)
    first = True
    for index in kept:
        kind = types[index]
        if first:
            new = [scores[k] + fits[k][kind] for k in states]
            back.append([-1] * (width + 1))
            first = False
        else:
            new, origins = [], []
            for k in states:
                reach = [score + move[k] for score, move in zip(scores, moves, strict=True)]
                top = max(reach)
                origin = reach.index(top)
                stay = scores[k] - stays[k][kind]
                if stay > top:
                    top, origin = stay, k + 100
                new.append(top + fits[k][kind])
                origins.append(origin)
            back.append(origins)
        if kind == Type.NUMBER and index not in rising and "number" in roles:
            new[roles.index("number")] -= 5.0
        scores = new
    if not kept:
        return 0.0, []
    state = max(states, key=lambda k: scores[k])
    total = scores[state]
    path: list[tuple[int, bool]] = []
    for origins in reversed(back):
        origin = origins[state]
        if origin >= 100:
            path.append((state, False))
        else:
            path.append((state, origin < 0 or begins[origin][state]))
            state = origin if origin >= 0 else state
    path.reverse()
    return total, path


def _moves(roles: Sequence[ColumnRole], skip: Sequence[float]) -> tuple[list[list[float]], list[list[bool]]]:
    """What it costs to go from column j to column k (a negative score), and whether a new row begins there."""
    width = len(roles)
    lead_in = [0.0]
    for role, cost in zip(roles, skip, strict=True):
        lead_in.append(lead_in[-1] + (_SPANNED if role in _SPANNING and len(lead_in) == 1 else cost))
    moves: list[list[float]] = []
    begins: list[list[bool]] = []
    for j in range(width + 1):
        rest = 0.0 if j == width else sum(skip[j + 1 :])
        row, flags = [], []
        for k in range(width):
            anew = -rest - lead_in[k]
            same = -sum(skip[j + 1 : k]) if j < k < width and j < width else _NEVER
            row.append(max(anew, same))
            flags.append(anew > same)
        row.append(-rest if j < width else 0.0)
        flags.append(True)
        moves.append(row)
        begins.append(flags)
    return moves, begins


def _placed(
    columns: tuple[Column, ...],
    kept: Sequence[int],
    path: Sequence[tuple[int, bool]],
    repeats: frozenset[int],
    score: float,
    lines: Sequence[Line],
) -> Placed:
    width = len(columns)
    rows: list[tuple[list[list[int]], list[int]]] = []
    headings: list[int] = []
    stack: list[int] = []
    for index, (state, begins) in zip(kept, path, strict=True):
        if state == width:
            headings.append(index)
            rank = _rank(lines[index])
            stack = [*(other for other in stack if _rank(lines[other]) < rank), index]
            continue
        if begins or not rows:
            rows.append(([[] for _ in range(width)], list(stack)))
        rows[-1][0][state].append(index)
    return Placed(columns, tuple(rows), tuple(headings), tuple(sorted(repeats)), score)


def _rank(line: Line) -> int:
    mark = numbering(line.words)
    return mark.rank if mark else 1

