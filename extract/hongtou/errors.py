"""What a caller can mend, as one tree of exceptions. What is wrong with a document is a finding, never one of these.

::

    HongtouError
    ├── UsageError          an option or argument that makes no sense
    ├── InputError          something named as input, a document or a dataset, cannot be taken
    │   ├── SourceError     a source's adapter failed on a page
    │   └── UnreadableError the bytes of one document cannot be read at all
    │       ├── LimitError          a limit was hit before anything could be read
    │       └── MissingHelperError  the format needs a program or package that is not installed
    └── OutputError         the output cannot be written

The batch turns an UnreadableError into a record with a finding (its ``check``); from :func:`hongtou.extract` it reaches
the caller.
"""

from __future__ import annotations

from typing import ClassVar, Literal

__all__ = [
    "HongtouError",
    "InputError",
    "LimitError",
    "MissingHelperError",
    "OutputError",
    "SourceError",
    "UnreadableError",
    "UsageError",
]


class HongtouError(Exception):
    """Any error of hongtou that a caller can mend; its message says how."""


class UsageError(HongtouError):
    """An option or argument that makes no sense: a column that no table has, a date that is none."""


class InputError(HongtouError):
    """Something named as input cannot be taken: a path that does not exist, a folder with nothing to read."""


class SourceError(InputError):
    """The adapter of a source (the user's own Python) failed on a page; the message names file, page and error."""


class UnreadableError(InputError):
    """The bytes of one document cannot be read: an empty or damaged file, a format that is not known."""

    check: ClassVar[Literal["unreadable", "limit_hit", "missing_helper"]] = "unreadable"
    """The check of the finding that stands for it in a dataset."""
    partly: bool = False
    """Whether some of it was read: of an archive, the members that were found."""


class LimitError(UnreadableError):
    """A limit was hit before anything of the document could be read; see :class:`hongtou.Limits`."""

    check = "limit_hit"


class MissingHelperError(UnreadableError):
    """The format needs a program or a package that is not installed; the message says how to install it."""

    check = "missing_helper"


class OutputError(HongtouError):
    """The output cannot be written: a folder that is a file, a disk that is full."""
