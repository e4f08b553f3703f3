"""The names of a list as they are met, and which word gives them their role: one of theirs, or what stands over all."""

from __future__ import annotations

from itertools import pairwise

from hongtou.model.vocabulary import Role

__all__ = ["Named", "Names"]


class Named:
    """One name of the list and its role, None until a word or the end of the clause says it."""

    __slots__ = ("end", "role", "start")

    def __init__(self, start: int, end: int, role: Role | None = None) -> None:
        self.start, self.end, self.role = start, end, role


class Names:
    """The names so far, in the order of print; a role word closes those before it. ``default`` is the role that what
    stands over them gives.
    """

    __slots__ = ("_clause", "_lists", "_unclosed", "default", "found")

    def __init__(self, default: Role | None) -> None:
        self.default = default
        self.found: list[Named] = []
        self._clause = 0  # names from here on stand behind the last comma or semicolon
        self._lists = [0]  # indexes into found at which a list begins
        self._unclosed = 0  # names from here on have no role yet

    @property
    def closed(self) -> bool:
        """Whether a word has given each its role."""
        return self._unclosed == len(self.found)

    def add(self, start: int, end: int) -> None:
        """One more name."""
        self.found.append(Named(start, end))

    def end_clause(self) -> None:
        """A comma or a semicolon."""
        self._clause = len(self.found)

    def new_list(self) -> None:
        """What follows is a list of its own, under the same default."""
        self.close(None)
        self._lists.append(len(self.found))

    def list_of(self, role: Role | None) -> None:
        """A label opens a list of its own."""
        self.new_list()
        self.default = role

    def close(self, role: Role | None) -> None:
        """The names since the last role word get theirs. 负责 says nothing against 牵头单位: above the column."""
        if role == "responsible" and self.default is not None:
            role = self.default
        if role == "support" and self._unclosed == self._lists[-1] < self._clause < len(self.found):
            self.close_before(self._clause)  # 市发改委、市财政局,市审计局参加: the comma says who takes part
        for one in self.found[self._unclosed :]:
            if one.role is None:
                one.role = role or self.default or "responsible"
        self._unclosed = len(self.found)

    def close_before(self, index: int) -> None:
        """The names up to that one have no role word of their own any more."""
        for one in self.found[self._unclosed : index]:
            one.role = one.role or self.default or "responsible"
        self._unclosed = index

    def bracketed(self, role: Role) -> None:
        """市发改委(牵头),市财政局、市商务局(配合): once one leads, those of the clause support with the last."""
        since = last = len(self.found) - 1
        while since > self._lists[-1] and self.found[since - 1].role is None:
            since -= 1
        led = role == "support" and since > self._lists[-1] and self.found[since - 1].role == "lead"
        for one in self.found[max(since, self._clause) if led else last :]:
            one.role = role

    def lead_by_order(self, alone: bool) -> None:
        """列第一位者为牵头单位: the first of each list leads, where no word says another thing."""
        if any(one.role == "lead" for one in self.found):
            return
        for first, after in pairwise((*self._lists, len(self.found))):
            if after - first > (0 if alone else 1) and self.found[first].role == "responsible":
                self.found[first].role = "lead"
