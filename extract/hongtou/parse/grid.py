"""Grid: a task table as understood, whatever it came from. The one thing `parse.drafts` reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.model.record import Record

ColumnRole = Literal[
    "number", "category", "task", "content", "deadline", "lead", "responsible", "support", "person", "progress",
    "status", "remark", "other",
]  # fmt: skip
UNIT_ROLES = ("lead", "responsible", "support")


class Column(Record, frozen=True):
    """A column: its printed header (None where unnamed) and what stands in it."""

    header: Value | None
    role: ColumnRole


class Row(Record, frozen=True):
    """A row: one Value or None a column, the headings it stands under, the columns whose value comes from above."""

    cells: tuple[Value | None, ...]
    headings: tuple[Value, ...]
    inherited: frozenset[int] = frozenset()
    doubted: frozenset[int] = frozenset()
    """The columns whose words could stand in another as well."""
    meant: tuple[Value | None, ...] = ()
    """What each cell means, where one prints a mark for the words above it (同上); else empty."""
    spanned: frozenset[int] = frozenset()
    """The columns without a cell of their own because the task's, or one under their own name, covers them as well."""


class Grid(Record, frozen=True):
    """A table of rows. ``extra`` are spans that are neither cell nor header: headings, repeats, page numbers.

    ``aside`` are those of rows that assign no work, sums and notes on the table: a finding names each. ``open`` are the
    headings in force at its end: what goes on elsewhere stands under them; one without rows is a note. ``loose`` where
    each row prints its own names (cards): it lacks no cell whose name it does not print.
    """

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    extra: tuple[tuple[int, int], ...]
    loose: bool = False
    aside: tuple[tuple[int, int], ...] = ()
    open: tuple[Value, ...] = ()


_BESIDE_TASK = frozenset({"category", "content", "other"})


def place_of(columns: Sequence[Column], first: int, stop: int, numbered: bool) -> int:
    """The column that a cell merged over those from ``first`` up to ``stop`` stands in: the task's, or the content's,
    where no more than kinds stand left of it, or numbers of which it has none or that have the same name; else the
    first.
    """
    for role in ("task", "content"):
        for index in range(first, stop):
            column = columns[index]
            if column.role == role:
                return index
            spare = not numbered or column.header == columns[stop - 1].header
            if column.role not in _BESIDE_TASK and not (column.role == "number" and spare):
                break
    return first


_SPANNING = ("category", "deadline", "lead", "responsible", "person")


def inherit(
    columns: tuple[Column, ...], values: list[Value | None], headings: tuple[Value, ...], above: Row | None
) -> Row:
    """The row, with the leading cells that are not printed because the cell above spans them.

    So are categories after the number. A number, and a task that has a content beside it, are taken only together with
    what stands left of them: a row that lacks its number alone has none, one that lacks its units as well has both from
    above.
    """
    spanned = len(columns) > 1 and columns[0].role == "number" and columns[1].role == "category" and not values[1]
    if values[0] is not None and not spanned:
        return Row(tuple(values), headings)
    first = next((index for index, value in enumerate(values) if value), 0)
    inherited: set[int] = set()
    if above and above.headings == headings:
        content = any(c.role == "content" and v for c, v in zip(columns, values, strict=True))
        for index in range(first):
            role = columns[index].role
            if role in _SPANNING or (content and role in ("number", "task") and _spans_task(columns, values)):
                values[index] = above.cells[index]
                if above.cells[index]:
                    inherited.add(index)
        if more_of_task(columns, inherited):
            _take_units(columns, values, above, inherited)
        if first == 1 and columns[0].role == "number" and _is_merged_pair(columns, values):
            for index, column in enumerate(columns):
                if values[index] is None and (column.role == "number" or column.role in UNIT_ROLES):
                    values[index] = above.cells[index]
                    if above.cells[index]:
                        inherited.add(index)
        index = 1
        while spanned and index < len(columns) and columns[index].role == "category" and values[index] is None:
            values[index] = above.cells[index]
            if values[index]:
                inherited.add(index)
            index += 1
    return Row(tuple(values), headings, frozenset(inherited))


def more_of_task(columns: Sequence[Column], inherited: Collection[int]) -> bool:
    """Whether a row has number and task from above: one more measure of the same task."""
    return {"number", "task"} <= {columns[index].role for index in inherited}


def _take_units(columns: tuple[Column, ...], values: list[Value | None], above: Row, inherited: set[int]) -> None:
    """The units of the row above, where this one prints none: the cells that name them span both."""
    places = [index for index, column in enumerate(columns) if column.role in UNIT_ROLES]
    if any(values[index] for index in places):
        return
    for index in places:
        values[index] = above.cells[index]
        if values[index]:
            inherited.add(index)


def _is_merged_pair(columns: Sequence[Column], values: Sequence[Value | None]) -> bool:
    """Whether a row prints its task and its limit, but neither number nor any unit: both stand beside it, in cells that
    span it and the row above.
    """
    blank = {column.role for column, value in zip(columns, values, strict=True) if value is None}
    full = {column.role for column, value in zip(columns, values, strict=True) if value is not None}
    return {"task", "deadline"} <= full and not full & set(UNIT_ROLES) and bool(blank & set(UNIT_ROLES))


