"""What a progress or status cell says of its own row."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import load_toml
from hongtou.model import Value
from hongtou.model.vocabulary import Status

_CLAUSE = re.compile(r"[^,，。;；、:：\n(（]{1,12}")
_SHARE = r"(\d{1,3}(?:\.\d{1,2})?)%"
_OF_WORK = re.compile(rf"[完占达进](?:(?<=完)成|(?<=占)|(?<=达)到?|(?<=进)度)[^,。;%\d]{{0,12}}?{_SHARE}")
"""占任务的83.3%; the class of what it begins with is found several times faster than the words."""
_ALONE = re.compile(rf"(?:^|\() *{_SHARE} *(?:\)|。|$)")  # 85%, or in a bracket: 推进中(70%)


@cache
def _statuses() -> dict[str, Status]:
    return {word: status for status, words in load_toml("verdicts.toml")["status"].items() for word in words}


def read_status(text: Value) -> tuple[Status | None, Value | None]:
    """What a status or progress cell says of itself in so many words: its first clause is a status word."""
    clause = _CLAUSE.match(text.text)
    word = clause[0].strip() if clause else ""
    status = _statuses().get(word)
    if status is None:
        return None, None
    offset = text.text.index(word)
    return status, Value(text=word, start=text.start + offset, end=text.start + offset + len(word))


def read_percent(words: str) -> float | None:
    """The percentage of the work that a folded progress cell says is done; null where it says several."""
    first, last = words.find("%"), words.rfind("%")
    clause = 1 + max([words.rfind(mark, 0, first) for mark in ",。;"]) if first > 0 else 0
    found = set(_OF_WORK.findall(words, clause, last + 1))
    if "(" in words or words[0] in " 0123456789":
        found.update(_ALONE.findall(words))
    return float(found.pop()) if len(found) == 1 else None
