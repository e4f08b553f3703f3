"""One walk over a cell of units, left to right: where each name begins and ends, and which word gives it its role."""

from __future__ import annotations

import re
from itertools import pairwise

from hongtou.fields.text import trim
from hongtou.fields.unit_lists import KEY, collective_end, cut, joins_over_line, plain_names
from hongtou.fields.unit_words import (
    BRACKET_ROLE,
    JOIN,
    LABEL_ALONE,
    LABEL_BEFORE,
    LABEL_END,
    PERSON,
    REMARK,
    ROLE,
    ROLE_STARTS,
    VERBS,
    is_name,
    role_of_label,
)
from hongtou.model.vocabulary import Role

_OPEN, _CLOSE = "(〔[【", ")〕]】"
# every character at which something other than a name may begin
_STOP = re.compile(rf"[、,;。\n:|/①②③④⑤⑥⑦⑧⑨⑩{re.escape(_OPEN + _CLOSE)}{ROLE_STARTS}]")
_PLAIN = re.compile(r"[^、,;\n]+")
_LONGEST = 60


class Named:
    """One name of the list and its role, None until a word or the end of the clause says it."""

    __slots__ = ("end", "role", "start")

    def __init__(self, start: int, end: int, role: Role | None = None) -> None:
        self.start, self.end, self.role = start, end, role


class Cell:
    """One walk over a cell, left to right: names gather in ``found``, a role word closes those before it."""

    __slots__ = ("default", "end", "folded", "found", "glued", "lists", "piece", "ruling", "skipping", "unclosed")

    def __init__(self, folded: str, end: int, role: Role | None) -> None:
        self.folded, self.end = folded, end
        self.default = role
        self.found: list[Named] = []
        self.lists = [0]  # indexes into found at which a list begins
        self.unclosed = 0  # names from here on have no role yet
        self.piece = 0
        self.glued = False  # follows a role word without a separator: a name only if it looks like one
        self.ruling = False  # the last piece was a rule about the list: 列首位的|牵头
        self.skipping = False  # under a label of another kind (完成时限:…)

    def read(self, start: int) -> None:
        """Fill ``found`` from the cell's characters ``start`` to ``end``."""
        folded, end = self.folded, self.end
        names = plain_names(folded, start, end)
        if names is not None:
            role = self.default or "responsible"
            self.found = [Named(first, last, role) for first, last in names]
            return
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
        label = LABEL_BEFORE.match(self.folded, start, end)
        if label is not None and is_name(self.folded[label.end() : end].strip()):  # 牵头单位市教育局
            self._new_list()
            self.default, self.skipping, self.glued = role_of_label(label["label"]), False, False
            start = label.end()
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        if self.skipping or start >= end or end - start > _LONGEST or self._remark(start, end):
            return
        for first, last in cut(self.folded, start, end):
            name = self.folded[first:last]
            person = None if is_name(name) else PERSON.search(name)
            if person is not None and is_name(name[: person.start()]):  # 市交通局局长张某: the unit, not the person
                last = first + person.start()
            read = not self.glued or person is not None or is_name(name)
            if read and _LETTER.search(self.folded, first, last):
                self.found.append(Named(first, last))

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
