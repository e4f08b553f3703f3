"""令, 公告, 通告: numbers that follow the full name of their issuer (国务院令第707号, 海关总署公告2019年第39号).

党政机关公文格式 (GB/T 9704-2012), 10.2: an order bears 第×号 without a year; announcements are numbered by year.
The stem and the hit, what every reader of numbers gives, stand here too.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec.structs import replace

from hongtou.data import load_toml
from hongtou.fields._code_words import words
from hongtou.fields._number_issuers import full_issuer, issuer_start
from hongtou.model.record import Record

SERIAL = r"(?P<serial>\d{1,6}(?:-\d{1,3})?|[〇零一二三四五六七八九十百千]{1,8})"
SERIAL_BACKWARDS = r"(?P<serial>(?:\d{1,3}[-~至])?\d{1,6}|[〇零一二三四五六七八九十百千]{1,8})"
"""The same read from right to left, as everything is that ends with a 号."""
SPACED_SERIAL_BACKWARDS = r"(?P<serial>(?:\d{1,3}[-~至])?\d(?: ?\d){0,5}|[〇零一二三四五六七八九十百千]{1,8})"
"""With the blanks that print leaves between its digits: 1 1号."""

COUNTED = ("令", "公告", "通告")
"""What is numbered under its issuer's full name."""

_SESSION = r"(?:[(〔\[]\s?(?P<session>第?[一二三四五六七八九十\d]{1,3}届)\s?[)〕\]]\s?)?"
_WITHIN = r"(?P<within>第?[一二三四五六七八九十]{1,3}届)?"
# 令第707号, 公告2019年第39号, 公告(2019年第20号, 公告〔十二届〕第15号, 令(九届第37号): a congress counts
# anew in each session.
_ORDER = re.compile(
    rf"(?P<genre>命令|令|公告|通告)\s{{0,8}}{_SESSION}(?P<open>[(〔\[])?\s?{_WITHIN}\s?(?:(?P<year>(?:19|20)\d{{2}})\s?年?\s?[)〕\]]?\s{{0,3}})?"
    rf"(?P<ordinal>第)?\s{{0,2}}(?P<items>(?:\d{{1,6}}\s?[、,]\s?){{0,20}}){SERIAL}\s{{0,2}}号"
)
_REACH = 48
# 第29号令, 2019年第39号公告, from its 号 to the left.
# The day of 国务院1990年12月12日第72号令 is no part of the number.
_NUMBERED = re.compile(
    rf"号\s?{SERIAL_BACKWARDS}\s?(?P<ordinal>第)?"
    r"(?:\s?日\d{1,2}月\d{1,2}年\d{2}(?:91|02)|\s?年\s?(?P<year>\d{2}(?:91|02)))?"
)
_GENRE_AFTER = re.compile(r"号\s?(?P<subject>[\u3400-\u9fff]{0,8}?)(?P<genre>令|公告|通告)")
_NAME_BACKWARDS = re.compile(r"[\u3007\u3400-\u9fff]{1,40}")


class Stem(Record, frozen=True):
    """What a list of numbers shares: 国发〔2015〕 or 国务院令."""

    code: str | None
    organ: str | None
    kind: str | None
    year: int | None
    order: bool


class Hit(Record, frozen=True):
    """One number: its stem, its place, its serial as printed."""

    stem: Stem
    start: int
    end: int
    serial: str


def counts_things(folded: str, at: int, end: int) -> bool:
    """Whether the 号 at ``at`` counts a house, a motion or the like (3号楼, 第N号提案)."""
    return folded.startswith(_things(), at + 1, end)


@cache
def _things() -> tuple[str, ...]:
    return tuple(words(load_toml("numbers.toml")["not_numbers"]["after"]))


def read_order(folded: str, limit: int, at: int, end: int) -> list[Hit]:
    """国务院令第707号, 公告(2019年第20号), 公告2019年第17、18号: the orders whose number ends with the 号 at ``at``."""
    low = max(limit, at - _REACH)
    first = max(folded.rfind("令", low, at), folded.rfind("公告", low, at), folded.rfind("通告", low, at))
    if first < 0:
        return []
    if folded.startswith("命令", first - 1) and first > low:
        first -= 1
    found = _ORDER.fullmatch(folded, first, at + 1)
    if found is None or counts_things(folded, at, end):
        return []
    genre = found["genre"]
    if subject := _subject_before(folded, low, first):
        first, genre = first - len(subject), subject + genre
    stop = at + 1
    if found["open"] and stop < end and folded[stop] in ")〕]":
        stop += 1
    printed = _Printed(
        first, found["serial"], int(found["year"]) if found["year"] else None, found["ordinal"] is not None
    )
    hit = _hit(folded, limit, printed, genre, stop)
    session = found["session"] or found["within"]
    if hit and session:
        hit = replace(hit, stem=replace(hit.stem, code=f"{hit.stem.code}〔{session.removeprefix('第')}〕"))
    return _listed(hit, found) if hit else []


