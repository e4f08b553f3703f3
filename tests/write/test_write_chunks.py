"""Parts of a dataset: rendered anywhere, kept in files, gathered without a trace of where they ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pyarrow.parquet import ParquetFile

from factories import circular
from hongtou.errors import InputError
from hongtou.model import Circular
from hongtou.write import FILES, Chunk, columnar, gathering, render, write_dataset
from hongtou.write import sqlite as sqlite_form
from hongtou.write.schema import tables


@pytest.fixture(scope="module")
def many() -> list[Circular]:
    """Nineteen circulars, some of them invented."""
    return [circular(f"c{n}", composed=n % 3 == 0) for n in range(19)]


def _cut(circulars: list[Circular], sizes: list[int]) -> Iterator[list[Circular]]:
    start = 0
    for size in sizes:
        yield circulars[start : start + size]
        start += size


@pytest.mark.parametrize("with_tables", [True, False])
def test_where_parts_end_leaves_no_trace(many: list[Circular], tmp_path: Path, with_tables: bool) -> None:
    write_dataset(many, tmp_path / "whole", tables=with_tables)
    for place, sizes in (("ones", [1] * 19), ("odd", [7, 0, 11, 1])):
        with gathering(tmp_path / place, tables=with_tables) as gather:
            for part in _cut(many, sizes):
                gather.add(render(part, tables=with_tables))
            gather.finish()
        names = {path.name for path in (tmp_path / place).iterdir()}
        assert names == (FILES if with_tables else {"circulars.jsonl"})
        for name in names:
            assert (tmp_path / place / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), (place, name)


def test_parquet_has_groups_of_a_fixed_number_of_rows_wherever_parts_end(
    many: list[Circular], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar, "_GROUP", dict.fromkeys(tables(), 4))
    for place, sizes in (("whole", [19]), ("ones", [1] * 19), ("odd", [7, 0, 11, 1])):
        with gathering(tmp_path / place) as gather:
            for part in _cut(many, sizes):
                gather.add(render(part))
            gather.finish()
        file = ParquetFile(tmp_path / place / "circulars.parquet").metadata
        assert [file.row_group(at).num_rows for at in range(file.num_row_groups)] == [4, 4, 4, 4, 3]
    for name in tables():
        bytes_of = {(tmp_path / place / f"{name}.parquet").read_bytes() for place in ("whole", "ones", "odd")}
        assert len(bytes_of) == 1, name


def test_a_part_comes_back_from_its_file(many: list[Circular], tmp_path: Path) -> None:
    for chunk in (render(many), render(many, tables=False), render([])):
        chunk.write(tmp_path / "part")
        assert Chunk.read(tmp_path / "part") == chunk
    assert [path.name for path in tmp_path.iterdir()] == ["part"]


def test_the_same_circulars_render_to_the_same_bytes(many: list[Circular], tmp_path: Path) -> None:
    for name in ("one", "other"):
        render(many).write(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: b"{}", lambda data: data[:300] + b"\0" * 99])
def test_a_damaged_part_is_refused(many: list[Circular], tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = tmp_path / "part"
    render(many).write(path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError, match="part"):
        Chunk.read(path)


def test_a_part_of_another_version_is_refused(many: list[Circular], tmp_path: Path) -> None:
    msgspec.structs.replace(render(many), version="0.0.1").write(tmp_path / "part")
    with pytest.raises(InputError, match=r"0\.0\.1"):
        Chunk.read(tmp_path / "part")


def test_a_table_filled_as_a_heap_has_its_declared_key(dataset: Path) -> None:
    with sqlite3.connect(dataset / "dataset.sqlite") as db:
        for name, table in tables().items():
            key = [
                row[1] for row in sorted(db.execute(f'PRAGMA table_info("{name}")'), key=lambda row: row[5]) if row[5]
            ]
            assert tuple(key) == table.key
            ((index,),) = db.execute(
                "SELECT name FROM pragma_index_list(?) WHERE origin = 'pk' AND \"unique\"", (name,)
            ).fetchall()
            assert index == f"sqlite_autoindex_{name}_1"
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            db.execute("INSERT INTO tasks SELECT * FROM tasks LIMIT 1")
        plan = db.execute("EXPLAIN QUERY PLAN SELECT * FROM tasks WHERE task_id = 'a1-1'").fetchall()
        assert "sqlite_autoindex_tasks_1" in plan[0][3]


def test_a_sqlite_that_defends_its_schema_has_the_keys_as_indexes(
    many: list[Circular], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the SQLite of macOS does, where writable_schema has no effect."""

    def refuse(action: int, name: str | None, *_: object) -> int:
        ignored = action == sqlite3.SQLITE_PRAGMA and name == "writable_schema"
        return sqlite3.SQLITE_IGNORE if ignored else sqlite3.SQLITE_OK

    def opened(path: Path) -> sqlite3.Connection:
        db = plain(path)
        db.set_authorizer(refuse)
        return db

    plain = sqlite_form._open
    monkeypatch.setattr(sqlite_form, "_open", opened)
    write_dataset(many, tmp_path)
    with sqlite3.connect(tmp_path / "dataset.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT name FROM pragma_index_list('tasks') WHERE origin = 'pk'").fetchall() == []
        assert len(db.execute("SELECT * FROM v_overview").fetchall()) == 38
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            db.execute("INSERT INTO tasks SELECT * FROM tasks LIMIT 1")
    with pytest.raises(ValueError, match="given twice"):
        write_dataset([many[0], many[0]], tmp_path)
