"""The words of a page through hongtou and through trafilatura: what is kept of what the page says, and the time.

The pages are the composed ones of 66 KB (``pages``). Asked are the paragraphs of the body and the cells of the table,
each of which the reader keeps or loses (blanks aside), and the links of the navigation, which it should not take for
text. hongtou's text is that of all blocks but noise; it is timed to the whole circular as well.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import lxml.html

from .pages import pages


class Kept(NamedTuple):
    """Shares of paragraphs, cells and links that a reader gives as text; median milliseconds a page."""

    paragraphs: float
    cells: float
    links: float
    milliseconds: float


def hongtou_text(page: bytes) -> str:
    """The text of a page's circular without its noise."""
    import hongtou

    made = hongtou.extract(page, path="page.html")
    return "\n".join(made.text[block.start : block.end] for block in made.blocks if block.kind != "noise")


def trafilatura_text(page: bytes) -> str:
    """trafilatura.extract, tables included, asked to lose nothing rather than to be sure."""
    import trafilatura

    return trafilatura.extract(page.decode(), include_tables=True, favor_recall=True) or ""


READERS: dict[str, Callable[[bytes], str]] = {"hongtou": hongtou_text, "trafilatura": trafilatura_text}


def measure(reader: Callable[[bytes], str], count: int = 60) -> Kept:
    """Every page once; raises ImportError where the reader is not installed."""
    told: dict[str, list[bool]] = {"paragraphs": [], "cells": [], "links": []}
    times = []
    reader(next(pages(1, seed=77))[1])  # vocabularies load, patterns compile
    for _, page in pages(count):
        start = time.thread_time()
        text = reader(page)
        times.append(1000 * (time.thread_time() - start))
        lines = {_bare(line) for line in text.splitlines()}
        whole = _bare(text)
        tree = lxml.html.fromstring(page)
        told["links"] += [_bare(link.text_content()) in lines for link in tree.iterfind(".//ul//a")]
        told["cells"] += [_bare(cell.text_content()) in whole for cell in tree.iter("td")]
        outside = (p for p in tree.iter("p") if next(p.iterancestors("td"), None) is None)
        told["paragraphs"] += [_bare(paragraph.text_content()) in whole for paragraph in outside]
    shares = (sum(found) / len(found) for found in told.values())
    return Kept(*shares, statistics.median(times))


def _bare(words: str) -> str:
    return "".join(words.split()).strip("-•*|")


def table(kept: dict[str, Kept]) -> str:
    """The shares as a table in Markdown."""
    lines = ["| reader | paragraphs kept | cells kept | links taken for text | ms a page |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for name, one in kept.items():
        shares = " | ".join(f"{100 * share:.1f}%" for share in one[:3])
        lines.append(f"| {name} | {shares} | {one.milliseconds:.1f} |")
    return "\n".join(lines)
