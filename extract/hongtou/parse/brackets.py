"""Whether what a bracket holds names who does the work of the words before it, and where in it the names stand."""

from __future__ import annotations

import re

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.unit_clauses import is_clause, says_of_work
from hongtou.fields.unit_endings import shares_ending
from hongtou.fields.unit_people import are_people
from hongtou.fields.unit_words import is_name
from hongtou.fields.units import LABELS, are_sure_names, is_assignment, looks_like_units, says_what_to_do
from hongtou.parse.beside import BESIDE, BESIDE_ENDS, LIMIT_LAST
from hongtou.parse.lines import Line
from hongtou.parse.numbering import numbering


def names_who(line: Line, start: int, end: int, inside: str) -> bool:
    """Whether the bracket at ``start`` of the text, with the words ``inside`` it, is an assignment.

    A bare list of units is one where it closes a sentence or an item: "…。(市发改委、市财政局)", also with a limit.
    """
    before = line.words[start - line.start - 1] if start > line.start else ""
    if before == " ":
        before = line.words[: start - line.start].rstrip()[-1:]
    names = LIMIT_LAST.sub("", inside) if "," in inside or ";" in inside else inside
    opens_as_name = inside[:1] in _LEVELS or (
        names[-1:] in _OFFICES and names[-2:] not in _WARDS and are_sure_names(names)
    )
    closes = before != "" and (before in _CLOSED or (opens_as_name and _ends_item(line, start, end)))
    if closes and (looks_like_units(LIMIT_LAST.sub("", names)) or ("," in inside and _has_clause(inside))):
        return True
    if is_assignment(inside) or _is_behind(inside) or _is_before(inside) or _is_of_parts(inside):
        return True
    return _is_due(inside)


def _is_due(inside: str) -> bool:
    """Whether a limit that is said to be one stands behind sure names, wherever the bracket does:
    (市交通运输局;完成时限:5月底前), (市经信委,2012年底前完成), (市水利局,长期坚持). A mere time does not tell:
    (市统计局,2012年6月), nor does whom to ask (县督查室,联系电话:…).
    """
    limit = LIMIT_LAST.search(inside) if inside[-1:] in _DUE_LAST or ":" in inside else None
    if limit is None or "联系" in limit[0] or (":" not in limit[0] and _DUE.search(limit[0]) is None):
        return False
    names = inside[: limit.start()]
    return are_sure_names(names) or shares_ending(names)


_DUE = re.compile(
    r"(?:前(?:全部|全面|基本)?|年内|长期|持续|立即)(?:完成|建成|到位|出台|印发|启动|开工|落实|办结|报送|坚持|推进|实施|开展)?$"
    r"|常态化|全年(?:坚持|推进|实施|开展)$"
)
_DUE_LAST = frozenset("前成位台发动工实结送内期续即持进施展化")


def _has_clause(inside: str) -> bool:
    """Whether sure names stand before short clauses about the work: (A、B,随时), (A、B,完成后销号). Behind one name
    only a time or a report is one: (县一中,两千平方米) says what is built.
    """
    head, *rest = inside.split(",")
    if not (are_sure_names(head) or shares_ending(head)):
        return False
    several = "、" in head
    return all(says_of_work(clause) and (several or is_name(clause) or is_clause(clause)) for clause in rest)


_CLOSED = frozenset("。;,)]】〕")
_LEVELS = frozenset("省市县区州盟旗镇乡各")
_OFFICES = frozenset("局委部厅署办处科股队")
"""What sure names end in that need no level before them where they stand at an item's end: 财政部、税务总局."""
_WARDS = frozenset(("内科", "外科", "儿科", "产科", "妇科", "眼科", "牙科", "骨科"))
"""新增床位50张(内科、儿科): where, not who."""
# 2020年9月底前,A牵头 · 持续推进,A、B负责
_LIMIT_FIRST = re.compile(
    r"[^,;:]{0,18}(?:[前底内末起](?:全部|全面|基本)?(?:完成|建成|到位|出台|印发|启动|开工|落实)?|长期坚持|持续推进|持续实施|常态化)[,;]"
)


def _is_behind(inside: str) -> bool:
    """Whether a limit or people stand before an assignment: (6月底前,A负责), (责任领导:B;A), (县长负责,A牵头)."""
    if beside := BESIDE.match(inside):
        stop = BESIDE_ENDS.search(inside, beside.end())
        if LABELS.search(inside) is not None:
            return True
        rest = inside[stop.end() :] if stop is not None and not inside.startswith("联系") else ""
        return rest != "" and (is_assignment(rest) or looks_like_units(rest))
    first = _LIMIT_FIRST.match(inside) or _CLAUSE.match(inside)
    if first is None or (first.re is _CLAUSE and (first[1][-1] not in _PEOPLE_LAST or not are_people(first[1]))):
        return False
    return is_assignment(inside[first.end() :]) or looks_like_units(inside[first.end() :])


