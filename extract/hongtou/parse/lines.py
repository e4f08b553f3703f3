"""The document as the parser sees it: its paragraphs and tables in reading order, furniture marked.

A :class:`Line` is a paragraph outside the tables; ``words`` are its folded text without outer blanks, ``bare`` the
same with no blanks at all ("主 要 内 容" → 主要内容), for comparing with vocabulary.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import TypeAlias

from msgspec.structs import replace

from hongtou.data import finder, load_toml
from hongtou.fields.text import Text
from hongtou.model import Document, Paragraph, Table, Value
from hongtou.model.record import Record

_FURNITURE_LONGEST = 240
_TAIL_FIRST = "相推关延热猜您你网上下【"  # what the lines that end a circular begin with
EACH_BAR = tuple("\t|｜│┃∣丨")
"""What parts the cells of a line."""
NAME_LONGEST = 12
"""Characters of a line that may name a column of the site."""
ASKED = {"explanation": ("解读",), "copies": ("分送",), "order": ("第一",), "leads": ("为牵头", "为主办")}
"""Words of which later readers ask whether the text holds one: the search for furniture finds them as well."""


class Line(Record, frozen=True):
    """One paragraph; ``noise`` where it is page furniture."""

    start: int
    end: int
    words: str
    align: str
    noise: bool

    @property
    def bare(self) -> str:
        """The words without any blank."""
        return self.words.replace(" ", "")


class Page(Record, frozen=True):
    """A document's text (raw and folded) and its lines and tables in reading order."""

    text: Text
    items: tuple[Line | Table, ...]
    lines: tuple[Line, ...]
    words: list[str]
    """Those of each line, for who asks all of them."""
    firsts: list[str]
    """The character that each begins with: by it most lines are passed over."""
    signs: frozenset[str]
    """What the text holds of the literals of furniture and of advertisements, of what says that text is missing and of
    what is ``ASKED``."""

    bars: tuple[str, ...]
    """Those of ``EACH_BAR`` that the text prints: most print none, nearly all others one."""

    def says(self, what: str) -> bool:
        """Whether the text holds one of the words that are ``ASKED`` under this name."""
        return not self.signs.isdisjoint(ASKED[what])

    def above(self, place: int) -> Page:
        """What stands above that place of the text: the page to which attachments were joined."""
        return _page(self.text, [item for item in self.items if item.start < place], self.firsts, self.signs, self.bars)

    def muted(self, place: int) -> Page:
        """The page with every line from that place of the text on as furniture."""
        items = [
            replace(item, noise=True) if item.start >= place and isinstance(item, Line) else item for item in self.items
        ]
        return _page(self.text, items, self.firsts, self.signs, self.bars)

    def holding(self, words: str) -> list[int]:
        """The lines that hold what few lines do: one search of the text instead of one a line."""
        folded = self.text.folded
        found: list[int] = []
        at = folded.find(words)
        while at >= 0:
            index = bisect_right(self.lines, at, key=_start) - 1
            if index >= 0 and at < self.lines[index].end and found[-1:] != [index]:
                found.append(index)
            at = folded.find(words, at + 1)
        return found

    def joined(self, first: int, last: int) -> Value:
        """The Value of the lines first..last as one, with `clean` and `parts` where there are several."""
        spans = [(line.start, line.end) for line in self.lines[first : last + 1]]
        return self.broken(spans)

    def unbroken(self, value: Value) -> Value:
        """The value; where it runs over a line's end, with the joined reading."""
        if "\n" not in value.text:
            return value
        spans, at = [], value.start
        for piece in value.text.split("\n"):
            inner = self.text.value(at, at + len(piece))
            if inner.text:
                spans.append((inner.start, inner.end))
            at += len(piece) + 1
        return self.broken(spans)

    def broken(self, spans: list[tuple[int, int]]) -> Value:
        """The Value that stands in several spans: `clean` joins them, with no blank where print only broke the line."""
        return broken(self.text, spans)


