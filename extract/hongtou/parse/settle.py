"""What the whole table says of its columns, and whether it assigns work at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from hongtou.data import any_of, load_toml
from hongtou.fields.text import reading
from hongtou.fields.units import looks_like_units
from hongtou.parse.columns import FIGURE, NUMBER_CELL, is_name, role_of_content, role_of_name
from hongtou.parse.due_column import Cells, says_outright, with_one_limit
from hongtou.parse.goals import (
    TROUBLE,
    mean_length,
    with_inspected,
    with_steps,
    with_trouble,
    without_goals,
    without_kinds,
    without_periods,
)
from hongtou.parse.goals import name_in_print as _name
from hongtou.parse.grid import UNIT_ROLES, Column, Grid
from hongtou.parse.marked import marked_columns
from hongtou.parse.shares import with_shares
from hongtou.parse.states import with_states

_BESIDE = load_toml("columns_beside.toml")
_WORK = re.compile(rf"^事项$|{any_of(_BESIDE['work'])}")
_PROPOSED = re.compile(any_of(_BESIDE["proposals"]))
_INSPECTED = re.compile(any_of(_BESIDE["inspected"]))
_HINDERS = frozenset(_BESIDE["hinders"])
_HOST = re.compile("[主承]办(?:单位|部门|机构)$|^主管|^归口|^监管|^实施(?:机关|机构|主体)$|^业主")  # who runs a thing
_SAYS_WHO = re.compile(
    "^(?:落实|工作|部门|具体|主体)?(?:责任|分工)(?!.*[人领导])"
)  # 责任清单, 责任落实: units, or duties
_WORK_AND_UNITS = re.compile("(?:任务|措施|举措|内容|事项|要求)[及和与].*(?:单位|部门|责任|分工)$")
_INDICATOR = re.compile("指标(?!分?类)")  # 指标类别 are kinds of what stands beside them
_MONEY = re.compile(any_of(_BESIDE["money"]))
_PLAN = re.compile(any_of(_BESIDE["plans"]))
_HOW_FAR = re.compile(r"^(?!.*时).*(?:进度|安排|步骤)")
_DAY = re.compile(r"[年月日季旬周天期底末前内]|\d[./-]\d|立即|立行|长期|持续|常态|随时|尽快")
_WHOLE_DAY = re.compile(r"(?:19|20)\d\d[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?")
_SHORTEST_TASK = 4
_LONGEST_WORD = 8
_PROSE = ("task", "content")


def settle(columns: Sequence[Column], cells: Cells) -> tuple[Column, ...]:
    """The columns with the roles that their neighbours and their cells leave them; ``cells`` gives a column's words."""
    found = _with_one_lead(_without_inspected([_with_units(column, i, cells) for i, column in enumerate(columns)]))
    if not any(column.role in UNIT_ROLES for column in found):
        found = [
            replace(c, role="responsible") if _SAYS_WHO.search(_name(c)) and _are_units(cells(i)) else c
            for i, c in enumerate(found)
        ]
    if any(_MONEY.search(_name(column)) for column in found):
        found = [
            replace(c, role="other") if c.role == "content" and _PLAN.search(_name(c)) and _are_figures(cells(i)) else c
            for i, c in enumerate(found)
        ]
    found = with_states(with_shares(found, cells), cells)
    if not any(column.role == "number" for column in found):
        index = next((i for i, c in enumerate(found[:2]) if c.role in ("task", "other") and _counts_on(cells(i))), None)
        found = [replace(c, role="number") if i == index else c for i, c in enumerate(found)]
    found = [
        replace(c, role="content") if c.role == "deadline" and _says_how_far(c, i, cells) else c
        for i, c in enumerate(found)
    ]
    found = with_one_limit(found, cells)
    found = _with_kinds(
        without_kinds(without_goals(without_periods(with_steps(with_trouble(with_inspected(found))))), cells), cells
    )
    if not any(column.role == "task" for column in found):
        return tuple(_with_task(found, cells))
    if any(column.role == "progress" and _name(column) in _HINDERS for column in found):
        found = [replace(c, role="other") if _name(c) in _HINDERS else c for c in found]
    return tuple(found)


