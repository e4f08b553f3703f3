"""The numbers that Word prints by itself (ISO/IEC 29500-1, 17.9): from numbering.xml and the order of paragraphs.

A level has a pattern ("第%1条", "(%1)", "%1.%2"), a way to write numbers and a start; a paragraph at a level counts it
one up and begins all deeper levels anew. Bullets are decoration and are left out, as are the bullets of a web page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from hongtou.read.word_styles import Styles, W, attribute, number_of, switched_on

_PLACE = re.compile(r"%([1-9])")
_CHINESE, _LEGAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_SUFFIX = {"space": " ", "nothing": ""}
_LEVELS = 9


def counting(number: int, digits: str = _CHINESE, units: str = "十百千") -> str:
    """A number below ten thousand as it is counted.

    >>> [counting(n) for n in (0, 7, 10, 12, 20, 35, 105, 110, 1016)]
    ['〇', '七', '十', '十二', '二十', '三十五', '一百零五', '一百一十', '一千零一十六']
    """
    if not 0 < number < 10_000:
        return "".join(digits[int(d)] for d in str(number))
    made, gap = "", False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(made)
            continue
        made += ("零" if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return made.removeprefix(digits[1]) if units[0] == "十" and 10 <= number < 20 else made


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _letters(number: int, first: str) -> str:
    """a … z, aa, bb …: as Word has it, not as a spreadsheet names its columns."""
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    made = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        made += sign * (number // value)
        number %= value
    return made


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Signs that stand one after another in Unicode; beyond the last, digits."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def _circled(number: int) -> str:
    return _signs("①", 20)(number) if number <= 20 else _signs("㉑", 15)(number - 20) if number <= 35 else str(number)


def _series(words: str) -> Callable[[int], str]:
    """Signs of a series; beyond the last, digits."""
    return lambda number: words[number - 1] if 1 <= number <= len(words) else str(number)


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "ideographDigital": lambda number: _digits(number, _CHINESE),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _CHINESE),
    "taiwaneseDigital": lambda number: _digits(number, "○" + _CHINESE[1:]),
    "chineseLegalSimplified": lambda number: counting(number, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: counting(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "ideographTraditional": _series("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _series("子丑寅卯辰巳午未申酉戌亥"),
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}
"""How each number format of Word is written (17.18.59), those met in Chinese documents."""


class Level(NamedTuple):
    """One level of a list."""

    start: int
    format: str
    pattern: str
    suffix: str
    restart: int | None
    legal: bool
    style: str


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.unknown: set[str] = set()
        """Number formats that could not be written."""
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before the paragraph, "" where it has no number; counts the paragraph."""
        number, depth = self._styles.numbering(paragraph)
        if number is None or number not in self._nums:
            return ""
        abstract, _, starts = self._nums[number]
        levels = self._levels(number)
        if depth is None:
            style = self._styles.of(paragraph)
            depth = next((at for at, level in levels.items() if style and level.style == style), 0)
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number, abstract, depth, levels, starts)
        return self._written(level, levels, counts)

    def _count(
        self, number: str, abstract: str, depth: int, levels: dict[int, Level], starts: dict[int, int]
    ) -> list[int | None]:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        begun = counts[depth]
        if depth in starts and (number, depth) not in self._started:
            counts[depth] = starts[depth]  # an override begins anew where its list is first met
        else:
            counts[depth] = levels[depth].start if begun is None else begun + 1
        self._started.add((number, depth))
        for above in range(depth):  # a level that was passed over has begun all the same
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                counts[deeper] = None
        return counts

    def _written(self, level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        if level.format == "bullet":
            return ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = levels.get(at, level)
            count = counts[at]
            return self._write("decimal" if level.legal else shown.format, shown.start if count is None else count)

        words = _PLACE.sub(place, level.pattern)
        return words + level.suffix if words.strip() else ""

    def _write(self, form: str, number: int) -> str:
        write = WRITTEN.get(form)
        if write is None:
            self.unknown.add(form)
            return ""
        return write(number)

    def _levels(self, number: str) -> dict[int, Level]:
        abstract, own, _ = self._nums[number]
        return {**self._abstract.get(self._linked.get(abstract, abstract), {}), **own}

    def _read(self, root: etree._Element) -> None:
        by_style: dict[str, str] = {}
        waiting: dict[str, str] = {}
        for abstract in root.iterchildren(W + "abstractNum"):
            name = abstract.get(W + "abstractNumId") or ""
            self._abstract[name] = _levels_of(abstract)
            if style := attribute(abstract, "styleLink"):
                by_style[style] = name
            if style := attribute(abstract, "numStyleLink"):
                waiting[name] = style
        self._linked = {name: by_style[style] for name, style in waiting.items() if style in by_style}
        for num in root.iterchildren(W + "num"):
            own: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in num.iterchildren(W + "lvlOverride"):
                depth = number_of(override.get(W + "ilvl")) or 0
                own.update(_levels_of(override))
                start = number_of(attribute(override, "startOverride"))
                if start is not None and 0 <= depth < _LEVELS:
                    starts[depth] = start
            self._nums[num.get(W + "numId") or ""] = (attribute(num, "abstractNumId") or "", own, starts)


def _levels_of(parent: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in parent.iterchildren(W + "lvl"):
        depth = number_of(level.get(W + "ilvl")) or 0
        if not 0 <= depth < _LEVELS:
            continue
        start = number_of(attribute(level, "start"))
        found[depth] = Level(
            start=start or 0,
            format=_format(level),
            pattern=attribute(level, "lvlText") or "",
            suffix=_SUFFIX.get(attribute(level, "suff") or "tab", " "),
            restart=number_of(attribute(level, "lvlRestart")),
            legal=switched_on(level.find(W + "isLgl")),
            style=attribute(level, "pStyle") or "",
        )
    return found


def _format(level: etree._Element) -> str:
    """The number format; one that newer programs wrap in alternatives is the last, plain one."""
    found = [one.get(W + "val") or "decimal" for one in level.iter(W + "numFmt")]
    known = [form for form in found if form in WRITTEN]
    return (known or found or ["decimal"])[-1]
