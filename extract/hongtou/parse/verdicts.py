"""What the body says of the rows ("第7项…完成较好", "有13项"), and what a progress or status cell says of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hongtou.data import load_toml
from hongtou.fields.numerals import read_number
from hongtou.model import Finding, Value
from hongtou.model.vocabulary import Status, Verdict
from hongtou.parse.lines import Line, Page

_NUMBER = r"[\d一二三四五六七八九十百]{1,4}"
# 第7项 · 第3、5、18项 · 第7至9项 · 第2项、第4项
_ROWS = re.compile(rf"第\s*({_NUMBER}(?:\s*项?\s*(?:[、,和及]|至|到|-|—|~)\s*第?\s*{_NUMBER})*)\s*(?:项|条)")
_RANGE = re.compile(rf"({_NUMBER})\s*项?\s*(?:至|到|-|—|~)\s*第?\s*({_NUMBER})|({_NUMBER})")
_CLAIM = re.compile(rf"(?:有|共|共有|共计|计)\s*({_NUMBER})\s*(?:项|个|件|条)")
_SENTENCE = re.compile(r"[^。\n]+[。\n]?")
_NAMED = re.compile(r"[^,;。、:：(（\n第]{4,60}")
_CLAUSE = re.compile(r"[^,，。;；、:：\n(（]{1,12}")
_PERCENT = re.compile(r"(?:完成|占|达到?|完成率|进度)[^,。;%\d]{0,12}?(\d{1,3}(?:\.\d{1,2})?)%")


class Mention(NamedTuple):
    """A row that the body names by number, with the words that judge it."""

    number: int
    verdict: Verdict
    words: Value
    """The judging phrase."""
    named: Value | None
    """What the body calls the row, where it does."""


class Judged(NamedTuple):
    """The mentions and what did not add up in them."""

    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]


@cache
def _phrases() -> tuple[dict[str, Verdict], re.Pattern[str]]:
    """What each judging phrase says, and one pattern of all: the longest first, so that 未按时完成 is not 按时完成."""
    table = load_toml("verdicts.toml")
    verdicts: tuple[Verdict, ...] = ("lagging", "on_track")
    known = {phrase: verdict for verdict in verdicts for phrase in table[verdict]["phrases"]}
    return known, re.compile("|".join(sorted(known, key=len, reverse=True)))


@cache
def _statuses() -> dict[str, Status]:
    return {word: status for status, words in load_toml("verdicts.toml")["status"].items() for word in words}


def read_verdicts(page: Page, lines: Sequence[Line]) -> Judged:
    """The verdicts of these lines of the body, sentence by sentence."""
    mentions: list[Mention] = []
    findings: list[Finding] = []
    for line in lines:
        if line.noise or "项" not in line.words or "第" not in line.words:
            continue
        for sentence in _SENTENCE.finditer(page.text.folded, line.start, line.end):
            found = _sentence(page, sentence.start(), sentence.end())
            mentions += found.mentions
            findings += found.findings
    return Judged(tuple(mentions), tuple(findings))


def _sentence(page: Page, start: int, end: int) -> Judged:
    """The mentions of one sentence. A phrase before the rows judges what follows it, up to the next phrase; where rows
    come first each phrase judges the rows before it ("第1项进展顺利,第3项滞后")."""
    folded = page.text.folded
    rows = list(_ROWS.finditer(folded, start, end))
    known, pattern = _phrases()
    phrases = [] if not rows else list(pattern.finditer(folded, start, end))
    if not phrases:
        return Judged((), ())
    forward = phrases[0].start() < rows[0].start()
    places = [phrase.start() for phrase in phrases]
    mentions: list[Mention] = []
    for match, following in zip(rows, [*rows[1:], None], strict=True):
        stop = following.start() if following else end
        numbers = _numbers(match[1])
        behind = bisect_right(places, match.start())
        judge = phrases[behind - 1] if forward else phrases[min(behind, len(phrases) - 1)]
        if not forward:
            own = phrases[behind : bisect_right(places, stop)]
            # what lags outweighs what was well done before: "前期完成较好,但目前进展缓慢"
            judge = next((phrase for phrase in own if known[phrase[0]] == "lagging"), judge)
        words = page.text.value(judge.start(), judge.end())
        named = _named(page, match.end(), stop, words.start) if len(numbers) == 1 else None
        mentions += [Mention(number, known[judge[0]], words, named) for number in numbers]
    return Judged(tuple(mentions), _claimed(page, start, rows[0].start(), len(mentions)) if forward else ())


def _claimed(page: Page, start: int, end: int, named: int) -> tuple[Finding, ...]:
    """A finding where the sentence claims another number of rows than it names."""
    claim = _CLAIM.search(page.text.folded, start, end)
    claimed = read_number(claim[1]) if claim else None
    if claim is None or claimed is None or claimed == named:
        return ()
    message = f"the text claims {claimed} rows and names {named}"
    place = {"start": claim.start(), "end": claim.end()}
    return (Finding(check="count_mismatch", severity="warning", message=message, **place),)


def _named(page: Page, start: int, stop: int, judged: int) -> Value | None:
    """What the body calls the row: up to the next mark, the judging words, or the 和 before the next row."""
    stop = min(stop, judged) if judged > start else stop
    named = _NAMED.match(page.text.folded, start, stop)
    if not named:
        return None
    end = named.end() - (page.text.folded[named.end() - 1] in "和及与")
    return page.text.value(named.start(), end)


def _numbers(text: str) -> list[int]:
    """The row numbers of "3、5、18" or "7至9"; a range of more than 200 rows is none."""
    found: list[int] = []
    for match in _RANGE.finditer(text):
        first = read_number(match[1] or match[3])
        last = read_number(match[2]) if match[2] else first
        if first is not None and last is not None and 0 <= last - first <= 200:
            found += range(first, last + 1)
    return found


def read_status(text: Value) -> tuple[Status | None, Value | None]:
    """What a status or progress cell says of itself in so many words: its first clause is a status word."""
    clause = _CLAUSE.match(text.text)
    word = clause[0].strip() if clause else ""
    status = _statuses().get(word)
    if status is None:
        return None, None
    offset = text.text.index(word)
    return status, Value(text=word, start=text.start + offset, end=text.start + offset + len(word))


def read_percent(words: str) -> float | None:
    """The percentage of the work that a folded progress cell says is done; null where it says several."""
    found = {match[1] for match in _PERCENT.finditer(words)}
    return float(found.pop()) if len(found) == 1 else None
