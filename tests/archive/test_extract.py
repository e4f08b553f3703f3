"""From an archive to a dataset: what the crawl knew joins pages and attachments; the newest of each is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from archive.made import SITE, archive, capture, files, unchanged
from containers.made import page
from hongtou.archive.export import chosen, export
from hongtou.archive.index import INDEX
from hongtou.archive.reading import Reading
from hongtou.archive.wanted import Wanted
from hongtou.errors import UnreadableError
from hongtou.model import Circular
from hongtou.run.batch import Summary, run
from hongtou.write import read_jsonl

TABLE = "<table><tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>{}</table>"
ROW = "<tr><td>{0}</td><td>{1}</td><td>县水务局</td><td>{0}月底</td></tr>"
FRONT = (
    "<html><body><h1>云溪县人民政府办公室关于防汛工作的通知</h1><p>云政办发〔2016〕3号</p><p>各乡镇人民政府:</p>"
    "<p>现将任务分工印发给你们。</p>" + TABLE.format(ROW.format(3, "修堤")) + "</body></html>"
).encode()
END = "<p>云溪县人民政府办公室</p><p>2016年3月3日</p></body></html>"
BACK, MIDDLE = (f"<html><body>{TABLE.format(ROW.format(4, work))}{END}".encode() for work in ("清淤", "疏浚"))
PLAIN = (("Content-Type", "text/plain"),)
DOCUMENT = "附件\n\n重点任务分工表\n\n5月底前完成水库加固。(责任单位:县水务局)\n".encode()


def extract(folder: Path) -> tuple[list[Circular], Summary]:
    """The dataset of an archive."""
    output = folder.parent / "output"
    summary = run([str(folder)], output, tables=False)
    return list(read_jsonl(output / "circulars.jsonl")), summary


def paths(circular: Circular) -> list[str]:
    """The addresses of its files."""
    return [str(file.url) for file in circular.source.files]


def test_pages_are_joined_as_the_crawl_says(tmp_path: Path) -> None:
    first = f"{SITE}/show.jsp?id=9"
    folder = archive(
        tmp_path / "archive",
        capture("/page.jsp?of=9&n=10", BACK, kind="page", part_of=first, via=first),
        capture("/page.jsp?of=9&n=2", MIDDLE, kind="page", part_of=first, via=first),
        capture("/show.jsp?id=9", FRONT),
        capture("/other.html", page(7).encode()),
    )
    found, summary = extract(folder)
    assert summary.ok
    joined = next(one for one in found if one.source.url == first)
    assert paths(joined) == [first, f"{SITE}/page.jsp?of=9&n=2", f"{SITE}/page.jsp?of=9&n=10"]
    assert [task.task.reading for task in joined.tasks] == ["修堤", "疏浚", "清淤"]
    assert joined.source.retrieved_at == "2026-11-26T08:00:00Z"
    assert len(found) == 2


def test_pages_that_each_lead_to_the_next_are_in_that_order(tmp_path: Path) -> None:
    first, second, third = (f"{SITE}/{name}.html" for name in ("c", "b", "a"))
    folder = archive(
        tmp_path / "archive",
        capture("/c.html", FRONT),
        capture("/a.html", BACK, kind="page", part_of=first, via=second),
        capture("/b.html", MIDDLE, kind="page", part_of=first, via=first),
    )
    found, _ = extract(folder)
    assert [paths(one) for one in found] == [[first, second, third]]


def test_attachments_are_joined_as_the_crawl_says(tmp_path: Path) -> None:
    """Two circulars that do not name their attachments; the addresses say nothing either."""
    folder = archive(
        tmp_path / "archive",
        capture("/1.html", page(3, "防汛工作").encode()),
        capture("/2.html", page(4, "抗旱工作").encode()),
        capture(
            "/down?id=17",
            DOCUMENT,
            kind="attachment",
            part_of=f"{SITE}/2.html",
            headers=(("Content-Type", "text/plain"),),
        ),
    )
    found, summary = extract(folder)
    assert summary.ok
    assert [paths(one) for one in found] == [[f"{SITE}/1.html"], [f"{SITE}/2.html", f"{SITE}/down?id=17"]]


def test_a_packed_attachment_belongs_to_its_circular_too(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as inner:
        inner.writestr("分工表.txt", DOCUMENT)
        inner.writestr("名单.txt", DOCUMENT + b" ")
    folder = archive(
        tmp_path / "archive",
        capture("/1.html", page(3).encode()),
        capture("/2.html", page(4, "抗旱工作").encode()),
        capture("/x.zip", packed.getvalue(), kind="attachment", part_of=f"{SITE}/2.html", headers=()),
    )
    found, _ = extract(folder)
    assert [[file.path.rpartition("!/")[2] for file in one.source.files] for one in found] == [
        [f"{SITE}/1.html"],
        [f"{SITE}/2.html", "分工表.txt", "名单.txt"],
    ]


@pytest.mark.parametrize("kind", ["list", "robots", "redirect", "failure", "other"])
def test_what_is_no_page_is_left_aside_by_name(tmp_path: Path, kind: str) -> None:
    facts = {"reason": "captcha"} if kind == "failure" else {}
    folder = archive(tmp_path / "archive", capture("/1.html"), capture("/2.html", kind=kind, facts=facts))
    found, summary = extract(folder)
    assert [one.source.url for one in found] == [f"{SITE}/1.html"]
    why = "failure: captcha" if kind == "failure" else kind
    assert [name.partition("!/")[2] for name in summary.skipped] == [f"{SITE}/2.html ({why})"]


@pytest.mark.parametrize("rotate", [1, 10**9])
def test_the_newest_whole_capture_is_read(tmp_path: Path, rotate: int) -> None:
    folder = archive(
        tmp_path / "archive",
        capture("/1.html", page(3).encode()),
        capture("/1.html", page(4).encode(), day=1),
        unchanged("/1.html", 2),
        capture("/1.html", page(5).encode()[:200], day=3, truncated="disconnect"),
        capture("/1.html", b"", day=4, status=503, kind="failure", facts={"reason": "http 503"}),
        rotate=rotate,
    )
    found, summary = extract(folder)
    assert [one.source.retrieved_at for one in found] == ["2026-11-27T08:00:00Z"]
    assert [one.document_number.normalized for one in found if one.document_number] == ["云政办发〔2016〕4号"]
    assert found[0].source.path.endswith(f"!/{SITE}/1.html")
    assert sorted(name.rpartition(" (")[2] for name in summary.skipped) == [
        "another capture of the same address, 2026-11-26)",
        "failure: http 503)",
        "unchanged or not whole, 2026-11-28)",
        "unchanged or not whole, 2026-11-29)",
    ]


def test_two_captures_of_one_second_are_in_the_order_of_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    for number in range(1, 12):
        archive(folder, capture("/1.html", page(number).encode(), fetch=str(number)), rotate=3000)
    found, _ = extract(folder)
    assert [one.document_number.normalized for one in found if one.document_number] == ["云政办发〔2016〕11号"]


def test_what_is_not_whole_is_read_where_there_is_nothing_else_and_said(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", capture("/1.html", FRONT[:-40], truncated="time"))
    found, _ = extract(folder)
    assert "source_truncated" in {finding.check for finding in found[0].findings}


def test_an_export_keeps_what_a_download_is_called(tmp_path: Path) -> None:
    """downfile.jsp?id=3 gives a Word file as octets; only the server or the link says what it is."""
    first = f"{SITE}/t1.html"
    octets = ("Content-Type", "application/octet-stream")
    disposed = ("Content-Disposition", "attachment; filename*=UTF-8''%E9%99%84%E4%BB%B61.txt")
    part = {"kind": "attachment", "part_of": first, "via": first}
    folder = archive(
        tmp_path / "archive",
        capture("/t1.html", FRONT),
        capture("/downfile.jsp?id=3", DOCUMENT, headers=(octets, disposed), **part),
        capture("/downfile.jsp?id=4", DOCUMENT + b"\n", headers=(octets,), facts={"title": "附件2.txt"}, **part),
    )
    with Reading.of(folder) as reading:
        export(reading, chosen(reading.captures(), Wanted()), tmp_path / "pages")
    found, _ = extract(folder)
    again, _ = extract(tmp_path / "pages")
    assert [paths(one) for one in again] == [paths(one) for one in found]
    assert (len(paths(again[0])), again[0].tasks) == (3, found[0].tasks)


@pytest.mark.parametrize(
    ("path", "media_type", "name"),
    [
        ("/fj1.csv", "text/csv", "fj1.csv.txt"),
        ("/fj1.csv", "application/octet-stream", "fj1.csv.txt"),
        ("/down?id=1", "application/octet-stream", "down_id=1.txt"),
        ("/down?id=1", "", "down_id=1.txt"),
    ],
)
def test_an_export_names_a_table_in_text_so_that_it_is_read(
    tmp_path: Path, path: str, media_type: str, name: str
) -> None:
    first = f"{SITE}/t1.html"
    headers = (("Content-Type", media_type),) if media_type else ()
    table = "序号,工作任务,责任单位,完成时限\n1,水库加固,县水务局,5月底前\n".encode("gb18030")
    part = {"kind": "attachment", "part_of": first, "via": first}
    folder = archive(tmp_path / "archive", capture("/t1.html", FRONT), capture(path, table, headers=headers, **part))
    with Reading.of(folder) as reading:
        export(reading, chosen(reading.captures(), Wanted()), tmp_path / "pages")
    assert (tmp_path / "pages" / "www.yunxi.example" / name).read_bytes() == table
    (found,), _ = extract(folder)
    (again,), _ = extract(tmp_path / "pages")
    assert len(paths(found)) == 2
    assert (paths(again), again.tasks) == (paths(found), found.tasks)


def test_a_broken_record_costs_itself_and_not_what_is_behind_it(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", *(capture(f"/{n}.html") for n in range(9)))
    rotten = bytearray(files(folder)[0].read_bytes())
    with Reading.of(folder) as reading:
        third = list(reading.captures())[2]
    rotten[third.offset + 30 : third.offset + 40] = bytes(10)  # within the record of its page
    files(folder)[0].write_bytes(rotten)
    found, summary = extract(folder)
    assert {one.source.url for one in found if one.source.url} == {f"{SITE}/{n}.html" for n in range(9) if n != 2}
    assert "It was not read whole: after 7 records stand" in str(summary.failed)
    assert "what is behind them was read" in str(summary.failed)
    with Reading.of(folder) as reading, pytest.raises(UnreadableError, match="the record cannot be read"):
        reading.body(third)


def test_the_index_is_not_needed_and_is_no_input(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", capture("/1.html"))
    first, summary = extract(folder)
    assert summary.skipped == ()
    (folder / INDEX).unlink()
    assert extract(folder)[0] == first


def test_a_file_of_an_archive_can_be_read_alone(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", capture("/1.html", FRONT), capture("/2.html", kind="list"))
    summary = run([str(files(folder)[0])], tmp_path / "output", tables=False)
    assert (summary.circulars, len(summary.skipped)) == (1, 1)


def test_a_page_may_be_called_as_what_belongs_to_a_folder_is(tmp_path: Path) -> None:
    names = ["/README.html", "/.well-known/1.html", "/index.csv"]
    folder = archive(tmp_path / "archive", *(capture(name, page(n + 1).encode()) for n, name in enumerate(names)))
    found, summary = extract(folder)
    assert {one.source.url for one in found} == {SITE + name for name in names}
    assert summary.warnings == ()
