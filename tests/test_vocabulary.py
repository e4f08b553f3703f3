"""The vocabulary files: each used, none saying a thing twice."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hongtou
from hongtou.data import load_toml, load_tsv
from hongtou.fields.text import fold
from hongtou.model.vocabulary import Check, Genre, Relation, Status, Verdict
from hongtou.parse.columns import bare_name, role_of_name
from hongtou.parse.grid import ColumnRole
from hongtou.parse.lines import ASKED, read_lines
from hongtou.read import read_text

PACKAGE = Path(hongtou.__file__).parent
DATA = PACKAGE / "data"
TOML = sorted(path.name for path in DATA.glob("*.toml"))
TSV = sorted(path.name for path in DATA.glob("*.tsv"))


def strings(path: Path) -> set[str]:
    """Every string literal of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in prose
    }


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "data" not in path.parts]
LITERALS = {path: strings(path) for path in MODULES}


@pytest.mark.parametrize("name", [*TOML, *TSV])
def test_every_file_is_loaded_by_a_module(name: str) -> None:
    assert [path.name for path, literals in LITERALS.items() if name in literals]


def test_every_file_that_a_module_loads_is_there() -> None:
    named = {s for literals in LITERALS.values() for s in literals if re.fullmatch(r"[a-z_]+\.(toml|tsv)", s)}
    assert {name for name in named if not (DATA / name).exists()} == set()


