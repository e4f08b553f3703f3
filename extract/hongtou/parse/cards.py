"""Flattened tables of one task a card: a name and its cell in turn, on lines of their own or on one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.parse.cells import EDGE, trimmed
from hongtou.parse.columns import all_names, bare_name, is_name, is_sure, name_of, role_of_name, role_signs
from hongtou.parse.grid import UNIT_ROLES, Column, Grid, Row
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import Mark, is_heading, numbering, rank_of
from hongtou.parse.settle import settle

_LONGEST_NAME = 12
_MOST_LINES = 12  # lines that one cell may have
_LONGEST_HEADING = 40
_FEWEST = 3  # names that a card has
_FIRST = ("number", "category", "task")  # what a card begins with
_NEVER_ITEMS = (*UNIT_ROLES, "person", "deadline")  # cells that no numbered line goes on, unless all of it is numbered
_EDGE = "|│┃∣丨"
_NAME = re.compile(rf"([^ :,。;{_EDGE}]{{2,{_LONGEST_NAME}}})[ {_EDGE}]+(?=[^ {_EDGE}])")
_INNER_NAME = re.compile(rf"([ {_EDGE}]+)(?=([^ :,。;{_EDGE}]{{2,{_LONGEST_NAME}}})[ {_EDGE}])")
_COLON = re.compile(rf"([^ :,。;{_EDGE}]{{2,{_LONGEST_NAME}}}): *(?=[^ ])")
_CUT = re.compile(rf"[ :{_EDGE}]")
"""A line longer than two names holds one of these where it begins with a name, or with a cell's border."""


@cache
def _opening() -> frozenset[str]:
    """The characters that a line with a name begins with: most lines do not."""
    return frozenset(_EDGE) | {name[0] for name in all_names() if is_sure(name)}


@cache
def _pairs() -> frozenset[str]:
    """The two characters that such a line begins with, unless a blank or a mark parts them."""
    return frozenset(name[:2] for name in all_names() if is_sure(name))


@cache
def _closing() -> frozenset[str]:
    """The characters that names end in: most lines do not."""
    return frozenset(name[-1] for name in all_names() if is_sure(name))


class _Entry(Record, frozen=True):
    """A name, the lines of its cell, the first and last line of both, and the headings of the next card among these."""

    name: Value
    cell: tuple[tuple[int, int], ...]
    first: int
    last: int
    headings: tuple[Value, ...]


def read_cards(page: Page, start: int) -> list[tuple[Grid, int, int]]:
    """Every run of cards from line ``start`` on with its first and last line."""
    found: list[tuple[Grid, int, int]] = []
    for run in _runs(_entries(page, start)):
        roles = [role_of_name(name_of(entry.name.reading)) for entry in run]
        if (
            len(set(roles)) >= _FEWEST
            and not all(map(_is_gloss(page), run))
            and (not any(map(_in_prose(page), run)) or _are_matters(run, roles))
        ):
            found.append((_grid(page, run), run[0].first, run[-1].last))
    return found


def _in_prose(page: Page) -> Callable[[_Entry], bool]:
    """Whether an entry is printed as running text prints it: 完成时限:6月底."""
    return lambda entry: page.text.folded[entry.name.end : entry.name.end + 1] == ":"


def _is_gloss(page: Page) -> Callable[[_Entry], bool]:
    """Whether an entry's cell is a bracket, which says more of the name: 完成时间 / (季度)."""
    folded = page.text.folded
    return lambda entry: folded[entry.cell[0][0]] == "(" and folded[entry.cell[-1][1] - 1] == ")"


def _are_matters(run: Sequence[_Entry], roles: Sequence[str | None]) -> bool:
    """Whether labelled lines are cards: each of several opens with the name of its matter, or who does it, under the
    same label, names its matter once, and says who or until when. 整改措施:… under a heading is running text.
    """
    opening = name_of(run[0].name.reading)
    count = sum(name_of(entry.name.reading) == opening for entry in run)
    if roles[0] != "task":  # what stands under the last label of a card may be the next one's running text
        own = all(len(entry.cell) == 1 for entry, role in zip(run, roles, strict=True) if role in _NEVER_ITEMS)
        if roles[0] not in _NEVER_ITEMS or not own:
            return False
    return count > 1 and not {*UNIT_ROLES, "deadline"}.isdisjoint(roles) and count == roles.count("task")


