"""The circulars of a dataset that a report is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from hongtou.errors import InputError, UsageError
from hongtou.model import Circular
from hongtou.serve.circular import circular_of, find
from hongtou.serve.links import bracketed
from hongtou.serve.report import MOST
from hongtou.write import jsonl, sqlite
from hongtou.write.staging import recover

__all__ = ["of_dataset"]


def of_dataset(folder: Path, chosen: Sequence[str] = ()) -> list[Circular]:
    """Those that are chosen, each by its circular_id or document number, in the order given; without a choice all.

    Raises InputError where the folder holds no dataset, UsageError where a choice is not in it or there are more than
    a report may hold.
    """
    recover(folder)
    found = _chosen(folder, chosen) if chosen else list(islice(jsonl.read_jsonl(_lines(folder)), MOST + 1))
    if len(found) > MOST:
        raise UsageError(f"a report holds {MOST} circulars at most: choose with --circular ID, or `hongtou find` them")
    if not found:
        raise InputError(f"the dataset in {folder} holds no circular")
    return found


def _lines(folder: Path) -> Path:
    path = folder / jsonl.NAME
    if not path.is_file():
        raise InputError(
            f"no dataset in {folder}, which lacks {jsonl.NAME}: name a folder that hongtou wrote. Where documents lie "
            f"there, `hongtou extract {folder} -o output/` makes a dataset of them"
        )
    return path


def _chosen(folder: Path, chosen: Sequence[str]) -> list[Circular]:
    database = folder / sqlite.NAME
    if not database.is_file():
        return _by_name(chosen, lambda named: _of_lines(folder, named))
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return _by_name(chosen, lambda named: [c for one in find(db, named) if (c := circular_of(db, one))])
    except sqlite3.Error as error:
        raise InputError(f"{database} is not one of this version: {error}; `hongtou extract` writes it anew") from error


def _by_name(chosen: Sequence[str], ask: Callable[[str], list[Circular]]) -> list[Circular]:
    """What each name means, each circular once."""
    found: dict[str, Circular] = {}
    for named in chosen:
        circulars = ask(named) or ask(bracketed(named))
        if not circulars:
            raise UsageError(f"no circular {named!r} in the dataset: give a circular_id or a document number (文号)")
        found.update((circular.circular_id, circular) for circular in circulars)
    return list(found.values())


def _of_lines(folder: Path, named: str) -> list[Circular]:
    """Of a dataset that was written without tables."""
    return list(_meant(jsonl.read_jsonl(_lines(folder)), named))


def _meant(circulars: Iterator[Circular], named: str) -> Iterator[Circular]:
    for circular in circulars:
        number = circular.document_number
        if circular.circular_id == named or (number and number.normalized == named and circular.preferred):
            yield circular
