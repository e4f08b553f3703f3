"""The names that stand before 令, 公告 and 通告: where they begin, and the full ones of short forms."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from hongtou.data import load_toml
from hongtou.fields._code_words import LastWord, any_of


class _Words(NamedTuple):
    cut: LastWord
    uncut: tuple[str, ...]
    leading: re.Pattern[str]
    ending: re.Pattern[str]
    places: frozenset[str]


@cache
def _words() -> _Words:
    data = load_toml("numbers.toml")
    orders = data["orders"]
    return _Words(
        LastWord(orders["cut"]),
        tuple(orders["uncut"].split()),
        any_of(orders["leading"], "(?:%s)"),
        any_of(orders["issuer_endings"], "(?:%s)$"),
        frozenset(data["two_character_places"].split()),
    )


@lru_cache(1024)
def issuer_start(stretch: str) -> int:
    """Where the name of an order's issuer begins that ends with ``stretch``; ``len(stretch)`` where none is there.

    >>> issuer_start("日云溪省人民政府"), issuer_start("依据国务院"), issuer_start("张榜")
    (1, 2, 2)
    """
    words = _words()
    plain = stretch
    for name in words.uncut:
        plain = plain.replace(name, "·" * len(name))
    start = max(0, words.cut.end(plain))
    while stretch[start : start + 2] not in words.places and (found := words.leading.match(stretch, start)):
        start = found.end()
    if start < len(stretch) and not words.ending.search(stretch, start):
        return start if is_short_form(stretch[start:]) else len(stretch)
    return start


def is_short_form(issuer: str) -> bool:
    """Whether ``issuer`` is one of the short names whose full one is listed (国 of 国令)."""
    return issuer in load_toml("numbers.toml")["orders"]["short_forms"]


def full_issuer(issuer: str) -> str:
    """The full name of an order's issuer: 国 → 国务院; any other as it stands."""
    forms: dict[str, str] = load_toml("numbers.toml")["orders"]["short_forms"]
    return forms.get(issuer, issuer)
