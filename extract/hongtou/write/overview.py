"""``overview.csv`` and ``overview.xlsx``: one row a task, for people.

Here, and only here, cells are altered to be read. Every cell is text. Line breaks become blanks, names are joined by
、, words of closed vocabularies are given in Chinese, and a cell that a spreadsheet would run as a formula gets an
apostrophe in front.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hongtou.model import Circular, Task, Value
from hongtou.write.cite import COMPOSED, Citation
from hongtou.write.labels import overview_label, word_label
from hongtou.write.tabular import lines

COLUMNS: Final = (
    "task_id", "cite", "document_number", "title", "issuers", "region_code", "region", "level", "date_issued", "as_of",
    "category", "number", "task", "content", "deadline", "due", "lead", "responsible", "support", "progress", "status",
    "verdict", "complete", "findings", "source_url", "preferred",
)  # fmt: skip

_FORMULA = "=+\\-@＝＋－＠"
_BLANK = (
    r"[^\S\n]|[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]"
)
"""What a reader does not see, and a program may pass over: blanks, controls, what Unicode calls default ignorable."""
_RUNS = re.compile(f"(?:{_BLANK})*[{_FORMULA}]")
# Where the list separator is a semicolon, Excel cuts a CSV at each, within quotes that open later on a line too.
_RUNS_CUT = re.compile(f';(?=(?:"|{_BLANK})*[{_FORMULA}])')


def overview_rows(circular: Circular) -> Iterator[tuple[str, ...]]:
    """One row a task, in the order of COLUMNS."""
    document, source = (tuple(map(harmless, cells)) for cells in _shared(circular))
    citation = Citation(circular)
    whole = sum(finding.start is None or finding.end is None for finding in circular.findings)
    placed = [(f.start, f.end) for f in circular.findings if f.start is not None and f.end is not None]
    for ordinal, task in enumerate(circular.tasks, 1):
        findings = whole + (_count(placed, task) if placed else 0)
        cite = harmless(citation.of(task, ordinal))
        yield (harmless(task.task_id), cite, *document, *map(harmless, _own(task)), str(findings), *source)


def harmless(text: str) -> str:
    """The text on one line, with an apostrophe in front where a spreadsheet would run it: at its beginning, and behind
    each semicolon, at which some spreadsheets cut.

    >>> harmless("=HYPERLINK(1)"), harmless("1-1"), harmless("完成90%\\n计划年底完工"), harmless("一是;+1")
    ("'=HYPERLINK(1)", '1-1', '完成90% 计划年底完工', "一是;'+1")
    """
    if not text:
        return text
    if text.isprintable():  # so it breaks no line
        line = text.strip()
    else:
        line = " ".join(filter(None, (part.strip() for part in text.splitlines()))).replace("\t", " ")
    if ";" in line:
        line = _RUNS_CUT.sub(";'", line)
    return f"'{line}" if _RUNS.match(line) else line


def _shared(circular: Circular) -> tuple[tuple[str, ...], tuple[str, str]]:
    """What all rows share: from ``document_number`` to ``as_of``; ``source_url`` and ``preferred``."""
    number, issued = circular.document_number, circular.date_issued
    source = circular.source.url or ""
    document = (
        number.normalized if number else "",
        _reading(circular.title),
        _joined(issuer.unit for issuer in circular.issuers),
        circular.region_code or "",
        circular.region or "",
        _word("Level", circular.level),
        _day(issued.date) if issued else "",
        _day(circular.as_of),
    )
    composed = circular.source.composed
    return document, (f"{source} ({COMPOSED})".strip() if composed else source, "是" if circular.preferred else "否")


def _own(task: Task) -> tuple[str, ...]:
    """What the row has of its task: from ``category`` to ``complete``."""
    roles: dict[str, list[str]] = {"lead": [], "responsible": [], "support": []}
    for responsibility in task.responsibilities:
        roles[responsibility.role].append(responsibility.unit)
    return (
        " > ".join([heading.reading for heading in task.category]),
        _reading(task.number),
        task.task.reading,
        _reading(task.content),
        _reading(task.deadline),
        _joined([_day(deadline.due) for deadline in task.deadlines]),
        _joined(roles["lead"]),
        _joined(roles["responsible"]),
        _joined(roles["support"]),
        _reading(task.progress),
        _word("Status", task.status),
        _word("Verdict", task.verdict),
        "是" if task.complete else "否",
    )


def _reading(value: Value | None) -> str:
    return "" if value is None else value.reading


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _word(vocabulary: str, word: str | None) -> str:
    return "" if word is None else word_label(vocabulary, word).title


def _joined(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, names)))


def _count(placed: Sequence[tuple[int, int]], task: Task) -> int:
    """How many of the findings on a place are on any cell of the row."""
    values = [task.number, task.task, task.content, task.deadline, *task.responsible, *task.responsibilities]
    values += [task.progress, task.status_text, task.verdict_text, *(cell.value for cell in task.other)]
    spans = [span for value in (*values, *task.deadlines) if value is not None for span in value.spans]
    return sum(any(_touches(place, span) for span in spans) for place in placed)


def _touches(place: tuple[int, int], span: tuple[int, int]) -> bool:
    if place[0] == place[1]:
        return span[0] <= place[0] <= span[1]
    return place[0] < span[1] and span[0] < place[1]


def header() -> bytes:
    """The first line of ``overview.csv``, with the byte order mark before it."""
    return "\ufeff".encode() + lines([[title] for title in titles()])


def titles() -> list[str]:
    """What stands over the columns."""
    return [overview_label(name).title for name in COLUMNS]


def rendered(circulars: Iterable[Circular]) -> bytes:
    """The circulars' rows as lines of CSV."""
    rows = [row for circular in circulars for row in overview_rows(circular)]
    return lines(list(zip(*rows, strict=True)))
