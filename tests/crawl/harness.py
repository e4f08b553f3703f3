"""The site served, crawled in a process of its own, and its archive looked into."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from hongtou.archive.capture import Stored
from hongtou.archive.store import Archive
from hongtou.archive.verify import verify
from hongtou.model import Circular
from hongtou.run.batch import run
from hongtou.write import read_jsonl

from .site import Line, Server, Site, served
from .site.site import ROBOTS, STARTS

ROOT = Path(__file__).parents[2]
STYLES = {"cms": "cms", "catalogue": "catalog", "law": "paged", "feed": "feed"}
"""Part of the site → the shipped style that its source is of."""


class Ground(NamedTuple):
    """A site that is served, its truth, and the sources that lead to it."""

    server: Server
    site: Site
    sources: dict[str, Path]

    def command(self, archive: Path, *options: str, parts: Sequence[str] = tuple(STYLES)) -> list[str]:
        """The command that crawls these parts."""
        named = [str(self.sources[part]) for part in parts]
        return [sys.executable, "-m", "tests.crawl.crawler", *named, "--archive", str(archive), *options]

    def crawl(self, archive: Path, *options: str, parts: Sequence[str] = tuple(STYLES)) -> dict[str, Any]:
        """Crawl these parts to the end; the counts."""
        done = subprocess.run(
            self.command(archive, *options, parts=parts), cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        tally: dict[str, Any] = json.loads(done.stdout)
        return tally

    def path(self, url: str) -> str:
        """The path of an address of the site; any other as it is."""
        return url.removeprefix(self.server.host)

    def captures(self, archive: Path) -> dict[str, list[Stored]]:
        """Path → its captures that hold what was asked for: pages, lists and files, no revisits, no failures."""
        found: dict[str, list[Stored]] = {}
        with Archive.reading(archive) as reading:
            for stored in reading.captures():
                if stored.kind in ("list", "circular", "page", "attachment") and not stored.revisit:
                    found.setdefault(self.path(stored.url), []).append(stored)
        return found

    def failures(self, archive: Path) -> dict[str, str]:
        """Path → the reason of its last failure."""
        with Archive.reading(archive) as reading:
            return {self.path(s.url): s.facts.get("reason", "") for s in reading.captures() if s.kind == "failure"}


@contextmanager
def ground(folder: Path, pages: int, *arguments: str, delay: float = 0.0) -> Iterator[Ground]:
    """Serve a site; ``arguments`` are those of ``python -m tests.crawl.serve``. Sources wait no longer than robots.txt
    wants.
    """
    options = ["--pages", str(pages), "--delay", str(delay), *arguments]
    with served(folder / "requests.jsonl", *options) as server:
        flags = {"hazards": "--calm" not in arguments, "long": "--long" in arguments}
        site = Site(pages=pages, host=server.host, delay=delay, **flags)
        yield Ground(server, site, sources(server, folder))


def sources(server: Server, folder: Path) -> dict[str, Path]:
    """A source for each part of the site: nothing but its style and where it begins."""
    written = {}
    for part, style in STYLES.items():
        starts = json.dumps([server.url(path) for path in STARTS[part]])
        host = server.host.removeprefix("http://")
        lines = (f'style = "{style}"', f"start = {starts}", f'hosts = ["{host}"]', "private = true", "delay = 0.0")
        written[part] = folder / f"{part}.toml"
        written[part].write_text("\n".join(lines), encoding="utf-8")
    return written


def check_archive(ground: Ground, archive: Path, *parts: str, mended: bool = False) -> None:
    """Every page that must be there is there once, with the right kind and its circular; nothing is rotten."""
    expected = ground.site.expected(*parts, mended=mended)
    found = ground.captures(archive)
    twice = {path: len(stored) for path, stored in found.items() if len(stored) != 1}
    assert not twice, f"archived more than once: {twice}"
    lost = sorted(expected.keys() - found.keys())
    assert not lost, f"lost: {lost[:10]} of {len(lost)}"
    for path, truth in expected.items():
        (stored,) = found[path]
        assert (stored.kind, stored.status, stored.truncated) == (truth.kind, 200, None), path
        part_of = ground.path(stored.part_of) if stored.part_of else None
        assert part_of == truth.part_of, path
    troubles = verify(archive).troubles
    assert not troubles, troubles


def check_polite(log: Sequence[Line], gap: float = 0.0) -> None:
    """Never two requests at once, and none before the gap after the answer to the last."""
    assert {line.method for line in log} == {"GET"}
    assert all(line.agent.startswith("hongtou/") for line in log)
    for before, after in pairwise(log):
        waited = after.begin - before.end
        assert waited >= gap, f"{after.path} came {waited:.3f} s after {before.path}, not {gap}"


def asked(log: Sequence[Line]) -> dict[str, int]:
    """Path → how often it was asked for; robots.txt left aside."""
    counts: dict[str, int] = {}
    for line in log:
        if line.path != ROBOTS:
            counts[line.path] = counts.get(line.path, 0) + 1
    return counts


def check_dataset(ground: Ground, archive: Path, folder: Path, *parts: str, mended: bool = False) -> None:
    """Read straight from the archive, the circulars are those of their files, with the same tasks, and those composed.

    Pages and attachments are joined; address and time of retrieval are filled.
    """
    expected = ground.site.expected(*parts, mended=mended)
    ground.site.write(folder / "files", *parts, mended=mended)
    of_files, of_archive = _read(folder / "files", folder / "a"), _read(archive, folder / "b")
    assert of_archive.keys() == of_files.keys()
    composed = {t.circular.number: t.circular for t in expected.values() if t.circular}
    paths = {t.circular.number: path for path, t in expected.items() if t.circular and not t.part_of}
    assert of_archive.keys() == composed.keys()
    for number, circular in of_archive.items():
        assert _said(circular) == _said(of_files[number]), number
        assert len(circular.tasks) == composed[number].tasks, number
        assert circular.source.url == ground.server.url(paths[number])
        assert circular.source.retrieved_at
        assert len(circular.source.files) == len(of_files[number].source.files)
        assert all(file.url for file in circular.source.files)


def _read(place: Path, out: Path) -> dict[str, Circular]:
    run([str(place)], out, tables=False)
    circulars = list(read_jsonl(out / "circulars.jsonl"))
    found = {c.document_number.normalized if c.document_number else c.source.path: c for c in circulars}
    assert len(found) == len(circulars)
    return found


def _said(circular: Circular) -> tuple[object, ...]:
    tasks = [
        (task.annex, [c.text for c in task.category], task.task.text, [d.edtf for d in task.deadlines],
         [(u.text, u.unit, u.role) for u in task.responsibilities])
        for task in circular.tasks
    ]  # fmt: skip
    title, issued = circular.title, circular.date_issued
    return title and title.text, issued and issued.date, [a.text for a in circular.annexes], tasks