def broken(text: Text, spans: Sequence[tuple[int, int]]) -> Value:
    """The same of a text."""
    start, end = spans[0][0], spans[-1][1]
    raw = text.raw
    if len(spans) == 1:
        return Value(text=raw[start:end], start=start, end=end)
    clean = "".join(raw[a:b] for a, b in spans)
    return Value(text=raw[start:end], start=start, end=end, clean=clean, parts=tuple(spans))


_Forms: TypeAlias = "tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]"
"""Forms of furniture, each after the literals of which every line of it holds one."""


class _Furniture(Record, frozen=True):
    words: frozenset[str]
    menus: frozenset[str]
    """Names of a site's parts that a cell or a heading may say as well."""
    listed: frozenset[str]
    """All words and menus: most lines are none of either."""
    longest: int
    """The length of the longest of them."""
    beginning: dict[str, _Forms]
    """By the first character of a line, the forms it may have; those of the lines that end a circular among them."""
    anywhere: _Forms
    """The forms that may begin with any."""
    literals: re.Pattern[str]
    """Finds what those forms need, and all else that a page's ``signs`` may be: one search of a text for all."""
    tail: re.Pattern[str]
    foot: tuple[re.Pattern[str], re.Pattern[str]]
    """What the last lines of a page say: surely of the site; of it where such a line stands with them."""


@cache
def _furniture() -> _Furniture:
    table = load_toml("furniture.toml")
    forms = [(entry.get("begins"), tuple(entry["needs"]), re.compile(entry["form"])) for entry in table["line"]]
    beginning: dict[str, _Forms] = dict.fromkeys(_TAIL_FIRST, ())
    for begins, needs, form in forms:
        for first in begins or "":
            beginning[first] = (*beginning.get(first, ()), (needs, form))
    anywhere = tuple((needs, form) for begins, needs, form in forms if begins is None)
    literals = [literal for needs, _ in anywhere for literal in needs] + table["truncated"]["needs"]
    literals += [*load_toml("damage.toml")["spam"], *chain.from_iterable(ASKED.values())]
    return _Furniture(
        words=frozenset(table["words"]),
        menus=frozenset(table["menus"]),
        listed=frozenset((*table["words"], *table["menus"])),
        longest=max(map(len, (*table["words"], *table["menus"]))),
        beginning=beginning,
        anywhere=anywhere,
        literals=finder(literals),
        tail=re.compile("|".join(f"(?:{form})" for form in table["tail"])),
        foot=(re.compile("|".join(table["foot"]["sure"])), re.compile("|".join(table["foot"]["beside"]))),
    )


def _has_form(words: str, forms: _Forms) -> bool:
    """Whether a line has one of these forms."""
    if len(words) > _FURNITURE_LONGEST:
        return False
    for needs, form in forms:
        for literal in needs:
            if literal in words:
                if form.fullmatch(words) is not None:
                    return True
                break
    return False


def _ends_circular(words: str) -> bool:
    return len(words) <= 100 and _furniture().tail.fullmatch(words) is not None


_RELATED = frozenset("相推关")
"""What 相关附件 and the like begin with: under the title or in the box they are links, and the body stands below."""


def _has_begun(items: list[Line | Table]) -> bool:
    """Whether a sentence or a table stands above."""
    return any(not isinstance(item, Line) or ("。" in item.words and not item.noise) for item in items)


