"""附件: the list that the body prints, and where each annex begins (GB/T 9704-2012, 7.3.4 and 7.3.9)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from hongtou.fields.numerals import read_number
from hongtou.model import Attachment, Document, Finding, Value
from hongtou.model.record import Record
from hongtou.parse.annex_titles import ITEM, NUMERAL, count_of, is_none, items, trimmed
from hongtou.parse.foot import is_date_line
from hongtou.parse.header import Header
from hongtou.parse.lines import Line, Page
from hongtou.parse.title_words import ends_title

# 附件:…, 附件1.…, and 附:… as circulars before 2012 have it.
_LIST = re.compile(
    rf"\(?附\s*(?:[件表]\s*(?:清单|目录|\(?共?[\d一二三四五]份\)?)?\(?(?P<number>{NUMERAL})?\)?\s*(?:[:：.、．]|(?=[⒈-⒛]))"
    r"|[:：])\s*(?P<rest>.*)"
)
# 附件1 重点任务表, in the body
_SPACED = re.compile(rf"附\s*件\s*(?P<number>{NUMERAL})\s+(?P<rest>[^。;:]{{4,60}})")
_LIST_ALONE = re.compile(r"附\s*件\s*(?:清单|目录)?:?")
_HEADING = re.compile(
    rf"[\[【(（]?\s*附\s*(?:件\s*\(?(?P<number>{NUMERAL})?\s*[\])）】]?\s*[:：.、]?|[:：]|$)\s*(?P<rest>.{{0,80}})"
)
_RUNS_ON = re.compile(
    r"(?!附|[①-⒛]|\(?[\d一二三四五六七八九十]{1,3}\s*[.、．)]|\((?:此[件文]|主动|依申请|不予?公开|公开|发至|联系))"
    r"[\u3007\u3400-\u9fff、\d“”《》()〔〕-]{2,40}"
)
_NAMED = re.compile(r"附\s*件")
_DROPPED = dict.fromkeys(map(ord, " 《》\u3000\xa0()（）“”"))
_TITLE_SIGN = 8  # characters of a title that tell whether it is printed again


class Annexes(Record, frozen=True):
    """The titles in order, where annexes begin (offset, index of the title or None), the lines of the list."""

    titles: tuple[Value, ...]
    starts: tuple[tuple[int, int | None], ...]
    list_lines: frozenset[int]

    def at(self, place: int) -> int | None:
        """The annex that a place of the text stands in; None in the body."""
        found = self._begun(place)
        return self.starts[found - 1][1] if found else None

    def begin(self, place: int) -> int:
        """Where the annex of a place begins; 0 in the body."""
        found = self._begun(place)
        return self.starts[found - 1][0] if found else 0

    def _begun(self, place: int) -> int:
        """How many begin up to a place; none has begun there in most bodies."""
        if not self.starts or place < self.starts[0][0]:
            return 0
        return bisect_right(self.starts, place, key=lambda start: start[0])


def read_annexes(page: Page, header: Header, attachments: Sequence[Attachment] = ()) -> Annexes:
    """The list in the body, else the titles printed where the annexes begin; an attachment begins one too."""
    titles, used = _listed(page, header)
    starts: list[tuple[int, int | None]] = []
    known = {_bare(title.reading): index for index, title in enumerate(titles)}
    longest = max(map(len, known), default=0) + 8
    openings = {title[:1] for title in known} | set("《“(")  # what a title may begin with
    lines = page.lines
    found = list(titles)
    begin = max(header.body_start, 0)
    waiting = list(reversed(attachments))
    attached: Attachment | None = None
    opened = 0
    places = page.holding("附") if not attachments and not known else range(len(lines))
    for index in places[bisect_left(places, begin) :]:
        words = page.words[index]
        if not attachments and "附" not in words and page.firsts[index] not in openings:
            continue
        line = lines[index]
        while waiting and waiting[-1].start <= line.start:
            attached = waiting.pop()
            starts.append((attached.start, _attached(page, found, attached, index)))
            opened = index + _TITLE_LINES
        near = words[0] in openings and len(words) <= longest
        headed = index >= header.body_end and "附" in words
        if not (near or headed) or line.noise or index in used or len(words) > 120:
            continue
        annex = known.get(_bare(words)) if near else None
        match = _HEADING.fullmatch(words) if annex is None and headed else None
        if match and attached and (index < opened or (titles and not match["number"])):
            continue  # the heading of an attachment, whose title is known
        if match:
            annex = _numbered(page, found, match, index, bool(titles), len(starts))
        if annex is not None and (not starts or starts[-1][1] != annex):
            starts.append((line.start, annex))
    starts += [(one.start, one.annex) for one in reversed(waiting)]
    return Annexes(tuple(found), tuple(starts), used)


def check_alone(page: Page, header: Header, document: Document) -> list[Finding]:
    """A finding where the document is an annex, by its first line or its file's name, and nothing of its circular."""
    if document.attachments or header.number or header.addressees or len(document.source.files) > 1:
        return []
    first = next((line for line in page.lines if not line.noise), None)
    by_name = _NAMED.match(document.source.path.rpartition("/")[2]) is not None
    if first is None or not (by_name or (first.words[0] in "附[【(（" and _HEADING.fullmatch(first.words))):
        return []
    message = "this is an annex; the circular it belongs to is not here"
    return [Finding(check="annex_alone", severity="warning", message=message, start=first.start, end=first.end)]


