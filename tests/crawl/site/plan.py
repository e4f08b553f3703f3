"""What a site is while it is composed: the answers of its addresses, and the truth of each."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from tests.containers.annexes import docx, pdf, xlsx

from .answer import Answer, Script
from .circulars import Attached, Composed

State = Literal["good", "mendable", "failure", "redirect", "forbidden", "aside"]
"""good: an unbroken crawl archives it; mendable: a failure until the site is mended, then good; failure: nothing good
ever comes; redirect: leads elsewhere; forbidden: must never be asked for; aside: there, but no business of a crawl.
"""
_VALIDATORS = ("EM", "E", "M")
_WITHOUT = 50
"""One page in so many can only be told by its bytes."""
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


class Truth(NamedTuple):
    """What is true of an address: what it is, of which circular, what becomes of it, and why it fails."""

    state: State
    kind: str
    circular: Composed | None = None
    part_of: str | None = None
    """Of a later page or an attachment: the address of the circular's first page."""
    number: int = 1
    """Of a page: which one. Of an attachment: which annex."""
    reason: str = ""
    """Of a failure: a word of the reason that is recorded."""


class Entry(NamedTuple):
    """A line of a list: where it leads (as printed), its words and its date."""

    href: str
    words: str
    day: dt.date | None = None


class Plan:
    """Answers and truths by path (with the query)."""

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self.truths: dict[str, Truth] = {}

    def put(self, path: str, answer: Answer | Script, truth: Truth) -> None:
        """Add an address."""
        assert path not in self.truths, path
        self.scripts[path] = answer if isinstance(answer, Script) else Script(answer)
        self.truths[path] = truth

    def attach(self, circular: Composed, page: str, paths: list[str], *, named: bool = False) -> None:
        """Add the attachments of a circular; ``named``: the name is in Content-Disposition, as of a download script."""
        for at, (path, file) in enumerate(zip(paths, circular.attached, strict=True), 1):
            headers = (("Content-Disposition", f'attachment; filename="annex{at}.{file.form}"'),) if named else ()
            kind = "application/octet-stream" if named else _TYPES[file.form]
            made = Answer(annex(file, at), kind, headers=headers, validators=validators(circular.index + at))
            self.put(path, made, Truth("good", "attachment", circular, page, at))


def validators(index: int) -> str:
    """Which validators the page of that number carries: E (ETag), M (Last-Modified), both or none."""
    return _VALIDATORS[index % len(_VALIDATORS)] if index % _WITHOUT else ""


def annex(file: Attached, at: int) -> bytes:
    """An annex as a file of its format."""
    make = {"docx": docx, "xlsx": xlsx, "pdf": pdf}[file.form]
    return make([f"附件{at}", file.title], file.rows)
