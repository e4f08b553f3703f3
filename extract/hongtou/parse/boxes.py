"""The forms in which a page prints a label and its value: cells, "label: value", bars, brackets, columns of blanks.

Each reader takes one line or table and gives what it labels; which of them together are a box is decided in
:mod:`hongtou.parse.metadata`.
"""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import load_toml
from hongtou.fields.text import Text
from hongtou.model import Metadatum, Value
from hongtou.parse.lines import Line

_LONGEST_LABEL = 20
_LONGEST_LINE = 300
TOOLS = "tools"
# 【法规类型】 海关规范性文件: a label that only its bracket and its neighbours show to be one.
_BRACKETED = re.compile(r"[\[【]\s*([\u3400-\u9fff][\u3400-\u9fff ]{0,8}[\u3400-\u9fff])\s*[\]】]\s*:?\s*(.*)")
# What a list prints in front of a label: "• 索引号:", "3. 【发文号】".
_SIGNS = "•●·∙‧・◆◇■□▪○◎★☆►▶→※*-"
_MARKED = re.compile(rf"[{_SIGNS}] {{0,3}}|\d{{1,2}}[.、] {{0,3}}(?=[\[【])")
_MARKS = frozenset(_SIGNS)


@cache
def fields() -> dict[str, str]:
    """Label → the field of the dataset it speaks of; `tools` for what the page says of itself (浏览次数)."""
    return {label: field for field, labels in load_toml("metadata.toml").items() for label in labels}


LABEL_FIRST = _MARKS.union("[【", (label[0] for label in fields()))


def key(label: str) -> str:
    """The label's characters alone: "索 引 号：" → 索引号."""
    return "".join(c for c in label if "\u4e00" <= c <= "\u9fff")


def key_of(text: Text, label: Value) -> str:
    """The same of a label in its place."""
    return key(text.folded[label.start : label.end])


_LONGEST_SPREAD = 4


@cache
def _alternatives(shortest: int) -> str:
    labels = sorted((label for label in fields() if len(label) >= shortest), key=len, reverse=True)
    # 主动公开  发布日期 is no 公开发布日期: print spreads none of more than four
    return "|".join(("[ /]{0,6}" if len(label) <= _LONGEST_SPREAD else "").join(label) for label in labels)  # 备注/文号


@cache
def labelled() -> re.Pattern[str]:
    """A known label (group 1), its blanks aside, with its colon or bracket."""
    return re.compile(rf"(?:[\[【] ?)?({_alternatives(2)}) {{0,2}}(?:[\]】] {{0,2}}:?|:) {{0,4}}")


@cache
def _spaced() -> re.Pattern[str]:
    """A known label parted from its value by blanks alone; one of two characters only where print spread it."""
    spread = "|".join(" {2,6}".join(label) for label in fields() if len(label) == 2)
    return re.compile(rf"(?:^|(?<=[ \n]))({_alternatives(3)}|{spread}) {{1,8}}(?=[^ ])", re.MULTILINE)


@cache
def _of_two() -> re.Pattern[str]:
    """A label of two characters that opens a line of several, before a number: 文号 云政办〔2009〕3号 发布机构 …"""
    labels = "|".join(label for label, field in fields().items() if len(label) == 2 and field == "document_number")
    return re.compile(rf"({labels}) {{1,8}}(?=[\u3400-\u9fff]{{1,12}} ?[〔\[(]\d)")


@cache
def of_four() -> frozenset[str]:
    """The labels that may be glued to their value: of a number, an issuer, a day."""
    return frozenset(
        label
        for label, field in fields().items()
        if len(label) == 4 and field in ("document_number", "issuer", "date_issued")
    )


LONGEST_GLUED = 60


def may_label(text: Text, line: Line) -> bool:
    """Whether a line may hold a label: it parts somewhere, opens with a bracket or is a label itself."""
    words = line.words
    if " " in words or ":" in words or "|" in words:
        return not is_row(text, line)
    first = words[0]
    if first not in LABEL_FIRST:
        return False  # most lines
    if first in _MARKS:
        return words[1:2] in ("【", "[")
    return first in "[【" or (len(words) <= LONGEST_GLUED and (words in fields() or words[:4] in of_four()))


def is_row(text: Text, line: Line) -> bool:
    """Whether a line is a table's row that a number opens and in which nothing is a label's sign."""
    words = line.words
    if not (words[0].isdigit() or (words[0] == "|" and words.lstrip("| ")[:1].isdigit())):
        return False
    if ":" in words or "[" in words or "【" in words:
        return False
    tab = text.raw.find("\t", line.start, line.end)
    return tab < 0 or text.raw[line.start : tab].isascii()


