"""The words units are read by: how names end, labels and verbs of roles, remarks. Compiled from ``data/``.

Nothing here knows a cell or a circular; ``units`` and ``unit_signs`` are written in these terms.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, TypeVar

from hongtou.data import any_of, load_toml
from hongtou.model.vocabulary import Role, UnitType

_UNITS: dict[str, Any] = load_toml("units.toml")
_ROLES: dict[str, Any] = load_toml("roles.toml")


_LABEL_ROLES: dict[str, Role] = {
    stem + noun: role
    for role, stems in _ROLES["labels_composed"]["stems"].items()
    for stem in stems
    for noun in _ROLES["labels_composed"]["nouns"]
} | {label: role for role, labels in _ROLES["labels"].items() for label in labels}
_COLON_ROLES: dict[str, Role] = {label: role for role, labels in _ROLES["labels_colon"].items() for label in labels}
_BRACKET_ROLES: dict[str, Role] = {label: role for role, labels in _ROLES["labels_bracket"].items() for label in labels}
_ALL_LABELS: dict[str, Role] = _BRACKET_ROLES | _COLON_ROLES | _LABEL_ROLES
DOUBTFUL_LABELS = frozenset(_BRACKET_ROLES) - frozenset(_LABEL_ROLES) - frozenset(_COLON_ROLES)
"""Labels only where units stand behind them: 分工:县水利局, but 分工:修渠."""
LABEL_WORDS = frozenset(_LABEL_ROLES)
"""The role labels themselves: "牵头单位", "责任部门"."""
_STRONG: dict[str, Role] = {verb: role for role, verbs in _ROLES["verbs"]["strong"].items() for verb in verbs}
_WEAK: dict[str, Role] = {verb: role for role, verbs in _ROLES["verbs"]["weak"].items() for verb in verbs}
VERBS: dict[str, Role] = _STRONG | _WEAK
CLOSING_VERBS: tuple[str, ...] = tuple(_STRONG)
"""No unit's name ends in one of these."""
BRACKET_VERBS: dict[str, Role] = VERBS | {
    verb: role for role, verbs in _ROLES["verbs"]["bracket"].items() for verb in verbs
}
"""What says a role in a bracket behind a name."""
_AROUND: dict[str, list[str]] = _ROLES["around"]
_JOINS = _AROUND["joins"]
_NO_VERB_BEFORE = (*_AROUND["strong_not_before"], *_ROLES["labels_composed"]["nouns"])

# 责任单位及责任人, 责任领导和责任单位
_PERSON_LABEL = r"(?:责任人|负责人|联系人|(?:责任|分管|牵头|包联)领导)"
_WITH_PERSON = rf"(?:[及和与、/]{_PERSON_LABEL})?"
LABELS = re.compile(rf"(?P<label>{any_of((*_LABEL_ROLES, *_COLON_ROLES))}){_WITH_PERSON}[为是]?\ {{0,4}}:", re.VERBOSE)
"""A role label with its colon, in folded text: "牵头单位:", "责任部门为:"."""

LABEL_IN_BRACKET = re.compile(rf"(?<![^ ;,。、])(?P<label>{any_of(_BRACKET_ROLES)})\ {{0,4}}:", re.VERBOSE)
"""A label that only counts where a list of units stands behind it: "主办:", "落实:"."""

LABEL_END = re.compile(
    rf"(?P<label>{any_of((*_LABEL_ROLES, *_COLON_ROLES))}){_WITH_PERSON}[为是]?\ {{0,4}}$", re.VERBOSE
)
"""The label a stretch ends with; what stands before it is a name ("区商务局责任单位")."""

_STANDING = tuple(w for w in _LABEL_ROLES if len(w) > 2 and not w.startswith("各"))
LABEL_ALONE = re.compile(
    rf"(?:(?<![^ \n;,。(〔\[【])|(?<=[\d一二三四五六七八九十][、.)]))(?P<label>{any_of(_STANDING)})(?:[ ]+(?=\S)|$)"
)
"""A label without a colon: alone in its paragraph, or a blank after it."""

