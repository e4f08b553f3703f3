"""The words of the pages: each there in both languages, with the same numbers and names to put in."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import pytest

import hongtou
from hongtou.data import load_toml
from hongtou.model.vocabulary import DeadlineKind, Relation, Role, Severity, Status, Verdict, YearFrom
from hongtou.serve.words import CLOSED, LANGUAGES, Words, words

ENTRIES = [(key, both) for part in load_toml("page.toml").values() for key, both in part.items()]


def names(sentence: str) -> set[str]:
    """What is put into a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize(("key", "both"), ENTRIES)
def test_every_word_is_there_in_both_languages(key: str, both: list[str]) -> None:
    assert len(both) == len(LANGUAGES)
    assert all(word.strip() == word or key == "comma" for word in both)
    assert all(both)


@pytest.mark.parametrize(("key", "both"), ENTRIES)
def test_both_languages_say_the_same_numbers_and_names(key: str, both: list[str]) -> None:
    assert names(both[0]) == names(both[1])


@pytest.mark.parametrize(("key", "both"), ENTRIES)
def test_a_thing_that_is_counted_has_its_singular(key: str, both: list[str]) -> None:
    pair = {"one": "other", "other": "one"}
    stem, _, end = key.rpartition("_")
    known = words("en")
    assert end not in pair or f"{stem}_{pair[end]}" in known or stem == "status"


@pytest.mark.parametrize(
    ("stem", "vocabulary"),
    [
        ("role_", Role),
        ("verdict_", Verdict),
        ("status_", Status),
        ("severity_", Severity),
        ("year_from_", YearFrom),
        ("relation_", Relation),
    ],
)
def test_every_word_of_a_closed_vocabulary_can_be_said(stem: str, vocabulary: object) -> None:
    said = {key.removeprefix(stem) for key in words("zh") if key.startswith(stem)}
    assert set(get_args(vocabulary)) - {"text"} <= said


def test_every_kind_of_limit_can_be_said() -> None:
    assert {f"limit_{kind}" for kind in get_args(DeadlineKind) if kind != "recurring"} <= set(words("zh"))


def test_nobody_is_called_late() -> None:
    """A date is past; that says nothing of who was to act."""
    assert [key for key, both in ENTRIES if "逾期" in both[0] or "overdue" in both[1].lower()] == []


ROOM = Path(hongtou.__file__).parent / "serve"
SOURCES = [path.read_text(encoding="utf-8") for path in (*ROOM.rglob("*.py"), *ROOM.rglob("*.html"))]


def test_every_word_that_a_page_says_is_there() -> None:
    said = {key for text in SOURCES for key in re.findall(r"""\bsay\(\s*["'](\w+)["']""", text)}
    assert said - set(words("zh")) == set()
    assert "site_name" in said


# A key may be put together: of a vocabulary (or a facet) and its word, of what is counted and its number.
MADE = {m[1] or m[2] for t in SOURCES for m in re.finditer(r"""say\.of\(\s*["'](\w+)["']|f["'](\w+)_\{""", t)}
LITERALS = {word for text in SOURCES for word in re.findall(r"\w+", text)}


@pytest.mark.parametrize("key", words("zh"))
def test_every_word_is_used(key: str) -> None:
    stem = re.sub("_(one|other)$", "", key)
    assert {key, stem} & LITERALS or key.startswith(tuple(f"{name}_" for name in {*MADE, *CLOSED}))


def test_no_word_ranks() -> None:
    assert [key for key, both in ENTRIES if re.search("超期|排名|\\brank", " ".join(both), re.IGNORECASE)] == []


@pytest.mark.parametrize("key", sorted(key.removesuffix("_one") for key in words("en") if key.endswith("_one")))
def test_one_is_said_as_one(key: str) -> None:
    """1 work, 2 works."""
    said = Words("en")
    assert said.count(key, 1) != said.count(key, 2).replace("2", "1")
