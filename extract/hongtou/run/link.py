"""What only the whole dataset knows: which copy of a work is best, and what a citation points at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from hongtou.fields.text import plain
from hongtou.model import Circular
from hongtou.parse.identity import moved
from hongtou.run.copies import difference
from hongtou.run.failure import reason


def link(circulars: Sequence[Circular]) -> list[Circular]:
    """The same circulars in the same order, with ``preferred``, ``target_work_id`` and ``copies_differ`` findings.

    A copy that lost its number joins the work of its issuer, date and title. Pure, and the same whatever the order:
    copies are ranked by what they are and, last, by path.
    """
    circulars = _joined(circulars)
    works: dict[str, list[Circular]] = defaultdict(list)
    for circular in circulars:
        works[circular.work_id].append(circular)
    best = {work: min(copies, key=_rank) for work, copies in works.items()}
    targets = _targets(circulars)
    return [_linked(circular, best[circular.work_id], works[circular.work_id], targets) for circular in circulars]


def _joined(circulars: Sequence[Circular]) -> list[Circular]:
    """Give each circular without a number the work of the one numbered circular with its issuer, date and title."""
    numbered: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for circular in circulars:
        if circular.document_number and (key := _print_of(circular)):
            numbered[key].add(circular.work_id)
    joined = []
    for circular in circulars:
        key = None if circular.document_number else _print_of(circular)
        works = numbered.get(key, set()) if key else set()
        joined.append(_moved(circular, next(iter(works))) if len(works) == 1 else circular)
    return joined


def _print_of(circular: Circular) -> tuple[str, str, str] | None:
    """Issuers, date and title, where all are there."""
    issued = circular.date_issued
    if not (circular.title and circular.issuers and issued and issued.date):
        return None
    issuers = plain("".join(issuer.unit for issuer in circular.issuers))
    return issuers, issued.date.isoformat(), plain(circular.title.reading)


def _moved(circular: Circular, work: str) -> Circular:
    tasks = tuple(replace(task, row_key=moved(task.row_key, circular.work_id, work)) for task in circular.tasks)
    return replace(circular, work_id=work, tasks=tasks)


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


_Targets = dict[str, dict[str, set[str]]]
"""Number → region code → works."""


def _targets(circulars: Sequence[Circular]) -> _Targets:
    targets: _Targets = defaultdict(lambda: defaultdict(set))
    for circular in circulars:
        if circular.document_number and circular.document_number.issuer_code:
            place = circular.region_code or circular.region or ""
            targets[circular.document_number.normalized][place].add(circular.work_id)
    return targets


def _target(circular: Circular, normalized: str, targets: _Targets) -> str | None:
    """The work a number points at; of two places that issue it, the citing one's own or the one above."""
    places = targets.get(normalized)
    if not places:
        return None
    if len(places) > 1:
        own = circular.region_code or circular.region or ""
        near = [place for place in _upwards(own) if place in places]
        if not near:
            return None
        works = places[near[0]]
    else:
        works = next(iter(places.values()))
    return next(iter(works)) if len(works) == 1 else None


def _upwards(place: str) -> list[str]:
    """431003 → its county, its prefecture, its province."""
    return [place, f"{place[:4]}00", f"{place[:2]}0000"] if place.isdigit() else [place]


def _linked(circular: Circular, best: Circular, copies: Sequence[Circular], targets: _Targets) -> Circular:
    references = tuple(
        replace(reference, target_work_id=_target(circular, reference.normalized, targets))
        for reference in circular.references
    )
    findings = circular.findings
    if len(copies) > 1:
        others = [best] if circular is not best else [copy for copy in copies if copy is not best]
        others.sort(key=lambda copy: copy.source.path)
        findings += tuple(finding for other in others if (finding := difference(circular, other)))
    return replace(circular, preferred=circular is best, references=references, findings=findings)
