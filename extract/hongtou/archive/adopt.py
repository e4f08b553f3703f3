"""An index that was lost, made anew from the files: they say all of their captures, if not what was written.

Sums and counts are then those of what is there now; only files whose every record is whole are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hongtou.archive.index import NAME, File, Index, Line
from hongtou.archive.reading import warc_files
from hongtou.archive.scan import captures_of
from hongtou.archive.walk import Found, sha256_of, walk


def adopt(folder: Path, index: Index) -> None:
    """Let an index that knows no file know those of the archive that are whole; the others are left as they are."""
    for path in warc_files(folder):
        if path.name.startswith(NAME):
            _take(path, index)


def _take(path: Path, index: Index) -> None:
    lines: list[Line] = []
    with path.open("rb") as stream:
        captures = list(captures_of(_whole(walk(stream), lines, path.name), path.name))
        end = lines[-1].offset + lines[-1].length if lines else 0
        if not lines or end != path.stat().st_size:
            return
        summed = [line._replace(sha256=sha256_of(stream, line.offset, line.length)) for line in lines]
        file = File(path.name, end, len(lines), sha256_of(stream, 0, end))
    index.begin(path.name)
    index.commit(file, summed, captures)


def _whole(records: Iterator[Found], lines: list[Line], name: str) -> Iterator[Found]:
    """The records as long as each is whole, packed alone; their places go to the lines."""
    for record in records:
        if record.troubles or not record.length:
            return
        identity = record.headers.get("warc-record-id", "")
        lines.append(Line(name, record.offset, record.length, record.type, identity, ""))
        yield record
