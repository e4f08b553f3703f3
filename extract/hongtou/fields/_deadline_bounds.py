"""Whether the day a limit names counts: 6月30日(不含)前 is the 29th, 6月(含)前 ends with the month."""

from __future__ import annotations

import datetime as dt
import re

from hongtou.fields._deadline_runs import ENDS, Item
from hongtou.model.vocabulary import DeadlineKind

__all__ = ["Decision", "counted_in"]

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
