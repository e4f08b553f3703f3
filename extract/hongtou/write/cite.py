"""A citation line for one task, after GB/T 7714-2015 (references; 4.6, electronic resources)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hongtou.model import Circular, Task
from hongtou.model.record import Record

COMPOSED = "示例,非真实文件"
"""What marks an invented sample wherever a person may meet it."""


def cite(circular: Circular, task: Task, ordinal: int) -> str:
    """Issuer. Title: number[EB/OL]. Publisher, page(date)[retrieved]. Address. Row.

    Parts that the source does not print are left out; a file without an address is [Z], other, with its name.
    ``ordinal`` names the row where it has no printed number. A composed sample says so first.
    """
    return Citation(circular).of(task, ordinal)


class Citation:
    """The citation lines of a circular's tasks, which differ in their rows alone."""

    def __init__(self, circular: Circular) -> None:
        self._circular = Cited.of(circular).line()

    def of(self, task: Task, ordinal: int) -> str:
        """The line of one task."""
        return f"{self._circular}. {row_of(task.number.reading if task.number else None, ordinal)}."


def row_of(number: str | None, ordinal: int) -> str:
    """What names a row in a citation: its printed number, else its place in the order of reading.

    >>> row_of("1-1", 1), row_of(None, 4)
    ('第1-1项', '按阅读顺序第4项')
    """
    return f"第{number}项" if number else f"按阅读顺序第{ordinal}项"


class Cited(Record, frozen=True):
    """What a citation says of a circular; ``units`` are its issuers."""

    units: tuple[str, ...]
    title: str | None
    number: str | None
    url: str | None
    publisher: str | None
    page: int | None
    page_count: int | None
    date: dt.date | None
    retrieved_at: str | None
    composed: bool

    @classmethod
    def of(cls, circular: Circular) -> Cited:
        """What it says of this one."""
        source, number, issued = circular.source, circular.document_number, circular.date_issued
        return cls(
            units=tuple(issuer.unit for issuer in circular.issuers),
            title=circular.title.reading if circular.title else None,
            number=number.normalized if number else None,
            url=source.url,
            publisher=source.publisher,
            page=source.page,
            page_count=source.page_count,
            date=issued.date if issued else None,
            retrieved_at=source.retrieved_at,
            composed=source.composed,
        )

    def line(self) -> str:
        """The citation of the circular, without a row."""
        parts = [*self._responsible(), self._title(), self._publication(), self.url or ""]
        mark = f"【{COMPOSED}】" if self.composed else ""
        return mark + ". ".join(part for part in parts if part)

    def _responsible(self) -> Iterator[str]:
        # GB/T 7714-2015, 8.1.2: the first three, then 等.
        units = list(dict.fromkeys(self.units))
        if units:
            yield ", ".join(units[:3]) + (", 等" if len(units) > 3 else "")

    def _title(self) -> str:
        number = f": {self.number}" if self.number else ""
        return f"{'[题名不详]' if self.title is None else self.title}{number}[{'EB/OL' if self.url else 'Z'}]"

    def _publication(self) -> str:
        page = "" if self.page is None else f"第{self.page}页"
        if page and self.page_count:
            page += f"(共{self.page_count}页)"
        where = ", ".join(part for part in (self.publisher or "", page) if part)
        day = f"({self.date.isoformat()})" if self.date else ""
        seen = f"[{self.retrieved_at[:10]}]" if self.retrieved_at else ""
        return f"{where}{day}{seen}"
