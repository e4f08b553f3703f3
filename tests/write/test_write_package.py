"""The description for machines holds, and the one for people lacks nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from factories import circular
from hongtou.data import load_toml
from hongtou.write import FILES, write_dataset
from hongtou.write.codebook import codebook, vocabularies
from hongtou.write.labels import column_label, word_label
from hongtou.write.schema import tables


@pytest.fixture(scope="module")
def described(dataset: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((dataset / "datapackage.json").read_text("utf-8"))
    return loaded


def _faults(folder: Path) -> list[object]:
    return list(Package(str(folder / "datapackage.json")).validate().flatten(["name", "type", "note"]))


def test_frictionless_finds_no_fault(dataset: Path, tmp_path: Path) -> None:
    write_dataset([], tmp_path)
    assert _faults(dataset) == []
    assert _faults(tmp_path) == []


def test_frictionless_would_find_one(two: list[Any], tmp_path: Path) -> None:
    write_dataset(two, tmp_path)
    path = tmp_path / "deadlines.csv"
    path.write_bytes(path.read_bytes().replace(b"a1-1", b"a1-9"))
    assert "foreign-key" in str(_faults(tmp_path))


def test_every_file_is_described_with_its_size_and_digest(dataset: Path, described: dict[str, Any]) -> None:
    resources = {resource["path"]: resource for resource in described["resources"]}
    assert set(resources) == FILES - {"datapackage.json"}
    for name, resource in resources.items():
        data = (dataset / name).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    assert len({resource["name"] for resource in resources.values()}) == len(resources)


def test_a_field_has_a_chinese_title_and_its_words(described: dict[str, Any]) -> None:
    (deadlines,) = (resource for resource in described["resources"] if resource["path"] == "deadlines.csv")
    fields = {field["name"]: field for field in deadlines["schema"]["fields"]}
    assert fields["kind"]["constraints"]["enum"][0] == "by"
    assert fields["kind"]["title"] == "时限类型"
    assert fields["due"]["type"] == "date"
    assert deadlines["schema"]["primaryKey"] == ["circular_id", "ordinal"]
    assert {key["reference"]["resource"] for key in deadlines["schema"]["foreignKeys"]} == {"circulars", "tasks"}


def test_sources_are_those_of_real_documents(described: dict[str, Any], tmp_path: Path) -> None:
    assert described["sources"] == [{"title": "云溪县政府网", "path": "https://www.yunxi.example/"}]
    assert "其中 1 件为示例,非真实文件" in described["description"]
    write_dataset([circular(composed=True)], tmp_path)
    assert "sources" not in json.loads((tmp_path / "datapackage.json").read_text("utf-8"))


def test_every_column_has_a_line_of_its_own_in_the_codebook() -> None:
    for table in tables().values():
        labels = [column_label(table.name, column) for column in table.columns]
        assert all(all(label) for label in labels)
        titles = [label.title for label in labels]
        assert len(set(titles)) == len(titles), (table.name, titles)


def test_every_word_has_a_meaning_and_no_meaning_lacks_its_word() -> None:
    known = load_toml("codebook_words.toml")["words"]
    used = vocabularies()
    assert {name: set(words) for name, words in known.items()} == {name: set(words) for name, words in used.items()}
    for name, words in vocabularies().items():
        assert all(all(word_label(name, word)) for word in words)
        assert len({word_label(name, word).title for word in words}) == len(words)


def test_no_line_of_the_codebook_lacks_its_column() -> None:
    used = {
        key for table in tables().values() for c in table.columns for key in (f"{table.name}.{c.name}", c.name, c.leaf)
    }
    assert set(load_toml("codebook.toml")["columns"]) - used == set()


def test_the_codebook_names_every_file_column_and_word(dataset: Path) -> None:
    book = (dataset / "codebook.md").read_text("utf-8")
    assert book == codebook()
    for table in tables().values():
        assert f"## `{table.name}`" in book
        assert all(f"| `{column.name}` |" in book for column in table.columns)
    assert all(f"| `{word}` |" in book for words in vocabularies().values() for word in words)
