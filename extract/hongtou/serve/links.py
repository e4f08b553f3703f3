"""The addresses of the pages. They are stable: what is cited today leads there tomorrow."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode


def circular(circular_id: str, mark: str = "") -> str:
    """A circular, or the place in it that is called ``mark`` (``t3-deadline-1``)."""
    return f"/circular/{_part(circular_id)}{f'#{quote(mark)}' if mark else ''}"


def task(task_id: str) -> str:
    """One task."""
    return f"/task/{_part(task_id)}"


def unit(name: str, collective: bool = False) -> str:
    """A unit, by its full name, or a collective, which may be called as a unit is.

    >>> unit("县教育局/体育局"), unit("A", collective=True)
    ('/unit/%E5%8E%BF%E6%95%99%E8%82%B2%E5%B1%80%2F%E4%BD%93%E8%82%B2%E5%B1%80', '/unit/A?collective=1')
    """
    return f"/unit/{_part(name)}{'?collective=1' if collective else ''}"


def number(normalized: str) -> str:
    """A document number, here or only cited."""
    return f"/number/{_part(normalized)}"


_YEAR = re.compile(r"[〔\[【﹝［(（]\s*([0-9]{4})\s*[〕\]】﹞］)）]")


def bracketed(number: str) -> str:
    """A document number as a reader types it, with the brackets of GB/T 9704 around its year.

    >>> bracketed("云政办函[2019]7号"), bracketed("云政办函（2019）7号")
    ('云政办函〔2019〕7号', '云政办函〔2019〕7号')
    """
    return _YEAR.sub(r"〔\1〕", number, count=1)


def calendar(month: str, begin: bool = False) -> str:
    """What falls due in a month, ``2014-05``, or what holds from a day of it."""
    return f"/calendar/{_part(month)}{'?kind=from' if begin else ''}"


def search(**asked: str | int | None) -> str:
    """A search; what is None or empty is left out.

    >>> search(q="信访", year=2014, unit=None)
    '/search?q=%E4%BF%A1%E8%AE%BF&year=2014'
    """
    said = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"/search?{urlencode(said)}" if said else "/search"


def _part(name: str) -> str:
    return quote(name, safe="")
