"""What a printed unit is called in full, and of what kind it is.

Two sources, and ``basis`` says which: a rule (the place of the issuer put in front: 市监察局 → 云溪市监察局; the prefix
of the name before it restored: 区住建局、旅发委 → 区旅发委) or the table of abbreviations (发改委 → 发展和改革委员会).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hongtou.data import any_of, finder, load_toml
from hongtou.fields.members import members_of
from hongtou.fields.regions import full_place
from hongtou.fields.text import fold
from hongtou.fields.unit_clauses import is_firm
from hongtou.fields.unit_full import (
    LEVEL,
    MARK_OF_SOME,
    OF_SOME,
    Place,
    full_name,
    has_place,
    is_of_level,
    own_house,
    place_of,
    stands_alone,
)
from hongtou.fields.unit_owners import Owner, core_behind, owner_of
from hongtou.fields.unit_table import look_up
from hongtou.fields.unit_words import is_name, keep, kind_of, without_bracket
from hongtou.model import Member, Responsibility
from hongtou.model.record import Record
from hongtou.model.vocabulary import Basis, UnitType

__all__ = ["AFTER_MANY", "BODIES", "Identities", "Identity", "identify", "identities"]


class Identity(Record, frozen=True):
    """Who a name means. ``named`` says it as a record that has no place, role and order yet; ``bare`` is whether it
    ends like no unit; ``mark`` is the level that the name opens with, "" where none is printed or restored; ``many`` is
    whether it is a collective; ``owner`` whose body or department it is, where it says that itself.
    """

    named: Responsibility
    bare: bool
    mark: str
    many: bool
    owner: Owner | None


BODIES = frozenset(("政府", "人民政府", "人大", "政协", "纪委", "办事处", "街道办事处", "管委会", "行署", "行政公署"))
_DIRECT = ("直属机构", "直属单位", "直属部门", "组成部门", "派出机构")
_COUNT_FIRST = frozenset("0123456789一二三四五六七八九十两")
AFTER_MANY = "各"
"""各乡镇党委、政府: the bodies of each of them, not the one of the issuer's place."""

_LEVEL_FIRST = frozenset("省市县区州盟旗镇乡")
_MARK_FIRST = _LEVEL_FIRST | frozenset("自团") | frozenset(mark[0] for mark in OF_SOME)
_SHARING_FIRST = _LEVEL_FIRST | frozenset("自中国部驻")
_SHARING_SECOND = _LEVEL_FIRST | frozenset("自、/和及与(级直属管驻央家")
"""What the patterns of marks, and of units that levels share, begin with: most names do not."""


_ORDINALS = re.compile("第[一二三四五六七]、")
"""市第二、三人民医院."""
_OF = rf"(?:中央?|国家|部|{LEVEL})[属直管]?"


