"""标题: the lines of the title among everything a page prints above the body.

Candidates are runs of short lines that end as a title ends; each is scored by what it says of itself (an issuer in
front, 关于, a genre at the end) and by its neighbours (the number or the addressee under it, the metadata box's 标题).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from hongtou.data import any_of, load_toml
from hongtou.fields.numbers import scan_numbers
from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Line, Page
from hongtou.parse.masthead import is_bulletin, under_joint_masthead, under_masthead
from hongtou.parse.numbering import numbering
from hongtou.parse.organs import are_organs, goes_on, is_organ, opening
from hongtou.parse.untitled import of_progress, over_a_list

_LONGEST = 160
_MOST_LINES = 8
# (试行), 公告2019年第39号, and what an announcement with a number is about: 公告2019年第39号(关于…的公告).
_BRACKET = r"(?:\s*[(（〔\[【《][^()（）〔〕\[\]【】]{1,40}(?:\d{4}[^()（）]{0,12})?[)）〕\]】》])"
_SUFFIX = rf"{_BRACKET}*(?:(?:\d{{4}}年)?第\d{{1,4}}号{_BRACKET}?)?"
# The document's number before or behind the title in its own line, in brackets or not; no part of it.
_NUMBER = r"[(\[【]?[\u3400-\u9fffA-Za-z]{0,16}\s*[〔\[【(]\s*\d{2,4}\s*[〕\]】)]\s*第?\s*\d{1,5}\s*号\s*[)\]】]?"
_NUMBER_TAIL = re.compile(rf"\s*{_NUMBER}$")
_NUMBER_HEAD = re.compile(rf"{_NUMBER}\s*(?=关于|转发|印发|.{{0,30}}关于)")
# What a site says of the text before or behind its title: 【规范性文件】, [失效].
_NOTE_HEAD = re.compile(
    r"(?:[\[【][\u3400-\u9fff]{2,8}[\]】]|\(已?(?:废止|失效)\))\s*(?=[\u3400-\u9fff]{0,40}(?:关于|印发|转发|批转))"
)
_NOTE_TAIL = re.compile(r"\s*[\[【(](?:全文|部分|条款|已|现行)?(?:失效|废止|有效)[\]】)]$")
# _政策文件_云溪县人民政府, | 云溪县政府网, a bar alone.
_SITE_TAIL = re.compile(r"\s*(?P<sign>[_|丨-])[_|丨-]*\s*(?P<site>[\u3400-\u9fff][\u3400-\u9fff_| ·-]{1,40}|)$")
_OF_SITE = re.compile(r"(?:网|网站|门户|平台|公开|政府|频道)$")
# The day a page was put up, behind the title as a list of links prints it.
_DAY_TAIL = re.compile(r"\s*[(\[]?\d{4}([-/])\d{1,2}\1\d{1,2}[)\]]?$")
# 印发《…》 with nothing behind it, as a paper reports what two offices issued.
_ISSUED = re.compile(r"(?:印发|转发|发布)《[^《》]{4,80}》$")
# X办公室转发 over the title of what is forwarded.
_UNFINISHED = re.compile(r"(?:转发|批转|印发|颁发|下发|关于)$")
_GOES_ON = "、的和及"  # what ends a line only where the next goes on
_STOPS = re.compile(
    r"[。;!?]|^附\s*件|[:：]$|[(〔【\[](?:责任|牵头|配合|主办|承办|协办)[^()〔〕【】\[\]]*[:：]|[(〔][^()〔〕]{2,}负责[)〕]$"
)


class Title(Record, frozen=True):
    """The title's Value and the first and last of its lines."""

    value: Value
    first: int
    last: int


_SHORTEST, _LONGEST_PLAIN = 8, 50
_SHORTEST_ALONE = 5  # 规划计划, 政策文件: names of a site's parts
_SUFFIX_ENDS = frozenset(")）〕】》]号")


@cache
def _last_words() -> dict[str, list[str]]:
    """The words that end a title by their last character, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(load_toml("header.toml")["title_ends"], key=len, reverse=True):
        found.setdefault(word[-1], []).append(word)
    return found


@cache
def _last_characters() -> frozenset[str]:
    """What a title's last character may be."""
    return _SUFFIX_ENDS.union(_last_words())


@cache
def _ends() -> re.Pattern[str]:
    words = any_of(load_toml("header.toml")["title_ends"])
    return re.compile(rf"(?:{words}){_SUFFIX}$")


def _end_of(joined: str) -> int | None:
    """Where the word begins that ends a title, what may follow it included; None where none does."""
    if joined[-1] in _SUFFIX_ENDS:
        match = _ends().search(joined) or _ISSUED.search(joined)
        return match.start() if match else None
    word = next((word for word in _last_words().get(joined[-1], ()) if joined.endswith(word)), None)
    return None if word is None else len(joined) - len(word)


def ends_title(words: str) -> bool:
    """Whether words without blanks end as a title does."""
    return _SHORTEST <= len(words) <= _LONGEST_PLAIN and _end_of(words) is not None


