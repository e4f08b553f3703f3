"""Damage done to a page after it was written: foreign text put in, characters garbled, cells of a table lost.

Nothing is repaired or taken away: each sign is a finding, so that a reader looks before trusting the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from hongtou.data import load_toml
from hongtou.model import Document, Finding
from hongtou.parse.grid import UNIT_ROLES, Grid, Row
from hongtou.parse.lines import Line, Page
from hongtou.parse.periods import period_named

_WORDS = re.compile(r"[A-Za-z]{2,}")
_FOREIGN_WORDS = 10
_FOREIGN_LINE = 40
_ADVERTISEMENT = 200
_SECOND_WORD = re.compile(r" [A-Za-z]{2}")  # most circulars hold none, and a blank is found many times faster
# Letters that Chinese circulars do not hold by the line: Cyrillic, Arabic, Thai, Hangul, kana.
_OTHER_LETTER = re.compile(r"[\u0400-\u06ff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
_OTHER_SCRIPT = re.compile(f"{_OTHER_LETTER.pattern}{{6}}")
_RARE_MARKS = "|#$^~`{}\\"
# Twelve words of English in one run: no title of a standard or a convention is so long.
_ENGLISH = re.compile(r"(?:[A-Za-z]{2,20}[ ,.'-]{1,3}){11}[A-Za-z]{2,20}")
# What a forum puts between the words of a text against copying: "! U' |# m3 p: ]".
_JAMMED = re.compile(r"[!-~] ?(?:[!-~]{1,3} ){2,20}[!-~]{1,3}")
_MAY_JAM = re.compile(r" (?<=[!-~]{2} )[!-~]{1,3} [!-~]| (?<=[!-~] )[!-~]{1,3} [!-~]{1,3} [!-~]")
"""Stands in every such run, and is found from a blank."""
_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_ROWS_DAMAGED = 2
_MAIN = frozenset({"deadline", "task"}).union(UNIT_ROLES)
_HAN = re.compile("[\u4e00-\u9fff]+")
_SAMPLE = 1500
_LOW = bytes(range(0xA1))
_CHINESE = bytes(range(0x4E, 0x9F))  # the upper bytes of characters that GBK has all of
_RARE_LEADS = bytes(range(0xE4, 0xEA))
_FEWEST = 12  # characters from which the share of rare ones says anything


def read_damage(page: Page, document: Document, end: int) -> list[Finding]:
    """What is wrong with the text; foreign lines are looked for above the line ``end``, where the body ends."""
    raw = page.text.raw
    found = [*_garbled(raw), *_misread(raw)]
    if "\ufffd" in raw and all(note.check != "encoding" for note in document.findings):
        at = raw.index("\ufffd")
        found.append(_finding(f"{raw.count(chr(0xFFFD))} characters are lost and stand as U+FFFD", at, at + 1))
    table = _vocabulary()
    if not page.signs.isdisjoint(table["spam"]):
        found += _advertisements(page.lines, table["spam"], table["against"])
    found += _foreign(page, end)
    # every run holds a blank, and many texts hold none
    if " " in raw and sum([raw.count(mark) for mark in _RARE_MARKS if mark in raw]) >= 2 and _MAY_JAM.search(raw):
        found += _jammed(raw)
    return found


def _finding(message: str, start: int, end: int) -> Finding:
    return Finding(check="damaged_text", severity="warning", message=message, start=start, end=end)


@cache
def _vocabulary() -> dict[str, Any]:
    return load_toml("damage.toml")


def _garbled(raw: str) -> Iterator[Finding]:
    for sign, least in _vocabulary()["garbled"].items():
        at = raw.find(sign) if sign[0] in raw else -1
        if at >= 0 and raw.count(sign) >= least:
            yield _finding(f"the text is garbled: {sign!r} stands in it {raw.count(sign)} times", at, at + len(sign))
            return


def _misread(raw: str) -> Iterator[Finding]:
    """UTF-8 read as GBK, or GBK as Latin-1.

    The lead bytes of UTF-8 (E4-E9) make a third of the characters rare ones of GB 2312's second level, of which Chinese
    text, traditional too, holds next to none; of Latin-1 a Chinese text holds a few signs (×, °, ·).
    """
    sample = raw[:_SAMPLE]
    pairs = sample.encode("utf-16-le", errors="replace")[1::2]
    chinese = len(pairs) - len(pairs.translate(None, _CHINESE))
    if chinese * 3 >= 2 * len(sample):
        both = sample.encode("gbk", errors="ignore")
        if (len(both) - len(both.translate(None, _RARE_LEADS))) * 5 <= chinese:
            return  # more than two thirds are Chinese, and few even of all bytes are such leads: as nearly always
    leads = "".join(_HAN.findall(sample)).encode("gbk", errors="ignore")[::2]
    rare = len(leads) - len(leads.translate(None, _RARE_LEADS))
    if len(leads) >= _FEWEST and rare * 5 > len(leads):
        yield _finding("the text reads as UTF-8 that was decoded as GBK", 0, len(sample))
    if len(leads) * 3 >= 2 * len(sample):
        return  # so much Chinese leaves no third for signs
    latin = len(sample.encode("latin-1", errors="ignore").translate(None, _LOW))
    if latin >= _FEWEST and latin * 3 > len(sample):
        yield _finding("the text reads as Chinese that was decoded as Latin-1", 0, len(sample))


def _foreign(page: Page, end: int) -> Iterator[Finding]:
    """Lines of another language within a Chinese text, and a long run of English in a line of it."""
    lines = page.lines
    folded = page.text.folded
    english = _SECOND_WORD.search(folded) is not None and _ENGLISH.search(folded) is not None
    any_may = english or _OTHER_LETTER.search("".join(page.firsts)) is not None
    strange = [
        lines[index]
        for index, words in enumerate(page.words)
        if (any_may or (len(words) > _FOREIGN_LINE and words.isascii()))
        and not lines[index].noise
        and _is_foreign(words, english)
    ]
    if len(strange) * 3 >= len(lines):
        return
    last = lines[end - 1].start if 0 < end <= len(lines) else 0
    for line in strange:
        if line.start <= last:
            message = f"foreign text stands in the circular: {line.words[:40]!r}"
            yield _finding(message, line.start, line.end)


def _is_foreign(words: str, english: bool) -> bool:
    """Whether a line is, or holds a long run, of another language; ``english``: whether the text has such a run."""
    if english and _ENGLISH.search(words):
        return True
    if "\u4e00" <= words < "\ua000":
        return False
    if words.isascii():
        return len(words) > _FOREIGN_LINE and len(_WORDS.findall(words)) >= _FOREIGN_WORDS
    return _OTHER_SCRIPT.match(words) is not None


def _advertisements(lines: Sequence[Line], spam: Sequence[str], against: Sequence[str]) -> Iterator[Finding]:
    for line in lines:
        words = line.words
        if len(words) > _ADVERTISEMENT or "。" in words or sum(word in words for word in spam) < 2:
            continue
        if not any(word in words for word in against):
            yield _finding(f"an advertisement stands in the text: {words[:40]!r}", line.start, line.end)


def _jammed(raw: str) -> Iterator[Finding]:
    """Runs of single letters and marks among Chinese words: two or more, each nearly half of marks."""
    runs = [run for run in _JAMMED.finditer(raw) if _is_jam(_MARKS.findall(run[0]), run[0])]
    if len(runs) >= 2:
        yield _finding(
            f"{len(runs)} runs of stray letters and marks stand between the words, the first {runs[0][0]!r}",
            runs[0].start(),
            runs[0].end(),
        )


def _is_jam(marks: Sequence[str], run: str) -> bool:
    """A fifth of it marks of several kinds, and no word: bars of a table are of one kind."""
    if not run.strip("|:- "):
        return False  # the rule of Markdown under the names: | :---: | --- |
    length = len(run.replace(" ", ""))
    return length > 4 and 5 * len(marks) >= length and len(set(marks)) >= 3 and _WORDS.search(run) is None


def check_lost_cells(grid: Grid) -> Iterator[Finding]:
    """A table of which a quarter of the rows or more lack two of their main cells, or have a bare number for one."""
    main = [index for index, column in enumerate(grid.columns) if column.role in _MAIN]
    counted = [index for index in main if period_named(grid.columns[index])]  # 完成月份: 3
    lacking = sum([_lacks_cells(row, main, counted) for row in grid.rows])
    if lacking >= max(_ROWS_DAMAGED, len(grid.rows) / 4):
        message = f"{lacking} of {len(grid.rows)} rows lack main cells: the page may have lost some"
        yield _finding(message, grid.start, grid.end)


def _lacks_cells(row: Row, main: Sequence[int], counted: Sequence[int]) -> bool:
    lost = 0
    for index in main:
        value = row.cells[index]
        if value is None:
            lost += 1
        elif (words := value.text.strip()).isdecimal() and len(words) not in _DAYS and index not in counted:
            return True
    return lost >= 2


_DAYS = (5, 8)  # digits of a day: 45291 as a spreadsheet counts them, 20231231
