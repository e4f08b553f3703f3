"""Where running text speaks of a row of a table: by its number ("第3、5项", "2号任务", "序号7") or by its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.fields.numerals import read_number
from hongtou.model.record import Record

_N = r"[\d一二三四五六七八九十百]{1,4}"
_SERIES = rf"{_N}(?:\s*[项号]?\s*(?:[、,和及]|至|到|-|~)\s*第?\s*{_N})*"
# 第3项 · 第3、5、18项 · 第7至9项 · 序号2 · 1、3、5号任务 · 3、5、18项
_NUMBERED = re.compile(
    rf"(?:(?<![》)])|(?<=\([一二三四五六七八九十\d]\))|(?<=\([十\d][一二三四五六七八九\d]\)))第\s*\(?(?P<nth>{_SERIES})\)?\s*(?:项|件|条|号(?:任务|项目|工作|工程|实事)?)|(?:序号|编号|任务|项目)\s*(?:为|:)?\s*(?P<serial>{_SERIES})(?![\d一二三四五六七八九十百]|\s*[项个件年月日%.])"
    rf"|(?<![\d第〕])(?P<tagged>{_SERIES})\s*号(?:任务|项目|工作|工程|实事|事项|议题|问题)"
    # 新增5、6项, 问题5、6项: so many, not which
    r"|(?:(?<![\u4e00-\u9fff\d第〕.、])|(?<=任务|项目|工作|其中|的有)|(?<=[对除是为即将]))(?P<listed>\d{1,3}(?:\s*、\s*\d{1,3})+)\s*项(?!目)"
)
_CODE = re.compile(r"(?:(?<![\u4e00-\u9fff\d.-])|(?<=[第务目号作保]))\d{1,3}-\d{1,3}(?![\d.%-]| ?[年月日号个季期批])")
"""第1-2项, 任务1-2, 确保1-2; not 按1-2配套, 1-2季度."""
_ANNEX = re.compile(r"附[表件]\s*([\d一二三四五六七八九十]{1,2})\s*[)》]?(?:[中内]的?|的|所列的?|,)?$")
_RANGE = re.compile(rf"({_N})\s*[项号]?\s*(?:至|到|-|~)\s*第?\s*({_N})|({_N})")
_CALLED = re.compile(r"[^,;。、:：(（\n第]{4,60}")
_EXCEPT = re.compile(r"除[^,;。]{0,4}$")
_EXCEPTED = re.compile(r"[^,;。]{0,30}?(?:以外|之外|外)(?=[,;、均都]|其[余他它])")
_GRAM = 4
_INDEXED = 40
_VERB = 2  # 完成棚户区改造1200户 is called 棚户区改造
_ROWS_MOST = 2000
_LIKE_MOST = 64  # rows that begin alike: their first words name none of them


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a name may begin: behind a mark or a word that joins; and what may stand behind it."""
    words = load_toml("verdicts.toml")["named"]
    joins = any_of(words["joins"])
    return (
        re.compile(rf"[,;。、:()\[\]“”\"'‘’《》〈〉 \n.]|{joins}"),
        re.compile(rf"$|[^\u3007\u3400-\u9fffA-Za-z]|{any_of(words['after'])}"),
    )


class Named(Record, frozen=True):
    """A stretch that names rows: by number, or the one row whose words it has."""

    start: int
    end: int
    numbers: tuple[int, ...]
    row: int | None
    called: tuple[int, int] | None
    """What stands behind a number: the name that the body gives the row."""
    annex: int | None = None
    """Which annex's row it is, where the body says so (附表1第2项)."""