def read_line(text: Text, line: Line, stacked: bool = False) -> tuple[list[Metadatum], Value | None]:
    """The labelled values of one line, or the label alone whose value is the next line, of two characters (文号) only
    in a box that is ``stacked`` so.
    """
    words = line.words
    if " " in words and text.raw.find("\t", line.start, line.end) >= 0 and (found := _tabbed(text, line)):
        return found, None
    if "|" in words and (found := _piped(text, line)):
        alone = len(found) == 1 and not found[0].value.text
        return ([], found[0].label) if alone else (found, None)  # 发文机关 |, its value in the next line
    start = line.start
    counted = words[0].isdigit() and ("【" in words or "[" in words)
    if (words[0] in _MARKS or counted) and (mark := _MARKED.match(words)):
        start += mark.end()
    if ":" not in words and (start == line.end or text.folded[start] not in "[【"):
        shortest = 2 if stacked else 3
        known = len(words) <= _LONGEST_LABEL and fields().get(line.bare, TOOLS) != TOOLS
        if known and shortest <= len(line.bare) <= 8:
            return [], text.value(line.start, line.end)
        return _columns(text, line) if " " in words else [], None
    if len(words) > _LONGEST_LINE:
        return [], None
    if not labelled().match(text.folded, start, line.end):
        if " " in words and words[0] in LABEL_FIRST and (found := _mixed(text, line)):
            return found, None
        if words.count(":") < 3 or "。" in words:
            return [], None
    marks = [m for m in labelled().finditer(text.folded, start, line.end) if opens(text, m, start)]
    if not marks or (marks[0].start() > start and len(marks) < 3):
        return [], None
    found = between(text, marks, line.end)
    if len(found) == 1 and not found[0].value.text:
        return [], found[0].label
    return found, None


def opens(text: Text, match: re.Match[str], start: int) -> bool:
    """Whether a label opens here: at the line's start, in brackets, parted from the value before it.

    号 of a value does not open the next label (发文字号), but a longer one, or a tool's, may be glued to the value.
    """
    at = match.start()
    if at == start or text.folded[at] in "[【" or text.folded[at - 1] in " ;\n":
        return True
    name = key(match[1])
    if len(name) == 2 and fields().get(name) == "document_number":
        return text.folded[at - 1] in _ENDS_DAY  # 生成日期:2019-05-03文号:…
    return len(name) > 2 or fields().get(name) == TOOLS


_ENDS_DAY = frozenset("0123456789日")


def between(text: Text, marks: list[re.Match[str]], end: int) -> list[Metadatum]:
    """Each label's value reaches to the next label, known or not; what the page's tools say of themselves is not it."""
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        label, left = text.value(mark.start(1), mark.end(1)), mark.end()
        stop = following.start() if following else end
        if fields()[key(mark[1])] == TOOLS and not _numbers(text.folded, mark, stop):
            continue
        for other in _UNKNOWN.finditer(text.folded, left, stop):
            found.append(_entry(text, label, left, other.start()))
            label, left = text.value(other.start(1), other.end(1)), other.end()
        found.append(_entry(text, label, left, stop))
    return found


def _numbers(folded: str, mark: re.Match[str], stop: int) -> bool:
    """Whether 字号 says no size of letters but the document's number: 【字号】云政办发〔2009〕3号."""
    said = folded[mark.end() : stop].lstrip(" ]】:")
    return key(mark[1]) == "字号" and "号" in said and said[1:2] not in _SIZES


_SIZES = frozenset(" 大中小")  # 字号:小 中 大


_UNKNOWN = re.compile(r"[ |;]{1,8}([\u4e00-\u9fff]{2,6}) ?: {0,4}(?=[^ ])")  # 云溪县人民政府  签发人:张三


def _entry(text: Text, label: Value, start: int, stop: int) -> Metadatum:
    while stop > start and text.folded[stop - 1] in " |;,":
        stop -= 1
    return Metadatum(label=label, value=text.value(start, stop))


def _columns(text: Text, line: Line) -> list[Metadatum]:
    """Two or more labels that blanks alone part from their values: "索引号 0143/2019 主题分类 交通"."""
    if len(line.words) > _LONGEST_LINE or "。" in line.words:
        return []
    first = _opening(text, line)
    if first is None:
        return []  # most lines: no label opens them
    marks = [m for m in _spaced().finditer(text.folded, line.start, line.end) if m.start() > line.start]
    return between(text, [first, *marks], line.end) if marks else []


