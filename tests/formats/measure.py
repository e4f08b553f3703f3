"""Each format read and weighed: rows right, cells right, milliseconds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Circular
from hongtou.parse import parse
from hongtou.read import read
from hongtou.read.office import Office

from .circular import TASKS, Task
from .made import SCANS, circular


class Result(NamedTuple):
    """How a format was read. ``milliseconds`` are of reading the file, the parse apart; the best of several."""

    form: str
    rows: int
    cells: int
    of_cells: int
    milliseconds: float


def tasks(found: Circular) -> list[Task]:
    """The tasks of a circular as plain data."""
    return [
        Task(
            tuple(value.reading for value in task.category),
            task.number.text if task.number else "",
            task.task.text,
            task.deadline.text if task.deadline else "",
            tuple(limit.edtf or "" for limit in task.deadlines),
            tuple(unit.text for unit in task.responsibilities if unit.role == "lead"),
            tuple(unit.text for unit in task.responsibilities if unit.role == "support"),
        )
        for task in found.tasks
    ]


def wanted(form: str) -> Sequence[Task]:
    """What must be read; plain text has one line a cell."""
    return [task._replace(task=task.task.replace("\n", "")) for task in TASKS] if form == "txt" else TASKS


def measure(form: str, times: int = 3) -> Result:
    """Read the composed circular in a format."""
    data, best = circular(form), float("inf")
    with Office() as office:
        for _ in range(times):
            began = time.perf_counter()
            document = read(data, path=f"a.{form}", office=office)
            best = min(best, time.perf_counter() - began)
    if form in SCANS:  # a picture does not tell a narrow comma from a wide one
        document = replace(document, text=fold(document.text))
    pairs = list(zip_longest(tasks(parse(document)), wanted(form)))
    rows = sum(found == right for found, right in pairs)
    cells = [a == b for found, right in pairs for a, b in zip_longest(found or (), right or ())]
    return Result(form, rows, sum(cells), len(cells), best * 1000)
