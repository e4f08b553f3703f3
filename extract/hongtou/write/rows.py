"""A circular as rows, and rows as circulars: the two ways between the JSONL and the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from hongtou.model import UNSET, Circular
from hongtou.write.schema import (
    PARENTS,
    Branch,
    BrokenValue,
    Home,
    Leaf,
    Table,
    branch_of,
    homes,
    tables,
)

Row = tuple[Any, ...]
"""The cells of a row, in the order of the table's columns; null is None."""


def to_rows(circular: Circular) -> dict[str, list[Row]]:
    """The rows of every table, by its name, that say what the circular says; an ordinal counts a circular's rows."""
    filler = _Filler(circular.circular_id)
    filler.add(_plan("circulars", None), (circular,), None, None)
    filler.add(_plan("broken_values", None), filler.broken, None, None)
    return filler.rows


class _Cells:
    """How a record becomes cells, worked out once from its branch: most records are rows of plain fields."""

    def __init__(self, branch: Branch) -> None:
        self.name = branch.prefix or "text"
        self.is_value = branch.is_value
        self.nested = tuple(None if isinstance(field, Leaf) else _Cells(field) for field in branch.fields)
        self.plain = not any(self.nested)
        self.get = _tuple_getter([field.attr for field in branch.fields])
        self.empty: Row = (None,) * len(tuple(branch.columns))

    def take(self, record: Any, broken: list[tuple[str, Any]]) -> Row:
        """The record's cells; a value in it that print breaks is added to ``broken``, with its column."""
        if self.is_value and not (record.clean is UNSET and record.parts is UNSET):
            broken.append((self.name, record))
        if self.plain:
            return self.get(record)
        cells: list[Any] = []
        for inner, field in zip(self.nested, self.get(record), strict=True):
            if inner is None:
                cells.append(field)
            else:
                cells += inner.empty if field is None else inner.take(field, broken)
        return tuple(cells)


def _tuple_getter(attributes: Sequence[str]) -> Callable[[Any], Row]:
    """As ``attrgetter``, but of one attribute, or none, a tuple as well."""
    if len(attributes) > 1:
        return attrgetter(*attributes)
    return lambda record: tuple(getattr(record, name) for name in attributes)


class _Child(NamedTuple):
    """A table whose records stand in records of another."""

    plan: _Plan
    home: Home


class _Plan:
    """How the records that stand in one place become rows of their table."""

    def __init__(self, table: Table, home: Home | None) -> None:
        self.table = table.name
        self.word = home.word if home else None
        self.cells = _Cells(table.branch if home is None else branch_of(home.record))
        self.padding: Row = (None,) * (len(table.columns) - len(table.head) - len(self.cells.empty))
        # What may stand in front, in the order in which the filler gives it; "kind" is the home's word.
        known = {"circular_id": 0, "task_id": 1, "ordinal": 3, "kind": 4}
        places = [known.get(column.name, 2) for column in table.head]
        self.head = itemgetter(*places) if len(places) > 1 else itemgetter(slice(0, 1))
        self.owns_task = "task_id" in (home.record if home else table.branch.record).__struct_fields__
        self.children = tuple(_Child(_plan(child.name, place), place) for child, place in homes(table.name))
        self.lists = _tuple_getter([child.home.field for child in self.children])


@cache
def _plan(table: str, home: Home | None) -> _Plan:
    return _Plan(tables()[table], home)


class _Filler:
    """Collects the rows of one circular."""

    def __init__(self, circular_id: str) -> None:
        self.circular_id = circular_id
        self.rows: dict[str, list[Row]] = {name: [] for name in tables()}
        self.broken: list[BrokenValue] = []

    def add(self, plan: _Plan, records: Iterable[Any], task_id: str | None, parent: int | None) -> None:
        """Add each record's own row, then the rows of what it holds."""
        rows, take = self.rows[plan.table], plan.cells.take
        for record in records:
            ordinal = len(rows) + 1
            if plan.owns_task:
                task_id = record.task_id
            broken: list[tuple[str, Any]] = []
            head = plan.head((self.circular_id, task_id, parent, ordinal, plan.word))
            rows.append(head + take(record, broken) + plan.padding)
            for column, value in broken:
                self.broken.append(_broken(plan.table, ordinal, column, value))
            if plan.children:
                for (child, home), items in zip(plan.children, plan.lists(record), strict=True):
                    if items:
                        self.add(child, home.wrap(items) if home.wrap else items, task_id, ordinal)


