"""``overview.csv`` and ``overview.xlsx``: one row a task, for people.

Here, and only here, cells are altered to be read. Every cell is text. Line breaks become blanks, names are joined by
、, words of closed vocabularies are given in Chinese, and a cell that a spreadsheet would run as a formula gets an
apostrophe in front.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Final

from hongtou.model import Circular, Finding, Task, Value
from hongtou.write.cite import COMPOSED, cite
from hongtou.write.labels import overview_label, word_label

COLUMNS: Final = (
    "task_id", "cite", "document_number", "title", "issuers", "region_code", "region", "level", "date_issued", "as_of",
    "category", "number", "task", "content", "deadline", "due", "lead", "responsible", "support", "progress", "status",
    "verdict", "complete", "findings", "source_url", "preferred",
)  # fmt: skip

_FORMULA = tuple("=+-@\t\r＝＋－＠")


def overview_rows(circular: Circular) -> Iterator[list[str]]:
    """One row a task, in the order of COLUMNS."""
    shared = _shared(circular)
    for ordinal, task in enumerate(circular.tasks, 1):
        cells = {**shared, **_own(task), "cite": cite(circular, task, ordinal)}
        cells["findings"] = str(_count(circular.findings, task))
        yield [harmless(cells[name]) for name in COLUMNS]


def harmless(text: str) -> str:
    """The text on one line, with an apostrophe in front where a spreadsheet would run it.

    >>> harmless("=HYPERLINK(1)"), harmless("1-1"), harmless("完成90%\\n计划年底完工")
    ("'=HYPERLINK(1)", '1-1', '完成90% 计划年底完工')
    """
    line = " ".join(filter(None, (part.strip() for part in text.splitlines()))).replace("\t", " ")
    return f"'{line}" if line.startswith(_FORMULA) else line


def _shared(circular: Circular) -> dict[str, str]:
    number, issued = circular.document_number, circular.date_issued
    source = circular.source.url or ""
    return {
        "document_number": number.normalized if number else "",
        "title": _reading(circular.title),
        "issuers": _joined(issuer.unit for issuer in circular.issuers),
        "region_code": circular.region_code or "",
        "region": circular.region or "",
        "level": _word("Level", circular.level),
        "date_issued": _day(issued.date) if issued else "",
        "as_of": _day(circular.as_of),
        "preferred": "是" if circular.preferred else "否",
        "source_url": f"{source} ({COMPOSED})".strip() if circular.source.composed else source,
    }


def _own(task: Task) -> dict[str, str]:
    roles: dict[str, list[str]] = {"lead": [], "responsible": [], "support": []}
    for responsibility in task.responsibilities:
        roles[responsibility.role].append(responsibility.unit)
    return {
        "task_id": task.task_id,
        "category": " > ".join(heading.reading for heading in task.category),
        "number": _reading(task.number),
        "task": task.task.reading,
        "content": _reading(task.content),
        "deadline": _reading(task.deadline),
        "due": _joined(_day(deadline.due) for deadline in task.deadlines),
        **{role: _joined(units) for role, units in roles.items()},
        "progress": _reading(task.progress),
        "status": _word("Status", task.status),
        "verdict": _word("Verdict", task.verdict),
        "complete": "是" if task.complete else "否",
    }


def _reading(value: Value | None) -> str:
    return "" if value is None else value.reading


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _word(vocabulary: str, word: str | None) -> str:
    return "" if word is None else word_label(vocabulary, word).title


def _joined(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(name for name in names if name))


def _count(findings: tuple[Finding, ...], task: Task) -> int:
    """Findings on any cell of the row, and those on the document as a whole."""
    if not findings:
        return 0
    values = [task.number, task.task, task.content, task.deadline, *task.responsible, *task.responsibilities]
    values += [task.progress, task.status_text, task.verdict_text, *(cell.value for cell in task.other)]
    spans = [span for value in (*values, *task.deadlines) if value is not None for span in value.spans]
    return sum(any(_touches(finding, start, end) for start, end in spans) for finding in findings)


def _touches(finding: Finding, start: int, end: int) -> bool:
    if finding.start is None or finding.end is None:
        return True
    if finding.start == finding.end:
        return start <= finding.start <= end
    return finding.start < end and start < finding.end


def header() -> bytes:
    """The first line of ``overview.csv``, with the byte order mark before it."""
    return "\ufeff".encode() + _encoded([titles()])


def titles() -> list[str]:
    """What stands over the columns."""
    return [overview_label(name).title for name in COLUMNS]


def rendered(circulars: Iterable[Circular]) -> bytes:
    """The circulars' rows as lines of CSV."""
    return _encoded(row for circular in circulars for row in overview_rows(circular))


def _encoded(rows: Iterable[list[str]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()
