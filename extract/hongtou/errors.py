"""What a caller can mend, as one tree of exceptions. What is wrong with a document is a finding, never one of these.

::

    HongtouError
    ├── UsageError          an option or argument that makes no sense
    ├── InputError          something named as input, a document or a dataset, cannot be taken
    │   └── UnreadableError the bytes of one document cannot be read at all
    └── OutputError         the output cannot be written

The batch turns an UnreadableError into a record with an ``unreadable`` finding; from :func:`hongtou.extract` it reaches
the caller.
"""

from __future__ import annotations

__all__ = ["HongtouError", "InputError", "OutputError", "UnreadableError", "UsageError"]


class HongtouError(Exception):
    """Any error of hongtou that a caller can mend; its message says how."""


class UsageError(HongtouError):
    """An option or argument that makes no sense: a column that no table has, a date that is none."""


class InputError(HongtouError):
    """Something named as input cannot be taken: a path that does not exist, a folder with nothing to read."""


class UnreadableError(InputError):
    """The bytes of one document cannot be read: an empty or damaged file, a format that is not known."""


class OutputError(HongtouError):
    """The output cannot be written: a folder that is a file, a disk that is full."""