def _broken(table: str, row: int, column: str, value: Any) -> BrokenValue:
    return BrokenValue(
        table_name=table,
        row=row,
        column_name=column,
        clean=None if value.clean is UNSET else value.clean,
        parts=() if value.parts is UNSET else value.parts,
    )


def from_rows(rows: Mapping[str, Sequence[Row]]) -> Iterator[Circular]:
    """The circulars that the rows of every table say, in the order of ``circulars``."""
    by_circular: dict[str, dict[str, list[Row]]] = defaultdict(lambda: {name: [] for name in tables()})
    for name in tables():
        for row in rows[name]:
            by_circular[row[0]][name].append(row)
    for row in rows["circulars"]:
        yield _Builder(by_circular[row[0]]).circular(row)


class _Owner(NamedTuple):
    """A row that others belong to."""

    table: str
    ordinal: int


class _Builder:
    """Builds one circular from its rows."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.children: dict[tuple[_Owner, str], list[tuple[Table, Home, Row]]] = defaultdict(list)
        self.broken: dict[tuple[str, int, str], tuple[str | None, tuple[tuple[int, int], ...]]] = {}
        task_ordinals = {row[1]: row[2] for row in rows["tasks"]}
        for table in tables().values():
            for row in rows[table.name] if table.homes else ():
                owner, home = _belongs(table, row, task_ordinals)
                self.children[owner, home.field].append((table, home, row))
        parts: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for _, broken_value, _, start, end in rows["parts"]:
            parts[broken_value].append((start, end))
        for _, ordinal, name, place, column, clean in rows["broken_values"]:
            self.broken[name, place, column] = (clean, tuple(parts[ordinal]))

    def circular(self, row: Row) -> Circular:
        built: Circular = self._record(tables()["circulars"], None, row)
        return built

    def _record(self, table: Table, home: Home | None, row: Row) -> Any:
        head = {column.name: cell for column, cell in zip(table.head, row, strict=False)}
        owner = _Owner(table.name, head.get("ordinal", 1))
        branch = table.branch if home is None else branch_of(home.record)
        return self._build(branch, iter(row[len(table.head) :]), owner, "", head)

    def _build(self, branch: Branch, cells: Iterator[Any], owner: _Owner, path: str, head: dict[str, Any]) -> Any:
        fields: dict[str, Any] = {}
        for field in branch.fields:
            if isinstance(field, Leaf):
                cell = next(cells)
                fields[field.attr] = field.blank if cell is None else cell
            else:
                fields[field.attr] = self._build(field, cells, owner, f"{path}{field.attr}.", {})
        if branch.is_value:
            if fields["start"] is None:
                return None
            broken = self.broken.get((*owner, branch.prefix or "text"))
            if broken is not None:
                fields["clean"] = UNSET if broken[0] is None else broken[0]
                fields["parts"] = broken[1]
        for name in branch.lists:
            fields[name] = self._list(owner, f"{path}{name}")
        for name in ("circular_id", "task_id"):
            if name in branch.record.__struct_fields__:
                fields[name] = head[name]
        return branch.record(**fields)

    def _list(self, owner: _Owner, field: str) -> Any:
        place = next(home for _, home in homes(owner.table) if home.field == field)
        return place.unwrap([self._record(*child) for child in self.children[owner, field]])


def _belongs(table: Table, row: Row, task_ordinals: dict[str, int]) -> tuple[_Owner, Home]:
    """The row that a row belongs to, and where in it."""
    head = {column.name: cell for column, cell in zip(table.head, row, strict=False)}
    for name, owner in PARENTS.items():
        if name in head:
            return _Owner(owner, head[name]), table.homes[0]
    word = head.get("kind")
    for home in table.homes:
        if home.word != word:
            continue
        if home.owner == "circulars":
            return _Owner("circulars", 1), home
        if head.get("task_id") is not None:
            return _Owner("tasks", task_ordinals[head["task_id"]]), home
    raise ValueError(f"no place for a row of {table.name}: {row!r}")
