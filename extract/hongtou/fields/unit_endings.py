"""A list whose last name alone prints the ending of all: 岭东县、岭西县人民政府; 县财政、审计、水利局."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hongtou.data import any_of, load_toml

__all__ = ["NO_PLACE", "shared_ending", "shares_ending"]

NO_PLACE = re.compile(any_of(load_toml("units.toml")["places"]["not"]) + r"|[、,\n][县市区]|^[县市区]")
_LEVELS = frozenset("县市区旗州盟")
_ENDS = ("政府", "局")

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,5}[县市区旗州盟]")
_GOVERNMENT = re.compile(rf"({_PLACE.pattern})((?:人民)?政府)")


@cache
def _bureaus() -> tuple[re.Pattern[str], re.Pattern[str]]:
    stem = rf"[省市县区州旗盟]?(?:{any_of(load_toml('units.toml')['fused']['stems'])})"
    return re.compile(stem), re.compile(rf"({stem})(局)")


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
    else:
        return ""
    for at in range(index + 1, len(spans)):
        start, end = spans[at]
        if folded[spans[at - 1][1] : start] != "、":
            return ""
        if (last := whole.fullmatch(folded, start, end)) is not None:
            return last[2] if whole is bureau or _is_place(last[1]) else ""
        if not (_is_place(folded[start:end]) if whole is _GOVERNMENT else stem.fullmatch(folded, start, end)):
            return ""
    return ""


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
    return _PLACE.fullmatch(name) is not None and NO_PLACE.search(name) is None
