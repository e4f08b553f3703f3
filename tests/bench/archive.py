"""``python -m tests.bench.archive [PAGES]``: the archive beside plain warcio, on the same pages, in turns.

Processor time of this thread, the least of five turns; what matters is the ratio to warcio, which reads the records one
after the other and checks nothing, or writes them without index and without waiting for the disk.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hongtou.archive import Budget, Shelf, listing
from hongtou.archive.capture import Capture
from hongtou.archive.reading import Reading, warc_files
from hongtou.archive.store import Archive
from hongtou.archive.verify import verify
from hongtou.read import Limits

from .generate import circulars

PAGES = 1000
TURNS = 5
_REQUEST = [("Host", "www.yunxi.example"), ("User-Agent", "hongtou/0.1 (+https://example.org)")]
_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"), ("ETag", '"1"')]


def captures(count: int) -> list[Capture]:
    """Composed circulars as a crawl brings them home."""
    now = datetime(2026, 11, 26, 8, tzinfo=UTC)
    return [
        Capture(
            url=f"http://www.yunxi.example/zwgk/{at}.html",
            retrieved_at=now,
            kind="circular",
            source="yunxi",
            fetch=str(at),
            request=(f"GET /zwgk/{at}.html HTTP/1.1", tuple(_REQUEST)),
            status=200,
            reason="OK",
            headers=tuple(_HEADERS),
            body=f"<html><body>{text.replace(chr(10), '<br>')}</body></html>".encode(),
            via="http://www.yunxi.example/zwgk/",
        )
        for at, (_, text) in enumerate(circulars(count))
    ]


def write(some: list[Capture]) -> None:
    """Into an archive: records synced, index committed, capture by capture."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder)) as archive:
        for one in some:
            archive.add(one)


def write_plainly(some: list[Capture]) -> None:
    """The same records with warcio alone."""
    with tempfile.TemporaryFile() as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for one in some:
            assert one.request
            answer = StatusAndHeaders("200 OK", list(one.headers), protocol="HTTP/1.1")
            asked = StatusAndHeaders(one.request[0], list(one.request[1]), is_http_request=True)
            size = len(one.body)
            writer.write_request_response_pair(
                writer.create_warc_record(one.url, "request", http_headers=asked),
                writer.create_warc_record(one.url, "response", io.BytesIO(one.body), size, http_headers=answer),
            )
            said = f"via: {one.via}\r\n".encode()
            writer.write_record(writer.create_warc_record(one.url, "metadata", io.BytesIO(said), len(said)))


def read_plainly(folder: Path) -> int:
    """All answers' bodies with warcio alone."""
    size = 0
    for path in warc_files(folder):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    size += len(record.content_stream().read())
    return size


def read_as_extract(folder: Path) -> int:
    """All pages as ``hongtou extract`` comes by them: listed, then loaded one by one."""
    size = 0
    shelf = Shelf()
    for path in warc_files(folder):
        found = listing(str(path), lambda path=path: path.open("rb"), shelf, Budget(Limits(), path.stat().st_size))
        assert found
        size += sum(len(member.load()) for member in found.members)
    shelf.close()
    return size


def read_by_index(folder: Path) -> int:
    """All captures by the index."""
    with Reading.of(folder) as reading:
        return sum(len(reading.body(one)) for one in reading.captures())


def least(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each, the least of some turns taken one after the other."""
    found: dict[str, float] = {}
    for _ in range(TURNS):
        for name, work in works.items():
            began = time.thread_time()
            work()
            spent = time.thread_time() - began
            found[name] = min(found.get(name, spent), spent)
    return found


def main(count: int) -> None:
    """Print seconds, pages a second and the ratio to plain warcio."""
    some = captures(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Archive(folder) as archive:
            for one in some:
                archive.add(one)
        sizes = {read(folder) for read in (read_plainly, read_as_extract, read_by_index)}
        assert sizes == {sum(len(one.body) for one in some)}
        reading = {
            "warcio, one record after the other": lambda: read_plainly(folder),
            "as extract reads (listed, then loaded)": lambda: read_as_extract(folder),
            "by the index": lambda: read_by_index(folder),
            "archive verify": lambda: verify(folder),
        }
        writing = {"warcio, not synced, no index": lambda: write_plainly(some), "archive": lambda: write(some)}
        print(f"{count} pages, {sizes.pop():,} bytes")
        for title, works in (("reading", reading), ("writing", writing)):
            spent = least(works)
            plain = next(iter(spent.values()))
            for what, seconds in spent.items():
                print(f"{title}: {what:<40} {seconds:7.3f} s {count / seconds:8.0f} pages/s   x {seconds / plain:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