_BODIES = [w for w in _STANDING if w.endswith(("单位", "部门", "主体"))]  # as LABELLED finds them
LABEL_BEFORE = re.compile(rf"(?P<label>{any_of(_BODIES)})(?:为|是)?(?=[^、,;:及和与或的为是])")
"""A label with its unit right behind it: 牵头单位市交通局."""
LABELLED = re.compile(r"[单部主](?:(?<=单)位|(?<=部)门|(?<=主)体)")
"""What one ends in: most names hold none."""

STOPS = ",;、。)〕]】"
ADVERBS: tuple[str, ...] = tuple(_AROUND["adverbs"])
_ADVERB = any_of(ADVERBS)
_TAIL = any_of(_AROUND["tails"])
_BOUNDARY = rf"(?=[ \n]*(?:[{re.escape(STOPS)}|/]|$|会同|等))"

# 各级党组织, 群团组织, 社会组织: bodies; in 各县区组织, 县总工会组织开展 it is the verb
_BODY = (
    r"(?:(?<=[党众群益济层善治])|(?<=(?<!集)团)|(?<=社[区会])|(?<=[级层]工会))组织"
    r"(?!实施|开展|推进|落实|协调|召开|举办|验收|编制|评选)"
)

ROLE = re.compile(
    rf"""
    (?!{_BODY})
    (?:会同)?(?:{_ADVERB}){{0,4}}               # 税务总局会同配合
    (?:
        # 牵头, 负责, 配合: any name ends before them; but 牵头单位, 负责人 are other words
        (?:负责(?=牵头|配合))?(?P<strong>{any_of(_STRONG)})
        (?!{any_of(_NO_VERB_BEFORE)}|[省市州县区]直单位:|[ ]*:|\(\w{{2}}\)(?:单位|部门))
        (?:(?:{_TAIL}){{1,4}}{_BOUNDARY})?
      | # 指导, 参加: only where the clause ends (就业指导中心 is a name)
        (?!(?<=政)协办)(?P<weak>{any_of(_WEAK)})(?:{_ADVERB}|{_TAIL}){{0,3}}{_BOUNDARY}
    )
  | [为是](?P<label>{any_of((*_STANDING, *_COLON_ROLES))}){_BOUNDARY}    # 市教育局为牵头单位, 各乡镇是责任主体
  | (?!{_BODY})(?:{_ADVERB}){{1,4}}{_BOUNDARY}      # 按职责分工, and nothing after it
    """,
    re.VERBOSE,
)

ROLE_ENDS = frozenset((*VERBS, *ADVERBS, *_AROUND["tails"], *_STANDING, *_COLON_ROLES))
"""A match of ROLE ends in one of these."""

JOIN = re.compile(
    rf"(?:指导|督促|督导|组织|协调|(?<!委员)(?<!联合)(?<![协学商])会)(?=各|有关|相关)|(?:{any_of(_JOINS)})(?!{_TAIL}|{any_of(VERBS)}|单位|部门|社(?![会保区])|[会:{re.escape(STOPS)}])"
)
"""会同 between two units, 指导 before those that carry it out."""

_REMARKS: dict[str, list[str]] = _UNITS["remarks"]
BUSY_WORDS = (*VERBS, *_AROUND["adverbs"], *_JOINS, "为", "是", *_REMARKS["closing"], *_REMARKS["words"])
"""Without one of these a list has no role words, no joints and no remarks: it is names alone."""

ROLE_STARTS = "".join(sorted({w[0] for w in (*VERBS, *_AROUND["adverbs"], *_JOINS, "为", "是")}))
"""The characters one of these can begin with."""

BRACKET_ROLE = re.compile(rf"(?P<verb>{any_of(BRACKET_VERBS)})(?:{any_of(VERBS)})?(?:单位|部门|处室|科室)?")
BRACKET_DUTY = re.compile(rf"(?P<verb>{any_of(_STRONG)})(?=[^单部处科].)")
"""A bracket that says what the unit does: (负责招商)."""

