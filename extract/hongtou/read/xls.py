"""Old Excel and WPS sheets (xls, et: BIFF5 and BIFF8) → text and blocks, every cell as the sheet shows it."""

from __future__ import annotations

from hongtou.errors import UnreadableError
from hongtou.read.biff import Workbook
from hongtou.read.limits import Account
from hongtou.read.ole import stream
from hongtou.read.rendered import Rendered
from hongtou.read.sheets import Found, write_sheet
from hongtou.read.writer import Writer


def render(data: bytes, account: Account) -> Rendered:
    """Read every sheet; raises UnreadableError where the file is no workbook."""
    book = _opened(data, account)
    writer = Writer(account.limits)
    for entry in book.sheets[: account.limits.pages]:
        with writer.up_to_a_limit():
            found = Found()
            try:
                book.read(entry, found)
            finally:
                write_sheet(writer, found.sheet(entry.name, entry.hidden))
    if len(book.sheets) > account.limits.pages:
        message = f"{len(book.sheets)} sheets; those after the first {account.limits.pages} were not read"
        writer.say("limit_hit", message, severity="error")
    return Rendered(writer.text, tuple(writer.blocks), tuple(writer.findings))


def first_sheet(data: bytes, account: Account) -> Found:
    """The cells of the first sheet as data: days in ISO 8601, numbers as they are."""
    book = _opened(data, account)
    if not book.sheets:
        raise UnreadableError("the workbook has no sheet")
    book.as_data = True
    found = Found()
    book.read(book.sheets[0], found)
    return found


def _opened(data: bytes, account: Account) -> Workbook:
    return Workbook(stream(data, "Workbook") or stream(data, "Book") or data, account)