def _entries(page: Page, start: int) -> list[_Entry]:
    names: list[tuple[int, Value, Line | None]] = []
    opening, pairs, closing, known = _opening(), _pairs(), _closing(), role_signs().names
    for index in range(start, len(page.words)):
        first = page.firsts[index]
        if first not in opening:
            continue
        words = page.words[index]
        if first in _EDGE and words.lstrip(EDGE)[:1] not in opening:
            continue  # a row whose first cell is a number
        if words.isalnum():
            if words not in known:
                continue
        elif words[1:2].isalnum() and words[:2] not in pairs and first not in _EDGE:
            continue  # most sentences and lists of units
        elif _is_no_name(words, closing) and _CUT.search(words, 0, _LONGEST_NAME + 1) is None:
            continue
        line = page.lines[index]
        if not line.noise:
            names += [(index, *named) for named in _named(page, line)]
    found: list[_Entry] = []
    if _with_cells(names) < _FEWEST:
        return found  # as the names in a table's header
    over: int | None = None
    opening_name = name_of(names[0][1].reading) if names else ""
    for place, (index, name, rest) in enumerate(names):
        opens = _opens(name) if _opens(names[0][1]) else name_of(name.reading) == opening_name
        if opens and not (place and _opens(names[place - 1][1])):
            over = _rank_over(page, index)
        after = names[place + 1][0] if place + 1 < len(names) else index + 2
        last = min(after, index + 1 + _MOST_LINES) if after - index <= _MOST_LINES else index + 2
        lines = [trimmed(line) for line in page.lines[index + 1 : last] if not line.noise and line.words.strip(_EDGE)]
        if rest is not None:
            lines = [rest] if place + 1 == len(names) or after != last else [rest, *lines]
        if rest is None and lines and is_name(name_of(name.reading) + lines[0].bare):
            lines = []  # 责任, 单位: a name over two lines
        end = max(index, last - 1 if rest is None else index + len(lines) - 1)
        following = names[place + 1][1] if place + 1 < len(names) else None
        again = following is not None and name_of(following.reading) == opening_name
        own = lines if following is None else _without_headings(lines, name, following, over, again=again)
        cell = tuple((line.start, line.end) for line in own)
        headings = tuple([page.text.value(line.start, line.end) for line in lines[len(own) :]])
        found.append(_Entry(name, cell, index, end, headings))
    return found


def _with_cells(names: Sequence[tuple[int, Value, Line | None]]) -> int:
    """How many of the names may have a cell: behind them in their line, or below them before the next."""
    below = 0
    for place, (index, _, rest) in enumerate(names, 1):
        below += rest is not None or place == len(names) or names[place][0] > index + 1
    return below


def _opens(name: Value) -> bool:
    """Whether a card may begin with this name."""
    return role_of_name(name_of(name.reading)) in _FIRST


def _rank_over(page: Page, index: int) -> int | None:
    """The rank of the numbered line right above a card (1、冷库), None where none is."""
    words = page.words[index - 1] if index else ""
    mark = unlabelled(words)
    return mark.rank if mark and is_short(words) else None


def unlabelled(words: str) -> Mark | None:
    """The numbering of a folded line that may stand over a card: 2、冷库:新建, not 2、责任单位:县商务局."""
    mark = numbering(words)
    label = _COLON.match(words, mark.length) if mark else None
    return None if label and _known(label[1]) else mark


def is_short(words: str) -> bool:
    """Whether a folded line may be a heading by its length and stops."""
    return len(words) <= _LONGEST_HEADING and "。" not in words and words[-1] != ";"


