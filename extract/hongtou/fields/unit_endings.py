"""A list whose last name alone prints the ending of all: 岭东县、岭西县人民政府; 县财政、审计、水利局."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.fields.regions import is_place
from hongtou.fields.unit_words import is_name

__all__ = ["NO_PLACE", "counted_ending", "shared_ending", "shares_ending"]

NO_PLACE = re.compile(any_of(load_toml("units.toml")["places"]["not"]) + r"|[、,\n][县市区]|^[县市区]")
_LEVELS = frozenset("省县市区旗州盟")
_ENDS = ("政府", "局", "办事处", "街道")

_PLACE_ENDS: str = load_toml("units.toml")["people"]["place_ends"]
_TOWN_ENDS = frozenset(_PLACE_ENDS + load_toml("units.toml")["places"]["town_ends"]) - frozenset("门州县区市乡镇村")
_NO_TOWNS = frozenset(load_toml("units.toml")["places"]["no_towns"])

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,5}[省县市区旗州盟]")
_GOVERNMENT = re.compile(rf"({_PLACE.pattern})((?:人民)?政府)")
_BODY = r"(?:人民)?政府|办事处|党工委|党委"
_BODY_OF_KIND = re.compile(rf"([\u4e00-\u9fff]{{1,4}})((?:镇|乡|街道)(?:{_BODY})?|[区县旗市](?:{_BODY}))")
_STEM = re.compile(r"[\u4e00-\u9fff]{2,4}")


@cache
def _bureaus() -> tuple[re.Pattern[str], re.Pattern[str]]:
    stem = rf"[省市县区州旗盟]?(?:{any_of(load_toml('units.toml')['fused']['stems'])})"
    return re.compile(stem), re.compile(rf"({stem})(局)")


_COUNTED = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,4}?)(?P<n>[两二三四五六七八九])"
    rf"(?P<end>局|(?:镇|乡|街道|[县区市旗州])(?:{_BODY})?)"
)


def counted_ending(folded: str, spans: Sequence[tuple[int, int]], index: int) -> tuple[str, int, str]:
    """The ending that as many names share as the last says, ``index`` the first of them; which the last is, and
    its own name without the count. "" where there is none.

    >>> counted_ending("岭东、岭西两县政府", [(0, 2), (3, 9)], 0)
    ('县政府', 1, '岭西县政府')
    """
    for at in range(index + 1, min(len(spans), index + 9)):
        start, end = spans[at]
        if folded[spans[at - 1][1] : start] != "、":
            break
        found = _COUNTED.fullmatch(folded, start, end)
        if found is not None and _NUMERALS.index(found["n"]) // 2 + 2 == at - index + 1:
            return found["end"], at, found["stem"] + found["end"]
        if end - start > _LONGEST_STEM or is_name(folded[start:end]):
            break
    return "", index, ""


_NUMERALS = "两二三三四四五五六六七七八八九九"
_LONGEST_STEM = 4


def shared_ending(folded: str, spans: Sequence[tuple[int, int]], index: int) -> str:
    """The ending that the bare name at ``index`` shares with one behind it in the list; "" where there is none.

    >>> text = "岭东县、岭西县人民政府"
    >>> shared_ending(text, [(0, 3), (4, 11)], 0)
    '人民政府'
    """
    start, end = spans[index]
    stem, bureau = _bureaus()
    if folded[end - 1] in _LEVELS and _is_place(folded[start:end]):
        whole = _GOVERNMENT
    elif stem.fullmatch(folded, start, end) is not None:
        whole = bureau
    elif _is_stem(folded[start:end], ""):
        whole = _BODY_OF_KIND
    else:
        return ""
    for at in range(index + 1, len(spans)):
        start, end = spans[at]
        if folded[spans[at - 1][1] : start] != "、":
            return ""
        if (last := whole.fullmatch(folded, start, end)) is not None:
            if whole is _BODY_OF_KIND:
                return last[2] if _are_stems(folded, spans[index:at], last) else ""
            return last[2] if whole is bureau or _is_place(last[1]) else ""
        name = folded[start:end]
        if not (
            _is_place(name) if whole is _GOVERNMENT
            else _is_stem(name, "") if whole is _BODY_OF_KIND
            else stem.fullmatch(name)
        ):  # fmt: skip
            return ""
    return ""


def _are_stems(folded: str, spans: Sequence[tuple[int, int]], last: re.Match[str]) -> bool:
    """Whether the names before 石桥镇政府 are towns without their 镇, before 岭西区政府 districts without their 区."""
    kind = last[2][0]
    return _is_stem(last[1], kind) and all(_is_stem(folded[a:b], kind) for a, b in spans)


def _is_stem(name: str, kind: str) -> bool:
    """A place's name without the word for its ``kind``, "" for any: 张集 by its ending, 岳麓 by the tables."""
    if _STEM.fullmatch(name) is None or is_name(name) or NO_PLACE.search(name) is not None:
        return False
    if kind not in _KINDS and name[-1] in _TOWN_ENDS and name not in _NO_TOWNS:
        return True
    return any(is_place(name + one) for one in _KINDS) if not kind else kind in _KINDS and is_place(name + kind)


_KINDS = ("区", "县", "市", "旗")


def shares_ending(text: str) -> bool:
    """Whether a folded text is such a list and nothing else.

    >>> shares_ending("县财政、审计、水利局"), shares_ending("县财政局、审计局"), shares_ending("水利局")
    (True, False, False)
    """
    if "、" not in text or not text.endswith(_ENDS):
        return False
    spans, at = [], 0
    for piece in text.split("、"):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    return all(b > a for a, b in spans) and all(shared_ending(text, spans, n) for n in range(len(spans) - 1))


def _is_place(name: str) -> bool:
    return _PLACE.fullmatch(name) is not None and (NO_PLACE.search(name) is None or is_place(name))
