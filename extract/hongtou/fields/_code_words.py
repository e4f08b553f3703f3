"""The words that issuing codes are made of, and those that end right before one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from hongtou.data import load_toml
from hongtou.model.record import Record


class LastWord:
    """Finds the last of the listed words, the longest that ends there: read backwards, it is the first.

    >>> LastWord("根据 依据").end("根据依据国发"), LastWord("根据").end("国发")
    (4, -1)
    """

    def __init__(self, listed: str) -> None:
        self._backwards = re.compile("|".join(re.escape(word[::-1]) for word in words(listed)))

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Where the last word within [start, end) stands; (-1, -1) where none does."""
        end = len(text) if end is None else end
        found = self._backwards.search(text[start:end][::-1])
        return (end - found.end(), end - found.start()) if found else (-1, -1)

    def end(self, text: str) -> int:
        """Where the last word ends; -1 where none stands."""
        return self.find(text)[1]


class Lexicon(Record, frozen=True):
    """The lists of ``data/numbers.toml`` that tell where a code begins and what it is made of."""

    provinces: frozenset[str]
    never_region: frozenset[str]
    place_departments: frozenset[str]
    core: frozenset[str]
    levels: frozenset[str]
    certain_kinds: tuple[str, ...]
    kinds: frozenset[str]
    organs: frozenset[str]
    central: frozenset[str]
    unmistakable: re.Pattern[str]
    cut: LastWord
    cut_or_organ: frozenset[str]
    names: LastWord
    cut_if_whole: LastWord
    place_or_word: frozenset[str]
    two_character_places: frozenset[str]


def words(listed: str) -> list[str]:
    """The words of a list as the data files write it, longest first."""
    return sorted(dict.fromkeys(listed.split()), key=len, reverse=True)


def any_of(listed: str, form: str) -> re.Pattern[str]:
    """The form with any of the listed words where it says %s."""
    return re.compile(form % "|".join(map(re.escape, words(listed))))


def _unmistakable(data: dict[str, Any]) -> re.Pattern[str]:
    """Codes that no place's code ends in: the listed ones, and 国… or 中… of the centre with a kind."""
    organs = "|".join(word for word in words(data["central"]) if len(word) > 1 and word[0] in "国中")
    listed = "|".join(words(data["unmistakable"]))
    return re.compile(f"(?:{listed}|(?:{organs})(?:{'|'.join(words(data['certain_kinds']))}))$")


@cache
def lexicon() -> Lexicon:
    """The lists, loaded once."""
    data: dict[str, Any] = load_toml("numbers.toml")
    return Lexicon(
        provinces=frozenset(data["provinces"].split()),
        never_region=frozenset(data["never_region"]),
        place_departments=frozenset(data["place_departments"]),
        core=frozenset(data["core"].split()),
        levels=frozenset(data["levels"]),
        certain_kinds=tuple(data["certain_kinds"].split()),
        kinds=frozenset(data["kinds"].split()),
        organs=frozenset(data["organs"].split()),
        central=frozenset(data["central"].split()),
        unmistakable=_unmistakable(data),
        cut=LastWord(data["cut"]),
        cut_or_organ=frozenset(data["cut_or_organ"].split()),
        names=LastWord(data["names"]),
        cut_if_whole=LastWord(data["cut_if_whole"]),
        place_or_word=frozenset(data["place_or_word"].split()),
        two_character_places=frozenset(data["two_character_places"].split()),
    )
