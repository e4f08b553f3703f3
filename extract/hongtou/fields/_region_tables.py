"""The tables of GB/T 2260 (``data/regions*.tsv``): every division by its name, with the years it held."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hongtou.data import any_of, load_toml, load_tsv
from hongtou.model.vocabulary import Level


class Region(NamedTuple):
    """A division: six-digit GB/T 2260 code (null where no table knows it), name, level."""

    code: str | None
    name: str
    level: Level


CENTRAL = Region("100000", "全国", "central")


class Row(NamedTuple):
    """A line of the tables: ``to_year`` is the first year in which it no longer held."""

    code: str
    name: str
    from_year: int
    to_year: int


Index = dict[str, tuple[Row, ...]]

OPEN_END = 9999
"""``to_year`` of a division that still stands."""


def stem(code: str) -> str:
    """What the codes of all below a division begin with: 4310 of 431000."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def level_of(code: str) -> Level:
    """The level that the zeros of a code say."""
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


def is_municipality(region: Region) -> bool:
    """Whether a region is a city right below the centre."""
    return region.code in MUNICIPALITIES


def _index(file: str) -> Index:
    index: dict[str, tuple[Row, ...]] = {}
    for row in load_tsv(file):
        entry = Row(row["code"], row["name"], int(row["from_year"] or 0), int(row["to_year"] or OPEN_END))
        index[entry.name] = (*index.get(entry.name, ()), entry)
    return index


@cache
def upper() -> Index:
    """Provinces and prefectures: a small file."""
    return _index("regions.tsv")


@cache
def counties() -> Index:
    """Counties: read only when a name may be one."""
    return _index("regions_counties.tsv")


@cache
def provinces() -> dict[str, Region]:
    """Provinces by code."""
    return {
        r.code: Region(r.code, r.name, "province") for rows in upper().values() for r in rows if r.code.endswith("0000")
    }


@cache
def short_names() -> dict[str, Region]:
    """河北 → 河北省, 广西 → 广西壮族自治区: all but two are two characters."""
    longer = ("内蒙古", "黑龙江")
    return {(r.name[:3] if r.name.startswith(longer) else r.name[:2]): r for r in provinces().values()}


def full_place(name: str) -> str | None:
    """The full name of the place that calls itself so for short (恩施州 → 恩施土家族苗族自治州); None for others.

    >>> full_place("彭水县"), full_place("云溪县")
    ('彭水苗族土家族自治县', None)
    """
    if name[-1:] not in _SHORTENED or len(name) > _LONGEST_SHORT:
        return None
    return (_short_prefectures() if name[-1] == "州" else _short_counties()).get(name)


_SHORTENED = ("州", "县", "旗")
_LONGEST_SHORT = 8  # 塔什库尔干自治县


@cache
def _short_prefectures() -> dict[str, str]:
    return _shortened(upper())


@cache
def _short_counties() -> dict[str, str]:
    return _shortened(counties())


def _shortened(index: Index) -> dict[str, str]:
    """The places of an index by their names without those of their nations; none that is another place's name."""
    data = load_toml("regions_rules.toml")["autonomous"]
    nations = re.compile(rf"([\u3400-\u9fff]{{2,}}?)(?:{any_of(data['nations'])})*(自治[州县旗])")
    found: dict[str, str] = {}
    for name in index:
        if parts := nations.fullmatch(name):
            found[parts[1] + parts[2]] = found[parts[1] + parts[2][-1]] = name
    found |= data["short"]
    return {short: name for short, name in found.items() if short not in index and name in index}


@cache
def abbreviations() -> dict[str, str]:
    """湘 → 430000."""
    return {row["abbreviation"]: row["code"] for row in load_tsv("regions_abbreviations.tsv")}
