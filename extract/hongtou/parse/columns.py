"""Which column is what: by its printed name (data/columns.toml), else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from hongtou.data import load_toml
from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.units import looks_like_units
from hongtou.parse.grid import UNIT_ROLES, Column, ColumnRole

_PUNCTUATION = re.compile(r"[\s、,/\\|::·\-]+|\([^()]*\)|〔[^〔〕]*〕|^20\d\d年度?")
_REMEMBERED = 8192  # the lines of a few hundred pages
NUMBER_CELL = re.compile(
    r"""
      [(（]?\d{1,5}[)）]?[.、．]?            # 1  (1)  1.  001
    | \d{1,3}(?:[-.]\d{1,3}){1,2}           # 1-1  1.2
    | [①-⑳㈠-㈩]                            # ①
    | [(（]?[一二三四五六七八九十百]{1,4}[)）]?[、.]?   # 一、
    """,
    re.VERBOSE,
)


@cache
def _table() -> dict[ColumnRole, dict[str, list[str]]]:
    return load_toml("columns.toml")  # type: ignore[return-value]


@cache
def _names() -> dict[str, ColumnRole]:
    return {name: role for role, entry in _table().items() for name in entry["names"]}


@cache
def _parts() -> tuple[tuple[str, ColumnRole], ...]:
    return tuple((part, role) for role, entry in _table().items() for part in entry["parts"])


@cache
def _suffixes() -> dict[str, ColumnRole]:
    return {suffix: role for role, entry in _table().items() for suffix in entry.get("suffixes", ())}


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_suffixes())})$")


@lru_cache(_REMEMBERED)
def bare_name(name: str) -> str:
    """A header name as vocabulary spells it: without blanks, separators, what stands in brackets, the year."""
    return _PUNCTUATION.sub("", name)


@lru_cache(_REMEMBERED)
def role_of_name(bare: str) -> ColumnRole | None:
    """The role a header name says, or None; ``bare`` as `bare_name` gives it.

    >>> role_of_name("主要责任单位")
    'responsible'
    """
    if not bare or len(bare) > 16:
        return None
    role = _names().get(bare)
    if role:
        return role
    role = next((role for part, role in _parts() if part in bare), None)
    if role is None and (match := _suffix().search(bare)):
        role = _suffixes()[match[0]]
    return role


def is_sure(bare: str) -> bool:
    """Whether the name says its role outright, not only a kind of cell ("单位", "供应时间").

    >>> is_sure("责任单位"), is_sure("用地单位")
    (True, False)
    """
    return bare not in _suffixes() and (is_name(bare) or any(part in bare for part, _ in _parts()))


def is_name(bare: str) -> bool:
    """Whether the whole name is in the vocabulary."""
    return bare in _names()


def under_spanning(columns: Sequence[Column]) -> list[tuple[Column, ...]]:
    """The columns with the last two in place of the one that spans them: a header of two levels, printed level by level
    (责任单位, 完成时限, then 牵头, 配合).
    """
    found: list[tuple[Column, ...]] = []
    for kind in (frozenset(UNIT_ROLES), frozenset({"deadline"})):
        under = columns[-2:]
        over = [index for index, column in enumerate(columns[:-2]) if column.role in kind]
        if len(over) == 1 and all(column.role in kind for column in under):
            found.append((*columns[: over[0]], *under, *columns[over[0] + 1 : -2]))
    return found


def role_of_content(cells: Sequence[str]) -> ColumnRole:
    """The role of an unnamed column by the folded words of its cells: most of them must agree."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "other"
    tests: tuple[tuple[ColumnRole, Callable[[str], object]], ...] = (
        ("number", NUMBER_CELL.fullmatch),
        ("deadline", looks_like_deadline),
        ("responsible", looks_like_units),
    )
    for role, test in tests:
        if sum(bool(test(cell)) for cell in filled) * 3 >= len(filled) * 2:
            return role
    return "other"