_CLAUSE = re.compile(r"([^,;:。]{2,40})[,;]")
_PEOPLE_LAST = frozenset("责头抓总筹调衔志长任记席员")
"""What a clause ends in that names people: of most brackets none does."""


def _is_before(inside: str) -> bool:
    """Whether an assignment stands before a limit that a blank alone parts from it: (A牵头 B配合 6月底前完成)."""
    limit = LIMIT_LAST.search(inside) if " " in inside else None
    return limit is not None and is_assignment(inside[: limit.start()])


def _is_of_parts(inside: str) -> bool:
    """Whether every part says who, of one how: (A,6月底前;各乡镇配合)."""
    if ";" not in inside or LIMIT_LAST.search(inside[: inside.find(";")]) is None:
        return False
    parts = [LIMIT_LAST.sub("", part.strip()) for part in inside.split(";")]
    return any(map(is_assignment, parts)) and all(is_assignment(part) or looks_like_units(part) for part in parts)


def _ends_item(line: Line, start: int, end: int) -> bool:
    """Whether a bracket ends a numbered item that says what to do, so that a bare list in it names who does it:
    "1、新建标准厂房10万平方米(县住建局)"; items may follow one another in a line: "②支持企业上市(市金融办);".
    Entries of other lists (2、先进单位(县住建局)) open with no such verb.
    """
    words = line.words[: start - line.start]
    last = words[max(words.rfind(";"), words.rfind("。")) + 1 :]
    if line.end - end <= 1:
        return _says_item(words) or (last != words and _says_item(last))
    return line.words[end - line.start] in ";。" and _says_item(last)


def _says_item(words: str) -> bool:
    """Whether an item of a list says what to do, in its first words or behind those that say when or with what in view:
    "1、以农村为重点,强化源头监管".
    """
    mark = numbering(words)
    if mark is None:
        return False
    said = words[mark.length :].lstrip()
    if says_what_to_do(said) or (said[:1] in _IN_VIEW and says_what_to_do(said[said.rfind(",") + 1 :])):
        return True
    by = _BY_WHEN.match(said) if said[:1] in _WHEN_FIRST else _BEFORE_WHAT.match(said) if "前" in said[:10] else None
    if by is None:
        return False
    rest = said[by.end() :]
    due = by.re is _BY_WHEN and by[0].rstrip(",")[-1] in _DUE_ENDS and len(rest) >= _SHORTEST_DONE and "的" not in rest
    return due or says_what_to_do(rest)


_IN_VIEW = frozenset("以按根结围针通对在依从")
_DAY = (
    r"(?:(?:20\d\d|[今本明])年)?(?:\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?|年[底内末]"
    r"|第?[一二三四]季度(?:[底末]|(?=前)))"
)
_BY_WHEN = re.compile(rf"{_DAY}(?:[-~至到](?:{_DAY}|\d{{1,2}}日))?(?:[之以]?前(?!后))?,?")
"""6月底前完成评查(县司法局): when stands before what is to be done."""
_BEFORE_WHAT = re.compile(r"[\u4e00-\u9fff]{1,8}?(?<![提目当面先此从以之])前(?!后),?(?=[\u4e00-\u9fff]{2}(?<!的))")
"""汛前完成检修, 开学前整治周边."""
_DUE_ENDS = frozenset("前底末内")
_SHORTEST_DONE = 4
_WHEN_FIRST = frozenset("0123456789今本明年第一二三四")


def is_list_below(folded: str, before: Line, line: Line) -> bool:
    """Whether a line is nothing but a bracket with a list of units, right below a numbered sentence:
    "1、万元产值能耗降低3.8%。" and "(市经信委)". Below other words it may say who wrote them.
    """
    inside = line.words[1:-1]
    if line.words[-1] not in ")]】〕" or before.words[-1] not in "。;" or folded[before.end : line.start].strip():
        return False
    named = inside[:1] in _LEVELS or are_sure_names(inside)
    return named and looks_like_units(inside) and numbering(before.words) is not None


def whole_names(folded: str, start: int, end: int) -> int:
    """How far a bracket that is never closed holds whole names: where the text breaks off, 区政 is the half of one."""
    last = max(folded.rfind(mark, start, end) for mark in "、,;:")
    piece = folded[last + 1 : end]
    whole = last < 0 or looks_like_units(piece) or is_assignment(piece) or looks_like_deadline(piece)
    return end if whole else last


def behind_aside(folded: str, start: int, end: int) -> int:
    """Where the units begin behind words that name nobody: (首批100项,责任单位:市公安局)."""
    comma = folded.find(",", start, end)
    if comma < 0 or ":" in folded[start:comma]:
        return start
    label = LABELS.match(folded, comma + 1, end)
    named = label is None or looks_like_units(folded[start:comma]) or looks_like_deadline(folded[start:comma])
    return start if named else comma + 1
