"""Limits in one line, and tables of them: what the tests of the deadline reader compare."""

from __future__ import annotations

import csv
from pathlib import Path

from hongtou.model import Deadline


def brief(found: list[Deadline]) -> str:
    """by /2014-06-30; from 2014-05-01/; recurring FREQ=…; relative P30D 印发; ongoing; unread: a line for a list."""
    return "; ".join(_one(d) for d in found)


def _one(d: Deadline) -> str:
    if d.kind in ("by", "from", "within"):
        return f"{d.kind} {d.date_from or ''}/{d.date_to or ''}"
    if d.kind == "recurring":
        return f"recurring {d.rrule}"
    if d.kind == "relative":
        length = d.duration or f"{d.workdays}工作日"
        return f"relative {length} {d.event or ''}".rstrip()
    return d.kind or "unread"


def table(name: str) -> list[tuple[str, str, str]]:
    """The rows (issued, text, expected) of a table beside this file; a line break in a text is printed as \\n there."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(issued, text.replace("\\n", "\n"), expected) for issued, text, expected in rows]
