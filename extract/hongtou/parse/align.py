"""The most likely alignment of typed paragraphs to a row pattern: how a flattened table is put together again.

Each paragraph has a type that the field recognisers give (row number, time limit, list of units, sub-item, heading,
prose). A state is the column last filled, or the heading above a row. Viterbi's algorithm finds the path of states
with the best sum of three scores: how well a type fits a column, how dear it is to skip a column (a cell that was
empty), and how dear it is to go on in the same column (a cell of several paragraphs). Linear in the paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from hongtou.model.record import Record
from hongtou.parse.columns import name_of
from hongtou.parse.costs import rhythm
from hongtou.parse.grid import Column, ColumnRole
from hongtou.parse.joins import Join, joins_of
from hongtou.parse.levels import under_spanning
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering
from hongtou.parse.paragraphs import Type, repeated_headings, rising, types_of
from hongtou.parse.path import DOUBTED, JOINED, Lattice, Path, best_path, best_score, usual_lattice

_SAMPLE = 60
_PLENTY = 0.9
_TEXT = frozenset({"task", "content", "progress", "person", "status", "remark", "other"})
_NARROWEST = 4  # columns of a table whose rows are told by counting
_GOES_ON = ("、", ",")
_UNITS, _LIMITS = frozenset({Type.UNITS}), frozenset({Type.DEADLINE, Type.TIMED})
_OWN = {"lead": _UNITS, "responsible": _UNITS, "deadline": _LIMITS}
"""What stands in most cells of a column that is sure."""
_NEVER_UNITS = _LIMITS | {Type.NUMBER, Type.ITEM, Type.SENTENCE}
_OTHERS = {"lead": _NEVER_UNITS, "responsible": _NEVER_UNITS, "deadline": frozenset({Type.NUMBER, Type.UNITS})}
_SAME_CELL = frozenset({Join.OPEN, Join.NEXT})


class Placed(Record, frozen=True):
    """Rows of (cells, headings), each cell a run of line indices; the columns that the rows really have."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[list[Sequence[int]], list[int]], ...]
    headings: tuple[int, ...]
    repeats: tuple[int, ...]
    doubts: frozenset[int]
    """The lines that could stand in another column as well."""


def align(lines: list[Line], columns: Sequence[Column]) -> Placed | None:
    """Put lines back into rows; None where no pattern explains them better than chance."""
    types = types_of(lines, columns)
    if _is_even(lines, types, columns):
        return _by_count(len(lines), tuple(columns))
    repeats = repeated_headings(lines, types)
    kept = [index for index in range(len(lines)) if index not in repeats] if repeats else list(range(len(lines)))
    kinds = _kinds(types, joins_of(lines, types, kept), rising(lines, types, kept), kept)
    numbered = Type.HEADING in types
    patterns = _patterns(columns, kinds)
    lattices = [usual_lattice(tuple([column.role for column in pattern]), numbered=numbered) for pattern in patterns]
    best = 0
    if len(lattices) > 1:
        scores = [best_score(kinds[:_SAMPLE], lattice) for lattice in lattices]
        best = scores.index(max(scores))
    lattice = lattices[best]
    path = best_path(kinds, lattice)
    if not kept or path.score <= 0:
        return None
    learnt = rhythm(lattice.costs, path.states)
    if learnt is not None:
        lattice = Lattice(learnt)
        path = best_path(kinds, lattice)
    doubted = frozenset([kept[place] for place in lattice.doubts(kinds, path.reached)])
    return _placed(patterns[best], kept, path, repeats, doubted, lines)


