"""Whether a few words are a unit's name: surely, perhaps, or not at all."""

from __future__ import annotations

import re

from hongtou.data import any_of, load_toml
from hongtou.fields.numerals import CIRCLED
from hongtou.fields.unit_openings import opens_as_task
from hongtou.fields.unit_people import unit_length
from hongtou.fields.unit_words import ADVERBS, MARKS, ROLE, ROLE_ENDS, VERBS, is_name, keep

_LONGEST_NAME = 26
_LONGEST_MARKED = 8
_MARK_FIRST = frozenset("省市县区州旗盟镇乡")


def is_no_name(words: str) -> bool:
    """Whether folded words are plainly no unit's name: they open as a task, hold a sentence's words, or are too long.

    >>> is_no_name("加强市民服务中心建设"), is_no_name("市民服务中心"), is_no_name("中铁青岩工务段")
    (True, False, False)
    """
    return judge("".join(without_brackets(words).split())) is False


def judge(piece: str) -> bool | None:
    """True for a name, False for prose, None for a word that could be either: a firm's name, a person's."""
    return VERDICTS[piece] if piece in VERDICTS else keep(VERDICTS, piece, _verdict(piece))


VERDICTS: dict[str, bool | None] = {}
"""Those on the words met."""


def _verdict(piece: str) -> bool | None:
    around = piece[:1] in _AROUND_FIRST or piece[-1:] in "和及与*★#" or "等" in piece
    name = _AROUND.sub("", piece) if around else piece
    if name[:1] in _MARK_FIRST and 3 < len(name) <= _LONGEST_MARKED and is_name(name):  # 市推进办
        return True
    if len(name) > _LONGEST_NAME or _is_prose(name):
        return None if _COUNTED.fullmatch(name) else False
    if opens_as_task(name):
        return False
    if is_name(name) or name in LEVELS:
        return True
    return True if len(name) > 1 and 0 < unit_length(name) < len(name) else None


_AROUND = re.compile(
    r"""
    ^(?:(?:具体|统一|主要)?由|\(?\d{1,2}[.、)]|[①-⒛])                                        # 由市教育局, 1.市教育局
  | (?<!同)等(?:\d{1,2}|[一二三四五六七八九十])?(?:个|家)?(?:部门|单位)?$ | [和及与*★#]$       # 市教育局等部门
    """,
    re.VERBOSE,
)
_DATA = load_toml("units.toml")
_AROUND_FIRST = frozenset("由具统主(0123456789" + CIRCLED)
_EVERY = ("", "各", "有关", "相关")
LEVELS = frozenset(f"{every}{level}" for every in _EVERY for level in _DATA["collectives"]["regions"])
# 的 stands in no name but 设区的市
_PROSE: dict[str, tuple[str, ...]] = {"的": ("的",)}
for _word in _DATA["prose"]["words"]:
    _PROSE[_word[0]] = (*_PROSE.get(_word[0], ()), _word)
_PROSE_FIRST = re.compile(rf"[\d{re.escape(''.join(sorted(_PROSE)))}]")
MEASURES = "[月日个项家万亿%件次户人座条亩吨台辆套场栋幢间]|公里|平方|立方"
_COUNTS = re.compile(rf"\d{{4}}年|\d(?:{MEASURES}|[所处]$)")
_COUNTED = re.compile(
    r"\d{1,3}个(?:(?:街道|乡镇|镇街|县区|市州|社区|[县市区州盟旗乡镇村])[、和及]?){1,4}(?:人民政府|政府|办事处)?"
)
"""13个街道: units beside other names, a figure alone."""
NAME_FIRST = _MARK_FIRST | _AROUND_FIRST | frozenset(MARKS)
"""What a piece opens with that may be a name for all its figures: 县12345中心."""


def _is_prose(name: str) -> bool:
    """Whether it holds a word or a count that no name holds."""
    for m in _PROSE_FIRST.finditer(name):
        at = m.start()
        words = _PROSE.get(name[at])
        if words is None:
            if _COUNTS.match(name, at):
                return True
        elif name.startswith(words, at) and not (name[at] == "的" and name.startswith("的市", at)):
            return not _office_of(name, at)
    return False


_OFFICE_OF = re.compile("(?:工作)?(?:办公室|领导小组|指挥部|委员会|小组|专班|中心|[办组局处科])")


def _office_of(name: str, at: int) -> bool:
    """推进办, 重点项目推进办: an office called after what it does."""
    return any(name.startswith(word, at) and _OFFICE_OF.fullmatch(name, at + len(word)) for word in _PROSE[name[at]])


def without_verb(name: str) -> str:
    """市教育局按职责分工负责 → 市教育局."""
    ends = ROLES_BY_LAST.get(name[-1:])
    if ends is None or not name.endswith(ends):
        return name
    for hint in VERB_AT.finditer(name):
        role = ROLE.match(name, hint.start())
        if role is not None and role.end() == len(name):
            return name[: hint.start()]
    return name


ROLE_LAST = frozenset(verb[-1] for verb in VERBS) | frozenset("工责")  # 按职责分工, 按各自职责
ROLES_BY_LAST: dict[str, tuple[str, ...]] = {}
"""What a role's words may end in, by its last character: most sentences end in the character alone (社会监督)."""
for _end in ROLE_ENDS:
    if _end[-1] in ROLE_LAST:
        ROLES_BY_LAST[_end[-1]] = (*ROLES_BY_LAST.get(_end[-1], ()), _end)
VERB_AT = re.compile(rf"为(?=\w{{2,4}}(?:单位|部门))|{any_of((*VERBS, *ADVERBS))}|按照?|依据?职责|根据")


def without_brackets(text: str) -> str:
    """市教育局(市体育局) → 市教育局."""
    return BRACKET.sub("", text) if any(c in text for c in "(〔[【〈") else text


BRACKET = re.compile(r"\([^()]{0,40}\)|〔[^〔〕]{0,40}〕|\[[^\[\]]{0,40}\]|【[^【】]{0,40}】|〈[^〈〉]{0,40}〉")
