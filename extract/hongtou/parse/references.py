"""Every other document cited by number: where, in what relation, under which title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hongtou.data import load_toml
from hongtou.fields.numbers import scan_numbers
from hongtou.fields.text import Text
from hongtou.model import DocumentNumber, Reference, Task, Value
from hongtou.model.vocabulary import Part, Relation

_BEFORE = 60  # how far in front of a citation its verb stands
_BEHIND = 40  # how far behind it
_CLAUSE_END = re.compile(r"[。;\n]")
_TITLE_BEFORE = re.compile(r"《([^《》\n]{2,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,60})?)》\s*[(（\[〔]?\s*$")
_TITLE_AFTER = re.compile(r"\s*[)）]?\s*(?:文件)?(?:印发的)?《([^《》\n]{2,120})》")
_LONGEST_TITLE = 200


class Place(NamedTuple):
    """A stretch of the text and the part of the circular it is; ``task`` where it is a row's."""

    start: int
    end: int
    part: Part
    task_id: str | None


@cache
def _table() -> dict[Relation, dict[str, list[str]]]:
    return load_toml("relations.toml")  # type: ignore[return-value]


@cache
def _relations() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(entry["verbs"]))) for name, entry in _table().items())


@cache
def _after() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(entry["after"]))) for name, entry in _table().items() if "after" in entry)


def read_references(
    text: Text,
    own: DocumentNumber | None,
    skipped: Sequence[tuple[int, int]],
    places: Sequence[Place],
    report_of: str | None,
) -> tuple[Reference, ...]:
    """The citations in order of print, without the circular's own number and what stands in ``skipped`` (noise)."""
    found = []
    for number in scan_numbers(text):
        if own and number.normalized == own.normalized:
            continue
        if number.issuer_code is None and number.year is None:
            continue
        if any(start <= number.start < end for start, end in skipped):
            continue
        place = next((p for p in places if p.start <= number.start < p.end), None)
        title = _title_of(text, number)
        relation = "reported" if report_of and number.normalized == report_of else _relation(text, title or number)
        found.append(
            Reference(
                text=number.text, start=number.start, end=number.end, clean=number.clean, parts=number.parts,
                normalized=number.normalized, issuer_code=number.issuer_code, organ=number.organ,
                number_kind=number.number_kind, year=number.year, serial=number.serial, title=title,
                part=place.part if place else "body", task_id=place.task_id if place else None,
                relation=relation, target_work_id=None,
            )
        )  # fmt: skip
    return tuple(found)


def task_places(tasks: Sequence[Task]) -> list[Place]:
    """Where each task's words stand."""
    places = []
    for task in tasks:
        for part, values in (
            ("progress", (task.progress,)),
            ("task", (task.task, task.content, *(o.value for o in task.other))),
        ):
            places += [Place(v.start, v.end, part, task.task_id) for v in values if v]  # type: ignore[arg-type]
    return places


def _title_of(text: Text, number: DocumentNumber) -> Value | None:
    """The 《》 right before the number, its bracket between them, or right after it."""
    folded = text.folded
    before = _TITLE_BEFORE.search(folded, max(0, number.start - _LONGEST_TITLE), number.start)
    if before:
        return text.value(before.start(1), before.end(1))
    after = _TITLE_AFTER.match(folded, number.end, number.end + _LONGEST_TITLE)
    return text.value(after.start(1), after.end(1)) if after else None


def _relation(text: Text, cited: Value) -> Relation:
    """By a verb behind the citation in its sentence ("…号)同时废止"), else by the nearest one in front of it."""
    folded = text.folded
    stop = _CLAUSE_END.search(folded, cited.end, cited.end + _BEHIND)
    behind = folded[cited.end : stop.start() if stop else cited.end + _BEHIND]
    for name, after in _after():
        if after.search(behind):
            return name
    start = max(folded.rfind(mark, max(0, cited.start - _BEFORE), cited.start) for mark in "。;\n")
    stretch = folded[max(start + 1, cited.start - _BEFORE) : cited.start]
    best: tuple[int, Relation] | None = None
    for name, pattern in _relations():
        for match in pattern.finditer(stretch):
            if best is None or match.start() > best[0]:
                best = (match.start(), name)
    return best[1] if best else "named"
