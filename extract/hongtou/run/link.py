"""What only the whole dataset knows: which copy of a work is best, and what a citation points at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from hongtou.model import Circular, Finding
from hongtou.run.failure import reason


def link(circulars: Sequence[Circular]) -> list[Circular]:
    """The same circulars in the same order, with ``preferred``, ``target_work_id`` and ``copies_differ`` findings.

    Pure, and the same whatever the order: copies are ranked by what they are and, last, by path.
    """
    works: dict[str, list[Circular]] = defaultdict(list)
    for circular in circulars:
        works[circular.work_id].append(circular)
    best = {work: min(copies, key=_rank) for work, copies in works.items()}
    targets = _targets(circulars)
    return [_linked(circular, best[circular.work_id], works[circular.work_id], targets) for circular in circulars]


def _rank(circular: Circular) -> tuple[bool, int, bool, int, str]:
    """Lower is better: read, official, complete, more tasks, first path."""
    return (
        reason(circular) is not None,
        _distance(circular),
        not circular.complete,
        -len(circular.tasks),
        circular.source.path,
    )


def _distance(circular: Circular) -> int:
    """From the issuer's own site: 0 a government site, 1 nothing known, 2 a republisher."""
    source = circular.source
    host = (urlsplit(source.url).hostname or "") if source.url else ""
    if host == "gov.cn" or host.endswith(".gov.cn"):
        return 0
    return 2 if host or source.page_count else 1


def _targets(circulars: Sequence[Circular]) -> dict[str, str]:
    """Number → work. Two places with the same character issue the same number: such a number points nowhere."""
    works: dict[str, set[str]] = defaultdict(set)
    for circular in circulars:
        if circular.document_number and circular.document_number.issuer_code:
            works[circular.document_number.normalized].add(circular.work_id)
    return {number: next(iter(found)) for number, found in works.items() if len(found) == 1}


def _linked(circular: Circular, best: Circular, copies: Sequence[Circular], targets: dict[str, str]) -> Circular:
    references = tuple(
        replace(reference, target_work_id=targets.get(reference.normalized)) for reference in circular.references
    )
    findings = circular.findings
    if len(copies) > 1:
        others = [best] if circular is not best else [copy for copy in copies if copy is not best]
        others.sort(key=lambda copy: copy.source.path)
        findings += tuple(finding for other in others if (finding := _difference(circular, other)))
    return replace(circular, preferred=circular is best, references=references, findings=findings)


def _difference(circular: Circular, other: Circular) -> Finding | None:
    """What two copies of a work say differently, as a finding on the first."""
    mine, theirs = _facts(circular), _facts(other)
    differing = [f"{name} {mine[name]} / {theirs[name]}" for name in mine if mine[name] != theirs[name]]
    if not differing:
        return None
    whole = circular.complete and other.complete
    return Finding(
        check="copies_differ",
        severity="warning" if whole else "info",
        message=f"Another copy of this work ({other.source.path}) differs: {'; '.join(differing)}.",
    )


def _facts(circular: Circular) -> dict[str, str]:
    number, issued = circular.document_number, circular.date_issued
    return {
        "title": "".join(circular.title.reading.split()) if circular.title else "none",
        "number": number.normalized if number else "none",
        "date": issued.date.isoformat() if issued and issued.date else "none",
        "tasks": str(len(circular.tasks)),
    }
