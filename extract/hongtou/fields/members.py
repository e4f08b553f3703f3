"""The units that a collective of governments stands for: 各县市区政府 of a city are its counties of that year.

Source: GB/T 2260 by year, see data/regions_counties.tsv.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hongtou.fields.regions import Region, divisions
from hongtou.model import Member

# 各县市区政府 · 全市各县(市、区)人民政府 · 各市、州 · 各省、自治区、直辖市人民政府;
# not 各乡镇人民政府: GB/T 2260 ends at the county
_GOVERNMENTS = re.compile(
    r"(?:全?[省市州区]内?)?(?:所辖|下辖)?各(?P<kinds>"
    r"(?:设区|地级以上|省辖|县级|[省市县州区旗盟]|地区|自治[区州县旗]|直辖市|[、,()〔〕\[\] 和及])+"
    r")(?:人民政府|政府)?"
)
_KINDS = re.compile(r"地区|自治区|自治州|直辖市|设区的?市|地级以上市|省辖市|[省市县州区旗盟]")
_LAST = {
    "地区": "区",
    "自治区": "区",
    "自治州": "州",
    "直辖市": "市",
    "设区市": "市",
    "地级以上市": "市",
    "省辖市": "市",
}
_COUNTIES = frozenset("县区旗")


@lru_cache(maxsize=1024)
def members_of(collective: str, code: str | None, year: int | None) -> tuple[Member, ...]:
    """The governments of the divisions below a region, where the data covers its year; else none.

    ``collective`` is the folded name. One kind (各区政府) means the divisions of that kind, several (各县市区政府) all;
    a province that names counties (各市、县人民政府) speaks to both levels. A part of them (各有关县区) is not known.

    >>> len(members_of("各县市区政府", "431000", 2009)), members_of("各有关县区政府", "431000", 2009)
    (11, ())
    """
    found = _GOVERNMENTS.fullmatch(collective)
    if code is None or year is None or found is None:
        return ()
    below = divisions(code, year)
    kinds = {_LAST.get(kind, kind) for kind in _KINDS.findall(found["kinds"])}
    return tuple(Member(name=f"{r.name}人民政府", region_code=r.code) for r in _named(below, kinds, year))


def _named(below: tuple[Region, ...], kinds: set[str], year: int) -> tuple[Region, ...]:
    if below and below[0].level == "city" and kinds & _COUNTIES:
        below = tuple(r for upper in below for r in (upper, *divisions(upper.code or "", year)))
    if len(kinds) == 1:
        below = tuple(r for r in below if r.name.endswith(tuple(kinds)))
    return below
