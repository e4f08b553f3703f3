"""Names that blanks part, and names that a blank or a line's end breaks: 市教育局 市财政局, 市人力资源和社会|保障局."""

from __future__ import annotations

import re

from hongtou.data import load_toml
from hongtou.fields.unit_collectives import ROLE_OPENINGS
from hongtou.fields.unit_people import is_person, is_person_name
from hongtou.fields.unit_words import LEADING, is_name, role_of_label

__all__ = ["BARE", "by_blank", "joins_over_line"]

BARE = frozenset(load_toml("units.toml")["bare"]["words"])
"""What kinds of units are called, of which none is a unit's name by itself."""
_MARKED = re.compile(r"团?[省市县区州旗盟镇乡各国]|中[国央]|全国|自治区|最高|有关|相关|人民银行")
_LONGEST = 60


def by_blank(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Blanks separate names only where each word is a whole name: "市教育局 市财政局"; persons fall out."""
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^ \n]+", folded[start:end])]
    words = [word for word in words if len(words) == 1 or _PHONE.fullmatch(folded, *word) is None]
    texts = [folded[_opened(folded, a, b) : b] for a, b in words]
    if len(texts) == 2 and is_person(*texts):
        return words[:1]
    units = [(span, text) for span, text in zip(words, texts, strict=True) if not is_person_name(text)]
    if len(units) < len(words) and all(is_name(text) for _, text in units):
        return [span for span, _ in units]
    return words if _are_names(texts) else [(start, end)]


_PHONE = re.compile(r"(?:\d{3,4}-)?\d{7,11}")


def _opened(folded: str, start: int, end: int) -> int:
    """Where a word begins behind its own number: 2.市财政局."""
    lead = LEADING.match(folded, start, end)
    return lead.end() if lead is not None and lead.end() < end else start


def _are_names(words: list[str]) -> bool:
    """Whether each word is a whole name, and no two of them are one that print has spaced: 县委 宣传部."""
    if not all(is_name(word) for word in words):
        return False
    if all(len(word) > 2 and _MARKED.match(word) for word in words):
        return True
    if _WHOLE_BEFORE.search(words[0]) or any(word in BARE for word in words):
        return False
    if len(words) > 2 or all(word[-1] in "局委办厅" for word in words):
        return True
    return words[0][-1] == words[1][-1] and words[0][-1] in _NEVER_WITHIN


_NEVER_WITHIN = frozenset("处科股")
"""教务处 学生处: no office of this kind is a part of another; 办公室 秘书室 and 工程部 技术部 may be one name."""
_WHOLE_BEFORE = re.compile(r"(?:委|人大|政协|政府|常委会)$")


def joins_over_line(folded: str, start: int, at: int, end: int) -> bool:
    """Whether the name before the line break at ``at`` goes on after it (市人力资源和社会|保障局)."""
    before = folded[max(start, at - 2 * _LONGEST) : at].replace(" ", "").replace("\n", "")
    follows = _NEXT.match(folded, at, end)
    if not before or follows is None:
        return False
    after = follows["word"].replace(" ", "")
    if after in BARE:
        return before[-1] not in "科股" and is_name(before + after)  # 财务科 / 办公室: sections have none
    if (
        (is_name(before) and before not in _LEVEL_ALONE)
        or (len(after) > 1 and _MARKED.match(after))
        or len(before + after) > 30
    ):
        return False
    if role_of_label(after) is not None:  # 各煤矿|督办部门:
        return False
    return is_name(before + after) or is_name(before + _ROLE_BEHIND.sub("", after))  # 政策法规|司负责


_LEVEL_ALONE = ("各市", "各县", "各区", "各旗")
"""Whole names that print may also have broken: 各县|区."""
_NEXT = re.compile(r"[ \n]{1,8}(?P<word>[^、,;。:()〔〕\[\]|/\n]{1,20})")


_ROLE_BEHIND = re.compile(rf"(?:{ROLE_OPENINGS}).*$")
