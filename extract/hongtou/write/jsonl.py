"""``circulars.jsonl``, the canonical form: one JSON object a line, one line a circular."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from hongtou.errors import InputError
from hongtou.model import Circular

NAME = "circulars.jsonl"
OURS = b'{"schema_version":'
"""How each of its lines begins."""

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Circular)


def line(circular: Circular) -> bytes:
    """The circular as one line of UTF-8 JSON, with its line feed."""
    return _ENCODER.encode(circular) + b"\n"


def read_jsonl(path: Path) -> Iterator[Circular]:
    """The circulars of a ``circulars.jsonl``, one at a time.

    Raises InputError where the file cannot be opened or a line is no circular of this version.
    """
    try:
        with Path(path).open("rb") as handle:
            for number, text in enumerate(handle, 1):
                yield _decode(path, number, text)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def holds_circulars(path: Path) -> bool:
    """Whether the file begins as a ``circulars.jsonl`` does; raises InputError where it cannot be opened."""
    try:
        with Path(path).open("rb") as handle:
            return handle.read(len(OURS)) == OURS
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from error


def _decode(path: Path, number: int, text: bytes) -> Circular:
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InputError(f"{path}, line {number}: {error}") from error
