"""``hongtou archive``: what people type."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.made import SITE, archive, capture, files, unchanged
from archive.test_extract import BACK, DOCUMENT, FRONT, PLAIN
from containers.made import Answer, page, warc
from hongtou.archive.index import INDEX
from hongtou.cli import main
from hongtou.run.batch import run
from hongtou.write import read_jsonl


def hongtou(*words: object) -> Result:
    """The program, called with these words."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of a little crawl: a list, a circular of two pages with an attachment, a failure, a second look."""
    first = f"{SITE}/zwgk/t1.html"
    return archive(
        tmp_path / "archive",
        capture("/zwgk/", b"<html><a href='t1.html'>", kind="list"),
        capture("/zwgk/t1.html", FRONT, facts={"title": "关于防汛工作的通知"}),
        capture("/zwgk/t1_2.html", BACK, kind="page", part_of=first, via=first),
        capture("/down?id=9", DOCUMENT, kind="attachment", part_of=first, headers=PLAIN),
        capture("/zwgk/t2.html", b"<html>", status=404, kind="failure", facts={"reason": "http 404"}),
        unchanged("/zwgk/t1.html", 5),
        capture("/zwgk/t3.html", page(9).encode(), source="duling", day=6),
    )


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (
            [],
            [
                "/zwgk/",
                "/zwgk/t1.html",
                "/zwgk/t1_2.html",
                "/down?id=9",
                "/zwgk/t2.html",
                "/zwgk/t1.html",
                "/zwgk/t3.html",
            ],
        ),
        (["--kind", "failure"], ["/zwgk/t2.html"]),
        (["--kind", "page", "--kind", "attachment"], ["/zwgk/t1_2.html", "/down?id=9"]),
        (["--url", "t1"], ["/zwgk/t1.html", "/zwgk/t1_2.html", "/zwgk/t1.html"]),
        (["--source", "duling"], ["/zwgk/t3.html"]),
        (["--since", "2026-11-27", "--until", "2026-12-01"], ["/zwgk/t1.html"]),
    ],
)
def test_captures_are_listed_by_what_is_asked(folder: Path, words: list[str], listed: list[str]) -> None:
    found = hongtou("archive", "list", folder, "--json", *words)
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [row["url"] for row in rows] == [SITE + path for path in listed]
    table = list(csv.DictReader(io.StringIO(hongtou("archive", "list", folder, "--csv", *words).stdout)))
    assert [row["url"] for row in table] == [row["url"] for row in rows]
    assert [json.loads(row["facts"] or "{}") for row in table] == [row["facts"] for row in rows]
    shown = hongtou("archive", "list", folder, *words)
    assert [
        line.split("  ")[-2 if "通知" in line or "http 4" in line else -1] for line in shown.stdout.splitlines()[1:]
    ] == [row["url"] for row in rows]
    assert shown.stderr == f"{len(listed)} capture{'s' if len(listed) != 1 else ''} (份)\n"


def test_the_list_says_what_failed_and_what_was_the_same(folder: Path) -> None:
    said = hongtou("archive", "list", folder).stdout
    assert "failure     404" in said
    assert "t2.html  http 404\n" in said
    assert "304 same" in said
    assert hongtou("archive", "list", folder, "--url", "nowhere").exit_code == 1
    assert hongtou("archive", "list", folder, "--json", "--csv").exit_code == 2
    assert hongtou("archive", "list", folder.parent).exit_code == 1
    assert hongtou("archive", "list", folder, "--kind", "pages").exit_code == 2


