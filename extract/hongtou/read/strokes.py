"""Stretches of printed line → whole lines: dashes and dots joined, doubled lines taken for one."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from hongtou.read.glyphs import Rule

DOUBLE = 4.0
"""Two lines nearer than this are one."""
_DASH = 5.0  # gaps between the dashes of one line
_SHORTEST = 7.0  # a line shorter than this is a dash or a dot


class Stroke(NamedTuple):
    """A whole line: where it stands across its direction, where it begins and ends along it."""

    at: float
    start: float
    end: float


def strokes(rules: Iterable[Rule]) -> tuple[list[Stroke], list[Stroke]]:
    """The lines across and the lines down that stretches, dashes and dots make."""
    across, down = [], []
    for rule in rules:
        width, height = rule.right - rule.left, rule.bottom - rule.top
        if width >= height or width < _DASH:
            across.append(Stroke((rule.top + rule.bottom) / 2, rule.left, rule.right))
        if height > width or height < _DASH:
            down.append(Stroke((rule.left + rule.right) / 2, rule.top, rule.bottom))
    return _joined(across), _joined(down)


def _joined(stretches: list[Stroke]) -> list[Stroke]:
    found: list[Stroke] = []
    for cluster in _clusters(stretches):
        at = sum(stretch.at for stretch in cluster) / len(cluster)
        start = end = None
        for stretch in sorted(cluster, key=itemgetter(1)):
            if start is None or end is None or stretch.start - end > _DASH:
                if start is not None and end is not None:
                    found.append(Stroke(at, start, end))
                start, end = stretch.start, stretch.end
            end = max(end, stretch.end)
        if start is not None and end is not None:
            found.append(Stroke(at, start, end))
    return [stroke for stroke in found if stroke.end - stroke.start >= _SHORTEST]


def _clusters(stretches: list[Stroke]) -> list[list[Stroke]]:
    groups: list[list[Stroke]] = []
    for stretch in sorted(stretches):
        if groups and stretch.at - groups[-1][0].at <= DOUBLE:
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    return groups
