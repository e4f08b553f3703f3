"""Names printed without a separator: 市教育局市财政局, 区政府办区住建委, 教育局财政局.

Taken apart where a name surely ends and the next one opens with a level's mark, or where all of it is well-known
organs. The parts touch, or 会 alone stands between: that is how a reader of the record sees that no separator was
printed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from hongtou.data import any_of, load_toml
from hongtou.fields.unit_words import is_name

__all__ = ["taken_apart"]

_SHORTEST = 5  # 市委市政府
_FEWEST_ALIKE = 9  # characters of three names that end alike
_LEVELS = ("自治区", "自治州", *"省市县区州盟旗镇乡")


_TOGETHER = re.compile(
    "(?:(?<=[厅局部办署])|(?<=[改健计资建贸信农科教务通]委)|(?<=[残妇商文科侨]联))会(?=[省市县区州国]|自治区)"
)
"""省教育厅会省财政厅, 市发改委会市财政局, short for 会同: 管委会, 村委会 end in a 会 of their own."""


def taken_apart(name: str) -> list[tuple[int, int]]:
    """Spans of the names in a folded stretch without blanks: mostly one.

    >>> taken_apart("市教育局市财政局"), taken_apart("市委市政府督查室")
    ([(0, 4), (4, 8)], [(0, 8)])
    """
    if len(name) < _SHORTEST:
        return [(0, len(name))] if len(name) > 1 else []
    words = _words()
    if words.inner.search(name, 1, len(name) - 1) is None:
        many = words.many(name) if len(name) >= _FEWEST_ALIKE else []
        return many or [(0, len(name))]
    found, start = [], 0
    for joint in words.joint.finditer(name):
        at = joint.start()
        left, right = name[start:at], name[at:]
        if len(left) > 1 and is_name(left) and is_name(right) and not words.one.search(left + "|" + right):
            found.append((start, at))
            start = at
    if not found and "会" in name and (together := _TOGETHER.search(name)) is not None:
        left, right = name[: together.start()], name[together.end() :]
        if is_name(left) and is_name(right):
            return [(0, together.start()), (together.end(), len(name))]
    if not found and words.organs.fullmatch(name):
        return words.offices_joined(name)
    if not found and len(name) >= _FEWEST_ALIKE and (many := words.many(name)):
        return many
    return [*found, (start, len(name))]


class _Words:
    def __init__(self) -> None:
        data = load_toml("units.toml")["fused"]
        level = "自治区|自治州|[省市县区州盟旗镇乡]"
        organ = rf"(?:(?:{level})?(?:(?:{any_of(data['stems'])})(?:{any_of(data['ends'])})|{any_of(data['whole'])}))"
        lasts = "局委办厅府部院会联心司处科站队室"
        ends = "".join(sorted({*lasts, *(word[-1] for word in (*data["ends"], *data["whole"]))}))
        self.inner = re.compile(f"[{ends}]")
        """What a name ends in that another follows."""
        self.joint = re.compile(
            rf"(?<=[{lasts}])"
            rf"(?=(?:团?(?:{level})|各(?=[省市县区州旗镇乡街村])|{any_of(data['openings'])})\w)(?!{any_of(data['not_joint'])})"
        )
        # one organ of two (县委县政府办公室), a committee of the same level (省委省直机关工委), a body's local branch
        self.one = re.compile(
            r"委\|\w{1,3}(?:人民)?政府.|委\|\w直|共青团\||(?:公司|集团)\|\w分?公司$|总局\|\w(?:税务)?局$"
        )
        self.organ = re.compile(organ)
        self.organs = re.compile(rf"{organ}{{2,20}}")
        self.alike: list[str] = sorted(data["alike"], key=len, reverse=True)

    def offices_joined(self, name: str) -> list[tuple[int, int]]:
        """The organs of a name that is nothing else; an 办 behind a bureau is an office of it (市卫生局应急办)."""
        found: list[tuple[int, int]] = []
        for m in self.organ.finditer(name):
            inner = m[0].endswith(("办", "办公室")) and not m[0].startswith(_LEVELS)
            if found and inner and name[found[-1][1] - 1] in "局厅委部":
                found[-1] = (found[-1][0], m.end())
            else:
                found.append(m.span())
        return found

    def many(self, name: str) -> list[tuple[int, int]]:
        """Three names or more that end alike, and nothing else: 移动公司联通公司电信公司."""
        end = next((end for end in self.alike if name.endswith(end) and name.count(end) > 2), None)
        if end is None:
            return []
        stops = [m.end() for m in re.finditer(end, name)]
        spans = list(pairwise([0, *stops]))
        return spans if all(3 <= b - a - len(end) + 1 <= 10 for a, b in spans) else []


_words = cache(_Words)