def _is_even(lines: Sequence[Line], types: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether every row prints one paragraph for each column: numbers that count on stand as far apart as there are
    columns, and the columns of units and limits hold such.
    """
    width = len(columns)
    rows, over = divmod(len(lines), width)
    if over or rows < 2 or width < _NARROWEST or columns[0].role != "number" or Type.HEADING in types:
        return False
    numbers = [lines[index].words for index in range(0, len(lines), width)]
    if not all(words.isdecimal() for words in numbers):
        return False
    first = int(numbers[0])
    if numbers != [str(first + row) for row in range(rows)] or any(line.words[-1] in _GOES_ON for line in lines):
        return False
    for place, column in enumerate(columns):
        own = _OWN.get(column.role)
        if own is not None:
            cells = types[place::width]
            if sum([kind in own for kind in cells]) * 3 < rows * 2 or not _OTHERS[column.role].isdisjoint(cells):
                return False
    return True


def _by_count(count: int, columns: tuple[Column, ...]) -> Placed:
    """The rows of a table with one paragraph for each cell."""
    width = len(columns)
    rows: list[tuple[list[Sequence[int]], list[int]]] = []
    for first in range(0, count, width):
        cells: list[Sequence[int]] = [(first + place,) for place in range(width)]
        rows.append((cells, []))
    return Placed(columns, tuple(rows), (), (), frozenset())


def _kinds(types: list[int], joins: list[int], numbers: frozenset[int], kept: list[int]) -> list[int]:
    """What the path sees of each paragraph; a row number that does not go on from the last one is doubted."""
    joined = JOINED
    kinds = [types[index] + joined * joins[place] for place, index in enumerate(kept)]
    if types.count(Type.NUMBER) == len(numbers):
        return kinds
    for place, index in enumerate(kept):
        if types[index] == Type.NUMBER and index not in numbers:
            kinds[place] += DOUBTED
    return kinds


def _patterns(columns: Sequence[Column], kinds: Sequence[int]) -> list[tuple[Column, ...]]:
    """The row patterns to try: the header's own; with a number column it does not name, first or behind what spans
    several rows; with one column of prose, where there is too little text for all; with a column it does not know as
    the task; with two names that it prints last under one that spans them.
    """
    counts = Counter(kinds)  # few kinds are different
    numbers = sum([count for kind, count in counts.items() if kind % JOINED == Type.NUMBER])
    counted = numbers - sum([count for kind, count in counts.items() if kind >= DOUBTED])
    base = tuple(columns)
    roles = [column.role for column in base]
    patterns: list[tuple[Column, ...]] = []
    if numbers * 12 >= len(kinds) and "number" not in roles:
        number = Column(None, "number")
        spanned = 2 * counted > numbers and kinds[0] % JOINED != Type.NUMBER
        if spanned and roles[0] in ("task", "category"):
            patterns.append((base[0], number, *base[1:]))  # what several rows stand under, then their numbers
        base = (number, *base)
    if numbers == 0:
        base = tuple(column for column in base if column.role != "number")
    patterns = [base, *patterns, *under_spanning(base)]
    prose = [index for index, column in enumerate(base) if column.role in ("task", "content")]
    if len(prose) == 2 and not _plenty(roles, counts, counted):
        patterns += _with_kinds(base, *prose)
        patterns += [
            tuple(replace(c, role="task") if i in prose else c for i, c in enumerate(base) if i != dropped)
            for dropped in prose
        ]
    if not prose:
        unknown = [index for index, column in enumerate(base) if column.role == "other"]
        patterns += [tuple(replace(c, role="task") if i == n else c for i, c in enumerate(base)) for n in unknown]
    # two that differ in a name alone are one pattern
    return list({tuple(column.role for column in pattern): pattern for pattern in reversed(patterns)}.values())[::-1]


def _with_kinds(columns: tuple[Column, ...], kinds: int, named: int) -> list[tuple[Column, ...]]:
    """The columns with the first of two of tasks (项目, 主要任务) as the kinds that the second's stand under."""
    one, two = columns[kinds], columns[named]
    if one.role != "task" or two.role != "task" or not one.header or not two.header or kinds > 1:
        return []
    if "任务" in name_of(one.header.reading) or "任务" not in name_of(two.header.reading):
        return []
    return [tuple(replace(c, role="category") if i == kinds else c for i, c in enumerate(columns))]


def _plenty(roles: Sequence[ColumnRole], counts: Mapping[int, int], numbers: int) -> bool:
    """Whether the paragraphs of text, counted by cell, are as many as all columns of text need."""
    cells = sum(
        [count for kind, count in counts.items() if kind % JOINED >= Type.ITEM and kind // JOINED not in _SAME_CELL]
    )
    return 0 < numbers * _PLENTY * sum(role in _TEXT for role in roles) <= cells


def _placed(
    columns: tuple[Column, ...],
    kept: list[int],
    path: Path,
    repeats: frozenset[int],
    doubted: frozenset[int],
    lines: list[Line],
) -> Placed:
    width = len(columns)
    rows: list[tuple[list[Sequence[int]], list[int]]] = []
    headings: list[int] = []
    stack: list[int] = []
    ranks: dict[int, int] = {}
    cells: list[Sequence[int]] = []
    run: list[int] = []
    last = -1
    for place, (state, begins) in enumerate(path.states):
        index = kept[place]
        if state == width:
            headings.append(index)
            ranks[index] = rank = _rank(lines[index])
            stack = [*[other for other in stack if ranks[other] < rank], index]
            continue
        if begins or not rows:
            cells = [()] * width
            rows.append((cells, stack))
        elif state == last:
            run.append(index)
            continue
        run = [index]
        cells[state] = run
        last = state
    return Placed(columns, tuple(rows), tuple(headings), tuple(sorted(repeats)), doubted)


def _rank(line: Line) -> int:
    mark = numbering(line.words)
    return mark.rank if mark else 1
