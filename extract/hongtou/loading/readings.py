"""Cells as a person reads them: what print breaks joined, what is many in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from hongtou.loading.dataset import Dataset


def readings(data: Dataset, table: str, rows: pd.DataFrame, column: str) -> pd.Series[str]:
    """The column of these rows of a table, with the joined reading where print breaks a value.

    ``rows`` have ``circular_id`` and, but of circulars, ``ordinal``.
    """
    broken = data.table("broken_values", ["circular_id", "table_name", "row", "column_name", "clean"])
    broken = broken[(broken.table_name == table) & (broken.column_name == column) & broken.clean.notna()]
    if not len(broken):
        return rows[column]
    keys = rows[["circular_id"]].assign(row=1 if table == "circulars" else rows["ordinal"])
    clean = keys.merge(broken[["circular_id", "row", "clean"]], on=["circular_id", "row"], how="left")["clean"]
    clean.index = rows.index
    return clean.fillna(rows[column])


def joined(rows: pd.DataFrame, key: str, value: str, mark: str = "、") -> pd.Series[str]:
    """The values of each key in their order, with a mark between them; keys are the index, as they come.

    In Arrow, which takes a hundredth of the time that a function called a group does.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    said = rows[rows[value].notna()]
    table = pa.table({name: pa.array(said[name], pa.string()) for name in (key, value)})
    groups = table.group_by(key, use_threads=False).aggregate([(value, "list")])
    string: Any = pd.StringDtype()
    words = string.__from_arrow__(pc.binary_join(groups[f"{value}_list"], mark))
    return pd.Series(words, index=pd.Index(groups[key].to_pylist(), dtype="string"))
