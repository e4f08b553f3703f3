"""What is due, who does what, who cites whom: joins of the tables of a dataset, as its views in SQLite have them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hongtou.errors import UsageError
from hongtou.loading.readings import readings

if TYPE_CHECKING:
    import pandas as pd

    from hongtou.loading.dataset import Dataset


def due(data: Dataset, after: dt.date | str | None, before: dt.date | str | None) -> pd.DataFrame:
    """See :meth:`hongtou.loading.Dataset.due`."""
    first, last = _day("after", after), _day("before", before)
    limits = data.table("deadlines", ["task_id", "due", "text", "kind", "action"])
    limits = limits[limits.due.notna() & limits.task_id.notna()]
    if first is not None:
        limits = limits[limits.due >= first]
    if last is not None:
        limits = limits[limits.due < last]
    tasks = data.overview(_OF_TASK)
    joined = limits.rename(columns={"text": "limit"}).merge(tasks, on="task_id")
    return joined.sort_values("due", kind="stable", ignore_index=True)[[*_LIMIT, *_OF_TASK]]


_LIMIT = ["due", "limit", "kind", "action"]
_OF_TASK = [
    "task_id", "number", "task", "lead", "responsible", "support", "status", "verdict", "complete", "document_number",
    "title", "region", "circular_id", "source_url", "preferred", "composed",
]  # fmt: skip


def _day(name: str, given: dt.date | str | None) -> pd.Timestamp | None:
    import pandas as pd

    if given is None:
        return None
    day: Any
    try:
        # With the format given: a word as 5 or May must not be read as a day of this year.
        day = pd.Timestamp(given) if isinstance(given, dt.date) else pd.to_datetime(given, format="ISO8601")
    except (ValueError, TypeError):
        day = pd.NaT
    if isinstance(day, pd.Timestamp):
        return day
    raise UsageError(f"{name}={given!r} is no day: write 2014-05-31, 2014-05 or 2014")


def by_unit(data: Dataset, *, collectives: bool, copies: bool) -> pd.DataFrame:
    """See :meth:`hongtou.loading.Dataset.by_unit`."""
    names = ["circular_id", "task_id", *_UNIT, "collective", "role"]
    owed = data.table("responsibilities", names).merge(_circulars(data, copies=copies), on="circular_id")
    owed = owed[owed.collective == collectives]
    owed = owed.merge(data.table("tasks", ["task_id", "verdict"]), on="task_id", how="left")
    keys = [*_UNIT, "composed"]
    groups = owed[keys].drop_duplicates(ignore_index=True)
    owed = owed.merge(groups.assign(group=groups.index), on=keys)
    once = owed[owed.task_id.notna()].drop_duplicates(["group", "task_id"])
    counts: dict[str, Any] = {"tasks": once}
    for role in ("lead", "responsible", "support"):
        counts[role] = owed[(owed.role == role) & owed.task_id.notna()].drop_duplicates(["group", "task_id"])
    counts["standing"] = owed[owed.task_id.isna()].drop_duplicates(["group", "circular_id"])
    counts["circulars"] = owed.drop_duplicates(["group", "circular_id"])
    counts["named_behind"], counts["named_on_track"] = once[once.verdict == "lagging"], once[once.verdict == "on_track"]
    counts["not_judged"] = once[once.verdict.isna()]
    for name, rows in counts.items():
        groups[name] = rows.groupby("group").size().reindex(groups.index, fill_value=0).astype("Int64")
    ordered = groups.sort_values(["tasks", "unit"], ascending=[False, True], kind="stable", ignore_index=True)
    return ordered[[*_UNIT, *counts, "composed"]]


_UNIT = ["unit", "unit_type", "region_code"]


def citations(data: Dataset, *, copies: bool) -> pd.DataFrame:
    """See :meth:`hongtou.loading.Dataset.citations`."""
    names = ["circular_id", "ordinal", "normalized", "title", "relation", "part", "task_id", "target_work_id"]
    cited = data.table("references", names)
    cited["title"] = readings(data, "references", cited, "title")
    of = data.table("circulars", ["circular_id", "document_number_normalized", "title"])
    of["title"] = readings(data, "circulars", of, "title")
    held = data.table("circulars", ["circular_id", "work_id", "preferred"])
    of = of.merge(held[["circular_id", "work_id"]], on="circular_id").merge(
        _circulars(data, copies=copies), on="circular_id"
    )
    best = held[held.preferred].rename(columns={"circular_id": "target_circular_id", "work_id": "target_work_id"})
    edges = (
        cited.rename(columns={"normalized": "cited", "title": "cited_title"})
        .merge(of.rename(columns={"document_number_normalized": "citing", "title": "citing_title"}), on="circular_id")
        .merge(best.drop_duplicates("target_work_id"), on="target_work_id", how="left")
    )
    return edges[_EDGE]


_EDGE = [
    "citing", "cited", "relation", "part", "circular_id", "work_id", "citing_title", "cited_title", "task_id",
    "target_work_id", "target_circular_id", "composed",
]  # fmt: skip


def _circulars(data: Dataset, *, copies: bool) -> pd.DataFrame:
    """The circulars that count, and whether they are composed."""
    frame = data.table("circulars", ["circular_id", "preferred", "source_composed"])
    kept = frame if copies else frame[frame.preferred]
    return kept[["circular_id", "source_composed"]].rename(columns={"source_composed": "composed"})