def _without_headings(lines: list[Line], name: Value, following: Value, over: int | None, *, again: bool) -> list[Line]:
    """The lines of a cell that ends a card, without the headings of the next (二、其他; 2、冷库).

    ``again`` is whether the name that follows is the one that the first card opens with, ``over`` the rank of the
    heading over this card: a last line of the same rank is the next one's, whatever the cell says. Else only a cell of
    units, people or a limit that holds no numbered list is known to go on with none.
    """
    last, never = role_of_name(name_of(name.reading)), False
    if last in _NEVER_ITEMS:
        never = _opens(following) or role_of_name(name_of(following.reading)) == "content"
    if len(lines) < 2 or not (never or again or _opens(following)):
        return lines
    count, words = len(lines), lines[-1].words
    mark = unlabelled(words)
    if mark:
        listed = any(one.rank == mark.rank for line in lines[:-1] if (one := numbering(line.words)))
        count -= (never and not listed) or (mark.rank == over and is_short(words))
    if count == len(lines) and not never:
        return lines
    while count > 1 and is_heading(lines[count - 1].words):
        count -= 1
    return lines[:count]


def _is_no_name(words: str, closing: frozenset[str]) -> bool:
    """Whether a line as a whole can be no name, by its length or its last character."""
    return len(words) > 2 * _LONGEST_NAME or (words[-1] not in closing and words[-1].isalnum())


def _named(page: Page, line: Line) -> Sequence[tuple[Value, Line | None]]:
    """The names that a line prints with their cells in turn; the last may have its cell on the lines below."""
    first = _name(page, line)
    if first is None or first[1] is None:
        return [first] if first else ()
    found = [first]
    while (cell := found[-1][1]) is not None:
        for match in _INNER_NAME.finditer(cell.words, 1):
            at = match.end(1)
            more = (
                _name(page, replace(cell, start=cell.start + at, words=cell.words[at:])) if _known(match[2]) else None
            )
            if more is not None and more[1] is not None:
                words = cell.words[: match.start()]
                found[-1:] = [(found[-1][0], replace(cell, end=cell.start + len(words), words=words)), more]
                break
        else:
            break
    cells = [cell for _, cell in found if cell is not None]
    return [first] if any(_known(cell.words) for cell in cells) else found  # names alone: the header of a table


def _name(page: Page, line: Line) -> tuple[Value, Line | None] | None:
    """The name that a line is or begins with, and what of the line is its cell."""
    inner = trimmed(line)
    if not inner.words:
        return None
    if len(inner.words) <= _LONGEST_NAME * 2 and _known(inner.words):
        return page.text.value(inner.start, inner.end), None
    match = _NAME.match(inner.words) or (_COLON.match(inner.words) if ":" in inner.words else None)
    if match is None or not _known(match[1]):
        return None
    rest = replace(inner, start=inner.start + match.end(), words=inner.words[match.end() :])
    return page.text.value(inner.start, inner.start + match.end(1)), rest


def _known(words: str) -> bool:
    bare = bare_name(words)
    return is_name(bare) and is_sure(bare)


def _runs(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Entries that follow one another, each with a cell."""
    runs: list[list[_Entry]] = []
    for entry in entries:
        if not entry.cell:
            runs.append([])
        elif runs and runs[-1] and entry.first - runs[-1][-1].last in (0, 1):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _grid(page: Page, run: Sequence[_Entry]) -> Grid:
    columns: dict[str, Value] = {}
    cards: list[dict[str, Value]] = []
    headings: list[tuple[Value, ...]] = []
    over: tuple[Value, ...] = ()
    before = over
    in_prose = _in_prose(page)
    extra: list[tuple[int, int]] = []
    for entry in run:
        bare = name_of(entry.name.reading)
        if bare in columns:
            extra.append((entry.name.start, entry.name.end))
        if in_prose(entry):
            extra.append((entry.name.end, entry.name.end + 1))  # the colon
        columns.setdefault(bare, entry.name)
        if not cards or bare in cards[-1] or over is not before:
            cards.append({})
            headings.append(over)
            before = over
        cards[-1][bare] = page.broken(list(entry.cell))
        for heading in entry.headings:
            over = (*[one for one in over if (rank_of(one) or 0) < (rank_of(heading) or 0)], heading)
    rows = tuple(
        Row(tuple(card.get(bare) for bare in columns), above) for card, above in zip(cards, headings, strict=True)
    )
    named = [Column(name, role_of_name(bare) or "other") for bare, name in columns.items()]
    roles = settle(named, lambda index: [value.reading for row in rows if (value := row.cells[index])])
    return Grid(run[0].name.start, run[-1].cell[-1][1], roles, rows, tuple(extra), loose=True)