REMARK = re.compile(rf"(?P<closing>{any_of(_UNITS['remarks']['closing'])})|{any_of(_UNITS['remarks']['words'])}")
THE_REST = frozenset(_REMARKS["rest"])
"""What a rule about a list calls those that do not lead."""
PERSON = re.compile(
    rf"(?:分管|主管|协管)?(?:常务)?副?(?:{any_of(_UNITS['people']['titles'])})(?:[、和及]?[\u4e00-\u9fff]{{1,4}})?$"
)
"""What follows a unit's name where a person of it is named: 局长张某."""
OPENINGS: tuple[str, ...] = tuple(_UNITS["openings"]["verbs"])
_LONE = frozenset(_UNITS["lone"]["words"])


MARKS = "…※★☆▲△●〇◆◇■□√✓*#·•▪▶►-—~+.,、:;|/\\_=^"
"""Signs around a name that are no part of it; 〇 is what a circle folds to."""

DIGITS = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⒛])"
"""A number of a list."""

KEY = re.compile(rf"第?{DIGITS}(?:[-~至.、,和]第?{DIGITS}){{0,12}}(?:项|条|款|类)?")
"""What a name is keyed to: 1-2, 3, 第三项."""

LEADING = re.compile(
    rf"""
    (?: \({DIGITS}\) | [①-⒛㈠-㈩] | {DIGITS}[.、)]               # the list's own numbering
      | [一二三四五六七八九十]是 | \d{{1,2}}(?=[省市县区州旗盟镇乡各团])
      | (?:具体|统一|主要)?由 | 以(?!工) | 请(?!示) | 责成 | 以及
      | 和(?!平|县|[顺静硕政]县|龙市|田[地市县]|林格尔|布克赛尔)
      | 及(?!时) | 并 | 其中 | 与 | 等(?=有关|相关|各|其他|其它) | [{re.escape(MARKS)}]
    )\ *
    """,
    re.VERBOSE,
)
"""What may stand before a name and is no part of it."""


def _by_last(words: dict[str, UnitType]) -> dict[str, tuple[tuple[tuple[str, ...], UnitType], ...]]:
    """By the last character, the words with it, the longest first: those of a kind together, one look for them all."""
    index: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        index.setdefault(word[-1], []).append(word)
    return {
        last: tuple((tuple(ends), kind) for kind, ends in groupby(listed, words.__getitem__))
        for last, listed in index.items()
    }


_ENDS = _by_last({word: kind for kind, words in _UNITS["ends"].items() for word in words})
_BUT: tuple[str, ...] = tuple(_UNITS["not_ends"]["but"])
_NOT_ENDS: dict[str, tuple[str, ...]] = {}
for _word in _UNITS["not_ends"]["words"]:
    _NOT_ENDS[_word[-1]] = (*_NOT_ENDS.get(_word[-1], ()), _word)
_CORPS = re.compile(
    r"(?:兵团)?第[一二三四五六七八九十\d]{1,3}师(?:[\u3400-\u9fff]{2,4}市)?|[一二三四五六七八九十]{1,2}师[\u3400-\u9fff]{2,4}市"
    r"|[\u3400-\u9fff]{0,8}?(?:\d{2,3}|[一二三四五六七八九十〇]{2,4})团"
)
"""第八师, 第八师石河子市, 143团: what the corps of Xinjiang is made of has numbers for names."""
_CORPS_LAST = frozenset("师市团")
LAST = frozenset(_ENDS) | _CORPS_LAST | frozenset(")〕]】") | {w[-1] for w in _LONE}
"""Characters a list of units can end with: one look rules most prose out."""


