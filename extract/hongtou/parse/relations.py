"""In what relation a circular stands to each document it cites: read from the words around the citation.

A sentence is read without its titles and brackets, for a verb in 《关于修改…的决定》 is not the circular's own.
Citations that stand in a row (《A》(1号)、《B》(2号)和3号) share their verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hongtou.data import load_toml
from hongtou.model.record import Record
from hongtou.model.vocabulary import Relation

_BEFORE = 240  # how far in front of a citation its sentence is read, titles and all
_BEHIND = 160
_SENTENCE_END = re.compile(r"[。;\n]")
_ASIDE = re.compile(r"《[^《》]*》|\([^()]*\)|[《》()\[\]“”\"' ]")
# Between two citations that share their verb.
_IN_A_ROW = re.compile(
    r"(?:[、,和及与暨]|以及|文件?|通知|等|规定|要求|精神|办法|的|中|第[一二三四五六七八九十百\d]{1,4}[条款项章])*"
)
_GOES_ON = re.compile(r"[、和及与暨]|以及|等|文件?[、和及与]")
_ISSUER = re.compile(r"(?:文件?|等)?(?:[、和及与]|以及)[\u3400-\u9fff、]+")
# 根据新修订的#, 按照财政部印发的#: what others did to it.
_NO_ATTRIBUTE = "(?!(?:实施|执行|施行|通过)?后?的#)"
_LONGEST_ISSUER = 24
_LONGEST_LINK = 16
# A clause that leaves its verb to the one before it: 根据国务院要求,以及有关#.
_LINK = re.compile(r"(?:有关|相关|以及|特别是|尤其是|即|包括|如|原|其|[和及与等])*")


class Cited(Record, frozen=True):
    """Where a citation stands with its title and brackets."""

    start: int
    end: int


class _Words(Record, frozen=True):
    verbs: re.Pattern[str]
    after: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def _words() -> _Words:
    table = load_toml("relations.toml")

    def any_of(key: str) -> str:
        return "|".join(f"(?P<{name}>{'|'.join(entry[key])})" for name, entry in table.items() if key in entry)

    return _Words(
        re.compile(f"(?:{any_of('verbs')}){_NO_ATTRIBUTE}"), re.compile(any_of("after")), re.compile(any_of("weak"))
    )


def has_verb(words: str) -> bool:
    """Whether a verb of a relation stands in these words.

    >>> has_verb("根据"), has_verb("1997年8月4日")
    (True, False)
    """
    return _words().verbs.search(words) is not None


def read_relations(folded: str, cited: Sequence[Cited]) -> list[Relation | None]:
    """The relation of each citation (in order, not overlapping), None where its sentence names none."""
    gaps = [_gap(folded, cited[i - 1].end if i else 0, here.start) for i, here in enumerate(cited)]
    found: list[Relation | None] = []
    first = 0
    while first < len(cited):
        last = first
        while last + 1 < len(cited) and _in_a_row(gaps[last + 1]):
            last += 1
        before = gaps[first]
        behind = _behind(folded, cited[last].end, cited[last + 1].start if last + 1 < len(cited) else None)
        if before is None:
            before = _in_front(folded, cited[first].start)
            inherited = None
        else:
            links = len(before) <= _LONGEST_LINK and "," not in before and _GOES_ON.match(before)
            inherited = found[-1] if links and found else None
        found += [_relation(before, behind, inherited)] * (last + 1 - first)
        first = last + 1
    return found


def _in_a_row(gap: str | None) -> bool:
    """Whether two citations stand in a row: between them 、 or 和, and who issued the second (、省财政厅《…》)."""
    if gap is None:
        return False
    if _IN_A_ROW.fullmatch(gap):
        return True
    return len(gap) <= _LONGEST_ISSUER and _ISSUER.fullmatch(gap) is not None and not has_verb(gap)


def _gap(folded: str, end: int, start: int) -> str | None:
    """The bare words between two citations of one sentence; None where another sentence or nothing stands between."""
    if end == 0 or start - end > _BEFORE or _SENTENCE_END.search(folded, end, start):
        return None
    return _bare(folded[end:start])


def _in_front(folded: str, start: int) -> str:
    low = max(0, start - _BEFORE)
    low = max(low, *(folded.rfind(mark, low, start) + 1 for mark in "。;\n"))
    return _bare(folded[low:start])


def _behind(folded: str, end: int, following: int | None) -> str:
    high = end + _BEHIND
    stop = _SENTENCE_END.search(folded, end, high)
    high = stop.start() if stop else high
    if following is not None and following < high:
        return _bare(folded[end:following]) + "#"
    return _bare(folded[end:high])


def _bare(words: str) -> str:
    return _ASIDE.sub("", words)


def _relation(before: str, behind: str, inherited: Relation | None) -> Relation | None:
    """A verb behind, in the same clause, goes before one in front; a verb behind a comma after it."""
    words = _words()
    near, _, _ = behind.partition(",")
    clauses = [clause for clause in before.split(",") if clause]
    clause = clauses[-1] if clauses else ""
    if len(clauses) > 1 and _LINK.fullmatch(clause):
        clause = f"{clauses[-2]},{clause}"
    verbs = list(words.verbs.finditer(f"{clause}#"))
    for found in (words.after.search(near), verbs[-1] if verbs else None):
        if found:
            return found.lastgroup  # type: ignore[return-value]
    if inherited:
        return inherited
    found = words.after.search(behind) or words.weak.search(near)
    return found.lastgroup if found else None  # type: ignore[return-value]
