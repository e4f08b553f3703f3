"""The command line over runs that follow one another."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hongtou.cli import main


def hong(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed)


@pytest.fixture(autouse=True)
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pages in a working folder of their own."""
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    for name in "abc":
        Path(f"pages/{name}.txt").write_text(f"云溪县人民政府关于{name}的通知\n", encoding="utf-8")


def test_a_later_run_says_what_it_read_and_what_it_used_again() -> None:
    assert "reused" not in hong("extract", "pages", "--no-tables").output
    Path("pages/d.txt").write_text("通知", encoding="utf-8")
    os.utime("pages/a.txt", (1, 1))
    assert "read 1 new, reused 3" in hong("extract", "pages", "--no-tables").output
    assert "reused" not in hong("extract", "pages", "--no-tables", "--fresh").output


def test_paths_come_from_a_pipe() -> None:
    done = hong("extract", "--from-list", "-", "--no-tables", "-q", typed="pages/a.txt\npages/b.txt\n")
    assert done.exit_code == 0
    assert len(Path("output/circulars.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_pipe_is_a_document_or_a_list_and_not_both() -> None:
    done = hong("extract", "-", "--from-list", "-", typed="pages/a.txt\n")
    assert (done.exit_code, "both" in done.output) == (2, True)
    assert not Path("output").exists()


def test_a_list_that_is_not_there() -> None:
    done = hong("extract", "--from-list", "gone")
    assert (done.exit_code, done.output) == (1, "hongtou: cannot read the list gone: No such file or directory\n")
    assert not Path("output").exists()


@pytest.mark.parametrize(
    "options",
    [(), ("--resume", "--fresh"), ("pages", "--workers", "2", "--cluster", "local:2"), ("pages", "--workers", "0")],
)
def test_what_makes_no_sense_is_wrong_use(options: tuple[str, ...]) -> None:
    assert hong("extract", *options).exit_code == 2


def test_nothing_to_resume() -> None:
    done = hong("extract", "--resume")
    assert (done.exit_code, done.output) == (1, "hongtou: no run was broken off in output: name what to read\n")
    assert not Path("output").exists()
    assert hong("extract", "pages", "--no-tables", "--resume").exit_code == 0


def test_a_thousand_of_a_kind_are_named_and_the_others_counted() -> None:
    for number in range(1_010):
        Path(f"pages/{number}.jpg").write_bytes(b"")
    done = hong("extract", "pages", "--no-tables", "-v")
    assert done.output.count("skipped, a picture") == 1_000
    assert "hongtou: and 10 more skipped" in done.output
    assert "1,010" in done.output


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("_Run._work", "hongtou: broken off: hongtou extract --resume -o output goes on\n"),
        ("Listing.take", "hongtou: broken off before anything was read\n"),
    ],
)
def test_a_signal_ends_a_run_with_one_sentence(
    where: str, said: str, number: signal.Signals, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(f"hongtou.run.batch.{where}", lambda *_: signal.raise_signal(number))
    done = hong("extract", "pages")
    assert (done.exit_code, done.output) == (status, said)
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_address_that_does_not_answer_says_why() -> None:
    pytest.importorskip("fsspec")
    pytest.importorskip("aiohttp")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/x.html"
        said = f"hongtou: nothing came from {url} (Connection refused); `hongtou fetch` archives a page and reads it\n"
        done = hong("extract", url)
        assert (done.exit_code, done.output) == (1, said)
        assert said in hong("extract", url, "pages").output
