"""Rows pasted from a sheet into a plain text: a cell of several lines stands in quotes between the tabs."""

from __future__ import annotations

import re

_CELL = re.compile(r'(?:(?<=\t)|^)"((?:[^"\t\n]|""){0,400}\n(?:[^"\t]|""){0,2000})"(?=\t|$)', re.MULTILINE)


def with_whole_cells(text: str) -> str:
    """The text with each such cell in its row's line, without the quotes.

    >>> with_whole_cells('1\\t"修渠\\n护堤"\\t县水利局')
    '1\\t修渠 护堤\\t县水利局'
    """
    if "\t" not in text or '"' not in text:
        return text  # as nearly all texts
    return _CELL.sub(lambda cell: _in_one_line(cell, text), text)


def _in_one_line(cell: re.Match[str], text: str) -> str:
    beside = text[cell.start() - 1 : cell.start()] == "\t" or text[cell.end() : cell.end() + 1] == "\t"
    return " ".join(cell[1].replace('""', '"').split("\n")) if beside else cell[0]
