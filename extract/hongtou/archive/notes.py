"""What a crawl knew of a capture, as the metadata record beside it says it (``application/warc-fields``).

``via`` is a field of WARC 1.1; all others begin with ``hongtou-``, so that no other crawler's metadata are taken for
ours. A field is a line; what would end a line becomes a blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, cast, get_args

from hongtou.archive.capture import Capture, Kind

_OURS = "hongtou-"
_FACT = f"{_OURS}fact-"
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_BREAK = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


class Notes(NamedTuple):
    """The fields; the same as of a :class:`Capture`."""

    kind: Kind
    source: str = ""
    fetch: str = ""
    via: str | None = None
    part_of: str | None = None
    facts: Mapping[str, str] = {}


def notes_of(capture: Capture) -> Notes:
    """The notes of a capture, each a line. Raises ValueError for a fact whose name is no name.

    >>> one_line("a\\r\\n b "), one_line(None)
    ('a b', None)
    """
    for name in capture.facts:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a fact: a letter, then letters, digits, _ or -")
    facts = {name: line for name, fact in sorted(capture.facts.items()) if (line := one_line(fact))}
    return Notes(
        kind=capture.kind,
        source=one_line(capture.source) or "",
        fetch=one_line(capture.fetch) or "",
        via=one_line(capture.via),
        part_of=one_line(capture.part_of),
        facts=facts,
    )


def one_line(words: str | None) -> str | None:
    """The words on one line; None where there are none."""
    return _BREAK.sub(" ", words or "").replace("  ", " ").strip() or None


def dump(notes: Notes) -> bytes:
    """The block of the metadata record.

    >>> dump(Notes("page", part_of="http://a.example/1.html"))
    b'hongtou-kind: page\\r\\nhongtou-part-of: http://a.example/1.html\\r\\n'
    """
    fields = {
        f"{_OURS}kind": notes.kind,
        f"{_OURS}source": notes.source,
        f"{_OURS}fetch": notes.fetch,
        "via": notes.via,
        f"{_OURS}part-of": notes.part_of,
        **{_FACT + name: fact for name, fact in notes.facts.items()},
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value).encode()


def parse(block: bytes) -> Notes | None:
    """What the block of a metadata record says; None where it is not of ours.

    >>> parse(b"via: http://a.example/\\r\\nhopsFromSeed: L"), parse(dump(Notes("list")))
    (None, Notes(kind='list', source='', fetch='', via=None, part_of=None, facts={}))
    """
    lines = (line.partition(":") for line in block.decode("utf-8", "replace").split("\r\n"))
    fields = {name: value.strip() for name, colon, value in lines if colon}
    kind = fields.get(f"{_OURS}kind")
    if kind not in get_args(Kind):
        return None
    return Notes(
        kind=cast("Kind", kind),
        source=fields.get(f"{_OURS}source", ""),
        fetch=fields.get(f"{_OURS}fetch", ""),
        via=fields.get("via"),
        part_of=fields.get(f"{_OURS}part-of"),
        facts={name.removeprefix(_FACT): value for name, value in fields.items() if name.startswith(_FACT)},
    )
