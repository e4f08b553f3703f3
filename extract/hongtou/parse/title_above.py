"""What of a title stands above its own line: issuers one a line, a name that print broke, the title itself again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Line
from hongtou.parse.organs import are_organs, goes_on, is_organ, opening
from hongtou.parse.title_words import LONGEST, MOST_LINES, SHORTEST, end_of, ends_title

# X办公室转发 over the title of what is forwarded.
_UNFINISHED = re.compile(r"(?:转发|批转|印发|颁发|下发|关于)$")
_GOES_ON = "、的和及"  # what ends a line only where the next goes on


def issuers_above(lines: Sequence[Line], first: int, last: int, heads: Sequence[HeadLine], above: int) -> int:
    """Take in the lines above that are issuers of the same title: one a line, or the one that 关于 lacks."""
    first -= _is_cut_name(lines, heads, first, last)
    own = lines[first].bare
    opened = bool(opening().match("".join(line.bare for line in lines[first : last + 1])))
    opened_above = False
    top = first
    while top > above and first - top < MOST_LINES:
        line = lines[top - 1]
        if line.noise or heads[top - 1].said:
            break
        if _UNFINISHED.search(line.bare) and len(line.words) <= LONGEST and opening().match(line.bare):
            return top - 1
        if line.words[-1] in _GOES_ON and line.words[:1] not in "各全" and _opens_with(lines, top - 1, last):
            top, opened = top - 1, True  # a name that the line breaks, or the next one's own comma
            continue
        if own.startswith("关于") and "、" in line.words and are_organs(line.words):
            top, opened = top - 1, True
            continue
        if not opened_above and _is_cut(line, own):
            top, opened, opened_above = top - 1, True, True
            continue
        if not is_organ(line.words) or own.startswith(line.bare) or _is_same(line.bare, own):
            break
        if not opened and (own[:2] in line.bare or own.startswith("中华人民共和国")):
            break  # 云溪市人民政府 over 云溪市市场管理办法, which is whole
        top -= 1
        if not opened:
            break
    return top - (top < first and _is_cut_name(lines, heads, top, last))


def _is_cut_name(lines: Sequence[Line], heads: Sequence[HeadLine], first: int, last: int) -> bool:
    """Whether the line above a title is the beginning of its issuer's name."""
    if first == 0 or lines[first - 1].noise or heads[first - 1].said:
        return False
    above = lines[first - 1].bare
    return goes_on(above, "".join(line.bare for line in lines[first : last + 1])) and end_of(above) is None


def _is_cut(above: Line, own: str) -> bool:
    """Whether print broke the name that a title opens with: 云溪县人民 / 政府办公室关于…."""
    if not own.startswith(_ENDS_OF_NAMES) or not above.words.isalpha() or len(above.bare) > _LONGEST_CUT:
        return False
    found = opening().match(own)
    return found is not None and _LEVELS.search(above.bare) is not None and is_organ(above.bare + found[1])


_ENDS_OF_NAMES = ("政府", "府", "民政府", "人民政府", "委员会", "员会", "公室", "室", "公厅", "厅", "局")
_LONGEST_CUT = 30
_LEVELS = re.compile(r"[\u3400-\u9fff](?:[省市县区州盟旗镇乡]|自治区)")


def _is_same(name: str, title: str) -> bool:
    """Whether an organ is the one that a title opens with, in a longer form or a shorter one: the letterhead's."""
    found = opening().match(title)
    first = title[: found.end(1)] if found else ""
    return bool(first) and (name.endswith(first) or name in first)


def _opens_with(lines: Sequence[Line], top: int, last: int) -> bool:
    """Whether a title that begins with the line ``top`` opens with organs, the line's words among them."""
    found = opening().match("".join(line.bare for line in lines[top : last + 1]))
    return found is not None and found.end(1) > len(lines[top].bare)


def printed_before(lines: Sequence[Line], first: int, last: int) -> tuple[int, int] | None:
    """The title's lines where its words stand over themselves too, the issuer's line between, as legal mirrors print
    them, or again below: it is whole without the issuer. The upper is taken where print cut the lower short.
    """
    if last > first and are_organs(lines[first].words):
        first += 1
    if first < 2 or not are_organs(lines[first - 1].words):
        return None
    upper, own = lines[first - 2].bare, "".join(line.bare for line in lines[first : last + 1])
    lower = lines[last + 1].bare if last + 1 < len(lines) else ""
    if len(lower) >= SHORTEST and own.startswith(lower):
        return first, last
    if len(own) < SHORTEST or not upper.startswith(own):
        return None
    return (first - 2, first - 2) if len(upper) > len(own) and ends_title(upper) else (first, last)
