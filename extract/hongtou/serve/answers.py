"""What a page is asked for and what it gives, before either is HTTP."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from hongtou.model.record import Record
from hongtou.serve.pages import render
from hongtou.serve.words import Language, Words
from hongtou.write.overview import harmless

Form = Literal["html", "json", "csv"]
LANGUAGE = "lang"
"""The parameter that every page has, and the cookie that keeps it."""
_YEAR_DIGITS = 4


class NotThereError(Exception):
    """No such circular, task, unit, number or month in this dataset; ``what`` was asked for."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class WrongValueError(Exception):
    """A value in the address that its parameter cannot have; ``takes`` are the words it takes, or the one key of
    ``page.toml`` (``takes_…``) that says them.
    """

    def __init__(self, name: str, value: str, takes: Sequence[str]) -> None:
        super().__init__(name, value)
        self.name, self.value, self.takes = name, value, takes


class UnknownNameError(Exception):
    """A parameter in the address that its page does not have; ``takes`` are those it has."""

    def __init__(self, name: str, takes: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.takes = name, takes


class Asked(Record, frozen=True):
    """A request: the page's name in the address, what stands behind ``?``, the form and the language."""

    path: str
    name: str
    args: Mapping[str, Sequence[str]]
    form: Form
    language: Language

    def only(self, names: Sequence[str]) -> None:
        """Hold the address to these parameters. Raises UnknownNameError: misspelt, one would narrow nothing."""
        for name in self.args:
            if name not in (*names, LANGUAGE):
                raise UnknownNameError(name, names)

    def first(self, name: str) -> str | None:
        """The first value given for a name, without blanks around it; None where there is none."""
        for value in self.args.get(name, ()):
            if value.strip():
                return value.strip()
        return None

    def one_of(self, name: str, words: Sequence[str]) -> str | None:
        """A word of a closed vocabulary. Raises WrongValueError for any other: left aside, it would answer with all."""
        said = self.first(name)
        if said is not None and said not in words:
            raise WrongValueError(name, said, words)
        return said

    def year(self, name: str) -> int | None:
        """A year of four digits. Raises WrongValueError."""
        said = self.first(name)
        if said is not None and not (said.isdecimal() and len(said) == _YEAR_DIGITS):
            raise WrongValueError(name, said, ("takes_year",))
        return int(said) if said else None

    def day(self, name: str) -> dt.date | None:
        """A day of the calendar, ``2018-02-28``. Raises WrongValueError."""
        said = self.first(name)
        try:
            return dt.date.fromisoformat(said) if said else None
        except ValueError as error:
            raise WrongValueError(name, said or "", ("takes_day",)) from error

    def number(self, name: str, default: int, most: int) -> int:
        """A value that counts, the nearest from 1 to ``most``. Raises WrongValueError for what is no number."""
        said = self.first(name)
        try:
            return default if said is None else min(max(int(said), 1), most)
        except ValueError as error:
            raise WrongValueError(name, said or "", ("takes_number",)) from error

    def paging(self, count: int, size: int, most: int, csv: int) -> Paging:
        """Which page of a list of ``count`` is asked for, ``size`` of them on it; CSV has one page, of ``csv``."""
        if self.form == "csv":
            return Paging(1, 1, csv)
        wanted = self.number("size", size, most)
        pages = max(1, -(-count // wanted))
        return Paging(self.number("page", 1, pages), pages, wanted)

    def here(self, form: Form = "html", /, **changes: str | int | None) -> str:
        """This page's address in a form, with some values changed; None takes a value away."""
        kept = [(name, value) for name, values in self.args.items() for value in values if name not in changes]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        path = self.path if form == "html" else f"{self.path}.{form}"
        return f"{path}?{urlencode(kept)}" if kept else path


class Paging(Record, frozen=True):
    """A page of a list: which, of how many, how much is on one."""

    page: int
    pages: int
    size: int

    @property
    def start(self) -> int:
        """How many of the list stand on the pages before."""
        return (self.page - 1) * self.size

    @property
    def part(self) -> slice:
        """The page, as a part of the list."""
        return slice(self.start, self.start + self.size)


class Page(Record, frozen=True):
    """What a page gives in each form: a template and what fills it, JSON, rows of a CSV."""

    template: str
    context: Mapping[str, Any]
    data: Any
    rows: Sequence[Mapping[str, Any]] | None = None
    composed: bool = False


def html(page: Page, asked: Asked) -> str:
    """The page as HTML."""
    say = Words(asked.language)
    forms = {"json": asked.here("json"), "csv": asked.here("csv") if page.rows is not None else ""}
    switch = asked.here(lang=say.other.language)
    frame = {"asked": asked, "forms": forms, "switch": switch, "composed": page.composed}
    return render(page.template, say, **{**page.context, **frame})


def as_json(page: Page) -> str:
    """The page's facts as JSON, UTF-8, keys in their order."""
    return json.dumps(page.data, ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows as CSV for a spreadsheet: UTF-8 with BOM, no cell that it would run as a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else str(value) if isinstance(value, int | float) else harmless(str(value))
