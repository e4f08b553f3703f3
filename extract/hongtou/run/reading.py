"""A file → its records, read and parsed alone. A document's failure costs that document, never another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from hongtou.errors import UnreadableError, UsageError
from hongtou.model import Circular, Document, Finding
from hongtou.parse import parse
from hongtou.read import Limits, read, read_text
from hongtou.read.office import Office
from hongtou.read.records import records
from hongtou.run.failure import failed
from hongtou.run.files import STDIN, Input
from hongtou.run.inputs import refuse_unknown


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


def read_file(file: Input, *, text_column: str | None, limits: Limits | None, office: Office) -> Iterator[Read]:
    """The records of a file: one, or one for each row of a table of documents. Its name is all that tells its place."""
    try:
        data = file.read()
    except OSError as error:
        yield Read(failed(file.name, None, f"It could not be opened: {error.strerror or error}."), lasting=False)
        return
    except UnreadableError as error:
        how = "was not read whole" if error.partly else "could not be read"
        yield Read(failed(file.name, None, f"It {how}: {error}.", error.check), lasting=False)
        return
    if file.table and text_column is not None:
        yield from _of_table(data, file, text_column)
        return
    yield _understood(file.name, data, {}, partial(_load, file, data, limits, office))


def _of_table(data: bytes, file: Input, text_column: str) -> Iterator[Read]:
    record = None
    try:
        for record in records(data, path=file.name, text_column=text_column):
            if record.text is None:
                yield Read(failed(record.name, None, f"The row could not be read: {record.error}."))
                continue
            encoded = record.text.encode(errors="replace")
            load = partial(read_text, record.text, path=record.name)
            yield _understood(record.name, encoded, record.columns, load)._replace(row=True)
        if record is None:
            raise UnreadableError("it has no rows")
    except UsageError as error:
        yield Read(failed(file.name, data, f"The table could not be read: {error}."), lacking=str(error))
    except UnreadableError as error:
        yield Read(failed(file.name, data, f"The table could not be read: {error}."))


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
