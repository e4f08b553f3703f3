"""The units that a collective of governments stands for: 各县市区政府 of a city are its counties of that year.

Source: GB/T 2260 by year, see data/regions_counties.tsv.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hongtou.fields.regions import Region, divisions
from hongtou.model import Member

# 各县市区政府 · 全市各县(市、区)人民政府 · 各市、州 · 各省、自治区、直辖市人民政府 · 各市(地)人民政府(行署);
# not 各乡镇人民政府: GB/T 2260 ends at the county
_GOVERNMENTS = re.compile(
    r"(?:全?[省市州区]内?)?(?:所辖|下辖)?各(?P<kinds>"
    r"(?:设区|地级以上|省辖|县级|神农架林区|林区|地区|地(?=[(、,)市州])"
    r"|[省市县州区旗盟]|自治[区州县旗]|直辖市|[、,()〔〕\[\] 和及])+"
    r")(?:人民政府|政府)?(?:\((?:行署|行政公署)\))?"
)
_OFFICES = re.compile(r"(?<=各盟)(?:行政公署|行署)(?=、市)")  # 各盟行政公署、市人民政府: the leagues and the cities
_AMONG = re.compile(r"(?<=各市)\(含(?P<named>[^()]{2,30})\)")  # 各市(含青岩、白石市): counties spoken to like cities
_KINDS = re.compile(r"林区|地区|地(?!级)|自治区|自治州|直辖市|设区的?市|地级以上市|省辖市|[省市县州区旗盟]")
_LAST = {
    "地": "地区",
    "自治区": "区",
    "自治州": "州",
    "直辖市": "市",
    "设区市": "市",
    "地级以上市": "市",
    "省辖市": "市",
}
_COUNTIES = frozenset("县区旗")
_COMMISSIONED = ("地区", "盟")
"""What a 行政公署 governs, where others have a 人民政府."""


@lru_cache(maxsize=1024)
def members_of(collective: str, code: str | None, year: int | None) -> tuple[Member, ...]:
    """The governments of the divisions below a region, where the data covers its year; else none.

    ``collective`` is the folded name. One kind (各区政府) means the divisions of that kind, several (各县市区政府) all;
    a province that names counties (各市、县人民政府) speaks to both levels. A part of them (各有关县区) is not known.

    >>> len(members_of("各县市区政府", "431000", 2009)), members_of("各有关县区政府", "431000", 2009)
    (11, ())
    """
    if code is None or year is None or "各" not in collective:
        return ()
    among = _AMONG.search(collective) if "(含" in collective else None
    if among is not None:
        collective = collective[: among.start()] + collective[among.end() :]
    found = _GOVERNMENTS.fullmatch(_OFFICES.sub("", collective))
    kinds = {_LAST.get(kind, kind) for kind in _KINDS.findall(found["kinds"])} if found is not None else set()
    if not kinds or (found is not None and found["kinds"] == "地"):
        return ()
    below = divisions(code, year)
    named = _named(below, kinds, year)
    if among is not None:
        beside = _beside(below, among["named"], year)
        named = (*named, *(r for r in beside if r not in named)) if beside else ()
    return tuple(Member(name=r.name + _government(r.name), region_code=r.code) for r in named)


def _named(below: tuple[Region, ...], kinds: set[str], year: int) -> tuple[Region, ...]:
    if below and below[0].level == "city" and kinds & _COUNTIES:
        below = _both_levels(below, year)
        if "区" not in kinds:  # 各市、县、自治县人民政府: no district of a city
            below = tuple(r for r in below if not r.name.endswith("区") or r.name.endswith(("地区", "林区")))
    elif "地区" in kinds:  # 各地、州、市: of that rank, without the counties a province runs itself
        below = tuple(r for r in below if r.level == "city")
    if len(kinds) == 1:
        below = tuple(r for r in below if r.name.endswith(tuple(kinds)))
    return below


def _both_levels(below: tuple[Region, ...], year: int) -> tuple[Region, ...]:
    return tuple(r for upper in below for r in (upper, *divisions(upper.code or "", year)))


def _beside(below: tuple[Region, ...], printed: str, year: int) -> tuple[Region, ...]:
    """The places that a bracket adds by name; none where one of them is not known."""
    names = [name if name[-1] in "市县区" else name + "市" for name in re.split("[、和及]", printed) if name]
    known = {r.name: r for r in _both_levels(below, year)}
    return tuple(known[name] for name in names) if known.keys() >= set(names) else ()


def _government(place: str) -> str:
    return "行政公署" if place.endswith(_COMMISSIONED) else "人民政府"