@pytest.mark.parametrize("name", [*TOML, *TSV])
def test_every_file_says_where_its_facts_come_from(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8").startswith("#")


def lists(node: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of a TOML tree, with the way to it."""
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from lists(inner, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        yield path, node
        for inner in node:
            yield from lists(inner, path)


@pytest.mark.parametrize("name", TOML)
def test_no_list_holds_a_thing_twice(name: str) -> None:
    tree = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    twice = {
        path: [item for item, count in Counter(map(str, items)).items() if count > 1] for path, items in lists(tree)
    }
    assert {path: items for path, items in twice.items() if items} == {}


@pytest.mark.parametrize("name", TOML)
def test_no_list_is_empty(name: str) -> None:
    tree = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    assert [path for path, items in lists(tree) if not items] == []


@pytest.mark.parametrize("name", TSV)
def test_no_row_stands_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in load_tsv(name)]
    assert [row for row, count in Counter(rows).items() if count > 1] == []
    assert rows


def test_the_files_are_folded() -> None:
    """Patterns and names are compared with folded text: a full-width comma in them would never match."""
    unfolded = []
    for name in (
        "columns.toml",
        "columns_beside.toml",
        "metadata.toml",
        "verdicts.toml",
        "header.toml",
        "relations.toml",
        "roles.toml",
        "genres.toml",
    ):
        for path, items in lists(load_toml(name)):
            unfolded += [f"{name} {path}: {item}" for item in items if isinstance(item, str) and fold(item) != item]
    assert unfolded == []


def column_names() -> list[tuple[str, str]]:
    """(name, role) of every column name."""
    return [(name, role) for role, entry in load_toml("columns.toml").items() for name in entry["names"]]


def test_no_column_name_has_two_roles() -> None:
    assert [name for name, count in Counter(name for name, _ in column_names()).items() if count > 1] == []


def test_no_part_of_a_column_name_has_two_roles() -> None:
    parts = Counter(part for entry in load_toml("columns.toml").values() for part in entry["parts"])
    assert [part for part, count in parts.items() if count > 1] == []


def test_every_column_name_says_its_role() -> None:
    """A name with a blank or a bracket in it could never be met: names are compared bare."""
    wrong = [(name, role) for name, role in column_names() if role_of_name(bare_name(fold(name))) != role]
    assert wrong == []


def test_column_roles_are_the_grid_s() -> None:
    assert set(load_toml("columns.toml")) <= set(get_args(ColumnRole))


def furniture() -> list[dict[str, Any]]:
    """The forms of page furniture."""
    found: list[dict[str, Any]] = load_toml("furniture.toml")["line"]
    return found


@pytest.mark.parametrize("entry", furniture(), ids=lambda entry: "/".join(entry["needs"])[:20])
def test_a_form_of_furniture_needs_what_it_says(entry: dict[str, Any]) -> None:
    """Each literal occurs in its form, so a line that the form takes can be found by it."""
    plain = re.sub(r"\\(.)", r"\1", entry["form"])
    loose = [literal for literal in entry["needs"] if not _occurs(literal, plain)]
    assert loose == []
    re.compile(entry["form"])


def _occurs(literal: str, form: str) -> bool:
    """The literal itself, or each of its characters in order where the form spells them by alternatives."""
    if literal in form:
        return True
    at = 0
    for c in literal:
        at = form.find(c, at) + 1
        if at == 0:
            return False
    return True


def begun() -> list[dict[str, Any]]:
    """The forms that say how a line of theirs begins."""
    return [entry for entry in furniture() if "begins" in entry]


@pytest.mark.parametrize("entry", begun(), ids=lambda entry: "/".join(entry["needs"])[:20])
@given(data=st.data())
def test_a_form_begins_as_it_says(entry: dict[str, Any], data: st.DataObject) -> None:
    printable = st.characters(codec="gb2312", exclude_categories=["Cc"])
    line = data.draw(st.from_regex(entry["form"], fullmatch=True, alphabet=printable))
    assert fold(line).lstrip(" \n")[:1] in entry["begins"]


@pytest.mark.parametrize("entry", begun(), ids=lambda entry: "/".join(entry["needs"])[:20])
def test_no_form_says_a_beginning_that_it_does_not_spell(entry: dict[str, Any]) -> None:
    assert [c for c in entry["begins"] if c not in entry["form"] and not c.isdecimal()] == []


def is_furniture(line: str) -> bool:
    return read_lines(read_text(f"云溪县人民政府\n{line}\n各乡镇:")).lines[1].noise


@pytest.mark.parametrize("word", load_toml("furniture.toml")["words"])
def test_a_word_of_furniture_is_furniture(word: str) -> None:
    assert is_furniture(word)


@pytest.mark.parametrize(
    "line",
    [
        "一、总体要求",
        "附件",
        "县水利局",
        "6月底前",
        "1",
        "各乡镇人民政府:",
        "大力发展产业",
        "责任单位:县水利局",
        "(此件公开发布)",
    ],
)
def test_what_a_circular_prints_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def asked() -> list[tuple[str, ...]]:
    """The words of which a page's signs say whether its text holds one."""
    return [
        tuple(load_toml("damage.toml")["spam"]),
        tuple(load_toml("furniture.toml")["truncated"]["needs"]),
        *ASKED.values(),
    ]


@pytest.mark.parametrize("group", asked(), ids=lambda group: str(group[0]))
def test_no_other_word_hides_one_that_is_asked(group: tuple[str, ...]) -> None:
    """One search finds all of them, each from where the last ended: 第一, also where another word runs into it."""
    every = [need for entry in furniture() if "begins" not in entry for need in entry["needs"]]
    every += [word for words in asked() for word in words]
    joined = [
        one[:at] + (word if word.startswith(one[at:]) else one[at:])
        for word in group
        for one in every
        for at in range(len(one) + 1)
        if word.startswith(one[at:]) or one[at:].startswith(word)
    ]
    assert [text for text in joined if read_lines(read_text(text)).signs.isdisjoint(group)] == []


def test_no_label_of_the_box_speaks_of_two_fields() -> None:
    labels = Counter(label for labels in load_toml("metadata.toml").values() for label in labels)
    assert [label for label, count in labels.items() if count > 1] == []


def test_a_label_of_the_box_is_of_letters_alone() -> None:
    labels = [label for labels in load_toml("metadata.toml").values() for label in labels]
    assert [label for label in labels if not label.isalpha()] == []


def test_a_verdict_s_phrase_has_one_meaning() -> None:
    table = load_toml("verdicts.toml")
    phrases = Counter(p for verdict in get_args(Verdict) for p in table[verdict]["phrases"])
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
    words = Counter(word for words in table["status"].values() for word in words)
    assert [word for word, count in words.items() if count > 1] == []
    assert set(table["status"]) <= set(get_args(Status))


def test_a_relation_s_verb_has_one_meaning() -> None:
    table = load_toml("relations.toml")
    verbs = Counter(verb for entry in table.values() for verb in entry["verbs"])
    assert [verb for verb, count in verbs.items() if count > 1] == []
    assert set(table) <= set(get_args(Relation))


def test_the_genres_are_the_vocabulary_s() -> None:
    table = load_toml("genres.toml")
    assert {*table["y2012"], *table["y2000"]} == set(get_args(Genre))
    assert len(table["y2012"]) == 16  # fifteen, 命令(令) in two words


# Words that stand in the vocabulary for readers to come: see docs/findings.md.
_PROMISED = {"missing_helper"}


def test_every_check_is_given() -> None:
    """Each word is a literal of some module that can give it."""
    given = {s for path, literals in LITERALS.items() if path.parent.name != "model" for s in literals}
    assert {check for check in get_args(Check) if check not in given} <= _PROMISED
