"""Plain text → Document: one paragraph a line.

A legal site or a data set that joins a whole circular with blanks leaves lines of thousands of characters; there
every blank after a finished word is taken for the paragraph mark it once was (`_joined`).
"""

from __future__ import annotations

import regex

from hongtou.fields.text import fold
from hongtou.model import Paragraph

_LONG_LINE = 240
_BLANK = regex.compile(r" +")
# A blank inside a value is no paragraph mark: before 年月日号 ("2019年3月28 日", "117 号"), before a closing mark, after
# an opening one, between two Latin words.
_NEVER_FIRST = frozenset("年月日号〕]】)》”,.、;。%")
_NEVER_LAST = frozenset("〔[【(《“、,-~/<")


_PHONE = regex.compile(r"\d{7,8}$")
_NUMBERED = regex.compile(r"\d{1,3}(?:[.、．](?!\d)|[)）])|\d{4}年|(?:19|20)\d{2}-\d{1,2}-\d")
_LONGEST_QUOTE = 150
_CLOSES = regex.compile(rf"[^《\n]{{0,{_LONGEST_QUOTE}}}》")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text, in order, without the blanks around them; blank lines give none."""
    folded = fold(text)
    found: list[Paragraph] = []
    start = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if len(line) > _LONG_LINE and " " in line:
            found += _joined(folded, start, end)
        elif words := line.strip(" "):
            left = start + len(line) - len(line.lstrip(" "))
            found.append(Paragraph(left, left + len(words)))
        start = end + 1
    return tuple(found)


def _joined(folded: str, start: int, end: int) -> list[Paragraph]:
    """Cut a line that joins its paragraphs with blanks where a blank can only be a paragraph mark."""
    found: list[Paragraph] = []
    left = start
    for blank in _BLANK.finditer(folded, start, end):
        if not _is_break(folded, blank.start(), blank.end(), start, end):
            continue
        opened = folded.rfind("《", max(left, blank.start() - _LONGEST_QUOTE), blank.start())
        if opened >= 0 and folded.find("》", opened, blank.start()) < 0 and _CLOSES.match(folded, blank.end(), end):
            continue  # inside a title that joins two issuers with a blank
        if blank.start() > left:
            found.append(Paragraph(left, blank.start()))
        left = blank.end()
    right = end
    while right > left and folded[right - 1] == " ":
        right -= 1
    if right > left:
        found.append(Paragraph(left, right))
    return found


def _is_break(folded: str, blank_start: int, blank_end: int, start: int, end: int) -> bool:
    if blank_start == start or blank_end == end:
        return True
    before, after = folded[blank_start - 1], folded[blank_end]
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before in "〕]】" and after.isdigit():
        return False  # "〔2014〕 3号"
    if before.isdigit():
        return _PHONE.search(folded, max(start, blank_start - 12), blank_start) is not None  # "24 小时"
    if after.isdigit():
        return _NUMBERED.match(folded, blank_end, end) is not None  # "不少于 5 个"
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())
