"""Every word of the pages, in Chinese and in English: the reader of ``data/page.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, get_args

from hongtou.data import load_toml
from hongtou.model.record import Record

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def words(lang: Language) -> Mapping[str, str]:
    """The words of a language by key. Shared between callers: read it, never change it.

    Numbers and names are put in with ``format``. Raises ValueError where two parts of the file give a key.

    >>> words("en")["rows_other"].format(n=3)
    '3 tasks'
    >>> words("zh")["rows_other"].format(n=3)
    '3 项任务'
    """
    place = LANGUAGES.index(lang)
    found: dict[str, str] = {}
    for part in load_toml("page.toml").values():
        for key, both in part.items():
            if key in found:
                raise ValueError(f"page.toml gives {key!r} twice")
            found[key] = both[place]
    return found


CLOSED = ("role", "kind", "verdict", "status")
"""Facets whose values are words of a closed vocabulary."""


class Words(Record, frozen=True):
    """The words of one language, called by key with what is put in; numbers get their commas.

    >>> Words("en")("rows_other", n=4_000_000), Words("zh").of("role", "lead")
    ('4,000,000 tasks', '牵头')
    """

    language: Language

    def __call__(self, key: str, **put_in: object) -> str:
        """The words. Raises KeyError for a key that is not there."""
        said = words(self.language)[key]
        return said.format(**{name: _figure(value) for name, value in put_in.items()}) if put_in else said

    def of(self, vocabulary: str, word: str | None) -> str:
        """A word of a closed vocabulary; null is its ``none``."""
        return self(f"{vocabulary}_{'none' if word is None else word}")

    def label(self, facet: str, value: str) -> str:
        """A facet's value as a reader says it: words of closed vocabularies have their own, names stand as they are."""
        return self.of(facet, value) if facet in CLOSED else value

    def count(self, key: str, n: int) -> str:
        """The words for a number of things: ``key_one`` for one, else ``key_other``.

        >>> Words("en").count("rows", 1), Words("en").count("rows", 3), Words("zh").count("rows", 1)
        ('1 task', '3 tasks', '1 项任务')
        """
        return self(f"{key}_{'one' if n == 1 else 'other'}", n=n)

    @property
    def other(self) -> Words:
        """The other language's words, for the switch."""
        return Words("en" if self.language == "zh" else "zh")


def _figure(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value


def chosen(asked: str | None, cookie: str | None, header: str) -> Language:
    """The language of a request: what the address says, else the cookie, else the browser's first that we speak.

    >>> chosen(None, None, "fr-CH, en;q=0.8, zh-CN;q=0.9"), chosen("en", "zh", ""), chosen(None, None, "")
    ('zh', 'en', 'zh')
    """
    for said in (asked, cookie):
        for language in LANGUAGES:
            if said == language:
                return language
    return next(_preferred(header), "zh")


def _preferred(header: str) -> Iterator[Language]:
    """RFC 9110, 12.5.4: ranges with weights; of equal weights the first."""
    ranges = []
    for place, item in enumerate(header.split(",")[:20]):
        tag, _, weight = item.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue  # a weight that is no number: as if the range were not there
        ranges.append((-quality, place, tag.strip().lower().partition("-")[0]))
    for quality, _, primary in sorted(ranges):
        for language in LANGUAGES:
            if primary == language and quality < 0:
                yield language
