"""What `hatch_build` writes for mypyc: the same module, line for line, with native records and final constants."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hatch_build import MODULES, ROOMS, SOURCE, for_mypyc

FILES = [path for room in ROOMS for path in sorted((SOURCE / room).glob("*.py"))] + [SOURCE / name for name in MODULES]

RECORD = '''from __future__ import annotations

from hongtou.model.record import Record

_MOST = 3
_NAMES: dict[str, int] = {}
_FEWEST, _WIDEST = 3, frozenset({4})  # of columns
_FIRST = _LAST = 4
WORD = "a"
WORD += "b"


class Span(Record, frozen=True):
    """A stretch."""

    start: int
    end: int = 0

    @property
    def length(self) -> int:
        return self.end - self.start


def last(spans: list[Span]) -> Span:
    return spans[-1]
'''


def test_a_record_becomes_a_class_of_mypycs_own_between_its_blank_lines() -> None:
    made = for_mypyc(RECORD).split("\n")
    at = RECORD.split("\n").index("class Span(Record, frozen=True):")
    assert made[at - 1 : at + 1] == ["@mypyc_attr(acyclic=True)", "class Span(Native):"]
    assert (
        made[at + 9].strip()
        == "def __init__(self, start: int, end: int = 0) -> None: self.start = start; self.end = end"
    )


@pytest.mark.parametrize(
    ("printed", "made"),
    [
        ("_MOST = 3", "_MOST: Final = 3"),
        ("_NAMES: dict[str, int] = {}", "_NAMES: Final[dict[str, int]] = {}"),
        ("_FEWEST, _WIDEST = 3, frozenset({4})  # of columns", "_FEWEST: Final = 3; _WIDEST: Final = frozenset({4})"),
        ("_FIRST = _LAST = 4", "_FIRST = _LAST = 4"),
        ('WORD = "a"', 'WORD = "a"'),  # it is set again
    ],
)
def test_what_a_module_sets_once_is_final(printed: str, made: str) -> None:
    assert for_mypyc(RECORD).split("\n")[RECORD.split("\n").index(printed)] == made


ONCE = """from __future__ import annotations

from functools import cache


@cache
def words() -> tuple[str, ...]:
    return ("a",)


@cache
def twice(word: str) -> str:
    return word + word
"""


def test_what_is_made_once_is_kept_in_a_list() -> None:
    made = for_mypyc(ONCE).split("\n")
    at = ONCE.split("\n").index("def words() -> tuple[str, ...]:")
    assert made[at - 2 : at + 1] == [
        "_kept_words: Final[list[tuple[str, ...]]] = []",
        "def words() -> tuple[str, ...]: return _kept_words[0] if _kept_words else once(_kept_words, _made_words)",
        "def _made_words() -> tuple[str, ...]:",
    ]
    assert "def twice(word: str) -> str:" in made


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_line_stays_where_a_traceback_looks_for_it(path: Path) -> None:
    source = path.read_text("utf-8")
    made = for_mypyc(source)
    places = {
        node.name: node.lineno for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    assert "(Record" not in made
    assert places == {
        node.name.removeprefix("_made_"): node.lineno
        for node in ast.parse(made).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name != "__init__"
    }
