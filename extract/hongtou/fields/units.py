"""Responsible units: who leads, who is responsible, who supports.

``scan_units`` reads what stands in a unit cell or between the brackets of an inline assignment; ``find_units`` the
same from a string. Names are kept as printed and, where it can be known, in full (``unit_names``); what a list looks
like from outside is in ``unit_signs``. Conventions: docs/dataset.md, "What counts as what".
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from hongtou.fields.text import Text
from hongtou.fields.unit_lists import KEY, collective_end, cut, joins_over_line, trim
from hongtou.fields.unit_names import Place, identify, place_of
from hongtou.fields.unit_signs import is_assignment, looks_like_units
from hongtou.fields.unit_words import (
    BRACKET_ROLE,
    JOIN,
    LABEL_ALONE,
    LABEL_END,
    LABELS,
    REMARK,
    ROLE,
    ROLE_STARTS,
    VERBS,
    is_name,
    role_of_label,
)
from hongtou.model import UNSET, Responsibility
from hongtou.model.vocabulary import Role

__all__ = ["LABELS", "find_units", "is_assignment", "looks_like_units", "role_of_label", "scan_units"]

_OPEN, _CLOSE = "(〔[【", ")〕]】"
# every character at which something other than a name may begin
_STOP = re.compile(rf"[、,;。\n:|/①②③④⑤⑥⑦⑧⑨⑩{re.escape(_OPEN + _CLOSE)}{ROLE_STARTS}]")
_PLAIN = re.compile(r"[^、,;\n]+")
_LONGEST = 60


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
    cell = _Cell(text.folded, end, role)
    cell.read(start)
    if first_leads and role != "support":
        cell.lead_by_order(alone)
    place = place_of(issuer, issued.year if issued is not None else None)
    return _records(text, cell.found, place)


class _Found:
    """One name of the list and its role, None until a word or the end of the clause says it."""

    __slots__ = ("end", "role", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.role: Role | None = None


class _Cell:
    """One walk over a cell, left to right: names gather in ``found``, a role word closes those before it."""

    __slots__ = ("default", "end", "folded", "found", "glued", "lists", "piece", "ruling", "skipping", "unclosed")

    def __init__(self, folded: str, end: int, role: Role | None) -> None:
        self.folded, self.end = folded, end
        self.default = role
        self.found: list[_Found] = []
        self.lists = [0]  # indexes into found at which a list begins
        self.unclosed = 0  # names from here on have no role yet
        self.piece = 0
        self.glued = False  # follows a role word without a separator: a name only if it looks like one
        self.ruling = False  # the last piece was a rule about the list: 列首位的|牵头
        self.skipping = False  # under a label of another kind (完成时限:…)

    def read(self, start: int) -> None:
        folded, end = self.folded, self.end
        self.piece = at = start
        while (stop := _STOP.search(folded, at, end)) is not None:
            at = stop.start()
            sign = folded[at]
            if sign in _OPEN:
                at = self._bracket(at)
            elif sign == "、" and (many := collective_end(folded, self.piece, at, end)) is not None:
                at = many
            elif sign == ":":
                at = self._colon(at)
            elif sign == "\n" and not self.glued and joins_over_line(folded, self.piece, at, end):
                at += 1
            elif sign in _SEPARATORS:
                self._separate(at)
                at += 1
            else:
                at = self._word(at)
        self._flush(end)
        self._close(None)

    def _separate(self, at: int) -> None:
        self._flush(at)
        self.piece, self.glued = at + 1, False
        sign = self.folded[at]
        if sign in ";\n。":
            self.skipping = False
        if sign == "\n" and _NUMBERED.match(self.folded, at + 1, self.end):
            self._new_list()

    def _new_list(self) -> None:
        self._close(None)
        self.lists.append(len(self.found))

    def _word(self, at: int) -> int:
        """A character that may open a role word or 会同; mostly it is part of a name."""
        found = ROLE.match(self.folded, at, self.end)
        if found is not None and found.end() > at:
            self.ruling = False
            self._flush(at)
            verb = found["strong"] or found["weak"]
            if not self.skipping and not self.ruling and (verb or found["label"]):
                self._close(VERBS[verb] if verb else role_of_label(found["label"]))
            self.piece, self.glued = found.end(), True
            return found.end()
        joint = JOIN.match(self.folded, at, self.end)
        if joint is not None and (at == self.piece or is_name(self._squeezed(at)) or self.glued):
            self._flush(at)
            self.piece, self.glued = joint.end(), False
            return joint.end()
        return at + 1

    def _squeezed(self, at: int) -> str:
        return self.folded[self.piece : at].replace(" ", "").replace("\n", "")

    def _bracket(self, at: int) -> int:
        """A bracket: numbering, a role, a remark, or a second name that stays with its unit."""
        close = _closing(self.folded, at, self.end)
        before = self._squeezed(at)
        if close is None or not before:
            inner = "" if close is None else self.folded[at + 1 : close].strip()
            keyed = close is not None and KEY.fullmatch(inner) is not None
            if before:
                self._flush(at)
            self.piece = close + 1 if keyed and close is not None else at + 1
            return self.piece
        inner = self.folded[at + 1 : close].replace(" ", "").replace("\n", "")
        verb = BRACKET_ROLE.fullmatch(inner)
        if (
            verb is None
            and len(inner) <= 25
            and ":" not in inner
            and not KEY.fullmatch(inner)
            and not REMARK.search(inner)
        ):
            return close + 1
        self._flush(at)
        if verb is not None and self.found:
            self.found[-1].role = VERBS[verb["verb"]]
        self.piece, self.glued = close + 1, True
        return close + 1

    def _colon(self, at: int) -> int:
        """A label of units sets the role of what follows, another one ends the list, a name has its duty behind it."""
        label = LABEL_END.search(self.folded, self.piece, at)
        role = role_of_label(label["label"]) if label else role_of_label(self.folded[self.piece : at])
        if role is not None:
            self._flush(label.start() if label else self.piece)
            self._new_list()
            self.default, self.skipping, self.glued = role, False, False
        elif KEY.fullmatch(self._squeezed(at)) is None:
            if is_name(self._squeezed(at)):
                self._flush(at)
            self.skipping = True
        self.piece = at + 1
        return at + 1

    def _flush(self, at: int) -> None:
        """The piece that ends at ``at`` becomes names."""
        if self.piece >= at:
            return
        start, end = trim(self.folded, self.piece, at)
        self.piece = at
        while (alone := LABEL_ALONE.search(self.folded, start, end)) is not None:  # 牵头单位⏎市教育局
            self._add(start, alone.start())
            self._new_list()
            self.default, self.skipping, self.glued = role_of_label(alone["label"]), False, False
            start = alone.end()
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        if self.skipping or start >= end or end - start > _LONGEST or self._remark(start, end):
            return
        for first, last in cut(self.folded, start, end):
            read = not self.glued or is_name(self.folded[first:last])
            if read and _LETTER.search(self.folded, first, last):
                self.found.append(_Found(first, last))

    def _remark(self, start: int, end: int) -> bool:
        """Whether a clause is a rule about the list. One that opens with 以下 goes on to the end of its sentence."""
        found = REMARK.search(self.folded, start, end)
        if found is not None and found["closing"]:
            self.skipping = True
        self.ruling = found is not None
        return self.ruling

    def _close(self, role: Role | None) -> None:
        """The names since the last role word get theirs. 负责 says nothing against 牵头单位: above the column."""
        if role == "responsible" and self.default is not None:
            role = self.default
        for one in self.found[self.unclosed :]:
            if one.role is None:
                one.role = role or self.default or "responsible"
        self.unclosed = len(self.found)

    def lead_by_order(self, alone: bool) -> None:
        """列第一位者为牵头单位: the first of each list leads, where no word says another thing."""
        if any(one.role != "responsible" for one in self.found):
            return
        for first, after in pairwise((*self.lists, len(self.found))):
            if after - first > (0 if alone else 1):
                self.found[first].role = "lead"


_SEPARATORS = "、,;。\n|/①②③④⑤⑥⑦⑧⑨⑩" + _CLOSE
_NUMBERED = re.compile(r" *(?:\(?\d{1,2}[.、)]|[①-⑳])")
_LETTER = re.compile(r"[^\W\d_][ \n]*[^\W\d_]")


def _closing(folded: str, at: int, end: int) -> int | None:
    """The bracket that closes the one at ``at``, whatever its kind; None where none does within a name's length."""
    depth = 0
    for here in range(at, min(end, at + 80)):
        sign = folded[here]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth -= 1
            if not depth:
                return here
    return None


def _records(text: Text, found: list[_Found], place: Place | None) -> list[Responsibility]:
    records: list[Responsibility] = []
    mark = ""
    for order, one in enumerate(found, 1):
        raw = text.raw[one.start : one.end]
        printed = raw
        parts: tuple[tuple[int, int], ...] = ()
        folded = text.folded[one.start : one.end]
        if " " in folded or "\n" in folded:
            parts = tuple((one.start + m.start(), one.start + m.end()) for m in _INK.finditer(folded))
            printed = "".join(text.raw[a:b] for a, b in parts)
        who = identify(printed, place, mark)
        if not who.collective:
            mark = who.mark
        records.append(
            Responsibility(
                text=raw,
                start=one.start,
                end=one.end,
                clean=printed if parts else UNSET,
                parts=parts or UNSET,
                unit=who.unit,
                basis=who.basis,
                role=one.role or "responsible",
                order=order,
                collective=who.collective,
                unit_type=who.unit_type,
                region_code=who.region_code,
                aliases=who.aliases,
                members=(),
            )
        )
    return records


_INK = re.compile(r"[^ \n]+")
