"""The table of what units are called for short: short name → full name, by the years in which it was in use.

``~`` stands for the unit's place in both, ``^`` opens a name that is the centre's alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

from hongtou.data import any_of, load_toml, load_tsv


class _Row(NamedTuple):
    full: str
    from_year: int
    to_year: int


@cache
def _table() -> dict[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for row in load_tsv("units_abbreviations.tsv"):
        entry = _Row(row["full"], int(row["from_year"] or 0), int(row["to_year"] or 9999))
        rows.setdefault(row["short"], []).append(entry)
    return {short: tuple(entries) for short, entries in rows.items()}


def look_up(short: str, year: int | None) -> str | None:
    """The full name in that year; of several the newest where no year is known, none where none was in use."""
    entries = _table().get(short)
    if not entries:
        return _derived(short, year) if short.endswith(_ENDS) else None
    if year is None:
        return entries[-1].full
    return next((e.full for e in reversed(entries) if e.from_year <= year <= e.to_year), None)


_ENDS = ("委", "办公室", "办公厅")


def _derived(short: str, year: int | None) -> str | None:
    """What the table says of a name that is short by its end alone, or of whose office it is: 工业和信息化委,
    发展改革委办公厅. None where the body is called otherwise at some level: 法院办公室 of a county and of a city."""
    if short.endswith("委"):
        return short + "员会" if known_in_full(short + "员会", year) else None
    body = short[:-3]
    if body.endswith(_OFFICES) or any(f"{body}@{level}" in _table() for level in ("city", "province")):
        return None
    full = look_up(body, year) if body in _table() or body.endswith("委") else None
    return None if full is None or "、" in full else full + short[-3:]


_OFFICES = ("办", "室", "厅")


@cache
def _full_names() -> dict[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for row in chain.from_iterable(_table().values()):
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
    return _table()
