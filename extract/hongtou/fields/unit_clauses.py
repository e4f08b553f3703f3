"""What stands behind a comma in an assignment and names no unit: when, how often, to whom it is reported."""

from __future__ import annotations

import re

from hongtou.data import finder, load_toml
from hongtou.fields._deadline_signs import looks_like_deadline
from hongtou.fields.unit_collectives import is_collective
from hongtou.fields.unit_openings import OPENING_NAMES
from hongtou.fields.unit_people import are_people
from hongtou.fields.unit_words import CLOSING_VERBS, REMARK, is_name

__all__ = ["is_clause", "is_firm", "is_report", "is_time", "may_be_clause", "names_units", "says_of_work"]

_DATA = load_toml("units.toml")["clauses"]
_REPORTS: tuple[str, ...] = tuple(_DATA["reports"])
_NAMES: tuple[str, ...] = (*OPENING_NAMES, *_DATA["names"])
_TIMES = finder(_DATA["times"])
_TIME_LAST = frozenset(_DATA["last"])
_NO_WORK = finder(_DATA["no_work"])
_NAMED = frozenset("省市县区州盟旗镇乡各有相其所沿涉")
_LONGEST = 12
_WORDS = re.compile(r"[\u3400-\u9fff、]+")


def may_be_clause(piece: str) -> bool:
    """Whether a folded piece behind a comma is not plainly a unit's name."""
    return not is_name(piece) or is_report(piece)


def names_units(piece: str) -> bool:
    """Whether a folded piece opens or reads as a collective or a unit of a level, though it may end like none."""
    return piece[:1] in _NAMED or is_collective(piece)


def is_firm(piece: str) -> bool:
    """Whether a folded piece ends as firms' names do that print no 公司: 青岩置业."""
    return 3 < len(piece) <= _LONGEST_FIRM and piece.endswith(_FIRMS)


_LONGEST_FIRM = 8
_FIRMS: tuple[str, ...] = tuple(load_toml("units.toml")["firms"]["ends"])


def is_clause(piece: str) -> bool:
    """Whether a folded piece behind a comma says a time or a report and names no unit.

    >>> is_clause("汛期每周一次"), is_clause("并报县政府"), is_clause("县气象局"), is_clause("蓝天控股")
    (True, True, False, False)
    """
    return is_report(piece) or is_time(piece)


def is_report(piece: str) -> bool:
    """Whether a folded piece says to whom something is told."""
    return piece.startswith(_REPORTS) and not piece.startswith(_NAMES)


def is_time(piece: str) -> bool:
    """Whether a folded piece is a time and no unit's name, also a time that no calendar has."""
    if len(piece) < 2 or is_report(piece) or is_name(piece) or REMARK.search(piece) is not None:
        return False
    return piece[-1] in _TIME_LAST or _TIMES.search(piece) is not None or looks_like_deadline(piece)


def says_of_work(clause: str) -> bool:
    """Whether a folded clause in a bracket, behind sure names of units, says something short of their work.

    >>> says_of_work("随时"), says_of_work("完成后销号"), says_of_work("以下简称防汛办"), says_of_work("一等奖")
    (True, True, False, False)
    """
    if not 2 <= len(clause) <= _LONGEST:
        return False
    if looks_like_deadline(clause):
        return True
    if _WORDS.fullmatch(clause) is None or _NO_WORK.search(clause) is not None or REMARK.search(clause) is not None:
        return False
    return not are_people(clause) and not clause.endswith(CLOSING_VERBS)  # 加强协作配合 would make the names support
