"""Numerals as circulars print them: Arabic, Chinese, and the two mixed.

The pieces are patterns over folded text (:func:`hongtou.fields.text.fold`), to be built into larger ones.
GB/T 15835-2011 asks for Arabic numerals in dates and counts; before 2012 the date of an official document was
written in Chinese numerals (GB/T 9704-1999, 7.2.12), with ○ for zero, which print turns into 〇, 零, 0, O or o.
"""

from __future__ import annotations

DIGITS = "〇零一二三四五六七八九"
"""The Chinese digits; 〇 and 零 are both nought."""

HAN = "[〇零一二两三四五六七八九十廿卅百]"

NUMBER = rf"(?:\d{{1,4}}|{HAN}{{1,5}})"
"""A count: 30, 十一, 二十, 两. Not: 一百二十三万."""

SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
"""The number of a month or a day: 6, 06, 十一, 三十一, 廿八. Not: 〇六."""

YEAR4 = r"(?:(?:19|2[0Oo])[\dOo]{2}|[一二][九〇零Oo0?][〇零Oo0?一二三四五六七八九]{2})"
"""A year of four digits, 1900 to 2099: 2009, 二〇〇九, 二零零九, 二OO九, 2OO9, 二??九 (a ○ lost). Not: 09, 3009."""

CIRCLED = "".join(map(chr, range(ord("①"), ord("⒛") + 1)))
"""① to ⑳, ⑴ to ⒇ and ⒈ to ⒛, which stand in one row: ``[①-⒛]`` in a pattern."""

BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"

_DIGIT = (
    {c: i for i, c in enumerate("〇一二三四五六七八九")}
    | {"零": 0, "两": 2, "O": 0, "o": 0, "?": 0}
    | {str(i): i for i in range(10)}
)
_UNIT = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}
_LONGEST = 18
_KNOWN = (
    {str(n): n for n in range(100)}
    | {f"{n:02d}": n for n in range(10)}
    | {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
    | {c: n for n, c in enumerate("ⅠⅡⅢⅣ", 1)}
)


def read_number(folded: str) -> int | None:
    """The whole number that folded text prints, or None where it prints none.

    Blanks inside do not count. Letters O and o stand for nought beside digits, never alone.

    >>> [read_number(s) for s in ("30", "十一", "二十", "二〇〇九", "二OO九", "廿八", "一百零五", "O", "六月")]
    [30, 11, 20, 2009, 2009, 28, 105, None, None]
    """
    known = _KNOWN.get(folded)
    if known is not None:
        return known
    text = folded if folded.isalnum() else "".join(folded.split())
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdecimal():
        return int(text)
    if text in ("O", "o"):
        return None
    if all(c in _DIGIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text)) if text.strip("Oo?") else None
    return _read_units(text)


def _read_units(text: str) -> int | None:
    """十, 二十一, 一百零五, 廿八: digits multiplied by the unit after them."""
    total, digit = 0, None
    last_unit = 10_000
    for c in text:
        if c in _UNIT:
            unit = _UNIT[c]
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif c in _TENS:
            if total or digit is not None:
                return None
            total, last_unit = _TENS[c], 10
        elif c in DIGITS or c == "两":
            if digit:
                return None
            digit = _DIGIT[c]
        else:
            return None
    return total + (digit or 0)
