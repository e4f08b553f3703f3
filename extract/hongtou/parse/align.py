"""The most likely alignment of typed paragraphs to a row pattern: how a flattened table is put together again.

Each paragraph has a type that the field recognisers give (row number, time limit, list of units, sub-item, heading,
prose). A state is the column last filled, or the heading above a row. Viterbi's algorithm finds the path of states
with the best sum of three scores: how well a type fits a column, how dear it is to skip a column (a cell that was
empty), and how dear it is to go on in the same column (a cell of several paragraphs). Linear in the paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from hongtou.parse.grid import UNIT_ROLES, Column, ColumnRole
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering
from hongtou.parse.paragraphs import Type, repeated_headings, rising, types_of

# How well a type fits a column, in tenths. Rows: roles; columns: Type. Sure recognisers weigh most.
_FIT: dict[ColumnRole, tuple[int, ...]] = {
    #             NUMBER HEADING DEADLINE UNITS ITEM SHORT PROSE
    "number":      (60, -90, -90, -90, -90, -60, -90),
    "category":    (-60, 40, -30, -20, -20, 15, -5),
    "task":        (-60, -10, -30, -15, 10, 15, 20),
    "content":     (-60, -20, -30, -20, 20, 5, 20),
    "deadline":    (-50, -60, 50, -60, -40, -15, -40),
    "lead":        (-80, -60, -60, 50, -30, -5, -30),
    "responsible": (-80, -60, -60, 50, -30, -5, -30),
    "support":     (-80, -60, -60, 50, -30, -5, -30),
    "person":      (-80, -60, -60, -30, -40, 30, -30),
    "progress":    (-40, -30, -10, -15, 20, 10, 20),
    "status":      (-50, -50, -20, -30, -30, 30, -30),
    "remark":      (-30, -40, -20, -20, -10, 5, 0),
    "other":       (-20, -40, -10, -10, -10, 10, 5),
}  # fmt: skip
# How dear it is that a cell of this column is not printed.
_SKIP: dict[ColumnRole, int] = {
    "number": 40, "category": 5, "task": 70, "content": 20, "deadline": 20, "lead": 25, "responsible": 25,
    "support": 10, "person": 10, "progress": 15, "status": 10, "remark": 4, "other": 10,
}  # fmt: skip
_SPANNING = frozenset({"category", "deadline", "lead", "responsible"})
_SPANNED = 7  # a leading cell that spans rows is printed once: skipping it there costs little
_MEASURE = 14
# How dear it is to go on in the same cell; items (1. 2. 3.) go on in prose for nothing.
_GO_ON: dict[ColumnRole, tuple[int, ...]] = {
    role: (90, 60, 30, 20, 3, 20, 16) if role in ("progress", "content", "task")
    else (90, 60, 25, 10, 40, 30, 40)
    for role in _FIT
}  # fmt: skip
_HEADING_FIT = (-200, 40, -200, -200, -200, -50, -200)
_NEVER = -(10**6)
_SAMPLE = 20


class Placed(NamedTuple):
    """Rows of (cells, headings), each cell a run of line indices; the columns that the rows really have."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[list[list[int]], list[int]], ...]
    headings: tuple[int, ...]
    repeats: tuple[int, ...]
    score: int


class _Costs(NamedTuple):
    """A row pattern and what its deviations cost: a cell not printed, a cell of several paragraphs."""

    columns: tuple[Column, ...]
    skip: tuple[int, ...]
    stay: tuple[tuple[int, ...], ...]


def _usual(columns: tuple[Column, ...]) -> _Costs:
    roles = [column.role for column in columns]
    return _Costs(columns, tuple(_SKIP[role] for role in roles), tuple(_GO_ON[role] for role in roles))


def align(lines: Sequence[Line], columns: Sequence[Column]) -> Placed | None:
    """Put lines back into rows; None where no pattern explains them better than chance."""
    types = types_of(lines, columns)
    repeats = repeated_headings(lines, types)
    kept = [index for index in range(len(lines)) if index not in repeats]
    numbers = rising(lines, types, kept)
    patterns = [_usual(pattern) for pattern in _patterns(columns, types, kept)]
    if len(patterns) > 1:
        sample = kept[:_SAMPLE]
        patterns.sort(key=lambda costs: -_viterbi(sample, types, numbers, costs)[0])
    costs = patterns[0]
    score, path = _viterbi(kept, types, numbers, costs)
    if not kept or score <= 0:
        return None
    rhythm = _rhythm(costs, path)
    if rhythm is not None:
        score, path = _viterbi(kept, types, numbers, rhythm)
    return _placed(costs.columns, kept, path, repeats, score, lines)


_REGULAR = 0.75
_STRICT = 40


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
    rare = (1 - _REGULAR) * rows
    if rows < 4 or (all(n in (0, rows) for n in filled) and not any(0 < n <= rare for n in several)):
        return None
    skip = tuple(c + _STRICT if n >= _REGULAR * rows else c for c, n in zip(costs.skip, filled, strict=True))
    stay = tuple(
        tuple(cost + _STRICT * (kind != Type.ITEM) for kind, cost in enumerate(c)) if n <= rare else c
        for c, n in zip(costs.stay, several, strict=True)
    )
    return costs._replace(skip=skip, stay=stay)


