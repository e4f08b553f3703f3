"""Rows of grids → drafts of tasks: one path whatever the table came from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import UNSET

from hongtou.fields.deadlines import hint
from hongtou.model import Deadline, OtherCell, Responsibility, Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Origin
from hongtou.parse.context import Context, as_planned, cell_limits, limits, units
from hongtou.parse.grid import UNIT_ROLES, Column, ColumnRole, Grid, Row
from hongtou.parse.marked import Marks
from hongtou.parse.numbering import rank_of
from hongtou.parse.over import limits_over
from hongtou.parse.paired import beside_limits, pair_of, parted, unit_role_beside
from hongtou.parse.periods import period_named
from hongtou.parse.shares import are_percents
from hongtou.parse.states import marked_state, state_of

_DUE_COLUMN = re.compile("完|结|限|截|节点|竣工|销号|提交|报送|反馈|出台|整改")
"""Names of columns that say by when (完成时限), not only when (时间)."""
_NEAR = 4  # characters that may part two cells which are searched as one


class Draft(Record, frozen=True):
    """A task before it has its ordinal and what the body says of it."""

    position: int
    origin: Origin
    annex: int | None
    number: Value | None
    category: tuple[Value, ...]
    task: Value
    content: Value | None
    deadline: Value | None
    deadlines: tuple[Deadline, ...]
    responsible: tuple[Value, ...]
    responsibilities: tuple[Responsibility, ...]
    progress: Value | None
    said: tuple[Value, ...]
    """The cells of status, then that of progress."""
    other: tuple[OtherCell, ...]
    shares: tuple[Value, ...] = ()
    """Those of ``said`` whose column prints the % that they lack: 完成率(%)."""


class RowReader:
    """Reads the rows of one grid: what its columns are is worked out once for all of them."""

    def __init__(self, context: Context, grid: Grid, annex: int | None, headings: tuple[Value, ...]) -> None:
        self.context = context
        self.grid = grid
        self.annex = annex
        self.headings = headings
        self.year = (context.annex_years[annex] if annex is not None else None) or context.year
        roles = [column.role for column in grid.columns]
        self.plan = as_planned(context) if "progress" in roles else context
        self.due = any(
            column.role == "deadline" and column.header and _DUE_COLUMN.search(column.header.reading)
            for column in grid.columns
        )

        def at(role: ColumnRole) -> list[int]:
            return [index for index, found in enumerate(roles) if found == role]

        self.tasks = at("task")
        self.contents = at("content")
        self.deadlines = at("deadline")
        self.periods = {n: period for n in self.deadlines if (period := period_named(grid.columns[n]))}
        self.categories = at("category")
        self.numbers = _own_first(grid, at("number"))
        self.progress = at("progress")
        self.says = [n for n in at("status") + self.progress[:1] if _says_how_far(grid.columns[n])]
        if len(self.says) > 1:  # 投资完成率 tells of the money where nothing tells of the work
            self.says.sort(key=lambda n: _is_of_money(grid.columns[n]))
        self.shares = [n for n in self.says if are_percents(grid.columns[n], [row.cells[n] for row in grid.rows])]
        self.states = [n for n in self.says if roles[n] == "status" and state_of(grid.columns[n])]
        self.says = [n for n in self.says if n not in self.states]
        self.paced = frozenset([n for n in self.says if _asks_of_pace(grid.columns[n])])
        self.units: list[tuple[str, int]] = [(role, index) for index, role in enumerate(roles) if role in UNIT_ROLES]
        self.pairs = {index: pair for _, index in self.units if (pair := pair_of(grid.columns[index]))}
        self.beside = {n: role for n in self.deadlines if (role := unit_role_beside(grid.columns[n]))}
        self.marks = None if self.units or self.beside else Marks(context.text, grid)
        self.folded = context.text.folded
        self.hint = hint()
        self.over: tuple[Value, ...] | None = None
        self.shared: tuple[Value, ...] = ()
        self.spare = any(role in _WITHOUT_FIELD or (role in _SINGLE and roles.count(role) > 1) for role in roles)
        """Whether the grid has a column whose cells may have no field of their own."""

    def _above(self, row: Row) -> tuple[Value, ...]:
        """The headings above the table that hold for a row: 一、 above the header row ends where 二、 stands within."""
        above, inside = self.headings, row.headings
        if not above or not inside or self.grid.rows[0].headings:
            return above  # each of the table's own headings stands under those above it
        rank = rank_of(inside[0])
        outer = [heading for heading in above if rank is None or (rank_of(heading) or 0) < rank]
        return tuple(outer)

    def draft(self, row: Row) -> Draft | None:
        """The task of one row; None where the row says no task and no content."""
        cells = row.cells
        meant = row.meant or cells
        task, content, spare = self.task_and_content(cells)
        if task is None:
            return None
        found: list[Deadline] = []
        columns = [(role, unit) for role, index in self.units if (unit := meant[index]) is not None]
        if self.marks is not None and self.marks.columns:
            columns = self.marks.units(row)
        for prose in self._timed(task, content):
            found += limits(self.plan, prose, self.year, prose=True, named=[unit for _, unit in columns])
        deadline: Value | None = None
        also: list[tuple[str, Value]] = []
        for index in self.deadlines:
            value = meant[index]
            if value is not None:
                said = cell_limits(self.context, value, self.year, due=self.due, period=self.periods.get(index))
                found += said
                deadline = deadline or cells[index]
                if index in self.beside:
                    also += [(self.beside[index], one) for one in beside_limits(self.context.text, value, said)]
        position = self.grid.end
        for cell in cells:
            if cell is not None and cell.start < position:
                position = cell.start
        category = self.category(row)
        if category and not found and deadline is None:
            found = limits_over(self.context, category, self.year)
        number = _first(cells, self.numbers) if self.numbers else None
        return Draft(
            position,
            "table",
            self.annex,
            number,
            category,
            task,
            content,
            deadline,
            tuple(found),
            tuple([one for _, one in columns + also] if meant is cells else _filled(cells, [n for _, n in self.units])),
            units(self.context, (self._parted(meant) if self.pairs else columns) + also),
            _first(cells, self.progress) if self.progress else None,
            self._said(cells) if self.says or self.states else (),
            _others(self.grid, row, spare, number) if spare or self.spare else (),
            tuple(_filled(cells, self.shares)) if self.shares else (),
        )

    def _parted(self, cells: Sequence[Value | None]) -> list[tuple[str, Value]]:
        """The cells of units, those that print two roles in two."""
        found: list[tuple[str, Value]] = []
        for role, index in self.units:
            if (value := cells[index]) is not None:
                pair = self.pairs.get(index)
                found += (parted(self.context.text, value, pair) if pair else []) or [(role, value)]
        return found

    def _said(self, cells: Sequence[Value | None]) -> tuple[Value, ...]:
        """The cells that say how far the work is; a bare 是 says it only where the column asks whether it is done."""
        found = [(n, value) for n in self.says if (value := cells[n]) is not None]
        said = [value for n, value in found if n not in self.paced or len(value.text) > 1]
        if self.states and (state := marked_state(self.grid.columns, cells, self.states)):
            said.append(state)
        return tuple(said)

    def _timed(self, task: Value, content: Value | None) -> Sequence[Value]:
        """Those of a row's prose that may say a limit. Most say none: of two cells in a row one search tells that."""
        if content is None:
            return (task,) if self._may_say_when(task) else ()
        whole = task.parts is UNSET and content.parts is UNSET
        beside = whole and 0 < content.start - task.end <= _NEAR
        if beside and self.hint.search(self.folded, task.start, content.end) is None:
            return ()
        return [prose for prose in (task, content) if self._may_say_when(prose)]

    def _may_say_when(self, prose: Value) -> bool:
        return prose.parts is not UNSET or self.hint.search(self.folded, prose.start, prose.end) is not None

    def task_and_content(self, cells: Sequence[Value | None]) -> tuple[Value | None, Value | None, Sequence[Value]]:
        """The task and its content; where a row has only 主要内容, that is the task; further prose goes to `other`."""
        if len(self.tasks) == 1 and len(self.contents) < 2:
            task, content = cells[self.tasks[0]], cells[self.contents[0]] if self.contents else None
            return (content, None, ()) if task is None else (task, content, ())
        return _task_and_content(_filled(cells, self.tasks), _filled(cells, self.contents))

    def category(self, row: Row) -> tuple[Value, ...]:
        """The headings over a row and its cells of 类别, each reading once; rows under one heading share them."""
        if self.categories:
            return distinct((*self._above(row), *row.headings, *_filled(row.meant or row.cells, self.categories)))
        if row.headings is not self.over:
            self.over, self.shared = row.headings, distinct((*self._above(row), *row.headings))
        return self.shared


