"""Tables of documents in slices: read by many, killed, gone on with, read again; the same bytes come out."""

from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter

from hongtou.run.batch import How, Summary, run
from hongtou.run.crew import Here
from hongtou.run.engine import Engine, Rules
from hongtou.run.inputs import Walk
from hongtou.run.ledger import Ledger
from hongtou.run.meta import Meta
from hongtou.run.parts import Parts
from hongtou.run.pool import Pool
from hongtou.run.slices import cut, lines
from hongtou.run.store import Place, Store
from hongtou.run.work import Rows, Setting, Size, Task
from hongtou.write import read_jsonl

from .conftest import CIRCULAR
from .engines import SMALL, begun, dataset, parts, pooled, start, until
from .test_cluster import Far

Row = dict[str, str]


def rows(numbers: range) -> list[Row]:
    """Circulars that differ in number and title; each seventh, from the sixth, is the one before it once more."""
    return [
        {
            "标题": f"第{n}行",
            "正文": CIRCULAR.replace("31号", f"{n - n % 7 // 6}号").replace("防汛", f"{n - n % 7 // 6}号防汛"),
            "url": f"https://a.example/{n}",
        }
        for n in numbers
    ]


def as_csv(table: list[Row]) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode("utf-8-sig")


def as_jsonl(table: list[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table).encode()


def as_parquet(table: list[Row]) -> bytes:
    out = BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(table), out, row_group_size=4)
    return out.getvalue()


def as_xlsx(table: list[Row]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([list(table[0]), *(list(row.values()) for row in table)]):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell)
    return out.getvalue()


