"""The tables of a dataset, declared once.

A table is a kind of record and the places in a circular where such records stand; its columns follow from the
record's fields, so a field added to the model is a column of the CSV, Parquet and SQLite forms, of the data package
and of the codebook at once, and none of them can drift from the others.

A Value is three columns, ``x``, ``x_start``, ``x_end``; where the whole record is a Value they are ``text``, ``start``,
``end``. A list is a table of its own, one row an item.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from hongtou import model
from hongtou.model import vocabulary

Kind = Literal["string", "integer", "offset", "number", "boolean", "date"]
"""What a cell holds. An offset (or an ordinal) is an integer that always fits 32 bits."""

PartyKind = Literal["issuer", "addressee", "copied_to", "signature"]
"""What a party is to the circular: 发文机关, 主送机关, 抄送机关, 署名."""


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """Another name of a unit."""

    alias: str


class MetaColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the ``--meta`` index that has no field of its own."""

    name: str
    value: str


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a value that print breaks."""

    start: int
    end: int


class BrokenValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that print breaks: the cell it stands in (``row`` is the ordinal, 1 in circulars), its joined reading."""

    table_name: str
    row: int
    column_name: str
    clean: str | None
    parts: tuple[tuple[int, int], ...]


class Column(NamedTuple):
    """One column. ``words`` is its closed vocabulary, named ``vocabulary``; ``leaf`` the record's field."""

    name: str
    kind: Kind
    nullable: bool
    leaf: str
    words: tuple[str, ...] = ()
    vocabulary: str = ""

    @property
    def required(self) -> bool:
        """Whether its CSV cell is never empty: a printed text may be, as where a box has a label and no value."""
        return not self.nullable and (self.kind != "string" or bool(self.words) or self.leaf.endswith(("_id", "_key")))


class Leaf(NamedTuple):
    """A field that is one column. ``blank`` is what an empty cell stands for where the record itself is there."""

    attr: str
    column: Column
    blank: str | None = None


class Branch(NamedTuple):
    """A field (or a whole row) that is a record: its columns share ``prefix``; ``lists`` are tables of their own."""

    attr: str
    record: type[Any]
    prefix: str
    is_value: bool
    fields: tuple[Leaf | Branch, ...]
    lists: tuple[str, ...]

    @property
    def columns(self) -> Iterator[Column]:
        """Its columns, in order."""
        for field in self.fields:
            if isinstance(field, Leaf):
                yield field.column
            else:
                yield from field.columns


class Home(NamedTuple):
    """Where the records of a table stand: a field of the records of another. ``word`` tells homes of one table apart.

    ``wrap`` makes records of items that are none (a name, a pair), ``unwrap`` puts the items back.
    """

    owner: str
    field: str
    record: type[Any]
    word: str | None = None
    wrap: Callable[[Any], Iterable[Any]] | None = None
    unwrap: Callable[[list[Any]], Any] = tuple


