"""The small lines around a title, each told from the title itself: number, date, adoption, the page's own dates.

A page may print the number with what stood beside it on paper (签发人, 紧急程度, 密级, 份号; GB/T 9704-2012, 7.2), with
the date in one bracket as legal mirrors do, or, for orders and announcements, as a bare serial under the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.fields.dates import DAY, scan_dates
from hongtou.fields.numbers import scan_numbers
from hongtou.model import DatedValue, DocumentNumber, Value
from hongtou.model.record import Record
from hongtou.parse.foot import is_date_line
from hongtou.parse.lines import Line, Page
from hongtou.parse.menus import below_menus
from hongtou.parse.organs import are_organs, is_organ

_FARTHEST = 60  # lines of the page's own, menus not counted, in which a head may stand
_LONGEST = 80
_SHORTEST = 4  # a row's number has fewer digits
_DATE_ENDS = frozenset("日月)]】〕0123456789一二三四五六七八九十")
_ADOPTED_ENDS = frozenset(")过准布订正行")
_LAST = _DATE_ENDS | _ADOPTED_ENDS | frozenset("编印发")
_BLANK_OR_BRACKET = re.compile(r"[\s()\[\]【】〔〕:,.★☆*|•●▪■◆]+")
# What may stand on the number's line beside it.
_BESIDE = re.compile(
    rf"""
      签发人?(?:[\u3400-\u9fff]{{2,4}}、?){{1,4}}       # 签发人:王某
    | {DAY}(?:发布|印发|公布)?
    | 特急|加急|特提|急件|平急|绝密|机密|秘密|内部|\d{{1,2}}年
    | 等级|紧急程度|密级|[明密内]电|·                               # 发电: 等级 特急·明电 … 云机发12号
    | [\u3400-\u9fff]{{0,3}}机发\d{{0,6}}号? | [\u3400-\u9fff]{{1,3}}电\d{{0,6}}号?
    | \d{{4}}([-/])\d{{1,2}}\1\d{{1,2}}
    | \d{{6}} | 份号 | 文件 | (?:主动|依申请|不予)?公开
    | (?:办理结果|办理类别|答复类别|类别|类)[A-D]类? | [A-D]类 | ^[A-D]$         # 办理结果:A, of a reply to a motion
    """,
    re.VERBOSE,
)
_CODE_CUT = re.compile(r"[\u3400-\u9fff]{1,3}")  # what the reader of numbers leaves of a code it does not know whole
_SERIAL = re.compile(r"[(（]?(?:\d{4}\s*年\s*)?第\s*(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,7})\s*号[)）]?")
_ISSUE = re.compile(r"\((?:\d{4}年 ?)?总?第\d{1,4}期\)")  # of a bulletin
_ADOPTED = re.compile(rf"[(（]?{DAY}.{{2,60}}(?:通过|批准|发布|公布|修订|修正|施行)[)）]?")
# 发布时间:2019-03-05; 2019-03-05 alone; "云溪发布 2019-03-05 17:20" under a title.
_PUBLISHED = re.compile(
    r"(?:发布|发表|公布|更新|上传|公开|信息|(?<![\u3400-\u9fff]))(?:日期|时间|于)\s*[::]\s*"
    r"|^(?:[•·] |[\[(【])?(?:[\u3400-\u9fff]{2,12} ){0,2}(?=\d{4}([-/])\d{1,2}\1\d{1,2}(?:[\])】\s]|$))"
    r"|^(?=\d{4}年\d{1,2}月\d{1,2}日[ \d:]{1,12}(?:来源|作者|浏览|点击|阅读|字体|字号)\s*:)"
)
# The line in which a page says when it was put up: "[日期:2013-05-16] 来源:…", "云溪发布 2024-01-19 17:08 发表于青岩".
_TOOL_LINE = re.compile(
    r"(?:[•·] |[\[(【])?(?:(?:[\u3400-\u9fff]{2,12} ){0,2}|[\u3400-\u9fff]{0,4}(?:日期|时间) ?: ?)"
    r"\d{4}([-/])\d{1,2}\1\d{1,2}(?![\d至到~-])[^。,;]{0,60}"
)
ORGANS_AND_DAY = re.compile(
    r"([\u3400-\u9fff()]{3,30}?(?:“\w+”[\u3400-\u9fff]{2,20}?)?(?: +[\u3400-\u9fff()]{4,30}?)?)(?:编印?|主办)? +"
    rf"({DAY}|\d{{4}}年 ?\d{{1,2}}月 ?\d{{1,2}}$)(?:编印?|印发)?"
)
QUOTED = re.compile(r"“\w+”")  # 云溪县“三改”办公室
# 1990年3月10日,铁道部 under a title, as legal mirrors print it.
DAY_AND_ORGANS = re.compile(rf"({DAY})[,、 ]{{1,2}}([\u3400-\u9fff()、, ]{{3,80}})")
_TOP_LINES = 8
_DAY_ENDS = frozenset("日编印发0123456789")
_NAME = re.compile(r"[^ ]+")


class HeadLine(Record, frozen=True):
    """What a line says instead of a title; all empty where it may be one."""

    number: DocumentNumber | None = None
    date: DatedValue | None = None
    serial: bool = False
    boxed: bool = False
    organs: tuple[Value, ...] = ()
    """Of minutes and bulletins, whose head prints their organ beside the day."""

    @property
    def said(self) -> bool:
        """Whether the line says any of it."""
        return self is not _PLAIN and self != _PLAIN


_PLAIN = HeadLine()


def read_head_lines(page: Page, boxed: frozenset[int]) -> list[HeadLine]:
    """One reading for each of the lines in which a head may stand; ``boxed`` are those that the metadata box fills."""
    return [
        HeadLine(boxed=True)
        if boxed and index in boxed
        else _read(page, page.lines[index])
        if _may_say(words)
        else _PLAIN
        for index, words in enumerate(page.words[: below_menus(page.lines, _FARTHEST)])
    ]


def is_serial(words: str) -> bool:
    """Whether folded words are a serial and nothing else: 2016年第87号, 第3号."""
    return _SERIAL.fullmatch(words) is not None


def _may_say(words: str) -> bool:
    """Whether a line holds a sign of a number, a day or an adoption: of most lines this is all that is asked."""
    if len(words) > _LONGEST or (len(words) < _SHORTEST and words.isdecimal()):
        return False
    return words[-1] in _LAST or "号" in words or "〔" in words or "-" in words or "/" in words or words[4:5] == "年"


def _read(page: Page, line: Line) -> HeadLine:
    words = line.words
    if line.noise:
        return _PLAIN
    if ("-" in words or "/" in words) and _TOOL_LINE.fullmatch(words):
        return HeadLine(boxed=True)  # the page's own day: a circular's is never printed so
    last = words[-1]
    if words[4:5] == "年" and (match := DAY_AND_ORGANS.fullmatch(words)) and are_organs(match[2]):
        dates = scan_dates(page.text, line.start, line.start + match.end(1))
        return HeadLine(date=dates[0] if dates else None)
    if (last in _DATE_ENDS and is_date_line(words)) or (
        last in _ADOPTED_ENDS and "年" in words and _ADOPTED.fullmatch(words)
    ):
        dates = scan_dates(page.text, line.start, line.end)
        return HeadLine(
            date=dates[0] if len(dates) == 1 else dates[-1] if dates else None, serial=False, boxed=not dates
        )
    if (
        last in _DAY_ENDS
        and (match := ORGANS_AND_DAY.fullmatch(words))
        and all(map(is_organ, QUOTED.sub("", match[1]).split()))
    ):
        dates = scan_dates(page.text, line.start + match.start(2), line.end)
        names = [(line.start + name.start(), line.start + name.end()) for name in _NAME.finditer(match[1])]
        organs = tuple(page.text.value(start, end) for start, end in names)
        return HeadLine(date=dates[0] if dates else None, organs=organs)
    if words.endswith("期)") and _ISSUE.fullmatch(words):
        return HeadLine(boxed=True)
    if "。" in words or ("号" not in words and "〔" not in words):  # a sentence that cites a number is none
        return _PLAIN
    if _SERIAL.fullmatch(words):
        return HeadLine(serial=True)
    return _numbered(page, line)


def _numbered(page: Page, line: Line) -> HeadLine:
    """The number that, with what stands beside it, is all the line says."""
    found = scan_numbers(page.text, line.start, line.end)
    if len(found) > 1 and _is_joint(page, line, found):
        return HeadLine(number=found[0])
    if len(found) != 1:
        return _PLAIN
    folded = page.text.folded
    rest = folded[line.start : found[0].start] + " " + folded[found[0].end : line.end]
    left = "" if rest.isspace() else _BESIDE.sub("", _BLANK_OR_BRACKET.sub("", rest))
    cut = left and folded[found[0].start - len(left) : found[0].start] == left and _CODE_CUT.fullmatch(left)
    if left and not cut and not ("|" in rest and is_organ(left)):
        return _PLAIN
    dates = scan_dates(page.text, line.start, line.end) if "年" in rest else []
    return HeadLine(number=found[0], date=dates[0] if dates else None)


def _is_joint(page: Page, line: Line, numbers: Sequence[DocumentNumber]) -> bool:
    """Whether a line is the numbers that each issuer of a joint circular gives it, and nothing else."""
    codes = {number.issuer_code for number in numbers}
    edges = [line.start, *(edge for number in numbers for edge in (number.start, number.end)), line.end]
    apart = "".join([page.text.folded[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)])
    return len(codes) == len(numbers) and None not in codes and not apart.strip(" 、,;")


def published(page: Page, last: int, boxed: frozenset[int]) -> DatedValue | None:
    """发布日期 as a tool line of the page prints it ("发布时间:2019-03-05 来源:…"), among the lines up to ``last``.

    A day alone that stands in the metadata box (``boxed``) has its own label.
    """
    for index, line in enumerate(page.lines[: max(last, _TOP_LINES)]):
        words = line.words
        if len(words) > 200 or not (":" in words or "-" in words or "/" in words):
            continue
        if index >= last and not line.noise and not _TOOL_LINE.fullmatch(words):
            continue
        label = _PUBLISHED.search(words)
        if label and not (index in boxed and label.end() == 0):
            dates = scan_dates(page.text, line.start + label.end(), line.end)
            if dates and dates[0].start <= line.start + label.end() + 2:
                return dates[0]
    return None
