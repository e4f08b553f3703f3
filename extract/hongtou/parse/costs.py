"""What a row pattern costs: how well types fit columns, how dear it is to skip one or to go on in one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.model.record import Record
from hongtou.parse.grid import UNIT_ROLES, ColumnRole
from hongtou.parse.paragraphs import Type

# How well a type fits a column, in tenths. Rows: roles; columns: Type. Sure recognisers weigh most.
_FIT: dict[ColumnRole, tuple[int, ...]] = {
    #             NUMBER HEADING DEADLINE UNITS ITEM SHORT PROSE SENTENCE TIMED TOLD
    "number":      (60, -90, -90, -90, -90, -60, -90, -90, -90, -90),
    "category":    (-60, 40, -30, -20, -20, 15, -5, -20, -30, -60),
    "task":        (-60, -10, -30, -15, 10, 15, 20, 18, 10, -60),
    "content":     (-60, -20, -30, -20, 20, 5, 20, 22, 20, 0),
    "deadline":    (-50, -60, 50, -60, -40, -15, -40, -60, 10, -30),
    "lead":        (-80, -60, -60, 50, -60, -18, -30, -80, -80, -60),
    "responsible": (-80, -60, -60, 50, -60, -18, -30, -80, -80, -60),
    "support":     (-80, -60, -60, 50, -60, -18, -30, -80, -80, -60),
    "person":      (-80, -60, -60, -30, -40, 30, -30, -60, -60, -20),
    "progress":    (-40, -30, -10, -40, 20, 10, 20, 22, 18, 20),
    "status":      (-50, -50, -20, -30, -30, 30, -30, -30, -30, 40),
    "remark":      (-30, -40, -20, -20, -10, 5, 0, 0, -5, 15),
    "other":       (-20, -40, -10, -10, -10, 10, 5, 5, 0, 10),
}  # fmt: skip
_NUMBERED_CATEGORY = (-60, 40, -30, -20, -20, -5, -20, -20, -30, -30)
# How dear it is that a cell of this column is not printed.
_SKIP: dict[ColumnRole, int] = {
    "number": 40, "category": 5, "task": 70, "content": 20, "deadline": 20, "lead": 25, "responsible": 25,
    "support": 10, "person": 10, "progress": 15, "status": 10, "remark": 4, "other": 10,
}  # fmt: skip
_SPANNING = frozenset({"category", "deadline", "lead", "responsible"})
_SPANNED = 7  # a leading cell that spans rows is printed once: skipping it there costs little
_MEASURE = 14
_NAME = 6
# How dear it is to go on in the same cell; items (1. 2. 3.) go on in prose for nothing.
_GO_ON: dict[ColumnRole, tuple[int, ...]] = {
    role: (90, 60, 30, 20, 3, 20, 16, 16, 16, 20) if role in ("progress", "content", "task")
    else (90, 60, 25, 5, 40, 30, 40, 40, 30, 30) if role == "support"  # one unit leads, several help
    else (90, 60, 25, 10, 40, 30, 40, 40, 30, 30)
    for role in _FIT
}  # fmt: skip
# What it costs besides to open a cell, and to go on in one, by how the paragraph joins the one before.
#         NONE OPEN FIRST NEXT NAMED
OPENS = (0, 30, 0, 25, 0)
STAYS = (0, -10, 15, 0, 8)
_HEADING_FIT = (-200, 40, -200, -200, -200, -50, -200, -200, -200, -200)
_NEVER = -(10**6)


class Costs(Record, frozen=True):
    """A row pattern and what its deviations cost: a cell not printed, a cell of several paragraphs."""

    roles: tuple[ColumnRole, ...]
    fits: tuple[tuple[int, ...], ...]
    skip: tuple[int, ...]
    stay: tuple[tuple[int, ...], ...]
    moves: tuple[list[list[int]], list[list[bool]]]
    """What it costs to go from column j to column k (a negative score), and whether a new row begins there."""
    number: int
    """The column of row numbers, -1 where there is none."""
    category: int


def usual(roles: tuple[ColumnRole, ...], *, numbered: bool) -> Costs:
    """The costs by role; ``numbered`` where the table has numbered headings, so that plain words are none."""
    fits = [_NUMBERED_CATEGORY if numbered and role == "category" else _FIT[role] for role in roles]
    if "deadline" not in roles:  # what reads as a limit is text then: 6月底前开工
        fits = [
            (*fit[: Type.DEADLINE], max(fit[Type.DEADLINE], fit[Type.TIMED]), *fit[Type.DEADLINE + 1 :]) for fit in fits
        ]
    skip = tuple([_SKIP[role] if role != "category" else _skip_kinds(roles, at) for at, role in enumerate(roles)])
    number, category = (roles.index(role) if role in roles else -1 for role in ("number", "category"))
    stay = tuple(_GO_ON[role] for role in roles)
    if "content" in roles:  # beside it the task is a name, of one paragraph
        stay = tuple(
            tuple(c + _NAME for c in cost) if role == "task" else cost for role, cost in zip(roles, stay, strict=True)
        )
    return Costs(roles, (*fits, _HEADING_FIT), skip, stay, _moves(roles, skip), number, category)


def _skip_kinds(roles: Sequence[ColumnRole], at: int) -> int:
    """Of kinds side by side the outer span more rows: one printed alone is the inner."""
    inner = at + 1
    while inner < len(roles) and roles[inner] == "category":
        inner += 1
    return _SKIP["category"] if inner == at + 1 else max(1, 4 - inner + at)


_REGULAR = 0.75
_STRICT = 40


def rhythm(costs: Costs, path: Sequence[tuple[int, bool]]) -> Costs | None:
    """The costs that the table's own rhythm teaches: a column that nearly every row fills is dear to skip, one whose
    cells are nearly all of one paragraph dear to go on in. None where no row deviates, so nothing is to be learnt.
    """
    width = len(costs.roles)
    filled, several = [0] * width, [0] * width
    rows = 0
    before = -1
    for state, begins in path:
        if state < width:
            if begins:
                rows += 1
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
        tuple(cost + _stricter(role, kind) for kind, cost in enumerate(c)) if n <= rare else c
        for role, c, n in zip(costs.roles, costs.stay, several, strict=True)
    )
    return replace(costs, skip=skip, stay=stay, moves=_moves(costs.roles, skip))


def _stricter(role: ColumnRole, kind: int) -> int:
    """What it costs besides to go on in a cell that is nearly always one paragraph: for an item nothing, for a further
    unit less.
    """
    return 0 if kind == Type.ITEM else _STRICT // 2 if kind == Type.UNITS and role in UNIT_ROLES else _STRICT


def _moves(roles: Sequence[ColumnRole], skip: Sequence[int]) -> tuple[list[list[int]], list[list[bool]]]:
    width = len(roles)
    lead_in = [0]
    for role, cost in zip(roles, skip, strict=True):
        lead_in.append(
            lead_in[-1] + (_SPANNED if role in _SPANNING and len(lead_in) == 1 and cost >= _SKIP[role] else cost)
        )
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
