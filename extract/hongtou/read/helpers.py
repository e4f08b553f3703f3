"""Programs and packages that hongtou uses where they are there: what each is for, whether it is found, how it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hongtou.errors import MissingHelperError
from hongtou.read import office


class Helper(NamedTuple):
    """An optional helper. ``find`` gives where it is, or None."""

    name: str
    reads: str
    install: str
    find: Callable[[], str | None]


def _libreoffice() -> str | None:
    try:
        return office.find()
    except MissingHelperError:
        return None


HELPERS = (Helper("LibreOffice", "doc, wps, rtf, odt, ods", office.INSTALL, _libreoffice),)
"""Every optional helper, in the order `hongtou doctor` prints them."""
