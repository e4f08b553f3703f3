"""A crawl that is killed again and again loses nothing, archives nothing twice and asks again for one page a kill."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("scrapy")

from .harness import ROOT, Ground, asked, check_archive, ground

_LONGEST = 60  # seconds that a crawl may need to send its next request


def kill_after(at: Ground, archive: Path, requests: int, seconds: float) -> bool:
    """Crawl until so many requests were answered, and so long after that; whether it lived to be killed."""
    begun = at.server.count()
    with subprocess.Popen(at.command(archive), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        for _ in range(_LONGEST * 200):
            if at.server.count() - begun >= requests or _ended(process, 0.005):
                break
        _ended(process, seconds)
        lived = process.poll() is None
        process.kill()
        _, errors = process.communicate()
    assert lived or process.returncode == 0, errors.decode()
    return lived


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.mark.parametrize(
    ("pages", "kills", "seed"),
    [
        (40, 3, 1),
        pytest.param(500, 20, 2, marks=pytest.mark.slow),
        pytest.param(500, 20, 3, marks=pytest.mark.slow),
    ],
)
def test_killed_at_random_moments(tmp_path: Path, pages: int, kills: int, seed: int) -> None:
    """What an unbroken crawl archives is there, each page once, and the archive is whole."""
    draw = random.Random(seed)
    with ground(tmp_path, pages, "--calm") as at:
        archive = tmp_path / "archive"
        expected = at.site.expected()
        share = len(expected) // (kills + 1)
        killed = sum(
            kill_after(at, archive, draw.randint(1, share), draw.choice((0.0, draw.random() * 0.03)))
            for _ in range(kills)
        )
        assert killed == kills, "the site is too small for so many kills"
        at.crawl(archive)
        check_archive(at, archive)
        counts = asked(at.server.log())
        assert counts.keys() == expected.keys()
        assert sum(counts.values()) - len(counts) <= killed
