"""The full name of a unit in the circulars of a place: 市政府办 of 云溪市 is 云溪市人民政府办公室.

By the place put in the stead of its mark, and by the table of abbreviations (``unit_table``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hongtou.data import any_of, load_toml
from hongtou.fields.regions import CENTRAL, find_region, full_place, opens_with_city, short_county
from hongtou.fields.unit_owners import is_leagues
from hongtou.fields.unit_table import is_department, known_in_full, look_up, short_names
from hongtou.fields.unit_words import CENTRAL_BANK
from hongtou.model.record import Record
from hongtou.model.vocabulary import Basis, Level

__all__ = [
    "LEVEL",
    "MARK_OF_SOME",
    "OF_SOME",
    "Place",
    "full_name",
    "has_place",
    "is_of_level",
    "own_house",
    "place_of",
    "stands_alone",
]


class Place(Record, frozen=True):
    """Whose units a circular speaks of: its issuer's region, and the mark its units are printed with (市, 省, 区).
    ``own`` is whether the issuer is no body of the place but a school, hospital or firm with departments of its own.
    """

    name: str
    marks: tuple[str, ...]
    level: Level
    code: str | None
    year: int | None
    own: bool


LEVEL = "(?:自治区|自治州|[省市县区州盟旗镇乡])"
"""The mark that a unit of a level is printed with."""
OF_SOME = ("自治县", "自治旗", "地区", "林区", "特区", "新区", "兵团", "师市", "街道", "地", "师")
MARK_OF_SOME = rf"(?:{any_of(OF_SOME[:-2])}|地(?=委|纪)|师(?![范资生德]))"
"""Marks that units of a few places alone are printed with; in circulars of others the words are no mark."""
_OWN_BUREAUS = ("局", "厅")
_BODIES_FIRST = frozenset("政党委")


class _Words(Record, frozen=True):
    of_two: re.Pattern[str]
    place: re.Pattern[str]
    own: re.Pattern[str]
    ends: tuple[str, ...]
    no_places: tuple[str, ...]


@cache
def _words() -> _Words:
    data = load_toml("units.toml")
    return _Words(
        # 县委县政府督查室: an office of two bodies has no one of them in its full name
        of_two=re.compile(rf"{LEVEL}委{LEVEL}(?:人民)?政府."),
        # 白石县财政局: a name that has its own place
        # and 费县财政局, 费县县政府, by the tables alone
        place=re.compile(
            rf"(?P<place>{short_county()}(?=县(?:委|人大|政府)|\w{{2}})"
            r"|(?:(?![局部委厅])\w){2,12}?(?:省|自治区|市|县|自治州|州|盟|旗|区|镇|乡)(?=\w{2}|委$))(?P<own>县(?=委|人大|政府))?"
        ),
        own=re.compile(rf"(?:{any_of(data['own']['words'])})(?=$|{any_of(data['own']['bodies'])})"),
        ends=tuple(data["sharing"]["never_ends"]),
        no_places=tuple(w for w in load_toml("regions_rules.toml")["not_places"]["words"] if w[-1] in "乡镇市"),
    )


@lru_cache(maxsize=1024)
def place_of(issuer: str | None, year: int | None) -> Place | None:
    """The place whose units an issuer's circular names by their level alone.

    >>> place_of("云溪市人民政府办公室", 2009).marks
    ('市',)
    """
    issuer = _first_of(issuer or "")
    region = find_region(issuer, year=year) if issuer else None
    if region is None:
        return None
    if region == CENTRAL:
        return Place("", (), "central", region.code, year, own=False)
    own = _words().own.search(issuer) is not None
    if (corps := _CORPS.match(issuer)) is not None:
        return _of_corps(corps, year, own)
    return Place(region.name, _marks_of(region.name), region.level, region.code, year, own)


def own_house(issuer: str | None, year: int | None) -> Place | None:
    """A school, hospital or firm of no known place, which has departments of its own; None for others."""
    own = issuer is not None and _words().own.search(_first_of(issuer)) is not None
    return Place("", (), "other", None, year, own=True) if own else None


def _marks_of(name: str) -> tuple[str, ...]:
    """地区财政局, 地委 of a prefecture without a city; 自治县财政局 and 县财政局 of an autonomous county."""
    if name.endswith("地区"):
        return ("地区", "地")
    if name.endswith("街道"):
        return ("街道",)
    last = name[-1]
    long = name[-2:] if name.endswith(OF_SOME) else ""
    if name[-3:-1] == "自治" or last == "州":
        long = "自治" + last
    if name.endswith("市") and _DIVISION.match(name):
        return ("师市", "师", "市")
    return (long, last) if long else (last,)


def _first_of(issuer: str) -> str:
    """The first of several issuers; a name may be spaced too (岭 北 省 人 民 政 府)."""
    first = _SEVERAL.split(issuer, maxsplit=1)[0]
    return first if len(first) > _SHORTEST_ISSUER else issuer


_SEVERAL = re.compile(r"[\s、,;，；]+")
_SHORTEST_ISSUER = 3
_DIVISION = re.compile(r"第[一二三四五六七八九十\d]{1,3}师")
_CORPS = re.compile(rf"(?P<corps>新疆生产建设兵团)(?:(?!第)|(?P<division>{_DIVISION.pattern})(?!\w{{2,4}}市))")


def _of_corps(found: re.Match[str], year: int | None, own: bool) -> Place:
    """The corps of Xinjiang and its divisions have organs of their own; those of the region are not theirs."""
    if found["division"]:
        return Place(found[0], ("师",), "city", None, year, own)
    return Place(found["corps"], ("兵团",), "province", None, year, own)


def has_place(name: str) -> bool:
    """Whether a folded name opens with a place of its own: 白石县财政局, 长沙海事局."""
    return _place_in(name) is not None or opens_with_city(name)


def _place_in(name: str) -> re.Match[str] | None:
    """The place that a name opens with; 住房城乡建设厅 opens with none."""
    found = _words().place.match(name)
    return None if found is None or found["place"].endswith(_words().no_places) else found


def stands_alone(name: str) -> bool:
    """Whether a name ends as those do that no place completes: 供水公司, 海关."""
    return name.endswith(_words().ends)


def full_name(name: str, mark: str, place: Place | None) -> tuple[str, Basis]:
    """The full name, and how it was found. Without a place only names that need none are looked up."""
    year = place.year if place is not None else None
    if mark:
        if place is None or mark not in place.marks or ("政府" in name and _words().of_two.match(name)):
            return name, "printed"
        if name.startswith(_OWN_BUREAUS, len(mark)):  # 省局: the issuer's own
            return name, "printed"
        if name.startswith("团"):
            return _local("团~" + name[1 + len(mark) :], place)
        return _local("~" + name[len(mark) :], place)
    if place is not None and place.level == "central":
        full = look_up("^" + name, year)
        if full is not None:
            return full, "table"
    full = look_up(name, year)
    if full is not None and (full == name or not _is_own_office(name, place)):
        return full, ("printed" if full == name else "table")
    if (
        place is not None
        and place.name
        and place.level != "township"
        and not place.own
        and not name.startswith(_stem(place.name))
    ):
        if name.startswith("行署") and place.name.endswith(_WITH_OFFICES):
            return _of_commissioner(name, place)
        full = look_up("~" + name, year) if is_of_level(name, place.level) else None
        if full is not None:  # 发改局 alone in a county's circular
            return _put(full, place.name), "table"
        known = known_in_full("~" + name, year) and not stands_alone(name)
        if known or (is_department(name) and is_of_level(name, place.level)):  # and so is its full name
            return place.name + name, "rule"
    if name.startswith(CENTRAL_BANK) and name.endswith(_BRANCH):  # 人行青岩中心支行
        return "中国人民银行" + name[2 if name[1] == "行" else 4 :], "table"
    found = _place_in(name)
    if found is not None:
        printed = found["place"]
        place_name = full_place(printed) or printed
        full = look_up("~" + name[found.end() :], year)
        if full is not None and full.startswith("中共"):
            if is_leagues(place_name):
                return name, "printed"
            place_name = place_name.removeprefix("中共").removeprefix("中国共产党")
        if full is not None:
            return full.replace("~", place_name), "table"
        if place_name != printed:
            return place_name + name[found.end() :], "table"
    return name, "printed"


def _is_own_office(name: str, place: Place | None) -> bool:
    """科技部 of a firm's or a university's circular is an office of its own, not the ministry."""
    return place is not None and place.own and name[-1] == "部"


_BRANCH = ("分行", "支行")


def _stem(place: str) -> str:
    """What a name that says its place itself opens with: 岭北保监局 in circulars of 岭北省."""
    return place[:-1] if len(place) > 2 else place


def is_of_level(name: str, level: Level) -> bool:
    """A province has 厅 where a county has 局: 人社局, 公安局 in its circular are some other place's."""
    if name.endswith("厅"):
        return level == "province"
    if name.startswith("行署") and level != "city":
        return False
    return level != "province" or not (name.endswith("局") and name[:-1] in _of_province())


