"""The page's metadata box (索引号, 发文字号, 成文日期…) as HTML tables, lists or "label: value" lines print it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.fields.text import Text
from hongtou.fields.units import is_assignment
from hongtou.model import Metadatum, Table, Value
from hongtou.model.record import Record
from hongtou.parse.box_glued import read_glued
from hongtou.parse.box_tables import read_table
from hongtou.parse.boxes import fields, key_of, may_label, read_bracketed, read_line
from hongtou.parse.lines import Line, Page
from hongtou.parse.menus import below_menus
from hongtou.parse.organs import are_organs, opening
from hongtou.parse.title_words import ends_title

_FARTHEST = 120  # items of the page's own, menus not counted, in which a box may stand
_DAY = re.compile(r"\d|长期|永久|无|^-+$")


_BY_SIZE_LABEL = ("字号", "document_number")  # elsewhere the size of letters, which is no entry


class Metadata(Record, frozen=True):
    """The box's lines and which items of the page they fill."""

    entries: tuple[Metadatum, ...]
    keys: tuple[str, ...]
    """Of each entry the characters of its label."""
    items: frozenset[int]

    def find(self, field: str) -> Value | None:
        """The first non-empty value whose label speaks of this field of the dataset."""
        if not self.entries:
            return None
        labels = fields()
        for said, entry in zip(self.keys, self.entries, strict=True):
            if (labels.get(said) == field or (said, field) == _BY_SIZE_LABEL) and entry.value.text:
                return entry.value
        return None


def read_metadata(page: Page) -> Metadata:
    """Find the box: a table of labels and values, or labelled lines."""
    entries: list[Metadatum] = []
    used: set[int] = set()
    pending: tuple[int, Value] | None = None
    stacked = False  # whether this box prints label and value on lines of their own
    items = page.items[: below_menus(page.items, _FARTHEST)]
    for index, item in enumerate(items):
        beside = len(used) > 0 and index - 1 in used
        if pending is None and not beside and isinstance(item, Line) and not may_label(page.text, item):
            continue  # most lines
        if isinstance(item, Table):
            found = read_table(page.text, item)
            pending_label = None
        else:
            found, pending_label = read_line(page.text, item, stacked and pending is None)
            if not found and not pending_label and item.words[0] in "[【":
                found = _among_brackets(page.text, items, index, used)
            elif not found and not pending_label:
                found = read_glued(page.text, item, beside)
            if not found and pending and not pending_label and _answers(page.text, pending[1], items, index, stacked):
                end = item.end - item.words.endswith("|")
                found = [Metadatum(label=pending[1], value=page.text.value(item.start, end))]
                if not stacked and (top := _first_of_two(page.text, items, pending[0])):
                    entries.append(top)
                    used.update((pending[0] - 2, pending[0] - 1))
                used.add(pending[0])
                stacked = True
        before, pending = pending, (index, pending_label) if pending_label else None
        if len(found) == 1 and isinstance(item, Line) and not beside and _assigns(page.text, found[0], items, index):
            found = []
        if before and before[0] not in used and _is_empty(items, before[0], used, boxed=bool(found)):
            at = before[1].end
            entries.append(Metadatum(label=before[1], value=page.text.value(at, at)))
            used.add(before[0])
        if found:
            at, upper = index, list[Metadatum]()
            while at and at - 1 not in used and (first := _glued_above(page.text, items[at - 1], items[at])):
                at, upper = at - 1, first + upper
                used.add(at)
            entries += upper + found
            used.add(index)
    return Metadata(tuple(entries), tuple([key_of(page.text, entry.label) for entry in entries]), frozenset(used))


def _first_of_two(text: Text, items: Sequence[Line | Table], index: int) -> Metadatum | None:
    """The label of two characters (标题) and its value right above the first label that shows a box to be stacked."""
    label, value = items[index - 2 : index] if index > 1 else (None, None)
    if not isinstance(label, Line) or not isinstance(value, Line) or len(label.bare) != _OF_TWO:
        return None
    if fields().get(label.bare, "tools") == "tools" or label.noise:
        return None
    return Metadatum(label=text.value(label.start, label.end), value=text.value(value.start, value.end))


