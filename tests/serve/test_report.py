"""``hongtou report``: one file that needs no other, from a document or a dataset."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from factories import circular
from hongtou.cli import main
from hongtou.serve.report import MOST, report
from hongtou.serve.words import Words
from hongtou.write import write_dataset
from serve.htmltree import named, of_class, tree

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "hechuan-2010-verdicts-wrong-charset.html"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    write_dataset([circular("c1"), circular("c2", preferred=False), circular("c3")], tmp_path / "out")
    return tmp_path / "out"


def test_a_document_becomes_a_page(tmp_path: Path) -> None:
    found = run(SAMPLE, "-o", tmp_path / "r.html")
    assert (found.exit_code, found.stderr) == (
        0,
        f"{tmp_path / 'r.html'}: no personal telephone number found\n",
    )
    root = tree((tmp_path / "r.html").read_text("utf-8"))
    assert "鹤政办函〔2010〕53号" in root.text
    assert "示例,非真实文件" in root.text


def test_the_page_needs_no_other_file_and_runs_nothing_else() -> None:
    page, _ = report([circular()], Words("zh"))
    root = tree(page)
    assert [
        e.tag for e in root.walk() if {"src", "srcset", "style"} & set(e.attributes) or e.tag in ("link", "img")
    ] == []
    assert not re.search(r"url\(|@import", page)
    (policy,) = [e.attributes["content"] for e in root.walk() if "http-equiv" in e.attributes]
    inline = [e for e in root.walk() if e.tag in ("style", "script")]
    digests = {f"'sha256-{b64encode(sha256(e.text.encode()).digest()).decode()}'" for e in inline}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == digests
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_same_circulars_give_the_same_bytes() -> None:
    assert report([circular()], Words("en")) == report([circular()], Words("en"))


def test_both_languages_say_their_own_words() -> None:
    zh, en = (tree(report([circular()], Words(lang))[0]) for lang in ("zh", "en"))
    assert [next(e for e in root.walk() if e.tag == "html").attributes["lang"] for root in (zh, en)] == ["zh-CN", "en"]
    assert ("存疑之处" in zh.text, "Findings" in zh.text) == (True, False)
    assert ("存疑之处" in en.text, "Findings" in en.text) == (False, True)


def test_a_dataset_becomes_a_page_with_an_index(dataset: Path, tmp_path: Path) -> None:
    found = run(dataset, "-o", tmp_path / "r.html")
    assert found.exit_code == 0, found.stderr
    assert "3 circulars" in found.stderr
    root = tree((tmp_path / "r.html").read_text("utf-8"))
    anchors = named(root)
    links = [e.attributes["href"] for e in anchors["index"].walk() if e.tag == "a"]
    assert links == ["#c1-heading", "#c2-heading", "#c3-heading"]
    assert len(of_class(root, "circular")) == 3
    assert anchors["c2-t1-task"].attributes["href"] == "#c2-m-t1-task"


@pytest.mark.parametrize("tables", [True, False])
def test_some_of_a_dataset_are_chosen(tables: bool, tmp_path: Path) -> None:
    """With tables by the keys of dataset.sqlite, without them from the lines."""
    made = [circular("c1"), circular("c2", preferred=False), circular("c3")]
    write_dataset(made, tmp_path / "out", tables=tables)
    page = tmp_path / "r.html"
    assert run(tmp_path / "out", "--circular", "c2", "-o", page).exit_code == 0
    assert page.read_text("utf-8") == report([made[1]], Words("zh"))[0]
    found = run(tmp_path / "out", "--circular", "云政办函〔2019〕7号", "--circular", "c1", "-o", page)
    assert found.exit_code == 0
    assert page.read_text("utf-8") == report([made[0], made[2]], Words("zh"))[0]


@pytest.mark.parametrize("tables", [True, False])
@pytest.mark.parametrize(
    "number", ["云政办函[2019]7号", "云政办函［2019］7号", "云政办函【2019】7号", "云政办函（2019）7号"]
)
def test_a_number_is_chosen_whatever_its_brackets(number: str, tables: bool, tmp_path: Path) -> None:
    write_dataset([circular("c1")], tmp_path / "out", tables=tables)
    assert run(tmp_path / "out", "--circular", number, "-o", tmp_path / "r.html").exit_code == 0


def test_a_dataset_of_another_version_is_one_line(dataset: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(dataset / "dataset.sqlite")) as db:
        db.execute("DROP TABLE findings")
    found = run(dataset, "--circular", "c1", "-o", tmp_path / "r.html")
    assert (found.exit_code, found.stderr.count("\n")) == (1, 1)
    assert "no such table" in found.stderr


def test_a_choice_that_is_not_there_is_wrong_use(dataset: Path, tmp_path: Path) -> None:
    found = run(dataset, "--circular", "nobody", "-o", tmp_path / "r.html")
    assert (found.exit_code, found.stderr[:24]) == (2, "hongtou: no circular 'no")
    assert not (tmp_path / "r.html").exists()


def test_a_document_has_nothing_to_choose_from(tmp_path: Path) -> None:
    assert run(SAMPLE, "--circular", "c1", "-o", tmp_path / "r.html").exit_code == 2


def test_more_than_a_page_may_hold_must_be_chosen(tmp_path: Path) -> None:
    write_dataset([circular(f"c{n}") for n in range(MOST + 1)], tmp_path / "out", tables=False)
    found = run(tmp_path / "out", "-o", tmp_path / "r.html")
    assert found.exit_code == 2
    assert "--circular" in found.stderr


def test_the_page_is_printed_where_asked() -> None:
    found = run(SAMPLE, "-o", "-")
    assert found.exit_code == 0
    assert found.stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("nowhere", "there is no nowhere: name a document, a member of an archive"),
        (".", "`hongtou extract . -o output/` makes a dataset of them"),
        ("other.sqlite", "name the folder that `hongtou extract PATH -o FOLDER` wrote"),
        ("pages.zip!/a.html", "cannot read pages.zip"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_what_to_do(
    source: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.sqlite").write_bytes(b"SQLite format 3")
    found = run(source)
    assert found.exit_code == 1
    assert found.stderr.count("\n") == 1
    assert says in found.stderr


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    found = run(SAMPLE, "-o", tmp_path / "no" / "r.html")
    assert (found.exit_code, "cannot write" in found.stderr) == (1, True)


def test_a_report_needs_no_extra(tmp_path: Path) -> None:
    """The program that serves (datasette) and the one that draws charts need not be installed."""
    code = (
        "import sys\n"
        "for name in ('datasette', 'vl_convert', 'jieba'): sys.modules[name] = None\n"
        "from hongtou.cli import main\n"
        f"main(['report', {str(SAMPLE)!r}, '-o', {str(tmp_path / 'r.html')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=False)
    assert (done.returncode, (tmp_path / "r.html").exists()) == (0, True), done.stderr


def test_the_index_tells_second_copies_and_papers_without_a_title_apart() -> None:
    untitled = [
        msgspec.structs.replace(one, title=None, source=msgspec.structs.replace(one.source, path=path))
        for one, path in ((circular("c1"), "pages/a.txt"), (circular("c2", preferred=False), "/home/anna/b.txt"))
    ]
    page, _ = report(untitled, Words("zh"))
    index = next(element for element in tree(page).walk() if element.attributes.get("id") == "index")
    rows = [" ".join(element.text.split()) for element in index.walk() if element.tag == "th"][-2:]
    assert "(无标题) pages/a.txt" in rows[0]
    assert "另一份副本" not in rows[0]
    assert "(无标题) b.txt" in rows[1]
    assert "另一份副本" in rows[1]
    assert "anna" not in page
