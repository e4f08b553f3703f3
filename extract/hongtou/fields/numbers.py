"""发文字号: document numbers, orders and announcements, with their parts.

GB/T 9704-2012, 7.2.5: 发文机关代字, the full year in 〔〕, 发文顺序号 in Arabic digits without 第 and padding. Print has
every other bracket, blanks, 第, two-digit years, and words of the sentence glued in front. Every number ends in 号: the scan
goes from 号 to 号, reads leftwards from each, and looks at nothing else of the text.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from hongtou.data import load_toml
from hongtou.fields.codes import code_start, full_issuer, issuer_start, read_code, words
from hongtou.fields.text import Text
from hongtou.model import DocumentNumber

_BLANK = r"\s{0,4}"
_YEAR = r"(?P<year>(?:19|2[0Oo〇])[\dOo〇]{2}|[一二][九〇零][〇零一二三四五六七八九]{2}|\d{2})"
_FULL_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SERIAL = r"(?P<serial>\d{1,6}(?:-\d{1,3})?|[〇零一二三四五六七八九十百千]{1,8})"
_BRACKETED_YEAR = rf"(?P<open>[〔\[【(〖<{{〈「])\s{{0,3}}{_YEAR}\s{{0,3}}年?\s{{0,3}}[〕\]】)〗>}}〉」]"

# 〔2009〕313号, [ 2010 ] 第 5 号, 〔2015〕50、51号; the code is read to its left.
_STANDARD = regex.compile(
    rf"(?r){_BRACKETED_YEAR}{_BLANK}第?{_BLANK}(?P<items>(?:\d{{1,6}}\s?[、,]\s?){{0,20}}){_SERIAL}\s{{0,3}}号"
)
# 〔1996〕武司字第82号, (98)云政发字第3号.
_OLD = regex.compile(rf"(?r){_BRACKETED_YEAR}{_BLANK}(?P<code>\p{{Han}}{{2,10}}?)\s?第?\s?{_SERIAL}\s?号")
# 令第707号, 公告2019年第39号, 公告(2019年第20号.
_ORDER = regex.compile(
    rf"(?r)(?P<genre>命令|令|公告|通告)\s{{0,8}}(?P<open>[(〔\[])?\s?(?:{_FULL_YEAR}\s?年?\s?[)〕\]]?\s{{0,3}})?"
    rf"(?P<ordinal>第)?\s{{0,2}}{_SERIAL}\s{{0,2}}号"
)
# 第29号令, 2019年第39号公告.
_NUMBERED = regex.compile(rf"(?r)(?:{_FULL_YEAR}\s?年\s?)?(?P<ordinal>第)?\s?{_SERIAL}\s?号")
_GENRE_AFTER = regex.compile(r"号\s?(?P<genre>令|公告|通告)")
# 、51号 right after a number.
_NEXT_ITEM = regex.compile(rf"\s?[、,和及与]\s?第?\s?{_SERIAL}\s?号")
_BETWEEN = regex.compile(r"\s?[、,和及与;]\s?")
# 〔2010〕5 at the end of a cell that lost its 号.
_WITHOUT_HAO = regex.compile(rf"{_BRACKETED_YEAR}\s?第?\s?(?P<serial>\d{{1,4}})(?=[\s)》,。;、]|$)")

_STRETCH = regex.compile(r"(?r)(?:\p{Han}|[A-Za-z]\d{0,3}){1,40}")
_SPACED = regex.compile(r"(?r)(?<![\p{Han}])(?:\p{Han}[ ]{1,2}){1,9}\p{Han}")
_NAME = regex.compile(r"(?r)\p{Han}{1,40}")
_DIGITS = frozenset("0123456789〇零一二三四五六七八九十百千")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_OPENING = frozenset(" \n\t([〔【《:;,。、")
# Years of two digits: 1949 to 1999, then this century.
_FIRST_SHORT_YEAR = 49


class _Stem(NamedTuple):
    """What a list of numbers shares: 国发〔2015〕 or 国务院令."""

    code: str | None
    organ: str | None
    kind: str | None
    year: int | None
    order: bool


class _Hit(NamedTuple):
    stem: _Stem
    start: int
    end: int
    serial: str


def find_numbers(text: str) -> list[DocumentNumber]:
    """Every document number of a text, in order; spans are offsets into ``text``.

    ``normalized`` follows GB/T 9704-2012; ``organ`` and ``number_kind`` are None where the tables do not know the code.
    A list (国发〔2015〕50号、51号) gives one number an item, the later ones with code and year of the first. Raises
    TypeError for anything but a str.

    >>> [number.normalized for number in find_numbers("已下发了云政办电[2009]第039号、40号,依据国务院令 第707号")]
    ['云政办电〔2009〕39号', '云政办电〔2009〕40号', '国务院令第707号']
    """
    return scan_numbers(Text.of(text))


def scan_numbers(text: Text, start: int = 0, end: int | None = None) -> list[DocumentNumber]:
    """Every document number within [start, end) of a document's text, in order, with the document's offsets."""
    folded = text.folded
    end = len(folded) if end is None else end
    hits: list[_Hit] = []
    limit = start
    at = folded.find("号", start, end)
    while at >= 0:
        before = at - 1
        while before > limit and folded[before] in " \n":
            before -= 1
        if before >= limit and folded[before] in _DIGITS and (found := _hits_at(folded, limit, at, end, hits)):
            hits += found
            limit = found[-1].end
        at = folded.find("号", max(at + 1, limit), end)
    if folded.find("〔", start, end) >= 0:
        hits = _with_bare_ones(folded, start, end, hits)
    return [_number(text, hit) for hit in hits]


def _hits_at(folded: str, limit: int, at: int, end: int, earlier: list[_Hit]) -> list[_Hit]:
    """The numbers that end with the 号 at ``at``: none, one, or the items of a list."""
    last = earlier[-1] if earlier and earlier[-1].end == limit else None
    if last and (found := _NEXT_ITEM.fullmatch(folded, limit, at + 1)):
        if _counts_things(folded, at, end):
            return []
        first = found.start() + len(found[0]) - len(found[0].lstrip(" 、,和及与\n"))
        return [_Hit(last.stem, first, at + 1, found["serial"])]
    if found := _STANDARD.match(folded, limit, at + 1):
        return _standard(folded, limit, at, end, found, last)
    if found := _ORDER.match(folded, limit, at + 1):
        return _order(folded, limit, at, end, found)
    if found := _OLD.match(folded, limit, at + 1):
        return _old(found)
    if after := _GENRE_AFTER.match(folded, at, end):
        return _order_before(folded, limit, at, after)
    return []


def _counts_things(folded: str, at: int, end: int) -> bool:
    """Whether the 号 at ``at`` counts a house, a motion or the like (3号楼, 第4626号提案)."""
    return folded.startswith(_things(), at + 1, end)


@cache
def _things() -> tuple[str, ...]:
    return tuple(words(load_toml("numbers.toml")["not_numbers"]["after"]))


def _standard(folded: str, limit: int, at: int, end: int, found: regex.Match[str], last: _Hit | None) -> list[_Hit]:
    start = found.start()
    year = _year(found["year"])
    shared = last if last and _BETWEEN.fullmatch(folded, limit, start) else None
    if shared and not shared.stem.order:
        stem = shared.stem._replace(year=year)
    else:
        stem, start = _stem_before(folded, limit, found.start(), year)
    if not _is_trusted(folded, stem, found, at, end):
        return []
    return _items(stem, start, found, at)


def _is_trusted(folded: str, stem: _Stem, found: regex.Match[str], at: int, end: int) -> bool:
    """Square and tortoise brackets round a year say number; round ones and two digits need a code that is known."""
    if found["open"] in "〔[【〖" and len(found["year"]) > 2:
        return stem.code is not None or not _counts_things(folded, at, end)
    if len(found["year"]) == 2:
        return stem.organ is not None and (found["open"] != "(" or stem.kind is not None)
    if stem.code is not None:
        return not _counts_things(folded, at, end)
    return found.start() == 0 or folded[found.start() - 1] in "\n:"


def _items(stem: _Stem, start: int, found: regex.Match[str], at: int) -> list[_Hit]:
    hits = []
    offset = found.start("items")
    for item in regex.finditer(r"\d{1,6}", found["items"]):
        hits.append(_Hit(stem, start, offset + item.end(), item[0]))
        start = found.start("serial")
        if len(hits) > 1:
            hits[-1] = hits[-1]._replace(start=offset + item.start())
    return [*hits, _Hit(stem, start, at + 1, found["serial"])]


def _stem_before(folded: str, limit: int, bracket: int, year: int) -> tuple[_Stem, int]:
    """Code to the left of the bracket at ``bracket``, and where it begins."""
    right = bracket
    while right > limit and bracket - right < 4 and folded[right - 1] in " \n":
        right -= 1
    broken = "\n" in folded[right:bracket]
    if right > limit and folded[right - 1] == "第":
        right -= 1
    found = _STRETCH.match(folded, limit, right)
    if found is None:
        return _Stem(None, None, None, year, False), bracket
    left = found.start()
    if right - left < 3 and left > limit and folded[left - 1] == " ":
        left = _rejoined(folded, limit, left, right)
    if left > limit and folded[left - 1].isdigit() and folded[left] in "年月日号":
        left += 1
    stem, start = _stem_of(folded, left, right, year, left == 0 or folded[left - 1] in _OPENING)
    if broken and not (stem.kind and start == left):
        return _Stem(None, None, None, year, False), bracket
    return (stem, start) if stem.code else (stem, bracket)


def _rejoined(folded: str, limit: int, left: int, right: int) -> int:
    """Where a code begins that print spaced out (云 政 办 函, 云政办 函); ``left`` where the blank parts two things."""
    if found := _SPACED.match(folded, limit, right):
        joined = found[0].replace(" ", "")
        start = found.start()
        cut = code_start(joined, True)
        for _ in range(cut):
            start += 1
            while folded[start] == " ":
                start += 1
        if (parts := read_code(joined[cut:])) and parts.kind:
            return start
    before = _STRETCH.match(folded, limit, left - 1)
    if before and read_code(folded[left:right]) is None:
        cut = code_start(before[0], True)
        parts = read_code(before[0][cut:] + folded[left:right])
        if cut < len(before[0]) and parts and parts.kind:
            return before.start() + cut
    return left


def _stem_of(folded: str, left: int, right: int, year: int, opened: bool) -> tuple[_Stem, int]:
    stretch = folded[left:right]
    for genre in ("公告", "通告", "令"):  # 中国人民银行令〔2018〕1号
        if stretch.endswith(genre):
            issuer = stretch[: -len(genre)]
            start = issuer_start(issuer)
            if start < len(issuer):
                name = full_issuer(issuer[start:])
                return _Stem(name + genre, name, genre, year, False), left + start
    spaced = " " in stretch
    start = 0 if spaced else code_start(stretch, opened)
    code = stretch[start:].replace(" ", "")
    parts = read_code(code)
    if not code or (len(code) == 1 and parts is None):
        return _Stem(None, None, None, year, False), right
    return _Stem(code, parts and parts.organ, parts and parts.kind, year, False), left + start


def _order(folded: str, limit: int, at: int, end: int, found: regex.Match[str]) -> list[_Hit]:
    issuer, start = _issuer_before(folded, limit, found.start())
    year = int(found["year"]) if found["year"] else None
    if not issuer and (not found["ordinal"] or (year is None and found["genre"] in _needy_genres())):
        return []
    if _counts_things(folded, at, end):
        return []
    stop = at + 1
    if found["open"] and stop < end and folded[stop] in ")〕]":
        stop += 1
    return [_Hit(_order_stem(issuer, found["genre"], year), start, stop, found["serial"])]


def _order_before(folded: str, limit: int, at: int, after: regex.Match[str]) -> list[_Hit]:
    """国务院第29号令, 海关总署2019年第39号公告: the same numbers in the other order."""
    found = _NUMBERED.match(folded, limit, at + 1)
    if found is None:
        return []
    issuer, start = _issuer_before(folded, limit, found.start())
    year = int(found["year"]) if found["year"] else None
    if not issuer and (not found["ordinal"] or (year is None and after["genre"] in _needy_genres())):
        return []
    return [_Hit(_order_stem(issuer, after["genre"], year), start, after.end(), found["serial"])]


@cache
def _needy_genres() -> frozenset[str]:
    return frozenset(load_toml("numbers.toml")["orders"]["need_year_or_issuer"])


def _order_stem(issuer: str, genre: str, year: int | None) -> _Stem:
    name = full_issuer(issuer)
    return _Stem(name + genre, name or None, genre, year, True)


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


def _old(found: regex.Match[str]) -> list[_Hit]:
    code = found["code"]
    parts = read_code(code)
    endings: str = load_toml("numbers.toml")["case_numbers"]["endings"]
    if code.endswith(tuple(endings.split())) or not (code.endswith("字") or (parts and parts.kind)):
        return []
    stem = _Stem(code, parts and parts.organ, parts.kind if parts else "字", _year(found["year"]), False)
    return [_Hit(stem, found.start(), found.end(), found["serial"])]


def _with_bare_ones(folded: str, start: int, end: int, hits: list[_Hit]) -> list[_Hit]:
    """Add the numbers in 〔〕 whose 号 print lost; they need a code of a known kind."""
    merged: list[_Hit] = []
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
            stem, first = _stem_before(folded, limit, at, _year(found["year"]))
            if stem.kind:
                merged.append(_Hit(stem, first, found.end(), found["serial"]))
                limit = found.end()
        at = folded.find("〔", at + 1, end)
    return merged + ([hit] if hit else []) + list(waiting)


def _year(printed: str) -> int:
    digits = "".join(str("〇一二三四五六七八九".index(c)) if c in "〇一二三四五六七八九" else c for c in printed)
    year = int(digits.replace("零", "0").replace("O", "0").replace("o", "0"))
    if len(printed) > 2:
        return year
    return year + (1900 if year >= _FIRST_SHORT_YEAR else 2000)


def _count(numeral: str) -> int:
    """七百零七 and 七〇七 → 707."""
    if not any(c in _UNITS for c in numeral):
        return int("".join(str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in numeral))
    total, digit = 0, None
    for c in numeral.replace("零", "").replace("〇", ""):
        if c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        else:
            digit = "〇一二三四五六七八九".index(c)
    return total + (digit or 0)


def _number(text: Text, hit: _Hit) -> DocumentNumber:
    stem = hit.stem
    first, _, rest = hit.serial.partition("-")
    serial = int(first) if first.isascii() else _count(first)
    printed = f"{serial}-{rest}" if rest else str(serial)
    if stem.order:
        normalized = f"{stem.code}{f'{stem.year}年' if stem.year else ''}第{printed}号"
    else:
        normalized = f"{stem.code or ''}〔{stem.year}〕{printed}号"
    return DocumentNumber(
        text=text.raw[hit.start : hit.end],
        start=hit.start,
        end=hit.end,
        normalized=normalized,
        issuer_code=stem.code,
        organ=stem.organ,
        number_kind=stem.kind,
        year=stem.year,
        serial=serial,
    )