def find_title(page: Page, boxed: Value | None, heads: Sequence[HeadLine], addressee: int | None) -> Title | None:
    """The best candidate among the first lines.

    ``boxed`` is the metadata box's 标题; ``heads[i]`` says what line i is instead of a title;
    ``addressee`` is the line of the 主送机关, above which the title stands.
    """
    lines = page.lines
    limit = min(len(lines), len(heads) if addressee is None else addressee)
    wanted = boxed.text.replace(" ", "") if boxed else ""
    above = under_joint_masthead(lines[:limit])
    pieces = [_piece(page, lines[index], heads[index]) if index >= above else None for index in range(limit)]
    closed = [
        _at(heads, index + 1) or index + 1 == addressee or (piece is not None and piece.numbered)
        for index, piece in enumerate(pieces)
    ]
    # 一、 opens a body, 附件: ends one: what has a title's words from there on is another document's
    bodies = [index for index in range(1, limit) if _is_of_body(lines[index - 1].words, lines[index].words)]
    parts = (_best(lines, pieces, closed, wanted, *part) for part in pairwise((0, *bodies, limit)))
    best = next((found for found in parts if found is not None), None)
    if best and bodies and best[0] >= bodies[0] and ends_title(wanted) and lines[best[0]].bare not in wanted:
        return None  # a cell of a flattened table
    if best is None:
        return _alone(page, heads, limit)
    if is_bulletin(lines, *best):
        alone = of_progress(lines, heads, limit, best[1] + 1)
        best = _best(lines, pieces, closed, wanted, best[1] + 1, limit) or ((alone, alone) if alone else best)
    first, last = best
    own = under_masthead(lines, first, last, [piece.bare if piece else None for piece in pieces])
    if own is not None:
        first = last = own
    elif before := _printed_before(lines, first, last):
        first, last = before
    else:
        first = _issuers_above(lines, first, last, heads, above)
    spans = []
    for line in lines[first : last + 1]:
        start, end = _own_words(page, line)
        spans.append((line.start + start, line.start + end))
    return Title(page.broken(spans), first, last)


def _alone(page: Page, heads: Sequence[HeadLine], limit: int) -> Title | None:
    """The line that stands for a title where none ends as one."""
    lines = page.lines
    alone = over_a_list(lines, heads, limit)
    if alone is None or is_bulletin(lines, alone, alone):
        told = of_progress(lines, heads, limit, 0 if alone is None else alone + 1)
        alone = alone if told is None else told
    return None if alone is None else Title(page.joined(alone, alone), alone, alone)


def _is_of_body(before: str, words: str) -> bool:
    return words.startswith("一、") or (words.startswith("附件") and before[-1] == "。")


def _best(
    lines: Sequence[Line], pieces: Sequence[_Piece | None], closed: Sequence[bool], wanted: str, start: int, stop: int
) -> tuple[int, int] | None:
    """The first and the last line of the best candidate that begins at a line of start..stop, of equal ones the first.

    The lowest are scored first: of most others a look says that they cannot be better.
    """
    best: tuple[float, int, int] | None = None
    ends = [
        p is not None and (p.may_end or closed[i] or wanted != "") and not _goes_on(pieces, i)
        for i, p in enumerate(pieces)
    ]
    for first in range(stop - 1, start - 1, -1):
        if True not in ends[first : first + _MOST_LINES]:
            continue  # as of most lines of menus
        joined = ""
        for last in range(first, min(len(pieces), first + _MOST_LINES)):
            piece = pieces[last]
            if piece is None:
                break
            joined += piece.bare
            if not ends[last] or (piece.bare[-1] == "令" and last > first and _is_order(pieces, last)):
                continue
            headed = closed[last]
            less = 0.4 * (last - first)
            more = 2 * headed + 0.01 * first
            most = 13 if wanted else 8  # than which no words score more, the middle of a page included
            if best is None or most - less + more >= best[0]:
                score = _score(joined, wanted, headed) - less
                if score > 0:
                    score += more
                    score += (lines[last].align == "center") * 0.5
                    score -= piece.dated * 1.5  # a list of links
                    if best is None or score > best[0] or (score == best[0] and first < best[1]):
                        best = (score, first, last)
            if piece.numbered:
                break
    return best[1:] if best else None


def _is_order(pieces: Sequence[_Piece | None], index: int) -> bool:
    """Whether a line is an order's masthead, and the one above it no organ that orders too but what it issues."""
    order, above = pieces[index], pieces[index - 1]
    return order is not None and above is not None and is_organ(order.bare[:-1]) and not is_organ(above.bare)


def _goes_on(pieces: Sequence[_Piece | None], index: int) -> bool:
    """Whether the line below can only go on from this one: 关于转发县水利局意见 / 的通知."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    return below is not None and below.bare[:1] in _NEVER_FIRST


_NEVER_FIRST = ("的", "》", "〉")


class _Piece(Record, frozen=True):
    """What a title would take of a line: its own words without blanks."""

    bare: str
    may_end: bool
    """Whether their last character may be a title's last: of most lines it may not."""
    numbered: bool
    """Whether the document's number stands behind them."""
    dated: bool
    """Whether a day stands behind them."""


