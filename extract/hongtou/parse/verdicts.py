"""What the body says of the rows, and the counts it claims.

Rows are judged by number ("第7项…完成较好"), by name ("市民文化中心建设进度滞后"), or by the heading they stand under
("三、进展缓慢的事项").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from hongtou.data import any_of, load_toml
from hongtou.fields.numerals import read_number
from hongtou.model import Finding, Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Verdict
from hongtou.parse.lines import Line, Page
from hongtou.parse.mentions import Named, Rows
from hongtou.parse.numbering import numbering

_SENTENCE = re.compile(r"[^。\n]+[。\n]?")
_HEADING_LONGEST = 40
_UNNUMBERED = 2  # an unnumbered heading ("进展缓慢的有:") stands over items 1., (1)
_CLAIM = re.compile(r"(?<![第\d])([\d一二三四五六七八九十百]{1,4})\s*(?:项|个|件|条)")
# Between a phrase and the first row of the list it opens: 进展缓慢|的有3项:|第2项 · 已完成|3项(|第1项
_OPENS = re.compile(r"(?!\s|和|及|与|.*原因)[^,;。、]{0,24}(?:,(?:分别|即|包括|主要|具体)[^,;。、]{0,6})?")
_GAP = 40
_SHORTEST_NAME = 3  # 第6项已全面完成 calls it nothing
_LIST_ENDS = re.compile(r"[,;:]")
_LISTED = re.compile(r"\s*(?:[,;、和及与]|以及)\s*")
# 已完成投资3亿元: a phrase of completion judges only where nothing is measured behind it
_MEASURED = re.compile(
    r"(?!(?:任务|目标|年度|全年|全部|阶段|既定|预定|节点|各项|[项个件]|[的了])|[\d一二三四五六七八九十]{1,4}\s*[项个件])[\u4e00-\u9fffA-Za-z\d]"
)


class Mention(Record, frozen=True):
    """A row that the body speaks of, with the words that judge it."""

    number: int | None
    """The number by which it is called."""
    row: int | None
    """Which of the rows it is: its place among them."""
    verdict: Verdict
    words: Value
    """The judging phrase."""
    named: Value | None
    """What the body calls the row, where it does beside the number."""
    annex: int | None = None
    """The annex whose row is called by that number, where the body says which."""


class Judged(Record, frozen=True):
    """The mentions and what did not add up in them."""

    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]


class _Phrase(Record, frozen=True):
    start: int
    end: int
    verdict: Verdict


@cache
def _phrases() -> tuple[dict[str, Verdict], re.Pattern[str]]:
    """What each judging phrase says, and one pattern of all: the longest first, so that 未按时完成 is not 按时完成."""
    table = load_toml("verdicts.toml")
    verdicts: tuple[Verdict, ...] = ("lagging", "on_track")
    known = {phrase: verdict for verdict in verdicts for phrase in table[verdict]["phrases"]}
    return known, re.compile(any_of(known))


@cache
def _turned() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_toml("verdicts.toml")["turned"]
    wished, denied = (any_of(words[key]) for key in ("wished", "denied"))
    return re.compile(rf"(?:{wished})[^,;。:]{{0,14}}$"), re.compile(rf"(?:{denied})能?(?:够)?(?:真正|全部|完全)?$")


@cache
def _over() -> re.Pattern[str]:
    words = any_of(load_toml("verdicts.toml")["turned"]["over"])
    return re.compile(rf"(?:{words})(?!了)[^,;。:的]*$")  # 保证了第1项如期完成 says that it is


def may_name_rows(lines: Sequence[Line]) -> bool:
    """Whether one of these lines may name a row by its number or code: those of most circulars do not."""
    for line in lines:
        words = line.words
        if "-" in words or ("第" in words and "项" in words):
            return True
    return False


def read_verdicts(page: Page, lines: Sequence[Line], rows: Rows, *, by_name: bool) -> Judged:
    """The verdicts of these lines of the body; ``by_name``: rows are looked for by their words too."""
    reader = _Reader(page, rows, by_name=by_name)
    for line in lines:
        words = line.words
        if not line.noise and (by_name or ("第" in words and "项" in words) or (rows.codes and "-" in words)):
            reader.line(line)
    reader.count_standing()
    return Judged(tuple(reader.mentions), tuple(reader.findings))


class _Standing(Record, frozen=True):
    rank: float
    phrase: _Phrase
    claim: re.Match[str] | None
    before: int
    """How many mentions there were above it."""


class _Reader:
    def __init__(self, page: Page, rows: Rows, *, by_name: bool) -> None:
        self.page = page
        self.rows = rows
        self.by_name = by_name
        self.mentions: list[Mention] = []
        self.findings: list[Finding] = []
        self.standing: _Standing | None = None
        """The heading over these lines, where it judges."""

    def line(self, line: Line) -> None:
        mark = numbering(line.words)
        if self.standing and mark and mark.rank <= self.standing.rank:
            self.count_standing()
        judged = self.standing or _phrases()[1].search(line.words)
        named = self.named(line.start, line.end) if judged else []
        if not named:
            self.heading(line, mark.rank if mark else None)
            return
        if self.standing and named[0].start <= line.start + (mark.length if mark else 0) + 1:
            self.add_list(named, self.standing.phrase, line.end)
            return
        if mark and len(named) == 1 and named[0].end < line.end and self.page.text.folded[named[0].end] == "。":
            self.sentence(named, line.start, line.end, None)  # 3.社区服务用房。因选址未定,…: the row's own paragraph
            return
        over: _Phrase | None = None
        starts = [name.start for name in named]
        for sentence in _SENTENCE.finditer(self.page.text.folded, line.start, line.end):
            here = named[bisect_left(starts, sentence.start()) : bisect_left(starts, sentence.end())]
            if here:
                self.sentence(here, sentence.start(), sentence.end(), over)
            elif mark and sentence.start() == line.start:
                over = self.run_in(sentence.start(), sentence.end())

    def named(self, start: int, end: int) -> list[Named]:
        return self.rows.named(self.page.text.folded, start, end, by_name=self.by_name)

    def heading(self, line: Line, rank: int | None) -> None:
        """三、进展缓慢的事项(2件)"""
        if len(line.words) > _HEADING_LONGEST or (rank is None and line.words[-1] != ":"):
            return
        phrase = next(self.phrases((), line.start, line.end), None)
        if phrase:
            self.count_standing()
            claim = _CLAIM.search(self.page.text.folded, line.start, line.end)
            self.standing = _Standing(_UNNUMBERED if rank is None else rank, phrase, claim, len(self.mentions))

    def run_in(self, start: int, end: int) -> _Phrase | None:
        """(二)进度滞后的。…: the heading that opens the paragraph judges what follows."""
        return next(self.phrases((), start, end), None) if end - start <= _HEADING_LONGEST else None

    def count_standing(self) -> None:
        """Compare what the heading claims with the rows that stood under it."""
        if self.standing and self.standing.claim and len(self.mentions) > self.standing.before:
            self.check(self.standing.claim, len(self.mentions) - self.standing.before)
        self.standing = None

    def phrases(self, named: Sequence[Named], start: int, end: int) -> Iterator[_Phrase]:
        """The judging phrases outside the names, as they are meant: a wish judges nothing, a denial blames."""
        folded = self.page.text.folded
        known, pattern = _phrases()
        wished, denied = _turned()
        ends = [name.end for name in named]
        for match in pattern.finditer(folded, start, end):
            verdict, first = known[match[0]], match.start()
            at = bisect_right(ends, first)
            if at < len(named) and named[at].start < match.end():
                continue
            if verdict == "on_track":
                before = folded[max(start, first - 20, ends[at - 1] if at else start) : first]
                if (
                    wished.search(before)
                    or (at and self.is_hoped(named[at - 1]))
                    or (match[0].endswith("完成") and _MEASURED.match(folded, match.end(), end))
                ):
                    continue
                if no := denied.search(before):
                    verdict, first = "lagging", first - len(no[0])
            yield _Phrase(first, match.end(), verdict)

    def is_hoped(self, name: Named) -> bool:
        """确保第3项、第4项按期完成: the wish stands before the rows in their clause."""
        return _over().search(self.page.text.folded, max(0, name.start - _GAP), name.start) is not None

    def sentence(self, named: Sequence[Named], start: int, end: int, over: _Phrase | None) -> None:
        """The rows of one sentence, each with the phrase that judges it, else the one over the sentence."""
        phrases = list(self.phrases(named, start, end))
        places = [name.start for name in named]
        opening = {phrase for phrase in phrases if self.opens(phrase, places)}
        counted: dict[_Phrase, list[Named]] = {}
        for name, stop in zip(named, self.stops(named, end), strict=True):
            phrase = _judge(self.page.text.folded, phrases, opening, name, stop) or over
            if phrase:
                self.add(name, phrase)
                counted.setdefault(phrase, []).append(name)
        for phrase, names in counted.items():
            first, last = (
                (phrase.end, names[0].start) if phrase.start < names[0].start else (names[-1].end, phrase.start)
            )
            claims = list(_CLAIM.finditer(self.page.text.folded, max(start, first), max(first, last)))
            if claims and phrase is not over:
                rows = sum(len(name.numbers) or 1 for name in names)
                self.check(claims[-1], rows)

    def stops(self, named: Sequence[Named], end: int) -> list[int]:
        """For each row how far the words go that may judge it from behind: to the next list of rows, or a semicolon."""
        folded = self.page.text.folded
        found: list[int] = []
        stop = end
        for at in range(len(named) - 1, -1, -1):
            following = named[at + 1].start if at + 1 < len(named) else end
            mark = _LIST_ENDS.search(folded, named[at].end, following)
            if mark:
                semicolon = folded.find(";", named[at].end, following)
                stop = following if semicolon < 0 else semicolon
            found.append(stop)
        return found[::-1]

    def opens(self, phrase: _Phrase, places: Sequence[int]) -> bool:
        """Whether the rows that a phrase judges stand behind it."""
        at = bisect_left(places, phrase.end)
        if at == len(places) or places[at] - phrase.end > _GAP:
            return False
        return _OPENS.fullmatch(self.page.text.folded, phrase.end, places[at]) is not None

    def add_list(self, named: Sequence[Named], phrase: _Phrase, end: int) -> None:
        """The first row, and those that a list names on right behind it (第3项新建学校,第4项整修公路进展缓慢). A phrase
        that says the contrary speaks of one of them.
        """
        self.add(named[0], phrase)
        if any(other.verdict != phrase.verdict for other in self.phrases(named, named[0].start, end)):
            return
        for before, name in pairwise(named):
            at = before.called[1] if before.called else before.end
            if at > name.start or _LISTED.fullmatch(self.page.text.folded, at, name.start) is None:
                break
            self.add(name, phrase)

    def add(self, name: Named, phrase: _Phrase) -> None:
        words = self.page.text.value(phrase.start, phrase.end)
        called = self.called(name, phrase) if len(name.numbers) == 1 else None
        for number in name.numbers:
            self.mentions.append(Mention(number, None, phrase.verdict, words, called, name.annex))
        if name.row is not None:
            self.mentions.append(Mention(None, name.row, phrase.verdict, words, None))

    def called(self, name: Named, phrase: _Phrase) -> Value | None:
        """What the body calls the row that it numbers: up to the judging words."""
        if name.called is None or phrase.start == name.called[0]:
            return None
        start, end = name.called
        end = min(end, phrase.start) if phrase.start > start else end
        if judging := _phrases()[1].search(self.page.text.folded, start, end):
            end = judging.start()  # the heading's phrase judges, and these words say it again
        return self.page.text.value(start, end) if end - start >= _SHORTEST_NAME else None

    def check(self, claim: re.Match[str], found: int) -> None:
        """A finding where the text claims another number of rows than it names."""
        claimed = read_number(claim[1])
        if claimed is not None and claimed != found:
            message = f"the text claims {claimed} rows and names {found}"
            place = {"start": claim.start(), "end": claim.end()}
            self.findings.append(Finding(check="count_mismatch", severity="warning", message=message, **place))


def _judge(folded: str, phrases: Sequence[_Phrase], opening: set[_Phrase], name: Named, stop: int) -> _Phrase | None:
    """The phrase over a row: the one in front where it opens its list, unless a semicolon parts them and the row has
    one of its own; else one behind, of several before the next row the one that blames ("前期完成较好,但目前进展缓慢").
    """
    at = bisect_right(phrases, name.start, key=lambda phrase: phrase.end)
    first = phrases[at] if at < len(phrases) else None
    behind = first if first and first.start < stop and first not in opening else None
    if at and phrases[at - 1] in opening and (behind is None or folded.find(";", phrases[at - 1].end, name.start) < 0):
        return phrases[at - 1]
    while at < len(phrases) and phrases[at].start < stop:
        if phrases[at] not in opening and phrases[at].verdict == "lagging":
            return phrases[at]
        at += 1
    return behind
