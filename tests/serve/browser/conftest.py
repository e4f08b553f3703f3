"""The dataset of the composed samples, served by the program itself, looked at in Debian's Chromium."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from hongtou.run.batch import run
from hongtou.serve import links

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
_PROGRAM = "from hongtou.cli import main; main()"
KINDS = ("home", "search", "circular", "task", "unit", "number", "calendar")
"""Every kind of page."""


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. It is closed with the package: while Playwright runs, nobody else can asyncio.run."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """``hongtou serve`` on a free port of loopback; gives its address."""
    command = [sys.executable, "-c", _PROGRAM, "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            lines = iter(process.stderr.readline, "")
            said = next((line for line in lines if line.startswith("http://")), "")
            assert said, f"the program ended with status {process.wait()}"
            yield said.split()[0].rstrip("/")
        finally:
            process.terminate()


def composed(root: Path, output: Path) -> None:
    """Write the dataset of the composed samples, and of a circular of petitions (信访) and investment (投资项目)."""
    run([str(root / "corpus" / "samples"), str(Path(__file__).parent / "circulars")], output)


@pytest.fixture(scope="package")
def dataset(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("browsed") / "output"
    composed(root, made)
    return made


@pytest.fixture(scope="package")
def served(dataset: Path) -> Iterator[str]:
    with serving(dataset) as address:
        yield address


@pytest.fixture(scope="package")
def addresses(dataset: Path) -> dict[str, str]:
    return addresses_in(dataset)


def addresses_in(dataset: Path) -> dict[str, str]:
    """An address of each kind of page, those of the circular 云政办发〔2014〕12号."""
    number = "云政办发〔2014〕12号"
    with closing(sqlite3.connect(dataset / "dataset.sqlite")) as db:
        (circular,) = db.execute(
            "SELECT circular_id FROM circulars WHERE document_number_normalized = ?", (number,)
        ).fetchone()
        (task,) = db.execute("SELECT task_id FROM tasks WHERE circular_id = ? AND ordinal = 1", (circular,)).fetchone()
    return {
        "home": "/",
        "search": links.search(q="信访"),
        "circular": links.circular(circular),
        "task": links.task(task),
        "unit": links.unit("云溪县信访局"),
        "number": links.number(number),
        "calendar": links.calendar("2014-09"),
    }


class Windows:
    """Opens windows, each with a profile of its own, and keeps account of what they ask for and complain of."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self.asked: list[str] = []
        self.faults: list[str] = []

    def __call__(self, **options: Any) -> Page:
        """A window. ``options`` are those of Playwright's ``Browser.new_context``."""
        wanted = {"base_url": self.address, "locale": "zh-CN", "reduced_motion": "reduce", **options}
        context = self._browser.new_context(**wanted)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        return context.new_page()

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def elsewhere(self) -> list[str]:
        """What was asked of any other host than the program's."""
        own = urlsplit(self.address).netloc
        return [url for url in self.asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != own]

    def close(self) -> None:
        for context in self._browser.contexts:
            context.close()


@contextmanager
def watched(chromium: Browser, address: str) -> Iterator[Windows]:
    """Windows on what is served there. Nothing may go wrong in them and nothing leave the machine."""
    made = Windows(chromium, address)
    yield made
    made.close()
    assert made.faults == []
    assert made.elsewhere() == []


@pytest.fixture
def windows(chromium: Browser, served: str) -> Iterator[Windows]:
    """Windows on the composed samples."""
    with watched(chromium, served) as made:
        yield made


@pytest.fixture
def window(windows: Windows) -> Page:
    """One window, Chinese, as wide as a desk's."""
    return windows()
