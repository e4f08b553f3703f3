"""Tables that name a unit over each column and mark what it does: 县水利局 | 县财政局 over ★ | √, and a legend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from hongtou.data import load_toml
from hongtou.fields.text import Text, fold
from hongtou.fields.units import looks_like_units, role_of_label
from hongtou.model import Value
from hongtou.parse.grid import Column, Grid, Row

_MARKS = "★☆●〇◎▲△■□◆◇√✓✔※"  # ○ as folded
_LONGEST = 2
_FEWEST = 2  # columns of units
_LEGEND = re.compile(
    rf"([{_MARKS}])[\"”」]?(?:表示|代表|为|是|指|:|-)?[\"“「]?([\u4e00-\u9fff]{{2,8}})(?![\u4e00-\u9fff:])"
)
"""★为牵头单位; ●牵头单位:县水利局 is an item of a list."""


class Marks:
    """Which columns of a table name a unit, and what the marks under them say."""

    def __init__(self, text: Text, grid: Grid) -> None:
        self.columns = marked_columns(grid.columns, grid.rows)
        self.roles: dict[str, str] = {}
        if self.columns and any(mark in text.folded for mark in _MARKS):
            for mark, words in _LEGEND.findall(text.folded.replace(" ", "")):
                if (role := _role(words)) is not None:
                    self.roles.setdefault(mark, role)

    def units(self, row: Row) -> list[tuple[str, Value]]:
        """The names of the units that a row marks, each with its role; a mark that no legend explains says none."""
        found: list[tuple[str, Value]] = []
        for index, name in self.columns.items():
            if (value := row.cells[index]) is not None:
                words = fold(value.reading).strip()
                role = self.roles.get(words) or _role(words)
                found += [(role, name)] if role else []
        return found


def marked_columns(columns: Iterable[Column], rows: Iterable[Row]) -> dict[int, Value]:
    """The columns under the name of a unit that hold marks alone, two or more."""
    named = {
        index: column.header
        for index, column in enumerate(columns)
        if column.role == "other" and column.header and looks_like_units(fold(column.header.reading))
    }
    if len(named) < _FEWEST:
        return {}
    cells = [value for row in rows for index in named if (value := row.cells[index])]
    marks = all(len(value.text) <= _LONGEST and _says(fold(value.text)) for value in cells)
    return named if cells and marks else {}


def _says(words: str) -> bool:
    return words in _MARKS or _role(words) is not None


def _role(words: str) -> str | None:
    """The role of unit that words are: 牵头, 配合单位; none for 牵头抓总, 已落实责任."""
    alone, nouns = _vocabulary()
    return alone.get(words) or (role_of_label(words) if words.endswith(nouns) else None)


@cache
def _vocabulary() -> tuple[dict[str, str], tuple[str, ...]]:
    roles = load_toml("roles.toml")
    alone = {word: role for role, words in roles["marked"].items() for word in words}
    return alone, tuple(roles["labels_composed"]["nouns"])
