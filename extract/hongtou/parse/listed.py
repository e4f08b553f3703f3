"""Documents that stand in lists: what the list's heading, or a cell of the row, says becomes of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from hongtou.data import load_toml
from hongtou.model.record import Record
from hongtou.model.vocabulary import Relation

_LONGEST_HEADING = 90
_LONGEST_CELL = 12


class _Outcomes(Record, frozen=True):
    lists: re.Pattern[str]
    kept: re.Pattern[str]
    words: dict[Relation, re.Pattern[str]]
    literals: re.Pattern[str]


@cache
def _outcomes() -> _Outcomes:
    table = load_toml("citations.toml")
    outcomes = dict(table["outcomes"])
    kept = outcomes.pop("named")
    return _Outcomes(
        re.compile("|".join(table["lists"])),
        re.compile("|".join(kept)),
        {name: re.compile("|".join(words)) for name, words in outcomes.items()},
        re.compile("|".join([*kept, *(word for words in outcomes.values() for word in words)])),
    )


def outcome(words: str) -> Relation | None:
    """What a heading or a cell says becomes of documents: None where it says nothing, "named" for two things at once.

    >>> outcome("废止的文件目录"), outcome("继续有效的文件"), outcome("废止和修改的规章"), outcome("工作要求")
    ('repealed', 'named', 'named', None)
    """
    table = _outcomes()
    rest = table.kept.sub("", words)
    found: list[Relation] = [name for name, pattern in table.words.items() if pattern.search(rest)]
    if len(found) == 1 and rest == words:
        return found[0]
    return "named" if found or rest != words else None


def cell_outcome(words: str) -> Relation | None:
    """The same of a short cell of the row; None where it is no such cell."""
    return outcome(words) if len(words) <= _LONGEST_CELL else None


class Headings(Record, frozen=True):
    """Where each list begins and what becomes of its items."""

    starts: tuple[int, ...]
    outcomes: tuple[Relation, ...]

    def at(self, offset: int) -> Relation | None:
        """What the last heading above an offset says."""
        index = bisect_left(self.starts, offset) - 1
        return self.outcomes[index] if index >= 0 else None


def read_headings(folded: str) -> Headings:
    """The lines that head lists of documents; a sentence that cites one by its title heads nothing."""
    starts: list[int] = []
    outcomes: list[Relation] = []
    table = _outcomes()
    limit = 0
    for found in table.literals.finditer(folded):
        if found.start() < limit:
            continue
        start = folded.rfind("\n", 0, found.start()) + 1
        end = folded.find("\n", found.end())
        limit = end = len(folded) if end < 0 else end
        words = folded[start:end].rstrip()
        if words.endswith(":") and ("下列" in words or "以下" in words):
            cited = max(words.rfind("》"), words.rfind("号"))  # 根据《…》(5号)的规定,决定废止下列文件:
            words = words[words.find(",", cited) + 1 :] if cited >= 0 else words
        if len(words) > _LONGEST_HEADING or "《" in words or "号" in words or "。" in words[:-1]:
            continue
        if table.lists.search(words) and (said := outcome(words)):
            starts.append(start)
            outcomes.append(said)
    return Headings(tuple(starts), tuple(outcomes))
