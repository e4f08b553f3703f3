"""Limits (时限) in words: the days that a limit means, its rule, its length, and how its year was found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from hongtou.model import Deadline
from hongtou.serve.words import Words

__all__ = ["day", "meaning", "past", "remarks"]

_WORKING = "MO,TU,WE,TH,FR"
_KNOWN = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes")


def day(date: dt.date, say: Words) -> str:
    """A day in words.

    >>> day(dt.date(2009, 6, 30), Words("zh")), day(dt.date(2009, 6, 30), Words("en"))
    ('2009年6月30日', '30 June 2009')
    """
    month = str(date.month) if say.language == "zh" else say.of("month", str(date.month))
    return say("limit_date", year=str(date.year), month=month, day=date.day)


def meaning(limit: Deadline, say: Words) -> str:
    """What a limit means: by, from or between which days, how often, how long after what.

    >>> limit = Deadline(text="6月30日前", start=0, end=6, kind="by", date_to=dt.date(2009, 6, 30))
    >>> meaning(limit, Words("zh")), meaning(limit, Words("en"))
    ('不晚于2009年6月30日', 'by 30 June 2009')
    """
    match limit.kind:
        case "by" | "from":
            date = limit.date_to if limit.kind == "by" else limit.date_from
            return say(f"limit_{limit.kind}", date=day(date, say)) if date else say(f"limit_{limit.kind}_no_date")
        case "within":
            if limit.date_from and limit.date_to:
                return say("limit_within", first=day(limit.date_from, say), last=day(limit.date_to, say))
            return say("limit_within_no_date")
        case "recurring":
            return _rule(limit.rrule or "", say) or limit.rrule or ""
        case "relative":
            length = _length(limit, say) or say("limit_no_length")
            if limit.event:
                return say("limit_relative_event", length=length, event=limit.event)
            return say("limit_relative", length=length)
        case kind:
            return say.of("limit", kind)


def remarks(limit: Deadline, say: Words, today: dt.date | None = None) -> Iterator[str]:
    """What a careful reader should know of the reading. ``today`` says what is past; without it nothing is."""
    if limit.date_to_strict:
        yield say("limit_strict", text=say("limit_by", date=day(limit.date_to_strict, say)))
    if limit.year_from and limit.year_from != "text":
        yield say.of("year_from", limit.year_from)
    if limit.action:
        yield say("limit_action", text=limit.action)
    if today and past(limit.kind, limit.due, today):
        yield say("past")


def past(kind: str | None, due: dt.date | None, today: dt.date) -> bool:
    """Whether the day till which something was to be done has gone by; a day on which something begins is none.

    >>> past("by", dt.date(2009, 6, 30), dt.date(2009, 7, 1)), past("from", dt.date(2009, 6, 30), dt.date(2009, 7, 1))
    (True, False)
    """
    return kind in ("by", "within") and due is not None and due < today


def _rule(rrule: str, say: Words) -> str | None:
    """A rule of RFC 5545 in words; None where it has a part that no circular's rule has."""
    parts = dict(part.partition("=")[::2] for part in rrule.split(";") if part)
    frequency = parts.get("FREQ", "").lower()
    if frequency not in ("yearly", "monthly", "weekly", "daily") or not set(parts) <= _KNOWN:
        return None
    # A rule that names its months comes round every year, whatever its step.
    months = [say.of("month", month) for month in _items(parts, "BYMONTH")]
    every = say.count(f"rule_{'yearly' if months else frequency}", int(parts.get("INTERVAL", 1)))
    if months:
        every = say("rule_in_months", every=every, months=say("comma").join(months))
    days = say("comma").join(_days(parts, say))
    return say("rule_on_days", every=every, days=days) if days else every


def _items(parts: dict[str, str], name: str) -> list[str]:
    return [item for item in parts.get(name, "").split(",") if item]


def _days(parts: dict[str, str], say: Words) -> Iterator[str]:
    for number in _items(parts, "BYMONTHDAY"):
        yield say("rule_last_day") if number == "-1" else say("rule_day", n=number)
    if parts.get("BYDAY") != _WORKING:
        yield from (say.of("weekday", name) for name in _items(parts, "BYDAY"))
    elif nth := parts.get("BYSETPOS"):
        yield say("rule_last_working_day") if nth == "-1" else say("rule_nth_working_day", n=nth)
    else:
        yield say("rule_working_days")


def _length(limit: Deadline, say: Words) -> str | None:
    if limit.workdays is not None:
        return say.count("length_workdays", limit.workdays)
    found = _LENGTH.fullmatch(limit.duration or "")
    if found is None:
        return limit.duration
    said = (say.count(f"length_{unit}", int(n)) for unit, n in zip(_UNITS, found.groups(), strict=True) if n)
    return ("" if say.language == "zh" else " ").join(said)
