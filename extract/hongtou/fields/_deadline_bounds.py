"""The days of a limit as its record has them, and whether the one it names counts: 6月30日(不含)前 is the 29th."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from hongtou.fields._deadline_runs import ENDS, Item
from hongtou.model.vocabulary import DeadlineKind

__all__ = ["Decision", "counted_in", "fields_of"]

Decision = tuple[DeadlineKind, dt.date | None, dt.date | None, dt.date | None]
"""Kind, first day, last day and the strict last day."""

_DAY = dt.timedelta(days=1)
_INSIDE = re.compile(r"\((不?)含")
# 6月30日前(不含当日), 6月30日前(含6月30日); but 6月底前(不含村级)
_BEHIND = re.compile(r"[ ]?\((不?)含(?:[当本该][日天月年]|[\d年月日号]{2,11})?\)")
_REACH = 5


def counted_in(folded: str, item: Item, decision: Decision) -> Decision:
    """What the brackets 含 and 不含 make of a limit that was read without them."""
    a, closing = item.a, item.closing
    if folded.find("含", a.start, closing.end + _REACH) < 0:
        return decision
    kind, first, last, strict = decision
    said = _INSIDE.search(folded, closing.start, closing.end) or _BEHIND.match(folded, closing.end)
    opens = _INSIDE.search(folded, a.start, a.end) if item.b is not None else None
    if opens is not None and opens[1] and first is not None:
        first += _DAY
    if said is None:
        return kind, first, last, strict
    if not said[1]:
        return kind, first, last, None
    if kind == "from":
        return kind, first + _DAY if first is not None and closing.precision == "day" else first, last, strict
    if kind == "by" and closing.edge[:1] not in ENDS and closing.first is not None:
        return kind, first, closing.first - _DAY, None
    if item.b is not None and last is not None and closing.precision == "day":
        last -= _DAY
    return kind, first, last, strict


def fields_of(
    item: Item, kind: DeadlineKind, first: dt.date | None, last: dt.date | None, strict: dt.date | None
) -> dict[str, Any]:
    """The fields of :class:`hongtou.model.Deadline` that a decision gives."""
    a, closing = item.a, item.closing
    known = closing.year is not None
    return {
        "date_from": first,
        "date_to": last,
        "date_to_strict": strict,
        "due": first if kind == "from" else last,
        "precision": closing.precision,
        "edtf": _edtf(item, kind, first, last),
        "year_from": a.year_from if known else None,
    }


def _edtf(item: Item, kind: DeadlineKind, first: dt.date | None, last: dt.date | None) -> str | None:
    if kind == "by":
        return f"/{last}" if last else None
    if kind == "from":
        return f"{first}/" if first else None
    if first is None or last is None:
        return None
    if first == last:
        return str(first)
    if item.b is None and item.a.last_year is None and first == item.a.first:
        if item.a.precision == "month" and first.month == last.month:
            return first.isoformat()[:7]
        if item.a.precision == "year" and first.day == 1 and last.month == 12:
            return first.isoformat()[:4]
    return f"{first}/{last}"
