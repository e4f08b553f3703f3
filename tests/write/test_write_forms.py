"""JSONL and tables say the same: either can be rebuilt from the other, and every form holds the same cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
from pathlib import Path

import msgspec
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from factories import TEXT, circular, circulars, texts, value
from hongtou.errors import InputError
from hongtou.model import Circular, Task, Value
from hongtou.write import FILES, from_rows, from_tables, read_jsonl, to_rows, write_dataset
from hongtou.write.columnar import arrow_table
from hongtou.write.schema import tables
from hongtou.write.tabular import lines
from hongtou.write.views import VIEWS


def test_circulars_come_back_from_the_tables_and_from_the_jsonl(dataset: Path, two: list[Circular]) -> None:
    assert list(read_jsonl(dataset / "circulars.jsonl")) == two
    assert from_tables(dataset) == two


@given(circulars())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_circular_comes_back_from_its_rows_and_its_line(any_circular: Circular) -> None:
    line = msgspec.json.encode(any_circular)
    assert msgspec.json.decode(line, type=Circular) == any_circular
    assert list(from_rows(to_rows(any_circular))) == [any_circular]


@given(circulars())
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
def test_any_rows_come_back_from_csv_and_parquet(tmp_path: Path, any_circular: Circular) -> None:
    rows = to_rows(any_circular)
    write_dataset([any_circular], tmp_path)
    assert from_tables(tmp_path) == [any_circular]
    for name in tables():
        read = pq.read_table(tmp_path / f"{name}.parquet")
        assert [tuple(row.values()) for row in read.to_pylist()] == rows[name]


def test_every_value_stands_where_its_columns_say(two: list[Circular]) -> None:
    for name, rows in to_rows(two[0]).items():
        columns = [column.name for column in tables()[name].columns]
        for row in rows:
            cells = dict(zip(columns, row, strict=True))
            for x in columns:
                if f"{x}_start" in cells and cells[x] is not None:
                    assert TEXT[cells[f"{x}_start"] : cells[f"{x}_end"]] == cells[x]


def test_columns_are_the_keys_of_the_record_ids_first() -> None:
    columns = {name: [column.name for column in table.columns] for name, table in tables().items()}
    assert columns["tasks"][:4] == ["circular_id", "task_id", "ordinal", "row_key"]
    assert columns["tasks"][7:13] == ["number", "number_start", "number_end", "task", "task_start", "task_end"]
    assert columns["findings"] == ["circular_id", "ordinal", "check", "severity", "message", "start", "end"]
    assert columns["references"][:6] == ["circular_id", "task_id", "ordinal", "text", "start", "end"]
    plain = [name for name in Task.__struct_fields__ if name in columns["tasks"]]
    assert plain == [name for name in columns["tasks"] if name in Task.__struct_fields__ and name != "circular_id"]


def test_no_cell_holds_a_list(two: list[Circular]) -> None:
    scalars = (str, int, float, bool, dt.date, type(None))
    for rows in to_rows(two[0]).values():
        assert all(isinstance(cell, scalars) for row in rows for cell in row)


def test_a_broken_value_keeps_its_reading_and_its_parts(two: list[Circular]) -> None:
    rows = to_rows(two[0])
    assert rows["broken_values"] == [("a1", 1, "circulars", 1, "title", "关于印发2019年重点工作任务分解表的通知")]
    assert [TEXT[row[3] : row[4]] for row in rows["parts"]] == ["关于印发2019年重点工作", "任务分解表的通知"[:8]]


def test_units_a_sentence_adds_to_all_have_no_task(two: list[Circular]) -> None:
    tasks = [row[1] for row in to_rows(two[0])["responsibilities"]]
    assert tasks == ["a1-1", "a1-1", "a1-2", "a1-2", None]


@pytest.mark.parametrize("name", ["tasks", "circulars", "other_cells", "deadlines"])
def test_csv_says_the_same_to_everyone(dataset: Path, two: list[Circular], name: str) -> None:
    path = dataset / f"{name}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfcircular_id,")
    expected = [row for one in two for row in to_rows(one)[name]]
    with path.open(encoding="utf-8-sig", newline="") as handle:
        plain = list(csv.reader(handle))[1:]
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    words = [[_printed(cell) for cell in row] for row in expected]
    assert plain == words
    assert frame.values.tolist() == words


def _printed(cell: object) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def test_a_text_longer_than_csv_allows_comes_back(tmp_path: Path) -> None:
    long = circular(text=TEXT * 1000)
    limit = csv.field_size_limit()
    write_dataset([long], tmp_path)
    assert len(long.text) > limit
    assert from_tables(tmp_path) == [long]
    assert csv.field_size_limit() == limit


def test_parquet_has_the_types_and_all_the_words() -> None:
    table = arrow_table(tables()["deadlines"], to_rows(circular())["deadlines"])
    assert str(table.schema.field("due").type) == "date32[day]"
    assert str(table.schema.field("start").type) == "int32"
    assert table["kind"].chunk(0).dictionary.to_pylist()[:2] == ["by", "from"]
    assert len(table["kind"].chunk(0).dictionary) == 7


def test_sqlite_holds_the_rows_and_its_keys_hold(dataset: Path, two: list[Circular]) -> None:
    with sqlite3.connect(dataset / "dataset.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in tables():
            expected = [row for one in two for row in to_rows(one)[name]]
            stored = db.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
            assert stored == [tuple(str(c) if isinstance(c, dt.date) else c for c in row) for row in expected]
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            db.execute("UPDATE deadlines SET kind = 'sometime'")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT task, lead, support, due FROM v_overview LIMIT 1",
         [("=新建公厕(12座)", "云溪县住房和城乡建设局", "云溪县财政局", "2019-06-30")]),
        ("SELECT title FROM v_overview LIMIT 1", [("关于印发2019年重点工作任务分解表的通知",)]),
        ("SELECT responsible, category FROM v_overview WHERE task_id = 'a1-2'",
         [("云溪县教育局、各乡镇", "一、城乡建设")]),
        ('SELECT due, "limit", units FROM v_due LIMIT 1',
         [("2019-06-30", "6月30日前", "云溪县住房和城乡建设局、云溪县财政局")]),
        ("SELECT lead, responsible, support, tasks, circulars FROM v_units WHERE unit = '云溪县财政局' LIMIT 1",
         [(0, 0, 1, 1, 1)]),
        ("SELECT citing, citing_title, cited, relation FROM v_citations LIMIT 1",
         [("云政办函〔2019〕7号", "关于印发2019年重点工作任务分解表的通知", "青政发〔2018〕3号", "basis")]),
        # What is invented says so, in every view.
        *((f"SELECT DISTINCT composed FROM {view} ORDER BY 1", [(0,), (1,)]) for view in VIEWS),
    ],
)  # fmt: skip
def test_a_view_answers(dataset: Path, query: str, rows: list[tuple[object, ...]]) -> None:
    with sqlite3.connect(dataset / "dataset.sqlite") as db:
        assert db.execute(query).fetchall() == rows


def test_the_view_of_citations_finds_the_cited_circular(tmp_path: Path) -> None:
    citing = circular("a1")
    reference = msgspec.structs.replace(citing.references[0], target_work_id="439921-b2")
    write_dataset([msgspec.structs.replace(citing, references=(reference,)), circular("b2")], tmp_path)
    with sqlite3.connect(tmp_path / "dataset.sqlite") as db:
        found = db.execute("SELECT target_circular_id FROM v_citations WHERE circular_id = 'a1'").fetchall()
    assert found == [("b2",)]


def test_a_second_copy_of_a_work_is_counted_in_no_view_and_marked_in_every_list(tmp_path: Path) -> None:
    write_dataset([circular("a1"), circular("b2", preferred=False)], tmp_path)
    with sqlite3.connect(tmp_path / "dataset.sqlite") as db:
        assert db.execute("SELECT DISTINCT circular_id FROM v_citations").fetchall() == [("a1",)]
        assert db.execute("SELECT DISTINCT circulars FROM v_units").fetchall() == [(1,)]
        for view in ("v_overview", "v_due"):
            found = db.execute(f"SELECT DISTINCT substr(task_id, 1, 2), preferred FROM {view} ORDER BY 1").fetchall()
            assert found == [("a1", 1), ("b2", 0)]


def test_the_title_of_what_is_cited_is_its_joined_reading(tmp_path: Path) -> None:
    citing = circular("a1")
    assert citing.title
    reference = msgspec.structs.replace(citing.references[0], title=citing.title)
    write_dataset([msgspec.structs.replace(citing, references=(reference,))], tmp_path)
    with sqlite3.connect(tmp_path / "dataset.sqlite") as db:
        assert db.execute("SELECT cited_title FROM v_citations").fetchall() == [(citing.title.clean,)]


def test_no_circulars_give_headers_only(tmp_path: Path) -> None:
    write_dataset([], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES
    assert from_tables(tmp_path) == []
    assert list(read_jsonl(tmp_path / "circulars.jsonl")) == []
    assert (tmp_path / "tasks.csv").read_text("utf-8-sig").startswith("circular_id,task_id,ordinal,")


def test_the_same_circulars_give_the_same_bytes(dataset: Path, two: list[Circular], tmp_path: Path) -> None:
    write_dataset(two, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (dataset / name).read_bytes(), name


def _with_tasks_of(theirs: str, own: str) -> Circular:
    return circular(own, tasks=circular(theirs).tasks, references=())


@pytest.mark.parametrize("tables", [True, False])
@pytest.mark.parametrize(
    ("second", "message"),
    [
        (circular("a1"), "circular_id 'a1' is given twice"),
        (_with_tasks_of("a1", "b2"), "task_id 'a1-1' is given twice"),
    ],
)
def test_ids_must_differ(tmp_path: Path, second: Circular, message: str, tables: bool) -> None:
    with pytest.raises(ValueError, match=message):
        write_dataset([circular("a1"), second], tmp_path, tables=tables)
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_is_no_circular_is_named(tmp_path: Path, two: list[Circular]) -> None:
    path = tmp_path / "circulars.jsonl"
    path.write_bytes(msgspec.json.encode(two[0]) + b'\n{"title": 3}\n')
    lines = read_jsonl(path)
    assert next(lines) == two[0]
    with pytest.raises(InputError, match="line 2"):
        next(lines)


def test_json_has_no_key_for_what_print_does_not_break(dataset: Path) -> None:
    first = json.loads((dataset / "circulars.jsonl").read_text("utf-8").splitlines()[0])
    assert set(first["tasks"][0]["task"]) == {"text", "start", "end"}
    assert set(first["title"]) == {"text", "start", "end", "clean", "parts"}


def test_a_table_of_another_version_is_refused(dataset: Path, tmp_path: Path) -> None:
    for name in tables():
        (tmp_path / f"{name}.csv").write_bytes((dataset / f"{name}.csv").read_bytes())
    path = tmp_path / "annexes.csv"
    path.write_text(path.read_text("utf-8-sig").replace("ordinal", "rank"), "utf-8-sig")
    with pytest.raises(InputError, match="annexes"):
        from_tables(tmp_path)


def test_an_empty_text_is_kept_apart_from_no_text(two: list[Circular]) -> None:
    (box,) = two[0].metadata
    assert box.value == Value(text="", start=9, end=9)
    assert next(from_rows(to_rows(two[0]))).metadata == two[0].metadata
    assert value("备注") == box.label


@given(st.lists(st.tuples(texts, texts, texts), max_size=4))
def test_lines_are_those_that_the_csv_module_writes(rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    assert lines(list(zip(*rows, strict=True))) == written.getvalue().encode()
