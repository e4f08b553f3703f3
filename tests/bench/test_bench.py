"""The benchmarks as tests: ``scripts/test tests/bench --benchmark-only``. And what keeps their figures honest."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import hongtou
from hongtou.parse import parse
from hongtou.read import read, read_text

from . import __main__ as bench
from . import archive, floors
from .documents import SAMPLES, Group, generated, groups
from .generate import LENGTH, circulars
from .memory import forget, kept


def test_reading_a_page(benchmark: Any) -> None:
    data = (SAMPLES / "yunyan-2024-two-level-header.html").read_bytes()
    benchmark(read, data, path="a.html")


def test_parsing_a_flattened_table(benchmark: Any) -> None:
    benchmark(parse, read((SAMPLES / "qingyan-2011-progress-30.txt").read_bytes(), path="a.txt"))


def test_parsing_distinct_circulars(benchmark: Any) -> None:
    documents = itertools.cycle([read_text(text) for _, text in circulars(100)])
    benchmark(lambda: parse(next(documents)))


def test_generated_circulars_are_distinct() -> None:
    texts = [text for _, text in circulars(60)]
    lines = [line for text in texts for line in set(text.split("\n")) if len(line) > 40]
    assert len(set(texts)) == len(texts)
    assert len(set(lines)) > 0.99 * len(lines)


def test_generated_circulars_are_as_long_as_said() -> None:
    assert all(0.9 * LENGTH < len(text) < 1.1 * LENGTH for _, text in circulars(60))


def test_the_same_seed_gives_the_same_circulars() -> None:
    assert list(circulars(3)) == list(circulars(3))
    assert list(circulars(3)) != list(circulars(3, seed=21))


@pytest.mark.parametrize("index", range(12))
def test_generated_circulars_are_read_whole(index: int) -> None:
    """A benchmark of circulars that are not understood would say little."""
    text = generated(index + 1)[index].data.decode()
    made = hongtou.extract_text(text)
    rows = [task for task in made.tasks if task.origin == "table"]
    last = max(int(task.number.text) for task in rows if task.number and task.number.text.isdecimal())
    assert [task.number.text for task in rows if task.number] == [str(n) for n in range(1, last + 1)]
    assert all(task.responsibilities and task.deadline for task in rows)


def test_the_table_has_a_line_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--count", "2", "--alone"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[4:] == ["decode", "read", "parse", "write", "whole", "95%", "floor", "ratio"]
    kinds = [line[:24].strip() for line in lines]
    assert kinds == ["text, 6,000 characters", "text, nothing kept", "page, 66 KB", "docx", "xlsx", "pdf", "samples"]
    cells = [line[24:].split() for line in lines]
    assert [row[0] for row in cells[:-1]] == ["2"] * 6
    assert all(int(row[2]) > 5 for row in cells), "a document that is not understood says little"
    assert [row[3] for row in cells[3:6]] == ["-"] * 3  # Word, Excel and PDF are no text to decode
    assert all(row[-1].endswith("x") for row in cells)


def test_nothing_of_a_document_outlives_forgetting() -> None:
    met, new = generated(24)[:12], generated(24)[12:]
    for document in met:
        parse(read(document.data, path=document.name))
    forget()
    empty = kept()
    for document in new:
        parse(read(document.data, path=document.name))
    full = kept()
    forget()
    assert {name for name in full if full[name] > empty[name]} >= {
        "hongtou.parse.path._LATTICES",
        "hongtou.fields.unit_lists.PIECES",  # they share their names: it grows only if forgotten
    }
    assert kept() == empty


def test_the_table_compares_with_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "other.py"
    script.write_text("def parse(text):\n    return sum(map(ord, text))\n", encoding="utf-8")
    sample = str(SAMPLES / "luping-2025-tabs.txt")
    assert bench.main(["--document", sample, "--against", str(script)]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[-2:] == ["script", "ratio"]
    assert line.split()[:4] == ["luping-2025-tabs.txt", "1", "1137", "12"]


@pytest.mark.parametrize("group", list(groups(2)), ids=lambda group: group.name)
def test_documents_of_a_kind_are_distinct_and_have_a_floor(group: Group) -> None:
    assert len({document.data for document in group.documents}) == len(group.documents)
    for document in group.documents[:2]:
        least = floors.of(document.name)
        assert least is not None
        assert least(document.data)


def test_a_script_without_parse_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "other.py"
    script.write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        bench.main(["--against", str(script)])
    assert "parse" in capsys.readouterr().err


def test_the_archive_is_measured_beside_warcio(capsys: pytest.CaptureFixture[str]) -> None:
    archive.main(2)
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed[1:]] == ["reading:"] * 4 + ["writing:"] * 2
