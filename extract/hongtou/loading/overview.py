"""One row a task, with all that is known of it: the overview for those who reckon with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from hongtou.errors import UsageError
from hongtou.loading.placed import findings
from hongtou.loading.readings import joined, readings
from hongtou.write.cite import Cited, row_of

if TYPE_CHECKING:
    import pandas as pd

    from hongtou.loading.dataset import Dataset

COLUMNS: Final = (
    "task_id", "cite", "document_number", "title", "issuers", "region_code", "region", "level", "date_issued", "as_of",
    "category", "number", "task", "content", "deadline", "due", "due_last", "lead", "responsible", "support",
    "progress", "status", "status_text", "verdict", "verdict_text", "complete", "findings", "source_url",
    "preferred", "composed", "keywords", "circular_id",
)  # fmt: skip
"""The columns, in their order: those of ``overview.csv`` and ``due_last``, ``status_text``, ``verdict_text``,
``composed``, ``keywords``, ``circular_id``."""


def overview(data: Dataset, columns: Sequence[str] | None) -> pd.DataFrame:
    """See :meth:`hongtou.loading.Dataset.overview`."""
    import pandas as pd

    wanted = COLUMNS if columns is None else columns
    if unknown := [name for name in wanted if name not in COLUMNS]:
        raise UsageError(f"the overview has no column {unknown[0]!r}; it has {', '.join(COLUMNS)}")
    rows = _Rows(data, wanted)
    return pd.DataFrame({name: rows.column(name) for name in wanted}, index=rows.tasks.index)


_BROKEN = ("number", "task", "content", "deadline", "progress", "status_text", "verdict_text")
"""Columns of tasks that print may break."""
_PLAIN = ("circular_id", "task_id", "status", "verdict", "complete")
_OF_CIRCULAR = {
    "document_number": "document_number_normalized", "title": "title", "region_code": "region_code",
    "region": "region", "level": "level", "date_issued": "date_issued_date", "as_of": "as_of",
    "source_url": "source_url", "preferred": "preferred", "composed": "source_composed",
}  # fmt: skip
_ROLES = ("lead", "responsible", "support")
_CITED = ("source_publisher", "source_page", "source_page_count", "source_retrieved_at")


class _Rows:
    """The columns of the overview, each from the tables that it needs."""

    def __init__(self, data: Dataset, wanted: Sequence[str]) -> None:
        self._data = data
        self._wanted = {*wanted, *(("number", *_OF_CIRCULAR) if "cite" in wanted else ())}

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """The tasks, with the columns of their own that are needed."""
        own = [name for name in (*_PLAIN[2:], *_BROKEN) if name in self._wanted]
        return self._data.table("tasks", ["circular_id", "task_id", "ordinal", *own])

    @cached_property
    def _circulars(self) -> pd.DataFrame:
        """The circulars by their id, with the columns that are needed."""
        names = [field for name, field in _OF_CIRCULAR.items() if name in self._wanted]
        names += _CITED if "cite" in self._wanted else ()
        frame = self._data.table("circulars", ["circular_id", *names])
        if "title" in names:
            frame["title"] = readings(self._data, "circulars", frame, "title")
        return frame.set_index("circular_id")

    @cached_property
    def _units(self) -> pd.DataFrame:
        frame = self._data.table("responsibilities", ["task_id", "role", "unit"])
        return frame[frame.task_id.notna() & (frame.unit != "")].drop_duplicates()

    @cached_property
    def _keywords(self) -> pd.DataFrame:
        frame = self._data.table("keywords", ["task_id", "keyword"])
        return frame[frame.task_id.notna()]

    @cached_property
    def _days(self) -> pd.DataFrame:
        frame = self._data.table("deadlines", ["task_id", "due"])
        return frame[frame.task_id.notna() & frame.due.notna()].groupby("task_id").due.agg(["min", "max"])

    def column(self, name: str) -> pd.Series[Any]:
        """A column, row by row of the tasks."""
        if name in _PLAIN:
            return self.tasks[name]
        if name in _BROKEN:
            return readings(self._data, "tasks", self.tasks, name)
        if name in _OF_CIRCULAR:
            return self._of_circular(self._circulars[_OF_CIRCULAR[name]])
        if name in _ROLES:
            return self._of_task(joined(self._units[self._units.role == name], "task_id", "unit"))
        if name in ("due", "due_last"):
            return self._of_task(self._days["min" if name == "due" else "max"])
        if name == "findings":
            return findings(self._data, self.tasks)
        if name == "issuers":
            return self._of_circular(joined(self._issuers[self._issuers.unit != ""], "circular_id", "unit"))
        if name == "keywords":
            return self._of_task(joined(self._keywords, "task_id", "keyword"))
        return self._cites() if name == "cite" else self._categories()

    def _of_task(self, values: pd.Series[Any]) -> pd.Series[Any]:
        found = values.reindex(self.tasks.task_id)
        found.index = self.tasks.index
        return found

    def _of_circular(self, values: pd.Series[Any]) -> pd.Series[Any]:
        found = values.reindex(self.tasks.circular_id)
        found.index = self.tasks.index
        return found

    @cached_property
    def _issuers(self) -> pd.DataFrame:
        frame = self._data.table("parties", ["circular_id", "kind", "unit"])
        return frame[frame.kind == "issuer"].drop_duplicates()

    def _categories(self) -> pd.Series[Any]:
        frame = self._data.table("categories", ["circular_id", "task_id", "ordinal", "text"])
        frame["text"] = readings(self._data, "categories", frame, "text")
        return self._of_task(joined(frame, "task_id", "text", " > "))

    def _cites(self) -> pd.Series[Any]:
        """The lines of :mod:`hongtou.write.cite`: the circular's, then the row's."""
        units = self._issuers.groupby("circular_id").unit.agg(tuple).to_dict()
        lines = {}
        for circular_id, row in self._circulars.astype(object).where(self._circulars.notna(), None).iterrows():
            lines[circular_id] = Cited(
                units=units.get(circular_id, ()),
                title=row["title"],
                number=row["document_number_normalized"],
                url=row["source_url"],
                publisher=row["source_publisher"],
                page=row["source_page"],
                page_count=row["source_page_count"],
                date=row["date_issued_date"] and row["date_issued_date"].date(),
                retrieved_at=row["source_retrieved_at"],
                composed=bool(row["source_composed"]),
            ).line()
        rows = zip(self.tasks.circular_id, self.column("number"), self.tasks.ordinal, strict=True)
        import pandas as pd

        cites = [f"{lines[one]}. {row_of(None if pd.isna(number) else number, at)}." for one, number, at in rows]
        return cast("pd.Series[Any]", pd.Series(cites, index=self.tasks.index, dtype="string"))
