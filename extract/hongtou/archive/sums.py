"""A digest that a WARC header names, and whether the bytes have it."""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Callable


class Sum:
    """What a header such as ``sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`` says, held against the bytes that come.

    >>> one = Sum("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    >>> one.wrong, Sum("").wrong, Sum("crc99:0").wrong
    (False, False, False)
    """

    def __init__(self, said: str) -> None:
        algorithm, _, value = said.partition(":")
        self._said = value.strip()
        name = algorithm.strip().lower().replace("-", "")
        self._hash = hashlib.new(name, usedforsecurity=False) if self._said and name in _KNOWN else None

    def update(self, data: bytes) -> None:
        """Bytes that come."""
        if self._hash:
            self._hash.update(data)

    @property
    def wrong(self) -> bool:
        """Whether the bytes have another digest; no one knows that of an algorithm that is not known."""
        if self._hash is None:
            return False
        return self._hash.digest() not in _readings(self._said)


_KNOWN = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})


def _readings(said: str) -> list[bytes]:
    """A digest as writers print it: base 32, or hexadecimal, or base 64."""
    padded = said + "=" * (-len(said) % 8)
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: base64.b32decode(padded, casefold=True),
        lambda: bytes.fromhex(said),
        lambda: base64.b64decode(said),
    )
    found = []
    for read in ways:
        with contextlib.suppress(ValueError):
            found.append(read())
    return found
