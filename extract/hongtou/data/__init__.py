"""Vocabulary files (TOML, TSV), each with its source, and their one loader.

A file is read when first asked for and kept: importing this package reads nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["any_of", "load_toml", "load_tsv"]


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def load_toml(name: str) -> dict[str, Any]:
    """The tables of ``data/<name>`` (TOML 1.0). Shared between callers: read it, never change it.

    Raises FileNotFoundError for a name that is no file, tomllib.TOMLDecodeError for one that is no TOML.

    >>> load_toml("deadlines.toml")["limit"]["before"][0]
    '之前'
    """
    return tomllib.loads(_read(name))


@cache
def load_tsv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<name>``, keyed by its header row; blank lines and lines that open with ``#`` are notes.

    Raises ValueError for a row with more or fewer cells than the header: a slipped tab would shift every fact after it.
    """
    lines = [line for line in _read(name).splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return ()
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{name}: {len(cells)} cells under {len(header)} names: {line!r}")
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def any_of(words: Iterable[str]) -> str:
    """A regex piece that takes any word of a list, the longest first: 责任单位 is not read as 责任.

    >>> any_of(["责任", "责任单位", "(盖章)"])
    '\\\\(盖章\\\\)|责任单位|责任'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