def _spans_task(columns: tuple[Column, ...], values: list[Value | None]) -> bool:
    """Whether both the number and the task are blank: the sign of a merged pair over several contents."""
    blank = {column.role for column, value in zip(columns, values, strict=True) if value is None}
    return "task" in blank


def with_blanks(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a table that draws no cell over rows but leaves the ones below it blank: one without number and task,
    or task alone where none is numbered, is one more measure of the task above, one without number and units stands
    beside those above, and so does one without the units that stand left of the numbers.
    """
    roles = [column.role for column in columns]
    task = roles.index("task") if "task" in roles else -1
    number = roles.index("number") if "number" in roles else task
    if task < 0 or all(row.cells[number] and row.cells[0] for row in rows):
        return tuple(rows)
    merged = {n for row in rows for n in row.inherited}  # drawn over rows elsewhere: a blank one is none
    outer = "number" in roles[1:] and roles[0] in UNIT_ROLES and 0 not in merged
    headed = rows[0].cells[number] is None and _is_merged_pair(columns, rows[0].cells)  # rows so are headings
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above and row.headings == above.headings:
            if row.cells[number] is None and number not in merged:
                row = _with_those_above(columns, row, above, measures=task not in merged, pairs=not headed)
                if task in row.inherited and all(columns[n].role in _OVER for n, c in enumerate(above.cells) if c):
                    found.pop()  # 1 | 村容整治 alone is printed over its measures
            if outer and row.cells[0] is None and above.cells[0] and 0 not in row.spanned:
                row = replace(row, cells=(above.cells[0], *row.cells[1:]), inherited=row.inherited | {0})
        found.append(row)
    return tuple(found)


_OVER = frozenset({"number", "task", "category"})


def _with_those_above(columns: Sequence[Column], row: Row, above: Row, *, measures: bool, pairs: bool) -> Row:
    """The row with number and task, or number and units, of the one above, where it is blank for those."""
    values = list(row.cells)
    said = {column.role for column, value in zip(columns, values, strict=True) if value}
    inherited: set[int] = set()
    kind = any(c.role == "category" and values[n] and n not in row.inherited for n, c in enumerate(columns))
    if measures and "content" in said and "task" not in said and not kind:
        taken = {"number", "task", "category"} | ({*UNIT_ROLES} if not said & {*UNIT_ROLES} else set())
    elif pairs and _is_merged_pair(columns, values):
        taken = {"number", *UNIT_ROLES}
    else:
        return row
    for index, column in enumerate(columns):
        if values[index] is None and column.role in taken and index not in row.spanned and above.cells[index]:
            values[index] = above.cells[index]
            inherited.add(index)
    needed = "number" if any(column.role == "number" for column in columns) else "task"
    if all(columns[index].role != needed for index in inherited):
        return row
    return replace(row, cells=tuple(values), inherited=row.inherited | inherited)


def filled_down(columns: Sequence[Column], rows: Sequence[Row], drawn: Sequence[Row]) -> tuple[Row, ...]:
    """The rows; a numbered one that has a task but no kind, or measures but no task, has the row above's: such a line
    prints a cell that spans rows once. ``drawn`` are the rows as the table draws them.
    """
    roles = [column.role for column in columns]
    spanning = _printed_once(roles, rows) if roles[0] == "number" else []
    if not spanning:
        return tuple(rows)
    merged = {n for row in drawn for n in row.inherited}  # cells that span rows: a blank one is none
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above and row.cells[0] and above.headings == row.headings:
            taken = [n for n in _blank(roles, spanning, row, above) if n not in merged]
            if taken:
                cells = [above.cells[n] if n in taken else cell for n, cell in enumerate(row.cells)]
                row = replace(row, cells=tuple(cells), inherited=row.inherited.union(taken))
        found.append(row)
    return tuple(found)


def _printed_once(roles: Sequence[ColumnRole], rows: Sequence[Row]) -> list[int]:
    """The columns of kinds, and that of a task over several measures, in which a blank cell may mean the one above."""
    found = [n for n, role in enumerate(roles) if role == "category" and "task" in roles[n:]]
    if roles.count("task") == roles.count("content") == 1:
        task, content = roles.index("task"), roles.index("content")
        if sum(row.cells[task] is None and row.cells[content] is not None for row in rows) > 1:
            found.append(task)
    return found


def _blank(roles: Sequence[ColumnRole], spanning: Sequence[int], row: Row, above: Row) -> list[int]:
    """The blank cells of a row that mean those above: none right of a kind that is another than above."""
    found: list[int] = []
    for n in spanning:
        one, other = row.cells[n], above.cells[n]
        if one is None and n not in row.spanned and other is not None:
            found.append(n)
        elif one is not None and (other is None or one.reading != other.reading):
            break
    within = roles.index("content" if found and roles[found[-1]] == "task" else "task") if found else 0
    return found if row.cells[within] and above.cells[within] else []
