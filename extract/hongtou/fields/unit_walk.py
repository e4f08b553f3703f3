"""One walk over a cell of units, left to right: where each name begins and ends, and which word gives it its role."""

from __future__ import annotations

import re

from hongtou.fields.numerals import CIRCLED
from hongtou.fields.text import trim
from hongtou.fields.unit_blanks import joins_over_line
from hongtou.fields.unit_clauses import is_clause, is_firm, is_report, may_be_clause, names_units
from hongtou.fields.unit_collectives import collective_end
from hongtou.fields.unit_labels import (
    CLOSE,
    OPEN,
    closing,
    is_label_of_names,
    is_second_name,
    label_before,
    names_units_behind,
    says_role,
    squeezed,
)
from hongtou.fields.unit_lists import PIECES, cut
from hongtou.fields.unit_openings import opens_as_task
from hongtou.fields.unit_people import is_person_name, unit_length
from hongtou.fields.unit_roles import Names
from hongtou.fields.unit_words import (
    BRACKET_DUTY,
    BRACKET_ROLE,
    BRACKET_VERBS,
    JOIN,
    KEY,
    LABEL_ALONE,
    LABEL_BEFORE,
    PERSON,
    REMARK,
    ROLE,
    ROLE_STARTS,
    THE_REST,
    VERBS,
    is_name,
    role_of_label,
)
from hongtou.model.vocabulary import Role

# every character at which something other than a name may begin
_STOP = re.compile(rf"[、,;。\n:|/①-⒛{re.escape(OPEN + CLOSE)}{ROLE_STARTS}]")
_SIGN = re.compile(rf"[、,;。\n:|/①-⒛{re.escape(OPEN + CLOSE)}]")
_LONGEST = 60


