"""Many files, many processes, and everything that may die on the way: the same bytes come out."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hongtou.errors import InputError, OutputError, UsageError
from hongtou.run.batch import How, Summary, run
from hongtou.run.engine import Rules
from hongtou.run.workplace import NAME
from hongtou.write import read_jsonl

from .conftest import CIRCULAR

SMALL = Rules(files=3, families=2, records=4, digests=4)


def write(folder: Path, numbers: range) -> None:
    """Circulars that differ in number and title, each third with an attachment, each seventh with a copy."""
    folder.mkdir(exist_ok=True)
    for n in numbers:
        text = CIRCULAR.replace("31号", f"{n}号").replace("防汛工作", f"{n}号防汛工作")
        if n % 3 == 0:
            text = text.replace("\n云溪县人民政府办公室\n2016", f"\n附件:{n}号任务表\n云溪县人民政府办公室\n2016")
            task = f"附件\n{n}号任务表\n一、清淤{n}处。(责任单位:县水利局)\n"
            (folder / f"n{n:03}_附件.txt").write_text(task, encoding="utf-8")
        (folder / f"n{n:03}.txt").write_text(text, encoding="utf-8")
        if n % 7 == 0:
            (folder / f"z{n:03}.txt").write_text(text, encoding="utf-8" if n % 2 else "gb18030")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some thirty files in a working folder of their own."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in", range(1, 22))
    return tmp_path


def dataset(output: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(output).iterdir()) if path.is_file()}


def pooled(workers: int = 2, **more: object) -> How:
    return How(workers=workers, rules=SMALL)._replace(**more)


def test_the_same_bytes_whatever_the_workers_and_the_order(corpus: Path) -> None:
    run(["in"], "one")
    paths = [str(path) for path in Path("in").iterdir()]
    random.Random(7).shuffle(paths)
    run(paths, "two", how=pooled(2))
    assert dataset("two") == dataset("one")
    lines = dataset("one")["circulars.jsonl"]
    for workers in (1, 3):
        run(paths, f"out{workers}", tables=False, how=pooled(workers))
        assert dataset(f"out{workers}") == {"circulars.jsonl": lines}
    found = list(read_jsonl(Path("one/circulars.jsonl")))
    assert len(found) == 21 + 1  # of the copies one is in another encoding
    assert sum(len(circular.source.files) for circular in found) == len(paths)


# Deaths.


def _living(output: str) -> Path:
    return Path(output) / NAME / "ledger.sqlite"


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """The program in a process of its own, its parts small."""
    program = (
        "import sys; from hongtou.run.batch import How, run; from hongtou.run.engine import Rules\n"
        "output, resume, workers, *paths = sys.argv[1:]\n"
        "rules = Rules(files=2, families=2, records=4, digests=4)\n"
        "how = How(workers=int(workers), resume='resume' in resume, rules=rules)\n"
        "run(paths, output, tables='tables' in resume, how=how)"
    )
    return subprocess.Popen([sys.executable, "-c", program, *arguments], start_new_session=True)


def until(happens: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for something that a run does; it must not be over before."""
    end = time.monotonic() + 60
    while not happens():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.002)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes of a run that wait for batches or do them: all of its session but the first."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if int(stat[3]) == process.pid and int(folder.name) != process.pid and b"forkserver" in command:
                found.append(int(folder.name))
    return sorted(found)


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def parts(output: str) -> int:
    return len(list((Path(output) / NAME / "parts").glob("*.part")))


@linux
def test_a_worker_that_is_killed_costs_nothing_but_its_batch(corpus: Path) -> None:
    run(["in"], "one", tables=False)
    process = start("two", "", "2", "in")
    until(lambda: parts("two") > 2, process)
    os.kill(workers_of(process)[-1], signal.SIGKILL)
    assert process.wait(60) == 0
    assert dataset("two") == dataset("one")


