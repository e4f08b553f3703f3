"""Numbers that print or recognition damaged: a 号, a bracket or both of them lost.

Nothing but a code of known organ and kind says that they are numbers (云政发2009〕11号, 国发E2009]11号): that is asked.
"""

from __future__ import annotations

import re

from hongtou.fields._number_old import is_other, year_of
from hongtou.fields._number_stem import stem_before
from hongtou.fields.orders import SPACED_SERIAL_BACKWARDS, Hit, counts_things

_YEAR = r"(?P<year>(?:19|2[0Oo〇])[\dOo〇]{2}|[一二][九〇零][〇零一二三四五六七八九]{2}|\d{2})"
# 〔2010〕5 at the end of a cell that lost its 号.
_WITHOUT_HAO = re.compile(
    rf"[〔\[【(〖<{{〈「]\s{{0,3}}{_YEAR}\s{{0,3}}年?\s{{0,3}}[〕\]】)〗>}}〉」]\s?第?\s?(?P<serial>\d{{1,4}})(?=[\s)》,。;、]|$)"
)
# From 号 to the left: 2009〕11号, C2009J11号, 2009年第11号, 2009第11号. Letters are what recognition makes of brackets.
_DAMAGED = re.compile(
    rf"号\s?{SPACED_SERIAL_BACKWARDS}\s?(?P<parted>第?\s?[〕\]】)〗>}}〉」』JjIl|]?\s?年?)\s?"
    r"(?P<year>\d{2}(?:91|02))\s?[〔\[【(〖<{〈「『CELIlct|]?"
)
_REACH = 40


def read_damaged(folded: str, limit: int, at: int, end: int) -> list[Hit]:
    """The number whose brackets are lost and whose 号 stands at ``at``, behind a code of known organ and kind."""
    found = _DAMAGED.match(folded[max(limit, at - _REACH) : at + 1][::-1])
    if found is None or not (found["parted"] or folded[at + 1 - found.end("serial") - 1] == " "):
        return []
    if counts_things(folded, at, end):
        return []
    bracket = at + 1 - found.end()
    stem, start = stem_before(folded, limit, bracket, year_of(found["year"][::-1]))
    if not (stem.organ and stem.kind) or is_other(folded, limit, start) or folded.endswith("公报", start, bracket):
        return []  # 国务院公报2018年第36号 is an issue of the gazette
    return [Hit(stem, start, at + 1, found["serial"][::-1].replace(" ", ""))]


def with_bare_ones(folded: str, start: int, end: int, hits: list[Hit]) -> list[Hit]:
    """Add the numbers in 〔〕 whose 号 print lost; they need a code of a known kind."""
    merged: list[Hit] = []
    waiting = iter(hits)
    hit = next(waiting, None)
    limit = start
    at = folded.find("〔", start, end)
    while at >= 0:
        while hit and hit.end <= at:
            merged.append(hit)
            limit, hit = hit.end, next(waiting, None)
        inside = hit is not None and hit.start <= at
        if not inside and (found := _WITHOUT_HAO.match(folded, at, end)):
            stem, first = stem_before(folded, limit, at, year_of(found["year"]))
            if stem.kind:
                merged.append(Hit(stem, first, found.end(), found["serial"]))
                limit = found.end()
        at = folded.find("〔", at + 1, end)
    return merged + ([hit] if hit else []) + list(waiting)