def _piece(page: Page, line: Line, head: HeadLine) -> _Piece | None:
    """None where the line can be no part of a title: an item of a list, a sentence, what says something else."""
    words = line.words
    if line.noise or head.said or len(words) > _LONGEST:
        return None
    may_stop = words[0] == "附" or not words.isalpha()  # of the names in a menu none does
    if (may_stop and _STOPS.search(words)) or numbering(words) is not None:
        return None
    start, end = _own_words(page, line)
    numbered = "号" in words[end:]
    bare = words[start:end].replace(" ", "")
    return _Piece(bare, bare[-1:] in _last_characters(), numbered, end < len(words) and not numbered)


def _own_words(page: Page, line: Line) -> tuple[int, int]:
    """Where in a line's words the title's own stand, without the document's number or the page's day around them."""
    words = line.words
    start, end = 0, len(words)
    if ("_" in words or "|" in words or "-" in words or "丨" in words) and (site := _site_behind(words)):
        words, end = words[:site], site
    if "号" in words:
        tail = _NUMBER_TAIL.search(words)
        if tail and tail.start():
            end = tail.start()
            if tail[0][0] not in " ([【":  # glued to the title: where the number itself begins
                end = next((n.start - line.start for n in scan_numbers(page.text, line.start, line.end)[-1:]), end)
        elif head := _NUMBER_HEAD.match(words):
            start = head.end()
    elif words[-1].isdigit() or words[-1] in ")]】":
        tail = _DAY_TAIL.search(words) or _NOTE_TAIL.search(words)
        end = tail.start() if tail and tail.start() else end
    if words.startswith("title:"):  # of the head that extractors of text print over it
        start = len(words) - len(words[6:].lstrip(" "))
    if words[start] in "[【(" and (note := _NOTE_HEAD.match(words, start, end)):
        start = note.end()
    quoted = words[end - 1] == "》" and words[start] == "《" and words.count("《", start, end) == 1
    return (start + 1, end - 1) if quoted else (start, end)


def _site_behind(words: str) -> int:
    """Where a title ends behind which stand the site's own words, as a browser's window shows them
    (…的通知_政策文件_云溪县政府), or a bar that parts it from nothing; 0 where none do.
    """
    site = _SITE_TAIL.search(words)
    if site is None:
        return 0
    title, behind = words[: site.start()].replace(" ", ""), site["site"].replace(" ", "")
    if len(title) < _SHORTEST or _end_of(title) is None or (behind and _end_of(behind) is not None):
        return 0
    return site.start() if not behind or site["sign"] != "-" or _OF_SITE.search(behind) else 0


def _score(joined: str, wanted: str, headed: bool) -> float:
    """``headed``: the number or the addressee follows, so that a title may end in any word."""
    if len(joined) < (4 if headed else _SHORTEST_ALONE) or len(joined) > _LONGEST:
        return 0
    if wanted and joined == wanted:
        return 12
    end = _end_of(joined)
    if "》" in joined[:-1] and "《" not in joined:
        return 0.5  # the end of a title whose 《 stands in the line above
    if (">" in joined and "<" not in joined) or (end is None and not (headed and "关于" in joined)):
        return 0
    score = 0.5 if end is None else 2.0 + (end > 6)
    opens = opening().match(joined)
    if opens:
        score += 4
    elif "关于" in joined or joined.startswith(("印发", "转发", "批转")):
        score += 2
    return score


def _at(heads: Sequence[HeadLine], index: int) -> bool:
    return index < len(heads) and heads[index].said and not heads[index].boxed


def _issuers_above(lines: Sequence[Line], first: int, last: int, heads: Sequence[HeadLine], above: int) -> int:
    """Take in the lines above that are issuers of the same title: one a line, or the one that 关于 lacks."""
    first -= _is_cut_name(lines, heads, first, last)
    own = lines[first].bare
    opened = bool(opening().match("".join(line.bare for line in lines[first : last + 1])))
    opened_above = False
    top = first
    while top > above and first - top < _MOST_LINES:
        line = lines[top - 1]
        if line.noise or heads[top - 1].said:
            break
        if _UNFINISHED.search(line.bare) and len(line.words) <= _LONGEST and opening().match(line.bare):
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
    return goes_on(above, "".join(line.bare for line in lines[first : last + 1])) and _end_of(above) is None


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


def _printed_before(lines: Sequence[Line], first: int, last: int) -> tuple[int, int] | None:
    """The title's lines where its words stand over themselves too, the issuer's line between, as legal mirrors print
    them, or again below: it is whole without the issuer. The upper is taken where print cut the lower short.
    """
    if last > first and are_organs(lines[first].words):
        first += 1
    if first < 2 or not are_organs(lines[first - 1].words):
        return None
    upper, own = lines[first - 2].bare, "".join(line.bare for line in lines[first : last + 1])
    lower = lines[last + 1].bare if last + 1 < len(lines) else ""
    if len(lower) >= _SHORTEST and own.startswith(lower):
        return first, last
    if len(own) < _SHORTEST or not upper.startswith(own):
        return None
    return (first - 2, first - 2) if len(upper) > len(own) and ends_title(upper) else (first, last)
