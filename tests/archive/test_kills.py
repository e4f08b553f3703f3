"""A writer that is killed, anywhere: what it said was there is there, once, and the archive is whole."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from archive.made import capture, files, unchanged
from hongtou.archive.capture import Capture
from hongtou.archive.store import Archive
from hongtou.archive.verify import verify

COUNT = 30
ROTATE = 6000  # a few captures a file, so that kills hit the change of files too

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a writer is forked")


def captures() -> list[Capture]:
    """What the writer takes in; some of it again, unchanged."""
    pages = [capture(f"/{n}.html", b"<html>" + random.Random(n).randbytes(n * 40), fetch=str(n)) for n in range(COUNT)]
    return [unchanged(f"/{n - 1}.html", 1, fetch=str(n)) if n % 7 == 6 else one for n, one in enumerate(pages)]


def write(folder: Path, said: Callable[[int], object]) -> None:
    """A writer: takes in what is not there yet, and says of each that it is."""
    with Archive(folder, rotate=ROTATE) as archive:
        for n, one in enumerate(captures()):
            if archive.fetched(one.fetch) is None:
                archive.add(one)
                said(n)


def killed(folder: Path, *, after_lines: int = 0, after_said: int = 0) -> list[int]:
    """Run a writer and kill it, before a line of its code or once it has said so much; what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reader)
            if after_lines:
                sys.settrace(_killing(after_lines))
            write(folder, lambda n: os.write(writer, b"%c" % n))
        finally:
            os._exit(0)
    os.close(writer)
    said: list[int] = []
    while byte := os.read(reader, 1):
        said.append(byte[0])
        if len(said) == after_said:
            os.kill(child, signal.SIGKILL)
    os.close(reader)
    os.waitpid(child, 0)
    return said


def _killing(after: int) -> Callable[[FrameType, str, object], object]:
    """A tracer that kills the process before the nth line of what writes the archive."""
    left = [after]

    def trace(frame: FrameType, event: str, arg: object) -> object:
        if "hongtou/archive" not in frame.f_code.co_filename:
            return None
        if event == "line":
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def check(folder: Path, said: list[int]) -> None:
    """All that the writer said is there, at most one more, each once, and the archive is whole."""
    with Archive(folder, rotate=ROTATE) as archive:
        there = [int(one.fetch) for one in archive.captures()]
        assert there == sorted(set(there))
        assert set(said) <= set(there)
        assert len(there) <= len(said) + 1
        for one in archive.captures():
            archive.body(one)
    assert verify(folder).troubles == ()


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, bool]]:
    """What stands in the archive where no one kills the writer."""
    folder = tmp_path_factory.mktemp("archive")
    write(folder, lambda n: None)
    assert len(files(folder)) > 4
    with Archive.reading(folder) as archive:
        return [(one.url, one.digest, one.revisit) for one in archive.captures()]


@pytest.mark.parametrize("after", sorted(random.Random(6).sample(range(1, 9000), 24)))
def test_killed_before_any_line(tmp_path: Path, after: int, unbroken: list[tuple[str, str, bool]]) -> None:
    said = killed(tmp_path, after_lines=after)
    check(tmp_path, said)
    write(tmp_path, lambda n: None)
    with Archive.reading(tmp_path) as archive:
        assert [(one.url, one.digest, one.revisit) for one in archive.captures()] == unbroken


def test_killed_again_and_again(tmp_path: Path, unbroken: list[tuple[str, str, bool]]) -> None:
    """Whatever the writer is at when the signal comes; each one goes on where the last was killed."""
    said: list[int] = []
    for _ in range(20):
        said += killed(tmp_path, after_said=1)
        with Archive.reading(tmp_path) as archive:
            there = [int(one.fetch) for one in archive.captures()]
        assert there == sorted(set(there))
        assert set(said) <= set(there)
    write(tmp_path, lambda n: None)
    assert verify(tmp_path).troubles == ()
    with Archive.reading(tmp_path) as archive:
        assert [(one.url, one.digest, one.revisit) for one in archive.captures()] == unbroken


def test_the_kills_reach_the_whole_of_the_work(tmp_path: Path) -> None:
    """The lines that are drawn from above are those of about one whole run."""
    count = [0]

    def trace(frame: FrameType, event: str, arg: object) -> object:
        if "hongtou/archive" not in frame.f_code.co_filename:
            return None
        count[0] += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        write(tmp_path, lambda n: None)
    finally:
        sys.settrace(before)
    assert 8000 < count[0] < 14000


@pytest.mark.parametrize("after", random.Random(8).sample(range(150, 9000), 12))
def test_stopped_by_the_user_before_any_line(tmp_path: Path, after: int, unbroken: list[tuple[str, str, bool]]) -> None:
    """Ctrl-C raises wherever the writer is; the same archive can be gone on with, and nothing is there by half."""
    left = [after]

    def trace(frame: FrameType, event: str, arg: object) -> object:
        if "hongtou/archive" not in frame.f_code.co_filename:
            return None
        left[0] -= event == "line"
        if not left[0]:
            left[0] -= 1
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    with Archive(tmp_path, rotate=ROTATE) as archive:
        sys.settrace(trace)
        try:
            for one in captures():
                archive.add(one)
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before)
        for one in captures():
            archive.add(one)
        assert [(one.url, one.digest, one.revisit) for one in archive.captures()] == unbroken
        assert verify(tmp_path).troubles == ()
    assert left[0] < 0