@pytest.mark.parametrize("after", [0, 6])
def test_a_run_that_is_killed_goes_on(corpus: Path, after: int) -> None:
    """Of one batch read, and of six: what was there stays, and the run ends as it would have."""
    run(["in"], "one", tables=False)
    run(["in/n001.txt"], "two", tables=False)
    before = dataset("two")
    process = start("two", "", "2", "in")
    until(lambda: _living("two").exists() and parts("two") > after, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    assert dataset("two") == before
    run(["in"], "two", tables=False, how=How(resume=True))
    assert dataset("two") == dataset("one")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_run_that_is_killed_again_and_again_goes_on(corpus: Path, seed: int) -> None:
    """At moments drawn by chance, and resumed by one that is killed too."""
    run(["in"], "one", tables=True)
    draw = random.Random(seed)
    process = start("two", "tables", "2", "in")
    for _ in range(4):
        try:
            process.wait(draw.uniform(0.3, 3))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(60)
        process = start("two", "resume tables", "2", "in")
    assert process.wait(60) == 0
    assert dataset("two") == dataset("one")


def test_a_document_that_kills_its_readers_becomes_a_finding(corpus: Path) -> None:
    """A pipe is read by whoever is killed while it reads: what is sent tells when that is."""
    os.mkfifo("in/killer.txt")

    def kill() -> None:
        for _ in range(2):
            with Path("in/killer.txt").open("wb"):  # returns when it is being read
                for reader in multiprocessing.active_children():
                    os.kill(reader.pid or 0, signal.SIGKILL)
                    reader.join()

    killer = threading.Thread(target=kill)
    killer.start()
    summary = run(["in"], "one", tables=False, how=pooled(1))
    killer.join()
    assert summary.failed == (("in/killer.txt", "The process that was at it died twice; it was not tried again."),)
    Path("in/killer.txt").unlink()
    assert summary.circulars == run(["in"], "two", tables=False).circulars + 1


def test_a_document_that_never_ends_is_given_up(corpus: Path) -> None:
    os.mkfifo("in/endless.txt")
    summary = run(["in"], "one", tables=False, how=pooled(2, guard=1))
    assert summary.failed == (("in/endless.txt", "It took more than 1 seconds, and was given up."),)
    assert summary.circulars == 23


def test_two_runs_into_one_output(corpus: Path) -> None:
    os.mkfifo("in/slow.txt")
    process = start("out", "", "1", "in")
    with Path("in/slow.txt").open("wb") as pipe:  # it reads by now
        began = time.monotonic()
        with pytest.raises(OutputError, match="another run is writing into out"):
            run(["in/n001.txt"], "out", tables=False)
        assert time.monotonic() - began < 1
        pipe.write("通知".encode())
    assert process.wait(60) == 0
    assert len(list(read_jsonl(Path("out/circulars.jsonl")))) == 23


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("workers", [None, 2])
def test_a_disk_that_is_full(corpus: Path, full: Path, workers: int | None) -> None:
    output = full / "out"
    run(["in/n001.txt"], output, tables=False)
    before = (output / "circulars.jsonl").read_bytes()
    how = How(workers=workers, rules=SMALL)
    with pytest.raises(OutputError, match=r"--resume") as told:
        run(["in"], output, how=how)
    assert "No space left" in str(told.value) or "is full" in str(told.value)
    assert (output / "circulars.jsonl").read_bytes() == before
    subprocess.run(["mount", "-o", "remount,size=64m", str(full)], check=True)
    run(["in"], output, how=how._replace(resume=True))
    run(["in"], "one")
    assert dataset(str(output)) == dataset("one")


# What is used again.


def told(summary: Summary) -> tuple[int, int]:
    return summary.read, summary.reused


def test_a_later_run_reads_what_is_new_or_changed(corpus: Path) -> None:
    files = len(list(Path("in").iterdir()))
    assert told(run(["in"], "out", tables=False, how=pooled())) == (files, 0)
    first = dataset("out")
    assert told(run(["in"], "out", tables=False, how=pooled())) == (0, files)
    assert dataset("out") == first
    write(Path("in"), range(22, 25))
    Path("in/n001.txt").write_text("通知", encoding="utf-8")
    more = len(list(Path("in").iterdir())) - files
    assert told(run(["in"], "out", tables=False)) == (more + 1, files - 1)
    run(["in"], "fresh", tables=False)
    assert dataset("out") == dataset("fresh")


def test_files_that_were_moved_or_touched_are_not_read_again(corpus: Path) -> None:
    run(["in"], "out", tables=False)
    files = list(Path("in").iterdir())
    for path in files:
        os.utime(path, (1, 1))
    Path("in").rename("moved")
    assert told(run(["moved"], "out", tables=False)) == (0, len(files))
    run(["moved"], "fresh", tables=False)
    assert dataset("out") == dataset("fresh")


def test_what_is_read_otherwise_is_read_again(corpus: Path) -> None:
    from hongtou.read import Limits

    run(["in/n001.txt"], "out", tables=False)
    assert told(run(["in/n001.txt"], "out", tables=False)) == (0, 1)
    assert told(run(["in/n001.txt"], "out", tables=False, limits=Limits(pages=5))) == (1, 0)
    assert told(run(["in/n001.txt"], "out", tables=False, how=How(fresh=True))) == (1, 0)


def test_an_index_may_change_without_reading_again(corpus: Path) -> None:
    run(["in"], "out", tables=False)
    Path("in/index.csv").write_text("path,url\nn001.txt,https://a.example/1\n", encoding="utf-8")
    assert run(["in"], "out", tables=False).read == 0
    assert next(read_jsonl(Path("out/circulars.jsonl"))).source.url == "https://a.example/1"


def test_what_failed_is_tried_again(corpus: Path) -> None:
    Path("in/empty.txt").write_bytes(b"")
    files = len(list(Path("in").iterdir()))
    run(["in"], "out", tables=False)
    assert told(run(["in"], "out", tables=False)) == (1, files - 1)


def test_nothing_is_kept_where_nothing_may_be(corpus: Path) -> None:
    run(["in"], "out", how=How(keep=False))
    assert not (Path("out") / NAME).exists()


def test_a_run_that_was_broken_off_serves_the_next(corpus: Path) -> None:
    said: list[str] = []
    shutil.copytree("in", "more")
    process = start("out", "", "1", "in")
    until(lambda: _living("out").exists() and parts("out") > 5, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    summary = run(["more"], "out", tables=False, how=pooled(tell=said.append))
    assert summary.reused > 0
    assert "--resume" in said[0]
    run(["more"], "one", tables=False)
    assert dataset("out") == dataset("one")


def test_resuming_asks_for_the_same_run(corpus: Path) -> None:
    with pytest.raises(InputError, match="no run was broken off in out"):
        run([], "out", how=How(resume=True))
    process = start("out", "", "1", "in")
    until(lambda: _living("out").exists() and parts("out") > 1, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    with pytest.raises(UsageError, match="other inputs or options"):
        run(["in/n001.txt"], "out", tables=False, how=How(resume=True))
    assert run([], "out", how=pooled(resume=True)).circulars == 22


def test_paths_come_on_a_list(corpus: Path) -> None:
    Path("list").write_text("in/n001.txt\n\nin/n002.txt\ngone.txt\n", encoding="utf-8")
    summary = run([], "out", lists=["list"], tables=False)
    assert (summary.circulars, summary.missing) == (2, ("gone.txt",))