def read_lines(document: Document) -> Page:
    """Fold the text once and mark the furniture.

    Where several pages are one document, what a later page repeats above its own first words (site, title, number) is
    furniture too.
    """
    text = Text.of(document.text)
    folded = text.folded
    items: list[Line | Table] = []
    firsts: list[str] = []
    own = {attachment.start for attachment in document.attachments}
    starts = [file.text_start for file in document.source.files[1:]]
    seen: set[str] = set()
    furniture = _furniture()
    known, names, listed = furniture.words, furniture.menus, furniture.listed
    longest, beginning, anywhere = furniture.longest, furniture.beginning, furniture.anywhere
    signs = [(sign.start(), sign[0]) for sign in furniture.literals.finditer(folded)]
    places = [at for at, _ in signs] + [len(folded) + 1]
    sign, sign_at = 0, places[0]
    tail = repeating = False
    spoken = False  # whether anything but columns and furniture stands above: 上一篇 above the title ends nothing
    menus: list[int] = []
    for block in document.blocks:
        start, end = block.start, block.end
        while starts and start >= starts[0]:
            _mark_foot(items)
            repeats = starts.pop(0) not in own
            seen.update(item.words for item in items if isinstance(item, Line))
            tail, repeating, spoken = False, repeats, False
        if not isinstance(block, Paragraph):
            tail, spoken = False, True
            items.append(block)
            continue
        stretch = folded[start:end]
        words = stretch.strip(" \n")
        if not words:
            continue  # only characters that fold to blanks
        if words is not stretch:
            start += len(stretch) - len(stretch.lstrip(" \n"))
        while sign_at < start:
            sign += 1
            sign_at = places[sign]
        noise = block.noise or tail
        first = words[0]
        forms = None if tail else beginning.get(first)
        if forms is not None:
            ends = first in _TAIL_FIRST and _ends_circular(words)
            tail = ends and spoken and (first not in _RELATED or _has_begun(items) or folded.find("。", end) < 0)
            noise = noise or ends or _has_form(words, forms)
        telling = len(words) <= longest and words in listed  # what a site prints: few lines are
        noise = noise or (telling and words in known) or (sign_at < end and _has_form(words, anywhere))
        if repeating:
            repeating = noise or words in seen
        if telling and words in names and not noise and not repeating:
            menus.append(len(items))
        if not spoken:
            spoken = len(words) > NAME_LONGEST and not noise
        firsts.append(first)
        items.append(Line(start, start + len(words), words, block.align, noise or repeating))
    if menus:
        _mark_menus(items, menus)
    _mark_foot(items)
    bars = tuple([bar for bar in EACH_BAR if bar in text.raw])
    return _page(text, items, firsts, frozenset([word for _, word in signs]), bars)


def _page(
    text: Text, items: list[Line | Table], firsts: list[str], signs: frozenset[str], bars: tuple[str, ...]
) -> Page:
    lines = [item for item in items if isinstance(item, Line)]
    kept = tuple(lines)
    words = [line.words for line in lines]
    return Page(text, tuple(items) if len(lines) < len(items) else kept, kept, words, firsts[: len(lines)], signs, bars)


def _start(line: Line) -> int:
    return line.start


def _mark_menus(items: list[Line | Table], menus: list[int]) -> None:
    """Mark the names of a site's parts (政务公开) at the page's edge or beside furniture, themselves included.

    One alone between other lines is a cell or a heading.
    """
    known = set(menus)

    def furnished(at: int) -> bool:
        if not 0 <= at < len(items):
            return True
        item = items[at]
        return at in known or (isinstance(item, Line) and item.noise)

    for at in [at for at in menus if furnished(at - 1) or furnished(at + 1)]:
        item = items[at]
        if isinstance(item, Line):
            items[at] = replace(item, noise=True)


def _is_menu(words: str) -> bool:
    """Whether a line is names of a site's parts and nothing else: 手机版 | 电脑版."""
    return all(piece in _furniture().listed for piece in _PARTS.split(words) if piece)


_PARTS = re.compile(r"[ |]+")
_MOST_FOOT = 40  # lines that the foot of a page may have


def _mark_foot(items: list[Line | Table]) -> None:
    """Mark the last lines of a page where they say who runs the site and one of them can say nothing else: 主办单位:…
    there assigns nothing.
    """
    sure, beside = _furniture().foot
    first, known = len(items), False
    for at in range(len(items) - 1, max(-1, len(items) - _MOST_FOOT), -1):
        item = items[at]
        if not isinstance(item, Line) or len(item.words) > _FURNITURE_LONGEST:
            break
        is_sure = sure.fullmatch(item.words) is not None
        if not (item.noise or is_sure or beside.fullmatch(item.words) or _is_menu(item.words)):
            break
        first, known = at, known or is_sure
    for at in range(first, len(items) if known else first):
        item = items[at]
        if isinstance(item, Line) and not item.noise:
            items[at] = replace(item, noise=True)
