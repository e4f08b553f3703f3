"""What a person holds: the tables of a dataset and the joins of them that are asked for first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hongtou.errors import UsageError
from hongtou.loading.forms import Form, form_of
from hongtou.write.schema import Column, Table, tables

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow


def load(path: str | Path = "output/", *, copies: bool = True) -> Dataset:
    """The dataset at ``path``: the folder that a run wrote (with Parquet by years or not), some of its files in a
    folder, or its ``dataset.sqlite`` or ``circulars.jsonl`` alone.

    Each table is an attribute, a DataFrame: ``load().tasks``, ``load().deadlines``. Where a work is there in several
    copies, ``copies=False`` leaves all but the preferred one out of every table, so that nothing counts twice. Raises
    InputError where there is no dataset.

    >>> load("/nowhere")
    Traceback (most recent call last):
    hongtou.errors.InputError: no folder /nowhere: make one with `hongtou extract PATH -o /nowhere`
    """
    return Dataset(form_of(Path(path)), copies=copies)


class Dataset:
    """The tables of a dataset, each a DataFrame, read once, when it is first asked for; and four joins of them.

    Days are datetime64, closed vocabularies categories with all their words in order, integers Int64, flags boolean,
    words string; null is NA. The frames are the caller's to change: the joins read anew what they need of the tables.
    """

    def __init__(self, form: Form, *, copies: bool = True) -> None:
        self.path = form.path
        self._form = form
        self._copies = copies
        self._frames: dict[str, pd.DataFrame] = {}

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return list(tables())

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The table of that name; with ``columns`` a new frame of these alone, and no other is read.

        ``data.table("circulars", ["circular_id", "region"])`` leaves every full text on the disk. Raises KeyError for
        a name that is no table, UsageError for a column that it has not.
        """
        if name not in tables():
            raise KeyError(_no_table(name))
        if columns is not None:
            return self._frame(tables()[name], columns)
        if name not in self._frames:
            self._frames[name] = self._frame(tables()[name], [column.name for column in tables()[name].columns])
        return self._frames[name]

    def overview(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row a task, with all that is known of it: the circular's head, headings, days, units by role.

        The columns of ``overview.csv`` by their keys and a few more, in the order of
        :data:`hongtou.loading.overview.COLUMNS`; with ``columns`` these alone, and only what they need is read. Names
        are joined by 、, headings by `` > ``. ``due`` is the first day that is stated, ``due_last`` the last,
        ``findings`` counts those on the row and on the whole circular. Raises UsageError for a column it has not.
        """
        from hongtou.loading.overview import overview

        return overview(self, columns)

    def due(
        self, *, after: dt.date | str | None = None, before: dt.date | str | None = None
    ) -> pd.DataFrame:  # fmt: skip
        """One row a limit of a task with a day: from the day ``after`` on (it included) and before the day ``before``.

        A day may be a date, ``"2014-05-31"``, ``"2014-05"`` or ``"2014"`` (their first day), so that
        ``due(after="2011-07", before="2012")`` is the second half of 2011. By day; a day gone by does not mean late.
        Raises UsageError for what is no day.
        """
        from hongtou.loading.questions import due

        return due(self, after, before)

    def by_unit(self, *, collectives: bool = False, copies: bool = False) -> pd.DataFrame:
        """One row a unit: its tasks, by role, and how many of them the circular itself calls behind or on track.

        Collectives (各县市区政府) are apart: they alone with ``collectives=True``. Their members never count as
        separately assigned. Of a work in several copies the preferred one counts, with ``copies=True`` each of them.
        ``standing`` counts the circulars that add the unit to all their tasks: these are not in ``tasks``.
        """
        from hongtou.loading.questions import by_unit

        return by_unit(self, collectives=collectives, copies=copies)

    def citations(self, *, copies: bool = False) -> pd.DataFrame:
        """One row a citation, an edge from ``citing`` to ``cited`` (numbers) with its ``relation``.

        ``circular_id`` and ``work_id`` are of the citing circular, ``target_work_id`` and ``target_circular_id`` of
        the cited one where the dataset holds it. Of a work in several copies the preferred one counts.
        """
        from hongtou.loading.questions import citations

        return citations(self, copies=copies)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in tables():
            raise AttributeError(_no_table(name))
        return self.table(name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.tables})

    def __repr__(self) -> str:
        counts = {name: self._count(name) for name in ("circulars", "tasks", "deadlines", "responsibilities")}
        known = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        others = ", ".join(name for name in self.tables if name not in counts)
        return f"<Dataset {str(self.path)!r}: {known}; also {others}>"

    def _count(self, name: str) -> int:
        return self._form.count(tables()[name]) if self._copies else len(self.table(name, ["circular_id"]))

    def _frame(self, table: Table, names: Sequence[str]) -> pd.DataFrame:
        from hongtou.loading.frames import frame_of

        columns = _columns(table, names)
        if self._copies:
            return frame_of(columns, self._form.read(table, columns))
        import pyarrow.compute as pc

        (circular_id,) = _columns(table, ["circular_id"])
        rows = self._form.read(table, list(dict.fromkeys([*columns, circular_id])))
        return frame_of(columns, rows.filter(pc.is_in(rows["circular_id"], self._preferred)))

    @cached_property
    def _preferred(self) -> pyarrow.Array:
        """The ids of the preferred circulars."""
        table = tables()["circulars"]
        rows = self._form.read(table, _columns(table, ["circular_id", "preferred"]))
        return rows.filter(rows["preferred"])["circular_id"].combine_chunks()


def _no_table(name: str) -> str:
    return f"a dataset has no table {name!r}; it has {', '.join(tables())}"


def _columns(table: Table, names: Sequence[str]) -> list[Column]:
    known = {column.name: column for column in table.columns}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"the table {table.name!r} has no column {unknown[0]!r}; it has {', '.join(known)}")
    return [known[name] for name in names]
