"""Which code reads: what it reads a document to may be used again by the same code alone.

More than the version: whoever changes a line of it, or a word of a vocabulary, or a library that reads formats, gets no
record of before.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import hongtou

_LIBRARIES = ("charset-normalizer", "lxml", "msgspec", "pypdfium2", "rapidocr", "warcio")
_SOURCES = frozenset({".py", ".so", ".pyd", ".toml", ".tsv"})
_ASIDE = frozenset({"cli", "crawl", "write"})
"""Rooms that no record comes from."""


@cache
def code() -> str:
    """The identity of the code, as a short word."""
    digest = hashlib.sha256(sys.version.encode())
    home = Path(hongtou.__file__).parent
    for path in sorted(home.rglob("*")):
        place = path.relative_to(home)
        if path.suffix in _SOURCES and place.parts[0] not in _ASIDE:
            digest.update(place.as_posix().encode())
            digest.update(path.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:  # an extra that is not installed
            digest.update(library.encode())
    return digest.hexdigest()[:16]
