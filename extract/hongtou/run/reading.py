"""A file → its records, read and parsed alone. A document's failure costs that document, never another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from hongtou.errors import UnreadableError
from hongtou.model import Circular, Document, Finding
from hongtou.parse import parse
from hongtou.read import Limits, read, read_text
from hongtou.read.office import Office
from hongtou.run.cells import with_url
from hongtou.run.failure import failed
from hongtou.run.files import STDIN, Input
from hongtou.run.inputs import refuse_unknown
from hongtou.run.row import with_head


class Read(NamedTuple):
    """One record of a file: what was understood, the document (None where there is none), and what is known beside."""

    circular: Circular
    document: Document | None = None
    columns: Mapping[str, str] = {}
    """What its row says of it: the columns of an index."""
    row: bool = False
    """Whether it is a row of a table that has the column of texts."""
    lacking: str = ""
    """What is said where no table has that column."""
    lasting: bool = True
    """False for what another try may mend: the bytes could not be had."""


def read_file(file: Input, *, limits: Limits | None, office: Office) -> Read:
    """The record of a file that is one document. Its name is all that tells its place."""
    try:
        data = file.read()
    except (OSError, UnreadableError) as error:
        return Read(unopened(file.name, error), lasting=False)
    return _understood(file.name, data, {}, partial(_load, file, data, limits, office))


def read_row(name: str, text: str, columns: Mapping[str, str]) -> Read:
    """The record of a row of a table of documents."""

    def load() -> Document:
        return with_head(read_text(text, path=name), columns)

    return _understood(name, text.encode(errors="replace"), with_url(columns), load)._replace(row=True)


def unopened(name: str, error: OSError | UnreadableError) -> Circular:
    """What stands for a file whose bytes could not be had."""
    if isinstance(error, OSError):
        return failed(name, None, f"It could not be opened: {error.strerror or error}.")
    how = "was not read whole" if error.partly else "could not be read"
    return failed(name, None, f"It {how}: {error}.", error.check)


def _understood(name: str, data: bytes, columns: Mapping[str, str], load: Callable[[], Document]) -> Read:
    """Read and parse one document."""
    try:
        document = load()
        return Read(parse(document), document, columns)
    except UnreadableError as error:
        return Read(failed(name, data, f"The document could not be read: {error}.", error.check), None, columns)
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one document's defect from the others
        what = f"{type(error).__name__}: {error}"
        return Read(failed(name, data, f"The document could not be understood ({what})."), None, columns)


def _load(file: Input, data: bytes, limits: Limits | None, office: Office) -> Document:
    if file.explicit and file.name != STDIN:
        refuse_unknown(file.name)
    member = file.member
    declared = member.media_type if member else None
    document = read(data, path=file.name, declared=declared, limits=limits, office=office)
    if member and member.cut:
        cut = Finding(check="source_truncated", severity="warning", message=f"the file is not whole: {member.cut}")
        return replace(document, findings=(*document.findings, cut))
    return document
