"""The lines near which a header may stand: those that name a column, or begin with what may name one."""

from __future__ import annotations

from hongtou.parse.columns import bare_name, role_of_name, role_signs
from hongtou.parse.lines import Page

LONGEST_NAME = 16
LONGEST_UNNAMED = 6  # a name that no vocabulary has
LONGEST_SPACED = 32  # "完  成  进  度" prints its blanks
FIRST_NAME = 12  # a header in one line has its first blank or comma within this
_DIGITS = frozenset("0123456789")
_NEVER_LAST = frozenset("。;,")


def lines_of_names(page: Page, start: int) -> tuple[list[int], list[int]]:
    """The short lines that are a column's name by themselves, or end as one that began on the line above; those whose
    first name, if it is one, parts from what follows at a blank or a comma.
    """
    signs = role_signs()
    names, firsts, search = signs.names, signs.firsts, signs.anywhere.search
    naming: list[int] = []
    parting: list[int] = []
    said, opening = page.words, page.firsts
    for index in range(start, len(said)):
        words = said[index]
        length = len(words)
        if (
            (length <= LONGEST_NAME or (length <= LONGEST_SPACED and not words.isalnum()))
            and opening[index] not in _DIGITS
            and words[-1] not in _NEVER_LAST
        ):
            bare = words if words.isalnum() else bare_name(words)
            if (bare in names or bare[:1] in firsts or search(bare)) and role_of_name(bare) is not None:
                naming.append(index)
                continue
        if words.find(" ", 0, FIRST_NAME) >= 0 or (
            words.find(",", 0, FIRST_NAME) >= 0 and (words[-1] not in "。;" or " " in words)
        ):
            parting.append(index)
    return naming, parting