class Cell:
    """One walk over a cell, left to right: names gather in ``names``, a role word closes those before it."""

    __slots__ = (
        "bracketed",
        "end",
        "folded",
        "glued",
        "names",
        "piece",
        "ruled",
        "ruling",
        "skipping",
        "telling",
    )

    def __init__(self, folded: str, end: int, role: Role | None) -> None:
        self.folded, self.end = folded, end
        self.names = Names(role)
        self.piece = 0
        self.glued = False  # follows a role word without a separator: a name only if it looks like one
        self.ruling = False  # the last piece was a rule about the list: 列首位的|牵头
        self.ruled = False  # a rule about the list stands before here
        self.bracketed = False  # labels stand in brackets before their names
        self.skipping = False  # under a label of another kind (完成时限:…)
        self.telling = False  # ... or in a clause that says to whom it is reported

    def read(self, start: int) -> None:
        """Fill ``names`` from the cell's characters ``start`` to ``end``."""
        folded, end = self.folded, self.end
        at = self._plainly(start)
        while (stop := _STOP.search(folded, at, end)) is not None:
            at = stop.start()
            sign = folded[at]
            if sign in OPEN:
                at = self._bracket(at)
            elif (sign == "、" or (sign == "/" and "各" in folded[self.piece : at])) and (
                many := collective_end(folded, self.piece, at, end)
            ) is not None:
                at = many
            elif sign == ":":
                at = self._colon(at)
            elif sign == "\n" and not self.glued and joins_over_line(folded, self.piece, at, end):
                at += 1
            elif sign in _SEPARATORS:
                self._separate(at)
                at = self._plainly(at + 1)
            else:
                at = self._word(at)
        self._flush(end)
        self.names.close(None)

    def _plainly(self, at: int) -> int:
        """Take the pieces from ``at`` on that are names and nothing else, without looking at each character."""
        folded, end, found = self.folded, self.end, self.names.found
        self.piece = at
        while at < end and not self.skipping:
            sign = _SIGN.search(folded, at, end)
            stop = sign.start() if sign is not None else end
            if stop - at > _LONGEST or (sign is not None and sign[0] not in "、,;\n"):
                break
            known = PIECES[folded[at:stop]]
            names, open_end = known.names, known.open_end
            line = sign is not None and sign[0] == "\n"
            if names is None or (open_end and sign is not None) or (line and joins_over_line(folded, at, stop, end)):
                break
            if found and at > 0 and folded[at - 1] in ",;" and names and may_be_clause(folded[at:stop]):
                break
            for a, b in names:
                self.names.add(at + a, at + b)
            at = stop + 1
            if sign is not None and sign[0] in ",;":
                self.names.end_clause()
            self.piece, self.ruling = min(at, end), False
            if line and _NUMBERED.match(folded, at, end):
                self.names.new_list()
        return self.piece

    def _separate(self, at: int) -> None:
        self._flush(at)
        self.piece, self.glued = at + 1, False
        sign = self.folded[at]
        if sign in ",;":
            self.names.end_clause()
        if sign in ";\n。" or (self.telling and sign == ","):
            self.skipping = self.telling = False
        if sign == "。":
            self.names.close(None)  # 县发改局。各乡镇配合: a sentence has its own role words
        if sign == "\n" and _NUMBERED.match(self.folded, at + 1, self.end):
            self.names.new_list()

    def _list_of(self, role: Role | None) -> None:
        """A label opens a list of its own."""
        self.names.list_of(role)
        self.skipping = self.glued = False

    def _word(self, at: int) -> int:
        """A character that may open a role word or 会同; mostly it is part of a name."""
        found = ROLE.match(self.folded, at, self.end)
        if found is not None and found.end() > at:
            self.ruling = False
            behind = self._is_persons(at)
            self._flush(at - (found["label"] is not None and self.folded[at - 1] == "作"))  # 市教育局作为牵头单位
            if behind:
                self.names.close_before(behind - 1)
            verb = found["strong"] or found["weak"]
            if verb and self._is_dashed(at, found.end()):  # 牵头-县发改局
                self._list_of(VERBS[verb])
                self.piece = found.end() + 1
                return self.piece
            if not self.skipping and not self.ruling and (verb or found["label"]):
                self.names.close(VERBS[verb] if verb else role_of_label(found["label"]))
            self.piece, self.glued = found.end(), True
            return found.end()
        joint = JOIN.match(self.folded, at, self.end)
        if joint is not None and (at == self.piece or is_name(self._squeezed(at)) or self.glued):
            self._flush(at)
            self.piece, self.glued = joint.end(), False
            return joint.end()
        return at + 1

    def _is_persons(self, at: int) -> int:
        """Where a person's piece of its own ends at ``at``, one more than the names before it, whose role is not its:
        县教育局、县财政局,分管副县长牵头. Else 0."""
        if self.piece >= at or not self.names.found or self.folded[self.piece - 1] not in ",;":
            return 0
        words = self._squeezed(at)
        is_person = unit_length(words) < len(words) and PERSON.search(words) is not None
        return len(self.names.found) + 1 if is_person else 0

    def _is_dashed(self, at: int, after: int) -> bool:
        """Whether a role word is a label whose colon is a dash or a stroke: 牵头-县发改局 配合-县财政局."""
        opens = at == 0 or self.folded[at - 1] in " \n,;、。(" or not self.names.found
        return opens and after < self.end - 1 and self.folded[after] in "-/" and self.folded[after + 1] not in "-/ \n"

    def _squeezed(self, at: int) -> str:
        return squeezed(self.folded, self.piece, at)

    def _bracket(self, at: int) -> int:
        """A bracket: numbering, a role, a remark, or a second name that stays with its unit."""
        close = closing(self.folded, at, self.end)
        before = self._squeezed(at)
        inner = "" if close is None else squeezed(self.folded, at + 1, close)
        if close is None or not before:
            return self._opening(at, close, inner)
        if before in VERBS and _OF_LABEL.match(self.folded, close + 1, self.end):  # 牵头(责任)单位:
            return close + 1
        if is_person_name(before):  # 王晓东(县水利局); 王晓东(常务副县长)
            self.piece = at + 1 if is_name(inner) else close + 1
        elif (role := role_of_label(before)) is not None:  # 牵头单位(市商务局)
            self._list_of(role)
            self.piece = at + 1
        elif self.bracketed and (role := role_of_label(inner)) is not None:
            self._flush(at)
            self._heading(role, close)
        elif is_second_name(inner):
            return close + 1
        else:
            self._flush(at)
            verb = BRACKET_ROLE.fullmatch(inner) or BRACKET_DUTY.match(inner)
            if verb is not None and self.names.found:
                self.names.bracketed(BRACKET_VERBS[verb["verb"]])
            self.piece, self.glued = close + 1, True
        return self.piece

    def _opening(self, at: int, close: int | None, inner: str) -> int:
        """A bracket with no name before it: a label, numbering, or names within; or one that nothing closes."""
        self._flush(at)
        if close is not None and (role := role_of_label(inner)) is not None:
            self._heading(role, close)
        elif close is not None and REMARK.match(inner) is not None and not is_name(inner):
            self.piece = close + 1  # (列首位的为牵头单位,下同)
        else:
            self.piece = close + 1 if close is not None and KEY.fullmatch(inner) else at + 1
        return self.piece

    def _heading(self, role: Role, close: int) -> None:
        """【牵头单位】 before its names, not behind them."""
        self._list_of(role)
        self.piece, self.bracketed = close + 1, True

    def _colon(self, at: int) -> int:
        """A label of units sets the role of what follows, another one ends the list, a name has its duty behind it."""
        before, role = label_before(self.folded, self.piece, at)
        if role is not None and names_units_behind(self.folded, before, at, self.end):
            self._flush(before)
            self._list_of(role)
        elif is_label_of_names(self.folded, self.piece, at, self.end):
            self._list_of("responsible")
        elif is_name(self._squeezed(at)) and says_role(self.folded, at + 1, self.end):  # 市教育局:牵头
            self._flush(at)
        elif KEY.fullmatch(self._squeezed(at)) is None:
            self._flush(at if is_name(self._squeezed(at)) else before)
            self.skipping = True
        self.piece = at + 1
        return at + 1

    def _flush(self, at: int) -> None:
        """The piece that ends at ``at`` becomes names."""
        if self.piece >= at:
            return
        behind = bool(self.names.found) and self.folded[self.piece - 1] in ",;"
        start, end = trim(self.folded, self.piece, at)
        self.piece = at
        if behind and self._is_clause(start, end, at):
            return
        while (alone := LABEL_ALONE.search(self.folded, start, end)) is not None:  # 牵头单位⏎市教育局
            self._add(start, alone.start())
            self._list_of(role_of_label(alone["label"]))
            start = alone.end()
        label = LABEL_BEFORE.match(self.folded, start, end)
        if label is not None and is_name(self.folded[label.end() : end].strip()):  # 牵头单位市教育局
            self._list_of(role_of_label(label["label"]))
            start = label.end()
        self._add(start, end)

    def _is_clause(self, start: int, end: int, at: int) -> bool:
        """Whether a piece behind a comma names no unit: a time, a report, or what ends like no name and stands alone in
        its clause behind a list or a role: A牵头,全程跟踪; A、B,完成后销号."""
        folded = self.folded
        words = squeezed(folded, start, end)
        if is_clause(words) or (may_be_clause(words) and opens_as_task(words)):
            self.telling = is_report(words)
            self.skipping |= self.telling
            return True
        if (
            folded[start - 1] == ";"
            or (at < self.end and folded[at] not in ",;。\n")
            or not may_be_clause(words)
            or names_units(words)
            or (is_firm(words) and not opens_as_task(words))
        ):
            return False
        if any(is_name(squeezed(folded, a, b)) for a, b in cut(folded, start, end)):
            return False
        return self.names.closed or folded.find("、", self.names.found[0].start, start) >= 0

    def _add(self, start: int, end: int) -> None:
        if self.skipping or start >= end or end - start > _LONGEST or self._remark(start, end):
            return
        for first, last in cut(self.folded, start, end):
            read = not self.glued or (last - first > 2 and is_name(self.folded[first:last]))
            if read and _LETTER.search(self.folded, first, last):
                self.names.add(first, last)

    def _remark(self, start: int, end: int) -> bool:
        """Whether a clause is a rule about the list, or what 其他 in it says of the rest. One that opens with 以下 goes
        on to the end of its sentence."""
        found = REMARK.search(self.folded, start, end)
        if found is not None and found["closing"]:
            self.skipping = True
        self.ruling = found is not None or (self.ruled and self.folded[start:end] in THE_REST)
        self.ruled |= self.ruling
        return self.ruling


_SEPARATORS = "、,;。\n|/" + CIRCLED + CLOSE
_NUMBERED = re.compile(r" *(?:\(?\d{1,2}[.、)]|[①-⒛])")
_OF_LABEL = re.compile("(?:单位|部门)[ ]{0,4}:")
_LETTER = re.compile(r"[^\W\d_][ \n]*[^\W\d_]|\d团")
