"""Findings row by row: those on any cell of a task, and those on its whole circular."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from hongtou.loading.dataset import Dataset

_VALUES = ("number", "task", "content", "deadline", "progress", "status_text", "verdict_text")
"""Columns of tasks that have a place."""
_LISTS = {"deadlines": "", "responsibilities": "", "responsible_cells": "", "other_cells": "value_"}
"""Tables of what else stands in a row, and how their places are called."""
_AT_ONCE = 1_000
"""Circulars whose places are held against their findings at once: some hundred thousand pairs."""


def findings(data: Dataset, tasks: pd.DataFrame) -> pd.Series[int]:
    """How many findings speak of each of these tasks (``circular_id``, ``task_id``) or of all of its circular."""
    found = data.table("findings", ["circular_id", "ordinal", "start", "end"])
    whole = found.start.isna() | found.end.isna()
    of_all = found[whole].groupby("circular_id").size().reindex(tasks.circular_id, fill_value=0)
    placed = found[~whole]
    counts = tasks.task_id.map(_touched(data, placed)) if len(placed) else None
    of_all.index = tasks.index
    total = of_all if counts is None else of_all + counts.fillna(0)
    return total.astype("Int64")


def _touched(data: Dataset, placed: pd.DataFrame) -> pd.Series[int]:
    """How many of the placed findings touch each task that any touches."""
    import pandas as pd

    spans = _spans(data, set(placed.circular_id))
    pieces = []
    for some in _slices(placed):
        pairs = some.merge(spans, on="circular_id", suffixes=("", "_of"))
        empty = pairs.start == pairs.end
        inside = (pairs.start_of <= pairs.start) & (pairs.start <= pairs.end_of)
        over = (pairs.start < pairs.end_of) & (pairs.start_of < pairs.end)
        touching = pairs[(empty & inside) | (~empty & over)]
        pieces.append(touching.drop_duplicates(["task_id", "circular_id", "ordinal"]).groupby("task_id").size())
    return pd.concat(pieces)


def _slices(placed: pd.DataFrame) -> Iterator[pd.DataFrame]:
    number = placed.circular_id.factorize()[0] // _AT_ONCE
    yield from (some for _, some in placed.groupby(number))


def _spans(data: Dataset, wanted: set[str]) -> pd.DataFrame:
    """The places of all cells of the tasks of these circulars: circular_id, task_id, start, end."""
    import pandas as pd

    parts = data.table("parts", ["circular_id", "broken_value", "start", "end"])
    broken = data.table("broken_values", ["circular_id", "ordinal", "table_name", "row", "column_name"])
    broken = broken.rename(columns={"ordinal": "broken_value"}).merge(parts, on=["circular_id", "broken_value"])
    pieces = []
    for table, column, start, end in _places():
        frame = data.table(table, ["circular_id", "task_id", "ordinal", start, end])
        frame = frame.set_axis(["circular_id", "task_id", "row", "start", "end"], axis=1)
        frame = frame[frame.circular_id.isin(wanted) & frame.task_id.notna() & frame.start.notna()]
        own = broken[(broken.table_name == table) & (broken.column_name == column)]
        joined = frame[["circular_id", "task_id", "row"]].merge(
            own[["circular_id", "row", "start", "end"]], on=["circular_id", "row"]
        )
        keys = pd.MultiIndex.from_frame(own[["circular_id", "row"]])
        pieces += [frame[~pd.MultiIndex.from_frame(frame[["circular_id", "row"]]).isin(keys)], joined]
    return pd.concat(pieces)[["circular_id", "task_id", "start", "end"]].astype({"start": "int64", "end": "int64"})


def _places() -> Iterator[tuple[str, str, str, str]]:
    """Table, column of the value, columns of its place."""
    for name in _VALUES:
        yield "tasks", name, f"{name}_start", f"{name}_end"
    for table, prefix in _LISTS.items():
        yield table, prefix.rstrip("_") or "text", f"{prefix}start", f"{prefix}end"