def role_of_label(label: str) -> Role | None:
    """The role a label gives, None where it is no label of units. Blanks and a colon do not matter.

    >>> role_of_label("牵头单位:"), role_of_label("责 任 单 位"), role_of_label("联系人")
    ('lead', 'responsible', None)
    """
    plain = label.replace(" ", "").replace("\n", "").rstrip(":：").strip("()[]【】")
    role = _ALL_LABELS.get(plain) or _ALL_LABELS.get(_PERSONS_TOO.sub("", plain))
    return _ALL_LABELS.get(_OR.sub("", plain)) if role is None and "(" in plain else role


_OR = re.compile(r"\((?:处|科|股|室|司|部门|单位|责任|配合|牵头)\)")
"""责任处(科)室, 牵头(责任)单位."""


_PERSONS_TOO = re.compile(rf"(?:[及和与、/]|\(){_PERSON_LABEL}\)?$|^{_PERSON_LABEL}[及和与、/]")


def without_bracket(name: str) -> str:
    """A name without the bracket it ends with: 区招商局(产业办) → 区招商局.

    >>> without_bracket("区招商局(产业办)")
    '区招商局'
    """
    if not name or name[-1] not in ")〕]】":
        return name
    depth = 0
    for at in range(len(name) - 1, -1, -1):
        depth += (name[at] in ")〕]】〉") - (name[at] in "(〔[【〈")
        if not depth:
            return name[:at]
    return name


def kind_of(name: str) -> UnitType | None:
    """What kind of unit a folded name without blanks is by its last words, None where it ends like no unit.

    >>> kind_of("市政府办"), kind_of("云溪日报社"), kind_of("加强服务站建设")
    ('government', 'media', None)
    """
    return KINDS[name] if name in KINDS else keep(KINDS, name, _kind(name))


_MOST_KEPT = 8192
K = TypeVar("K")
V = TypeVar("V")


def keep(store: dict[K, V], key: K, value: V, most: int = _MOST_KEPT) -> V:
    """Keep what was found of a name and give it back. The same units stand in every row, but the names that a run meets
    have no end: a store with ``most`` of them begins again.
    """
    if len(store) >= most:
        store.clear()
    store[key] = value
    return value


KINDS: dict[str, UnitType | None] = {}
"""The kinds of the names met: a dictionary, for a function's cache takes a third of a microsecond to add a name."""


def _kind(name: str) -> UnitType | None:
    head = without_bracket(name)
    if not head:
        return None
    if len(head) > 1:
        if head.endswith(_NOT_ENDS.get(head[-1], ())) and not head.endswith(_BUT):
            return None
        for ends, kind in _ENDS.get(head[-1], ()):
            if head.endswith(ends):
                if kind == "enterprise" and head.startswith(_BANK_OF_STATE) and head[-1] in "行支":
                    return "government"
                return _of_body(head) if kind == "government" else kind
        if head[-1] in _CORPS_LAST and _CORPS.fullmatch(head):
            return "government"
    return "other" if head in _LONE else None


CENTRAL_BANK = ("人行", "人民银行")
"""What it is called for short."""
_BANK_OF_STATE = (*CENTRAL_BANK, "中国人民银行")
"""Its branches are organs of state: 中国人民银行法."""


def _of_body(name: str) -> UnitType:
    """Whose an office, a bureau or a squad is: 市委金融办, 省人大常委会办公厅, 武警云溪支队."""
    if "武警" in name:
        return "military"
    if "委" not in name and "人大" not in name and "政协" not in name:
        return "government"
    found = _BODY_BEFORE.match(name)
    return "government" if found is None else "party" if found["party"] else "congress"


_BODY_BEFORE = re.compile(
    r"(?:中共)?[\u3400-\u9fff]{0,12}?[省市县区州盟旗地](?:(?P<party>委(?!员|托))|人大|政协)(?![\u3400-\u9fff]{0,4}政府)"
)


def is_name(name: str) -> bool:
    """Whether a folded text without blanks ends like a unit's name. Says nothing of how it begins."""
    return 1 < len(name) <= 60 and kind_of(name) is not None
