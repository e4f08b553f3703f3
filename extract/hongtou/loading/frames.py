"""Arrow's columns as pandas', with the types that an analyst reckons with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hongtou.write.schema import Column

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow


def frame_of(columns: Sequence[Column], rows: pyarrow.Table) -> pd.DataFrame:
    """The columns as a DataFrame: see :class:`hongtou.loading.Dataset` for their types."""
    import pandas as pd

    return pd.DataFrame({column.name: _series(column, rows[column.name]) for column in columns})


def _series(column: Column, values: pyarrow.ChunkedArray) -> pd.Series[Any]:
    import pandas as pd

    if column.words:
        words = values.cast("string").to_pylist()
        return pd.Series(pd.Categorical(words, categories=list(column.words)))
    if column.kind == "date":
        # Seconds, not nanoseconds: a year that a page misprints (0019) is still a day.
        days: pd.Series[Any] = pd.Series(values.to_numpy(zero_copy_only=False).astype("datetime64[s]"))
        return days
    dtypes: dict[str, Any] = {
        "string": pd.StringDtype(),
        "integer": pd.Int64Dtype(),
        "offset": pd.Int64Dtype(),
        "number": pd.Float64Dtype(),
        "boolean": pd.BooleanDtype(),
    }
    return pd.Series(dtypes[column.kind].__from_arrow__(values))
