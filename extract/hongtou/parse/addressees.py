"""主送机关: the line that names whom the circular speaks to, and the splitting of it (GB/T 9704-2012, 7.3.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Line, Page
from hongtou.parse.organs import are_organs, split_units
from hongtou.parse.title import Title

_SEPARATORS = re.compile(r"[、,;]")
_LISTED = re.compile(r"\([^()]{0,20}[、,;][^()]{0,20}\)")  # 建设厅(委、局): one name


def addressee_line(lines: Sequence[Line], heads: Sequence[HeadLine]) -> int | None:
    """The first line that ends in a colon and names, by their last words, whom the circular speaks to."""
    for index, head in enumerate(heads):
        line = lines[index]
        if line.words.startswith("一、"):
            return None  # whom a circular speaks to is said above what it says
        if line.words[-1] == ":" and not line.noise and not head.said and ends_addressees(line.words):
            return index
    return None


def ends_addressees(words: str) -> bool:
    """Whether a line ends in a colon and names, by their last words, whom a circular speaks to."""
    return words.endswith(":") and _names(words[:-1], sure=True)


def read_addressees(
    page: Page, heads: Sequence[HeadLine], title: Title | None, guess: int | None
) -> tuple[tuple[Value, ...], int | None]:
    """The addressees and the first line after them; (), None where none are printed.

    Right under the title (and its number or date) any names that end in a colon are addressees, over several lines too;
    elsewhere only the line that ``addressee_line`` is sure of.
    """
    lines = page.lines
    first = title.last + 1 if title else len(heads)
    while first < len(heads) and (lines[first].noise or heads[first].said):
        first += 1
    if title and first + 1 < len(heads) and _issues(lines[first], title):
        first += 1
    if first + 1 < len(heads) and (start := _unmarked(lines[first].words, lines[first + 1].words)) >= 0:
        return split_units(page, replace(lines[first], start=lines[first].start + start)), first + 1
    glued = _glued(lines[first].words) if first < len(heads) else 0
    if glued:
        return split_units(page, replace(lines[first], end=lines[first].start + glued)), first
    words = ""
    for last in range(first, min(first + _MOST_LINES, len(heads))):
        words += lines[last].words
        if words.endswith(":"):
            if _names(words[:-1], sure=False):
                return split_units(page, replace(lines[first], end=lines[last].end)), last + 1
            break
        if lines[last].noise or heads[last].said or not _names(words.rstrip("、,"), sure=False):
            break
    return (split_units(page, lines[guess]), guess + 1) if guess is not None else ((), None)


def _unmarked(words: str, below: str) -> int:
    """Where the names begin of a line right under the title that has lost its colon (各有关单位), or that says 主送
    before them; -1 where the line is none. A sentence stands below.
    """
    label = _LABEL.match(words)
    start = label.end() if label else 0
    names = words[start:].rstrip(":;")
    if not names or not (label or (words[-1] != ":" and (names[0] == "各" or ",各" in names or "、各" in names))):
        return -1
    if len(below) < _SHORTEST_SENTENCE or not any(mark in below for mark in ",。:") or _names(below[:-1], sure=False):
        return -1
    return start if _names(names, sure=True) and _names(names, sure=False) else -1


_LABEL = re.compile(r"主送(?:机关|单位)?: ?")
_SHORTEST_SENTENCE = 10


def _issues(line: Line, title: Title) -> bool:
    """Whether a line under the title names again who issues it: 云溪市财政局、云溪市供销社 of 云溪市财政局、…关于."""
    return "、" in line.words and title.value.reading.startswith(line.words) and are_organs(line.words)


def _glued(words: str) -> int:
    """How far the addressees reach in a line that goes on with the body ("各乡镇人民政府:现将…"); 0 where none do."""
    end = words.find(":", 0, _LONGEST)
    if end < 0 or end + 1 >= len(words) or not _names(words[:end], sure=True) or not _names(words[:end], sure=False):
        return 0
    return end + 1 if words[0] in "各全" or _ORGAN_END.search(words, 0, end) else 0


_ORGAN_END = re.compile(r"(?:人民政府|[局厅委办]|委员会|法院|检察院)(?:$|[、,:])")
_MOST_LINES = 5
_LONGEST = 500


def _names(words: str, *, sure: bool) -> bool:
    """Whether these words are names with separators between them; ``sure`` asks for a last word that units end with."""
    if len(words) > _LONGEST or any(c in words for c in "。《"):
        return False
    printed = _SEPARATORS.split(_LISTED.sub("", words) if "(" in words else words)
    names = [name.replace(" ", "") for name in printed if name.strip()]
    if not names or _NOT_ADDRESSEE.search(names[0]):
        return False
    if _NOT_ADDRESSEE.search(names[-1]) and not (names[0][0] in "各全" and names[-1].endswith("责任单位")):
        return False  # 各县河长办,市级责任单位: whom the task sheet names
    if not all(_NAME.fullmatch(name) for name in names):
        return False
    if sure:
        return (_ADDRESSEE.fullmatch(names[-1]) or _OFFICES.search(words)) is not None
    known = any(name.startswith(("各", "全", "驻", "广大")) or _ADDRESSEE.fullmatch(name) for name in names)
    return known and not any(_SENTENCE.search(name) for name in names)


_NAME = re.compile(r"(?!\d)[\u3007\u3400-\u9fff()〔〕\[\]·“”A-Za-z0-9-]{1,40}")
_ADDRESSEE = re.compile(
    r"(?!\d)[\u3007\u3400-\u9fff()〔〕\[\]·“”A-Za-z0-9]{1,40}?"
    r"(?:政府|部门|机构|单位|省|厅|局|委|部|院|会|室|处|署|行|社|公司|集团|中心|企业|校|大学|学院|团体|医院|镇|乡|县|市|区|办|旗|州|组|队|站|所|园|总部|代表|委员|同志)"
    r"(?:\(.{1,20}\)|〔.{1,20}〕)?"
)
_OFFICES = re.compile(
    r"(?:^|[、,;] ?)(?:[\u4e00-\u9fff]{0,6}(?:[直属管省市县区州旗]|政府|机关))?"
    r"各[\u4e00-\u9fff]{0,4}[省市县区旗州部委办厅局院系处科司行](?:\([\u4e00-\u9fff、]{1,5}\))?"
    r"(?:、(?:[省市县区旗州部委办厅局院系处科室站所司行会]|中心)(?:\([\u4e00-\u9fff、]{1,5}\))?){1,6} ?$"
)
"""各委、办、厅、局: each a character."""
_SENTENCE = re.compile(r"[为将按的了已]|现[就对]|做好|要求|决定|同意|安排|明确|如下")
_NOT_ADDRESSEE = re.compile(
    r"附件|通知如下|如下|(?<!各)(?<!有关)(?:责任|牵头|配合|主办|承办)(?:单位|部门)$|^(?:[一二三四五六七八九十]+、|\d)"
    r"|^(?:主办|承办|协办|会办|督办)$"  # the labels of a site's foot and of a task's units
)
