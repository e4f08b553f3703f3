"""Regions: whose circular it is, from the name of its issuer.

Codes and names are those of GB/T 2260 in the circular's year (``data/regions*.tsv``); a place no table knows gets its
name and level from the last word of its name (云溪市 → city), and no code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from hongtou.fields._region_rules import region_rules
from hongtou.fields._region_tables import (
    CENTRAL,
    MUNICIPALITIES,
    OPEN_END,
    Index,
    Region,
    Row,
    abbreviations,
    counties,
    full_place,
    is_municipality,
    level_of,
    provinces,
    short_names,
    stem,
    upper,
)
from hongtou.fields.text import fold

__all__ = ["CENTRAL", "Region", "divisions", "find_region", "full_place", "is_place", "opens_with_city", "short_county"]


_LONGEST = 16  # 双江拉祜族佤族布朗族傣族自治县 has 15 characters


def find_region(name: str | None, *, year: int | None = None, number_code: str | None = None) -> Region | None:
    """The region an issuer speaks for, or None where neither its name nor its number's code shows one.

    ``name`` is the issuer's full name, ``year`` the circular's, ``number_code`` its 发文机关代字 (湘政办函): it tells
    districts of one name apart (鼓楼区) and stands in where the name has no place. Never raises on any name.

    >>> find_region("长沙市人民政府办公厅", year=2012)
    Region(code='430100', name='长沙市', level='city')
    >>> find_region("云溪县人民政府")
    Region(code=None, name='云溪县', level='county')
    >>> find_region("国务院办公厅").code
    '100000'
    """
    plain = fold(name).replace(" ", "").replace("\n", "") if name else ""
    return _find(plain, year, number_code or "")


@lru_cache(maxsize=4096)
def _find(name: str, year: int | None, number_code: str) -> Region | None:
    rules = region_rules()
    province = _province_of(number_code)
    body, found = name, None
    if prefix := rules.prefix.match(name):
        body = name[prefix.end() :]
        found = _of_branch(body, year)
    elif name.startswith(rules.national) and name[2:3] != "级":  # 国家市场监管总局 is of no 国家市
        body = ""
    if found is None and body:
        found = _last_place(body, year, province)
    if found is not None:
        return found
    branch = prefix is not None and body.endswith(
        rules.branches
    )  # 中国人民银行岭州中心支行: of a place, not of the centre
    if (not branch and rules.central.match(name)) or (not name and number_code.startswith(("国", "中"))):
        return CENTRAL
    if province is None or (name.startswith(_BELOW) and not is_municipality(province)):
        return None
    return province


_BELOW = ("市", "县", "区", "州", "盟", "旗", "自治州", "自治县", "自治旗")
"""Levels below the province, which a number's code alone does not place."""


def _of_branch(body: str, year: int | None) -> Region | None:
    """The city a branch of a national body is named after without its 市: 长沙中心支行."""
    if not body.endswith(region_rules().branches):
        return None
    for length in (4, 3, 2):
        if rows := upper().get(body[:length] + "市"):
            return _pick(rows, year, "")
    return None


def _last_place(name: str, year: int | None, province: Region | None) -> Region | None:
    """The innermost of the places a name opens with: 青岩市白石县… → 白石县."""
    at, found = 0, None
    within = "" if province is None else (province.code or "")[:2]
    for _ in range(5):  # province, prefecture, county, township, zone
        step = _place_at(name, at, year, within, found)
        if step is None:
            break
        found, at = step
        if corps := region_rules().corps.match(name, at):  # 新疆生产建设兵团第八师|石河子市
            at = corps.end()
        within = stem(found.code) if found.code else "?"
    return found


def _place_at(name: str, at: int, year: int | None, within: str, parent: Region | None) -> tuple[Region, int] | None:
    """The place that starts at ``at`` and where it ends."""
    rest = name[at : at + _LONGEST]
    if parent is None or parent.level == "province":
        known = _known(upper(), rest, year, within)
        if known is None and parent is None:
            known = _short_province(rest)
        if known is not None:
            return known[0], at + known[1]
    if len(rest) < 2 or (parent is not None and parent.level in ("township", "other")):
        return None
    ruled = _by_rule(rest, parent)
    if ruled is None:  # 市北区 opens like a level
        odd = _pick(counties()[rest[:3]], year, within) if rest[2:3] == "区" and rest[:3] in counties() else None
        return None if odd is None else (odd, at + 3)
    region, length = ruled
    if parent is not None and parent.level == "county" and region.level in ("city", "county"):
        return None  # 县城区中小学: no county holds another
    if region.level in ("city", "county", "other") and (known := _known(counties(), rest, year, within)) is not None:
        return known[0], at + known[1]
    if region_rules().common.fullmatch(region.name) or region_rules().inside.search(region.name):
        return None  # 市城市管理局, 省住房和城乡建设厅: a word of what the organ does
    if (full := full_place(region.name)) is not None:
        rows = (upper() if full[-1] == "州" else counties())[full]
        if any(row.code.startswith(within) for row in rows):
            return _pick(rows, year, within), at + length
    if region.level == "other":  # a zone is known by the place it belongs to
        region = Region(None, name[: at + length], "other")
    return region, at + length


def _known(index: Index, rest: str, year: int | None, within: str) -> tuple[Region, int] | None:
    for length in range(len(rest), 1, -1):
        rows = index.get(rest[:length])
        if rows:
            return _pick(rows, year, within), length
    return None