def check_listed(page: Page, annexes: Annexes, document: Document) -> list[Finding]:
    """A finding where the file prints the first of the listed annexes and ends before the others.

    Where none is printed, or files are linked, the annexes are elsewhere, which is no loss.
    """
    begun = {annex for _, annex in annexes.starts}
    last = len(annexes.titles) - 1
    if document.attachments or document.links or None in begun or not annexes.list_lines or not begun or last in begun:
        return []
    missing = annexes.titles[max(annex for annex in begun if annex is not None) + 1 :]
    printed = _bare(page.text.folded[annexes.starts[0][0] :])
    if any(_bare(title.reading)[:_TITLE_SIGN] in printed for title in missing):
        return []  # printed in words or at a place that is read as no beginning
    message = f"{len(missing)} of {last + 1} listed annexes are not in this text, from {missing[0].reading!r} on"
    start, end = missing[0].start, missing[-1].end
    return [Finding(check="source_truncated", severity="warning", message=message, start=start, end=end)]


def _attached(page: Page, found: list[Value], attached: Attachment, index: int) -> int | None:
    """The annex that an attachment is: the one it is known to be, else one of its own under the title it prints."""
    if attached.annex is not None:
        return attached.annex if attached.annex < len(found) else None
    for line in page.lines[index : index + _TITLE_LINES]:
        if line.start >= attached.end or line.noise:
            break
        match = _HEADING.fullmatch(line.words) if "附" in line.words else None
        start = line.end - len(match["rest"]) if match else line.start
        title = trimmed(page, start, line.end)
        if title.text and len(title.text) <= _TITLE_LONGEST and "。" not in title.text:
            found.append(title)
            return len(found) - 1
        if not match:
            break
    return None


_TITLE_LINES, _TITLE_LONGEST = 3, 60


def _numbered(page: Page, found: list[Value], match: re.Match[str], index: int, listed: bool, seen: int) -> int | None:
    """The annex that a heading 附件2 opens; where the body lists none its title is the line's rest or the next."""
    number = match["number"]
    if listed:
        wanted = int(number) - 1 if number and number.isdecimal() else seen
        return min(wanted, len(found) - 1)
    line = page.lines[index]
    title = None
    if match["rest"].strip():
        offset = line.start + (len(page.text.folded[line.start : line.end]) - len(match["rest"]))
        title = trimmed(page, offset, line.end)
        if title.text and is_none(title):
            return None
    if title is None or not title.text:
        rows = (row for row in page.lines[index + 1 : index + 3] if not row.noise and not ITEM.fullmatch(row.words))
        row = next(rows, None)
        if row is None or len(row.words) > 80:
            return None
        title = page.text.value(row.start, row.end)
    for position, known in enumerate(found):
        if _bare(known.reading) == _bare(title.reading):
            return position
    found.append(title)
    return len(found) - 1


def _bare(words: str) -> str:
    return words.translate(_DROPPED)


