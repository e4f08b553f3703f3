"""A record as it stands in the dataset: what the others decide of it, and what the summary says of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from hongtou.model import Circular, Finding
from hongtou.parse.identity import moved
from hongtou.run.copies import difference
from hongtou.run.failure import first_error
from hongtou.run.work import Copy, Decided, Tally


def decided(one: Decided, read: Callable[[Copy], Circular]) -> Circular:
    """The circular with its source, ``preferred``, ``target_work_id`` and the findings that the others give it."""
    circular = _stood(one.copy, read)
    findings = circular.findings + tuple(map(_unjoined, one.unjoined))
    circular = replace(circular, findings=findings)
    differing = (difference(circular, _stood(other, read)) for other in one.others)
    references = tuple(
        replace(reference, target_work_id=one.targets.get(reference.normalized)) for reference in circular.references
    )
    return replace(
        circular,
        preferred=one.preferred,
        references=references,
        findings=findings + tuple(finding for finding in differing if finding),
    )


def _stood(copy: Copy, read: Callable[[Copy], Circular]) -> Circular:
    """The record in its place, as one of its work."""
    circular = replace(read(copy), source=copy.source)
    if copy.work == circular.work_id:
        return circular
    tasks = tuple(replace(task, row_key=moved(task.row_key, circular.work_id, copy.work)) for task in circular.tasks)
    return replace(circular, work_id=copy.work, tasks=tasks)


def _unjoined(why: str) -> Finding:
    message = f"The files of this circular could not be read as one ({why})."
    return Finding(check="source_truncated", severity="error", message=message)


def tally(circular: Circular) -> Tally:
    """What the summary says of one circular."""
    why = first_error(circular)
    return Tally(
        circulars=1,
        tasks=len(circular.tasks),
        deadlines=sum(len(task.deadlines) for task in circular.tasks) + len(circular.deadlines),
        units=sum(len(task.responsibilities) for task in circular.tasks) + len(circular.standing_responsibilities),
        references=len(circular.references),
        findings=len(circular.findings),
        composed=int(circular.source.composed),
        failed=int(bool(why)),
        failures=((circular.source.path, why),) if why else (),
    )
