"""令, 公告, 通告: numbers that follow the full name of their issuer (国务院令第707号, 海关总署公告2019年第39号).

党政机关公文格式 (GB/T 9704-2012), 10.2: an order bears 第×号 without a year; announcements are numbered by year.
The stem and the hit, what every reader of numbers gives, stand here too.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from hongtou.data import load_toml
from hongtou.fields.codes import full_issuer, issuer_start, words

SERIAL = r"(?P<serial>\d{1,6}(?:-\d{1,3})?|[〇零一二三四五六七八九十百千]{1,8})"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
# 令第707号, 公告2019年第39号, 公告(2019年第20号.
_ORDER = regex.compile(
    rf"(?r)(?P<genre>命令|令|公告|通告)\s{{0,8}}(?P<open>[(〔\[])?\s?(?:{_YEAR}\s?年?\s?[)〕\]]?\s{{0,3}})?"
    rf"(?P<ordinal>第)?\s{{0,2}}{SERIAL}\s{{0,2}}号"
)
# 第29号令, 2019年第39号公告.
_NUMBERED = regex.compile(rf"(?r)(?:{_YEAR}\s?年\s?)?(?P<ordinal>第)?\s?{SERIAL}\s?号")
_GENRE_AFTER = regex.compile(r"号\s?(?P<genre>令|公告|通告)")
_NAME = regex.compile(r"(?r)\p{Han}{1,40}")


class Stem(NamedTuple):
    """What a list of numbers shares: 国发〔2015〕 or 国务院令."""

    code: str | None
    organ: str | None
    kind: str | None
    year: int | None
    order: bool


class Hit(NamedTuple):
    """One number: its stem, its place, its serial as printed."""

    stem: Stem
    start: int
    end: int
    serial: str


def counts_things(folded: str, at: int, end: int) -> bool:
    """Whether the 号 at ``at`` counts a house, a motion or the like (3号楼, 第4626号提案)."""
    return folded.startswith(_things(), at + 1, end)


@cache
def _things() -> tuple[str, ...]:
    return tuple(words(load_toml("numbers.toml")["not_numbers"]["after"]))


def read_order(folded: str, limit: int, at: int, end: int) -> Hit | None:
    """国务院令第707号, 公告(2019年第20号): the order whose number ends with the 号 at ``at``."""
    found = _ORDER.match(folded, limit, at + 1)
    if found is None or counts_things(folded, at, end):
        return None
    stop = at + 1
    if found["open"] and stop < end and folded[stop] in ")〕]":
        stop += 1
    return _hit(folded, limit, found, found["genre"], stop)


def read_order_before(folded: str, limit: int, at: int, end: int) -> Hit | None:
    """国务院第29号令, 海关总署2019年第39号公告: the same numbers in the other order."""
    after = _GENRE_AFTER.match(folded, at, end)
    found = _NUMBERED.match(folded, limit, at + 1) if after else None
    return _hit(folded, limit, found, after["genre"], after.end()) if after and found else None


def _hit(folded: str, limit: int, found: regex.Match[str], genre: str, stop: int) -> Hit | None:
    """Without an issuer an order needs 第, an announcement its year too: "通告(第1号)" is one of a series."""
    issuer, start = _issuer_before(folded, limit, found.start())
    year = int(found["year"]) if found["year"] else None
    if not issuer and (not found["ordinal"] or (year is None and genre in _needy_genres())):
        return None
    name = full_issuer(issuer)
    return Hit(Stem(name + genre, name or None, genre, year, True), start, stop, found["serial"])


@cache
def _needy_genres() -> frozenset[str]:
    return frozenset(load_toml("numbers.toml")["orders"]["need_year_or_issuer"])


def _issuer_before(folded: str, limit: int, right: int) -> tuple[str, int]:
    """The name of the issuer that ends at ``right`` and where it begins; several joined by blanks are one issuer."""
    names: list[str] = []
    start = right
    for _ in range(8):
        gap = start
        if gap - 1 > limit and folded[gap - 1] in " 、":
            gap -= 1
        found = _NAME.match(folded, limit, gap)
        if found is None:
            break
        first = issuer_start(found[0])
        if first == len(found[0]) or (gap < start and len(found[0]) - first < 3):
            break
        names.insert(0, found[0][first:])
        start = found.start() + first
        if first:
            break
    start = _with_republic(folded, limit, start) if names else start
    return "".join(names), start


def _with_republic(folded: str, limit: int, start: int) -> int:
    """中华人民共和国 before 国务院令 is printed with the number and no part of it."""
    republic = "中华人民共和国"
    first = start - len(republic)
    return first if first >= limit and folded.startswith(republic, first) else start
