"""The lines near which a header may stand: those that name a column, or begin with what may name one."""

from __future__ import annotations

from hongtou.parse.columns import bare_name, role_of_name, role_signs
from hongtou.parse.lines import Page

LONGEST_NAME = 16
LONGEST_UNNAMED = 6  # a name that no vocabulary has
LONGEST_SPACED = 32  # "完  成  进  度" prints its blanks
FIRST_NAME = 12  # a header in one line has its first blank or comma within this
_DIGITS = frozenset("0123456789")


def lines_of_names(page: Page, start: int) -> tuple[list[int], list[int]]:
    """The short lines that are a column's name by themselves, or end as one that began on the line above; those whose
    first name, if it is one, parts from what follows at a blank or a comma.
    """
    signs = role_signs()
    names, firsts, search = signs.names, signs.firsts, signs.anywhere.search
    naming: list[int] = []
    parting: list[int] = []
    for index in range(start, len(page.words)):
        words = page.words[index]
        length, last = len(words), words[-1]
        ends = last == "。" or last == ";"
        if (
            not ends
            and (length <= LONGEST_NAME or (length <= LONGEST_SPACED and not words.isalnum()))
            and page.firsts[index] not in _DIGITS
            and last != ","
        ):
            bare = words if words.isalnum() else bare_name(words)
            if (bare in names or bare[:1] in firsts or search(bare)) and role_of_name(bare) is not None:
                naming.append(index)
                continue
        if (not ends and "," in words) or " " in words:
            opening = words[:FIRST_NAME]
            if " " in opening or "," in opening:
                parting.append(index)
    return naming, parting
