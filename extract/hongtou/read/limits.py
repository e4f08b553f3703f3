"""How much one document may cost, and the account of one that is being read.

Hostile files promise more than they hold: a ZIP of a kilobyte that unpacks to a terabyte, a table of a million columns.
Each reader asks the account before it spends; what a limit cuts off is said in a ``limit_hit`` finding.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import msgspec

from hongtou.errors import LimitError, UsageError

_SETTING = re.compile(r"(\w+)=(\d+(?:\.\d+)?)([KMG]?)B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}
_TREE = 12  # bytes of memory that a byte of XML costs as a tree: measured 8 to 11 on tables of Word


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The limits of one document; each is far above what a circular needs. Raises UsageError, TypeError.

    >>> Limits(pages=50).pages, Limits().with_settings(["seconds=5", "memory=1G"]).memory
    (50, 1073741824)
    """

    size: int = 256 * 1024**2
    """Bytes of the file itself."""
    unpacked: int = 512 * 1024**2
    """Bytes of all that is unpacked from it."""
    characters: int = 10_000_000
    """Characters of its text."""
    cells: int = 200_000
    """Cells of all its tables, those that merged cells cover counted."""
    nesting: int = 50
    """Tables within tables, archives within archives."""
    members: int = 100_000
    """Members of an archive, those of archives in it counted."""
    pages: int = 2_000
    """Pages, or sheets of a workbook."""
    seconds: float = 60.0
    """Seconds that reading may take."""
    memory: int = 2 * 1024**3
    """Bytes of memory: of a helper program, and of the largest part of a document once parsed."""

    def __post_init__(self) -> None:
        """Refuse what is no number, or less than nothing."""
        for name in self.__struct_fields__:
            number = getattr(self, name)
            if isinstance(number, bool) or not isinstance(number, (int, float) if name == "seconds" else int):
                raise TypeError(f"the limit {name} is a number, not {number!r}")
            if not number >= 0:
                raise UsageError(f"the limit {name} is {number}: it must be 0 or more")
        msgspec.structs.force_setattr(self, "seconds", float(self.seconds))  # 60 and 60.0 are one limit, written as one

    def with_settings(self, settings: Iterable[str]) -> Limits:
        """These limits with some set by ``name=number`` (K, M, G for bytes), each once; raises UsageError."""
        changed: dict[str, float] = {}
        for setting in settings:
            match = _SETTING.fullmatch(setting.strip())
            if match is None or match[1] not in self.__struct_fields__:
                names = ", ".join(self.__struct_fields__)
                raise UsageError(f"{setting!r} is no limit: say NAME=NUMBER, where NAME is one of {names}")
            if match[1] in changed:
                raise UsageError(f"the limit {match[1]} is set twice")
            number = float(match[2]) * _FACTORS[match[3].upper()]
            changed[match[1]] = number if match[1] == "seconds" else int(number)
        return msgspec.structs.replace(self, **changed)


class Account:
    """What one document has spent of its limits. Every method raises LimitError where a limit is hit."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._until = time.monotonic() + self.limits.seconds
        self._unpacked = 0

    def check_time(self) -> None:
        """Call between steps that take a while."""
        if time.monotonic() > self._until:
            raise LimitError(f"reading took more than {self.limits.seconds:g} seconds")

    @property
    def seconds_left(self) -> float:
        """How long reading may still take."""
        return max(0.0, self._until - time.monotonic())

    @property
    def unpacked_left(self) -> int:
        """How many bytes may still be unpacked."""
        return self.limits.unpacked - self._unpacked

    def check_size(self, size: int) -> None:
        """Call with the size of the file."""
        if size > self.limits.size:
            raise LimitError(f"the file has {size} bytes, the limit is {self.limits.size}")

    def unpack(self, size: int) -> None:
        """Call with the size of each part that was unpacked."""
        self._unpacked += size
        if self._unpacked > self.limits.unpacked:
            raise LimitError(f"the file unpacks to more than {self.limits.unpacked} bytes")

    def check_tree(self, size: int) -> None:
        """Call with the size of XML that is about to become a tree."""
        if size * _TREE > self.limits.memory:
            raise LimitError(f"a part of {size} bytes would take more memory than {self.limits.memory} bytes")

    def check_pages(self, pages: int) -> None:
        """Call with the number of pages where those beyond the limit cannot be left out."""
        if pages > self.limits.pages:
            raise LimitError(f"the document has {pages} pages, the limit is {self.limits.pages}")
