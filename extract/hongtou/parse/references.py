"""Every other document cited by number: where, in what relation, under which title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hongtou.fields.numbers import scan_numbers
from hongtou.fields.orders import COUNTED
from hongtou.fields.text import Text
from hongtou.model import DocumentNumber, Reference, Task, Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Part, Relation
from hongtou.parse.cited_titles import (
    LONGEST_LINE,
    Line,
    is_alone,
    is_item,
    item_title,
    line_of,
    quoted_title,
    row_title,
    title_of,
)
from hongtou.parse.listed import Headings, cell_outcome, read_headings
from hongtou.parse.relations import Cited, read_relations


class Place(Record, frozen=True):
    """The part of the circular that a citation stands in; ``task_id`` where it is a row's."""

    part: Part
    task_id: str | None


class _Cited(Record, frozen=True):
    """A citation: its number, its title, where both of them stand."""

    number: DocumentNumber
    title: Value | None
    line: Line | None
    """The line it stands in, where it is an item of a list or a row."""
    cell: str
    """What the row says of it, where print gives each cell a line."""

    def span(self, folded: str) -> Cited:
        """Where all of it stands, its 《》 too."""
        number, title = self.number, self.title
        if title is None or (self.line and not self.line.start <= title.start < self.line.end):
            return Cited(number.start, number.end)
        first = title.start - (folded[title.start - 1 : title.start] == "《")
        return Cited(min(number.start, first), max(number.end, title.end + 1))


def read_references(
    text: Text,
    own: DocumentNumber | None,
    skipped: Sequence[tuple[int, int]],
    place_of: Callable[[int], Place | None],
    report_of: str | None,
) -> tuple[Reference, ...]:
    """The citations in order of print, without the circular's own number and what stands in ``skipped`` (noise);
    ``place_of`` says what part of the circular stands at an offset, None for the body.
    """
    printed = scan_numbers(text)
    beside = _beside_own(text, own, printed) if own else -1
    numbers = [
        number
        for number in printed
        if not (own and (_is_own(text, number, own) or own.start <= number.start < beside))
        and not (number.issuer_code is None and number.year is None)
        and not any(start <= number.start < end for start, end in skipped)
    ]
    if not numbers:
        return ()
    cited = _with_titles(text, numbers)
    found = []
    for here, relation in zip(cited, _relations(text, cited), strict=True):
        number = here.number
        place = place_of(number.start)
        found.append(
            Reference(
                text=number.text, start=number.start, end=number.end, clean=number.clean, parts=number.parts,
                normalized=number.normalized, issuer_code=number.issuer_code, organ=number.organ,
                number_kind=number.number_kind, year=number.year, serial=number.serial, title=here.title,
                part=place.part if place else "body", task_id=place.task_id if place else None,
                relation="reported" if report_of and number.normalized == report_of else relation,
                target_work_id=None,
            )
        )  # fmt: skip
    return tuple(found)


def _beside_own(text: Text, own: DocumentNumber, numbers: Sequence[DocumentNumber]) -> int:
    """Where the numbers end that the other issuers of a joint circular gave it, on the line of its own."""
    end = own.end
    for number in numbers:
        if end < number.start < end + _NEAR and not text.folded[end : number.start].strip(" 、,;"):
            end = number.end
    return end


_NEAR = 8


def _is_own(text: Text, number: DocumentNumber, own: DocumentNumber) -> bool:
    """Whether a number is the circular's own: an announcement's also without its issuer, or with its fuller name."""
    if number.normalized == own.normalized or (number.start < own.end and own.start < number.end):
        return True
    if own.organ is None or own.number_kind not in COUNTED:
        return False
    if (number.serial, number.year, number.number_kind) != (own.serial, own.year, own.number_kind):
        return False
    if own.year is None and number.organ is not None:
        return _is_joint(text, number, own)  # an order bears no year: 省政府令第20号 may be another
    other = number.organ or own.organ
    fuller = iter(other)
    return own.organ.endswith(other) or all(c in fuller for c in own.organ)


def _is_joint(text: Text, number: DocumentNumber, own: DocumentNumber) -> bool:
    """Whether a masthead prints the organ of an order over a second one, with whose name its number is read."""
    above = text.folded[max(0, number.start - _MASTHEAD) : number.start].rstrip(" \n、")
    return own.organ is not None and above.endswith(own.organ)


_MASTHEAD = 40


def _with_titles(text: Text, numbers: Sequence[DocumentNumber]) -> list[_Cited]:
    """Each number with its title. In a list of one cell a line, the first row says on which side titles stand."""
    cited: list[_Cited] = []
    above: bool | None = None
    for number in numbers:
        title = quoted_title(text, number)
        line = line_of(text, number)
        if is_alone(text, number, line):
            start, end = _neighbour(text.raw, line, before=True)
            upper = title_of(text, start, end) if above is not False else None
            start, end = _neighbour(text.raw, line, before=False)
            lower = None if upper or above else title_of(text, start, end)
            if above is None and (upper or lower):
                above = upper is not None
            title = title or upper or lower
            cited.append(_Cited(number, title, line, text.folded[start:end].strip()))
        elif "\t" in text.raw[line.start : line.end]:
            title = title or row_title(text, number, line)
            cited.append(_Cited(number, title, line, ""))
        else:
            item = None if title else item_title(text, number, line)
            listed = item is not None or is_item(text, number, title, line)
            cited.append(_Cited(number, title or item, line if listed else None, ""))
    return cited


def _neighbour(raw: str, line: Line, *, before: bool) -> tuple[int, int]:
    """The line above or below; an empty span where there is none."""
    if before:
        end = max(0, line.start - 1)
        low = max(0, end - LONGEST_LINE)
        return max(low, raw.rfind("\n", low, end) + 1), end
    start = min(len(raw), line.end + 1)
    high = min(len(raw), start + LONGEST_LINE)
    end = raw.find("\n", start, high)
    return start, high if end < 0 else end


def _relations(text: Text, cited: Sequence[_Cited]) -> list[Relation]:
    """What the sentence says; of an item of a list what its row, else the list's heading says."""
    folded = text.folded
    said = read_relations(folded, [here.span(folded) for here in cited])
    headings: Headings | None = None
    found: list[Relation] = []
    known: dict[str, Relation] = {}
    for here, relation in zip(cited, said, strict=True):
        if relation is None and here.line:
            cells = text.raw[here.line.start : here.line.end].split("\t")
            cells = [here.cell] if len(cells) == 1 else cells
            relation = next((result for cell in cells if (result := cell_outcome(cell.strip()))), None)
            if relation is None:
                headings = headings or read_headings(folded)
                # A document printed below the circular that forwards it bears the number that was cited.
                relation = headings.at(here.line.start) or known.get(here.number.normalized)
        if relation:
            known.setdefault(here.number.normalized, relation)
        found.append(relation or "named")
    return found


def task_at(tasks: Sequence[Task], at: int) -> Place | None:
    """The part of a task that stands at this place of the text, if any does."""
    for task in tasks:
        progress, words, content = task.progress, task.task, task.content
        if progress is not None and progress.start <= at < progress.end:
            return Place("progress", task.task_id)
        if words.start <= at < words.end or (content is not None and content.start <= at < content.end):
            return Place("task", task.task_id)
        for other in task.other:
            if other.value.start <= at < other.value.end:
                return Place("task", task.task_id)
    return None
