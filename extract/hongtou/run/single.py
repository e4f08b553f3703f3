"""One circular, from a path, bytes or a text."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from hongtou.archive import Member, is_archive, starts_archive
from hongtou.errors import InputError, LimitError, MissingHelperError, UnreadableError
from hongtou.model import Circular
from hongtou.parse import parse
from hongtou.read import Limits, read, read_text
from hongtou.run.collect import collect
from hongtou.run.failure import reason
from hongtou.run.files import Input
from hongtou.run.inputs import refuse_unknown, unpack
from hongtou.run.meta import load_meta


def extract(
    source: str | os.PathLike[str] | bytes, *, path: str = "document", limits: Limits | None = None
) -> Circular:
    """The circular that a file or its bytes hold; ``path`` names bytes, and its suffix is a hint of their format.

    An archive is read whole: its pages and attachments must be one circular. ``a.zip!/b.html`` is one of its members.

    Raises InputError where there is no such file or an archive holds several circulars, UnreadableError where its
    bytes cannot be read at all: because of a limit (LimitError) or for want of a helper program (MissingHelperError),
    or because they are damaged. What is doubtful about a document that can be read is in ``findings``.

    >>> circular = extract("云政办函〔2009〕3号".encode(), path="a.txt")
    >>> circular.source.encoding
    'utf-8'
    """
    if isinstance(source, bytes):
        member, name, file = None, path, Input(path, False, member=Member(path, len(source), lambda: source))
        archive = is_archive(path) or starts_archive(source)
    else:
        refuse_unknown(os.fspath(source))
        name, member = _place(Path(source).as_posix())
        file, archive = Input(name, True), is_archive(name)
    try:
        if archive and (found := _of_archive(file, limits, member)):
            return found
        data = file.read()
    except OSError as error:
        if "\n" in name or len(name) > _LONGEST_NAME:
            raise InputError(f"{name[:20]!r}… is a text and no path: hongtou.extract_text reads it") from error
        raise InputError(f"cannot read {name}: {error.strerror or error}") from error
    return parse(read(data, path=name, limits=limits))


_LONGEST_NAME = 255
"""Bytes that a file's name may have on most systems: so many characters are no name."""


def _place(name: str) -> tuple[str, str | None]:
    """A file, and the name of the member of it that is meant: ``a.zip!/b.html``."""
    outer, inside, _ = name.partition("!/")
    if inside and is_archive(outer) and not os.path.lexists(name):
        return outer, name
    return name, None


def _of_archive(file: Input, limits: Limits | None, member: str | None) -> Circular | None:
    """The one circular of an archive, or of the member of that name; None where the file is none."""
    inputs = unpack(file, limits)
    if inputs.files == (file,) and member is None:
        return None
    with closing(inputs.shelf):
        if len(inputs.files) == 1 and (error := inputs.files[0].error):
            raise error
        files = [one for one in inputs.files if member in (None, one.name)]
        index = load_meta((), inputs.indexes, [one.name for one in files])
        found = collect(files, index, limits)
    if len(found) == 1 and reason(found[0]):
        raise _error(found[0])
    if len(found) != 1:
        raise InputError(_choice(file, [one.source.path for one in found], [one.name for one in inputs.files], member))
    return found[0]


def _choice(file: Input, found: list[str], members: list[str], member: str | None) -> str:
    """What to name, where an archive holds several circulars or not the one that was named."""
    listed = ", ".join(members[:_NAMED]) + (", …" if len(members) > _NAMED else "")
    if member is not None and members:
        return f"{file.name} holds no {member!r} that hongtou reads, but {listed}"
    if found:
        return f"{file.name} holds {len(found)} circulars: name one ({listed}), or use `hongtou extract {file.name}`"
    return f"{file.name} holds nothing that hongtou reads"


_NAMED = 5


def _error(circular: Circular) -> UnreadableError:
    """What kept the one document of an archive from being read."""
    finding = circular.findings[0]
    kinds = (LimitError, MissingHelperError)
    return next((kind for kind in kinds if kind.check == finding.check), UnreadableError)(finding.message)


def extract_text(text: str, *, path: str = "text") -> Circular:
    """The circular that a text holds. Raises TypeError for anything but a str."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, not {type(text).__name__}")
    return parse(read_text(text, path=path))
