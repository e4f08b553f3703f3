"""The documentation is tested: what a user can type, meet or read stands in it, and what stands in it is there."""

from __future__ import annotations

import doctest
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest

from hongtou.cli import main
from hongtou.model.vocabulary import Check, DeadlineKind, Relation, Role, Status
from hongtou.read import SUFFIXES, Limits
from hongtou.run.batch import run
from hongtou.write import FILES
from hongtou.write.partition import COLUMN

ROOT = Path(__file__).parents[1]
MANUAL = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def manual() -> str:
    """README and docs, one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in MANUAL)


@cache
def section(command: str) -> str:
    """What docs/cli.md says under the command's heading."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    match = re.search(rf"^## hongtou {command}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[0] if match else ""


def commands(group: click.Command = main, before: str = "") -> dict[str, click.Command]:
    """Every command of the program, by name; those of a group by both names ("archive verify")."""
    assert isinstance(group, click.Group)
    context = click.Context(group)
    found = {f"{before}{name}": group.get_command(context, name) for name in group.list_commands(context)}
    own = {name: command for name, command in found.items() if command}
    for name, command in list(own.items()):
        if isinstance(command, click.Group):
            own |= commands(command, f"{name} ")
    return own


COMMANDS = commands()
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in (*parameter.opts, *parameter.secondary_opts)
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section(command: str) -> None:
    assert section(command)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_its_command_s_section(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section(command))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_a_section_names_is_there(command: str) -> None:
    known = {option for name, option in OPTIONS if name == command} | {"--help", "-h", "--version"}
    named = set(re.findall(r"(?<=`)--?[a-z][a-z-]*", section(command)))
    assert named - known == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    made = COMMANDS[command]
    assert made.help
    assert [p.name for p in made.params if isinstance(p, click.Option) and not p.help] == []


@pytest.mark.parametrize("check", get_args(Check))
def test_every_check_is_explained(check: str) -> None:
    rows = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert f"| `{check}` |" in rows


def test_every_check_that_is_explained_is_there() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "findings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(get_args(Check))


def test_every_name_that_is_read_and_every_limit_is_in_the_manual() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in SUFFIXES if f"`{name}`" not in text] == []
    limits = re.findall(r"^\| `(\w+)` \| ([\d,]+)(?: (MB|GB))? \|", text, re.MULTILINE)
    factor = {"": 1, "MB": 1024**2, "GB": 1024**3}
    said = {name: int(number.replace(",", "")) * factor[unit] for name, number, unit in limits}
    assert said == msgspec.structs.asdict(Limits())


@pytest.mark.parametrize("word", [*get_args(DeadlineKind), *get_args(Relation), *get_args(Role), *get_args(Status)])
def test_every_word_of_a_vocabulary_is_in_the_manual(word: str) -> None:
    assert f"`{word}`" in manual()


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_of_a_dataset_is_in_the_manual(name: str) -> None:
    stem, _, suffix = name.partition(".")
    assert name in manual() or (f"`{stem}`" in manual() and suffix in ("csv", "parquet"))


def _links() -> Iterator[tuple[Path, str]]:
    for path in MANUAL:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                yield path, target


@pytest.mark.parametrize(("path", "target"), [pytest.param(p, t, id=f"{p.name}: {t}") for p, t in _links()])
def test_every_link_leads_somewhere(path: Path, target: str) -> None:
    assert (path.parent / target).exists()


def code_blocks(language: str) -> list[tuple[str, str]]:
    """(file, code) of every block of this language in the manual."""
    found = []
    for path in MANUAL:
        blocks = re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        found += [(path.name, block) for block in blocks]
    return found


def test_the_readme_has_a_doctest() -> None:
    """README.md is collected as one; an example without a prompt would not be run."""
    blocks = [block for name, block in code_blocks("pycon") if name == "README.md"]
    assert blocks
    assert all(">>> " in block for block in blocks)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ``make run`` has been."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    (folder / "docs").symlink_to(ROOT / "docs")
    run([str(ROOT / "corpus" / "samples")], folder / "output")
    return folder


# The call that reads a year runs on datasets by years, in tests/write.
_PLAIN = [(name, code) for name, code in code_blocks("python") if ">>>" not in code and COLUMN not in code]


@pytest.mark.parametrize(("name", "code"), _PLAIN)
def test_python_without_prompts_runs(name: str, code: str, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dataset)
    exec(compile(code, name, "exec"), {})


def test_make_targets_and_scripts_of_the_manual_are_there() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^|\s)make ([a-z][a-z-]+)(?=`|\s)", manual(), re.MULTILINE)) <= targets
    assert [s for s in set(re.findall(r"\bscripts/([a-z]+)\b", manual())) if not (ROOT / "scripts" / s).exists()] == []


def test_modules_that_the_manual_runs_are_there() -> None:
    named = set(re.findall(r"python -m (tests[\w.]*\w)", manual()))
    assert {"tests.layouts", "tests.bench.growth"} <= named
    for name in named:
        place = ROOT / name.replace(".", "/")
        assert (place / "__main__.py").exists() or place.with_suffix(".py").exists(), name


def test_the_picture_of_the_data_s_way_is_the_same_everywhere() -> None:
    pictures = [
        picture for path in MANUAL for picture in re.findall(r"^bytes ──.*?^```", path.read_text("utf-8"), re.M | re.S)
    ]
    assert len(pictures) == 2
    assert pictures[0] == pictures[1]


# Spelt backwards so that this file does not name them.
_HOMES = "|".join(word[::-1] for word in ("krow", "toor"))
_MACHINE = re.compile(rf"(?<![\w.~-])/(?:{_HOMES})(?:/|\b(?=[\s\"'`)]))|{'-mraf'[::-1]}")
_TEMPORARY = re.compile(rf"(?<![\w.~-])/{'pmt'[::-1]}/")


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine() -> None:
    """No path of anybody's machine; /tmp only in tests."""
    found = []
    for name in _files():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        patterns = [_MACHINE] if name.startswith("tests/") else [_MACHINE, _TEMPORARY]
        found += [f"{name}: {match[0]}" for pattern in patterns for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("path", [p for p in MANUAL if ">>> " in p.read_text(encoding="utf-8")], ids=lambda p: p.name)
def test_the_manual_s_examples_give_what_they_say(path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dataset)
    failed, tried = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed
