"""Which column is what: by its printed name (data/columns.toml), else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from hongtou.data import any_of, finder, load_toml
from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.numerals import BRACKETED, CIRCLED
from hongtou.fields.text import fold
from hongtou.fields.units import looks_like_units
from hongtou.model.record import Record
from hongtou.parse.grid import UNIT_ROLES, ColumnRole

_PUNCTUATION = re.compile(r"[\s、,/\\|::·\-]+|\([^()]*\)|〔[^〔〕]*〕")
_YEAR = re.compile(r"20\d\d年度?")
_MEASURE = re.compile(
    r"\((?:单位[::])?[万亿千百]{0,2}(?:元|美元|亩|公顷|户|人|个|件|处|座|栋|套|间|辆|台|家|项|次|天|公里|千米|km|米|平方米|平方公里"
    r"|立方米|方|m2|㎡|m|吨|公斤|株|头|只|羽|床|张|%|‰|分)(?:/[^()]{1,4})?\)$"
)
_PROSE = ("task", "content")
_PLANNED = re.compile("计划|目标|要求|安排|预期|内容及")
_REACHED = re.compile("情况|进展|实际|累计|目前|截[至止]|已|成效|结果|问题")
_AND = re.compile("[及和或、/]|(?<!参)与")
_LONGEST, _SHORT = 16, 10
FIGURE = re.compile(r"[\d.,%/+\-]+[万亿]?[元亩个项吨户人]?")
NUMBER_CELL = re.compile(
    r"""
      [(（]?\d{1,5}[)）]?[.、．]?            # 1  (1)  1.  001
    | \d{1,3}(?:[-.]\d{1,3}){1,2}           # 1-1  1.2
    | [①-⒛㈠-㈩]                            # ①
    | 第[\d一二三四五六七八九十百]{1,4}[项号条件]   # 第12号
    | (?:任务|问题|项目|事项|举措)(?:\d{1,3}|[一二三四五六七八九十]{1,3})   # 任务1
    | (?:人大|政协|建议|提案|议案)第?\d{1,4}号?    # 人大18号
    | [(（]?[一二三四五六七八九十百]{1,4}[)）]?[、.]?   # 一、
    """,
    re.VERBOSE,
)
NUMBER_FIRST = frozenset("(（0123456789第任问项事举人政建提议一二三四五六七八九十百" + CIRCLED + BRACKETED)
"""What a number cell begins with."""


@cache
def _table() -> dict[ColumnRole, dict[str, list[str]]]:
    return load_toml("columns.toml")  # type: ignore[return-value]


@cache
def _names() -> dict[str, ColumnRole]:
    return {name: role for role, entry in _table().items() for name in entry["names"]}


@cache
def _parts() -> tuple[list[tuple[str, ColumnRole]], list[tuple[str, ColumnRole]]]:
    """The parts that outrank a suffix, and those of prose, which it outranks (任务承担单位)."""
    pairs = [(part, role) for role, entry in _table().items() for part in entry["parts"]]
    return [p for p in pairs if p[1] not in _PROSE], [p for p in pairs if p[1] in _PROSE]


@cache
def _any_part() -> re.Pattern[str]:
    """Finds a part, whichever: most lines hold none."""
    return re.compile("|".join(part for entry in _table().values() for part in entry["parts"]))


class RoleSigns(Record, frozen=True):
    """What a name that says a role is, begins with or holds; most lines do none of it."""

    names: dict[str, ColumnRole]
    firsts: frozenset[str]
    anywhere: re.Pattern[str]


@cache
def role_signs() -> RoleSigns:
    """Of the vocabulary's names."""
    parts = [part for entry in _table().values() for part in entry["parts"]]
    firsts = frozenset(start[0] for start in _starts())
    return RoleSigns(_names(), firsts, finder((*parts, *_words("suffixes"))))


@cache
def _words(key: str) -> dict[str, ColumnRole]:
    return {word: role for role, entry in _table().items() for word in entry.get(key, ())}


@cache
def _ends(key: str) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(_words(key))})$")


@cache
def _starts() -> tuple[str, ...]:
    return tuple(_words("starts"))


def name_of(printed: str) -> str:
    """The bare name of a header as printed, in whatever width and characters.

    >>> name_of("責任單位")
    '责任单位'
    """
    return bare_name(fold(printed))


def bare_name(name: str) -> str:
    """A header name as vocabulary spells it: without blanks, separators, what stands in brackets, the year."""
    if name.startswith("20") and (year := _YEAR.match(name)):
        name = name[year.end() :]
    if name.isalnum():
        return name
    joined = name.replace("、", "") if "、" in name else name  # all that most lists of units need
    if " " in joined:
        joined = joined.replace(" ", "")
    return joined if joined.isalnum() else _PUNCTUATION.sub("", joined)


def role_of_name(bare: str) -> ColumnRole | None:
    """The role a header name says, or None; ``bare`` as `bare_name` gives it.

    >>> role_of_name("主要责任单位")
    'responsible'
    """
    return _look(bare)[0] if 0 < len(bare) <= _LONGEST else None


def is_sure(bare: str) -> bool:
    """Whether the name says its role outright, not only a kind of cell ("单位", "供应时间").

    >>> is_sure("责任单位"), is_sure("用地单位")
    (True, False)
    """
    return 0 < len(bare) <= _LONGEST and _look(bare)[1]


