"""发文字号: document numbers, orders and announcements, with their parts.

GB/T 9704-2012, 7.2.5: 发文机关代字, the full year in 〔〕, 发文顺序号 in Arabic digits without 第 and padding. Print
has every other bracket, blanks, 第, two-digit years, and words of the sentence glued in front. Every number ends in 号:
the scan goes from 号 to 号, reads leftwards from each, and looks at nothing else of the text.
"""

from __future__ import annotations

import re

from hongtou.data import load_toml
from hongtou.fields._number_old import (
    BLANK,
    BRACKETED,
    HAN,
    OPENING,
    is_other,
    read_old,
    read_without_year,
    year_of,
)
from hongtou.fields.codes import code_start, full_issuer, is_organ, issuer_start, read_code
from hongtou.fields.numerals import read_number
from hongtou.fields.orders import SERIAL, SERIAL_BACKWARDS, Hit, Stem, counts_things, read_order, read_order_before
from hongtou.fields.text import Text
from hongtou.model import DocumentNumber

# 〔2009〕313号, [ 2010 ] 第 5 号, 〔2015〕50、51号; the code is read to its left.
_STANDARD = re.compile(
    rf"号\s{{0,3}}{SERIAL_BACKWARDS}(?P<items>(?:\s?[、,]\s?\d{{1,6}}){{0,20}}){BLANK}第?{BLANK}{BRACKETED}"
)
_LONGEST = 240

_YEAR = r"(?P<year>(?:19|2[0Oo〇])[\dOo〇]{2}|[一二][九〇零][〇零一二三四五六七八九]{2}|\d{2})"
# 、51号 right after a number.
_NEXT_ITEM = re.compile(rf"\s?[、,和及与]\s?第?\s?{SERIAL}\s?号")
_BETWEEN = re.compile(r"\s?[、,和及与;]\s?")
# 〔2010〕5 at the end of a cell that lost its 号.
_WITHOUT_HAO = re.compile(
    rf"[〔\[【(〖<{{〈「]\s{{0,3}}{_YEAR}\s{{0,3}}年?\s{{0,3}}[〕\]】)〗>}}〉」]\s?第?\s?(?P<serial>\d{{1,4}})(?=[\s)》,。;、]|$)"
)

_STRETCH = re.compile(rf"(?:{HAN}|\d{{0,3}}[A-Za-z]){{1,40}}")
_LONGEST_STRETCH = 160
_SPACED = re.compile(rf"{HAN}(?:[ ]{{1,2}}{HAN}){{1,9}}(?!{HAN})")
_DIGITS = frozenset("0123456789〇零一二三四五六七八九十百千")
_FIRST_LONG_YEAR = 2000


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
    hits: list[Hit] = []
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
    return [_number(text, hit) for hit in hits if read_number(hit.serial.partition("-")[0]) is not None]


def _hits_at(folded: str, limit: int, at: int, end: int, earlier: list[Hit]) -> list[Hit]:
    """The numbers that end with the 号 at ``at``: none, one, or the items of a list."""
    last = earlier[-1] if earlier and earlier[-1].end == limit else None
    if last and (found := _NEXT_ITEM.fullmatch(folded, limit, at + 1)):
        if counts_things(folded, at, end):
            return []
        first = found.start() + len(found[0]) - len(found[0].lstrip(" 、,和及与\n"))
        return [Hit(last.stem, first, at + 1, found["serial"])]
    backwards = folded[max(limit, at - _LONGEST) : at + 1][::-1]
    if found := _STANDARD.match(backwards):
        return _standard(folded, limit, at, end, found, last)
    if order := read_order(folded, limit, at, end):
        return [order]
    old = read_old(backwards, at)
    if old is not None:
        return old
    order = read_order_before(folded, limit, at, end)
    return [order] if order else read_without_year(backwards, folded, at, end)


def _standard(folded: str, limit: int, at: int, end: int, found: re.Match[str], last: Hit | None) -> list[Hit]:
    bracket = start = at + 1 - found.end()
    year = year_of(found["year"][::-1])
    shared = last if last and _BETWEEN.fullmatch(folded, limit, start) else None
    if shared and not shared.stem.order:
        stem = shared.stem._replace(year=year)
    else:
        stem, start = _stem_before(folded, limit, bracket, year)
    if is_other(folded, start) or not _is_trusted(folded, stem, found, bracket, at, end):
        return []
    return _items(stem, start, found, at)


def _is_trusted(folded: str, stem: Stem, found: re.Match[str], bracket: int, at: int, end: int) -> bool:
    """Square and tortoise brackets round a year say number; round ones and two digits need a code that is known."""
    if found["open"] in "〔[【〖" and len(found["year"]) > 2:
        return stem.code is not None or not counts_things(folded, at, end)
    if len(found["year"]) == 2:
        old = stem.year is not None and stem.year < _FIRST_LONG_YEAR and not counts_things(folded, at, end)
        return stem.kind is not None or (stem.organ is not None and (old or found["open"] != "("))
    if stem.code is not None:
        return not counts_things(folded, at, end)
    return bracket == 0 or folded[bracket - 1] in "\n:"