class Table(NamedTuple):
    """One table: its columns in order, its key, and how a record becomes a row."""

    name: str
    head: tuple[Column, ...]
    branch: Branch
    homes: tuple[Home, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def foreign_keys(self) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """Its columns, the table they point at, and the columns there."""
        names = [column.name for column in self.head]
        if self.name != "circulars":
            yield ("circular_id",), "circulars", ("circular_id",)
        if "task_id" in names and self.name != "tasks":
            yield ("task_id",), "tasks", ("task_id",)
        for parent, owner in PARENTS.items():
            if parent in names:
                yield ("circular_id", parent), owner, ("circular_id", "ordinal")


PARENTS = {"responsibility": "responsibilities", "broken_value": "broken_values"}
"""Columns that hold the ordinal of a row of another table."""

HOISTED = ("circular_id", "task_id")
"""Fields that stand first in every table, wherever the record has them."""

_SCALARS: dict[type[Any], Kind] = {str: "string", int: "integer", float: "number", bool: "boolean", dt.date: "date"}
_OFFSETS = {"start", "end", "text_start", "text_end", "order", "row"}


@cache
def _vocabulary_names() -> dict[tuple[Any, ...], str]:
    named = {**vars(vocabulary), "PartyKind": PartyKind}
    return {get_args(hint): name for name, hint in named.items() if get_origin(hint) is Literal}


def _scalar(name: str, leaf: str, hint: Any, nullable: bool) -> Column:
    if get_origin(hint) is Literal:
        words = get_args(hint)
        return Column(name, "string", nullable, leaf, words, _vocabulary_names()[words])
    return Column(name, "offset" if leaf in _OFFSETS else _SCALARS[hint], nullable, leaf)


def _branch(record: type[Any], attr: str = "", prefix: str = "", *, nullable: bool = False) -> Branch:
    hints = get_type_hints(record)
    is_value = issubclass(record, model.Value)
    fields: list[Leaf | Branch] = []
    lists: list[str] = []
    for name in record.__struct_fields__:
        if name in HOISTED or (is_value and name in ("clean", "parts")):
            continue
        union = get_origin(hints[name]) in (Union, types.UnionType)
        options = get_args(hints[name]) if union else (hints[name],)
        inner = next(option for option in options if option is not type(None))
        own_null = type(None) in options
        empty = nullable or own_null
        column = "_".join(filter(None, (prefix, "" if prefix and is_value and name == "text" else name)))
        if get_origin(inner) in (tuple, dict):
            lists.append(name)
        elif isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            fields.append(Branch(*_branch(inner, name, column, nullable=empty)))
        else:
            fields.append(
                Leaf(name, _scalar(column, name, inner, empty), "" if inner is str and not own_null else None)
            )
    return Branch(attr, record, prefix, is_value, tuple(fields), tuple(lists))


def _table(name: str, record: type[Any], *homes: Home) -> Table:
    branch = _branch(record)
    owners = {home.owner for home in homes}
    of_task = owners & {"tasks", "responsibilities"} or "task_id" in record.__struct_fields__
    head = [Column("circular_id", "string", False, "circular_id")]
    if of_task:
        always = name == "tasks" or owners == {"tasks"}
        head.append(Column("task_id", "string", not always, "task_id"))
    head += [Column(parent, "offset", False, parent) for parent, owner in PARENTS.items() if owner in owners]
    if name != "circulars":
        head.append(Column("ordinal", "offset", False, "ordinal"))
    if any(home.word for home in homes):
        head.append(_scalar("kind", "kind", PartyKind, False))
    # A table of two kinds of record has the columns of the longer; those the shorter lacks may be empty.
    shared = min((len(list(_branch(home.record).columns)) for home in homes), default=None)
    body = [c if shared is None or i < shared else c._replace(nullable=True) for i, c in enumerate(branch.columns)]
    key = {"circulars": ("circular_id",), "tasks": ("task_id",)}.get(name, ("circular_id", "ordinal"))
    return Table(name, tuple(head), branch, homes, (*head, *body), key)


def _pairs(items: dict[str, str]) -> Iterator[MetaColumn]:
    return (MetaColumn(name=name, value=value) for name, value in items.items())


def _unpair(items: list[MetaColumn]) -> dict[str, str]:
    return {item.name: item.value for item in items}


def _parties() -> Table:
    value = model.Value
    return _table(
        "parties",
        model.Issuer,
        Home("circulars", "issuers", model.Issuer, "issuer"),
        Home("circulars", "addressees", value, "addressee"),
        Home("circulars", "copied_to", value, "copied_to"),
        Home("circulars", "signatures", value, "signature"),
    )


def _of_tasks() -> Iterator[Table]:
    """Tables of what stands in tasks, or in tasks and in the circular itself."""
    value, owed = model.Value, "responsibilities"
    yield _table("categories", value, Home("tasks", "category", value))
    yield _table("responsible_cells", value, Home("tasks", "responsible", value))
    yield _table("other_cells", model.OtherCell, Home("tasks", "other", model.OtherCell))
    limits = (Home("tasks", "deadlines", model.Deadline), Home("circulars", "deadlines", model.Deadline))
    yield _table("deadlines", model.Deadline, *limits)
    units = (("tasks", owed), ("circulars", "standing_responsibilities"))
    yield _table(owed, model.Responsibility, *(Home(owner, field, model.Responsibility) for owner, field in units))
    alias = Home(
        owed, "aliases", Alias, None, lambda names: (Alias(alias=n) for n in names), lambda x: tuple(a.alias for a in x)
    )
    yield _table("aliases", Alias, alias)
    yield _table("members", model.Member, Home(owed, "members", model.Member))
    # Where there is none the field is unset, as it is where nobody asked.
    word = Home("tasks", "keywords", model.Keyword, unwrap=lambda words: tuple(words) or model.UNSET)
    yield _table("keywords", model.Keyword, word, word._replace(owner="circulars"))


def _of_print() -> Iterator[Table]:
    """Tables of values that print breaks; the filler finds them, so the first has no home."""
    yield _table("broken_values", BrokenValue)
    yield _table(
        "parts", Span, Home("broken_values", "parts", Span, None, lambda x: (Span(start=s, end=e) for s, e in x))
    )


@cache
def tables() -> dict[str, Table]:
    """Every table by name, owners before what they own.

    >>> [column.name for column in tables()["annexes"].columns]
    ['circular_id', 'ordinal', 'text', 'start', 'end']
    >>> tables()["members"].key
    ('circular_id', 'ordinal')
    """
    every = [
        _table("circulars", model.Circular),
        _parties(),
        _table("annexes", model.Value, Home("circulars", "annexes", model.Value)),
        _table("tasks", model.Task, Home("circulars", "tasks", model.Task)),
        *_of_tasks(),
        _table("references", model.Reference, Home("circulars", "references", model.Reference)),
        _table("metadata", model.Metadatum, Home("circulars", "metadata", model.Metadatum)),
        _table("findings", model.Finding, Home("circulars", "findings", model.Finding)),
        _table("files", model.File, Home("circulars", "source.files", model.File)),
        _table("source_meta", MetaColumn, Home("circulars", "source.meta", MetaColumn, None, _pairs, _unpair)),
        _table("blocks", model.Block, Home("circulars", "blocks", model.Block)),
        *_of_print(),
    ]
    return {table.name: table for table in every}


@cache
def homes(owner: str) -> tuple[tuple[Table, Home], ...]:
    """The tables whose records stand in records of ``owner``, with the place."""
    return tuple((table, home) for table in tables().values() for home in table.homes if home.owner == owner)


_BRANCHES: dict[type[Any], Branch] = {}


def branch_of(record: type[Any]) -> Branch:
    """The columns of a record that is a whole row."""
    if record not in _BRANCHES:
        _BRANCHES[record] = _branch(record)
    return _BRANCHES[record]
