"""The lines of a signature: organs, one or several a line, spread out or broken; for orders the person who signs."""

from __future__ import annotations

import re
from itertools import pairwise

from hongtou.model import Value
from hongtou.parse.lines import Line, Page
from hongtou.parse.organs import BETWEEN, are_organs, is_organ, rests_of_names

PLACE = re.compile(r"[省市县区州盟旗镇乡国]|中央|自治")
_SEAL = re.compile(r"[(（][^()（）]{0,20}?(?:印|印章|公章|章|盖章|代章)[)）]")
# 市长 王某 · 总理:李某
_PERSON = re.compile(
    r"(?:[\u3400-\u9fff]{0,6}(?:[省市县区州乡镇厅局部院校委署行] ?长|主任|总理|主席|书记|司令员|政委|会长|行长))"
    r"\s*[:：]?\s*[\u3400-\u9fff]\s?[\u3400-\u9fff ]{1,4}"
)
_HAN_ONLY = re.compile(r"[\u3007\u3400-\u9fff“”]{4,30}")


def signatures_of(page: Page, lines: tuple[Line, ...]) -> list[Value]:
    """The names of these lines; one that is only the last word of a name (办公室) goes on from the line above."""
    found: list[Value] = []
    for line in lines:
        if found and line.bare in rests_of_names():
            found[-1] = page.broken([*found[-1].spans, (line.start, line.end)])
        else:
            found += _signature(page, line)
    return found


def signature_top(lines: tuple[Line, ...], date: int, start: int) -> int:
    """The first line of the signature: organs, and for orders the person who signs (市长 王某)."""
    top = date
    while top > start and date - top < 8:
        line = lines[top - 1]
        words = _SEAL.sub("", line.words) if "(" in line.words else line.words
        names = words.split()
        if line.noise or not _signs(words, names):
            break
        top -= 1
    return top


def _signs(words: str, names: list[str]) -> bool:
    """Whether a line of a signature is organs, parted by blanks or 、, the person who signs or nothing but (公章)."""
    return is_organ(words) or all(map(is_organ, names)) or _PERSON.fullmatch(words) is not None or are_organs(words)


def broken_signature(lines: tuple[Line, ...], top: int, start: int) -> bool:
    """Whether the signature's first line goes on from the line above: no place opens it, and the two are one name."""
    if top >= len(lines) or top <= start or PLACE.search(lines[top].words[:8]):
        return False
    above = lines[top - 1]
    return (
        not above.noise
        and _HAN_ONLY.fullmatch(above.words) is not None
        and PLACE.search(above.words[:8]) is not None
        and is_organ(above.words + lines[top].words)
    )


def _signature(page: Page, line: Line) -> list[Value]:
    """One value, or several where blanks part whole names ("国务院  中央军委"); (代章) is no part of a name."""
    folded = page.text.folded
    names = list(
        (_NAME if "、" in line.words and are_organs(line.words) else _WORDS).finditer(folded[line.start : line.end])
    )
    stretches = [(line.start + name.start(), line.start + name.end()) for name in names]
    if " " in line.words and any(len(name[0]) == 1 for name in names):
        stretches = _spread_names(stretches)
    if len(stretches) < 2 or not all(_is_name(folded[start:end].replace(" ", "")) for start, end in stretches):
        stretches = [(line.start, line.end)]
    values = [page.text.value(start, _unsealed(folded, start, end)) for start, end in stretches]
    return [value for value in values if value.text]


_NAME = re.compile(rf"(?:[^ 、]|(?!{BETWEEN})、)+")
_WORDS = re.compile(r"[^ ]+")


def _is_name(words: str) -> bool:
    return is_organ(words) or words == "国务院"


def _spread_names(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names of a line of which some are spread out to the others' width: 国 务 院 中央军委. Characters that stand
    alone go on where the blank is no wider than the line's least.
    """
    least = min(start - end for (_, end), (start, _) in pairwise(stretches))
    found = [stretches[0]]
    for (left, end), (start, right) in pairwise(stretches):
        if end - left == right - start == 1 and start - end == least:
            found[-1] = (found[-1][0], right)
        else:
            found.append((start, right))
    return found


def _unsealed(folded: str, start: int, end: int) -> int:
    """Where the name ends before what says that the seal stands there."""
    seal = _SEAL.search(folded, start, end)
    return seal.start() if seal and seal.end() == end else end
