"""A citation line for one task, after GB/T 7714-2015 (references; 4.6, electronic resources)."""

from __future__ import annotations

from collections.abc import Iterator

from hongtou.model import Circular, Task

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
        parts = [*_responsible(circular), _title(circular), _publication(circular), circular.source.url or ""]
        mark = f"【{COMPOSED}】" if circular.source.composed else ""
        self._circular = mark + ". ".join(part for part in parts if part)

    def of(self, task: Task, ordinal: int) -> str:
        """The line of one task."""
        row = task.number.reading if task.number else ""
        return f"{self._circular}. {f'第{row}项' if row else f'按阅读顺序第{ordinal}项'}."


def _responsible(circular: Circular) -> Iterator[str]:
    # GB/T 7714-2015, 8.1.2: the first three, then 等.
    units = list(dict.fromkeys(issuer.unit for issuer in circular.issuers))
    if units:
        yield ", ".join(units[:3]) + (", 等" if len(units) > 3 else "")


def _title(circular: Circular) -> str:
    title = circular.title.reading if circular.title else "[题名不详]"
    number = f": {circular.document_number.normalized}" if circular.document_number else ""
    return f"{title}{number}[{'EB/OL' if circular.source.url else 'Z'}]"


def _publication(circular: Circular) -> str:
    source, issued = circular.source, circular.date_issued
    page = "" if source.page is None else f"第{source.page}页"
    if page and source.page_count:
        page += f"(共{source.page_count}页)"
    where = ", ".join(part for part in (source.publisher or "", page) if part)
    day = f"({issued.date.isoformat()})" if issued and issued.date else ""
    seen = f"[{source.retrieved_at[:10]}]" if source.retrieved_at else ""
    return f"{where}{day}{seen}"
