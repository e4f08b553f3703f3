"""Inputs to a dataset: what one run reads, merges, refuses and survives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import hongtou.run.reading
from containers.made import zipped
from hongtou.errors import InputError, OutputError, UsageError
from hongtou.model import Circular, Document
from hongtou.run.batch import How, Summary, run
from hongtou.write import read_jsonl, write_dataset

from .conftest import CIRCULAR


def extract(*paths: str, text_column: str | None = None, meta: tuple[str, ...] = ()) -> tuple[Summary, list[Circular]]:
    summary = run(paths, "out", tables=False, text_column=text_column, meta_files=meta)
    return summary, list(read_jsonl(Path("out/circulars.jsonl")))


def checks(circular: Circular) -> set[tuple[str, str]]:
    return {(finding.check, finding.severity) for finding in circular.findings}


def test_a_folder_becomes_a_dataset_sorted_by_path(pages: Path) -> None:
    summary, circulars = extract("pages")
    assert [c.source.path for c in circulars] == ["pages/a.txt", "pages/b.txt"]
    assert (summary.circulars, summary.failed, summary.missing, summary.ok) == (2, (), (), True)
    assert summary.tasks == sum(len(c.tasks) for c in circulars) == 2
    assert circulars[0].references[0].target_work_id == circulars[1].work_id


def test_the_same_bytes_out_whatever_the_order(pages: Path) -> None:
    run(["pages/a.txt", "pages/b.txt"], "one", tables=False)
    run(["pages/b.txt", "pages/a.txt", "pages/b.txt"], "two", tables=False)
    assert Path("one/circulars.jsonl").read_bytes() == Path("two/circulars.jsonl").read_bytes()


def test_identical_bytes_are_one_record_that_lists_both_files(pages: Path) -> None:
    (pages / "c.txt").write_text(CIRCULAR, encoding="utf-8")
    _, circulars = extract("pages")
    assert [c.source.path for c in circulars] == ["pages/a.txt", "pages/b.txt"]
    assert [file.path for file in circulars[0].source.files] == ["pages/a.txt", "pages/c.txt"]


def test_two_empty_files_are_one_failed_record(pages: Path) -> None:
    for name in ("c.txt", "d.txt"):
        (pages / name).write_bytes(b"")
    summary, circulars = extract("pages")
    assert len(circulars) == 3
    assert [file.path for file in circulars[2].source.files] == ["pages/c.txt", "pages/d.txt"]
    assert not summary.ok


def test_a_copy_in_another_encoding_is_one_work_with_one_preferred(pages: Path) -> None:
    (pages / "c.txt").write_text(CIRCULAR, encoding="gb18030")
    _, circulars = extract("pages/a.txt", "pages/c.txt")
    assert len({c.work_id for c in circulars}) == 1
    assert [c.preferred for c in circulars] == [True, False]


# Bad input: its own document alone pays.


def test_empty_file(pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    summary, circulars = extract("pages")
    assert len(circulars) == 3
    assert [path for path, _ in summary.failed] == ["pages/empty.txt"]
    assert any(severity == "error" for _, severity in checks(circulars[2]))


def test_binary_file(pages: Path) -> None:
    (pages / "program.txt").write_bytes(b"\x7fELF\2\1\1" + bytes(range(256)) * 40)
    summary, circulars = extract("pages")
    assert checks(circulars[2]) == {("unreadable", "error")}
    assert (circulars[2].text, circulars[2].tasks) == ("", ())
    assert [path for path, _ in summary.failed] == ["pages/program.txt"]


@pytest.mark.parametrize(
    "cut", ["<p>云政办函〔2016〕31号</p><table><tr><td>1</td><td cla", "<p>通知</p><div styl", "<p>通知<"]
)
def test_page_cut_in_mid_tag(pages: Path, cut: str) -> None:
    (pages / "cut.html").write_text(f"<html><body>{cut}", encoding="utf-8")
    summary, circulars = extract("pages")
    assert summary.ok
    assert len(circulars) == 3
    assert "cla" not in circulars[2].text
    assert "styl" not in circulars[2].text


def test_wrong_declared_encoding(pages: Path) -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{CIRCULAR}</p></body></html>'
    (pages / "wrong.html").write_bytes(page.encode("gb18030"))
    summary, circulars = extract("pages/wrong.html")
    assert summary.ok
    assert "云溪县人民政府办公室" in circulars[0].text
    assert circulars[0].source.encoding == "gb18030"


def test_one_line_of_twenty_megabytes(pages: Path) -> None:
    sentence = "各单位要加强组织领导,落实工作责任,确保完成任务。"
    (pages / "long.txt").write_bytes(sentence.encode() * 280_000)
    summary, circulars = extract("pages")
    assert summary.ok
    (long,) = [circular for circular in circulars if circular.source.path == "pages/long.txt"]
    assert len(long.text) == len(sentence) * 280_000
    assert long.text.endswith(sentence)


def test_missing_path_among_good_ones(pages: Path) -> None:
    summary, circulars = extract("pages/a.txt", "gone.txt", "pages/b.txt")
    assert len(circulars) == 2
    assert (summary.missing, summary.ok) == (("gone.txt",), False)


def test_a_named_file_of_unknown_type_fails_and_stays_in_the_dataset(pages: Path) -> None:
    (pages / "a.xyz").write_text("通知", encoding="utf-8")
    summary, circulars = extract("pages/a.xyz", "pages/a.txt")
    assert [path for path, _ in summary.failed] == ["pages/a.xyz"]
    assert checks(circulars[1]) == {("unreadable", "error")}


def test_output_that_cannot_be_written_keeps_what_is_there(pages: Path) -> None:
    Path("file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="file"):
        run(["pages"], "file/out")
    assert Path("file").read_text(encoding="utf-8") == "mine"


def test_output_that_cannot_be_written_is_known_before_anything_is_read(pages: Path) -> None:
    told: list[str] = []
    with pytest.raises(OutputError, match="in the way"):
        run(["pages"], "pages/a.txt/out", progress=lambda _done, _all, name: told.append(name))
    assert told == []


@pytest.mark.parametrize("name", ["tasks.csv", "circulars.jsonl", "datapackage.json"])
def test_a_file_of_someone_else_s_is_not_replaced(pages: Path, name: str) -> None:
    Path("out").mkdir()
    Path("out", name).write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=rf"{name} is not of hongtou"):
        run(["pages"], "out")
    with pytest.raises(OutputError, match=rf"{name} is not of hongtou"):
        write_dataset([], Path("out"))
    assert [(path.name, path.read_text(encoding="utf-8")) for path in Path("out").iterdir()] == [(name, "mine")]


@pytest.mark.parametrize("tables", [True, False])
def test_a_dataset_is_replaced_and_files_of_other_names_stay(pages: Path, tables: bool) -> None:
    run(["pages"], "out", tables=tables, how=How(keep=False))
    Path("out", "notes.csv").write_text("mine", encoding="utf-8")
    run(["pages"], "out", how=How(keep=False))
    assert Path("out", "notes.csv").read_text(encoding="utf-8") == "mine"
    assert Path("out", "tasks.csv").exists()


def test_an_output_without_a_name_is_refused(pages: Path) -> None:
    with pytest.raises(UsageError, match="give a folder"):
        run(["pages"], "")


def test_folder_with_nothing_to_read_writes_nothing(pages: Path) -> None:
    (pages / "empty").mkdir()
    (pages / "empty" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(InputError, match="nothing to read"):
        extract("pages/empty")
    assert not Path("out").exists()


def test_only_missing_paths_write_nothing(pages: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt"):
        extract("gone.txt")
    assert not Path("out").exists()


def test_a_defect_in_parsing_costs_that_document_alone(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = hongtou.run.reading.parse

    def parse(document: Document) -> Circular:
        if document.source.path.endswith("a.txt"):
            raise ValueError("a defect")
        return whole(document)

    monkeypatch.setattr(hongtou.run.reading, "parse", parse)
    summary, circulars = extract("pages")
    assert "a defect" in dict(summary.failed)["pages/a.txt"]
    assert circulars[1].title is not None


def test_a_file_that_cannot_be_opened(pages: Path) -> None:
    (pages / "loop.txt").symlink_to("loop.txt")
    summary, circulars = extract("pages")
    assert [path for path, _ in summary.failed] == ["pages/loop.txt"]
    assert len(circulars) == 3


def test_a_pipe_in_a_folder_is_skipped_and_not_waited_for(pages: Path) -> None:
    os.mkfifo(pages / "pipe.txt")
    (pages / "linked.txt").symlink_to("pipe.txt")
    summary, circulars = extract("pages")
    assert summary.skipped == ("pages/linked.txt", "pages/pipe.txt")
    assert len(circulars) == 2


# Tables of documents and --meta.


def test_rows_of_a_table_are_documents(pages: Path) -> None:
    cell = CIRCULAR.replace('"', '""')
    Path("t.csv").write_text(f'标题,正文,url\n防汛,"{cell}",https://a.example/1\n', encoding="utf-8")
    _, circulars = extract("t.csv", "pages/b.txt", text_column="正文")
    assert [c.source.path for c in circulars] == ["pages/b.txt", "t.csv#1"]
    assert (circulars[1].source.url, circulars[1].source.meta) == ("https://a.example/1", {"标题": "防汛"})
    assert len(circulars[1].tasks) == 2


def test_a_row_that_is_a_files_text_is_the_same_circular(pages: Path) -> None:
    Path("t.csv").write_text(f'正文\n"{CIRCULAR}"\n', encoding="utf-8", newline="")
    _, circulars = extract("t.csv", "pages/a.txt", text_column="正文")
    assert [[file.path for file in c.source.files] for c in circulars] == [["pages/a.txt", "t.csv#1"]]


def test_a_bad_row_is_a_failed_document(pages: Path) -> None:
    Path("t.jsonl").write_text('{"正文": "通知"}\n{broken\n', encoding="utf-8")
    summary, circulars = extract("t.jsonl", text_column="正文")
    assert [path for path, _ in summary.failed] == ["t.jsonl#2"]
    assert len(circulars) == 2


def test_a_json_row_without_the_column_is_a_failed_document(pages: Path) -> None:
    Path("t.jsonl").write_text('{"a": 1}\n{"正文": "通知"}\n{"正文": null}\n', encoding="utf-8")
    summary, circulars = extract("t.jsonl", text_column="正文")
    assert [path for path, _ in summary.failed] == ["t.jsonl#1", "t.jsonl#3"]
    assert "no column '正文'; its columns are: a" in summary.failed[0][1]
    assert len(circulars) == 3


def test_a_table_about_something_else_is_a_failed_document(pages: Path) -> None:
    (pages / "prices.csv").write_text("item,price\n1,2\n3,4\n", encoding="utf-8")
    (pages / "t.csv").write_text("正文\n通知\n", encoding="utf-8")
    summary, circulars = extract("pages", text_column="正文")
    assert [path for path, _ in summary.failed] == ["pages/prices.csv"]
    assert "its columns are: item, price" in summary.failed[0][1]
    assert len(circulars) == 4


@pytest.mark.parametrize(("name", "data"), [("t.csv", ""), ("t.csv", "正文,url\n"), ("t.jsonl", "\n")])
def test_a_table_without_rows_is_a_failed_document(pages: Path, name: str, data: str) -> None:
    Path(name).write_text(data, encoding="utf-8")
    summary, circulars = extract(name, text_column="正文")
    assert summary.failed == ((name, "The table could not be read: it has no rows."),)
    assert len(circulars) == 1


def test_a_column_that_no_table_has_leaves_the_dataset_that_was_there(pages: Path) -> None:
    extract("pages")
    Path("t.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"t\.csv has no column '正文'; its columns are: a"):
        extract("t.csv", "pages/a.txt", text_column="正文")
    assert len(list(read_jsonl(Path("out/circulars.jsonl")))) == 2


def test_a_column_that_is_not_there_is_wrong_use(pages: Path) -> None:
    Path("t.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="正文"):
        extract("t.csv", text_column="正文")


def test_meta_reaches_the_dataset(pages: Path) -> None:
    (pages / "index.csv").write_text(
        "path,url,publisher,retrieved_at,composed,批次\na.txt,https://a.example/1,云溪县政府网,2020-01-02,true,3\ngone.txt,,,,,\n",
        encoding="utf-8",
    )
    summary, circulars = extract("pages")
    source = circulars[0].source
    assert (source.url, source.publisher, source.retrieved_at) == ("https://a.example/1", "云溪县政府网", "2020-01-02")
    assert (source.composed, source.meta, source.files[0].url) == (True, {"批次": "3"}, "https://a.example/1")
    assert summary.unmatched == ("pages/index.csv: gone.txt",)
    assert summary.composed == 1


def test_of_identical_files_each_says_what_the_others_leave_open(pages: Path) -> None:
    (pages / "c.txt").write_text(CIRCULAR, encoding="utf-8")
    (pages / "index.csv").write_text(
        "path,url,publisher,composed,批次,卷\na.txt,https://a.example/1,,,3,\nc.txt,https://c.example/2,云溪县政府网,true,4,7\n",
        encoding="utf-8",
    )
    summary, circulars = extract("pages")
    source = circulars[0].source
    assert [file.url for file in source.files] == ["https://a.example/1", "https://c.example/2"]
    assert (source.url, source.publisher, source.composed) == ("https://a.example/1", "云溪县政府网", True)
    assert source.meta == {"批次": "3", "卷": "7"}
    assert summary.unmatched == ()


def test_a_name_of_an_old_system_is_printed_as_it_was_meant(pages: Path) -> None:
    for name, data in (("公告.txt", "通知".encode()), ("压缩.zip", zipped({"a.txt": "公告".encode()}))):
        Path(os.fsdecode(b"pages/" + name.encode("gb18030"))).write_bytes(data)
    summary, circulars = extract("pages")
    assert summary.ok
    assert [c.source.path for c in circulars][2:] == ["pages/公告.txt", "pages/压缩.zip!/a.txt"]
    assert run(["pages"], "out", tables=False).reused == 4


def test_progress_is_told_of_every_file(pages: Path) -> None:
    told: list[tuple[int, int, str]] = []
    run(["pages"], "out", tables=False, progress=lambda *args: told.append(args))
    read = [(0, 2, "pages/a.txt"), (1, 2, "pages/b.txt"), (2, 2, "")]
    assert told == [*read, (0, 2, "→ dataset 写出")]
