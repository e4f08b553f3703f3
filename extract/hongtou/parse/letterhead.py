"""The organs that print shows around a title that names none: letterhead, lines beside it, printing office."""

from __future__ import annotations

import re

from hongtou.fields.text import Text
from hongtou.model import Value
from hongtou.parse.copies import PRINTED
from hongtou.parse.header import Header
from hongtou.parse.headlines import DAY_AND_ORGANS, ORGANS_AND_DAY, QUOTED
from hongtou.parse.lines import Page
from hongtou.parse.masthead import joint_masthead
from hongtou.parse.organs import BETWEEN, are_organs, is_organ

HIGHEST = 30  # lines from the top in which a masthead may stand
_KIND = r"(?:第[一二三四五六七八九十百\d]+次)?(?:党组|常务|专题|办公|协调|全体|[市县区省局厅]长)*(?:会议?|办公)?纪要"
_MINUTES = re.compile(_KIND)
_MASTHEAD = re.compile(rf"(.{{3,60}}?)\s*(?:文\s*件|{_KIND})")
_NEAR = 4  # characters from 文件, alone on its line, to the number below it
SEPARATOR = re.compile(rf"(?:{BETWEEN}|[,\s])+")


def masthead(page: Page, header: Header) -> list[Value]:
    """发文机关标志 (GB/T 9704-2012, 7.2.4, 10.1, 10.3): the name that stands over a circular with the word 文件, over
    minutes with what they are minutes of, over a letter alone, the number right below it.
    """
    number = header.number
    for index, line in enumerate(page.lines[:HIGHEST]):
        if line.words[-1] not in "件要号":
            continue
        if line.bare == "文件" and index and number is not None and 0 <= number.start - line.end <= _NEAR:
            return [page.joined(index - 1, index - 1)] if is_organ(page.lines[index - 1].words) else []
        if _MINUTES.fullmatch(line.bare):
            if index and is_organ(page.lines[index - 1].words):
                return [page.joined(index - 1, index - 1)]
        elif (mark := _MASTHEAD.fullmatch(line.words)) and is_organ(mark[1]):
            own = page.text.value(line.start, line.start + mark.end(1))
            names = joint_masthead(page.lines[:HIGHEST])
            rows = names if index in names else range(index, index + 1)
            return [own if row == index else page.joined(row, row) for row in rows]
        elif number is not None and line.start <= number.start < line.end:
            above = page.lines[index - 1] if index else line
            return [page.joined(index - 1, index - 1)] if is_organ(above.words) and not above.noise else []
    return []


def printing(page: Page, header: Header) -> list[Value]:
    """The office that printed a circular of offices (云政办发) whose seal alone was its signature: the number says that
    an office issued it.
    """
    if header.number is None or not (header.number.organ or "").endswith("办"):
        return []
    for line in page.lines[header.body_end : header.body_end + _FOOT_LINES]:
        if line.words[-1] in "印发" and (found := _PRINTED_BY.fullmatch(line.words)):
            return [page.text.value(line.start, line.start + found.end(1))]
    return []


_PRINTED_BY = re.compile(rf"([\u3400-\u9fff]{{4,30}}办公[室厅]) +{PRINTED}")
_FOOT_LINES = 20


def beside(page: Page, header: Header) -> list[Value]:
    """The names alone on a line beside the title, as legal mirrors print them: between two prints of it, under it, or
    behind the day (1990年3月10日,铁道部).
    """
    title = header.title
    if title is None or title.first < 0:
        return []
    lines = page.lines
    own, above = lines[title.first].bare, title.first - 1
    again = [lines[row].bare for row in (above - 1, title.last + 1) if 0 <= row < len(lines)]
    rows = [above] if above > 0 and any(words.startswith(own) or own.startswith(words) for words in again) else []
    for index in [*rows, *range(title.last + 1, min(title.last + 3, len(lines)))]:
        words = lines[index].words
        start = day.start(2) if (day := DAY_AND_ORGANS.fullmatch(words)) else 0
        end = day.end(1) if (day := ORGANS_AND_DAY.fullmatch(words)) else len(words)
        if not lines[index].noise and are_organs(QUOTED.sub("", words[start:end])):
            at = lines[index].start
            return split(page.text, page.text.value(at + start, at + end - (words[end - 1] == "等")))
    return []


def split(text: Text, value: Value) -> list[Value]:
    """The names that blanks or signs part."""
    found, left = [], value.start
    for cut in SEPARATOR.finditer(text.folded, value.start, value.end):
        found.append(text.value(left, cut.start()))
        left = cut.end()
    found.append(text.value(left, value.end))
    return [v for v in found if v.text and not v.text.isascii()]  # 颁布单位: 155 is a number of the site's
