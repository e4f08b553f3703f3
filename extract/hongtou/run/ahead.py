"""Old Office files of a run, converted several at once: starting LibreOffice for each would cost a second a file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from hongtou.errors import UnreadableError
from hongtou.read import Limits
from hongtou.read.formats import FORMATS, binary_type, named
from hongtou.read.limits import Account
from hongtou.read.office import Office
from hongtou.run.files import STDIN, Input

_TOGETHER = 16
_MOST_BYTES = 64 * 1024**2


class Ahead:
    """Converts ahead of the reader; ``office`` then gives each document without delay."""

    def __init__(
        self, files: Sequence[Input], limits: Limits | None, office: Office, found: Callable[[Input], Input]
    ) -> None:
        """``found`` gives a file with its bytes at hand."""
        self.office = office
        self._files = files
        self._found = found
        self._limits = limits or Limits()
        self._until = 0

    def before(self, number: int) -> None:
        """Call before the file of that number is read."""
        if number < self._until or not _is_old(self._files[number]):
            return
        documents: list[tuple[bytes, str]] = []
        size = 0
        while number < len(self._files) and len(documents) < _TOGETHER and size < _MOST_BYTES:
            file = self._files[number]
            number += 1
            if _is_old(file):
                with contextlib.suppress(OSError, UnreadableError):  # the reader will meet it, and say so
                    data = self._found(file).read()
                    size += len(data)
                    account = Account(self._limits)
                    account.check_size(len(data))
                    kind = binary_type(data, file.name, account)
                    if kind in FORMATS and FORMATS[kind].becomes:
                        documents.append((data, kind))
        self._until = number
        if len(documents) > 1:
            with contextlib.suppress(UnreadableError):
                self.office.prepare(documents, self._limits)


def _is_old(file: Input) -> bool:
    kind = named(file.name)
    return not file.table and file.name != STDIN and kind is not None and FORMATS[kind].becomes != ""
