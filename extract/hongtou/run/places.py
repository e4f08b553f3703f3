"""Where bytes lie: files of this machine, or addresses that fsspec opens (s3://bucket/…; extra ``cluster``)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from hongtou.errors import InputError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_FILE = "file://"

Stamp = tuple[int, int]
"""Size, and when it was changed (ns) or what stands for that: bytes of one stamp are taken for the same."""


class Listed(NamedTuple):
    """A folder at an address: its own address, and of each file in it the address, the size, the stamp."""

    folder: str
    files: dict[str, tuple[str, int, Stamp | None]]


def is_address(name: str) -> bool:
    """Whether a name is the address of something that is no file of this machine.

    >>> is_address("s3://archive/2014/"), is_address("file:///data"), is_address("a.warc!/http://a.example/")
    (True, False, False)
    """
    return _ADDRESS.match(name) is not None and not name.startswith(_FILE)


def plain(name: str) -> str:
    """The path that a file:// address means; any other name as it is.

    >>> plain("file:///data/%E5%85%AC%E6%96%87"), plain("data/a.txt")
    ('/data/公文', 'data/a.txt')
    """
    return unquote(urlsplit(name).path) if name.startswith(_FILE) else name


def open_bytes(name: str) -> BinaryIO:
    """The bytes for reading and seeking; raises OSError."""
    if not is_address(name):
        return Path(name).open("rb")
    system, path = filesystem(name)
    return cast("BinaryIO", system.open(path, "rb"))


def read_bytes(name: str) -> bytes:
    """All the bytes; raises OSError."""
    with open_bytes(name) as handle:
        return handle.read()


def stamp(name: str) -> tuple[int, Stamp | None]:
    """The size, and the stamp where there is one; raises OSError."""
    if not is_address(name):
        said = Path(name).stat()
        return said.st_size, (said.st_size, said.st_mtime_ns)
    system, path = filesystem(name)
    return _stamp(system.info(path))


def listed(name: str) -> Iterator[Listed]:
    """The folders at an address, and those in them; a file stands in one alone, whose address is empty.

    A pattern gives what it finds. Raises OSError where nothing is there.
    """
    system, path = filesystem(name)
    found = sorted(system.glob(path)) if any(sign in path for sign in "*?[") and not system.exists(path) else [path]
    if not found:
        raise FileNotFoundError(name)
    for one in found:
        info = system.info(one)
        if info["type"] != "directory":
            yield Listed("", {one.rpartition("/")[2]: (_full(system, one), *_stamp(info))})
            continue
        for folder, folders, files in system.walk(one, detail=True):
            for hidden in [leaf for leaf in folders if leaf.startswith(".")]:
                del folders[hidden]
            there = {leaf: (_full(system, info["name"]), *_stamp(info)) for leaf, info in sorted(files.items()) if leaf}
            yield Listed(_full(system, folder), there)


def absent(name: str) -> str:
    """What is said of a path or an address (with its reason behind it) where nothing is.

    >>> absent("a.txt"), absent("s3://archive/a.txt")
    ('no such file or folder: a.txt', 'nothing came from s3://archive/a.txt')
    """
    if not is_address(name):
        return f"no such file or folder: {name}"
    web = "; `hongtou fetch` archives a page and reads it" if name.startswith(("http://", "https://")) else ""
    return f"nothing came from {name}{web}"


def with_reason(address: str, error: OSError) -> str:
    """An address and why nothing came from it, as far as what asked for it says."""
    cause = error.__cause__
    status = getattr(cause, "status", None)
    below = getattr(cause, "os_error", cause)
    number = getattr(below, "errno", None) or 0
    said = (
        f"http {status}" if status else os.strerror(number) if number > 0 else getattr(below, "strerror", "") or below
    )
    return f"{address} ({said})" if said else address


def filesystem(address: str) -> tuple[Any, str]:
    """What opens an address, and the path that it has there; raises InputError where a package for it is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        from hongtou.read.helpers import CLUSTER

        raise InputError(f"{address} needs fsspec, which is not installed: {CLUSTER}") from error
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(f"{address} cannot be opened: {error}") from error
    return system, str(path)


def _full(system: Any, path: str) -> str:
    return str(system.unstrip_protocol(path))


def _stamp(info: dict[str, Any]) -> tuple[int, Stamp | None]:
    size = int(info.get("size") or 0)
    told = next((info[key] for key in ("ETag", "etag", "mtime", "LastModified", "created") if info.get(key)), None)
    if told is None:
        return size, None
    mark = int.from_bytes(blake2b(str(told).encode(), digest_size=7).digest(), "little")
    return size, (size, mark)
