"""发文字号: document numbers, orders and announcements, with their parts.

GB/T 9704-2012, 7.2.5: 发文机关代字, the full year in 〔〕, 发文顺序号 in Arabic digits without 第 and padding. Print
has every other bracket, blanks, 第, two-digit years, and words of the sentence glued in front. Every number ends in 号:
the scan goes from 号 to 号, reads leftwards from each, and looks at nothing else of the text.
"""

from __future__ import annotations

import re

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from hongtou.fields._number_damaged import read_damaged, with_bare_ones
from hongtou.fields._number_old import BLANK, BRACKETED, is_case, is_other, read_old, read_without_year, year_of
from hongtou.fields._number_stem import stem_before
from hongtou.fields.numerals import read_number
from hongtou.fields.orders import (
    SERIAL,
    SPACED_SERIAL_BACKWARDS,
    Hit,
    Stem,
    counts_things,
    read_order,
    read_order_before,
)
from hongtou.fields.text import Text
from hongtou.model import DocumentNumber

# 〔2009〕313号, [ 2010 ] 第 5 号, 〔2015〕50、51号, 〔2016〕-12号; the code is read to its left.
_STANDARD = re.compile(
    rf"号\s{{0,3}}{SPACED_SERIAL_BACKWARDS}(?P<items>(?:\s?[、,]\s?\d{{1,6}}){{0,20}}){BLANK}(?:第|-(?=〕))?{BLANK}{BRACKETED}"
)
_LONGEST = 240

# 、51号 or 至51号 right after a number.
_NEXT_ITEM = re.compile(rf"\s?(?P<sign>[、,和及与至到~-])\s?第?\s?{SERIAL}\s?号")
_BETWEEN = re.compile(r"\s?[、,和及与;]\s?")

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
        hits = with_bare_ones(folded, start, end, hits)
    return [_number(text, hit) for hit in hits if read_number(hit.serial.partition("-")[0])]  # no document is number 0


def _hits_at(folded: str, limit: int, at: int, end: int, earlier: list[Hit]) -> list[Hit]:
    """The numbers that end with the 号 at ``at``: none, one, or the items of a list."""
    last = earlier[-1] if earlier and earlier[-1].end == limit else None
    if last and (found := _NEXT_ITEM.fullmatch(folded, limit, at + 1)):
        if counts_things(folded, at, end):
            return []
        first = found.start() + len(found[0]) - len(found[0].lstrip(" 、,和及与至到~-\n"))
        return [Hit(last.stem, first, at + 1, serial) for serial in _from(last, found)]
    backwards = folded[max(limit, at - _LONGEST) : at + 1][::-1]
    if found := _STANDARD.match(backwards):
        return _standard(folded, limit, at, end, found, last)
    if orders := read_order(folded, limit, at, end):
        return orders
    old = read_old(backwards, at)
    if old is not None:
        return old
    order = read_order_before(folded, limit, at, end)
    if order:
        return [order]
    return read_without_year(backwards, folded, at, end) or read_damaged(folded, limit, at, end)


def _from(last: Hit, found: re.Match[str]) -> list[str]:
    """What follows 3号 in 3号至5号: 4 and 5; in 3号、5号 the 5 alone."""
    if found["sign"] not in "至到~-":
        return [found["serial"]]
    return (
        _serials(f"{last.serial}-{found['serial']}")[1:] if last.serial.isdigit() and found["serial"].isdigit() else []
    )


def _standard(folded: str, limit: int, at: int, end: int, found: re.Match[str], last: Hit | None) -> list[Hit]:
    bracket = start = at + 1 - found.end()
    year = year_of(found["year"][::-1])
    shared = last if last and _BETWEEN.fullmatch(folded, limit, start) else None
    if shared and not shared.stem.order:
        stem = replace(shared.stem, year=year)
    else:
        stem, start = stem_before(folded, limit, bracket, year)
    if is_other(folded, limit, start) or is_case(stem.code) or not _is_trusted(folded, stem, found, bracket, at, end):
        return []
    return _items(stem, start, found, at)


def _is_trusted(folded: str, stem: Stem, found: re.Match[str], bracket: int, at: int, end: int) -> bool:
    """Square and tortoise brackets round a year say number; round ones and two digits need a code that is known."""
    if found["open"] in "〔[【〖" and len(found["year"]) > 2:
        return stem.kind is not None or not counts_things(folded, at, end)
    if len(found["year"]) == 2:
        old = stem.year is not None and stem.year < _FIRST_LONG_YEAR and not counts_things(folded, at, end)
        return stem.kind is not None or (stem.organ is not None and (old or found["open"] != "("))
    if counts_things(folded, at, end):
        return False
    while bracket and folded[bracket - 1] == " ":
        bracket -= 1  # a line that is set in
    return stem.code is not None or bracket == 0 or folded[bracket - 1] in "\n:"


def _items(stem: Stem, start: int, found: re.Match[str], at: int) -> list[Hit]:
    hits = []
    offset = at + 1 - found.end("items")
    for item in _ITEM.finditer(found["items"][::-1]) if found["items"] else ():
        hits.append(Hit(stem, start, offset + item.end(), item[0]))
        start = at + 1 - found.end("serial")
        if len(hits) > 1:
            hits[-1] = replace(hits[-1], start=offset + item.start())
    return [*hits, *(Hit(stem, start, at + 1, serial) for serial in _serials(found["serial"][::-1].replace(" ", "")))]


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


def _number(text: Text, hit: Hit) -> DocumentNumber:
    stem = hit.stem
    first, _, rest = hit.serial.partition("-")
    serial = read_number(first)
    printed = f"{serial}-{rest}" if rest else str(serial)
    if stem.order:
        normalized = f"{stem.code}{f'{stem.year}年' if stem.year else ''}第{printed}号"
    else:
        normalized = f"{stem.code or ''}〔{stem.year}〕{printed}号"
    clean, parts = _unbroken(text.raw, hit.start, hit.end)
    return DocumentNumber(
        text=text.raw[hit.start : hit.end],
        start=hit.start,
        end=hit.end,
        clean=clean,
        parts=parts,
        normalized=normalized,
        issuer_code=stem.code,
        organ=stem.organ,
        number_kind=stem.kind,
        year=stem.year,
        serial=serial,
    )


def _unbroken(raw: str, start: int, end: int) -> tuple[str | UnsetType, tuple[tuple[int, int], ...] | UnsetType]:
    """The joined reading and its spans, where a line ends within the number."""
    if "\n" not in raw[start:end]:
        return UNSET, UNSET
    spans = tuple((start + piece.start(), start + piece.end()) for piece in _PIECE.finditer(raw[start:end]))
    return "".join(raw[first:last] for first, last in spans), spans


_PIECE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
