"""Cuts a printed list of units into names: separators, brackets, 等, 和, blanks, and collectives that hold a 、.

Works on folded text; what comes out are spans.
"""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import load_toml
from hongtou.fields.text import trim
from hongtou.fields.unit_words import BUSY_WORDS, LABEL_WORDS, PERSON, any_of, is_name

__all__ = ["KEY", "collective_end", "cut", "is_collective", "is_person", "joins_over_line", "plain_names"]

_DIGITS = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])"
KEY = re.compile(rf"第?{_DIGITS}(?:[-~至.、,和]第?{_DIGITS}){{0,12}}(?:项|条|款|类)?")
"""What a name is keyed to: 1-2, 3, 第三项."""

_LEADING = re.compile(
    rf"""
    (?: \({_DIGITS}\) | [①-⑳㈠-㈩] | {_DIGITS}[.、)]          # the list's own numbering
      | (?:具体|统一|主要)?由 | 请(?!示) | 责成 | 以及 | 和(?!平) | 及 | 并 | 其中 | 与 | [-*·•—]
    )\ *
    """,
    re.VERBOSE,
)
_LEADING_FIRST = frozenset("(0123456789一二三四五六七八九十具统主由请责以和及并其与-*·•—") | frozenset(
    chr(c) for c in (*range(ord("①"), ord("⑳") + 1), *range(ord("㈠"), ord("㈩") + 1))
)
_TRAILING_LAST = frozenset("和及与.·*★#")
_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十几多]{1,3})"
_ETC = r"(?<![高中初平同对上优均])等"
_TRAILING = re.compile(
    rf"""
    (?: {_ETC}(?:{_COUNT})?(?:个|家)?(?:行业|职能|主管|责任|成员)?
          (?:部门|单位|机构|地区|地方|企业|组织)?(?:和单位)?   # 人民银行等部门 → 人民银行
      | [和及与] | 以及 | [.·*★#]
    )$
    """,
    re.VERBOSE,
)
# X、Y等有关部门: 有关部门 is a collective of its own
_ETC_MORE = re.compile(rf"{_ETC}(?:以及|和|及|与|、)?(?=\S{{0,6}}(?:有关|相关|各|其他|直属|直单位|直部门))")
_AND = re.compile(r"以及|和|及|与|并(?=各|有关|相关|所有)")
_ODD = re.compile(r"[ \n等和及与由请并其①-⑳㈠-㈩\d一二三四五六七八九十*★#·.-]")
_BARE = frozenset(
    [
        "单位",
        "部门",
        "机构",
        "企业",
        "机关",
        "组织",
        "办公室",
        "委员会",
        "局",
        "厅",
        "中心",
        "公司",
        "有限公司",
        "有限责任公司",
        "分局",
        "集团",
        "政府",
        "支队",
        "部",
        "委",
    ]
)
_MARKED = re.compile(r"团?[省市县区州旗盟镇乡各国]|中[国央]|全国|自治区|最高|有关|相关|人民银行")


