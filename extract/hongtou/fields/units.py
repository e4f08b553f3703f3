"""Responsible units: who leads, who is responsible, who supports.

``scan_units`` reads what stands in a unit cell or between the brackets of an inline assignment; ``find_units`` the
same from a string. Names are kept as printed and, where it can be known, in full (``unit_names``); what a list looks
like from outside is in ``unit_signs``. Conventions: docs/dataset.md, "What counts as what".
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import UnsetType

from hongtou.fields.members import members_of
from hongtou.fields.text import Text
from hongtou.fields.unit_names import Place, identify, place_of
from hongtou.fields.unit_signs import is_assignment, looks_like_units
from hongtou.fields.unit_walk import Cell, Named
from hongtou.fields.unit_words import LABEL_ALONE, LABEL_END, LABELS, role_of_label
from hongtou.model import UNSET, Responsibility
from hongtou.model.vocabulary import Role

__all__ = [
    "LABELS",
    "LABEL_ALONE",
    "LABEL_END",
    "find_units",
    "is_assignment",
    "looks_like_units",
    "role_of_label",
    "scan_units",
]


def find_units(
    text: str,
    *,
    role: Role | None = None,
    first_leads: bool = False,
    issuer: str | None = None,
    issued: dt.date | None = None,
) -> list[Responsibility]:
    """The units a printed list names, in order, one by one.

    ``role`` is what the column or label says of all of them (words inside the text override it), ``first_leads`` that
    the document rules 列第一位者为牵头单位, ``issuer`` and ``issued`` whose circular it is and when. Never raises.

    >>> [(u.text, u.role) for u in find_units("市民政局牵头,市体育局、各县(市、区)人民政府配合")]
    [('市民政局', 'lead'), ('市体育局', 'support'), ('各县(市、区)人民政府', 'support')]
    >>> find_units("市政府办、市监察局", issuer="云溪市人民政府办公室")[0].unit
    '云溪市人民政府办公室'
    """
    whole = Text.of(text)
    return scan_units(whole, 0, len(text), role=role, first_leads=first_leads, issuer=issuer, issued=issued)


def scan_units(
    text: Text,
    start: int,
    end: int,
    *,
    role: Role | None = None,
    first_leads: bool = False,
    alone: bool = True,
    issuer: str | None = None,
    issued: dt.date | None = None,
) -> list[Responsibility]:
    """The units of ``text[start:end]``; see :func:`find_units`.

    ``alone`` is whether first_leads holds for a unit that stands alone too; false where the document rules it for
    涉及两个以上部门的工作 only.
    """
    cell = Cell(text.folded, end, role)
    cell.read(start)
    if first_leads and role != "support":
        cell.lead_by_order(alone)
    place = place_of(issuer, issued.year if issued is not None else None)
    return _records(text, cell.found, place)


def _records(text: Text, found: list[Named], place: Place | None) -> list[Responsibility]:
    records: list[Responsibility] = []
    mark = ""
    for order, one in enumerate(found, 1):
        start, end = one.start, one.end
        raw = printed = text.raw[start:end]
        parts: tuple[tuple[int, int], ...] | UnsetType = UNSET
        folded = text.folded[start:end]
        if " " in folded or "\n" in folded:
            parts = tuple((start + m.start(), start + m.end()) for m in _INK.finditer(folded))
            printed = "".join(text.raw[a:b] for a, b in parts)
        who = identify(printed, place, mark)
        folded_name = "".join(folded.split()) if who.collective else ""
        if not who.collective:
            mark = who.mark
        records.append(
            Responsibility(
                text=raw,
                start=start,
                end=end,
                clean=UNSET if parts is UNSET else printed,
                parts=parts,
                unit=who.unit,
                basis=who.basis,
                role=one.role or "responsible",
                order=order,
                collective=who.collective,
                unit_type=who.unit_type,
                region_code=who.region_code,
                aliases=who.aliases,
                members=members_of(folded_name, place.code, place.year) if who.collective and place else (),
            )
        )
    return records


_INK = re.compile(r"[^ \n]+")
