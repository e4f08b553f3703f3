"""One circular, from a path, bytes or a text."""

from __future__ import annotations

import os
from pathlib import Path

from hongtou.errors import InputError
from hongtou.model import Circular
from hongtou.parse import parse
from hongtou.read import Limits, read, read_text
from hongtou.run.inputs import refuse_unknown


def extract(
    source: str | os.PathLike[str] | bytes, *, path: str = "document", limits: Limits | None = None
) -> Circular:
    """The circular that a file or its bytes hold; ``path`` names bytes, and its suffix is a hint of their format.

    Raises InputError where there is no such file, UnreadableError where its bytes cannot be read at all: because of a
    limit (LimitError) or for want of a helper program (MissingHelperError), or because they are damaged. What is
    doubtful about a document that can be read is in ``findings``.

    >>> circular = extract("云政办函〔2009〕3号".encode(), path="a.txt")
    >>> circular.source.encoding
    'utf-8'
    """
    if isinstance(source, bytes):
        return parse(read(source, path=path, limits=limits))
    name = os.fspath(source)
    refuse_unknown(name)
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror or error}") from error
    return parse(read(data, path=Path(name).as_posix(), limits=limits))


def extract_text(text: str, *, path: str = "text") -> Circular:
    """The circular that a text holds. Raises TypeError for anything but a str."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, not {type(text).__name__}")
    return parse(read_text(text, path=path))