def _with_task(found: list[Column], cells: Cells) -> list[Column]:
    """The column that holds the tasks though its name does not say so: of 一级指标, 二级指标 the last is to be met."""
    named = [n for n, c in enumerate(found) if c.role == "category" and _INDICATOR.search(_name(c))]
    index = named[-1] if named else _unnamed_task(found, cells)
    if index is not None:
        found[index] = replace(found[index], role="task")
    return found


def _with_one_lead(columns: list[Column]) -> list[Column]:
    """主责单位 leads, but not beside a column that says 牵头: there it is who does the work."""
    if [column.role for column in columns].count("lead") < 2 or not any("牵头" in _name(c) for c in columns):
        return columns
    return [replace(c, role="responsible") if c.role == "lead" and "主责" in _name(c) else c for c in columns]


def _without_inspected(columns: list[Column]) -> list[Column]:
    """隐患单位, 受检单位, 填报单位 beside 责任单位: where it was found and who says so, not who mends it."""
    if not any(column.role in ("lead", "responsible") and says_outright(column) for column in columns):
        return columns
    found = [c.role == "responsible" and not says_outright(c) and bool(_INSPECTED.search(_name(c))) for c in columns]
    return [replace(c, role="other") if inspected else c for c, inspected in zip(columns, found, strict=True)]


