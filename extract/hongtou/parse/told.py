"""Sentences that say who does it with a label but without its colon: 责任部门为县发改局,配合部门为县财政局。"""

from __future__ import annotations

import re

from hongtou.fields.units import looks_like_units

_LABEL = re.compile(r"(?:责任|牵头|配合|协办|协助|参与)(?:单位|部门)为(?!:)")
_CLAUSES = re.compile(r"[^,;]+")
_LIMIT = re.compile(
    r"(?:[\d年]{0,5}\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?|年底)[之以]?前(?:全部|全面)?(?:完成|建成|到位|办结|落实)"
)
_PERSON = re.compile(
    r",(?:整改|分管|直接|主要)?(?:责任人|负责人|责任领导|分管领导|牵头领导|联系人)为[\u4e00-\u9fff、]{2,12}$"
)
"""What may stand behind the units and their limit, and is none."""


def sentences(folded: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Where such a label opens what the rest of its sentence says, units and their limit alone, where those end, and
    where the sentence does: behind a person (责任人为王某).

    责任单位为县水利局的,… goes on, and 责任单位为各乡镇,要切实… says what they have to do: those are none.

    >>> sentences("整治河道,责任单位为县水利局。责任单位为县水利局的,应当报告。", 0, 31)
    [(5, 14, 14)]
    """
    found: list[tuple[int, int, int]] = []
    for label in _LABEL.finditer(folded, start, end):
        if found and label.start() < found[-1][2]:
            continue
        stop = folded.find("。", label.end(), end)
        stop = end if stop < 0 else stop
        person = _PERSON.search(folded, label.end(), stop)
        last = person.start() if person else stop
        first, *others = _CLAUSES.findall(folded, label.end(), last) or [""]
        if looks_like_units(first) and all(map(_goes_along, others)):
            found.append((label.start(), last, stop))
    return found


def _goes_along(clause: str) -> bool:
    words = _LABEL.sub("", clause.strip(), count=1)
    return not words or looks_like_units(words) or _LIMIT.fullmatch(words) is not None