def as_zip(table: list[Row]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("t.csv", as_csv(table))
    return out.getvalue()


FORMS: dict[str, Callable[[list[Row]], bytes]] = {
    "t.csv": as_csv,
    "t.jsonl": as_jsonl,
    "t.parquet": as_parquet,
    "t.xlsx": as_xlsx,
    "t.csv.gz": lambda table: gzip.compress(as_csv(table)),
    "t.zip": as_zip,
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def extract(*paths: str, output: str = "out", how: How = How()) -> Summary:  # noqa: B008 - immutable
    return run(paths, output, tables=False, text_column="正文", how=how)


def same(one: str, other: str) -> bool:
    return dataset(one) == dataset(other)


def told(summary: Summary) -> tuple[int, int]:
    return summary.read, summary.reused


@pytest.mark.parametrize("name", FORMS)
def test_the_same_bytes_however_it_is_cut_and_whoever_reads(name: str) -> None:
    Path(name).write_bytes(FORMS[name](rows(range(1, 21))))
    extract(name, output="whole")
    extract(name, output="cut", how=How(rules=SMALL))
    extract(name, output="pooled", how=pooled(2))
    assert same("cut", "whole")
    assert same("pooled", "whole")
    found = list(read_jsonl(Path("whole/circulars.jsonl")))
    assert len(found) == 17  # three of twenty are there twice
    assert {len(one.source.files) for one in found} == {1, 2}
    assert found[0].source.path.endswith("#1")
    assert (found[0].source.url, found[0].source.meta) == ("https://a.example/1", {"标题": "第1行"})


def test_rows_that_fail_and_tables_that_do_are_the_same_in_slices() -> None:
    some = as_jsonl(rows(range(1, 9))).splitlines(keepends=True)
    Path("a.jsonl").write_bytes(b"".join((b"{broken\n", b'{"a": "1"}\n', *some, b"[]\n", b'{"b": ""}\n')))
    Path("b.jsonl").write_bytes(b'{"a": "1"}\n{broken\n' * 4)
    Path("c.parquet").write_bytes(b"PAR1")
    whole, sliced = (
        extract("a.jsonl", "b.jsonl", "c.parquet", output="one"),
        extract("a.jsonl", "b.jsonl", "c.parquet", output="two", how=pooled(2)),
    )
    assert same("one", "two")
    assert sliced.failed == whole.failed
    assert [path for path, _ in whole.failed] == [
        "a.jsonl#1", "a.jsonl#11", "a.jsonl#12", "a.jsonl#2", "b.jsonl", "b.jsonl#2", "b.jsonl#4", "b.jsonl#6",
        "b.jsonl#8", "c.parquet",
    ]  # fmt: skip


def test_a_machine_that_sees_no_folder_is_sent_the_rows() -> None:
    Path("t.csv").write_bytes(as_csv(rows(range(1, 12))))
    found = {}
    for name in ("here", "far"):
        Path(name).mkdir()
        with closing(Ledger()) as ledger, closing(Parts(Path(name))) as kept, closing(Walk(tables=True)) as walk:
            ledger.take(walk.paths(["t.csv"]), Meta(ledger.db, ledger.bearers))
            ledger.seal()
            with Here(Setting(text_column="正文"), kept) as here:
                crew = here if name == "here" else Far(kept, here)
                engine = Engine(Store(ledger, kept), crew, SMALL)
                engine.records()
                found[name] = [one.copy.source for one in engine.links().decided()]
        assert {part.name.split("-")[1] for part in Path(name).iterdir()} == {"rows"}  # what was cut is gone
    assert found["far"] == found["here"]


def test_a_row_that_kills_its_readers_is_that_row_alone() -> None:
    """Long enough that whoever is at it can be met there."""
    table = rows(range(1, 7))
    table[3]["正文"] = CIRCULAR + "一、加固堤防。6月30日前完成。(责任单位:县水利局)\n" * 50_000
    Path("t.csv").write_bytes(as_csv(table))
    file = next(one.file for one in Walk(tables=True).paths(["t.csv"]) if one.file)
    made = Parts(Path())
    writer = made.writer("cut")

    def put(data: bytes) -> tuple[int, int]:
        place = writer.add(0, data, b"")
        return place.offset, place.length

    (whole,) = cut(lines(file, "正文"), Size(64, 2**24), put)
    writer.close()
    task = Task("rows", 0, "rows", (Rows(file, Place("cut", whole.offset, whole.length)),))
    with Pool(Setting(text_column="正文", parts=os.fspath(Path().resolve())), 1) as pool:

        def kill() -> None:
            killed: set[int] = set()
            while len(killed) < 2:
                for slot in pool._slots:
                    at, process = slot.pulse[1], slot.pulse[3]
                    if at == 3 and process not in killed:
                        os.kill(process, signal.SIGKILL)
                        killed.add(process)
                time.sleep(0.001)

        killer = threading.Thread(target=kill)
        killer.start()
        ((_, outcome),) = pool.map([task])
        killer.join()
    assert outcome.told is None
    with closing(Ledger()) as ledger, closing(Walk(tables=True)) as walk:
        ledger.take(walk.paths(["t.csv"]), Meta(ledger.db, ledger.bearers))
        ledger.seal()
        store = Store(ledger, made)
        store.absorb("rows", [(0, 1, "t.csv")])
        paths = [
            (words.decode(), readable) for words, readable in ledger.db.execute("SELECT path, readable FROM records")
        ]
    assert paths == [(f"t.csv#{n}", n != 4) for n in range(1, 7)]


def test_a_run_that_is_killed_goes_on() -> None:
    Path("t.csv").write_bytes(as_csv(rows(range(1, 40))))
    extract("t.csv", output="one")
    process = start("two", "rows", "2", "t.csv")
    until(lambda: begun("two").exists() and parts("two") > 4, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    run([], "two", how=How(resume=True))
    assert (Path("two") / "circulars.jsonl").read_bytes() == (Path("one") / "circulars.jsonl").read_bytes()


def test_of_a_table_that_grew_only_the_end_is_read_again() -> None:
    Path("t.csv").write_bytes(as_csv(rows(range(1, 21))))
    how = How(rules=Rules(files=4))
    assert told(extract("t.csv", how=how)) == (1, 0)
    first = {part.name: part.stat().st_mtime_ns for part in Path("out/.hongtou-work/parts").iterdir()}
    assert len(first) == 5
    assert told(extract("t.csv", how=how)) == (0, 1)
    Path("t.csv").write_bytes(as_csv(rows(range(1, 24))))
    assert told(extract("t.csv", how=how)) == (1, 0)
    second = {part.name: part.stat().st_mtime_ns for part in Path("out/.hongtou-work/parts").iterdir()}
    assert len(second) == 6
    assert first.items() < second.items()
    extract("t.csv", output="fresh")
    assert same("out", "fresh")


def test_a_table_that_was_moved_or_touched_is_not_read_again_and_one_row_that_changed_costs_its_slice() -> None:
    table = rows(range(1, 21))
    Path("t.csv").write_bytes(as_csv(table))
    how = How(rules=Rules(files=4))
    extract("t.csv", how=how)
    os.utime("t.csv", (1, 1))
    Path("in").mkdir()
    Path("t.csv").rename("in/t.csv")
    assert told(extract("in", how=how)) == (0, 1)
    table[9]["url"] = "https://a.example/new"
    Path("in/t.csv").write_bytes(as_csv(table))
    before = set(Path("out/.hongtou-work/parts").iterdir())
    assert told(extract("in", how=how)) == (1, 0)
    assert len(before & set(Path("out/.hongtou-work/parts").iterdir())) == 4
    extract("in", output="fresh")
    assert same("out", "fresh")


def test_a_slice_with_a_row_that_failed_is_read_again() -> None:
    Path("t.jsonl").write_bytes(as_jsonl(rows(range(1, 9))) + b"{broken\n")
    how = How(rules=Rules(files=4))
    assert told(extract("t.jsonl", how=how)) == (1, 0)
    assert len(list(Path("out/.hongtou-work/parts").iterdir())) == 2
    assert told(extract("t.jsonl", how=how)) == (1, 0)
    extract("t.jsonl", output="fresh")
    assert same("out", "fresh")


def test_a_part_that_is_broken_is_read_again() -> None:
    Path("t.csv").write_bytes(as_csv(rows(range(1, 21))))
    how = How(rules=Rules(files=4))
    extract("t.csv", how=how)
    first = dataset("out")
    min(Path("out/.hongtou-work/parts").iterdir()).write_bytes(b"")
    extract("t.csv", how=how)
    assert dataset("out") == first