class _Words(Record, frozen=True):
    collective: re.Pattern[str]
    shared_by_levels: re.Pattern[str]
    counted: re.Pattern[str]
    mark: re.Pattern[str]
    no_mark: frozenset[str]
    """What the words open with that open with no mark, as they seem to: most names are told by one look."""
    never: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load_toml("units.toml")
    sharing = data["sharing"]
    return _Words(
        collective=re.compile(
            rf"{finder(data['collectives']['words']).pattern}(?<!金属地)"
        ),  # 各县区; not 有色金属地质局
        # 市县政府, 县乡两级党委, 县级政府: a level, or two side by side, and no place
        shared_by_levels=re.compile(
            rf"(?:{LEVEL}(?:[、/和及与]?\(?{LEVEL}\)?){{1,4}}村?级?|{LEVEL}级)"
            rf"(?!{any_of(data['collectives']['one_of_level'])})(?:{any_of(data['collectives']['shared_by_levels'])}|局$)"
            rf"|{LEVEL}[直属管](?:各类)?(?:学校|中小学)$"
            rf"|{LEVEL}[直属管级]\w{{0,6}}(?:单位|部门|企业|国企|院校|高校|医院|机构|机关)$"  # 市直单位, 区属国企
            # 中央、省驻市单位
            rf"|{_OF}(?:[、和及]{_OF}|[、和及](?=驻))+\w{{0,8}}(?:单位|部门|企业|机构|高校|院校|医院|学校)$"
            rf"|中?{LEVEL}{{0,2}}直(?:驻\w{{1,3}})?(?:属?单位|部门|机关)$"  # 中省直单位, 中省直驻青单位
            rf"|{LEVEL}\({LEVEL}\)\w"  # 县(区)农技推广中心
            rf"|(?:中央?|部)?{LEVEL}{{0,2}}属?驻[\w、]{{1,8}}(?:单位|部门|企业|国企|部队|高校)$"
        ),
        counted=re.compile(
            r"\d{1,3}个(?=[省市县区州盟旗镇乡街村])|(?:[一二三四五六七八九十两]{1,3}[县区市州盟旗]){2,4}(?:人民政府|政府)?$"
        ),
        mark=re.compile(
            rf"(?!(?:{any_of(sharing['no_mark'])})|.\w[{_SECTIONS}]$)(?:团(?=[省市县区州旗盟地]委))?(?P<mark>{MARK_OF_SOME}|{LEVEL})(?=..|委$)"
        ),
        no_mark=frozenset(word[:2] for word in sharing["no_mark"]),
        never=re.compile(rf"国土资源部|(?!{any_of(sharing['never_but'])})(?:{any_of(sharing['never'])})"),
    )


class Identities(dict[str, Identity]):
    """Printed name → who it means where no other stands before it, of one place; worked out when first asked for."""

    def __init__(self, place: Place | None) -> None:
        super().__init__()
        self._place = place
        self._behind: dict[tuple[str, str], Identity] = {}
        self._of: dict[tuple[str, str, bool], Identity | None] = {}

    def __missing__(self, printed: str) -> Identity:
        return keep(self, printed, identify(printed, self._place, ""), _MOST_KNOWN)

    def behind(self, printed: str, shared: str) -> Identity:
        """Who a name means that has no mark of its own, behind one that has; or one of the bodies of many places."""
        key = (printed, shared)
        who = self._behind.get(key)
        return keep(self._behind, key, identify(printed, self._place, shared), _MOST_KNOWN) if who is None else who

    def of(self, printed: str, owner: Owner) -> Identity | None:
        """Who a name means behind one of ``owner``'s; None where it is none of them."""
        key = (printed, owner.place, owner.body)
        if key in self._of:
            return self._of[key]
        return keep(self._of, key, _owned(printed, owner, self._place), _MOST_KNOWN)


_MOST_KNOWN = 4096


@lru_cache(maxsize=64)
def identities(issuer: str | None, year: int | None) -> Identities:
    """The names read so far in circulars of one issuer and year."""
    return Identities(place_of(issuer, year) or own_house(issuer, year))


class _Seen(Record, frozen=True):
    """What a name says by itself, whosever circular it stands in."""

    folded: str
    name: str
    """Without its bracket."""
    kind: UnitType | None
    many: bool
    aliases: tuple[str, ...]
    mark: str


SEEN: dict[str, _Seen] = {}
"""What each name met says."""


def _seen(printed: str) -> _Seen:
    seen = SEEN.get(printed)
    return keep(SEEN, printed, _see(printed)) if seen is None else seen


def _see(printed: str) -> _Seen:
    folded = fold(printed)
    name = without_bracket(folded) or folded  # "(甲乙)" has no name before its bracket
    words = _words()
    first, second = name[:1], name[1:2]
    many = (
        words.collective.search(name) is not None
        or (_may_share(name, first, second) and words.shared_by_levels.match(name) is not None)
        or (first in _COUNT_FIRST and words.counted.match(name) is not None)
        or name.endswith(_DIRECT)
        or ("、" in name and (second == "、" or _ORDINALS.search(name) is not None))  # 市、县烟草局
    )
    aliases = _aliases(folded, name) if len(name) < len(folded) and not many else ()
    return _Seen(folded, name, kind_of(folded), many, aliases, _mark_of(name, first, words))


