"""A run that dies leaves the dataset that was there or the new one, never half of each."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from factories import circular
from hongtou.disk import locked
from hongtou.errors import OutputError
from hongtou.loading import load
from hongtou.model import Circular
from hongtou.write import FILES, check_output, from_tables, holds_dataset, read_jsonl, write_dataset
from hongtou.write.staging import COMMIT, STAGING, staged

OURS = frozenset({"a", "b", "c", "old"})

_WRITER = """
import os, signal, sys
from pathlib import Path
from hongtou.write import read_jsonl, write_dataset
import hongtou.write.staging as staging

calls, stop = 0, int(sys.argv[3])

def counted(real):
    def step(*arguments, **options):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return step

# Every step between the last file written and the end: a sync, a rename, a removal.
os.fsync = counted(os.fsync)
for name in ("replace", "rename", "unlink"):
    setattr(Path, name, counted(getattr(Path, name)))
staging.shutil.rmtree = counted(staging.shutil.rmtree)
write_dataset(list(read_jsonl(Path(sys.argv[1]))), Path(sys.argv[2]))
print(calls)
"""


def _write_killed_at(step: int, jsonl: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _WRITER, str(jsonl), str(folder), str(step)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Circular]]:
    """A dataset's JSONL that differs from the one in place."""
    folder = tmp_path_factory.mktemp("newer")
    circulars = [circular("c3")]
    write_dataset(circulars, folder, tables=False)
    return folder / "circulars.jsonl", circulars


