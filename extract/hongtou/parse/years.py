"""The year that a title names, for the limits of a table that print none."""

from __future__ import annotations

import re

from hongtou.fields.text import fold
from hongtou.model.vocabulary import YearFrom

_YEAR = re.compile(r"(?<![\d\-—~至])((?:19|20)\d{2})\s*年(?!\s*[-—~至])")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")  # 一九九八年


def title_year(title: str | None, kind: YearFrom) -> tuple[int, YearFrom] | None:
    """The one year that a title names ("2019年重点工作", 一九九八年…); None where it names none, several or a range."""
    years = {match[1] for match in _YEAR.finditer(fold(title or "").translate(_DIGITS))}
    return (int(years.pop()), kind) if len(years) == 1 else None
