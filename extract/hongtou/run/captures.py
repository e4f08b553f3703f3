"""Of the captures that crawls of ours took, over all archives of a run: the newest of each address, and what belongs
together, in the words of an index.
"""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.archive.standing import Standing, belonging, newest
from hongtou.run.files import Input


def settled(files: Sequence[Input]) -> tuple[tuple[Input, ...], list[str]]:
    """The files to read, captures with the columns that say what they belong to; and the earlier captures, by name."""
    told = [(at, standing) for at, file in enumerate(files) if (standing := _standing(file))]
    if not told:
        return tuple(files), []
    read = newest([standing for _, standing in told])
    earlier = {at: standing for (at, standing), kept in zip(told, read, strict=True) if not kept}
    kept = [(at, standing) for at, standing in told if at not in earlier]
    columns = dict(zip((at for at, _ in kept), belonging([standing for _, standing in kept]), strict=True))
    settled = [_with(file, columns.get(at, {})) for at, file in enumerate(files) if at not in earlier]
    return tuple(settled), [f"{files[at].name} ({_why(standing)})" for at, standing in earlier.items()]


def _standing(file: Input) -> Standing | None:
    return file.member.standing if file.member and not file.error else None


def _with(file: Input, columns: dict[str, str]) -> Input:
    if not (file.member and columns):
        return file
    return file._replace(member=file.member._replace(facts={**file.member.facts, **columns}))


def _why(standing: Standing) -> str:
    day = standing.retrieved_at[:10]
    return f"another capture of the same address, {day}" if standing.whole else f"unchanged or not whole, {day}"
