"""Numbers as a spreadsheet shows them: format codes (ISO/IEC 29500-1, 18.8.30) and the built-in ones of Chinese Excel.

A limit that prints as 2020年6月 is stored as 43983; what stands in the text is what the sheet shows. Fractions and
codes with conditions are shown plainly.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hongtou.read.word_numbers import counting

GENERAL = "General"
_YM, _MD, _YMD = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: _YM, 28: _MD, 29: _MD, 30: "m-d-yy", 31: _YMD, 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 36: _YM, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    46: "h:mm:ss", 47: "mm:ss", 49: "@", 50: _YM, 51: _MD, 52: _YM, 53: _MD, 54: _MD, 57: _YM, 58: _MD,
}  # fmt: skip
"""Format codes that a workbook names by number only (18.8.30, the columns zh-cn)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<noon>AM/PM|A/P|上午/下午)'
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<number>[0#?][0#?,]*(?:\.[0#?]*,*)?|\.[0#?]+,*)(?P<power>E[+-]0+)?|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)')
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TOO_LONG = 1e15
_WEEK = "一二三四五六日"
_LAST_DAY = 2_958_466  # 9999-12-31


def show(value: float, code: str = GENERAL, *, since_1904: bool = False) -> str:
    """A number as its format code shows it.

    >>> show(43983, 'yyyy"年"m"月"'), show(0.853, "0%"), show(1234.5, "#,##0.00"), show(3.0), show(0.1 + 0.2)
    ('2020年6月', '85%', '1,234.50', '3', '0.3')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    sections = _SECTION.findall(code) or [GENERAL]
    if len(sections) == 2 and value < 0:
        section, value = sections[1], -value
    elif len(sections) > 2 and value <= 0:
        section, value = (sections[1], -value) if value < 0 else (sections[2], value)
    else:
        section = sections[0]
    tokens = list(_TOKEN.finditer(section))
    if section.strip().lower() == "general" or section == "@" or ("/" in section and "?" in section):
        return plain(value)
    if abs(value) >= _TOO_LONG:
        return plain(value)
    if any(token["date"] or _ELAPSED.fullmatch(token["bracket"] or "") for token in tokens):
        return _date(value, tokens, since_1904) if 0 <= value < _LAST_DAY else plain(value)
    return _number(value, tokens)


def stable(code: str) -> str:
    """A code that shows the same day or number, as data rather than as the sheet does.

    >>> stable('yyyy"年"m"月"d"日"'), stable("h:mm"), stable("#,##0.00")
    ('yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', 'General')
    """
    kinds = {token["date"][0].lower() for token in _TOKEN.finditer(code) if token["date"]}
    if code.strip().lower() == "general" or not kinds:
        return GENERAL
    return "yyyy-mm-dd hh:mm:ss" if kinds & {"h", "s"} else "yyyy-mm-dd"


def plain(value: float) -> str:
    """A number without a format: whole where it is whole, else ten digits that count."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.10g}"
    return format(Decimal(text), "f") if "e" in text and abs(value) < 1e20 and abs(value) > 1e-12 else text


def moment(value: float, *, since_1904: bool = False) -> datetime:
    """The day and time that a serial number stands for; the 29 February 1900 of Excel is the 28th.

    >>> moment(43983.5)
    datetime.datetime(2020, 6, 1, 12, 0)
    """
    first = datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    return (datetime(1904, 1, 1) if since_1904 else first) + timedelta(seconds=round(value * 86_400))


def _date(value: float, tokens: list[re.Match[str]], since_1904: bool) -> str:
    when = moment(value, since_1904=since_1904)
    chinese = any((token["bracket"] or "").upper().startswith("DBNUM1") for token in tokens)
    dated = [token for token in tokens if token["date"] or _ELAPSED.fullmatch(token["bracket"] or "")]
    shown = []
    for token in tokens:
        if token not in dated:
            shown.append(_literal(token))
            continue
        code = (token["date"] or token["bracket"]).lower()
        if not token["date"]:  # hours, minutes or seconds beyond the day
            shown.append(str(int(value * {"h": 24, "m": 1440, "s": 86_400}[code[0]] + 1e-6)).zfill(len(code)))
            continue
        at = dated.index(token)
        minutes = code[0] == "m" and (
            (at > 0 and _first(dated[at - 1]) == "h") or (at + 1 < len(dated) and _first(dated[at + 1]) == "s")
        )
        shown.append(_field(when, "n" * len(code) if minutes else code, chinese))
    return "".join(shown).strip()


def _first(token: re.Match[str]) -> str:
    return (token["date"] or token["bracket"])[0].lower()


def _field(when: datetime, code: str, chinese: bool) -> str:
    kind, width = code[0], len(code)
    if kind in "ye":
        year = str(when.year)[-2:] if kind == "y" and width < 3 else str(when.year)
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in year) if chinese else year
    if kind == "a" or (kind == "d" and width > 2):
        return ("星期" if width > 3 else "") + _WEEK[when.weekday()]
    if kind == "m" and width > 2:
        return _MONTHS[when.month - 1]
    number = {"m": when.month, "d": when.day, "h": when.hour, "n": when.minute, "s": when.second}[kind]
    return counting(number) if chinese else str(number).zfill(min(width, 2))


def _number(value: float, tokens: list[re.Match[str]]) -> str:
    places = [token for token in tokens if token["number"]]
    if len(places) > 1:
        return _parted(value, tokens, places)
    percents = sum(1 for token in tokens if token["sign"] == "%")
    text = "".join(
        _digits(Decimal(repr(value)) * 100**percents, token) if token["number"] else _literal(token) for token in tokens
    ).strip()
    negative = value < 0 and places and any(digit in text for digit in "123456789") and not text.startswith("-")
    return f"-{text}" if negative else text


def _parted(value: float, tokens: list[re.Match[str]], places: list[re.Match[str]]) -> str:
    """A number whose digits stand between signs, as of a telephone (000-0000): filled from the right."""
    widths = [len(place["number"].strip(",.")) for place in places]
    left = str(int(Decimal(repr(abs(value))).quantize(Decimal(1), ROUND_HALF_UP))).zfill(sum(widths))
    cuts = [len(left) - sum(widths[at + 1 :]) for at in range(len(widths))]
    pieces = [left[start:end] for start, end in zip([0, *cuts], cuts, strict=False)]
    filled = iter(pieces)
    text = "".join(next(filled) if token["number"] else _literal(token) for token in tokens).strip()
    return f"-{text}" if value < 0 else text


def _digits(value: Decimal, token: re.Match[str]) -> str:
    number = token["number"].rstrip(",")
    whole, _, fraction = number.partition(".")
    if token["power"]:
        text, _, power = f"{float(value):.{len(fraction)}E}".partition("E")
        return f"{text}E{power[0]}{str(int(power[1:])).zfill(len(token['power']) - 2)}"
    value /= 1000 ** (len(token["number"]) - len(number))
    least = sum(1 for sign in fraction if sign == "0")
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    right = right[:least] + right[least:].rstrip("0")
    left = left.lstrip("0").rjust(sum(1 for sign in whole if sign == "0"), "0")
    if "," in whole:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    return left + (f".{right}" if right else "")


def _literal(token: re.Match[str]) -> str:
    for name in ("quoted", "escaped"):
        if token[name] is not None:
            return token[name]
    bracket = token["bracket"]
    if bracket is not None:
        return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
    sign = token["sign"]
    return sign if sign and sign != "@" else ""
