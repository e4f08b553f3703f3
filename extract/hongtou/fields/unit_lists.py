"""Cuts a printed list of units into names: separators, 等, 和, blanks, marks, persons, names without a separator.

Works on folded text; what comes out are spans.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hongtou.data import finder, load_toml
from hongtou.fields.numerals import BRACKETED, CIRCLED
from hongtou.fields.text import trim
from hongtou.fields.unit_blanks import BARE, by_blank
from hongtou.fields.unit_collectives import COLLECTIVE_LAST, MANY, collective_end, is_collective
from hongtou.fields.unit_fused import taken_apart
from hongtou.fields.unit_labels import is_second_name
from hongtou.fields.unit_people import is_person_name, unit_length
from hongtou.fields.unit_words import (
    BUSY_WORDS,
    KEY,
    LABEL_BEFORE,
    LABEL_WORDS,
    LABELLED,
    LEADING,
    MARKS,
    is_name,
    keep,
    role_of_label,
)
from hongtou.model.record import Record

__all__ = ["PIECES", "cut", "plain_names"]

_LEADING_FIRST = frozenset("(0123456789一二三四五六七八九十具统主由请责以和及并其与等" + MARKS + CIRCLED + BRACKETED)
_KEY_FIRST = _LEADING_FIRST | {"第"}
_TRAILING_LAST = frozenset("和及与0123456789" + MARKS)
_QUOTES = frozenset("“”\"'‘’「」『』")
_BY = re.compile(r"(?<!自)由(?=[省市县区州旗盟镇乡各团国])")
_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十几多]{1,3})"
_ETC = r"(?<![高中初平同对上优均])等"
_TRAILING = re.compile(
    rf"""
    (?: {_ETC}(?:{_COUNT})?(?:个|家)?(?:行业|职能|主管|责任|成员){{0,2}}
          (?:部门|单位|机构|地区|地方|企业|组织|地|(?:乡镇|镇街|街镇)(?:\(街道\)|街道)?|街道|县区|区县|县市区?|市县|市州|州市|运营商)?
          (?:和单位)?   # 人民银行等部门 → 人民银行, 城关镇等5个乡镇 → 城关镇
      | {_ETC}(?![级次待候于高])[\u4e00-\u9fff]{{2,4}}(?:部门|单位|机构|企业)   # 海事等口岸单位
      | [和及与] | 以及 | (?<=[局委办厅部院会心司处科站队室府])\d{{1,2}}(?:[-~.]\d{{1,2}}){{0,6}} | [{re.escape(MARKS)}]
    )$
    """,
    re.VERBOSE,
)
# X、Y等有关部门: 有关部门 is a collective of its own
_ETC_MORE = re.compile(
    rf"{_ETC}(?:(?:部门|单位|机构)(?=以及|和|及|与))?(?:以及|和|及|与|、)?(?=\S{{0,6}}(?:有关|相关|各|其他|直属|直单位|直部门))"
)
_AND = re.compile(
    r"[以和及与并.·•+&\\-](?:(?<=以)及|(?<=[和及与])(?:其(?=有关|相关|所属|直属|下属))?|(?<=并)(?=各|有关|相关|所有)|(?<=[.·•+&\\-])[.·•+&\\-]*)"
)
"""Begins with one class, which `re` finds at its fastest."""


def cut(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names between two separators: mostly one, more where 和, 等 or blanks join them; none where none stands."""
    start, end = trim(folded, start, end)
    if start >= end:
        return []
    piece = folded[start:end]
    if " " not in piece and "\n" not in piece:
        return [(start + a, start + b) for a, b in _names(piece)]
    found: list[tuple[int, int]] = []
    for first, last in by_blank(folded, start, end):
        at = [i for i in range(first, last) if folded[i] not in " \n"]
        squeezed = "".join(folded[i] for i in at)
        found.extend((at[a], at[b - 1] + 1) for a, b in _names(squeezed))
    return found