def test_verify_says_what_it_saw(folder: Path) -> None:
    done = hongtou("archive", "verify", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("1 file, ")
    assert "22 records, 7 captures: all as written (完好)" in done.stdout
    path = files(folder)[0]
    path.write_bytes(path.read_bytes()[:-9])
    done = hongtou("archive", "verify", folder, "--quiet")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"hongtou: {path.name}: is cut off" in done.stderr
    assert f"the capture of {SITE}/zwgk/t3.html" in done.stderr
    assert hongtou("archive", "verify", folder.parent / "none").exit_code == 1


def test_an_export_is_extracted_as_its_archive_is(folder: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    assert hongtou("archive", "export", folder, "-o", pages).exit_code == 0
    assert sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()) == [
        "SHA256SUMS",
        "manifest.jsonl",
        "www.yunxi.example/down_id=9.txt",
        "www.yunxi.example/zwgk/t1.html",
        "www.yunxi.example/zwgk/t1_2.html",
        "www.yunxi.example/zwgk/t3.html",
    ]
    facts = []
    for source in (folder, pages):
        run([str(source)], tmp_path / "output", tables=False)
        found = read_jsonl(tmp_path / "output" / "circulars.jsonl")
        facts.append(
            sorted(
                (
                    [file.url for file in one.source.files],
                    one.source.retrieved_at,
                    [task.task.reading for task in one.tasks],
                )
                for one in found
            )
        )
    assert facts[0] == facts[1]
    assert [len(urls) for urls, _, _ in facts[0]] == [3, 1]
    for line in (pages / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((pages / name).read_bytes()).hexdigest() == digest


def test_an_export_takes_the_same_filters_and_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    assert hongtou("archive", "export", folder, "-o", tmp_path / "a", "--kind", "list").exit_code == 0
    assert (tmp_path / "a/www.yunxi.example/zwgk/index.html").read_bytes() == b"<html><a href='t1.html'>"
    again = hongtou("archive", "export", folder, "-o", tmp_path / "a")
    assert (again.exit_code, "is not empty" in again.stderr) == (1, True)
    assert hongtou("archive", "export", folder, "-o", tmp_path / "b", "--url", "nowhere").exit_code == 1
    assert not (tmp_path / "b").exists()


def test_one_page_goes_to_standard_output(folder: Path) -> None:
    """Of an address that others begin with the one that is there just so."""
    done = hongtou("archive", "export", folder, "-o", "-", "--url", f"{SITE}/zwgk/t1.html")
    assert (done.exit_code, done.stdout_bytes) == (0, FRONT)
    assert hongtou("archive", "export", folder, "-o", "-", "--url", "down").stdout_bytes == DOCUMENT
    done = hongtou("archive", "export", folder, "-o", "-")
    assert done.exit_code == 2
    assert "4 captures are meant" in done.stderr


def test_what_cannot_be_read_is_said_and_the_rest_written(folder: Path, tmp_path: Path) -> None:
    archive(folder, capture("/br.html", b"xx", headers=(("Content-Encoding", "br"), ("Content-Type", "text/html"))))
    done = hongtou("archive", "export", folder, "-o", tmp_path / "pages")
    assert done.exit_code == 1
    assert f"{SITE}/br.html (2026-11-26T08:00:00Z): the page came packed as 'br'" in done.stderr
    assert len((tmp_path / "pages/manifest.jsonl").read_text().splitlines()) == 4


def test_archives_of_other_programs_are_listed_and_exported(tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    answers = [(f"{SITE}/1.html", Answer(FRONT)), (f"{SITE}/2.html", Answer(b"", status="404 Not Found"))]
    (tmp_path / "others/a.warc.gz").write_bytes(warc(answers))
    rows = [json.loads(line) for line in hongtou("archive", "list", tmp_path / "others", "--json").stdout.splitlines()]
    assert [(row["url"], row["status"], row["kind"]) for row in rows] == [
        (f"{SITE}/1.html", 200, "other"),
        (f"{SITE}/2.html", 404, "other"),
    ]
    assert hongtou("archive", "export", tmp_path / "others", "-o", tmp_path / "pages").exit_code == 0
    assert (tmp_path / "pages/www.yunxi.example/1.html").read_bytes() == FRONT
    done = hongtou("archive", "verify", tmp_path / "others")
    assert (done.exit_code, "in no index" in done.stdout) == (0, True)


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.yunxi.example/zwgk/t7.html\r\n"
    "Date: Thu, 26 Nov 2026 16:30:00 +0800\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
    "------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    f"Content-Location: http://www.yunxi.example/zwgk/t7.html\r\n\r\n{page(7)}\r\n------b--\r\n"
).encode()
SAVED = b"<!DOCTYPE html>\n<!-- saved from url=(0036)http://www.yunxi.example/zwgk/t8.html -->\n" + page(8).encode()
SINGLE = (
    b"<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: http://www.yunxi.example/zwgk/t8.html \n"
    b" saved date: Thu Nov 26 2026 16:30:00 GMT+0800 (China Standard Time)\n-->" + page(8).encode()
)


@pytest.mark.parametrize(
    ("name", "data", "url", "moment", "origin"),
    [
        ("通知.mhtml", MHTML, "t7.html", "2026-11-26T08:30:00Z", "the page"),
        ("通知.html", SINGLE, "t8.html", "2026-11-26T08:30:00Z", "the page"),
        ("通知.html", SAVED, "t8.html", "2026-11-20T00:00:00Z", "time of the file"),
    ],
)
def test_a_saved_page_says_where_it_is_from(
    tmp_path: Path, name: str, data: bytes, url: str, moment: str, origin: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    os.utime(path, (1795132800, 1795132800))
    done = hongtou("archive", "add", path, "--archive", tmp_path / "archive", "--by", "王芳")
    assert (done.exit_code, done.stderr) == (0, "")
    (row,) = (
        json.loads(line) for line in hongtou("archive", "list", tmp_path / "archive", "--json").stdout.splitlines()
    )
    assert (row["url"], row["retrieved_at"], row["kind"]) == (f"{SITE}/zwgk/{url}", moment, "circular")
    added = row["facts"].pop("added-at")
    assert added > "2026"
    assert row["facts"] == {"file": name, "added-by": "王芳", "retrieved-from": origin}
    again = hongtou("archive", "add", path, "--archive", tmp_path / "archive")
    assert "is there already" in again.stdout
    run([str(tmp_path / "archive")], tmp_path / "output", tables=False)
    (one,) = read_jsonl(tmp_path / "output/circulars.jsonl")
    assert (one.source.url, one.source.retrieved_at) == (f"{SITE}/zwgk/{url}", moment)
    assert one.document_number
    assert not one.findings
    assert hongtou("archive", "verify", tmp_path / "archive").exit_code == 0
    assert hongtou("archive", "export", tmp_path / "archive", "-o", "-").stdout_bytes == data


def test_files_of_one_circular_are_added_together(tmp_path: Path) -> None:
    from tests.formats.makers import docx

    given = {"1.html": FRONT, "2.html": BACK, "附件1.docx": docx(), "附件2.txt": DOCUMENT}
    for name, data in given.items():
        (tmp_path / name).write_bytes(data)
    url = f"{SITE}/zwgk/t1.html"
    words = ["--url", url, "--retrieved", "2026-11-26", "--note", "县政府办公室来信提供", "--publisher", "云溪县政府网"]
    done = hongtou("archive", "add", *(tmp_path / name for name in given), *words, "--archive", tmp_path / "archive")
    assert done.exit_code == 0
    rows = [json.loads(line) for line in hongtou("archive", "list", tmp_path / "archive", "--json").stdout.splitlines()]
    assert [(row["kind"], row["part_of"]) for row in rows] == [
        ("circular", None),
        ("page", url),
        ("attachment", url),
        ("attachment", url),
    ]
    assert len({row["url"] for row in rows}) == 4
    run([str(tmp_path / "archive")], tmp_path / "output", tables=False)
    (one,) = read_jsonl(tmp_path / "output/circulars.jsonl")
    assert (one.source.url, one.source.publisher, one.source.retrieved_at) == (
        url,
        "云溪县政府网",
        "2026-11-26T00:00:00Z",
    )
    assert one.source.meta["note"] == "县政府办公室来信提供"
    assert len(one.source.files) == 4


@pytest.mark.parametrize(
    ("name", "data", "words", "said"),
    [
        ("a.html", FRONT, [], "name its address with --url"),
        ("a.html", FRONT, ["--url", "file:///etc/passwd"], "is no address of a page"),
        ("a.html", FRONT, ["--url", "http://a.example/a b"], "is no address of a page"),
        ("a.exe", b"MZ", ["--url", f"{SITE}/a"], ".exe is no type of file"),
        ("a.html", b"", ["--url", f"{SITE}/a"], "is empty"),
        ("a.html", None, ["--url", f"{SITE}/a"], "cannot read"),
    ],
)
def test_what_cannot_be_added_adds_nothing(
    tmp_path: Path, name: str, data: bytes | None, words: list[str], said: str
) -> None:
    good = tmp_path / "good.mhtml"
    good.write_bytes(MHTML)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = hongtou("archive", "add", tmp_path / name, good, *words, "--archive", tmp_path / "archive")
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert not (tmp_path / "archive" / INDEX).exists()


def test_files_that_the_index_does_not_know_are_named(folder: Path, tmp_path: Path) -> None:
    (folder / "other.warc.gz").write_bytes(warc([(f"{SITE}/x.html", Answer(FRONT))]))
    for words in (["list", folder], ["export", folder, "-o", tmp_path / "pages"]):
        assert "left out: other.warc.gz" in hongtou("archive", *words).stderr
    assert hongtou("archive", "verify", folder).exit_code == 0
