"""What the columns of a table of documents say that a text lacks: it stands above it, as a page's metadata box does.

Data sets of circulars keep title, number and day in columns of their own and the body alone in the column of texts.
The file's ``text_start`` says where that column's text begins.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from hongtou.data import any_of, load_toml
from hongtou.fields.dates import boxed_dates, find_dates
from hongtou.fields.numbers import find_numbers
from hongtou.fields.text import Text, fold
from hongtou.model import Document, Paragraph
from hongtou.parse.title_words import ends_title
from hongtou.run.cells import LONGEST, said_of
from hongtou.run.pages import shifted

_HEAD, _SHORTEST = 12, 8
_SERIAL = re.compile(r"(?:19|20)\d\d年第\d{1,4}号")
_BOX = 2000  # characters within which a text's own box stands


def with_head(document: Document, columns: Mapping[str, str]) -> Document:
    """The document under what its columns say and its text does not: a line each, the label before it. One without a
    text stays empty.
    """
    said = said_of(columns)
    if said.keys() <= {"url"} or not document.text.strip():
        return document
    bare = _bare(document.text)
    if _prints_title(document, said.get("title", "")):
        del said["title"]
    table = load_toml("documents.toml")
    lines = [
        f"{table[field]['label']}:{said[field]}"
        for field in table
        if field in said and table[field]["label"] and _lacks(bare, field, said[field])
    ]
    return _under(document, lines) if lines else document


def _prints_title(document: Document, cell: str) -> bool:
    """Whether a cell is no title, or the text's head has its own: all of the cell, or a line that is the cell's end or
    its beginning with 关于, where print breaks the title. Who signs and what is annexed are parts of a title too.
    """
    title = _bare(cell)
    if not (ends_title(title) or "关于" in title):
        return cell != ""
    lines = (document.text[block.start : block.end] for block in document.blocks[:_HEAD])
    heads = [_bare(line) for line in lines if len(line) <= LONGEST]
    return title in "".join(heads) or any(
        len(head) >= _SHORTEST and (title.endswith(head) or ("关于" in head and title.startswith(head)))
        for head in heads
    )


def _lacks(bare: str, field: str, cell: str) -> bool:
    """Whether a text, without its blanks, does not say what a cell says; a cell that cannot be read says nothing."""
    if field == "document_number":
        numbers = find_numbers(cell)
        if not numbers and _SERIAL.fullmatch(_bare(cell)):
            return _bare(cell) not in bare  # of an announcement: 2016年第87号
        there = {number.normalized for number in find_numbers(bare[:_BOX])}
        return len(numbers) == 1 and numbers[0].normalized not in there
    if field in ("date_issued", "date_published"):
        days = [found.date for found in boxed_dates(Text.of(cell)) if found.date]
        if not days or _dated(field).search(bare, 0, _BOX):
            return False
        day = days[0]
        return field == "date_published" or not _prints(bare, day)
    return _bare(cell) not in bare


def _prints(bare: str, day: dt.date) -> bool:
    """Whether a text prints a day as print does, in figures of any kind: 2004年8月11日, 二〇〇四年八月十一日."""
    return f"{day.year}年{day.month}月{day.day}日" in bare or any(
        found.date == day and "年" in found.text for found in find_dates(bare)
    )


def _bare(words: str) -> str:
    return "".join(fold(words).split())


@cache
def _dated(field: str) -> re.Pattern[str]:
    """A label of this field with a year behind it: 公开日期:2020-01-02."""
    labels = load_toml("metadata.toml")[field]
    return re.compile(rf"(?:{any_of(labels)})[:\]】|]{{0,2}}\d{{4}}")


def _under(document: Document, lines: list[str]) -> Document:
    head = "\n".join(lines) + "\n"
    blocks, at = [], 0
    for line in lines:
        blocks.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    whole = head + document.text
    findings = tuple(
        replace(note, start=note.start + at, end=note.end + at)
        if note.start is not None and note.end is not None
        else note
        for note in document.findings
    )
    digest = hashlib.sha256(f"{head}{document.source.sha256}".encode()).hexdigest()
    files = tuple(replace(file, sha256=digest, text_start=at, text_end=len(whole)) for file in document.source.files)
    return replace(
        document,
        text=whole,
        blocks=(*blocks, *(shifted(block, at) for block in document.blocks)),
        source=replace(document.source, sha256=digest, files=files),
        findings=findings,
    )
