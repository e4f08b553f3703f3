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

__all__ = ["any_of", "finder", "load_toml", "load_tsv"]


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


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds what `any_of` would, several times faster: at most places of a text two looks at two
    characters say that no word begins there, which with one alternative a word each of them has to; at the others the
    second character leaves few words.

    >>> finder(["责任", "责任单位", "页"]).findall("牵头责任单位,第2页")
    ['责任单位', '页']
    """
    tails: dict[str, dict[str, list[str]]] = {}
    alone: list[str] = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        if len(word) > 1:
            tails.setdefault(word[1], {}).setdefault(word[:2], []).append(re.escape(word[2:]))
        else:
            alone.append(word)
    firsts = [pair[0] for pairs in tails.values() for pair in pairs]
    seconds = "|".join(f"{re.escape(second)}(?:{_rests(pairs)})" for second, pairs in tails.items())
    found = [f"(?={_class(tails)})(?:{seconds})"] if tails else []
    found += [f"(?<={_class(alone)})"] if alone else []
    return re.compile(f"{_class([*firsts, *alone])}(?:{'|'.join(found)})")


def _rests(pairs: dict[str, list[str]]) -> str:
    """What follows each pair of characters, known by looking back."""
    return "|".join(f"(?<={re.escape(pair)})(?:{'|'.join(rest)})" for pair, rest in pairs.items())


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(re.escape(c) for c in sorted(set(characters)))}]"