class Rows:
    """The rows of a circular's tables, by their words; ``numbers`` are what they print as such, of which those in two
    parts (1-3) name the one row that has them.
    """

    def __init__(self, words: Sequence[str], numbers: Sequence[str] = ()) -> None:
        self.codes = {number: row for row, number in enumerate(numbers) if "-" in number and _CODE.fullmatch(number)}
        if self.codes and len(self.codes) < sum("-" in number for number in numbers):
            self.codes = {}  # two tables that both have a row 1-1
        self.words = ["".join(filter(str.isalnum, text)) for text in words[:_ROWS_MOST]]
        self.grams: defaultdict[str, list[int]] = defaultdict(list)
        """Where each run of four characters stands: _INDEXED * row + place."""
        for row, text in enumerate(self.words):
            first = row * _INDEXED
            for at in range(min(len(text), _INDEXED) - _GRAM + 1):
                self.grams[text[at : at + _GRAM]].append(first + at)

    def named(self, folded: str, start: int, end: int, *, by_name: bool) -> list[Named]:
        """The rows that a stretch names, in order."""
        line = _Bare(folded, start, end) if by_name else None
        coded = self._coded(folded, start, end) if self.codes else []
        marks = [m for m in _NUMBERED.finditer(folded, start, end) if not _excepted(folded, start, m.start(), m.end())]
        found = [self._numbered(folded, match, end, line) for match in marks]
        if coded:
            found = [name for name in found if not any(name.start <= code.start < name.end for code in coded)] + coded
            found.sort(key=lambda name: name.start)
        if line:
            starts = [name.start for name in found]
            ends = [name.called[1] if name.called else name.end for name in found]
            known = {code.row for code in coded}
            for name in self._called(line):
                if name.row in known:
                    continue  # 修建水渠(1-2): called by both
                before = bisect_left(starts, name.end) - 1
                if before < 0 or ends[before] <= name.start:
                    found.append(name)
            found.sort(key=lambda name: name.start)
        return found

    def _coded(self, folded: str, start: int, end: int) -> list[Named]:
        """第1-2项, (1-2)项, 修建水渠(1-2)."""
        codes = [m for m in _CODE.finditer(folded, start, end) if m[0] in self.codes]
        return [
            Named(m.start(), m.end(), (), self.codes[m[0]], None)
            for m in codes
            if not _excepted(folded, start, m.start(), m.end())
        ]

    def _numbered(self, folded: str, match: re.Match[str], end: int, line: _Bare | None) -> Named:
        numbers = tuple(_numbers(match["nth"] or match["serial"] or match["tagged"] or match["listed"]))
        called = _CALLED.match(folded, match.end(), end) if match["nth"] else None
        span = known = None
        if called:
            span = called.start(), called.end() - (folded[called.end() - 1] in "和及与")
            known = self._at(line, match.end()) if line else None
        annex = _ANNEX.search(folded, max(0, match.start() - 8), match.start()) if match["nth"] else None
        of = (read_number(annex[1]) or 0) - 1 if annex else None
        return Named(match.start(), known[1] if known else match.end(), numbers, None, span, of)

    def _called(self, line: _Bare) -> list[Named]:
        found: list[Named] = []
        begin, _ = _around()
        at = line.start
        while at < line.end:
            match = self._at(line, at)
            if match is None:
                following = begin.search(line.folded, at, line.end)
                if following is None:
                    break
                at = following.end()
                continue
            row, stop = match
            at = line.places[bisect_left(line.places, at)]
            if not _excepted(line.folded, line.start, at, stop):
                found.append(Named(at, stop, (), row, None))
            at = stop
        return found

    def _at(self, line: _Bare, start: int) -> tuple[int, int] | None:
        """The one row whose words begin here, and where they end."""
        first = bisect_left(line.places, start)
        candidates = self.grams.get(line.text[first : first + _GRAM])
        if not candidates or len(candidates) > _LIKE_MOST:
            return None
        text = line.text[first : first + 3 * _INDEXED]
        best: dict[int, int] = {}
        _, after = _around()
        for place in candidates:
            row, at = divmod(place, _INDEXED)
            words = self.words[row]
            length = _GRAM
            while length < len(text) and at + length < len(words) and text[length] == words[at + length]:
                length += 1
            whole = at + length == len(words)
            if at and length < 2 * _GRAM - 2 - (at == _VERB) and not whole:
                continue
            if whole or after.match(line.folded, line.places[first + length - 1] + 1, line.end):
                best[row] = max(best.get(row, 0), length)
        if not best:
            return None
        longest = max(best.values())
        rows = [row for row, length in best.items() if length == longest]
        return (rows[0], line.places[first + longest - 1] + 1) if len(rows) == 1 else None


def _excepted(folded: str, left: int, start: int, stop: int) -> bool:
    """除第2、7项外: of the rows that are named so the rest of the sentence does not speak; 除第2项进展缓慢外 does."""
    if _EXCEPT.search(folded, max(left, start - 8), start) is None:
        return False
    beyond = _EXCEPTED.match(folded, stop)
    return beyond is not None and _blames().search(beyond[0]) is None


@cache
def _blames() -> re.Pattern[str]:
    return re.compile(any_of(load_toml("verdicts.toml")["lagging"]["phrases"]))


class _Bare:
    """A stretch without its marks, and where each character stands."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.folded, self.start, self.end = folded, start, end
        self.places = [at for at, c in enumerate(folded[start:end], start) if c.isalnum()]
        self.text = "".join([folded[at] for at in self.places])


def _numbers(text: str) -> list[int]:
    """The row numbers of "3、5、18" or "7至9"; a range of more than 200 rows is none."""
    found: list[int] = []
    for match in _RANGE.finditer(text):
        first = read_number(match[1] or match[3])
        last = read_number(match[2]) if match[2] else first
        if first is not None and last is not None and 0 <= last - first <= 200:
            found += range(first, last + 1)
    return found


_MARKS = re.compile(r"[^\u3007\u3400-\u9fffA-Za-z0-9]+")


def alike(named: str, printed: str) -> bool:
    """Whether the body's name is the row's own words or a part of them, punctuation aside.

    >>> alike("改造农贸市场等工作", "改造农贸市场12家")
    True
    """
    a, b = _MARKS.sub("", named).removesuffix("等工作"), _MARKS.sub("", printed)
    return a in b or b in a