@cache
def _of_province() -> frozenset[str]:
    """What the departments (厅) of a province are for."""
    listed = (short[1:-1] for short in short_names() if short.startswith("~") and short.endswith("厅"))
    return frozenset((*listed, *load_toml("units.toml")["fused"]["departments"]))


def _of_commissioner(name: str, place: Place) -> tuple[str, Basis]:
    """行署办公室, 行署教育局."""
    full = look_up("~" + name, place.year)
    return (_put(full, place.name), "table") if full else (f"{place.name}行政公署{name[2:]}", "rule")


def _put(full: str, place: str) -> str:
    """A full name with its place in it: 岭北地委宣传部, and a league's 行政公署 where others have a 人民政府."""
    if place.endswith(_WITH_OFFICES):
        full = full.replace("~人民政府", "~行政公署")
        if place[-1] == "区" and "~委" in full and "~委员会" not in full:
            return full.replace("~", place[:-1])
    return full.replace("~", place)


_WITH_OFFICES = ("地区", "盟")


def _local(short: str, place: Place) -> tuple[str, Basis]:
    """A name with ``~`` for its place, written out."""
    full = look_up(short, place.year, place.level)
    if full is not None:
        return _put(full, place.name), "table"
    core = short[1:]
    if core[:1] not in _BODIES_FIRST:
        return place.name + core, "rule"
    if core.startswith("政府") and not core.startswith(("政府机关", "政府采购")):
        core = "人民" + core
        if core.endswith("办"):
            core += "公室"
    if core.startswith("党委") and place.name.endswith("自治区"):  # 自治区党委宣传部
        return f"中共{place.name}委员会{core[2:]}", "rule"
    if core.startswith("委") and core[1:2] not in ("", "员"):  # 市委组织部
        return _put(f"中共~{core}", place.name), "rule"
    return place.name + core, "rule"
