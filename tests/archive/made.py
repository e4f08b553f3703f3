"""Captures of a composed site (示例: invented places), as a crawl hands them to an archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from containers.made import page
from hongtou.archive.capture import Capture
from hongtou.archive.store import Archive

SITE = "http://www.yunxi.example"
FIRST = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def capture(path: str, body: bytes | None = None, *, day: int = 0, **changes: Any) -> Capture:
    """A page of the site, by default a circular of its own, retrieved so many days after the first."""
    given = Capture(
        url=SITE + path,
        retrieved_at=FIRST + timedelta(days=day),
        kind="circular",
        source="yunxi",
        fetch=f"{path} {day}",
        request=(f"GET {path} HTTP/1.1", (("Host", "www.yunxi.example"),)),
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{day}"')),
        body=page(3, path).encode() if body is None else body,
    )
    return given._replace(**changes)


def unchanged(path: str, day: int, **changes: Any) -> Capture:
    """A server's word that the page is as it was."""
    return capture(path, b"", day=day, status=304, reason="Not Modified", **changes)


def archive(folder: Path, *captures: Capture, rotate: int = 10**9) -> Path:
    """An archive that holds these."""
    with Archive(folder, rotate=rotate) as opened:
        for one in captures:
            opened.add(one)
    return folder


def files(folder: Path) -> list[Path]:
    """Its WARC files."""
    return sorted(folder.glob("*.warc.gz"))