def _patterns(columns: Sequence[Column], types: Sequence[Type], kept: Sequence[int]) -> list[tuple[Column, ...]]:
    """The row patterns to try: the header's own; with a number column it does not name; with one column of prose; with
    a column it does not know as the task; with two names that it prints last under one that spans them.
    """
    counts = Counter(types[index] for index in kept)
    base = tuple(columns)
    roles = [column.role for column in base]
    if counts[Type.NUMBER] * 12 >= len(kept) and "number" not in roles:
        base = (Column(None, "number"), *base)
    if counts[Type.NUMBER] == 0:
        base = tuple(column for column in base if column.role != "number")
    patterns = [base, *_under_spanning(base)]
    prose = [index for index, column in enumerate(base) if column.role in ("task", "content")]
    if len(prose) == 2:
        patterns += [
            tuple(c._replace(role="task") if i in prose else c for i, c in enumerate(base) if i != dropped)
            for dropped in prose
        ]
    if not prose:
        unknown = [index for index, column in enumerate(base) if column.role == "other"]
        patterns += [tuple(c._replace(role="task") if i == n else c for i, c in enumerate(base)) for n in unknown]
    return patterns


def _under_spanning(columns: tuple[Column, ...]) -> list[tuple[Column, ...]]:
    """The columns with the last two in place of the one that spans them: a header of two levels, printed level by level
    (责任单位, 完成时限, then 牵头, 配合).
    """
    found = []
    for kind in (frozenset(UNIT_ROLES), frozenset({"deadline"})):
        under = columns[-2:]
        over = [index for index, column in enumerate(columns[:-2]) if column.role in kind]
        if len(over) == 1 and all(column.role in kind for column in under):
            found.append((*columns[: over[0]], *under, *columns[over[0] + 1 : -2]))
    return found


class _Step(NamedTuple):
    """What a paragraph of one type makes of the states' scores: the gain, the scores below it, where each came from."""

    gain: int
    scores: tuple[int, ...]
    origins: tuple[int, ...]


_STAYED = 100  # an origin of k + _STAYED: the same cell goes on
_HOPELESS = -180  # a state this far below the best is not told from worse ones, so that score vectors recur


def _viterbi(
    kept: Sequence[int], types: Sequence[Type], numbers: frozenset[int], costs: _Costs
) -> tuple[int, list[tuple[int, bool]]]:
    """The best score and its path: for each line the column (len(columns) for a heading) and whether a row begins.

    Scores are kept relative to the best state, so they recur from row to row and each distinct step is worked out once.
    """
    roles = [column.role for column in costs.columns]
    width = len(roles)
    moves, begins = _moves(roles, costs.skip)
    number = roles.index("number") if "number" in roles else -1
    steps: dict[tuple[int, tuple[int, ...]], _Step] = {}
    scores: tuple[int, ...] = tuple(moves[width])
    total = 0
    back: list[tuple[int, ...]] = []
    for index in kept:
        kind = int(types[index])
        doubted = kind == Type.NUMBER and index not in numbers
        key = (kind + 100 * doubted, scores)
        step = steps.get(key)
        if step is None:
            step = steps[key] = _step(scores, kind, number if doubted else -1, roles, costs, moves, first=not back)
        total += step.gain
        scores = step.scores
        back.append(step.origins)
    state = scores.index(max(scores)) if kept else 0
    path: list[tuple[int, bool]] = []
    for origins in reversed(back):
        origin = origins[state]
        if origin >= _STAYED:
            path.append((state, False))
        else:
            path.append((state, origin < 0 or begins[origin][state]))
            state = origin if origin >= 0 else state
    path.reverse()
    return total, path


def _step(
    scores: tuple[int, ...], kind: int, doubted: int, roles: Sequence[ColumnRole], costs: _Costs,
    moves: Sequence[Sequence[int]], *, first: bool,
) -> _Step:  # fmt: skip
    new, origins = [], []
    alive = [(j, score, moves[j]) for j, score in enumerate(scores) if score > _HOPELESS]
    for k in range(len(scores)):
        fit = _HEADING_FIT[kind] if k == len(roles) else _FIT[roles[k]][kind]
        if first:
            top, origin = scores[k], -1
        else:
            top, origin = _NEVER, 0
            for j, score, move in alive:
                if score + move[k] > top:
                    top, origin = score + move[k], j
            stay = scores[k] - (costs.stay[k][kind] if k < len(roles) else 0)
            if stay > top:
                top, origin = stay, k + _STAYED
        new.append(top + fit - (50 if k == doubted else 0))
        origins.append(origin)
    gain = max(new)
    return _Step(gain, tuple(max(score - gain, _HOPELESS) for score in new), tuple(origins))


def _moves(roles: Sequence[ColumnRole], skip: Sequence[int]) -> tuple[list[list[int]], list[list[bool]]]:
    """What it costs to go from column j to column k (a negative score), and whether a new row begins there."""
    width = len(roles)
    lead_in = [0]
    for role, cost in zip(roles, skip, strict=True):
        lead_in.append(lead_in[-1] + (_SPANNED if role in _SPANNING and len(lead_in) == 1 else cost))
    if {"number", "task"} <= set(roles[: roles.index("content")] if "content" in roles else ()):
        # a number and its task are printed once above several measures
        content = roles.index("content")
        usual = sum(_SKIP[role] for role in roles[:content])
        lead_in[content] = min(lead_in[content], _MEASURE + max(0, sum(skip[:content]) - usual))
    moves: list[list[int]] = []
    begins: list[list[bool]] = []
    for j in range(width + 1):
        rest = 0 if j == width else sum(skip[j + 1 :])
        row, flags = [], []
        for k in range(width):
            anew = -rest - lead_in[k]
            same = -sum(skip[j + 1 : k]) if j < k < width and j < width else _NEVER
            row.append(max(anew, same))
            flags.append(anew > same)
        row.append(-rest if j < width else 0)
        flags.append(True)
        moves.append(row)
        begins.append(flags)
    return moves, begins


def _placed(
    columns: tuple[Column, ...],
    kept: Sequence[int],
    path: Sequence[tuple[int, bool]],
    repeats: frozenset[int],
    score: int,
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
