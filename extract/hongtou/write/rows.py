"""A circular as rows, and rows as circulars: the two ways between the JSONL and the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from hongtou.model import UNSET, Circular
from hongtou.write.columns import to_columns
from hongtou.write.schema import PARENTS, Branch, Home, Leaf, Table, branch_of, homes, tables

Row = tuple[Any, ...]
"""The cells of a row, in the order of the table's columns; null is None."""


def to_rows(circular: Circular) -> dict[str, list[Row]]:
    """The rows of every table, by its name, that say what the circular says; an ordinal counts a circular's rows."""
    return {name: list(zip(*columns, strict=True)) for name, columns in to_columns((circular,)).items()}


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
