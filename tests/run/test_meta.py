"""--meta: facts about documents, joined by path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hongtou.errors import InputError, UsageError
from hongtou.model import Source
from hongtou.run.meta import apply, load_meta


def index(folder: Path, text: str, name: str = "facts.csv", encoding: str = "utf-8-sig") -> str:
    (folder / name).write_text(text, encoding=encoding)
    return str(folder / name)


@pytest.mark.parametrize("path", ["pages/a.txt", "./pages/a.txt", "{here}/pages/a.txt", "a.txt"])
def test_paths_join_whether_absolute_or_relative_to_the_working_folder_or_the_index(pages: Path, path: str) -> None:
    table = index(pages, f"path,url\n{path.format(here=pages.parent)},https://a.example/1\n")
    assert load_meta([table], [], ["pages/a.txt"]).columns("pages/a.txt") == {"url": "https://a.example/1"}


def test_bare_names_join_where_they_are_unique(pages: Path) -> None:
    table = index(pages.parent, "path,url\nelsewhere/a.txt,https://a.example/1\n")
    assert load_meta([table], [], ["pages/a.txt"]).columns("pages/a.txt")
    assert not load_meta([table], [], ["pages/a.txt", "other/a.txt"]).columns("pages/a.txt")


def test_rows_that_nothing_answers_to_are_told(pages: Path) -> None:
    table = index(pages, "path,url\na.txt,x\ngone.txt,y\n")
    meta = load_meta([table], [], ["pages/a.txt"])
    meta.columns("pages/a.txt")
    assert meta.unanswered(-1) == (f"{table}: gone.txt",)


def test_a_named_index_goes_before_a_found_one(pages: Path) -> None:
    named = index(pages, "path,url\na.txt,named\n", "named.csv")
    found = index(pages, "path,url,publisher\na.txt,found,云溪县政府网\n", "index.csv")
    columns = load_meta([named], [found], ["pages/a.txt"]).columns("pages/a.txt")
    assert columns == {"url": "named", "publisher": "云溪县政府网"}


def test_gb18030_tables_are_read(pages: Path) -> None:
    table = index(pages, "path,publisher\na.txt,云溪县政府网\n", encoding="gb18030")
    assert load_meta([table], [], []).columns("pages/a.txt") == {"publisher": "云溪县政府网"}


def test_a_named_table_without_path_is_wrong_use_and_a_found_one_is_no_index(pages: Path) -> None:
    table = index(pages, "file,url\na.txt,x\n")
    with pytest.raises(UsageError, match="no column 'path'; its columns are: file, url"):
        load_meta([table], [], [])
    assert load_meta([], [table], []).columns("pages/a.txt") == {}


def test_a_table_that_is_not_there_is_an_input_error(pages: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.csv"):
        load_meta(["gone.csv"], [], [])


BROKEN = [
    ("m.csv", b"path,url\na.txt,x,y,z\n", "row 1: the row has 4 cells"),
    ("m.xlsx", b"no workbook", "no workbook"),
    ("m.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG image"),
    ("m.jsonl", b'{"path": "a.txt"}\n{"url": "x"}\n', "row 2: no 'path'"),
    ("m.jsonl", b'{"path": "a.txt"}\n{"url\n', "row 2: no JSON"),
]


@pytest.mark.parametrize(("name", "data", "why"), BROKEN)
def test_a_broken_table_that_was_named_is_an_error_and_one_that_was_found_a_warning(
    pages: Path, name: str, data: bytes, why: str
) -> None:
    path = pages / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"{re.escape(str(path))}.*{why}"):
        load_meta([str(path)], [], [])
    good = index(pages, "path,url\nb.txt,x\n")
    meta = load_meta([good], [str(path)], ["pages/b.txt"])
    assert meta.columns("pages/b.txt")
    (warning,) = meta.warnings
    assert str(path) in warning
    assert why in warning


def test_columns_become_fields_and_the_rest_meta() -> None:
    source = Source(path="a.txt", sha256="", media_type="text/plain")
    said = apply(
        source, {"url": "https://a.example/", "retrieved_at": "2020-01-02", "composed": "true", "批次": "3", "空": ""}
    )
    assert (said.url, said.retrieved_at, said.composed, said.meta) == (
        "https://a.example/",
        "2020-01-02",
        True,
        {"批次": "3"},
    )


def test_an_address_under_another_name_is_the_document_s(pages: Path) -> None:
    (pages / "index.csv").write_text("path,来源网址\na.txt,www.a.gov.cn/1.html\n", encoding="utf-8")
    columns = load_meta([str(pages / "index.csv")], [], [str(pages / "a.txt")]).columns(str(pages / "a.txt"))
    assert columns == {"来源网址": "www.a.gov.cn/1.html", "url": "http://www.a.gov.cn/1.html"}
