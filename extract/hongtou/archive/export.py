"""Pages out of an archive, as files with a manifest: for other programs, and for people who want to look."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from hongtou.archive.capture import Stored
from hongtou.archive.filing import file_name
from hongtou.archive.reading import Reading
from hongtou.archive.standing import PAGES, TOLD, Standing, belonging, facts_of, newest, place_of
from hongtou.archive.wanted import Wanted
from hongtou.errors import OutputError, UnreadableError
from hongtou.read.decode import decode
from hongtou.read.formats import FORMATS, binary_type, text_type
from hongtou.read.limits import Account

MANIFEST, SUMS = "manifest.jsonl", "SHA256SUMS"
Progress = Callable[[int, int, str], None]
"""Called with the files that are written, all there are to write, and the address at hand."""


class Exported(NamedTuple):
    """What was written, and a sentence for each capture that could not be."""

    files: int
    bytes: int
    troubles: tuple[str, ...]


def chosen(captures: Iterable[Stored], wanted: Wanted) -> list[Stored]:
    """The captures to export: of those wanted the newest whole one of each address, in the order of the archive.

    Where no kind is asked for, what ``hongtou extract`` would read: circulars, their pages and attachments; of what
    other programs archived all that came.
    """
    found = [one for one in captures if wanted.takes(one) and (wanted.kinds or _is_page(one))]
    read = newest([_standing(one) for one in found])
    return [one for one, kept in zip(found, read, strict=True) if kept]


def export(reading: Reading, captures: list[Stored], folder: Path, progress: Progress | None = None) -> Exported:
    """Write the captures' content into a new folder.

    ``manifest.jsonl`` says of each file where it came from and what it belongs to, in the columns that ``hongtou
    extract`` reads; it is written last, so that a folder without one is an export that was cut short. Raises
    OutputError where the folder is not empty or cannot be written.
    """
    troubles: list[str] = []
    rows: list[dict[str, str]] = []
    sums: list[str] = []
    size = 0
    taken: set[str] = set()
    joins = belonging([_standing(one) for one in captures])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise OutputError(f"{folder} is not empty: choose a new folder, or empty it")
        for done, (stored, columns) in enumerate(zip(captures, joins, strict=True)):
            if progress:
                progress(done, len(captures), stored.url)
            try:
                body = reading.body(stored)
            except UnreadableError as error:
                troubles.append(f"{stored.url} ({stored.retrieved_at}): {error}")
                continue
            name = _free(file_name(stored.url, _type_of(stored, body), reading.called(stored)), taken)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            size += len(body)
            rows.append(_row(name, stored, columns))
            sums.append(f"{hashlib.sha256(body).hexdigest()}  {name}\n")
        (folder / SUMS).write_text("".join(sums), encoding="utf-8")
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / MANIFEST).write_text(lines, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot write into {folder}: {error.strerror or error}") from error
    return Exported(len(rows), size, tuple(troubles))


def _is_page(stored: Stored) -> bool:
    """Whether it is read where nothing else is asked for; a capture of another program has no kind of ours."""
    came = 200 <= stored.status < 300 or stored.revisit
    return came and (stored.kind in PAGES or (stored.kind == "other" and not stored.source))


def _type_of(stored: Stored, body: bytes) -> str:
    """The media type that its server said, or, where that is none that hongtou reads, what the bytes are: ``extract``
    reads a capture whatever it is called (a CSV table as text), a file of a folder by its name.
    """
    if stored.media_type in FORMATS:
        return stored.media_type
    try:
        return binary_type(body, stored.url, Account(None)) or text_type(decode(body).text, stored.url)
    except UnreadableError:
        return stored.media_type


def _standing(stored: Stored) -> Standing:
    whole = not (stored.revisit or stored.truncated)
    place = place_of(stored.file, stored.offset)
    return Standing(stored.url, stored.retrieved_at, stored.kind, whole, stored.via, stored.part_of, place)


def _row(name: str, stored: Stored, columns: dict[str, str]) -> dict[str, str]:
    told = {key: stored.facts[key] for key in TOLD if key in stored.facts}
    source = {"source": stored.source} if stored.source else {}
    return {"path": name, **facts_of(stored.url, stored.retrieved_at), "kind": stored.kind, **source, **columns, **told}


def _free(name: str, taken: set[str]) -> str:
    """The name, or one like it, that no other has, large and small letters being one to some systems."""
    stem, suffix = posixpath.splitext(name)
    one, count = name, 1
    while one.casefold() in taken:
        count += 1
        one = f"{stem} ({count}){suffix}"
    taken.add(one.casefold())
    return one
