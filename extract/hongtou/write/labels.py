"""What every table, column and word means, in Chinese and English: the reader of ``data/codebook*.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from hongtou.data import load_toml
from hongtou.write.schema import Column


class Label(NamedTuple):
    """A short Chinese title, and the meaning in Chinese and in English."""

    title: str
    zh: str
    en: str


@cache
def _book() -> dict[str, Any]:
    return {**load_toml("codebook.toml"), **load_toml("codebook_words.toml")}


def table_label(name: str) -> Label:
    """What a table holds.

    >>> table_label("tasks").title
    '工作任务'
    """
    return Label(*_book()["tables"][name])


@cache
def column_label(table: str, column: Column) -> Label:
    """What a column of a table means: by its own entry, else by its field's, else as one end of a value's span.

    Raises KeyError for a column without a line in the codebook: a test looks that there is none.
    """
    columns = _book()["columns"]
    for key in (f"{table}.{column.name}", column.name):
        if key in columns:
            return Label(*columns[key])
    stem, _, end = column.name.rpartition("_")
    if end in ("start", "end") and column.leaf == end:
        title = column_label(table, column._replace(name=stem, leaf="text")).title
        return Label(f"{title}{_ENDS[end][0]}", *(words.format(stem, title) for words in _ENDS[end][1:]))
    return Label(*columns[column.leaf])


_ENDS = {
    "start": ("起点", "“{1}”在全文中的起点,按字符(码点)计,从 0 起", "Where `{0}` starts in the circular's text."),
    "end": ("终点", "“{1}”在全文中的终点,不含该字符", "Where `{0}` ends in the circular's text, exclusive."),
}


@cache
def word_label(vocabulary: str, word: str) -> Label:
    """What a word of a closed vocabulary means."""
    zh, en = _book()["words"][vocabulary][word]
    return Label(zh.partition(":")[0], zh, en)


def overview_label(name: str) -> Label:
    """What a column of the overview means."""
    return Label(*_book()["overview"][name])


def view_label(name: str) -> Label:
    """What a view of dataset.sqlite shows."""
    return Label(*_book()["views"][name])


def note(name: str) -> list[str]:
    """A paragraph of the codebook, in Chinese and in English."""
    words: list[str] = _book()["notes"][name]
    return words