def _may_share(name: str, first: str, second: str) -> bool:
    """Whether a level's name stands alone, or another level or its kind of unit behind it: 市县政府, 市直单位."""
    if first not in _LEVEL_FIRST:
        return first in _SHARING_FIRST
    return second in _SHARING_SECOND and (second != "自" or name.startswith("治", 2))  # 县自然资源局


def _mark_of(name: str, first: str, words: _Words) -> str:
    """The level that a name opens with: 市财政局, 自治区民政厅, 团市委; 市场监管局 and 市政科 have none."""
    if first not in _MARK_FIRST:
        return ""
    section = len(name) <= _SECTION and name[-1] in _SECTIONS
    if first in _LEVEL_FIRST and len(name) >= _SECTION and not section and name[:2] not in words.no_mark:
        return first
    found = words.mark.match(name)
    return found["mark"] if found is not None else ""


_SECTION = 3
_SECTIONS = "科股室处所站"
"""市政科: a section's name that opens with no level, for all its first character."""


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
        named = _named(printed, "printed", seen.kind, collective=True, members=members)
        return Identity(named, seen.kind is None, "", True, owner_of(seen.name))
    name, mark = seen.name, seen.mark
    if mark in OF_SOME and (place is None or mark not in place.marks):
        mark = ""
    restored = not mark and bool(shared) and _shares(name, seen.kind) and not _says_place(name, place)
    restored = restored and (shared not in _PROVINCES or is_of_level(name, "province"))  # 省教育厅、人社局
    if restored:
        name, mark = shared + name, shared
    unit, basis = full_name(name, mark, place)
    if basis == "printed" and restored:
        basis = "rule"
    code = None
    if place is not None and (mark in place.marks if mark else place.level == "central"):
        code = place.code
    named = _named(unit, basis, seen.kind, code=code, aliases=seen.aliases)
    return Identity(named, seen.kind is None, mark, False, owner_of(seen.name))


def _owned(printed: str, owner: Owner, place: Place | None) -> Identity | None:
    """林东县委、政府; 各乡镇党委、政府; 林东县财政局、教育局: the second's place is the first's, not the issuer's."""
    marks = place.marks if place is not None else ()
    seen = _seen(printed)
    if owner.place in marks or seen.many:
        return None
    core = core_behind(seen.name, owner, marks)
    if core is None:
        return None
    many = owner.place[0] == AFTER_MANY
    full = None if many else look_up("~" + core, place.year if place is not None else None)
    whose = full_place(owner.place) or owner.place
    unit = full.replace("~", whose) if full else whose + core
    members = members_of(unit, place.code, place.year) if many and place is not None else ()
    named = _named(unit, "rule", seen.kind, collective=many, aliases=seen.aliases, members=members)
    return Identity(named, seen.kind is None, "", many, owner)


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
    """The second names in the bracket: 区招商局(产业办). A remark (设在县水利局) and a duty (资金) are none."""
    inner = folded[len(name) + 1 : -1]
    if inner.startswith(("设在", "含", "不含", "包括", "除")):
        return ()
    parts = [a for part in re.split("[、,;]", inner) if len(a := part.removeprefix("原").strip()) > 1]
    return tuple(parts) if any(is_name(part) or is_firm(part) or part[:2] == name[:2] for part in parts) else ()


_PROVINCES = ("省", "自治区")


def _shares(name: str, kind: UnitType | None) -> bool:
    if kind not in ("government", "party", "group", "institution", "congress", "court"):
        return False
    if name[:1] in _LEVEL_FIRST and name[1:] in ("局", "厅"):  # 市局, the issuer's own
        return False
    if name[0] == "第" and name[-1] == "师":  # of the corps, and of no prefecture
        return False
    return not (has_place(name) or _words().never.match(name) or stands_alone(name))


def _says_place(name: str, place: Place | None) -> bool:
    """东湖经开区 of 东湖区, or 环保东湖分局: a name that says its place itself."""
    if place is None:
        return False
    short = place.name[-3:-1]
    return len(short) > 1 and (name.startswith(short) or (name.endswith("分局") and short in name))
