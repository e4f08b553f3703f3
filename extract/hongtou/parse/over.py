"""Limits that a heading sets for all that stands under it: 一、6月底前完成的事项, (二)立行立改类(4月底前完成)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import UNSET
from msgspec.structs import replace

from hongtou.data import any_of, load_toml
from hongtou.model import Deadline, Value
from hongtou.model.vocabulary import YearFrom
from hongtou.parse.context import Context, limits
from hongtou.parse.numbering import numbering

_LONGEST = 40
_SIGN = re.compile("[前底末]|立[行即]|即[知查]|长期|完成")
_LEAD = re.compile("(?:需要?|须|应|力争|争取|确保|计划|拟|要|在|于)*")


@cache
def _rest() -> re.Pattern[str]:
    """What may stand behind the limit of a heading that says nothing else."""
    words = load_toml("deadlines.toml")["heading"]
    done, things = any_of(words["done"]), any_of(words["things"])
    return re.compile(rf"(?:全部|全面|基本)?(?P<done>{done})?[的]?(?:{things}){{0,3}}(?:\([^()]{{1,12}}\))?[:。]?")


def limits_over(context: Context, headings: Sequence[Value], year: tuple[int, YearFrom] | None) -> list[Deadline]:
    """The limit of the innermost heading that says by when and no more; [] where none does."""
    for heading in reversed(headings):
        folded = context.text.folded[heading.start : heading.end]
        if len(folded) <= _LONGEST and _SIGN.search(folded) is not None and heading.parts is UNSET:
            mark = numbering(folded)
            start, end = heading.start + (mark.length if mark else 0), heading.end
            bracket = heading.start + folded.rfind("(") + 1 if folded.endswith(")") else end
            found = _all_of(context, bracket, end - 1, year) if start < bracket < end else []
            found = found or _all_of(context, start, end, year)
            if found:
                return found
    return []


def _all_of(context: Context, start: int, end: int, year: tuple[int, YearFrom] | None) -> list[Deadline]:
    """The limit that these words are, with what is done and of what, and nothing else."""
    text = context.text
    found = limits(context, text.value(start, end), year, prose=False)
    if len(found) != 1 or found[0].kind not in ("by", "within", "immediate", "ongoing"):
        return []
    limit = found[0]
    rest = _rest().fullmatch(text.folded, limit.end, end)
    if rest is None or _LEAD.fullmatch(text.folded, start, limit.start) is None:
        return []
    return [replace(limit, action=None)] if limit.kind != "within" or rest["done"] else []
