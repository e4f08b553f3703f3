"""Pages that a person saved, because the site lets no crawler in → captures, with what is known of their way here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from hongtou.archive.capture import Capture, Kind, Stored
from hongtou.archive.listing import is_archive
from hongtou.archive.saved import Saved, saved
from hongtou.archive.store import Archive
from hongtou.archive.terms import date_of, digest_of
from hongtou.errors import InputError, UsageError
from hongtou.read import SUFFIXES
from hongtou.read.formats import HTML, MHTML, ZIP, named

_WEB = ("http", "https")


class ByHand(NamedTuple):
    """What is said of files that are added: all of it goes into the archive."""

    url: str | None = None
    """Address of the first file, the circular; the others are its further pages and attachments."""
    retrieved_at: datetime | None = None
    by: str = ""
    """Who adds them."""
    note: str = ""
    publisher: str = ""


class Added(NamedTuple):
    """A file that was added; or, where ``already``, that stood there."""

    path: Path
    stored: Stored
    already: bool


def captures_of(files: Sequence[Path], said: ByHand) -> list[tuple[Path, Capture]]:
    """The files as captures.

    With an address the first file is the circular, further web pages are its later pages, anything else is attached
    to it; without one each file must name its own address and is a circular by itself. When it was retrieved is what
    is said, else what the file says, else the file's own time. Raises UsageError, InputError.
    """
    found: list[tuple[Path, Capture]] = []
    before = said.url  # later pages are in the order in which they are given
    now = datetime.now(UTC)
    for number, path in enumerate(files):
        media_type = _type(path)
        data, changed = _read(path)
        own = saved(data, media_type)
        kind, url = _place(path, number, media_type, own, said)
        moment = said.retrieved_at or own.moment or changed
        origin = "said" if said.retrieved_at else "the page" if own.moment else "time of the file"
        facts = {
            "file": path.name,
            "added-at": date_of(now),
            "added-by": said.by,
            "retrieved-from": origin,
            "saved-from": own.url if own.url and own.url != url else "",
            "note": said.note,
            "publisher": said.publisher,
        }
        capture = Capture(
            url=url,
            retrieved_at=moment,
            kind=kind,
            source="",
            fetch="",
            request=None,
            status=200,
            reason="",
            headers=(("Content-Type", media_type),),
            body=data,
            via=before if kind == "page" else None,
            part_of=None if kind == "circular" else said.url,
            facts={name: fact for name, fact in facts.items() if fact},
        )
        found.append((path, capture))
        before = url if kind == "page" else before
    return found


def add(archive: Archive, captures: Sequence[tuple[Path, Capture]]) -> list[Added]:
    """Add them; a file whose very bytes are the newest capture of its address is not added again."""
    done = []
    for path, capture in captures:
        last = archive.last(capture.url)
        if (
            last
            and last.digest == digest_of(capture.body)
            and (last.kind, last.part_of) == (capture.kind, capture.part_of)
        ):
            done.append(Added(path, last, True))
        else:
            done.append(Added(path, archive.add(capture), False))
    return done


def _type(path: Path) -> str:
    """The media type that the name says."""
    media_type = named(path.name) or (ZIP if is_archive(path.name) else None)
    if media_type is None:
        kind = path.suffix or "a name without ending"
        raise UsageError(f"{path}: {kind} is no type of file that hongtou reads; it reads {', '.join(SUFFIXES)}")
    return media_type


def _read(path: Path) -> tuple[bytes, datetime]:
    """The bytes of a file, and when it was last changed."""
    try:
        data, changed = path.read_bytes(), path.stat().st_mtime
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error
    if not data:
        raise InputError(f"{path} is empty")
    return data, datetime.fromtimestamp(changed, UTC)


def _place(path: Path, number: int, media_type: str, own: Saved, said: ByHand) -> tuple[Kind, str]:
    """What a file is, and under which address it goes."""
    if said.url is None:
        if own.url is None:
            raise UsageError(f"{path} does not say where it is from: name its address with --url")
        return "circular", checked(own.url)
    url = checked(said.url)
    if number == 0:
        return "circular", url
    kind: Kind = "page" if media_type in (HTML, MHTML) else "attachment"
    return kind, checked(own.url) if own.url else f"{url}#{quote(path.name)}"


def checked(url: str) -> str:
    """The address, where it is one of the web. Raises UsageError."""
    parts = urlsplit(url)
    if parts.scheme not in _WEB or not parts.hostname or any(character.isspace() for character in url):
        raise UsageError(f"{url!r} is no address of a page: http://… or https://…")
    return url
