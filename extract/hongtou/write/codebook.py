"""``codebook.md``: every file, table, column and word of the dataset, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from hongtou.model import vocabulary
from hongtou.write.labels import column_label, note, overview_label, table_label, view_label, word_label
from hongtou.write.overview import COLUMNS
from hongtou.write.schema import Column, PartyKind, Table, tables
from hongtou.write.views import VIEWS

_KINDS = {
    "string": "文字 text",
    "integer": "整数 integer",
    "offset": "整数 integer",
    "number": "数 number",
    "boolean": "true/false",
    "date": "日期 date",
}


def codebook() -> str:
    """The whole codebook, as Markdown. The same for every dataset of a version."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f"# {' · '.join(note('title'))}"
    yield from _paragraphs("package", "forms", "values", "empty")
    yield from _files()
    for table in tables().values():
        yield from _table(table)
    yield from _overview()
    yield from _views()
    yield from _vocabularies()


def _paragraphs(*names: str) -> Iterator[str]:
    for name in names:
        for words in note(name):
            yield ""
            yield words


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _files() -> Iterator[str]:
    names = {
        "circulars.jsonl": "circulars_jsonl",
        **{f"{name}.csv, {name}.parquet": name for name in tables()},
        "dataset.sqlite": "dataset_sqlite",
        "overview.csv": "overview",
        "overview.xlsx": "overview_xlsx",
        "codebook.md": "codebook",
    }
    yield ""
    yield "## 文件 · Files"
    labels = {path: table_label(name) for path, name in names.items()}
    yield from _grid(
        ("文件 file", "中文名", "释义", "meaning"),
        ((f"`{path}`", label.title, label.zh, label.en) for path, label in labels.items()),
    )


def _table(table: Table) -> Iterator[str]:
    label = table_label(table.name)
    yield ""
    yield f"## `{table.name}` {label.title}"
    yield ""
    yield f"{label.zh}。{label.en}"
    yield ""
    yield f"主键 primary key: `{', '.join(table.key)}`。"
    for own, other, theirs in table.foreign_keys:
        yield f"外键 foreign key: `{', '.join(own)}` → `{other} ({', '.join(theirs)})`。"
    yield from _grid(
        ("列 column", "中文名", "类型 type", "可空 null", "释义", "meaning"),
        (_column(table, column) for column in table.columns),
    )


def _column(table: Table, column: Column) -> tuple[str, ...]:
    label = column_label(table.name, column)
    kind = f"[{column.vocabulary}](#{column.vocabulary.lower()})" if column.words else _KINDS[column.kind]
    return (f"`{column.name}`", label.title, kind, "是 yes" if column.nullable else "", label.zh, label.en)


def _overview() -> Iterator[str]:
    yield ""
    yield "## `overview.csv`, `overview.xlsx`"
    yield from _paragraphs("overview", "formulas", "cite", "composed")
    labels = [(name, overview_label(name)) for name in COLUMNS]
    yield from _grid(
        ("列 column", "字段 key", "释义", "meaning"),
        ((label.title, f"`{name}`", label.zh, label.en) for name, label in labels),
    )


def _views() -> Iterator[str]:
    yield ""
    yield "## `dataset.sqlite`: 视图 views"
    labels = [(name, view_label(name)) for name in VIEWS]
    yield from _grid(
        ("视图 view", "中文名", "释义", "meaning"),
        ((f"`{name}`", label.title, label.zh, label.en) for name, label in labels),
    )


def vocabularies() -> dict[str, tuple[str, ...]]:
    """The closed vocabularies that the tables use, by name, in the order the tables meet them."""
    known = {**vars(vocabulary), "PartyKind": PartyKind}
    used = (column.vocabulary for table in tables().values() for column in table.columns if column.vocabulary)
    return {name: get_args(known[name]) for name in dict.fromkeys(used)}


def _vocabularies() -> Iterator[str]:
    yield ""
    yield "## 封闭词表 · Closed vocabularies"
    for name, words in vocabularies().items():
        yield ""
        yield f"### {name}"
        labels = [(word, word_label(name, word)) for word in words]
        yield from _grid(("词 word", "释义", "meaning"), ((f"`{word}`", label.zh, label.en) for word, label in labels))
