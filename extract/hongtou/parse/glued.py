"""Issuers that a title names with nothing between them: 中共云溪市委云溪市人民政府关于…, 财政部国家税务总局关于…."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.parse.organs import is_organ

_BEFORE_PLACE = ("中国共产党", "中共", "共青团", "国家税务总局", "中国人民银行", "国家统计局")
_PLACE = re.compile(rf"(?:{any_of(_BEFORE_PLACE)})?([\u3400-\u9fff]{{1,8}}?(?:自治[区州县旗]|[省市县区州盟旗镇乡]))")
_SHORTEST = 6
_COMPLETE = re.compile(r"(?:政府|办公室|办公厅|[厅局委部院行社会署]|中心)$")


@cache
def _central() -> re.Pattern[str]:
    """An organ of the centre, its own office included."""
    names = any_of(load_toml("header.toml")["central_organs"])
    han = r"[\u3400-\u9fff]"
    return re.compile(
        rf"""(?:
            {names}
          | 国家{han}{{2,12}}?(?:委员会|总局|局|委|办公室)
          | 中国{han}{{2,14}}?(?:委员会|银行|局|会|院|公司)
        )(?:办公厅|综合司)?""",
        re.VERBOSE,
    )


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"(?:{_central().pattern}){{2,12}}", re.VERBOSE)


def glued(names: str) -> list[int]:
    """Where in names without blanks and separators a name ends and the next one begins; [] for one name.

    >>> glued("财政部国家税务总局"), glued("云溪市教育局云溪市财政局"), glued("云溪市教育局")
    ([3], [6], [])
    """
    if len(names) < _SHORTEST:
        return []
    if (opened := _PLACE.match(names)) is not None:
        return _at_places(names, opened[1])
    return [name.end() for name in _central().finditer(names)][:-1] if _row().fullmatch(names) else []


def _at_places(names: str, place: str) -> list[int]:
    """The places where the first name's own place stands again, at the head of what is a name too."""
    found: list[int] = []
    left = 0
    at = names.find(place, names.find(place) + len(place))
    while at > 0:
        start = next((at - len(word) for word in _BEFORE_PLACE if names.endswith(word, left, at)), at)
        whole = _COMPLETE.search(names[left:start]) is not None and is_organ(names[left:start])
        if whole and is_organ(names[start:]):
            found.append(start)
            left = start
        at = names.find(place, at + len(place))
    return found + [left + at for at in _at_garrison(names[left:], place)]


def _at_garrison(names: str, place: str) -> list[int]:
    """Where the garrison of the place begins, which names it in short: 岭州市人民政府|岭州军分区."""
    at = names.find(place[:-1], len(place)) if len(place) > 2 and names.endswith(_garrisons()) else -1
    return [at] if at > 0 and _COMPLETE.search(names[:at]) and is_organ(names[:at]) and is_organ(names[at:]) else []


@cache
def _garrisons() -> tuple[str, ...]:
    return tuple(load_toml("header.toml")["garrisons"])