def _pick(rows: tuple[Row, ...], year: int | None, within: str) -> Region:
    """The division a name means in a year; without a code where it could be several (朝阳区)."""
    nearby = tuple(r for r in rows if r.code.startswith(within)) or (rows if within != "?" else ())
    if not nearby:  # a known name under an unknown place is another place of that name
        return Region(None, rows[0].name, level_of(rows[0].code))
    at = OPEN_END if year is None else year
    valid = [r for r in nearby if r.from_year <= at <= r.to_year]
    if len(valid) > 1 and any(r.from_year == at for r in valid):
        valid = [r for r in valid if r.to_year != at]  # the code changed in that year
    codes = {r.code for r in valid or nearby}
    best = (valid or nearby)[-1]
    return Region(codes.pop() if len(codes) == 1 else None, best.name, level_of(best.code))


def _by_rule(rest: str, parent: Region | None) -> tuple[Region, int] | None:
    """A place no table knows, by the last word of its name."""
    if rest[0] in "省市县区州旗盟各全委" or rest.startswith("自治"):  # 市财政局, 全市, 自治区党委: a level, no name
        return None
    rules = region_rules()
    if rules.zone_last.search(rest) is not None and (zone := rules.zone.match(rest)) is not None:
        return Region(None, zone[0], "other"), zone.end()
    found = rules.place.match(rest)
    if found is None or (found["kind"] == "州" and _is_no_prefecture(found[0], rest[found.end() :])):
        return None
    level = rules.levels[found["kind"]]
    if level == "city" and parent is not None and parent.level == "city":
        level = "county"
    return Region(None, found[0], level), found.end()


def _is_no_prefecture(name: str, behind: str) -> bool:
    """郑州 in 郑州铁路局 is a city by half its name, 岭州 in 岭州大学 may be anything."""
    return name + "市" in upper() or name in short_names() or behind.startswith(region_rules().behind_zhou)


def is_place(name: str) -> bool:
    """Whether a word is a place of the tables, with or without the last word of its name.

    >>> is_place("郴州"), is_place("郴州市"), is_place("王晓东")
    (True, True, False)
    """
    if name in upper() or name in short_names():
        return True
    return any(name + kind in index for kind in "市县区旗州" for index in (upper(), counties())) or name in counties()


def opens_with_city(name: str) -> bool:
    """Whether a unit's name opens with a province or a city of the tables that prints no 省 or 市 behind it.

    >>> opens_with_city("湖南煤监局"), opens_with_city("长沙海事局"), opens_with_city("公安局")
    (True, True, False)
    """
    return any(name[:n] in short_names() or name[:n] + "市" in upper() for n in (2, 3))


@cache
def short_county() -> str:
    """A pattern of the counties that one character names: 费县, 莘县; 本县 and 该县 are none."""
    return f"[{''.join(sorted({name[0] for name in counties() if len(name) == 2 and name[1] == '县'}))}]县"


_COVERED = (2002, 2023)
"""The years of the revisions that the tables were made from; each has one."""


def divisions(code: str, year: int) -> tuple[Region, ...]:
    """The divisions right below the centre, a province or a prefecture in a year; none for years without data.

    The year's last revision counts. A county that a province runs itself (429004 仙桃市) is right below it.

    >>> [region.name for region in divisions("460000", 2009)][:3], len(divisions("100000", 2009))
    (['海口市', '三亚市', '五指山市'], 31)
    """
    if not _COVERED[0] <= year <= _COVERED[1]:
        return ()
    rows = sorted(row for row in _below(code) if row.from_year <= year < row.to_year)
    return tuple(Region(row.code, row.name, level_of(row.code)) for row in rows)


def _below(code: str) -> Iterator[Row]:
    if code == CENTRAL.code:
        yield from (row for rows in upper().values() for row in rows if _is_province(row.code))
    elif code in MUNICIPALITIES:
        yield from _starting(counties(), code[:2])
    elif code.endswith("0000"):
        yield from (row for row in _starting(upper(), code[:2]) if row.code != code)
        yield from _starting(counties(), code[:2] + _RUN_BY_PROVINCE)
    elif code.endswith("00"):
        yield from _starting(counties(), code[:4])


def _is_province(code: str) -> bool:
    return code.endswith("0000") and code not in _NOT_GOVERNED


def _starting(index: Index, stem: str) -> Iterator[Row]:
    return (row for rows in index.values() for row in rows if row.code.startswith(stem))


_RUN_BY_PROVINCE = "90"
_NOT_GOVERNED = frozenset({"710000", "810000", "820000"})  # 各省、自治区、直辖市 does not speak to them


def _short_province(rest: str) -> tuple[Region, int] | None:
    for length in (3, 2):
        region = short_names().get(rest[:length])
        # 吉林市 is no 吉林省, 海南藏族自治州 not 海南省; a full name would have been found before
        longer = region_rules().place.match(rest) if region is not None else None
        if region is not None and (longer is None or longer[0] == rest[:length]):  # 贵州 ends as a prefecture does
            return region, length
    return None


def _province_of(number_code: str) -> Region | None:
    codes = abbreviations()
    code = codes.get(number_code[:3]) or codes.get(number_code[:1])
    if code is None or code in _NOT_GOVERNED:  # 台政发 is of 台州, 港管发 of a port
        return None
    return provinces().get(code)