def cut(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names between two separators: mostly one, more where 和, 等 or blanks join them; none where none stands."""
    start, end = trim(folded, start, end)
    if start >= end:
        return []
    piece = folded[start:end]
    if _ODD.search(piece) is None:
        return [(start, end)] if len(piece) > 1 else []
    if " " not in piece and "\n" not in piece:
        return [(start + a, start + b) for a, b in _split(piece)]
    found: list[tuple[int, int]] = []
    for first, last in _by_blank(folded, start, end):
        at = [i for i in range(first, last) if folded[i] not in " \n"]
        squeezed = "".join(folded[i] for i in at)
        found.extend((at[a], at[b - 1] + 1) for a, b in _split(squeezed))
    return found


def _split(piece: str) -> list[tuple[int, int]]:
    """Spans of the names in a piece without blanks."""
    start, end = 0, len(piece)
    for _ in range(3) if piece[0] in _LEADING_FIRST else ():
        lead = _LEADING.match(piece, start)
        if lead is None or (lead.end() == end):
            break
        start = lead.end()
    more = _ETC_MORE.search(piece, start) if "等" in piece else None
    if more is not None and more.start() > start:
        return [*_split_and(piece, start, more.start()), *_split_and(piece, more.end(), end)]
    return _split_and(piece, start, end)


def _split_and(piece: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at 和, 及 between two complete names: 工业和信息化部 stays whole."""
    for _ in range(3) if "等" in piece or piece[end - 1] in _TRAILING_LAST else ():
        trail = _TRAILING.search(piece, start, end)
        if trail is None:
            break
        end = trail.start()
    if end - start < 2 or KEY.fullmatch(piece, start, end):
        return []
    for joint in _AND.finditer(piece, start, end):
        left, right = piece[start : joint.start()], piece[joint.end() : end]
        if (
            right not in _BARE
            and is_name(left)
            and is_name(right)
            and piece.count("(", start, joint.start()) == piece.count(")", start, joint.start())
        ):
            return [(start, joint.start()), *_split_and(piece, joint.end(), end)]
    return [(start, end)]


def _by_blank(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Blanks separate names only where each word is a whole name with its own mark: "市教育局 市财政局"."""
    words = [m.span() for m in re.finditer(r"[^ \n]+", folded[start:end])]
    texts = [folded[start + a : start + b] for a, b in words]
    if len(texts) == 2 and is_person(*texts):
        return [(start, start + words[0][1])]
    if all(len(t) > 2 and _MARKED.match(t) and is_name(t) for t in texts):
        return [(start + a, start + b) for a, b in words]
    return [(start, end)]


def is_person(unit: str, name: str) -> bool:
    """县水利局 王晓东: a unit, a blank, and a word of a name's length that no unit ends like.

    >>> is_person("县水利局", "王晓东"), is_person("区教", "育局"), is_person("市财政局", "预算科")
    (True, False, False)
    """
    if not 2 <= len(name) <= _LONGEST_PERSON or not (len(unit) > 2 and is_name(unit)):
        return False
    return name.isalpha() and not name.isascii() and not is_name(name) and not is_name(unit + name)


_LONGEST_PERSON = 3


def joins_over_line(folded: str, start: int, at: int, end: int) -> bool:
    """Whether the name before the line break at ``at`` goes on after it (市人力资源和社会|保障局)."""
    before = folded[start:at].replace(" ", "").replace("\n", "")
    follows = _NEXT.match(folded, at, end)
    if not before or follows is None:
        return False
    after = follows["word"].replace(" ", "")
    if after in _BARE:
        return is_name(before + after)
    if is_name(before) or _MARKED.match(after) or len(before + after) > 30:
        return False
    return is_name(before + after) or is_name(before + _ROLE_BEHIND.sub("", after))  # 政策法规|司负责


_NEXT = re.compile(r"[ \n]{1,8}(?P<word>[^、,;。:()〔〕\[\]|/\n]{1,20})")


# what may follow a collective without a separator
_ROLE_STARTS = "牵头|负责|配合|参加|参与|落实|指导|分别|共同|会同|承办|实施|协助|协办|分工|具体|按"
_ROLE_BEHIND = re.compile(rf"(?:{_ROLE_STARTS}).*$")


@cache
def _collective() -> re.Pattern[str]:
    data = load_toml("units.toml")["collectives"]
    region = rf"(?:{any_of(data['regions'])}|\([^()]{{1,20}}\)|〔[^〔〕]{{1,20}}〕|\[[^\[\]]{{1,20}}\])"
    tail = any_of(data["tails"])
    office = rf"(?:{any_of(data['offices'])})"
    second = r"(?:\([^()]{1,6}\))"  # 各院(系)、部、处
    ends = rf"(?=[ \n]*(?:[、,;。)〕\]:|(]|$|等|[和及与按](?!\w{{0,3}}$)|以及|{_ROLE_STARTS}))"
    return re.compile(
        rf"""
        [^、,;。\n]{{0,10}}?(?:各|有关|相关|所有|沿线|试点)(?:有关|相关)?
          (?:
              # 各市、县(区)人民政府; 各省、自治区、直辖市人民政府; 各市、州、县
              {region}{{1,4}}
              (?: [、/]{region}{{1,4}} | (?:和|及|以及){region}{{1,3}}(?=人民政府|政府|{ends}) ){{1,6}}
              (?:{tail})?{ends}
            | # 市政府各委、办、局
              {office}{second}?(?:[、/]{office}{second}?){{1,6}}(?:[和及]?(?:直属)?(?:机构|部门|单位))?{ends}
            | # 各区、县财政局: the level falls from left to right
              (?:市|州|区|县)(?:、(?:县|区|旗)){{1,2}}\w{{2,12}}(?:局|委|办|部门|单位){ends}
          )
      | # 省、市驻云溪各单位
        (?:中央|国家|自治区|[省市县区])(?:、(?:自治区|[省市县区])){{1,3}}驻[^、,;。\n]{{1,12}}?单位{ends}
      | # 市、县(区)人民政府
        {region}{{1,3}}(?:[、/]{region}{{1,4}}){{1,6}}(?:{tail}){ends}
        """,
        re.VERBOSE,
    )


def collective_end(folded: str, start: int, at: int, end: int) -> int | None:
    """Where a collective that opens at ``start`` and holds the 、 at ``at`` ends, None where none does."""
    if folded[at - 1] not in _COLLECTIVE_LAST:
        return None
    start, _ = trim(folded, start, at)
    lead = _LEADING.match(folded, start, at)
    found = _collective().match(folded, lead.end() if lead else start, end)
    return found.end() if found is not None and found.end() > at else None


def is_collective(folded: str) -> bool:
    """Whether a text is one collective that holds a 、, and nothing else.

    >>> is_collective("各院(系)、部、处、室"), is_collective("市教育局、市财政局")
    (True, False)
    """
    return folded[:1] in _COLLECTIVE_FIRST and "、" in folded and _collective().fullmatch(folded) is not None


_COLLECTIVE_FIRST = frozenset("各有相所沿试")
_COLLECTIVE_LAST = frozenset("央家省区市州盟地县旗乡镇道街村师部委办厅局行院处司室会社)〕]")
_BUSY_SIGNS = re.compile(r"[,;。 \n:|/①②③④⑤⑥⑦⑧⑨⑩()〔〕\[\]【】]")
_MANY = ("各", "有关", "相关", "所有", "沿线", "试点")  # 各市、县 is one collective though a 、 stands in it
_BUSY: dict[str, tuple[str, ...]] = {}
for _word in (*BUSY_WORDS, "责成"):
    _BUSY[_word[0]] = (*_BUSY.get(_word[0], ()), _word)
_IN_NAMES: tuple[str, ...] = tuple(load_toml("roles.toml")["around"]["in_names"])
_BUSY_FIRST = re.compile(f"[{''.join(sorted({*_BUSY, *(word[0] for word in _MANY)}))}]")
_LONGEST = 60


def plain_names(folded: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """The names of a cell that is nothing but names and 、 (市教育局、市财政局); None for every other cell.

    >>> plain_names("市教育局、市财政局", 0, 9), plain_names("市教育局牵头", 0, 6)
    ([(0, 4), (5, 9)], None)
    """
    if _BUSY_SIGNS.search(folded, start, end):
        return None
    for m in _BUSY_FIRST.finditer(folded, start, end):
        at = m.start()
        if folded.startswith(_BUSY.get(folded[at], ()), at, end) and not folded.startswith(_IN_NAMES, at, end):
            return None
        if folded.startswith(_MANY, at, end) and folded.find("、", at, end) >= 0:
            return None
    found: list[tuple[int, int]] = []
    at = start
    pieces = folded[start:end].split("、")
    last = len(pieces) - 1
    for i, piece in enumerate(pieces):
        stop = at + len(piece)
        if len(piece) > 1:
            if not piece.isalpha() or len(piece) > _LONGEST or piece in LABEL_WORDS:
                return None
            if i < last and piece[-1] in _LEVEL_LAST:
                return None  # 市、县人民政府
            if not is_name(piece) and PERSON.search(piece):
                return None
            if _ODD.search(piece):
                found += cut(folded, at, stop)
            else:
                found.append((at, stop))
        elif i < last and piece in _LEVEL_LAST:
            return None
        at = stop + 1
    return found


_LEVEL_LAST = frozenset("省区市州盟县旗乡镇道街村木师场")
