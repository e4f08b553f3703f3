"""Printed pages → text and blocks: tables, paragraphs in reading order, what pages repeat at their edges as noise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hongtou.model.vocabulary import Check, Severity
from hongtou.read import flow, stitch
from hongtou.read.columns import FULL, reading_order
from hongtou.read.glyphs import Line, Sheet, lines
from hongtou.read.lattice import Fragment, ruled
from hongtou.read.limits import Account
from hongtou.read.margins import furniture, says_continued
from hongtou.read.rendered import Rendered
from hongtou.read.unruled import unruled
from hongtou.read.watermark import without_watermark
from hongtou.read.writer import Writer


class _Set(NamedTuple):
    """A line in the column it is set in: the page's shape and which of its columns."""

    line: Line
    column: tuple[int, int, int]


class _Leaf(NamedTuple):
    """A page: its items in reading order, the lines at its edges that are noise, what is doubtful."""

    items: list[_Set | Fragment]
    noise: list[Line]
    doubts: Sequence[tuple[Check, str]]


def render(sheets: Iterable[Sheet], account: Account | None = None) -> Rendered:
    """Read pages, in order, as one document.

    >>> from hongtou.read.glyphs import Glyph
    >>> page = Sheet(200, 300, [Glyph(c, 50 + 10 * i, 60 + 10 * i, 60, 10) for i, c in enumerate("通知")])
    >>> render([page]).text
    '通知\\n'
    """
    leaves = _leaves([without_watermark(sheet) for sheet in sheets])
    writer = Writer((account or Account()).limits)
    composer = _Composer(_measures(leaves), writer)
    with writer.up_to_a_limit():
        for number, leaf in enumerate(leaves, 1):
            composer.page(number, leaf)
        composer.flush()
    return Rendered(writer.text, tuple(writer.blocks), tuple(writer.findings))


def _leaves(sheets: list[Sheet]) -> list[_Leaf]:
    parted = [ruled(sheet) for sheet in sheets]
    printed = [lines(rest) for _, rest in parted]
    sizes = Counter(round(glyph.size * 2) / 2 for sheet in sheets for glyph in sheet.glyphs[::5])
    usual = sizes.most_common(1)[0][0] if sizes else 12.0
    noise = furniture(printed, [sheet.height for sheet in sheets], usual)
    leaves: list[_Leaf] = []
    known: Fragment | None = None
    for sheet, (fragments, _), found in zip(sheets, parted, printed, strict=True):
        body = [line for line in found if id(line) not in noise]
        items = _items(sheet, fragments, body, known)
        last = items[-1] if items else None
        known = last if isinstance(last, Fragment) else None
        leaves.append(_Leaf(items, [line for line in found if id(line) in noise], sheet.doubts))
    return leaves


def _items(sheet: Sheet, fragments: list[Fragment], found: list[Line], known: Fragment | None) -> list[_Set | Fragment]:
    """The page's items: between its ruled tables, columns of text and unruled tables."""
    items: list[_Set | Fragment] = []
    bounds = [*(fragment.top for fragment in fragments), sheet.height * 2]
    start = 0
    for index, bound in enumerate(bounds):
        end = start
        while end < len(found) and found[end].middle < bound:
            end += 1
        items += _stretch(found[start:end], sheet, None if items else known)
        items += fragments[index : index + 1]
        start = end
    return items


def _stretch(found: list[Line], sheet: Sheet, known: Fragment | None) -> list[_Set | Fragment]:
    items: list[_Set | Fragment] = []
    shape = (round(sheet.width), round(sheet.height))
    for strip in reading_order(found, sheet.width):
        tables, rest = unruled(strip.lines, sheet.rules, known) if not strip.column else ([], strip.lines)
        placed: list[tuple[float, _Set | Fragment]] = [(table.top, table) for table in tables]
        placed += [(line.top, _Set(line, (*shape, strip.column))) for line in rest]
        items += [item for _, item in sorted(placed, key=lambda pair: pair[0])]
        known = None
    return items


def _measures(leaves: Sequence[_Leaf]) -> dict[tuple[int, int, int], flow.Measure]:
    """The measure of each kind of page and column, told from all its lines."""
    groups: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    sizes: Counter[float] = Counter()
    for leaf in leaves:
        for item in leaf.items:
            if isinstance(item, _Set):
                groups[item.column].append(item.line)
                sizes[round(item.line.size * 2) / 2] += len(item.line.glyphs)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    return {column: flow.measure(group, column[0], size, alone=column[2] == FULL) for column, group in groups.items()}


class _Composer:
    """Puts items together to paragraphs and tables, over the ends of pages."""

    def __init__(self, measures: dict[tuple[int, int, int], flow.Measure], writer: Writer) -> None:
        self.measures, self.writer = measures, writer
        self.lines: list[tuple[Line, flow.Measure]] = []
        self.table: Fragment | None = None
        self.noise: list[Line] = []

    def page(self, number: int, leaf: _Leaf) -> None:
        """Add a page's items."""
        items = list(leaf.items)
        if self.table is not None:
            self.carry_on(items)
        for item in items:
            if isinstance(item, _Set):
                self.flush_table()
                self.lines.append((item.line, self.measures[item.column]))
            else:
                self.flush()
                self.table = item
        self.noise += leaf.noise
        for check, message in leaf.doubts:
            severity: Severity = "error" if check == "limit_hit" else "warning"
            self.writer.say(check, f"page {number}: {message}", severity=severity)

    def carry_on(self, items: list[_Set | Fragment]) -> None:
        """Let the table of the page before take what goes on of it at the top of this one."""
        over = 0
        while over < len(items) and isinstance(one := items[over], _Set) and says_continued(one.line):
            over += 1
        if over == len(items) or self.table is None:
            return
        first = items[over]
        if isinstance(first, Fragment) and (whole := stitch.follows(self.table, first)):
            self.noise += [item.line for item in items[:over] if isinstance(item, _Set)]
            self.table = whole
            del items[: over + 1]

    def flush(self) -> None:
        """Write what is waiting; noise never parts a paragraph or a table."""
        for passage in flow.passages(self.lines):
            self.writer.paragraph(passage.text, passage.align)
        self.lines = []
        self.flush_table()
        for line in self.noise:
            self.writer.paragraph(line.text, noise=True)
        self.noise = []

    def flush_table(self) -> None:
        """Write the table that no further page goes on with."""
        if self.table is not None:
            self.writer.table(stitch.rows(self.table))
            self.table = None
