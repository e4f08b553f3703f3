"""What a text is about, in a few words: TF-IDF over jieba's words, with our own dictionary.

The weights come from jieba's own table of idf and from ours, never from the texts at hand: so a circular's keywords do
not depend on what else is read with it, nor on how the work is shared out. A keyword is derived and stands in no place
of its own.

jieba (extra ``keywords``) is imported and its dictionary read when the first text is cut, a second's work.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from hongtou.data import load_toml, load_tsv
from hongtou.errors import UsageError
from hongtou.fields.text import fold

INSTALL: Final = "pip install 'hongtou[keywords]'"
"""Installs what keywords need."""

_TERM_IDF: Final = 9.0
"""What a term of ours weighs that jieba has no idf for: about as much as its 高速公路 and 养老保险."""
_TERM: Final = 1.5
"""How much more a term of ours tells than a word of the dictionary."""


class Part(NamedTuple):
    """A stretch of what is read, and how many times it counts."""

    text: str
    times: int = 1


class Weighed(NamedTuple):
    """A keyword and its weight: of two of one text the heavier tells more of it."""

    word: str
    weight: float


def check_jieba() -> None:
    """Raise UsageError where jieba is not installed, saying how it comes."""
    if find_spec("jieba") is None:
        raise UsageError(f"keywords need the package jieba, which is not installed: {INSTALL}")


def find_keywords(parts: Iterable[Part], most: int, *, names: tuple[str, ...] = ()) -> list[Weighed]:
    """The ``most`` words that tell most of what the parts are about, the heaviest first.

    ``names`` are units and places that are known of: no word that opens or closes one of them is a keyword, but for
    the terms of ``data/keywords.toml`` (教育 opens 教育局). Weights are TF-IDF, rounded to four places.
    """
    lexicon = _lexicon()
    counts: Counter[str] = Counter()
    for part in parts:
        for word in lexicon.words(part.text):
            counts[word] += part.times
    total = sum(counts.values())
    ends = _ends(names)
    weighed = (
        Weighed(word, round(count / total * lexicon.weight(word), 4))
        for word, count in counts.items()
        if word in lexicon.terms or word not in ends
    )
    # Of the same weight the one that is met first: a counter keeps that order, and sorting does not change it.
    chosen: list[Weighed] = []
    for one in sorted(weighed, key=lambda one: -one.weight):
        if len(chosen) == most:
            break
        # 小区 says nothing that 老旧小区 has not said.
        if not any(one.word in heavier.word for heavier in chosen):
            chosen.append(one)
    return chosen


@lru_cache(maxsize=16)
def _ends(names: tuple[str, ...]) -> frozenset[str]:
    """All that opens or closes one of the names: they are the same for every task of a circular."""
    folded = [fold(name) for name in names]
    return frozenset(end for name in folded for at in range(len(name)) for end in (name[at:], name[: at + 1]))


class _Lexicon(NamedTuple):
    """jieba with our dictionary."""

    tokenizer: Any
    idf: dict[str, float]
    nouns: frozenset[str]
    terms: frozenset[str]
    bodies: re.Pattern[str]

    def words(self, text: str) -> Iterator[str]:
        """The words of a text that may be keywords, in its order."""
        for run in _HAN.findall(fold(text)):
            yield from _cut(run)

    def cut(self, run: str) -> Iterator[str]:
        """Those of an unbroken run of characters."""
        for word in self.tokenizer.cut(run, HMM=False):
            if word in self.terms or (word in self.nouns and not self.bodies.search(word)):
                yield word

    def weight(self, word: str) -> float:
        """What a word tells, however often it stands there."""
        if word in self.terms:
            return _TERM * max(self.idf.get(word, _TERM_IDF), _TERM_IDF)
        return self.idf[word]


_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
"""Digits, letters and marks end a word."""


@lru_cache(maxsize=4_096)
def _cut(run: str) -> tuple[str, ...]:
    """The words of a run: what a task says stands in its circular's text as well."""
    return tuple(_lexicon().cut(run))


@cache
def _lexicon() -> _Lexicon:
    check_jieba()
    jieba = import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    book, genres = load_toml("keywords.toml"), load_toml("genres.toml").values()
    terms = frozenset(term for group in book["terms"].values() for term in group)
    stop = frozenset(word for group in book["stop"].values() for word in group).union(*genres)
    tokenizer = _tokenizer(jieba)
    places, bodies = frozenset(_places()), frozenset(_bodies())
    for word in sorted(terms | places | bodies):
        tokenizer.add_word(word)
    home = Path(str(jieba.__file__)).parent
    idf = {word: float(value) for word, value in _table(home / "analyse" / "idf.txt")}
    kinds = frozenset(book["nouns"]["kinds"])
    nouns = frozenset(
        word for word, _, kind in _table(home / "dict.txt") if kind in kinds and len(word) > 1 and word in idf
    )
    return _Lexicon(tokenizer, idf, nouns - stop - places - bodies, terms, _bodies_end())


def _tokenizer(jieba: Any) -> Any:
    """A tokenizer with jieba's dictionary, read from its package.

    Left to itself jieba keeps what it has read in the common folder for temporary files, under a name that anyone may
    have put something at.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            yield line.split()


def _places() -> Iterator[str]:
    """Places by their names, whole and without what kind of place they are."""
    for table in ("regions.tsv", "regions_counties.tsv"):
        for row in load_tsv(table):
            if len(row["name"]) > 2:
                yield row["name"]


def _bodies() -> Iterator[str]:
    """Units by their short names and their full ones, without a place."""
    for row in load_tsv("units_abbreviations.tsv"):
        for name in (row["short"].partition("@")[0], row["full"]):
            bare = name.lstrip("~^")
            if len(bare) > 1 and "~" not in bare:
                yield bare
                if name.startswith("~"):
                    yield from (f"{place}{bare}" for place in "省市县区州")


_ORGANS = ("government", "party", "congress", "court", "group")
_ONE = "局厅委署"


def _bodies_end() -> re.Pattern[str]:
    """How the name of an organ ends. Of single characters only those that end little else."""
    book = load_toml("units.toml")["ends"]
    ends = [end for kind in _ORGANS for end in book[kind] if len(end) > 1 or end in _ONE]
    return re.compile(f"(?:{'|'.join(sorted(ends, key=len, reverse=True))})$")