def _listed(page: Page, header: Header) -> tuple[list[Value], frozenset[int]]:
    """The 附件说明: "附件:A", "附件:1.A", "附件1.A", with one item a line or several in one."""
    lines = page.lines
    behind = min(len(lines), max(header.body_end, header.body_start) + 1)
    for index in page.holding("附"):
        line = lines[index]
        if index < header.body_start or line.noise or line.words[0] not in "附(":
            continue
        match = _LIST.match(line.words) or (_spaced_title(line) if index < behind else None)
        if match and match["number"] and not match["rest"]:
            continue
        if index >= behind and not (match and _opens_list(match, lines, index)):
            continue  # in the text that the circular issues only a numbered list is one; else an annex begins
        if not match and not (
            _LIST_ALONE.fullmatch(line.words) and index + 1 < header.body_end and _item(lines[index + 1])
        ):
            continue
        end = line.end - (line.words[0] == "(" and line.words[-1] == ")")
        rest = line.start + match.start("rest") if match and match["rest"] else end
        titles = items(page, rest, end, read_number(match["number"] or "") if match else None) if rest < end else []
        numbered = not titles or not match or bool(match["number"]) or ITEM.match(match["rest"]) is not None
        used = [index]
        stop = header.body_end if index < behind else len(lines)
        at = _continued(page, header, titles, used, index + 1, stop)
        while numbered and at < len(lines) and (item := _item(lines[at])):
            titles.append(trimmed(page, lines[at].start + item, lines[at].end))
            used.append(at)
            at = _continued(page, header, titles, used, at + 1, stop)
        if not titles and match and index < behind:
            titles = _unnumbered(page, header, used, index + 1)
        if titles:
            return [title for title in titles if not is_none(title)], frozenset(used)
    return [], frozenset()


def _spaced_title(line: Line) -> re.Match[str] | None:
    """附件1 with a title behind a blank alone, which no sentence has."""
    match = _SPACED.fullmatch(line.words)
    return match if match and ends_title(_bare(match["rest"])) else None


def _unnumbered(page: Page, header: Header, used: list[int], at: int) -> list[Value]:
    """The titles under a 附件: of its own, one a line above the signature."""
    below = page.lines[at : header.body_end]
    listed = [*takewhile(lambda line: not line.noise and line.words[0] != "请" and ends_title(line.bare), below)]
    used += range(at, at + len(listed))
    return [trimmed(page, line.start, line.end) for line in listed]


def _opens_list(match: re.Match[str], lines: Sequence[Line], index: int) -> bool:
    """附件:1.检查表, or 附件: and the items below it, from the first on: no annex's own heading."""
    following = lines[index + 1 : index + 2]
    words = match["rest"] or (following[0].words if following and not following[0].noise else "")
    item = ITEM.match(words)
    return item is not None and count_of(item) == 1 and len(words) <= _TITLE_LONGEST and "。" not in words


def _item(line: Line) -> int | None:
    """The length of the numbering that opens an item's line; None where none does."""
    match = None if line.noise or len(line.words) > 120 else ITEM.match(line.words)
    return match.end() if match else None


def _continued(page: Page, header: Header, titles: list[Value], used: list[int], at: int, stop: int) -> int:
    """Join the lines that a long title runs on over (GB/T 9704-2012, 7.3.4): neither items nor the foot."""
    lines = page.lines
    while titles and at < min(len(lines), stop):
        line = lines[at]
        if line.noise or at in header.foot or len(line.words) > 40 or not _RUNS_ON.fullmatch(line.words):
            break
        if at + 1 < len(lines) and is_date_line(lines[at + 1].words):
            break  # a signature, though of no organ that is known
        if header.title is not None and header.title.value.reading.startswith(line.bare + "关于"):
            break  # one without its date
        last = titles[-1]
        if any(_bare(title.reading) == _bare(line.words) for title in titles):
            break  # the annex itself begins
        if line.words[0] == "《" and last.text.endswith("》"):
            titles.append(page.text.value(line.start, line.end))
            used.append(at)
            at += 1
            continue
        titles[-1] = page.broken([*(last.spans if last.text else ()), (line.start, line.end)])
        used.append(at)
        at += 1
    return at
