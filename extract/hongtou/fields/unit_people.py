"""Persons where units are listed: 县水利局 王晓东, 市交通局局长张某, 王晓东(县水利局). They are no units.

A word is taken for a person's name only where it has a surname, a name's length, no unit's ending and is no place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hongtou.data import any_of, load_toml
from hongtou.fields.regions import is_place
from hongtou.fields.unit_words import PERSON, is_name

__all__ = ["are_people", "are_persons", "is_one_of_body", "is_person", "is_person_name", "unit_length"]

_PEOPLE = load_toml("units.toml")["people"]
_SURNAMES = frozenset(_PEOPLE["surnames"])
_SHORT_SURNAMES = frozenset(_PEOPLE["surnames_short"])
_GIVEN = frozenset(_PEOPLE["given_short"])
_DOUBLE = frozenset(_PEOPLE["surnames_double"])
_PLACE_ENDS = frozenset(_PEOPLE["place_ends"])


@lru_cache(maxsize=8192)
def is_person_name(word: str) -> bool:
    """Whether a folded word reads as a person's name and as nothing else.

    >>> is_person_name("王晓东"), is_person_name("王家湾"), is_person_name("高新区"), is_person_name("张家界")
    (True, False, False, False)
    """
    if not 2 <= len(word) <= 4 or not word.isalpha() or word.isascii():
        return False
    if word[:2] in _DOUBLE:
        surname = len(word) > 2
    else:
        surname = (word[0] in _SURNAMES and len(word) == 3) or (word[0] in _SHORT_SURNAMES and len(word) == 2)
    return surname and word[-1] not in _PLACE_ENDS and not is_name(word) and not is_place(word)


def are_persons(words: str) -> bool:
    """Whether folded words in a bracket behind a unit name persons: 城关镇(马强), 城关镇(王五、李六).

    >>> are_persons("马强"), are_persons("王晓东、丁勇"), are_persons("林业"), are_persons("王晓东、财政所")
    (True, True, False, False)
    """
    return all(is_person_name(word) or _is_short_person(word) for word in words.split("、"))


def _is_short_person(word: str) -> bool:
    return len(word) == _SHORTEST_PERSON and word[0] in _SURNAMES and word[1] in _GIVEN and not is_place(word)


_SHORTEST_PERSON = 2


def is_person(unit: str, name: str) -> bool:
    """县水利局 王晓东: a unit, a blank, and a word of a name's length that no unit ends like.

    >>> is_person("县水利局", "王晓东"), is_person("区教", "育局"), is_person("市财政局", "预算科")
    (True, False, False)
    """
    if not 2 <= len(name) <= _LONGEST_PERSON or not (len(unit) > 2 and is_name(unit)):
        return False
    return name.isalpha() and not name.isascii() and not is_name(name) and not is_name(unit + name)


_LONGEST_PERSON = 3
_HEADS_GLUED = ("局长", "厅长", "处长", "科长")
_LEADERS = ("领导", "领导同志", "领导干部", "负责人", "负责同志")
_LEADER = re.compile(
    rf"(?:各|有关|相关)?(?:(?:分管|主管|主要|协管|联系|联点|挂[点钩联]|包[联保片村]|带班|班子)){{0,2}}(?:{any_of(_LEADERS)})$"
)


_LED_BY = re.compile(r"^(?!各|有关|相关)[\u4e00-\u9fff]{0,8}?[省市县区州旗盟镇乡](?:委|党委|(?:人民)?政府|人大|政协)$")
"""A body that many lead: 县委分管领导 is one of them, where 县教育局分管领导 speaks for the bureau."""
_ALONE = ("常委", "第一书记")
_OF_SEVERAL = ("分管", "主管", "协管", "联系", "副")


def is_one_of_body(name: str) -> bool:
    """Whether folded words mean one of the many who lead a body: no unit, but in a list of units no other thing.

    >>> is_one_of_body("县政府分管副县长"), is_one_of_body("县教育局分管领导")
    (True, False)
    """
    if name.endswith(_LEADERS):
        found = _LEADER.search(name)
        one = found is not None and found[0].endswith("领导")
    else:
        found = PERSON.search(name)
        one = found is not None and found[0].startswith(_OF_SEVERAL)
    return found is not None and one and _LED_BY.search(name[: found.start()]) is not None


def unit_length(name: str) -> int:
    """How much of a name is the unit: all of it, or what stands before its person; 0 for a person alone.

    >>> unit_length("市交通局局长张某"), unit_length("市教育局王晓东"), unit_length("市教育局"), unit_length("王晓东")
    (4, 4, 4, 0)
    >>> unit_length("市财政局做好资金保障")
    4
    """
    if is_name(name) and not name.endswith("常委"):
        return len(name)
    if is_one_of_body(name):
        return 0
    leader = _LEADER.search(name) if name.endswith(_LEADERS) else None
    if leader is not None:  # 县级领导, 县直各单位主要负责人
        return leader.start() if is_name(name[: leader.start()]) else 0
    if name.endswith(_ALONE):
        return 0  # 县委常委、副县长王某
    titled = PERSON.search(name)
    if titled is not None and (titled.start() == 0 or is_name(name[: titled.start()])):
        return titled.start()
    if titled is not None and titled.start() == 1 and name[0] in _SURNAMES:
        return 0  # 张副县长
    if titled is not None and name[titled.start() - 1] == "各":
        return 0  # 各分管领导, 市政府各副秘书长
    if titled is not None and is_person_name(name[: titled.start()]):
        return 0  # 张某副县长
    if name.endswith(_HEADS_GLUED) and is_name(name[:-1]):
        return len(name) - 1  # 县教育局长
    if is_person_name(name):
        return 0
    duty = _DUTY.search(name)
    if duty is not None and is_name(name[: duty.start()]):
        return duty.start()
    for at in (len(name) - 3, len(name) - 2):
        if at > 2 and name[at - 1] in _FIRM and is_person_name(name[at:]) and is_name(name[:at]):
            return at
    return len(name)


def are_people(words: str) -> bool:
    """Whether folded words name people alone, by their offices too, and what they do.

    >>> are_people("分管副省长、协管副秘书长负责"), are_people("市教育局负责"), are_people("县长任组长")
    (True, False, False)
    """
    names = _AND.split(_LED.sub("", words))
    return all(
        1 < len(name) <= _LONGEST_OFFICE and unit_length(name) == 0 and not _HEADS.search(name) for name in names
    )


_AND = re.compile("[、和及]")
_LED = re.compile("(?:同志)?(?:总?负责|牵头|主抓|抓总|统筹|协调|领衔|包抓)?$")
_LONGEST_OFFICE = 12
_HEADS = re.compile("[任为].{0,6}[长人]$")
"""县长任组长: who heads a group does no work."""
_DUTY = re.compile(rf"(?<=[局委办厅部院会府处站队心])(?:{any_of(_PEOPLE['duties'])})(?!.{{0,4}}(?:[组队]|专班)$)")
"""市财政局做好资金保障: what it does is no part of its name; but 县卫健局保障组 is a group of it."""
_FIRM = frozenset("局委办厅府会院心室处队站")  # a unit surely ends here: what follows begins a word of its own