@lru_cache(maxsize=1024)  # the same few names stand in all tables, and each is asked for by several readers
def _look(bare: str) -> tuple[ColumnRole | None, bool]:
    """The role of a name no longer than the longest, and whether it says so outright."""
    signs = role_signs()
    role = signs.names.get(bare)
    if role is None and bare[0] not in signs.firsts and signs.anywhere.search(bare) is None:
        return None, False  # most lines
    if role is not None:
        return role, bare[-1] == "限" or bare not in _words("suffixes")
    strong, prose = _parts() if _any_part().search(bare) else ([], [])
    for part, role in strong:
        if part in bare:
            return _beside_person(bare) if role == "person" else role, True
    if match := _ends("suffixes").search(bare):
        return _words("suffixes")[match[0]], False
    for part, role in prose:
        if part in bare:
            return role, True
    if bare.startswith(_starts()) and len(bare) <= _SHORT and not _ends("heads").search(bare):
        return next(role for start, role in _words("starts").items() if bare.startswith(start)), True
    return None, False


def _beside_person(name: str) -> ColumnRole:
    """Who is asked for beside a person: 牵头单位及责任人 names the unit that leads, with its man."""
    sides = [bare_name(side) for side in _AND.split(name)]
    roles = [role_of_name(side) for side in sides] if len(sides) > 1 else []
    return next((role for role in roles if role in UNIT_ROLES), "person")


def role_of_column(printed: str) -> ColumnRole:
    """The role of what is known to be a column's name, folded: by its last word too, which rules a Chinese compound.
    A name with a measure in brackets is one of figures.

    >>> role_of_column("实施路径"), role_of_column("任务(亩)")
    ('content', 'other')
    """
    measured = printed[-1:] == ")" and _MEASURE.search(printed) is not None
    if measured and not printed.endswith("(人)"):
        return "other"
    bare = bare_name(printed)
    role = role_of_name(bare)
    if measured and not (role in UNIT_ROLES and is_sure(bare)):
        return "other"  # 参训人数(人); but 责任单位(人) is who does it
    ruled = (role is None or role in _PROSE) and not is_name(bare) and len(bare) <= _SHORT
    if ruled and (match := _ends("heads").search(bare)):
        role = _words("heads")[match[0]]
    if role == "progress" and is_planned(bare):
        return "content"
    if role == "person":
        return _beside_person(printed)
    return role or "other"


def is_planned(bare: str) -> bool:
    """Whether a name speaks of what is to be reached (年度形象进度目标), not of what has been (目标完成情况)."""
    return _PLANNED.search(bare) is not None and _REACHED.search(bare) is None


def below_period(words: str) -> str | None:
    """The known name that a day or months open: those of what has been reached by then, or is to be.

    >>> below_period("截至6月底进展情况"), below_period("1-9月完成情况"), below_period("6月底前完成")
    ('进展情况', '完成情况', None)
    """
    opens = _UP_TO.match(words)
    rest = bare_name(words[opens.end() :]) if opens else ""
    return rest if is_name(rest) and role_of_name(rest) in _TOLD else None


def has_been(bare: str) -> bool:
    """Whether a name speaks of what has been reached: 完成情况, 截至6月底进展."""
    return _REACHED.search(bare) is not None


def all_names() -> Iterable[str]:
    """Every whole name in the vocabulary."""
    return _names()


def is_name(bare: str) -> bool:
    """Whether the whole name is in the vocabulary."""
    return bare in _names()


def role_of_content(cells: Sequence[str]) -> ColumnRole:
    """The role of an unnamed column by the folded words of its cells: most of them must agree."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "other"
    tests: tuple[tuple[ColumnRole, Callable[[str], object]], ...] = (
        ("number", NUMBER_CELL.fullmatch),
        ("deadline", looks_like_deadline),
        ("responsible", looks_like_units),
    )
    for role, test in tests:
        if sum(bool(test(cell)) for cell in filled) * 3 >= len(filled) * 2:
            return role
    return "other"


def is_period(words: str) -> bool:
    """Whether a header says by when each row's work is to have come how far: 第一季度, 上半年, 1-3月.

    >>> is_period("第一季度"), is_period("一季度目标")
    (True, False)
    """
    return words[-1:] in _PERIOD_ENDS and _PERIOD.fullmatch(words.replace(" ", "").replace("\n", "")) is not None


def opens_with_period(words: str) -> bool:
    """Whether a header says by when its cells are to be so: 一季度目标, 2021年."""
    return _PERIOD.match(words.replace(" ", "")) is not None or (words.startswith("20") and words[4:5] == "年")


_UP_TO = re.compile(
    r"(?:截[至止]到?)?(?:20\d\d年)?(?:(?:1[0-2]|0?[1-9])(?:月?[-至](?:1[0-2]|0?[1-9]))?月(?:[份底末]|\d{1,2}日)?|前?[1-4一二三四]季度|[上下]半年|[本当]月)(?:止|已)?"
)
_TOLD = ("progress", "status", "content")
_PERIOD_ENDS = frozenset("度年月份底")
_PERIOD = re.compile(
    r"(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|全年|(?:1[0-2]|0?[1-9])(?:[-至](?:1[0-2]|0?[1-9]))?月[份底]?|[一二三四五六七八九十]{1,2}月份?)"
)