def _are_units(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return sum(map(looks_like_units, filled)) * 3 >= len(filled) * 2 > 0


def _are_figures(cells: Sequence[str]) -> bool:
    return any(cells) and all(FIGURE.fullmatch(cell) for cell in cells if cell)


def _counts_on(cells: Sequence[str]) -> bool:
    """Whether a column under 项目 or the like prints row numbers: figures under 投资 do not count on."""
    filled = [cell for cell in cells if cell]
    if not filled or not all(map(NUMBER_CELL.fullmatch, filled)):
        return False
    plain = [int(cell) for cell in filled if cell.isdecimal()]
    steps = sum(two == one + 1 for one, two in pairwise(plain))
    return len(plain) < len(filled) or steps * 2 >= len(plain) - 1 > 0 or plain == [1]


def columns_of_cells(cells: Sequence[Sequence[str]]) -> tuple[Column, ...] | None:
    """The columns of a table without names, by what stands in each; None where they do not say that it assigns work:
    units and limits beside prose. Whole days are no limits by themselves: a list of acts has them too.
    """
    roles = [role_of_content(column) for column in cells]
    if any(
        role in ("number", "deadline") and role_of_content(column[:1]) != role
        for role, column in zip(roles, cells, strict=True)
    ):
        return None  # the first row names the columns, in words that are not known
    days = all(
        not cell or _WHOLE_DAY.fullmatch(cell) for column, r in zip(cells, roles, strict=True) if r == "deadline"
        for cell in column
    )  # fmt: skip
    others = [index for index, role in enumerate(roles) if role == "other" and any(cells[index])]
    if days or "responsible" not in roles or not others or min(len(column) for column in cells) < 2:
        return None
    longest = max(others, key=lambda index: mean_length(cells[index]))
    if mean_length(cells[longest]) < _SHORTEST_TASK:
        return None
    roles[longest] = "task"
    return tuple(Column(None, role) for role in roles)


def _with_kinds(columns: list[Column], cells: Cells) -> list[Column]:
    """A first column of short words under a name that is not known holds kinds where it stands left of the numbers
    (战役, 序号) or spans the tasks."""
    roles = [column.role for column in columns]
    if roles[0] != "other" or "category" in roles or "task" not in roles or role_of_name(_name(columns[0])) == "other":
        return columns
    words, work = ([cell for cell in cells(index) if cell] for index in (0, roles.index("task")))
    if not words or mean_length(words) > _LONGEST_WORD:
        return columns
    spans = len(set(words)) * 2 <= len(set(work))
    return [replace(columns[0], role="category"), *columns[1:]] if roles[1] == "number" or spans else columns


def _says_how_far(column: Column, index: int, cells: Cells) -> bool:
    """Whether 进度要求 and the like say how far the work is to come (完成路基工程), and by no day."""
    if _HOW_FAR.search(_name(column)) is None:
        return False
    filled = [cell for cell in cells(index) if cell]
    return len(filled) > 0 and sum(_DAY.search(cell) is not None for cell in filled) * 4 < len(filled)


def _unnamed_task(columns: Sequence[Column], cells: Cells) -> int | None:
    """The column that holds the tasks though its name does not say so: problems beside measures, else long prose."""
    roles = {column.role for column in columns}
    for index, column in enumerate(columns):
        if (
            column.role == "progress"
            and TROUBLE.search(_name(column))
            and ("content" in roles or _one_progress(columns))
        ):
            return index
    sure = {column.role for column in columns if says_outright(column)}
    kinds = [index for index, column in enumerate(columns) if column.role == "category"]
    text = any(column.role in ("content", "other", "progress") for column in columns)
    if len(kinds) == 1 and not text and sure & {"responsible", "lead"} and _WORK.search(_name(columns[kinds[0]])):
        return kinds[0]  # 问题类别 and 责任单位 alone: the kinds are what is to be done
    if "content" in roles or not sure & {"responsible", "lead"} or not roles & {"deadline", "progress"}:
        return None
    others = [index for index, column in enumerate(columns) if column.role == "other"]
    return max(others, key=lambda index: mean_length(cells(index)), default=None)


def _one_progress(columns: Sequence[Column]) -> bool:
    return sum(column.role == "progress" for column in columns) == 1


def _with_units(column: Column, index: int, cells: Cells) -> Column:
    """A column named …单位 that holds no units is one of measures, or of something else; 措施及责任单位 holds measures
    where each names its own units.
    """
    if column.role in UNIT_ROLES and _WORK_AND_UNITS.search(_name(column)) and not _are_units(cells(index)):
        return replace(column, role="content")
    if column.role != "responsible" or says_outright(column):
        return column
    filled = [cell for cell in cells(index) if cell]
    return column if sum(map(looks_like_units, filled)) * 4 >= len(filled) else replace(column, role="other")


@cache
def _not_tasks() -> re.Pattern[str]:
    return re.compile(any_of(load_toml("not_tasks.toml")["parts"]))


def assigns_work(grid: Grid) -> bool:
    """Whether the table says who does what, or by when.

    It has a task column and a unit or a limit beside it, of which one says so outright: 项目, 用地单位 and 供应时间
    together are a plan of land, 时间, 活动内容 and 参加单位 a timetable. 主办单位 and the like are also said of events:
    beside them the task column must speak of work, or another of proposals. Figures in place of tasks are quotas.
    """
    roles = {column.role for column in grid.columns if column.role != "deadline" or not _of_events(column)}
    if not roles & {"task", "content"}:
        return False
    marked = not roles & set(UNIT_ROLES) and bool(marked_columns(grid.columns, grid.rows))
    if not marked and not roles & {*UNIT_ROLES, "deadline"}:
        return False
    if any(_not_tasks().search(_name(column)) for column in grid.columns):
        return False
    sure = [c for c in grid.columns if c.role in ("lead", "responsible", "deadline") and says_outright(c)]
    assigned = any(not _HOST.search(_name(column)) for column in sure)
    work = assigned or any(
        (c.role in _PROSE and _WORK.search(_name(c))) or (sure and _PROPOSED.search(_name(c))) for c in grid.columns
    )
    return work and not _counts(grid)  # of marks under names of units only the task column tells


def _of_events(column: Column) -> bool:
    """Whether the column is of times, but not of a limit: 检查时间, 供应时间."""
    return not says_outright(column) and not is_name(_name(column))


def _counts(grid: Grid) -> bool:
    """Whether most of the cells that should be tasks are figures."""
    index = next((i for role in ("task", "content") for i, c in enumerate(grid.columns) if c.role == role), 0)
    filled = [reading(value) for row in grid.rows if (value := row.cells[index])]
    figures = [words for words in filled if words[0] in "0123456789.,%/+-" and FIGURE.fullmatch(words)]
    return len(figures) * 2 > len(filled) > 0
