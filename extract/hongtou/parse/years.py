"""The year of limits that print none: the title's, or of a circular without a date that of its plan, its number or its
meeting.
"""

from __future__ import annotations

import re

from hongtou.fields.text import fold
from hongtou.model.vocabulary import YearFrom
from hongtou.parse.header import Header
from hongtou.parse.lines import Page

_HAN_DIGITS = "〇零一二三四五六七八九"
# What must not stand before the year is asked behind its first digits, with which a search begins at its fastest.
_YEAR = re.compile(rf"((?:19|20|一九|二[〇零])(?<![\d{_HAN_DIGITS}\-~至]..)[\d{_HAN_DIGITS}]{{2}})\s*年(?!\s*[-~至])")
_DIGITS = str.maketrans(_HAN_DIGITS, "00123456789")  # 一九九八年
_SPAN = re.compile(r"\((?:19|20)\d\d年[\d月日上中下旬底至到~-]{2,20}\)")
"""(2020年3月-6月) below a title: how long its plan runs."""
_DAY = re.compile(r"((?:19|20)\d{2})年\d{1,2}月\d{1,2}日")


def title_year(title: str | None, kind: YearFrom) -> tuple[int, YearFrom] | None:
    """The one year that a title names ("2019年重点工作", 一九九八年…); None where it names none, several or a range."""
    years = {match[1].translate(_DIGITS) for match in _YEAR.finditer(fold(title))} if title else set()
    return (int(years.pop()), kind) if len(years) == 1 else None


def undated_year(page: Page, header: Header, title: str | None) -> tuple[int, YearFrom] | None:
    """The year of a circular that prints no date of its own: that below its title, its number's, or of minutes the
    meeting's.
    """
    if header.date_issued is not None or title is None:
        return None
    for words in page.words[header.body_start : header.body_start + 1]:
        if words[0] == "(" and _SPAN.fullmatch(words):
            return int(words[1:5]), "title"
    if header.number and header.number.year:
        return header.number.year, "circular"
    if "纪要" in title:
        for line in page.lines[header.body_start : header.body_start + 3]:
            if met := _DAY.search(line.words):
                return int(met[1]), "circular"
    return None
