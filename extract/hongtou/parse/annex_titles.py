"""The titles of annexes as lists print them: how their items are numbered, and what ends them that is no title."""

from __future__ import annotations

import re

from hongtou.fields.numerals import read_number
from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.parse.lines import Page

NUMERAL = r"[\d一二三四五六七八九十]{1,3}"
# 1. 附件2: (1) ① ⑴ ⒈ 1-1、
_MARK = (
    rf"(?:附\s?件)?\s*:?\s*(?:(?P<plain>{NUMERAL}|\d{{1,2}}-\d{{1,2}})\s*[.、:]|\((?P<bracketed>{NUMERAL})\):?"
    r"|(?<=[附 ]件)(?P<spaced>\d{1,2})\s|(?P<dashed>\d{1,2}-\d{1,2}) (?!\d|[年月季])"
    r"|(?P<circled>[①-⒛]))\s*"
)
ITEM = re.compile(rf"\s*{_MARK}")
_NEXT_ITEM = re.compile(rf"(?<![\d.-]){_MARK}(?!\d(?!\d{{3}}年))")
# .doc, and what the site says of the file behind it: .xls(35KB), .pdf [点击下载]
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rtf|zip|rar|jpe?g|png) ?(?:[(\[【][^()\[\]【】]{0,20}[)\]】])?[ 。;,]*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"【([^【】]{2,80})】(?: *已下载.{0,12})?")  # 附件【重点任务表.doc】已下载3次
_LINK = re.compile(r" ?[(\[【](?:请?点击(?:此处)?)?(?:下载|查看)(?:附件)?[)\]】]$")
# ……3, .......12: what leads to the page that the annex begins on
_PAGE = re.compile(r" ?(?:…{2,}|[.·]{4,}|[-_]{4,}) ?\(?\d{1,4}\)?$")
_TRAILING = " 。;;,\n"


def is_none(title: Value) -> bool:
    """Whether what stands for a title says that no annex is here: 略, (附件另发)."""
    return fold(title.text).strip(" ()") in _NO_TITLES


_NO_TITLES = frozenset(("", "略", "无", "省略", "另发", "另附", "附后"))


def items(page: Page, start: int, end: int, number: int | None) -> list[Value]:
    """The titles in one line: parted where a number follows a separator, or counts on from the last one.

    ``number`` is the one that the word 附件 has before them (附件1:…).
    """
    folded = page.text.folded
    first = ITEM.match(folded, start, end)
    if not first and number is None:
        return [trimmed(page, start, end)]
    last = count_of(first) if first else number
    starts, stops = [first.end() if first else start], []
    for mark in _NEXT_ITEM.finditer(folded, starts[0], end):
        counts_on = last is not None and count_of(mark) == last + 1 and mark[0][0] not in _HAN_DIGITS
        if folded[mark.start() - 1] in " ;。" or counts_on:
            starts.append(mark.end())
            stops.append(mark.start())
            last = count_of(mark)
    return [trimmed(page, begin, stop) for begin, stop in zip(starts, [*stops, end], strict=True)]


_HAN_DIGITS = "一二三四五六七八九十"  # 二、三季度 inside a title counts nothing


def count_of(mark: re.Match[str]) -> int | None:
    """The number of an item; None for 1-1."""
    if mark["circled"]:
        return (ord(mark["circled"]) - ord("①")) % 20 + 1  # ⑴ and ⒈ stand behind ⑳
    return read_number(mark["plain"] or mark["bracketed"] or mark["spaced"] or mark["dashed"])


def trimmed(page: Page, start: int, end: int) -> Value:
    """The title without what ends its line: stops, the ending of a file that a page links to, the page it is on."""
    folded = page.text.folded
    if start < end and folded[start] == "【" and (named := _IN_BRACKETS.fullmatch(folded, start, end)):
        start, end = named.span(1)
    elif start < end and folded[end - 1] in ")]】0123456789":
        behind = _LINK.search(folded, start, end) or _PAGE.search(folded, start, end)
        end = behind.start() if behind else end
    if (file := folded.rfind(".", start, end)) > 0 and _FILE.fullmatch(folded, file, end):
        end = file
    while end > start and folded[end - 1] in _TRAILING:
        end -= 1
    return page.text.value(start, end)
