"""What a run leaves for the next one: nothing is read twice, and nothing that is another is taken for the same."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from hongtou.errors import InputError, UsageError
from hongtou.read import Limits
from hongtou.run.batch import How, Summary, run
from hongtou.write import read_jsonl
from hongtou.write.advice import WORK

from .engines import begun, dataset, parts, pooled, start, until, write


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
    assert not (Path("out") / WORK).exists()


def test_a_run_that_was_broken_off_serves_the_next(corpus: Path) -> None:
    said: list[str] = []
    shutil.copytree("in", "more")
    process = start("out", "", "1", "in")
    until(lambda: begun("out").exists() and parts("out") > 5, process)
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
    until(lambda: begun("out").exists() and parts("out") > 1, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    with pytest.raises(UsageError, match="other inputs or options"):
        run(["in/n001.txt"], "out", tables=False, how=How(resume=True))
    said: list[str] = []
    with pytest.raises(UsageError, match="other inputs or options"):
        run([], "out", limits=Limits(size=3_000_000), how=How(resume=True))
    assert run([], "out", how=pooled(resume=True, tell=said.append)).circulars == 22
    assert not [words for words in said if "read anew" in words]


def test_paths_come_on_a_list(corpus: Path) -> None:
    Path("list").write_text("in/n001.txt\n\nin/n002.txt\ngone.txt\n", encoding="utf-8")
    summary = run([], "out", lists=["list"], tables=False)
    assert (summary.circulars, summary.missing) == (2, ("gone.txt",))
