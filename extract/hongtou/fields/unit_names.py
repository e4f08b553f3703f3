"""What a printed unit is called in full, and of what kind it is.

Two sources, and ``basis`` says which: a rule (the place of the issuer put in front: 市监察局 → 云溪市监察局; the prefix
of the name before it restored: 区住建局、旅发委 → 区旅发委) or the table of abbreviations (发改委 → 发展和改革委员会).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from hongtou.data import any_of, load_toml, load_tsv
from hongtou.fields.members import members_of
from hongtou.fields.regions import CENTRAL, find_region, opens_with_city
from hongtou.fields.text import fold
from hongtou.fields.unit_words import kind_of, without_bracket
from hongtou.model import Member, Responsibility
from hongtou.model.record import Record
from hongtou.model.vocabulary import Basis, Level, UnitType

__all__ = ["AFTER_MANY", "BODIES", "Identities", "Identity", "Place", "identify", "identities", "place_of"]


class Place(Record, frozen=True):
    """Whose units a circular speaks of: its issuer's region, and the mark its units are printed with (市, 省, 区)."""

    name: str
    marks: tuple[str, ...]
    level: Level
    code: str | None
    year: int | None


class Identity(Record, frozen=True):
    """Who a name means. ``named`` says it as a record that has no place, role and order yet; ``mark`` is the level that
    the name opens with, "" where none is printed or restored; ``many`` is whether it is a collective.
    """

    named: Responsibility
    mark: str
    many: bool


BODIES = frozenset(("政府", "人民政府", "人大", "政协", "纪委"))
AFTER_MANY = "各"
"""各乡镇党委、政府: the bodies of each of them, not the one of the issuer's place."""

_LEVEL = "(?:自治区|自治州|[省市县区州盟旗镇乡])"
_LEVEL_FIRST = frozenset("省市县区州盟旗镇乡")
_MARK_FIRST = _LEVEL_FIRST | frozenset("自团")
_SHARING_FIRST = _LEVEL_FIRST | frozenset("自中驻")
_SHARING_SECOND = _LEVEL_FIRST | frozenset("自、/和及与(级直属管驻")
"""What the patterns of marks, and of units that levels share, begin with: most names do not."""


class _Words(NamedTuple):
    collective: re.Pattern[str]
    shared_by_levels: re.Pattern[str]
    mark: re.Pattern[str]
    of_two: re.Pattern[str]
    never: re.Pattern[str]
    never_ends: tuple[str, ...]
    place: re.Pattern[str]
    organ: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load_toml("units.toml")
    sharing = data["sharing"]
    return _Words(
        collective=re.compile(rf"(?:{any_of(data['collectives']['words'])})(?<!金属地)"),  # 各县区; not 有色金属地质局
        # 市县政府, 县乡两级党委, 县级政府: a level, or two side by side, and no place
        shared_by_levels=re.compile(
            rf"(?:{_LEVEL}(?:[、/和及与]?\(?{_LEVEL}\)?){{1,4}}村?级?|{_LEVEL}级)(?:{any_of(data['collectives']['shared_by_levels'])})"
            rf"|{_LEVEL}[直属管级]\w{{0,4}}(?:单位|部门|企业|国企|院校|高校|医院|机构|机关)$"  # 市直单位, 区属国企
            rf"|(?:中央|{_LEVEL})?驻\w{{1,4}}(?:单位|部门|企业|国企|部队|高校)$"
        ),
        # 市财政局, 自治区民政厅, 团市委; but 市场监管局, 市政科 have no mark
        mark=re.compile(
            rf"(?!{any_of(sharing['no_mark'])}|.\w[科股室处所站]$)(?:团(?=[省市县区州旗盟]委))?(?P<mark>{_LEVEL})(?=..|委$)"
        ),
        # 县委县政府督查室: an office of two bodies has no one of them in its full name
        of_two=re.compile(rf"{_LEVEL}委{_LEVEL}(?:人民)?政府."),
        never=re.compile(any_of(sharing["never"])),
        never_ends=tuple(sharing["never_ends"]),
        # 白石县财政局: a name that has its own place
        organ=re.compile(rf"(?:{any_of(data['fused']['stems'])})(?:局|厅|委|委员会)"),
        place=re.compile(r"(?P<place>\w{2,12}?(?:省|自治区|市|县|自治州|州|盟|旗|区|镇|乡))(?=\w{2})"),
    )


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