_ASKED_OTHERWISE = re.compile("^实际完成.?$|是否(?!.*(?:完|办|改|销|达|落实|到位|工|启动|验收|按期|如期|解决|通过))")


_ASKED_OF_PACE = re.compile("是否.*(?:序时|时序|进度|开工|启动)")


def _asks_of_pace(column: Column) -> bool:
    """Whether a column asks if the work has begun or keeps pace: 是否开工, 是否达到序时进度."""
    return column.header is not None and _ASKED_OF_PACE.search(column.header.reading) is not None


def _says_how_far(column: Column) -> bool:
    """Whether a column says how far the work is: 是否完成, not 是否涉密, nor 实际完成 with figures (增长12.5%)."""
    return column.header is None or _ASKED_OTHERWISE.search(column.header.reading) is None


def _is_of_money(column: Column) -> bool:
    return column.header is not None and "投资" in column.header.reading


def _first(cells: Sequence[Value | None], columns: Sequence[int]) -> Value | None:
    """The first printed cell of these columns."""
    for index in columns:
        if cells[index] is not None:
            return cells[index]
    return None


def _filled(cells: Sequence[Value | None], columns: Sequence[int]) -> list[Value]:
    """The printed cells of these columns."""
    found = []
    for index in columns:
        value = cells[index]
        if value is not None:
            found.append(value)
    return found


