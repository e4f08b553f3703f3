"""Circulars as the columns of tables: the way from records to every form of them.

A column is taken from all records of a table at once, which costs less than half of what row by row does; the rows
that SQLite asks for are the columns side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, NamedTuple

from hongtou.model import UNSET, Circular
from hongtou.write.schema import Branch, BrokenValue, Home, Leaf, Table, homes, tables

Columns = list[Sequence[Any]]
"""The columns of a table, in their order, each with the cells of all its rows; null is None."""

_OF_BROKEN = ("broken_values", "parts")
"""Tables of what is found while the columns of the others are made."""


def to_columns(circulars: Iterable[Circular]) -> dict[str, Columns]:
    """The columns of every table, by its name, that say what the circulars say; an ordinal counts a circular's rows."""
    filler = _Filler()
    for circular in circulars:
        filler.begin(circular.circular_id)
        filler.add(_place("circulars", None), (circular,), None, None)
    broken: list[_Broken] = []
    plain = {name: filled.columns(broken) for name, filled in filler.tables.items() if name not in _OF_BROKEN}
    ids = plain["circulars"][0]
    for index, found in groupby(sorted(broken, key=_Broken.place), key=lambda one: one.circular):
        filler.begin(ids[index])
        filler.add(_place("broken_values", None), [one.record() for one in found], None, None)
    return {**plain, **{name: filler.tables[name].columns([]) for name in _OF_BROKEN}}


class _Broken(NamedTuple):
    """A value that print breaks, and where it stands: the number of its circular, table, row, column."""

    circular: int
    table: str
    row: int
    column: str
    value: Any

    def place(self) -> tuple[int, int, int, int]:
        """By what they are sorted."""
        columns = [column.name for column in tables()[self.table].columns]
        return self.circular, list(tables()).index(self.table), self.row, columns.index(self.column)

    def record(self) -> BrokenValue:
        """As a record of its table."""
        clean = None if self.value.clean is UNSET else self.value.clean
        parts = () if self.value.parts is UNSET else self.value.parts
        return BrokenValue(table_name=self.table, row=self.row, column_name=self.column, clean=clean, parts=parts)


class _Place:
    """Where records of a table stand, and the places of what stands in them."""

    def __init__(self, table: Table, home: Home | None) -> None:
        self.table = table.name
        self.word = home.word if home else None
        self.wrap = home.wrap if home else None
        self.owns_task = "task_id" in (home.record if home else table.branch.record).__struct_fields__
        self.children = tuple((attrgetter(inner.field), _place(name, inner)) for (name, *_), inner in homes(table.name))


@cache
def _place(table: str, home: Home | None) -> _Place:
    return _Place(tables()[table], home)


class _Filler:
    """Collects the records of every table, circular by circular."""

    def __init__(self) -> None:
        self.tables = {table.name: _Filled(table) for table in tables().values()}

    def begin(self, circular_id: str) -> None:
        """What is added next is of this circular."""
        for filled in self.tables.values():
            filled.begin(circular_id)

    def add(self, place: _Place, records: Sequence[Any], task_id: str | None, parent: int | None) -> None:
        """Add records, then what stands in them."""
        filled = self.tables[place.table]
        before = len(filled.records) - filled.starts[-1]
        filled.records += records
        if filled.task_ids is not None:
            filled.task_ids += [one.task_id for one in records] if place.owns_task else [task_id] * len(records)
        if filled.parents is not None:
            filled.parents += [parent] * len(records)
        if filled.words is not None:
            filled.words += [place.word] * len(records)
        if not place.children:
            return
        for row, record in enumerate(records, before + 1):
            own = record.task_id if place.owns_task else task_id
            for items_of, child in place.children:
                if items := items_of(record):
                    self.add(child, tuple(child.wrap(items)) if child.wrap else items, own, row)


class _Filled:
    """The records of one table, and what stands before their own fields; None where the table has no such column."""

    def __init__(self, table: Table) -> None:
        names = {column.name for column in table.head}
        self.table = table
        self.records: list[Any] = []
        self.circulars: list[str] = []
        self.starts: list[int] = []
        self.task_ids: list[str | None] | None = [] if "task_id" in names else None
        self.words: list[str | None] | None = [] if "kind" in names else None
        known = {"circular_id", "task_id", "ordinal", "kind"}
        self.parents: list[int | None] | None = [] if names - known else None
        # Of tables with two kinds of record the shorter lacks what the longer has last.
        self.mixed = len({home.record for home in table.homes}) > 1

    def begin(self, circular_id: str) -> None:
        """The rows that follow are of this circular."""
        self.circulars.append(circular_id)
        self.starts.append(len(self.records))

    def columns(self, broken: list[_Broken]) -> Columns:
        """The columns; values that print breaks are added to ``broken``."""
        ends = [*self.starts, len(self.records)][1:]
        counts = [end - start for start, end in zip(self.starts, ends, strict=True)]
        heads: dict[str, Sequence[Any] | None] = {
            "circular_id": [one for one, count in zip(self.circulars, counts, strict=True) for _ in range(count)],
            "task_id": self.task_ids,
            "ordinal": list(chain.from_iterable(range(1, count + 1) for count in counts)),
            "kind": self.words,
        }
        made = [heads.get(column.name, self.parents) or () for column in self.table.head]
        return [*made, *self._own(self.table.branch, self.records, broken)]

    def _own(self, branch: Branch, records: list[Any], broken: list[_Broken]) -> Iterator[Sequence[Any]]:
        """The columns of the records' own fields. A record that is None has None in each."""
        if branch.is_value:
            broken += self._broken(branch.prefix or "text", records)
        whole = all(records)
        for field in branch.fields:
            get = _lenient(field.attr) if self.mixed else attrgetter(field.attr)
            cells = list(map(get, records)) if whole else [None if one is None else get(one) for one in records]
            if isinstance(field, Leaf):
                yield cells
            elif any(cells):
                yield from self._own(field, cells, broken)
            else:
                yield from (cells for _ in field.columns)

    def _broken(self, name: str, values: list[Any]) -> Iterator[_Broken]:
        for row, value in enumerate(values):
            if value is not None and (value.clean is not UNSET or value.parts is not UNSET):
                circular = bisect_right(self.starts, row) - 1
                yield _Broken(circular, self.table.name, row + 1 - self.starts[circular], name, value)


def _lenient(attribute: str) -> Callable[[Any], Any]:
    """As ``attrgetter``, but of a record without such a field None."""
    return lambda record: getattr(record, attribute, None)
