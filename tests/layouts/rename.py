"""Facts under other names: another place, other agencies, another year, other counts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from .facts import Facts, Row

# Neither side holds a word of the other, so that one pass renames.
_WORDS = {
    "岭北": "泽南", "青岩": "石桥", "云溪": "松河", "沙洲": "柳湾", "白石": "临江", "长宁岭": "永泰坪", "渡岭": "望关",
    "鹤川": "鹿原",
    "财政局": "税务局", "教育局": "体育局", "水利局": "水务局", "民政局": "信访局", "统计局": "审计局",
    "公安局": "司法局",
    "林业局": "园林局", "商务局": "粮食局", "残联": "妇联", "供销社": "文联",
}  # fmt: skip
# The first character of a place stands in the number's code.
_CODES = {old[0]: new[0] for old, new in list(_WORDS.items())[:8]}
_YEARS = 1
_WORD = re.compile("|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))))
_YEAR = re.compile(r"(?:19|20)\d\d(?=[年〕-])")
_COUNT = re.compile(r"(?<![\d.])\d{2,3}(?=[公座个所处亩])")
"""A count before its measure: no date, share or row number."""


def words(printed: str) -> str:
    """The text renamed."""
    renamed = _WORD.sub(lambda match: _WORDS[match[0]], printed)
    renamed = _YEAR.sub(lambda match: str(int(match[0]) + _YEARS), renamed)
    return _COUNT.sub(lambda match: match[0][0] + match[0][:0:-1].replace("0", "4"), renamed)


def anything(said: Any) -> Any:
    """Words, dates and lists of them renamed."""
    if isinstance(said, str):
        return words(said)
    if isinstance(said, list):
        renamed = [anything(part) for part in said]
        return sorted(renamed) if renamed and isinstance(renamed[0], list) else renamed
    return said


def facts(known: Facts) -> Facts:
    """The facts renamed; a year without 29 February between its limits is as long as any other."""
    day = known.issued
    code = _CODES[known.number[0]] + known.number[1:]
    return known._replace(
        title=words(known.title),
        number=words(code),
        issuer=words(known.issuer),
        to=words(known.to),
        issued=dt.date(day.year + _YEARS, day.month, day.day),
        annex=words(known.annex),
        rows=tuple(_row(row) for row in known.rows),
    )


def _row(row: Row) -> Row:
    def limits(known: tuple[tuple[str, str | None, str | None], ...]) -> Any:
        return tuple((kind, first and words(first), last and words(last)) for kind, first, last in known)

    return row._replace(
        category=tuple(words(name) for name in row.category),
        task=words(row.task),
        content=row.content and words(row.content),
        deadline=row.deadline and words(row.deadline),
        limits=limits(row.limits),
        inner=limits(row.inner),
        units=tuple((words(name), role) for name, role in row.units),
        progress=row.progress and words(row.progress),
    )