def _own_first(grid: Grid, numbers: list[int]) -> list[int]:
    """The columns of numbers, the one that counts the rows first: of two under one name (序号 over 1 | 1.1) the second
    where the first counts what several rows stand under.
    """
    if len(numbers) < _PAIR or grid.columns[numbers[0]].header != grid.columns[numbers[1]].header:
        return numbers
    outer, inner = ([cell.reading for row in grid.rows if (cell := row.cells[n])] for n in numbers[:2])
    if len(set(outer)) < len(outer) and len(set(inner)) == len(inner):
        return [numbers[1], numbers[0], *numbers[2:]]
    return numbers


_PAIR = 2


def _task_and_content(tasks: list[Value], contents: list[Value]) -> tuple[Value | None, Value | None, list[Value]]:
    if not tasks:
        if not contents:
            return None, None, []
        return contents[0], contents[1] if len(contents) > 1 else None, contents[2:]
    if not contents:
        return tasks[0], tasks[1] if len(tasks) > 1 else None, tasks[2:]
    return tasks[0], contents[0], [*tasks[1:], *contents[1:]]


def distinct(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values, each reading once."""
    if len(values) < 2:
        return values
    seen: dict[str, Value] = {}
    for value in values:
        seen.setdefault(value.reading, value)
    return tuple(seen.values())


_SINGLE = frozenset({"number", "deadline", "progress"})
_WITHOUT_FIELD = frozenset({"person", "remark", "other", "status"})
"""Of a cell of status the task keeps what says one: where that is all of it, `parse.tasks` takes it out of these."""


def _others(grid: Grid, row: Row, spare: Sequence[Value], number: Value | None) -> tuple[OtherCell, ...]:
    """Every cell that has no field of its own, with its header."""
    seen: set[str] = set()
    found: list[OtherCell] = []
    for column, value in zip(grid.columns, row.cells, strict=True):
        if value is None:
            continue
        role = column.role
        again = value is not number if role == "number" else role in _SINGLE and role in seen
        if role in _WITHOUT_FIELD or again or (spare and any(value is cell for cell in spare)):
            found.append(OtherCell(header=column.header, value=value))
        seen.add(role)
    return tuple(found)