def _items(stem: Stem, start: int, found: re.Match[str], at: int) -> list[Hit]:
    hits = []
    offset = at + 1 - found.end("items")
    for item in _ITEM.finditer(found["items"][::-1]) if found["items"] else ():
        hits.append(Hit(stem, start, offset + item.end(), item[0]))
        start = at + 1 - found.end("serial")
        if len(hits) > 1:
            hits[-1] = hits[-1]._replace(start=offset + item.start())
    return [*hits, *(Hit(stem, start, at + 1, serial) for serial in _serials(found["serial"][::-1]))]


def _serials(printed: str) -> list[str]:
    """1-3 → 1, 2, 3; a serial that falls (39-1) is one of a series and stays whole."""
    first, sign, last = _RANGE.match(printed).groups()  # type: ignore[union-attr]
    if not sign:
        return [printed]
    if int(first) < int(last) < int(first) + _LONGEST_RANGE:
        return [str(n) for n in range(int(first), int(last) + 1)]
    return [f"{first}-{last}"]


_RANGE = re.compile(r"([^-~至]*)([-~至]?)(.*)")
_LONGEST_RANGE = 50


_ITEM = re.compile(r"\d{1,6}")


def _stretch(folded: str, limit: int, right: int) -> int:
    """Where the characters begin that may be a code and end at ``right``; ``right`` where there is none."""
    found = _STRETCH.match(folded[max(limit, right - _LONGEST_STRETCH) : right][::-1])
    return right - found.end() if found else right


def _stem_before(folded: str, limit: int, bracket: int, year: int) -> tuple[Stem, int]:
    """Code to the left of the bracket at ``bracket``, and where it begins."""
    right = bracket
    while right > limit and bracket - right < 4 and folded[right - 1] in " \n":
        right -= 1
    broken = "\n" in folded[right:bracket]
    if right > limit and folded[right - 1] == "第":
        right -= 1
    left = _stretch(folded, limit, right)
    if left == right:
        return Stem(None, None, None, year, False), bracket
    if right - left < 3 and left > limit and folded[left - 1] == " ":
        left = _rejoined(folded, limit, left, right)
    if left > limit and folded[left - 1].isdigit() and folded[left] in "年月日号":
        left += 1
    stem, start = _stem_of(folded, left, right, year, left == 0 or folded[left - 1] in OPENING)
    if broken and not (stem.kind and start == left):
        return Stem(None, None, None, year, False), bracket
    return (stem, start) if stem.code else (stem, bracket)


def _rejoined(folded: str, limit: int, left: int, right: int) -> int:
    """Where a code begins that print spaced out (云 政 办 函, 云政办 函); ``left`` where the blank parts two things."""
    if found := _SPACED.match(folded[max(limit, right - 32) : right][::-1]):
        joined = found[0][::-1].replace(" ", "")
        start = right - found.end()
        cut = code_start(joined, True)
        for _ in range(cut):
            start += 1
            while folded[start] == " ":
                start += 1
        if (parts := read_code(joined[cut:])) and parts.organ and parts.kind:
            return start
    first = _stretch(folded, limit, left - 1)
    if first < left - 1 and read_code(folded[left:right]) is None:
        before = folded[first : left - 1]
        cut = code_start(before, True)
        parts = read_code(before[cut:] + folded[left:right])
        if cut < len(before) and parts and parts.organ and parts.kind:
            return first + cut
    return left


def _stem_of(folded: str, left: int, right: int, year: int, opened: bool) -> tuple[Stem, int]:
    stretch = folded[left:right]
    for genre in load_toml("numbers.toml")["orders"]["genres"]:  # 中国人民银行令〔2018〕1号
        if stretch.endswith(genre):
            issuer = stretch[: -len(genre)]
            start = issuer_start(issuer)
            if start < len(issuer):
                name = full_issuer(issuer[start:])
                return Stem(name + genre, name, genre, year, False), left + start
    spaced = " " in stretch
    start = 0 if spaced else code_start(stretch, opened)
    code = stretch[start:].replace(" ", "")
    parts = read_code(code)
    if not code or (len(code) == 1 and not is_organ(code)):
        return Stem(None, None, None, year, False), right
    return Stem(code, (parts and parts.organ) or None, parts and parts.kind, year, False), left + start


def _with_bare_ones(folded: str, start: int, end: int, hits: list[Hit]) -> list[Hit]:
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
            stem, first = _stem_before(folded, limit, at, year_of(found["year"]))
            if stem.kind:
                merged.append(Hit(stem, first, found.end(), found["serial"]))
                limit = found.end()
        at = folded.find("〔", at + 1, end)
    return merged + ([hit] if hit else []) + list(waiting)


def _number(text: Text, hit: Hit) -> DocumentNumber:
    stem = hit.stem
    first, _, rest = hit.serial.partition("-")
    serial = read_number(first)
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
