"""What stands behind a date in its clause: words that say of what it is, that tell of the past, of figures."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import finder
from hongtou.fields._deadline_grammar import B, any_of, words
from hongtou.model.record import Record

_REACH = 40
STOP = re.compile(r"[,;。\n]")


class After(Record, frozen=True):
    """Words of the clause after a date; the sets hold their first characters, one look at which rules most out."""

    eligible: re.Pattern[str]
    acted: re.Pattern[str]
    eligible_first: frozenset[str]
    may_tell: re.Pattern[str]
    """What the next two find begins so: one search rules most out."""
    past: re.Pattern[str]
    told: re.Pattern[str]
    """Of a day to come: no figure can tell of it."""
    statistic: re.Pattern[str]
    moved: re.Pattern[str]


@cache
def after_words() -> After:
    """Those of the vocabulary."""
    eligible, acts = words("prose", "eligible"), words("prose", "acts")
    done = "了(?![解结然])(?<!为了)(?<!除了)|(?<![日号月年份节])以来"  # 6月底前清查2015年以来的项目: of another date
    return After(
        eligible=re.compile(rf"{B}(?:[的]|(?:应|须|已经?)?{any_of(eligible)})"),
        acted=re.compile(rf"{B}(?:(?:应|须|已经?)?{any_of(acts)})"),
        eligible_first=frozenset(w[0] for w in (*eligible, *acts)) | frozenset("的应须已"),
        may_tell=finder((*words("prose", "past"), *words("prose", "figures"), "了", "以来")),
        past=re.compile(rf"{any_of((*words('prose', 'past'), *words('prose', 'figures')))}|{done}"),
        told=re.compile(rf"{any_of(words('prose', 'past'))}|{done}"),
        statistic=re.compile(rf"{B}{any_of(words('prose', 'statistic'))}"),
        moved=re.compile(any_of(words("prose", "moved"))),
    )


def rest_of_clause(folded: str, at: int) -> str:
    """What stands from there to the clause's end, of a long one its opening."""
    stop = STOP.search(folded, at, at + _REACH)
    return folded[at : stop.start() if stop else at + _REACH]
