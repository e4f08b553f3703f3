"""Responsible units: who leads, who is responsible, who supports.

``scan_units`` reads what stands in a unit cell or between the brackets of an inline assignment; ``find_units`` the
same from a string. Names are kept as printed and, where it can be known, in full (``unit_names``); what a list looks
like from outside is in ``unit_signs``. Conventions: docs/dataset.md, "What counts as what".
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from hongtou.fields.text import Text
from hongtou.fields.unit_endings import counted_ending, shared_ending
from hongtou.fields.unit_lists import plain_names
from hongtou.fields.unit_names import AFTER_MANY, BODIES, Identities, Identity, identities
from hongtou.fields.unit_openings import says_what_to_do
from hongtou.fields.unit_owners import Owner
from hongtou.fields.unit_signs import (
    are_plain_names,
    are_sure_names,
    is_assignment,
    is_no_name,
    lists_units,
    looks_like_units,
)
from hongtou.fields.unit_walk import Cell
from hongtou.fields.unit_words import LABEL_ALONE, LABEL_END, LABEL_IN_BRACKET, LABELS, role_of_label
from hongtou.model import Responsibility
from hongtou.model.vocabulary import Role

__all__ = [
    "LABELS",
    "LABEL_ALONE",
    "LABEL_END",
    "LABEL_IN_BRACKET",
    "are_plain_names",
    "are_sure_names",
    "find_units",
    "is_assignment",
    "lists_units",
    "looks_like_units",
    "role_of_label",
    "says_what_to_do",
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
    >>> find_units("10月8日起试行")
    []
    """
    whole = Text.of(text)
    known = identities(issuer, issued.year if issued is not None else None)
    found = scan_units(whole, 0, len(text), role=role, first_leads=first_leads, known=known)
    folded = whole.folded.strip()
    if not found or looks_like_units(folded) or is_assignment(folded):
        return found
    names = [one for one in found if not is_no_name(whole.folded[one.start : one.end])]
    return [msgspec.structs.replace(one, order=order) for order, one in enumerate(names, 1)]


def scan_units(
    text: Text,
    start: int,
    end: int,
    *,
    role: Role | None = None,
    first_leads: bool = False,
    alone: bool = True,
    known: Identities | None = None,
) -> list[Responsibility]:
    """The units of ``text[start:end]``; see :func:`find_units`.

    ``alone`` is whether first_leads holds for a unit that stands alone too; false where the document rules it for
    涉及两个以上部门的工作 only. ``known`` says who a name means in the circular, as `identities` gives it.
    """
    known = identities(None, None) if known is None else known
    names = plain_names(text.folded, start, end)
    if names is not None:
        said: list[Role] = [role or "responsible"] * len(names)
        if first_leads and role in (None, "responsible") and len(names) > (0 if alone else 1):
            said[0] = "lead"
        return _records(text, names, said, known, spaced=False)
    cell = Cell(text.folded, end, role)
    cell.read(start)
    if first_leads and role != "support":
        cell.names.lead_by_order(alone)
    found = cell.names.found
    spans = [(one.start, one.end) for one in found]
    spaced = text.folded.find(" ", start, end) >= 0 or text.folded.find("\n", start, end) >= 0
    return _records(text, spans, [one.role or "responsible" for one in found], known, spaced=spaced)


def _records(
    text: Text, spans: list[tuple[int, int]], roles: list[Role], known: Identities, *, spaced: bool
) -> list[Responsibility]:
    """``known`` says who a name means; ``spaced`` is whether blanks may stand within a name."""
    records: list[Responsibility] = []
    raw, folded, mark, many = text.raw, text.folded, "", False
    owner: Owner | None = None
    shared, last, full = "", -1, ""  # 岭东、岭西两县政府: the ending of the names up to the last, and who that is
    changed = msgspec.structs.replace  # of structs alone: half the work of the compiled build's own, which asks
    for index, (start, end) in enumerate(spans):
        printed, name = raw[start:end], folded[start:end]
        if printed != name:
            name = text.name(start, end)
        parts: tuple[tuple[int, int], ...] | None = None
        if spaced and _BLANK.search(folded, start, end):
            parts = tuple(m.span() for m in _INK.finditer(folded, start, end))
            name = "".join([text.name(a, b) for a, b in parts])
        who, ending = known[name], ""
        if index <= last:
            ending, name = shared, full if index == last else name + shared
            who = known[name]
        elif who.bare and index + 1 < len(spans):
            shared, last, full = counted_ending(folded, spans, index)
            ending = shared or shared_ending(folded, spans, index)
            name += ending
            who = known[name]
        lent = known.of(name, owner) if owner is not None else None
        if lent is not None:
            who = lent
        elif many and name in BODIES:
            who = known.behind(name, AFTER_MANY)
        elif mark and not who.mark and not who.many:  # its own mark counts, whatever stands before it
            who = known.behind(name, mark)
        if ending and who.named.basis == "printed":
            who = _by_rule(who)
        many = who.many
        if not many:
            mark = who.mark
        # of departments only those that the list opens with: 财政局、林东县教育局、水利局 may speak of two places
        owner = who.owner
        if owner is not None and not (owner.body or index == 0 or lent is not None or owner.place[0] == AFTER_MANY):
            owner = None
        # a copy with five fields changed takes half the time of a struct of fifteen
        one = changed(who.named, text=printed, start=start, end=end, role=roles[index], order=index + 1)
        records.append(one if parts is None else changed(one, clean="".join([raw[a:b] for a, b in parts]), parts=parts))
    return records


def _by_rule(who: Identity) -> Identity:
    """Who a bare name means with the ending that its list prints once: 岭东县、岭西县人民政府."""
    return Identity(msgspec.structs.replace(who.named, basis="rule"), who.bare, who.mark, who.many, who.owner)


_BLANK = re.compile(r"[ \n]")
_INK = re.compile(r"[^ \n]+")
