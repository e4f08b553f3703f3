"""How words open that say what is to be done (加强…, 新建…), and how names do that open alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hongtou.data import load_toml
from hongtou.fields.regions import is_place
from hongtou.fields.unit_endings import NO_PLACE
from hongtou.fields.unit_words import OPENINGS, is_name

_DATA = load_toml("units.toml")["openings"]
_SPLIT = re.compile(r"[、,;/|\n]")
_LONGEST_MARKED = 8
_OFFICE_LAST = frozenset("局委厅科办司")
_OBJECTS: tuple[str, ...] = tuple(_DATA["objects"])
_OFFICES: tuple[str, ...] = tuple(_DATA["offices"])


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for word in words:
        index[word[0]] = (*index.get(word[0], ()), word)
    return index


_OPENINGS = _by_first((*OPENINGS, *_OBJECTS))
_WORKS = _by_first(verb for verb in (*OPENINGS, *_OBJECTS, *_DATA["works"]) if verb not in _DATA["no_work"])
"""The verbs of work by their first character; 关于 and 其中 open other words too."""
_VERBS_OF_OFFICES = _by_first(verb for verb in OPENINGS if verb not in _DATA["founding"])
_NO_WORK_ENDS: tuple[str, ...] = tuple(_DATA["no_work_ends"])
OPENING_NAMES: tuple[str, ...] = tuple(_DATA["names"])
_OPENING_NAMES = _by_first(OPENING_NAMES)


def opens_as_task(text: str) -> bool:
    """Whether folded words open as a task does and no name of the kind: 加强督查, not 推广中心."""
    openings = _OPENINGS.get(text[:1])
    if openings is None or not text.startswith(openings) or text.startswith(_OPENING_NAMES.get(text[0], ())):
        return False
    first = _SPLIT.split(text, maxsplit=1)[0]
    if text[0] in _ALONE and (is_place(first) or (_GOVERNED.fullmatch(first) and NO_PLACE.search(first) is None)):
        return False  # 建塘镇人民政府, 含山县
    if text[0] == "第":
        nth = _NTH.fullmatch(text) or _NTH.fullmatch(first)
        if (nth is not None and is_name(nth[0])) or _OF_DIVISION.match(first):
            return False  # 第一检察部, 第四师各团场
    elif _is_verb_alone(first) and is_name(first):
        return False  # 推广中心
    if first[-1:] in _OFFICE_LAST and len(first) < _LONGEST_MARKED:
        return not is_name(first)  # 经济运行局, 建管科
    return not (text.startswith(_OBJECTS) and text.endswith(_OFFICES))


def says_what_to_do(text: str) -> bool:
    """Whether folded words open with a verb of work and go on.

    >>> says_what_to_do("新建厂房10万平方米"), says_what_to_do("关于防汛的提案"), says_what_to_do("推进项目先进个人")
    (True, False, False)
    """
    opens = len(text) >= _SHORTEST_WORK and text.startswith(_WORKS.get(text[:1], ()))
    return opens and not text.rstrip().endswith(_NO_WORK_ENDS)


_SHORTEST_WORK = 5
_ALONE = frozenset(verb for verb in OPENINGS if len(verb) == 1)
_GOVERNED = re.compile(
    r".(?![各全有相本当])[\u4e00-\u9fff]{1,3}(?:镇|乡|街道|[县区市旗])(?:人民政府|政府|办事处|党工委|党委|管委会)"
)


_OFFICE = re.compile(r"中心|处|室|办|科|股|组|[大支总]队|局|委|部")


def _is_verb_alone(words: str) -> bool:
    """A verb or two, and what an office is called: 督查办. By hand, for a pattern tries each of the verbs."""
    for verb in _VERBS_OF_OFFICES.get(words[0], ()):
        if not words.startswith(verb):
            continue
        at = len(verb)
        if _OFFICE.fullmatch(words, at) is not None:
            return True
        for second in _VERBS_OF_OFFICES.get(words[at : at + 1], ()):
            if words.startswith(second, at) and _OFFICE.fullmatch(words, at + len(second)) is not None:
                return True
    return False


_NTH = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:、第?[一二三四五六七八九十]){0,6}(?![批项次阶季类个轮期步条])\w{1,12}"
)
"""第一检察部, 第三监督检查室, 第一、第二中学: a name that is a number."""
_OF_DIVISION = re.compile(r"第[一二三四五六七八九十]{1,3}师各[\u4e00-\u9fff]{1,6}$")