_OF_TWO = 2


def _is_empty(items: Sequence[Line | Table], index: int, used: set[int], *, boxed: bool) -> bool:
    """Whether a label that no line answers (主题分类:, [主题分类]) is an entry without value: it has colon or bracket
    and stands in a box, under a line of it or, ``boxed``, above one.
    """
    item = items[index]
    return (boxed or index - 1 in used) and isinstance(item, Line) and item.words.rstrip("| ")[-1:] in (":", "]", "】")


def _glued_above(text: Text, above: Line | Table, item: Line | Table) -> list[Metadatum]:
    """索引号YX-1 above 发文字号云水〔2019〕3号, of the first of glued lines; 行政区划调整方案 above one is a title."""
    if not isinstance(above, Line) or not isinstance(item, Line) or ":" in item.words or ends_title(above.bare):
        return []
    return read_glued(text, above, beside=True)


def _among_brackets(text: Text, items: Sequence[Line | Table], index: int, used: set[int]) -> list[Metadatum]:
    """A bracketed label that only its neighbours, a box of such lines, show to be one."""
    item = items[index]
    entry = read_bracketed(text, item) if isinstance(item, Line) else None
    if entry is None or entry.value.text[:1] in "[【":
        return []  # 【打印】【字体:大 中 小】, the page's tools
    following = next((row for row in items[index + 1 : index + 2] if isinstance(row, Line)), None)
    beside = index - 1 in used or (following is not None and following.words[0] in "[【" and _labels(text, following))
    return [entry] if beside else []


def _assigns(text: Text, entry: Metadatum, items: Sequence[Line | Table], index: int) -> bool:
    """Whether a line alone (责任部门:执行局) says who does the work above it, where a box would say who publishes."""
    if fields().get(key_of(text, entry.label)) != "publisher":
        return False
    item = items[index]
    following = items[index + 1] if index + 1 < len(items) else None
    boxed = isinstance(following, Line) and _labels(text, following)
    return not boxed and isinstance(item, Line) and is_assignment(item.words)


def _labels(text: Text, line: Line) -> bool:
    found, alone = read_line(text, line)
    return bool(found) or alone is not None


def _answers(text: Text, label: Value, items: Sequence[Line | Table], index: int, stacked: bool) -> bool:
    """Whether this line is the value of the label above it: an empty label (主题词:) takes no other line's words.

    A box of labels and values in turn goes on with a label; a label of a day is answered by a day, and none but the
    title's own by a title.
    """
    item = items[index]
    following = items[index + 1] if index + 1 < len(items) else None
    if not stacked and not (isinstance(following, Line) and read_line(text, following, True)[1] is not None):
        return False
    assert isinstance(item, Line)
    if item.words[-1] == ":":
        return False  # 来源:, a label of the page's tools
    name = key_of(text, label)
    field = fields().get(name)
    if field != "title" and "关于" in item.words:
        return False
    if field == "other" and len(item.bare) >= _SHORTEST_TITLE and "、" not in item.words and _is_title(item):
        return False  # 内容概述: above the title 云溪县人民政府工作规则
    if field not in _NAMED and isinstance(following, Line) and _goes_on_as_title(item, following):
        return False
    return not name.endswith(("日期", "时间")) or _DAY.search(item.words) is not None


_SHORTEST_TITLE = 8


_OPENS_WITH_ORGAN = re.compile("[\u3400-\u9fff]{2,12}(?:人民政府|委员会|[局厅])[\u3400-\u9fff]")


def _is_title(item: Line) -> bool:
    return _OPENS_WITH_ORGAN.match(item.bare) is not None and ends_title(item.bare)


_NAMED = ("title", "issuer", "publisher")
"""The fields that an organ's name may answer."""


def _goes_on_as_title(item: Line, following: Line) -> bool:
    """Whether a line is the first of a title: 云溪县人民政府办公室⏎关于…, 云溪县人民政府对县人大⏎第12号建议的答复."""
    opened = opening().match(item.bare + following.bare)
    if following.words.startswith("关于"):
        return opened is not None or are_organs(item.words)
    return opened is not None and opened.end(1) <= len(item.bare) and ends_title(following.bare)
