"""What stands under labels behind an assignment, still of its matter: 整改时限:…, 整改措施:…, 整改进展:…."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.parse.columns import is_name, role_of_name
from hongtou.parse.items import Item
from hongtou.parse.lines import Page
from hongtou.parse.numbering import numbering

_LABEL = re.compile(r"([\u3400-\u9fff]{2,8}):[ ]?")
_HEADING = re.compile(r"([\u3400-\u9fff]{2,8})")
_LONGEST_LABEL = 8
_MEASURES = re.compile("措施|举措|做法|内容|(?:整改|整治|办理|督办)要求")
_PROGRESS = re.compile("进展|进度|情况|结果|成效")
_PROGRESS_LABEL = re.compile(
    r"(?<=[;,。 \n])(?:目前)?(?:进展|完成|整改|落实|推进|办理|工作)(?:情况|进展|进度|结果):[ ]?"
)
_FARTHEST = 24  # characters in which a label ends, its numbering included


class Passage(Record, frozen=True):
    """One inline task.

    Its words; the assignment's inside and the parts of it that name units; the headings over it; a limit printed there.
    """

    task: Value
    assignment: Value
    units: tuple[Value, ...]
    categories: tuple[Value, ...]
    limit: Value | None
    content: Value | None = None
    """The measures labelled behind the assignment."""
    progress: Value | None = None
    more: tuple[Value, ...] = ()
    """Further assignments, behind the measures: 验收单位:…"""


Limit = Callable[[Value], Value | None]
"""What stands behind 完成时限: in a cluster."""


def with_behind(page: Page, items: Sequence[Item], found: list[Passage], limit: Limit) -> None:
    """Give each passage the limit, the measures and the progress that are labelled behind its assignment."""
    starts = [item.line.start for item in items]
    _join(items, starts, found)
    for place, passage in enumerate(found):
        first = bisect_left(starts, passage.assignment.end)
        stop = bisect_left(starts, found[place + 1].task.start) if place + 1 < len(found) else len(items)
        if passage.progress is None:
            after = found[place + 1].task.start if place + 1 < len(found) else len(page.text.folded)
            found[place] = passage = replace(passage, progress=_within(page, passage.assignment, after))
        if first < stop and _is_labelled(items[first]):
            own = items[bisect_right(starts, passage.task.start) - 1]
            found[place] = _Reader(page, *_ranks(passage, own), limit).read(passage, items[first:stop])


def _join(items: Sequence[Item], starts: Sequence[int], found: list[Passage]) -> None:
    """Put to a passage what is labelled behind it and closed by a label of units that it does not have (责任单位:A,
    整改措施:…, 验收单位:B): that is no work of its own.
    """
    for place in range(len(found) - 1, 0, -1):
        last, passage = found[place - 1], found[place]
        closing = bisect_right(starts, passage.assignment.start) - 1
        if not items[closing].bare:
            continue  # as most
        between = [item for item in items[bisect_left(starts, last.assignment.end) : closing] if not item.bare]
        label = _label(items[closing])
        if not between or not _is_measured(between[0]) or label is None or label[0] in last.assignment.reading:
            continue
        own = items[bisect_right(starts, last.task.start) - 1]
        if all(own.mark and item.mark.rank > own.mark.rank for item in between if item.mark):
            units, more = (*last.units, *passage.units), (*last.more, passage.assignment, *passage.more)
            found[place - 1 : place + 1] = [replace(last, units=units, more=more)]


def _is_measured(item: Item) -> bool:
    """Whether a line is labelled with what else is said of a matter: 整改目标:…, not 整改问题:…."""
    label = _label(item) if item.mark is None else None
    return label is not None and role_of_name(label[1]) in ("content", "deadline", "progress")


def _within(page: Page, assignment: Value, after: int) -> Value | None:
    """The progress that an assignment ends with: 责任单位:A;完成时限:12月底;进展情况:主体封顶。It goes on to the end of
    the line, or to where the next passage begins."""
    label = _PROGRESS_LABEL.search(page.text.folded, assignment.start, assignment.end)
    if label is None:
        return None
    end = page.text.folded.find("\n", label.end(), after)
    return page.text.value(label.end(), after if end < 0 else end)


def _ranks(passage: Passage, own: Item) -> tuple[int | None, int | None]:
    """The rank of the passage's matter, None where it has no number, and that of the labels under it that have one:
    二、水质不达标 over (一)整改措施.
    """
    above: int | None = None
    for heading in passage.categories:
        words = fold(heading.reading)
        mark = numbering(words)
        if mark and _is_of_one(words[mark.length :].rstrip(":")):
            return above or 0, mark.rank
        above = mark.rank if mark else above
    if own.mark is None:
        return above, None
    label = _label(own)
    return (above or 0, own.mark.rank) if label and _is_role(label[1]) else (own.mark.rank, None)


def _is_role(name: str) -> bool:
    return len(name) <= _LONGEST_LABEL and role_of_name(name) is not None


def _is_of_one(heading: str) -> bool:
    """Whether a heading is a label within one matter: 整改措施, 责任单位; not 重点任务, nor 强化科技支撑, in which a
    column's name only stands.
    """
    if not _is_role(heading) or (role_of_name(heading) == "task" and "问题" not in heading):
        return False
    return is_name(heading) or _MEASURES.search(heading) is not None


def _is_labelled(item: Item) -> bool:
    return item.bare or _label(item) is not None


def _label(item: Item) -> re.Match[str] | None:
    """The label that a line opens with, or that all of it is behind its number."""
    words, start = item.line.words, item.mark.length if item.mark else 0
    if words.find(":", start, start + _FARTHEST) > 0:
        return _LABEL.match(words, start)
    return _HEADING.fullmatch(words, start) if item.mark and len(words) - start <= _LONGEST_LABEL else None


class _Reader:
    """Reads the lines behind one assignment, up to the next matter: a line of ``rank`` or above opens it.

    One of rank ``labels`` that is no label ends what stands under the last.
    """

    def __init__(self, page: Page, rank: int | None, labels: int | None, limit: Limit) -> None:
        self.page = page
        self.rank = rank
        self.labels = labels
        self.limit = limit
        self.runs: dict[str, tuple[int, int]] = {}
        self.open: str | None = None
        self.alone = False
        """Whether nothing stands yet under the label, which is alone on its line."""

    def read(self, passage: Passage, items: Sequence[Item]) -> Passage:
        for item in items:
            if item.bare and not any(cluster.units for cluster in item.clusters):
                limits = [self.limit(cluster.inner) for cluster in item.clusters]
                passage = replace(passage, limit=passage.limit or next((one for one in limits if one), None))
                self.open = None
            elif item.bare and any(item.line.start <= one.start < item.line.end for one in passage.more):
                self.open = None
            elif item.clusters or not self.take(item):
                break
        text = self.page.text
        values = {role: text.value(start, end) for role, (start, end) in self.runs.items() if end > start}
        return replace(passage, content=values.get("content"), progress=values.get("progress"))

    def take(self, item: Item) -> bool:
        """Whether the line is still of the matter; under a label that counts it is taken."""
        line, mark = item.line, item.mark
        label = _label(item)
        if mark and (self.rank is None or mark.rank <= self.rank) and not (self.rank is None and self.open):
            return False
        role = _role(label[1], numbered=self.rank is not None) if label is not None else None
        if mark and mark.rank == self.labels and role is None:
            return False
        if label is not None and role is not None:
            self.open = role if role not in self.runs else None
            self.alone = label.end() == len(line.words)
            if self.open and self.open != "other":
                self.runs[self.open] = (line.start + label.end(), line.end)
            return True
        if self.open is None or (mark is None and not self.alone):
            return False
        self.alone = False
        if self.open != "other":
            self.runs[self.open] = (self.runs[self.open][0], line.end)
        return True


def _role(name: str, *, numbered: bool) -> str | None:
    """content for measures, progress for how far they are, other for what has no field of its own (整改目标).

    None where the label opens another matter, as 问题二:… does where none is numbered.
    """
    role = role_of_name(name)
    if role == "progress" and _PROGRESS.search(name):
        return role
    if role == "content" and _MEASURES.search(name):
        return role
    return None if role is None or (role == "task" and not numbered) else "other"
