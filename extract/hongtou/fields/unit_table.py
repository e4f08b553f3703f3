"""The table of what units are called for short: short name → full name, by the years in which it was in use.

``~`` stands for the unit's place in both, ``^`` opens a name that is the centre's alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from hongtou.data import any_of, load_toml, load_tsv
from hongtou.model.record import Record
from hongtou.model.vocabulary import Level


class _Row(Record, frozen=True):
    full: str
    from_year: int
    to_year: int


class _Table(Record, frozen=True):
    rows: dict[str, tuple[_Row, ...]]
    levelled: frozenset[str]
    """Those that mean another body at some level, where they have a row with ``@`` and the level."""


@cache
def _table() -> _Table:
    rows: dict[str, list[_Row]] = {}
    for row in load_tsv("units_abbreviations.tsv"):
        entry = _Row(row["full"], int(row["from_year"] or 0), int(row["to_year"] or 9999))
        rows.setdefault(row["short"], []).append(entry)
    levelled = frozenset(short.partition("@")[0] for short in rows if "@" in short)
    return _Table({short: tuple(entries) for short, entries in rows.items()}, levelled)


def look_up(short: str, year: int | None, level: Level | None = None) -> str | None:
    """The full name in that year; of several the newest where no year is known, none where none was in use.

    ``level`` is whose unit it is, for those names that mean another one at some level.
    """
    table = _table()
    if level is not None and short in table.levelled:
        full = _in_use(table.rows.get(f"{short}@{level}", ()), year)
        if full is not None:
            return full
    entries = table.rows.get(short)
    if entries is None:
        return _derived(short, year) if short.endswith(_ENDS) else None
    return _in_use(entries, year)


def _in_use(entries: tuple[_Row, ...], year: int | None) -> str | None:
    for entry in reversed(entries):
        if year is None or entry.from_year <= year <= entry.to_year:
            return entry.full
    return None


_ENDS = ("委", "办公室", "办公厅")


def _derived(short: str, year: int | None) -> str | None:
    """What the table says of a name that is short by its end alone, or of whose office it is: 工业和信息化委,
    发展改革委办公厅. None where the body is called otherwise at some level: 法院办公室 of a county and of a city."""
    if short.endswith("委"):
        return short + "员会" if known_in_full(short + "员会", year) else None
    body = short[:-3]
    if body.endswith(_OFFICES) or body in _table().levelled:
        return None
    full = look_up(body, year) if body in _table().rows or body.endswith("委") else None
    return None if full is None or "、" in full else full + short[-3:]


_OFFICES = ("办", "室", "厅")


@cache
def _full_names() -> dict[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for row in chain.from_iterable(_table().rows.values()):
        rows.setdefault(row.full, []).append(row)
    return {full: tuple(entries) for full, entries in rows.items()}


def known_in_full(full: str, year: int | None) -> bool:
    """Whether an abbreviation stands for this name in that year."""
    return any(year is None or e.from_year <= year <= e.to_year for e in _full_names().get(full, ()))


@cache
def _departments() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_toml('units.toml')['fused']['stems'])})(?:局|厅|委|委员会)")


def is_department(name: str) -> bool:
    """Whether a name without its place is by its words a department's: 教育局, 发展和改革委员会."""
    return _departments().fullmatch(name) is not None


def short_names() -> Iterable[str]:
    """The short names of the table."""
    return _table().rows
