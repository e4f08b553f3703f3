"""The tables of GB/T 2260 (``data/regions*.tsv``): every division by its name, with the years it held."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from hongtou.data import load_tsv
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


@cache
def abbreviations() -> dict[str, str]:
    """湘 → 430000."""
    return {row["abbreviation"]: row["code"] for row in load_tsv("regions_abbreviations.tsv")}