def _opening(text: Text, line: Line) -> re.Match[str] | None:
    """The label that opens a line and that a blank alone parts from its value."""
    return _spaced().match(text.folded, line.start, line.end) or _of_two().match(text.folded, line.start, line.end)


def _mixed(text: Text, line: Line) -> list[Metadatum]:
    """A label that a blank parts from its value before one with its colon: "文号 云政办函〔2021〕12号 成文日期: …"."""
    first = _opening(text, line)
    if first is None or "。" in line.words or "," in line.words:
        return []
    marks = [m for m in labelled().finditer(text.folded, first.end(), line.end) if opens(text, m, line.start)]
    return between(text, [first, *marks], line.end) if marks else []


def _piped(text: Text, line: Line) -> list[Metadatum]:
    """Label and value in turn between bars: "索引号 | 0143/2019 | 主题分类 | 交通"."""
    if line.words.lstrip("| ")[:1].isdigit():
        return []  # a row that its number opens
    opening, _, rest = line.words.partition("|")
    opening = opening if opening.strip() else rest.partition("|")[0]
    if key(opening) not in fields() or ":" in opening.rstrip()[:-1]:
        return []  # 发布日期:2012-05-10 | 来源:…
    pieces, left = [], line.start
    for bar in [*(m.start() for m in re.finditer(r"\|", line.words)), len(line.words)]:
        pieces.append(text.value(left, line.start + bar))
        left = line.start + bar + 1
    if not pieces[0].text:
        pieces = pieces[1:]
    found = _in_turn(text, pieces)
    labels = [entry.label for entry in found if len(entry.label.text) <= _LONGEST_LABEL]
    known = sum(_is_known(text, label) for label in labels)
    return found if known and 2 * known >= len(found) and _is_known(text, pieces[0]) else []


def _in_turn(text: Text, pieces: list[Value]) -> list[Metadatum]:
    """Label and value in turn; a label with its colon where a value would stand leaves the one before it empty:
    "成文日期: | 发布日期: | 2020-04-09".
    """
    found, at = [], 0
    while at < len(pieces):
        label, value = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else pieces[-1]
        empty = value is label or (_has_colon(label) and _has_colon(value) and _is_known(text, value))
        if label.text:
            value = text.value(label.end, label.end) if empty else value
            found.append(Metadatum(label=bare_label(text, label), value=value))
        at += 1 if empty else 2
    return found


def _is_known(text: Text, label: Value) -> bool:
    return key_of(text, label) in fields()


def _has_colon(value: Value) -> bool:
    return value.text.endswith((":", "："))


def bare_label(text: Text, label: Value) -> Value:
    """The label without the colon behind it."""
    return text.value(label.start, label.end - _has_colon(label))


def _tabbed(text: Text, line: Line) -> list[Metadatum]:
    """Label and value in turn between tabs, as a row of a table is copied: "索引号⇥0143/2019⇥主题分类⇥交通"; no header
    of a list of documents (文件名称⇥文号), whose every cell is a label.
    """
    opening = text.raw[line.start : text.raw.index("\t", line.start)]
    if opening.isascii() or len(opening) > _LONGEST_LABEL or fields().get(key(opening), TOOLS) == TOOLS:
        return []  # as nearly all rows of tabs: their number
    cells = [text.value(*cell.span()) for cell in _CELL.finditer(text.raw, line.start, line.end)]
    labels, values = cells[::2], cells[1::2]
    if len(cells) % 2:
        return []
    if any(len(label.text) > _LONGEST_LABEL for label in labels) or any(
        key(value.text) in fields() for value in values
    ):
        return []
    return [Metadatum(label=bare_label(text, label), value=value) for label, value in zip(labels, values, strict=True)]


_CELL = re.compile(r"[^\t\n]+")


def read_bracketed(text: Text, line: Line) -> Metadatum | None:
    """A line that a bracketed label opens, known or not: "【法规类型】 海关规范性文件"."""
    match = _BRACKETED.fullmatch(line.words) if line.words[0] in "[【" else None
    if not match or fields().get(key(match[1])) == TOOLS:
        return None
    return Metadatum(
        label=text.value(line.start + match.start(1), line.start + match.end(1)),
        value=text.value(line.start + match.start(2), line.end),
    )