def read_order_before(folded: str, limit: int, at: int, end: int) -> Hit | None:
    """国务院第29号令, 海关总署2019年第39号公告: the same numbers in the other order."""
    after = _GENRE_AFTER.match(folded, at, min(end, at + 16))
    if after and after["subject"] and after["subject"] not in _subjects():
        after = None
    found = _NUMBERED.match(folded[max(limit, at - _REACH) : at + 1][::-1]) if after else None
    if not after or not found:
        return None
    year = int(found["year"][::-1]) if found["year"] else None
    printed = _Printed(at + 1 - found.end(), found["serial"][::-1], year, found["ordinal"] is not None)
    return _hit(folded, limit, printed, after["subject"] + after["genre"], after.end())


def _listed(last: Hit, found: re.Match[str]) -> list[Hit]:
    """The items in front of the last serial, which all share its stem."""
    items = list(re.finditer(r"\d+", found["items"]))
    if not items:
        return [last]
    at = found.start("items")
    hits = [Hit(last.stem, at + item.start(), at + item.end(), item[0]) for item in items]
    return [replace(hits[0], start=last.start), *hits[1:], replace(last, start=found.start("serial"))]


def _subject_before(folded: str, low: int, right: int) -> str:
    """What the order whose 令 stands at ``right`` commands: 森林防火."""
    at = right
    while subject := next((word for word in _subjects() if folded.endswith(word, low, at)), ""):
        at -= len(subject)
    return folded[at:right]


@cache
def _subjects() -> tuple[str, ...]:
    return tuple(words(load_toml("numbers.toml")["orders"]["subjects"]))


class _Printed(Record, frozen=True):
    """第29号 or 2019年第39号: where it begins and its parts."""

    start: int
    serial: str
    year: int | None
    ordinal: bool


def _hit(folded: str, limit: int, printed: _Printed, genre: str, stop: int) -> Hit | None:
    """Without an issuer an order needs 第, an announcement its year too: "通告(第1号)" is one of a series."""
    issuer, start = _issuer_before(folded, limit, printed.start)
    year = printed.year
    if not issuer and (not printed.ordinal or (year is None and genre in _needy_genres())):
        return None
    name = full_issuer(issuer)
    return Hit(Stem(name + genre, name or None, genre, year, True), start, stop, printed.serial)


@cache
def _needy_genres() -> frozenset[str]:
    return frozenset(load_toml("numbers.toml")["orders"]["need_year_or_issuer"])


def _issuer_before(folded: str, limit: int, right: int) -> tuple[str, int]:
    """The name of the issuer that ends at ``right`` and where it begins; several joined by blanks are one issuer."""
    names: list[str] = []
    start = right
    for _ in range(8):
        gap = start
        while gap - 1 > limit and start - gap < _WIDEST_GAP and folded[gap - 1] in " 、":
            gap -= 1
        found = _NAME_BACKWARDS.match(folded[max(limit, gap - 40) : gap][::-1])
        if found is None:
            break
        name = found[0][::-1]
        first = issuer_start(name)
        if first == len(name) or (gap < start and len(name) - first < 3):
            break
        names.insert(0, name[first:])
        start = gap - len(name) + first
        if first:
            break
    name = "".join(names)
    first = _with_republic(folded, limit, start) if names else start
    if first < start and name in _of_state():
        name = _REPUBLIC + name
    return name, first


def _with_republic(folded: str, limit: int, start: int) -> int:
    """中华人民共和国 before 国务院令 is printed with the number and no part of it."""
    first = start - len(_REPUBLIC)
    return first if first >= limit and folded.startswith(_REPUBLIC, first) else start


_REPUBLIC = "中华人民共和国"
_WIDEST_GAP = 4  # blanks that print puts between two issuers


@cache
def _of_state() -> frozenset[str]:
    return frozenset(load_toml("numbers.toml")["orders"]["of_state"])
