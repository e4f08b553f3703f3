"""The units that a collective of governments stands for: 各县市区政府 of a city are its counties of that year.

Source: GB/T 2260 by year, see data/regions_counties.tsv.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hongtou.fields.regions import divisions
from hongtou.model import Member

# 各县市区政府 · 各县(市、区)人民政府 · 各市、州人民政府; not 各乡镇人民政府: GB/T 2260 ends at the county
_GOVERNMENTS = re.compile(
    r"各(?:(?:设区|地级以上|省辖|县级|有关|[省市州县区旗盟地]|自治[区州县]|直辖市|[、,()〔〕\[\] ])+)(?:人民)?政府"
)
_PART = re.compile(r"有关|部分|相关")


@lru_cache(maxsize=1024)
def members_of(collective: str, code: str | None, year: int | None) -> tuple[Member, ...]:
    """The governments of the divisions right below a region, where the data covers its year; else none.

    ``collective`` is the folded name. A part of them (各有关县区) is not known and gives none.

    >>> len(members_of("各县市区政府", "431000", 2009))
    11
    """
    if code is None or year is None or _PART.search(collective) or not _GOVERNMENTS.fullmatch(collective):
        return ()
    return tuple(Member(name=f"{region.name}人民政府", region_code=region.code) for region in divisions(code, year))
