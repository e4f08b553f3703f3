"""Names of files that count up, as those of the pages of one circular do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

SUFFIX = re.compile(r"[_\-](?:p|page)?(\d{1,3})$")
"""How such a name ends."""
FIRST_NUMBERS = (0, 1)
"""What the first of them may be."""


class Numbered(NamedTuple):
    """A name that ends in a number as those of pages do: a_1, a-2, a_p3."""

    shared: tuple[str, str]
    """Folder and name without the number; ending."""
    number: int

    @property
    def first(self) -> str:
        """What the first page may be called: the name without a number."""
        return "".join(self.shared)


def numbered(name: str) -> Numbered | None:
    """The name taken apart, where it ends in a number.

    >>> numbered("d/notice_2.html")
    Numbered(shared=('d/notice', '.html'), number=2)
    """
    folder, slash, leaf = name.rpartition("/")
    if "_" not in leaf and "-" not in leaf:
        return None
    path = PurePath(leaf)
    match = SUFFIX.search(path.stem)
    return Numbered((folder + slash + path.stem[: match.start()], path.suffix), int(match[1])) if match else None


def counts_up(numbers: Sequence[int], first: bool) -> bool:
    """Whether these number all pages of one circular; ``first`` says whether a page without a number is there."""
    begins = (1, 2) if first else FIRST_NUMBERS
    return numbers[0] in begins and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))