def test_a_kill_at_any_step_leaves_the_old_or_the_new(newer: tuple[Path, list[Circular]], tmp_path: Path) -> None:
    jsonl, new = newer
    old = [circular("a1"), circular("b2")]
    write_dataset(old, tmp_path / "whole")
    steps = int(_write_killed_at(0, jsonl, tmp_path / "whole").stdout)
    found = []
    # The first, the last, and some between: a sync of the staged files, the commit, the moves, the clearing away.
    for step in (1, steps // 3, steps // 2 - 3, steps // 2, steps // 2 + 4, steps - 20, steps - 1, steps):
        folder = tmp_path / str(step)
        write_dataset(old, folder)
        (folder / "README.md").write_text("ours", "utf-8")
        assert _write_killed_at(step, jsonl, folder).returncode == -signal.SIGKILL
        rebuilt = from_tables(folder)
        assert list(read_jsonl(folder / "circulars.jsonl")) == rebuilt
        assert len(load(folder).tasks) == sum(len(one.tasks) for one in rebuilt)
        assert (folder / "README.md").read_text("utf-8") == "ours"
        found.append(rebuilt)
        write_dataset(new, folder)
        assert {path.name for path in folder.iterdir()} == {*FILES, "README.md"}
    assert found[0] == old
    assert found[-1] == new
    assert all(one in (old, new) for one in found)
    assert found == sorted(found, key=lambda one: one == new)


def test_a_kill_at_any_moment_leaves_the_old(newer: tuple[Path, list[Circular]], tmp_path: Path) -> None:
    write_dataset(newer[1], tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from hongtou.write.staging import staged\n"
        "with staged(Path(sys.argv[1]), frozenset({'circulars.jsonl'})) as folder:\n"
        "    (folder / 'circulars.jsonl').write_text('half')\n"
        "    print('there', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"there\n"
        with pytest.raises(OutputError, match="another run is writing"):
            write_dataset([], tmp_path)
        assert from_tables(tmp_path) == newer[1]
        process.kill()
    assert any(tmp_path.glob(f"{STAGING}*"))
    assert from_tables(tmp_path) == newer[1]
    write_dataset([], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES


def test_what_is_staged_replaces_ours_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a", "old", "theirs"):
        (tmp_path / name).write_text("before", "utf-8")
    with staged(tmp_path, OURS) as folder:
        (folder / "a").write_text("after", "utf-8")
        (folder / "b").write_text("after", "utf-8")
        assert (tmp_path / "a").read_text("utf-8") == "before"
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "a": "after",
        "b": "after",
        "theirs": "before",
    }


def test_an_error_while_staging_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before", "utf-8")

    def fail() -> None:
        with staged(tmp_path, OURS) as folder:
            (folder / "a").write_text("after", "utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text("utf-8") == "before"


def test_tables_of_an_earlier_run_do_not_stay_beside_a_newer_jsonl(tmp_path: Path) -> None:
    write_dataset([circular("a1")], tmp_path)
    write_dataset([circular("b2")], tmp_path, tables=False)
    assert [path.name for path in tmp_path.iterdir()] == ["circulars.jsonl"]
    assert [one.circular_id for one in read_jsonl(tmp_path / "circulars.jsonl")] == ["b2"]


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(OutputError, match="another run is writing"):
        write_dataset([], tmp_path)
    write_dataset([], tmp_path)


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(OutputError, match="in the way"):
            write_dataset([], folder)


def test_what_cannot_be_written_is_known_beforehand_and_looking_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "full" / "tasks.csv").mkdir(parents=True)
    check_output(tmp_path / "new" / "deeper")
    check_output(tmp_path)
    for place, why in (("file", "in the way"), ("file/deeper", "in the way"), ("full", r"tasks\.csv is a folder")):
        with pytest.raises(OutputError, match=why):
            check_output(tmp_path / place)
    with locked(tmp_path), pytest.raises(OutputError, match="another run is writing"):
        check_output(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs this may be root, who may write anywhere
    with pytest.raises(OutputError, match="no permission"):
        check_output(tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]


def test_a_folder_that_hongtou_wrote_into_is_known(tmp_path: Path) -> None:
    for name, tables, circulars in (("all", True, []), ("lines", False, [circular()]), ("none", True, [circular()])):
        write_dataset(circulars, tmp_path / name, tables=tables)
        assert holds_dataset(tmp_path / name)
    (tmp_path / "killed" / STAGING).mkdir(parents=True)
    assert holds_dataset(tmp_path / "killed")
    (tmp_path / "circulars.jsonl").write_text('{"正文": "通知"}\n', "utf-8")
    (tmp_path / "datapackage.json").write_text('{"name": "hospitals"}', "utf-8")
    assert not holds_dataset(tmp_path)


def test_a_folder_in_the_way_is_said_before_anything_changes(tmp_path: Path) -> None:
    write_dataset([circular("a1")], tmp_path)
    (tmp_path / "tasks.csv").unlink()
    (tmp_path / "tasks.csv").mkdir()
    with pytest.raises(OutputError, match=r"tasks\.csv is a folder"):
        write_dataset([], tmp_path)
    assert len(list(read_jsonl(tmp_path / "circulars.jsonl"))) == 1
    assert not list(tmp_path.glob(".hongtou*"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="no permission"):
        write_dataset([], tmp_path)
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("library", ["hongtou.write.chunks.jsonl.line", "hongtou.write.gather.package.descriptor"])
def test_a_full_disk_is_said_and_leaves_the_old(
    library: str, tmp_path: Path, two: list[Circular], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(two, tmp_path)

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library, full)
    with pytest.raises(OutputError, match="No space left"):
        write_dataset([circular("c3")], tmp_path)
    assert from_tables(tmp_path) == two
    assert {path.name for path in tmp_path.iterdir()} == FILES


def test_a_commit_waits_for_whoever_comes_next(tmp_path: Path) -> None:
    write_dataset([circular("a1")], tmp_path)
    new = tmp_path / "new"
    write_dataset([circular("b2")], new, tables=False)
    staging = tmp_path / COMMIT
    new.rename(staging)
    steps = {"files": ["circulars.jsonl"], "stale": sorted(FILES - {"circulars.jsonl"})}
    (staging / "manifest").write_bytes(msgspec.json.encode(steps))
    assert load(tmp_path).circulars.circular_id.tolist() == ["b2"]
    assert [path.name for path in tmp_path.iterdir()] == ["circulars.jsonl"]