def _spans(piece: str, joined: bool = True) -> tuple[tuple[int, int], ...]:
    """Spans of the names in a piece without blanks, none of a person in it; ``joined`` is whether 和 may join some."""
    found: list[tuple[int, int]] = []
    for start, end in _split(piece, joined):
        name = piece[start:end]
        parts = taken_apart(name[: unit_length(name)])
        found += [(start + a, start + b) for a, b in parts] if start else parts
    return tuple(found)


_names = lru_cache(maxsize=16384)(_spans)  # the same units stand in every row


def _split(piece: str, joined: bool) -> list[tuple[int, int]]:
    """Spans of what 等 and 和 leave whole."""
    start, end = 0, len(piece)
    if piece[0] in _QUOTES and piece[-1] in _QUOTES and end > 2:  # "市教育局"
        start, end = 1, end - 1
    for _ in range(3) if piece[0] in _LEADING_FIRST else ():
        lead = LEADING.match(piece, start)
        if lead is None or (lead.end() == end):
            break
        start = lead.end()
    by = _BY.search(piece, start + 1) if "由" in piece else None
    if by is not None and is_name(piece[by.end() : end]):  # 城区由市教育局负责
        start = by.end()
    more = _ETC_MORE.search(piece, start) if "等" in piece else None
    if more is not None and more.start() > start:
        return [*_split_and(piece, start, more.start(), joined), *_split_and(piece, more.end(), end, joined)]
    return _split_and(piece, start, end, joined)


_CORPS = "新疆生产建设兵团"
# 市文化广电和旅游局, 市水务和湖泊局: a field of work, though 广电 and 水务 alone may name a company
_FIELD = re.compile(r"(?:广电|水务|电力|烟草|邮政|燃气|电信|石油|石化|航空|保险|证券)$")
_OFFICE = re.compile(r"(?![省市区县州盟旗镇乡各]).{2,12}[局厅委部办]")


def _split_and(piece: str, start: int, end: int, joined: bool) -> list[tuple[int, int]]:
    """Split at 和, 及 between two complete names: 工业和信息化部 stays whole."""
    for _ in range(3) if "等" in piece or piece[end - 1] in _TRAILING_LAST else ():
        trail = _TRAILING.search(piece, start, end)
        if trail is None:
            break
        end = trail.start()
    if end - start < 2 or (piece[start] in _KEY_FIRST and KEY.fullmatch(piece, start, end)):
        return []
    joint = _AND.search(piece, start, end) if joined else None
    while joint is not None:
        left, right = piece[start : joint.start()], piece[joint.end() : end]
        if right == _CORPS and is_collective(left):  # 各省、自治区、直辖市及新疆生产建设兵团
            return [(start, joint.start()), (joint.end(), end)]
        if (
            right not in BARE
            and not (_FIELD.search(left) and _OFFICE.fullmatch(right))
            and is_name(left)
            and is_name(right)
            and piece.count("(", start, joint.start()) == piece.count(")", start, joint.start())
        ):
            return [(start, joint.start()), *_split_and(piece, joint.end(), end, joined)]
        joint = _AND.search(piece, joint.end(), end)
    return [(start, end)]


_BUSY: dict[str, tuple[str, ...]] = {}
for _word in (*BUSY_WORDS, "责成"):
    _BUSY[_word[0]] = (*_BUSY.get(_word[0], ()), _word)
_IN_NAMES: tuple[str, ...] = tuple(load_toml("roles.toml")["around"]["in_names"])
_BUSY_FIRST = re.compile(f"[{''.join(sorted(_BUSY))}]")
_TELLING = finder(
    [
        *(word for words in _BUSY.values() for word in words),
        *("单位", "部门", "主体"),  # LABELLED
        *("并各", "并有", "并相", "并所", *"和及与.·•+&\\-"),  # _AND
        *(*MANY, "“"),  # _open_end
    ]
)
"""One search that tells what most names are: without a role word, the end of a label, a joint, a word of many or a
quote."""
_LEVEL_LAST = frozenset("省区市州盟县旗乡镇道街村木师场地)")
_SIDES = frozenset("东西南北中")
_ORDINALS = frozenset("一二三四五六七")  # 市第二、三人民医院
_BELONGING = frozenset(("中央", "国家", *(level + of for level in "中部省市县区州旗" for of in "属直管")))
"""市属、驻市各单位; 中央、省属驻市单位."""
_LONGEST = 60


