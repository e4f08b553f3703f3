"""Many files, many processes, and everything that may die on the way: the same bytes come out."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hongtou.errors import OutputError
from hongtou.run.batch import How, run
from hongtou.write import read_jsonl

from .engines import SMALL, begun, dataset, linux, parts, pooled, start, until, workers_of


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
    until(lambda: begun("two").exists() and parts("two") > after, process)
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


def test_a_script_that_its_workers_run_anew_is_told_what_to_do(corpus: Path) -> None:
    """As a person writes one who does not know that workers load it."""
    begin = "from hongtou.run.batch import How, run\n"
    line = "run(['in'], 'two', tables=False, how=How(workers=1))"
    Path("bare.py").write_text(begin + line, encoding="utf-8")
    Path("guarded.py").write_text(f'{begin}if __name__ == "__main__":\n    {line}', encoding="utf-8")
    bare, guarded = (
        subprocess.run([sys.executable, name], capture_output=True, text=True, check=False)
        for name in ("bare.py", "guarded.py")
    )
    assert bare.returncode == 1
    assert bare.stderr.rstrip().endswith(
        "the worker processes end before they begin: they load the script that was started, so what it does must "
        'stand under if __name__ == "__main__":'
    )
    assert "RuntimeError" not in bare.stderr
    assert (guarded.returncode, guarded.stderr) == (0, "")


def test_a_document_that_kills_its_readers_becomes_a_finding(corpus: Path) -> None:
    """A pipe that is named is read, by whoever is killed while it reads: what is sent tells when that is."""
    os.mkfifo("in/killer.txt")

    def kill() -> None:
        for _ in range(2):
            with Path("in/killer.txt").open("wb"):  # returns when it is being read
                for reader in multiprocessing.active_children():
                    os.kill(reader.pid or 0, signal.SIGKILL)
                    reader.join()

    killer = threading.Thread(target=kill)
    killer.start()
    summary = run(["in", "in/killer.txt"], "one", tables=False, how=pooled(1))
    killer.join()
    assert summary.failed == (("in/killer.txt", "The process that was at it died twice; it was not tried again."),)
    Path("in/killer.txt").unlink()
    assert summary.circulars == run(["in"], "two", tables=False).circulars + 1


def test_a_document_that_never_ends_is_given_up(corpus: Path) -> None:
    os.mkfifo("in/endless.txt")
    summary = run(["in", "in/endless.txt"], "one", tables=False, how=pooled(2, guard=1))
    assert summary.failed == (("in/endless.txt", "It took more than 1 seconds, and was given up."),)
    assert summary.circulars == 23


def test_two_runs_into_one_output(corpus: Path) -> None:
    os.mkfifo("in/slow.txt")
    process = start("out", "", "1", "in", "in/slow.txt")
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


def test_a_worker_whose_master_dies_before_it_has_begun_ends_too() -> None:
    script = """
import multiprocessing, os, signal, time
from hongtou.run import worker

def orphan():
    os.kill(os.getppid(), signal.SIGKILL)
    worker._end_with_master()

multiprocessing.get_context("fork").Process(target=orphan).start()
time.sleep(60)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")
