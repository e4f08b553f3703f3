"""The rows of a table that the page marks, under its header: tasks, headings over them, and what assigns no work."""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.fields.text import Text, fold
from hongtou.model import Cell, Value
from hongtou.parse.columns import FIGURE, NUMBER_CELL, bare_name
from hongtou.parse.cut import within_sentence
from hongtou.parse.grid import Column, Row, place_of
from hongtou.parse.numbering import numbering
from hongtou.parse.region import GOES_ON
from hongtou.parse.split import is_aside
from hongtou.parse.squares import Square, counts_columns, distinct, numbers_page, span, value_of

_NUMERAL = frozenset("一二三四五六七八九十()、. ")
_CATEGORY_LONGEST = 30
_OF_TABLES = ("表", "清单", "台账", "一览")


class TaggedRows:
    """Reads the rows under a header; keeps the headings in force. What holds of all rows is worked out once."""

    def __init__(
        self,
        text: Text,
        columns: tuple[Column, ...],
        names: tuple[str, ...],
        above: tuple[Value, ...],
        sure: tuple[int, ...],
        last: Row | None,
    ) -> None:
        self.text = text
        self.columns = columns
        self.names = names
        self.spare = len(names) - max(2, sum(map(bool, names)) * 2 // 3)
        """How many names may differ in a row that prints them again."""
        self.figures = tuple(i for i, column in enumerate(columns) if column.role in ("other", "content", "remark"))
        self.rows: list[Row] = []
        self.aside: list[tuple[int, int]] = []
        self.headings = [(_rank(value), value) for value in above]
        self.rowless: list[tuple[int, int]] = []
        """Where those in force stand that no row stands under as yet."""
        self.sure = sure
        self.last = last
        """The last row of the table that goes on here."""
        self.titles: set[str] = set()
        """What stands over the names, without blanks."""

    def open(self, row: list[Square | None]) -> None:
        """A numbered heading printed over the names (一、…, then 序号, 任务) holds for the rows below them."""
        filled = [square for square in distinct(row) if square.own and square.words]
        if len(filled) != 1:
            return
        if numbering(filled[0].words) is not None:
            self.push(filled[0].cell)
        else:
            self.titles.add(filled[0].words.replace(" ", ""))

    def add(self, row: list[Square | None]) -> list[tuple[int, int]]:
        """Take one row; returns the spans in it that are no cell of a task."""
        filled = [square for square in distinct(row) if square.own and square.words]
        if not filled:
            return []
        if counts_columns(filled):
            return [span(square.cell) for square in filled]
        own = self.without_sums(filled, row) if len(filled) > 1 else filled
        first = own[0]
        if len(own) == 1 and (first.cell.colspan > 1 or len(row) > 2) and self.is_heading(first, row):
            if is_aside(first.words) or numbers_page(first.words) or self.titled_again(first.words):
                return self.leave(filled)
            self.push(first.cell)
            return self.leave(filled, own)
        if is_aside(first.words):
            return self.leave(filled)
        category = self.category(own, row)
        if category:
            self.push(category, _rank_of_numeral(own[0].words) if own[0].cell is not category else None)
            return self.leave(filled, own)
        if self.repeats(row):
            return [span(square.cell) for square in filled]
        self.rows.append(self.read(row))
        return []

    def titled_again(self, words: str) -> bool:
        """Whether a page prints the table's title again, says that it goes on (续表) or which heading does."""
        bare = words.replace(" ", "")
        if bare in self.titles:
            return True
        if "续" not in bare and "接" not in bare:
            return False
        whole = GOES_ON.sub("", bare)
        if whole == bare:
            return False
        known = [value.reading.replace(" ", "") for _, value in self.headings]
        return not whole or whole in self.titles or whole.endswith(_OF_TABLES) or fold(whole) in map(fold, known)

    def leave(self, filled: list[Square], but: Sequence[Square] = ()) -> list[tuple[int, int]]:
        """Note what assigns no work among a row's squares: all but those of a heading, whose places it returns."""
        kept = [span(square.cell) for square in but]
        self.aside += [place for square in filled if (place := span(square.cell)) not in kept]
        return kept

    def without_sums(self, own: list[Square], row: list[Square | None]) -> list[Square]:
        """The squares but those that hold a figure alone, under no name of number, task, units or limit: a heading's
        sums.
        """
        sums = [id(s.cell) for index in self.figures if (s := row[index]) and FIGURE.fullmatch(s.words)]
        return [square for square in own if id(square.cell) not in sums] or own if sums else own

    def repeats(self, row: list[Square | None]) -> bool:
        """Whether a row prints most of the names again."""
        spare = self.spare
        for square, name in zip(row, self.names, strict=True):
            words = square.words if square else ""
            may = name != "" and name[0] in words and (words[0] == name[0] or not words[0].isalpha())
            if not may or bare_name(words) != name:
                spare -= 1
                if spare < 0:
                    return False
        return True

    def is_heading(self, square: Square, row: list[Square | None]) -> bool:
        if square.cell.colspan * 2 > len(row):
            return True
        if square.cell.column > 1 or len(square.words) <= 3 or self.goes_on(square):
            return False
        mark = numbering(square.words)
        if mark is None or mark.rank <= 1 or square.words[-1] not in "。;":
            return mark is not None
        return square.cell.column == 0 and self.columns[0].role == "number"  # else 2.改造操场。 is an item

    def category(self, own: Sequence[Square], row: list[Square | None]) -> Cell | None:
        """The only text of a row (a Chinese numeral apart) where other rows say units or a limit: a heading that the
        table prints in its task column.
        """
        for index in self.sure:
            if (square := row[index]) and square.words and square.cell.column in self.sure:
                return None
        if not self.sure:
            return None
        number = row[0] if self.columns[0].role == "number" else None
        if number and not number.own:
            return None
        rest = [square for square in own if number is None or square.cell is not number.cell]
        if len(rest) != 1 or (number and not set(number.words) <= _NUMERAL):
            return None
        cell, words = rest[0].cell, rest[0].words
        plain = len(words) <= _CATEGORY_LONGEST and words[-1] not in "。;、," and not self.goes_on(rest[0])
        return cell if plain and self.columns[cell.column].role in ("task", "content", "category") else None

    def goes_on(self, square: Square) -> bool:
        """Whether the cell above ends in the middle of a sentence: a page break cut the row."""
        above = self.rows[-1].cells[square.cell.column] if self.rows else None
        return above is not None and within_sentence(fold(above.text), square.words)

    def push(self, cell: Cell, beside: int | None = None) -> None:
        """Let a heading hold from here on; ``beside`` is the rank of a numeral in a cell of its own."""
        value = self.text.value(cell.start, cell.end)
        rank = _rank(value) if beside is None or numbering(value.text) else beside
        while self.headings and self.headings[-1][0] >= rank:
            _, ended = self.headings.pop()
            if (ended.start, ended.end) in self.rowless:
                self.aside.append((ended.start, ended.end))
        self.headings.append((rank, value))
        self.rowless.append((value.start, value.end))

    def take_category(self, cells: list[Value | None], inherited: set[int]) -> None:
        """A blank first category is the row above's, overleaf too: print drew no line between them; and so are blank
        ones within it.
        """
        above = self.rows[-1] if self.rows else self.last
        if self.columns[0].role != "category" or cells[0] is not None or above is None:
            return
        if above.cells[0] and above.headings == tuple(value for _, value in self.headings):
            for index, column in enumerate(self.columns):
                if column.role != "category" or cells[index] is not None or above.cells[index] is None:
                    break
                cells[index] = above.cells[index]
                inherited.add(index)

    def read(self, row: list[Square | None]) -> Row:
        cells: list[Value | None] = [None] * len(row)
        inherited: set[int] = set()
        spanned: set[int] = set()
        seen: set[int] = set()
        for index, square in enumerate(row):
            if square is None or id(square.cell) in seen:
                continue
            place = index
            if square.cell.colspan > 1:
                seen.add(id(square.cell))
                stop = min(len(row), index + square.cell.colspan)
                numbered = NUMBER_CELL.fullmatch(square.words) is not None or numbering(square.words) is not None
                place = place_of(self.columns, index, stop, numbered)
                column = self.columns[place]
                prose = column.role in ("task", "content")
                spanned.update([i for i in range(index, stop) if prose or self.columns[i] == column])
                spanned.discard(place)
            cells[place] = value_of(self.text, square)
            if not square.own:
                inherited.add(place)
        self.rowless = []
        if 0 not in spanned:
            self.take_category(cells, inherited)
        headings = tuple([value for _, value in self.headings])
        return Row(tuple(cells), headings, frozenset(inherited), spanned=frozenset(spanned))


def _rank_of_numeral(words: str) -> int:
    """The rank of a Chinese numeral that stands alone: 一 above (一)."""
    return 2 if words[0] == "(" else 1


def _rank(value: Value) -> int:
    mark = numbering(value.text)
    return mark.rank if mark else 1