def plain_names(folded: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """The names of a cell that is nothing but names and 、 (市教育局、市财政局); None for every other cell.

    >>> plain_names("市教育局、市财政局", 0, 9), plain_names("市教育局牵头", 0, 6)
    ([(0, 4), (5, 9)], None)
    """
    found: list[tuple[int, int]] = []
    stretch = folded[start:end]
    at = start
    opened = stretch.find("(")
    inside = opened >= 0 and (stretch.find("、", opened) >= 0 or stretch.find(")", 0, opened) >= 0)
    for piece in _OUTSIDE_BRACKETS.split(stretch) if inside else stretch.split("、"):
        stop = at + len(piece)
        if stop - at > _LONGEST:
            return None
        known = PIECES[piece]
        if known.names is None or (known.open_end and stop < end and collective_end(folded, at, stop, end) is not None):
            return None
        if known.is_one:
            found.append((at, stop))
        else:
            for a, b in known.names:
                found.append((at + a, at + b))
        at = stop + 1
    return found


_OUTSIDE_BRACKETS = re.compile(r"、(?![^()]*\))")
"""各县(市、区)人民政府 is one name."""


class _Piece(Record, frozen=True):
    """What stands between two 、: its names, None where it may hold more than names, whether it is one itself, as most
    are, and whether a collective may go on behind it.
    """

    names: tuple[tuple[int, int], ...] | None
    is_one: bool
    open_end: bool


class _Pieces(dict[str, _Piece]):
    """A piece → what it is; worked out when first met."""

    def __missing__(self, piece: str) -> _Piece:
        told = _TELLING.search(piece) is not None
        names = _plain(piece, told)
        return keep(self, piece, _Piece(names, names == ((0, len(piece)),), _open_end(piece, told)), _MOST_PIECES)


_MOST_PIECES = 16384
PIECES = _Pieces()


def _open_end(piece: str, told: bool) -> bool:
    """Whether the piece may open a collective that goes on behind the 、 (市、县人民政府), or cuts a quote."""
    return (
        piece[-1:] in _LEVEL_LAST
        or piece in _SIDES
        or piece in _BELONGING
        or (piece[:1] == "驻" and piece[-1:] == "央")
        or (piece[-2:-1] == "第" and piece[-1] in _ORDINALS)
        or (told and piece[-1:] in COLLECTIVE_LAST and any(word in piece for word in MANY))
        or (told and piece.rfind("“") > piece.rfind("”"))
    )


def _plain(piece: str, told: bool) -> tuple[tuple[int, int], ...] | None:
    """The names of one piece, None where it may hold more than names: a role word, a label, a sign."""
    busy = _BUSY_FIRST.search(piece) if told else None
    while busy is not None:
        at = busy.start()
        inside = at > 0 and piece.startswith(_IN_NAMES, at) and not is_name(piece[:at])  # 残疾人联合会
        if piece.startswith(_BUSY[piece[at]], at) and not inside:
            return None
        busy = _BUSY_FIRST.search(piece, at + 1)
    if not piece:
        return ()
    if piece in LABEL_WORDS or (told and LABELLED.search(piece) and LABEL_BEFORE.match(piece)):
        return None
    if piece.isalpha():
        return _spans(piece, joined=told)
    names = _spans(piece) if _has_second_name(piece) else ()
    return names if names == ((0, len(piece)),) else None


_SECOND_NAME = re.compile(r"([^()]{2,})\(([^()]+)\)([^()]*)")


def _has_second_name(piece: str) -> bool:
    """市政府各部门(单位), 各县(市、区)人民政府: a bracket that is a part of the name it stands in."""
    found = _SECOND_NAME.fullmatch(piece)
    if found is None:
        return False
    before, inner, after = found.groups()
    if not (before + inner.replace("、", "") + after).isalpha() or is_person_name(before):
        return False
    return role_of_label(before) is None and is_second_name(inner)
