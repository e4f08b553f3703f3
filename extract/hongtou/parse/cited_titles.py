"""The title of a cited number: its 《》, or what the item or the row of a list of documents prints for it."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import load_toml
from hongtou.fields.text import Text, trim
from hongtou.model import DocumentNumber, Value
from hongtou.model.record import Record
from hongtou.parse.relations import has_verb

# 《…》(, 《…》(1997年8月4日, 《…》(A号、: what may stand between a title and its number.
_TITLE_BEFORE = re.compile(
    r"《([^《》\n]{2,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,60})?)》\s*(?:[(\[〔]\s*(?P<inside>[^()《》。\n]{0,60}))?\s*$"
)
_TITLE_AFTER = re.compile(r"\s*\)?\s*(?:文件)?(?:印发的|发布的|公布的)?《([^《》\n]{2,120})》")
# 以云政发〔2016〕1号文件印发了《…》
_TITLE_SENT = re.compile(
    r"\s*(?:文件?)?(?:的?形式)?(?:印发|下发|发布|公布|转发|批转|颁布|出台|下达)了?《([^《》\n]{2,120})》"
)
_LONGEST_TITLE = 240
LONGEST_LINE = 600
# The number of an item before its title: 1. (2) 三、 ①.
_ITEM = re.compile(r"\s*(?:\(?\d{1,3}[.、)](?!\d)|\(?[一二三四五六七八九十]{1,4}[、)]|[①-⒛])\s*")
_BARE_TITLE = re.compile(r"([^《》。;:](?:[^《》。;:]|《[^《》]{1,60}》){4,120}?)(?:\([^()]{1,8}\))?")
# 你省关于…的请示(5号)收悉: whose it is, is no part of what it is called
_YOURS = re.compile(
    r"[你贵](?:[省市县区州盟旗局厅部委院署行司会办校]|自治[区州县旗]|公司|集团|单位|公署|领导小组){1,2}(?=关于|《|报来|上报)"
)
# 根据市政府关于…的通知(5号): the sentence's own words
_LEADS = re.compile("(?:^|(?<=[\n,;。]))(?:根据|按照|依据|依照|遵照|参照|现将|现就)")
_MORE = 30  # characters of an item beside its title and its number: brackets, a date, who issued it
_UNQUOTED = 80  # the same where the title is not told from the rest
# The bracket before the number, other numbers of the same document in it: (1号、2号.
_BEFORE_BRACKET = re.compile(r"\s*[(\[〔](?:[^()]{1,60}号\s?[、,;])?\s*$")


class Line(Record, frozen=True):
    """A printed line around a number, [start, end)."""

    start: int
    end: int


@cache
def _instruments() -> tuple[str, ...]:
    return tuple(load_toml("citations.toml")["instruments"])


def quoted_title(text: Text, number: DocumentNumber) -> Value | None:
    """The 《》 right before the number, a bracket and a date between them, or right after it."""
    folded = text.folded
    low = max(0, number.start - _LONGEST_TITLE)
    close = folded.rfind("》", low, number.start)
    if close >= 0:
        before = _TITLE_BEFORE.search(folded, low, number.start)
        inside = before["inside"] if before else None
        if before and not (inside and "号" not in inside and has_verb(inside)):
            return text.value(before.start(1), before.end(1))
    high = number.end + _LONGEST_TITLE
    after = _TITLE_AFTER.match(folded, number.end, high)
    if after is None and number.start > 0 and folded[number.start - 1] == "以":
        after = _TITLE_SENT.match(folded, number.end, high)
    return text.value(after.start(1), after.end(1)) if after else None


def line_of(text: Text, number: DocumentNumber) -> Line:
    """The line a number stands in, as far as an item of a list or a row of a table reaches."""
    raw = text.raw
    low, high = max(0, number.start - LONGEST_LINE), min(len(raw), number.end + LONGEST_LINE)
    start, end = raw.rfind("\n", low, number.start), raw.find("\n", number.end, high)
    return Line(low if start < 0 else start + 1, high if end < 0 else end)


def is_alone(text: Text, number: DocumentNumber, line: Line) -> bool:
    """Whether nothing else is printed in the number's line."""
    folded = text.folded
    return not (folded[line.start : number.start] + folded[number.end : line.end]).strip(" ()[]〔〕")


def is_item(text: Text, number: DocumentNumber, title: Value | None, line: Line) -> bool:
    """Whether the line is an item of a list: its number or a 《, a title, the document's number, no more."""
    folded = text.folded
    item = _ITEM.match(folded, line.start, line.end)
    start = item.end() if item else line.start
    if item is None and not folded.startswith("《", start):
        return False
    said = len(title.text) if title and line.start <= title.start < line.end else 0
    return line.end - start - said - len(number.text) <= (_MORE if said else _UNQUOTED)


def item_title(text: Text, number: DocumentNumber, line: Line) -> Value | None:
    """关于择校费的通知 of "1.关于择校费的通知(云教字〔2003〕14号)": all of the item before the number's bracket."""
    folded = text.folded
    bracket = _BEFORE_BRACKET.search(folded, max(line.start, number.start - 70), number.start)
    if bracket is None or number.start - line.start > _LONGEST_TITLE:
        return None
    item = _ITEM.match(folded, line.start, number.start)
    start = item.end() if item else line.start
    if item is None:
        for lead in _LEADS.finditer(folded, start, bracket.start()):
            start = lead.end()
    if folded[start : start + 1] in ("你", "贵") and (yours := _YOURS.match(folded, start, bracket.start())):
        start = yours.end()
    return title_of(text, start, bracket.start())


def row_title(text: Text, number: DocumentNumber, line: Line) -> Value | None:
    """The cell of the number's row that reads as a title: the nearest before it, else after it."""
    raw = text.raw
    at = raw.rfind("\t", line.start, number.start)
    right = raw.find("\t", number.end, line.end)
    cells: list[tuple[int, int]] = []
    while at >= line.start:
        left = raw.rfind("\t", line.start, at)
        cells.append((max(left + 1, line.start), at))
        at = left
    while right >= 0:
        following = raw.find("\t", right + 1, line.end)
        cells.append((right + 1, following if following >= 0 else line.end))
        right = following
    return next((title for start, end in cells if (title := title_of(text, start, end))), None)


def title_of(text: Text, start: int, end: int) -> Value | None:
    """A stretch that reads as a title: an item, or a cell, also of a table that lost its tags."""
    start, end = trim(text.folded, start, end)
    found = _BARE_TITLE.fullmatch(text.folded, start, end) if 5 <= end - start <= 130 else None
    if found is None or not found[1].endswith(_instruments()):
        return None
    return text.value(start, end)
