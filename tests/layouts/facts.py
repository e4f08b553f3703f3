"""What a circular says, apart from how it is laid out: a head, and rows of cells with what each of them means."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
DIGITS = "一二三四五六七八九十"
UNIT_ROLES = ("lead", "responsible", "support")
NAMES = {
    "number": "序号", "category": "类别", "task": "工作任务", "content": "主要内容", "deadline": "完成时限",
    "lead": "牵头单位", "responsible": "责任单位", "support": "配合单位", "progress": "进展情况",
    "person": "责任人", "remark": "备注",
}  # fmt: skip
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、]")

_MORE = (
    "建立台账并定期通报",
    "验收合格后移交使用单位管理",
    "资金由财政统筹安排,不足部分通过社会捐助解决",
    "同步完善配套设施",
)

Limit = tuple[str, str | None, str | None]


class Row(NamedTuple):
    """One task. ``units`` are (name as printed, role); paragraphs of a cell are parted by line breaks.

    ``limits`` are those of the deadline cell, ``inner`` those that the task or the content prints. Of a sample's row
    they are known only together, and stand in ``limits``.
    """

    number: str | None
    category: tuple[str, ...]
    task: str
    content: str | None
    deadline: str | None
    limits: tuple[Limit, ...]
    units: tuple[tuple[str, str], ...]
    progress: str | None
    person: str | None = None
    remark: str | None = None
    inner: tuple[Limit, ...] = ()

    def untimed(self) -> Row:
        """The row without its deadline cell; the row itself where its limits cannot be told apart."""
        known = len(self.limits) == 1 or self.inner
        return self._replace(deadline=None, limits=()) if self.deadline and known else self

    def cell(self, column: str, mixed: bool = False) -> str:
        """What the row prints under a column; ``mixed``: one column says in words who leads."""
        if column == "category":
            return self.category[0] if self.category else ""
        if column not in UNIT_ROLES:
            return getattr(self, column) or ""
        if not mixed:
            return "、".join(name for name, role in self.units if role == column)
        verbs = {"lead": "牵头", "support": "配合", "responsible": "负责"}
        groups = groupby(self.units, key=lambda unit: unit[1])
        return ",".join("、".join(name for name, _ in group) + verbs[role] for role, group in groups)


class Facts(NamedTuple):
    """One circular. ``columns`` are those its table prints, in order; ``names`` what the header calls them."""

    name: str
    title: str
    number: str
    issuer: str
    to: str
    issued: dt.date
    annex: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    names: dict[str, str] = NAMES
    mixed: bool = False

    def each(self, change: Callable[[Row], Row]) -> Facts:
        """The facts with every row changed."""
        return self._replace(rows=tuple(change(row) for row in self.rows))

    def cells(self, row: Row) -> list[str]:
        """What a row prints, column by column."""
        return [row.cell(column, self.mixed) for column in self.columns]

    def header(self) -> list[str]:
        """What the columns are called."""
        return [self.names[column] for column in self.columns]

    def sections(self) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
        """Runs of rows under one category."""
        for category, rows in groupby(self.rows, key=lambda row: row.category):
            yield category, list(rows)


def without(facts: Facts, *columns: str) -> Facts:
    """The facts without these columns, except the last one that says what is to be done."""
    empty: dict[str, Any] = {}
    for column in columns:
        empty[column] = () if column == "category" else None
    kept = tuple(column for column in facts.columns if column not in columns)
    return facts.each(lambda row: row._replace(**empty))._replace(columns=kept)


def numbered(facts: Facts, style: Callable[[int], str] = str, start: int = 1, restart: bool = False) -> Facts:
    """The facts with a number column; ``restart``: from the start in each category."""
    rows: list[Row] = []
    for _, section in facts.sections():
        for place, row in enumerate(section):
            at = start + (place if restart else len(rows))
            rows.append(row._replace(number=style(at)))
    columns = facts.columns if "number" in facts.columns else ("number", *facts.columns)
    return facts._replace(rows=tuple(rows), columns=columns)


def numbered_by_section(facts: Facts) -> Facts:
    """Numbers like 2-3: the section and the row in it."""
    rows = [
        row._replace(number=f"{outer}-{inner}")
        for outer, (_, section) in enumerate(facts.sections(), 1)
        for inner, row in enumerate(section, 1)
    ]
    columns = facts.columns if "number" in facts.columns else ("number", *facts.columns)
    return facts._replace(rows=tuple(rows), columns=columns)


def headed(facts: Facts) -> Facts:
    """Categories as headings of their own, numbered as headings are; no category column."""
    marks = {category: DIGITS[place % 10] for place, (category, _) in enumerate(facts.sections())}

    def named(row: Row) -> Row:
        if not row.category or _NUMBERED.match(row.category[0]):
            return row
        return row._replace(category=(f"{marks[row.category]}、{row.category[0]}",))

    return facts.each(named)._replace(columns=tuple(c for c in facts.columns if c != "category"))


def columned(facts: Facts) -> Facts:
    """Categories in a column of their own, the first; none where the facts know no category."""
    rest = tuple(c for c in facts.columns if c != "category")
    return facts._replace(columns=("category", *rest) if any(row.category for row in facts.rows) else rest)


def led(facts: Facts) -> Facts:
    """The first unit leads, the others support, in two columns."""
    made = facts.each(
        lambda row: row._replace(units=tuple((n, "support" if i else "lead") for i, (n, _) in enumerate(row.units)))
    )
    return _unit_columns(made, ("lead", "support"))


def mixed(facts: Facts) -> Facts:
    """One column that says in words who leads and who supports."""
    return _unit_columns(led(facts), ("responsible",))._replace(mixed=True)


def _unit_columns(facts: Facts, roles: tuple[str, ...]) -> Facts:
    place = next(i for i, column in enumerate(facts.columns) if column in UNIT_ROLES)
    kept = [column for column in facts.columns if column not in UNIT_ROLES]
    return facts._replace(columns=(*kept[:place], *roles, *kept[place:]))


def ordered(facts: Facts, order: Sequence[str]) -> Facts:
    """The columns in this order; ``units`` stands for the unit columns, what is not named stays behind."""
    wanted = [role for name in order for role in (UNIT_ROLES if name == "units" else (name,))]
    first = [column for column in wanted if column in facts.columns]
    return facts._replace(columns=(*first, *(c for c in facts.columns if c not in first)))


def grouped(facts: Facts) -> Facts:
    """Two rows under one number and one task, each with a content, a limit and units of its own."""
    if "content" not in facts.columns:
        return facts
    rows: list[Row] = []
    for row in facts.rows:
        above = rows[-1] if rows else None
        pair = above is not None and len(rows) % 2 == 1 and above.category == row.category
        if pair and above is not None and row.content and above.content:
            row = row._replace(number=above.number, task=above.task)
        rows.append(row)
    return facts._replace(rows=tuple(rows))


def shared_limits(facts: Facts) -> Facts:
    """Two rows under one deadline cell."""
    if "deadline" not in facts.columns:
        return facts
    rows: list[Row] = []
    for row in facts.rows:
        if len(rows) % 2 and rows[-1].deadline and rows[-1].category == row.category:
            row = row._replace(deadline=rows[-1].deadline, limits=rows[-1].limits)
        rows.append(row)
    return facts._replace(rows=tuple(rows))


def itemised(facts: Facts, column: str, mark: str = "{}.") -> Facts:
    """Cells of two paragraphs in one column, numbered or not."""

    def parted(row: Row) -> Row:
        words = getattr(row, column)
        if not words or "\n" in words:
            return row
        more = _MORE[len(words) % len(_MORE)]
        changed: dict[str, Any] = {column: f"{mark.format(1)}{words.rstrip('。')};\n{mark.format(2)}{more}。"}
        return row._replace(**changed)

    return facts.each(parted)


def samples() -> Iterator[Facts]:
    """The facts of the composed samples whose tasks stand in a table."""
    for path in sorted(SAMPLES.glob("*.gold.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        rows = tuple(_row(task) for task in label["tasks"] if task["origin"] == "table")
        if rows:
            yield _sample(path.name.split(".")[0], label, rows)


def _row(task: dict[str, Any]) -> Row:
    return Row(
        number=task["number"],
        category=tuple(task["category"][:1]),
        task=task["task"],
        content=task["content"],
        deadline=task["deadline"],
        limits=tuple((kind, first, last) for kind, first, last in task["deadlines"]),
        units=tuple((name, role) for name, role in task["units"]),
        progress=task["progress"],
    )


def _sample(name: str, label: dict[str, Any], rows: tuple[Row, ...]) -> Facts:
    if not all(row.category for row in rows):
        rows = tuple(row._replace(category=()) for row in rows)
    roles = {role for row in rows for _, role in row.units}
    columns = [c for c in ("number", "task", "content", "deadline") if any(getattr(row, c) for row in rows)]
    columns += [role for role in UNIT_ROLES if role in roles]
    if any(row.progress for row in rows):
        columns.append("progress")
    return Facts(
        name=name,
        title=label["title"],
        number=label["document_number"],
        issuer=label["issuers"][0],
        to="、".join(label["addressees"]),
        issued=dt.date.fromisoformat(label["date_issued"]),
        annex=label["annexes"][0],
        rows=rows,
        columns=tuple(columns),
    )