def _look_up(short: str, year: int | None) -> str | None:
    """The full name in that year; of several the newest where no year is known, none where none was in use."""
    entries = _table().get(short)
    if not entries:
        return None
    if year is None:
        return entries[-1].full
    return next((e.full for e in reversed(entries) if e.from_year <= year <= e.to_year), None)


@cache
def _full_names() -> dict[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for row in chain.from_iterable(_table().values()):
        rows.setdefault(row.full, []).append(row)
    return {full: tuple(entries) for full, entries in rows.items()}


def _known_in_full(full: str, year: int | None) -> bool:
    """Whether an abbreviation stands for this name in that year."""
    return any(year is None or e.from_year <= year <= e.to_year for e in _full_names().get(full, ()))


@lru_cache(maxsize=1024)
def place_of(issuer: str | None, year: int | None) -> Place | None:
    """The place whose units an issuer's circular names by their level alone.

    >>> place_of("云溪市人民政府办公室", 2009).marks
    ('市',)
    """
    region = find_region(issuer, year=year) if issuer else None
    if region is None:
        return None
    if region == CENTRAL:
        return Place("", (), "central", region.code, year)
    last = region.name[-1]
    marks = ("自治区", "区") if region.name.endswith("自治区") else ("自治州", "州") if last == "州" else (last,)
    return Place(region.name, marks, region.level, region.code, year)


class Identities(dict[str, Identity]):
    """Printed name → who it means where no other stands before it, of one place; worked out when first asked for."""

    def __init__(self, place: Place | None) -> None:
        super().__init__()
        self._place = place
        self._behind: dict[tuple[str, str], Identity] = {}

    def __missing__(self, printed: str) -> Identity:
        if len(self) >= _MOST_KNOWN:  # the same units stand in every row, but a run has no end of names
            self.clear()
        who = self[printed] = identify(printed, self._place, "")
        return who

    def behind(self, printed: str, shared: str) -> Identity:
        """Who a name means that has no mark of its own, behind one that has; or one of the bodies of many places."""
        who = self._behind.get((printed, shared))
        if who is None:
            if len(self._behind) >= _MOST_KNOWN:
                self._behind.clear()
            who = self._behind[printed, shared] = identify(printed, self._place, shared)
        return who


_MOST_KNOWN = 4096


@lru_cache(maxsize=64)
def identities(issuer: str | None, year: int | None) -> Identities:
    """The names read so far in circulars of one issuer and year."""
    return Identities(place_of(issuer, year))


class _Seen(Record, frozen=True):
    """What a name says by itself, whosever circular it stands in."""

    folded: str
    name: str
    """Without its bracket."""
    kind: UnitType | None
    many: bool
    aliases: tuple[str, ...]
    mark: str


@lru_cache(maxsize=8192)
def _seen(printed: str) -> _Seen:
    folded = fold(printed)
    name = without_bracket(folded) or folded  # "(甲乙)" has no name before its bracket
    words = _words()
    # a level's name alone, or another level or its kind of unit behind it: 市县政府, 县级政府, 市直单位
    levels = name[:1] in _SHARING_FIRST and (name[:1] not in _LEVEL_FIRST or name[1:2] in _SHARING_SECOND)
    many = words.collective.search(name) is not None or (levels and words.shared_by_levels.match(name) is not None)
    aliases = _aliases(folded, name) if len(name) < len(folded) and not many else ()
    found = words.mark.match(name) if name[:1] in _MARK_FIRST else None
    return _Seen(folded, name, kind_of(folded), many, aliases, found["mark"] if found else "")


def identify(printed: str, place: Place | None, shared: str) -> Identity:
    """Who a printed name means. ``printed`` has no blanks; ``shared`` is the mark of the name before it in the list,
    :data:`AFTER_MANY` where the name is one of :data:`BODIES` and a collective stands before it.

    >>> identify("市政府办", place_of("云溪市人民政府办公室", 2009), "").named.unit
    '云溪市人民政府办公室'
    >>> identify("旅发委", None, "区").named.unit
    '区旅发委'
    """
    seen = _seen(printed)
    if seen.many or shared == AFTER_MANY:
        members = members_of(seen.folded, place.code, place.year) if place else ()
        return Identity(_named(printed, "printed", seen.kind, collective=True, members=members), "", many=True)
    name, mark = seen.name, seen.mark
    restored = not mark and bool(shared) and _shares(name, seen.kind)
    if restored:
        name, mark = shared + name, shared
    unit, basis = _full(name, mark, place)
    if basis == "printed" and restored:
        basis = "rule"
    code = None
    if place is not None and (mark in place.marks if mark else place.level == "central"):
        code = place.code
    return Identity(_named(unit, basis, seen.kind, code=code, aliases=seen.aliases), mark, many=False)


def _named(
    unit: str,
    basis: Basis,
    kind: UnitType | None,
    *,
    collective: bool = False,
    code: str | None = None,
    aliases: tuple[str, ...] = (),
    members: tuple[Member, ...] = (),
) -> Responsibility:
    """A unit that stands nowhere yet."""
    return Responsibility(
        text="", start=0, end=0, unit=unit, basis=basis, role="responsible", order=0, collective=collective,
        unit_type=kind, region_code=code, aliases=aliases, members=members,
    )  # fmt: skip


def _aliases(folded: str, name: str) -> tuple[str, ...]:
    """The second names in the bracket: 区招商局(产业办). A remark (设在县水利局) is none."""
    inner = folded[len(name) + 1 : -1]
    if inner.startswith(("设在", "含", "不含", "包括", "除")):
        return ()
    return tuple(a for part in re.split("[、,;]", inner) if len(a := part.removeprefix("原").strip()) > 1)


def _shares(name: str, kind: UnitType | None) -> bool:
    words = _words()
    if kind not in ("government", "party", "group", "institution", "congress", "court"):
        return False
    own = words.place.match(name) or opens_with_city(name)
    return not (own or words.never.match(name) or name.endswith(words.never_ends))


def _full(name: str, mark: str, place: Place | None) -> tuple[str, Basis]:
    """The full name, and how it was found. Without a place only names that need none are looked up."""
    year = place.year if place is not None else None
    if mark:
        if place is None or mark not in place.marks or ("政府" in name and _words().of_two.match(name)):
            return name, "printed"
        if name.startswith("团"):
            return _local("团~" + name[1 + len(mark) :], place)
        return _local("~" + name[len(mark) :], place)
    if place is not None and place.level == "central":
        full = _look_up("^" + name, year)
        if full is not None:
            return full, "table"
    full = _look_up(name, year)
    if full is not None:
        return full, ("printed" if full == name else "table")
    if place is not None and place.name and place.level != "township" and not name.startswith(place.name):
        full = _look_up("~" + name, year) if _is_of_level(name, place.level) else None
        if full is not None:  # 发改局 alone in a county's circular
            return full.replace("~", place.name), "table"
        known = _known_in_full("~" + name, year) and not name.endswith(_words().never_ends)
        if known or (_words().organ.fullmatch(name) and _is_of_level(name, place.level)):  # and so is its full name
            return place.name + name, "rule"
    found = _words().place.match(name)
    if found is not None:
        full = _look_up("~" + name[found.end() :], year)
        if full is not None:
            return full.replace("~", found["place"]), "table"
    return name, "printed"


def _is_of_level(name: str, level: Level) -> bool:
    """A province has 厅 where a county has 局: 人社局, 公安局 in its circular are some other place's."""
    if name.endswith("厅"):
        return level == "province"
    return level != "province" or not (name.endswith("局") and name[:-1] in _of_province())


@cache
def _of_province() -> frozenset[str]:
    """What the departments (厅) of a province are for."""
    listed = (short[1:-1] for short in _table() if short.startswith("~") and short.endswith("厅"))
    return frozenset((*listed, *load_toml("units.toml")["fused"]["departments"]))


_BODIES_FIRST = frozenset("政党委")


def _local(short: str, place: Place) -> tuple[str, Basis]:
    """A name with ``~`` for its place, written out."""
    full = _look_up(f"{short}@{place.level}", place.year) or _look_up(short, place.year)
    if full is not None:
        return full.replace("~", place.name), "table"
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
        return f"中共{place.name}{core}", "rule"
    return place.name + core, "rule"
