"""What one archive may cost, all archives within it counted."""

from __future__ import annotations

from hongtou.errors import LimitError
from hongtou.read import Limits

_MOST_TIMES = 100
"""How many times its own size an archive may unpack to: saved pages come to 10, the same page over and over to 50."""


class Budget:
    """The account of an archive of ``packed`` bytes; every method raises LimitError where a limit is hit.

    >>> Budget(Limits(members=1), packed=100).take(20)
    """

    def __init__(self, limits: Limits, packed: int) -> None:
        self.limits = limits
        self._most = max(limits.unpacked, _MOST_TIMES * packed)
        self._members = self._bytes = 0

    def take(self, size: int) -> None:
        """Call with the size of each member, before it is unpacked."""
        self._members += 1
        self._bytes += size
        if self._members > self.limits.members:
            raise LimitError(f"the archive has more than {self.limits.members} members; those after were not read")
        if self._bytes > self._most:
            raise LimitError(f"the archive unpacks to more than {self._most} bytes; what is beyond was not read")

    @property
    def left(self) -> int:
        """How many bytes may still be unpacked."""
        return max(0, self._most - self._bytes)

    def check_size(self, size: int) -> None:
        """Call with the size of a member that is to be loaded."""
        if size > self.limits.size:
            raise LimitError(f"the member has {size} bytes, the limit is {self.limits.size}")

    def check_depth(self, depth: int) -> None:
        """Call with how many archives an archive lies in."""
        if depth > self.limits.nesting:
            raise LimitError(f"archives lie in archives more than {self.limits.nesting} deep")
