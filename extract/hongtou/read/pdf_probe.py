"""Whether pdfium comes through a file in time: tried in a process of its own, where forms stand within forms.

A form that draws itself, or ten forms that each draw ten others, keeps pdfium busy for years, and nothing can stop it
from within. Such files are rare; for all others nothing is tried.
"""

from __future__ import annotations

import re
import subprocess
import sys

from hongtou.errors import LimitError, UnreadableError
from hongtou.read.limits import Account

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_MAY_DRAW_FORMS = re.compile(rb"/XObject\s*(?:<<|\d)|/Resources\s+\d+\s+\d+\s+R")
_LONGEST = 4000  # bytes of a form's dictionary


def probe(data: bytes, account: Account) -> None:
    """Raise LimitError where pdfium does not come through within the seconds left.

    >>> probe(b"%PDF-1.7 without any form", Account())
    """
    if not _is_nested(data):
        return
    command = [sys.executable, "-c", "from hongtou.read.pdf_probe import load_all; load_all()"]
    try:
        done = subprocess.run(command, input=data, timeout=account.seconds_left, stdout=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired as error:
        limit = account.limits.seconds
        raise LimitError(f"forms within forms: drawing a page took more than {limit:g} seconds") from error
    if done.returncode < 0:
        raise UnreadableError(f"the PDF breaks its reader (signal {-done.returncode})")


def _is_nested(data: bytes) -> bool:
    """Whether a form may draw other forms. A form is a stream: its dictionary is never packed."""
    for match in _FORM.finditer(data):
        start = max(data.rfind(b"obj", max(0, match.start() - _LONGEST), match.start()), 0)
        end = data.find(b"stream", match.end(), match.end() + _LONGEST)
        if _MAY_DRAW_FORMS.search(data, start, end if end >= 0 else match.end() + _LONGEST):
            return True
    return False


def load_all() -> None:
    """Load every page of the PDF on standard input."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        for index in range(len(document)):
            document[index].close()
    except pypdfium2.PdfiumError:
        return  # the reader itself will say so
