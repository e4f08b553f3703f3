"""Whose body or department a name is, which names after it leave out: 林东县委、政府; 各区财政局、发展改革委."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.data import load_toml
from hongtou.fields.regions import short_county
from hongtou.fields.unit_endings import NO_PLACE
from hongtou.fields.unit_table import is_department, look_up
from hongtou.model.record import Record

_MANY = r"各\w{0,6}(?:\([^()]{1,8}\))?(?<=[省市县区州盟旗镇乡道区)])"
_NAME = r"(?:(?![局部委厅])\w){2,12}?"  # 国家税务总局林东县税务局 opens with no place
_ONE = rf"(?:{short_county()}|{_NAME}(?:省|自治区|市|县|自治州|州|盟|旗|区|镇|乡|街道)|(?!自)[省市县区州盟旗])"
_BODY = re.compile(
    rf"(?P<place>{_MANY}|{_ONE})(?:(?<=县)县(?=委|人大|政协|纪委))?(?:党工委|党\(工\)委|党委|(?<=[省市县区州盟旗])委|人大常委会|人大|政协|纪委)"
)
_PLACE = re.compile(rf"(?P<place>{_MANY}|{short_county()}|{_NAME}(?:省|自治区|市|县|自治州|州|盟|旗|区))(?=\w{{2}})")
_BODIES = frozenset(load_toml("units.toml")["sharing"]["bodies"])
_LEAGUES = tuple(load_toml("units.toml")["leagues"]["words"])
_LEVELS = frozenset("省市县区州盟旗镇乡")
_LAST_OF_BODY = frozenset("委大会协")
_LAST_OF_DEPARTMENT = frozenset("局委厅会办院联部社")


class Owner(Record, frozen=True):
    """The place that a name opens with (林东县, 各区), and whether the name is one of its bodies (党委), not of its
    departments."""

    place: str
    body: bool


def owner_of(name: str) -> Owner | None:
    """Whose body or department a folded name is; None where it names no place of its own.

    >>> owner_of("林东县委").place, owner_of("各区财政局").place, owner_of("市财政局")
    ('林东县', '各区', None)
    """
    if name[-1] in _LAST_OF_BODY and (found := _BODY.fullmatch(name)):
        return None if is_leagues(found["place"]) else Owner(found["place"], True)
    if (
        name[-1] in _LAST_OF_DEPARTMENT
        and name[0] not in _LEVELS
        and (found := _PLACE.match(name))
        and (
            _is_department(name[found.end() :].removeprefix("委"))  # 林东县委组织部
            or (name[-1] in "局委厅" and NO_PLACE.search(found["place"]) is None)  # 林东旗农牧和科技局
        )
    ):
        return Owner(found["place"], False)
    return None


def is_leagues(place: str) -> bool:
    """Whether what looks like a place names a league or a party too: 共青团林东县, 民建云溪市, 云溪团市; but 团风县."""
    return place.startswith(_LEAGUES) or place[-2:-1] == "团"


def core_behind(name: str, owner: Owner, marks: Sequence[str]) -> str | None:
    """What a folded name behind one of ``owner``'s says beside the place: 政府 of 政府 and of 县政府 behind 林东县委.

    None where it is none of ``owner``'s: another kind of unit, or of the issuer's place, whose marks are ``marks``.
    """
    if name.startswith("街道") and not owner.place.endswith("街道"):  # 各乡镇党委、街道办事处
        return None
    kind = _BODIES.__contains__ if owner.body else _is_department
    if kind(name):
        return name
    mark, core = name[0], name[1:].removeprefix("委")
    own = owner.body or mark not in marks  # 神木市委、市政府 of a city's circular: a pair of one place
    return core if own and owner.place[-1] == mark and kind(core) else None


def _is_department(core: str) -> bool:
    return core[-1:] in _LAST_OF_DEPARTMENT and (is_department(core) or look_up("~" + core, None) is not None)
