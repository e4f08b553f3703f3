"""Several circulars on one page, as gazettes (公报) and collections print them: the head is read of the first."""

from __future__ import annotations

import re

from hongtou.fields.numbers import scan_numbers
from hongtou.model import Finding
from hongtou.parse.addressees import ends_addressees
from hongtou.parse.header import Header
from hongtou.parse.lines import Line, Page
from hongtou.parse.title_words import ends_title

_HEAD = 8  # lines from a number to the addressees of its circular
_BESIDE = 4


def check_several(page: Page, header: Header) -> list[Finding]:
    """A finding where below the foot a number of the same organ stands alone between a title and addressees again: a
    list of circulars has no addressees, and what is forwarded is another organ's.
    """
    code = header.number.issuer_code if header.number else None
    if not header.number or not code or header.body_end >= len(page.lines):
        return []
    own, lines = header.number.normalized, page.lines
    first: Line | None = None
    seen = {own}
    for index in page.holding(code):
        if index < header.body_end:
            continue
        found = scan_numbers(page.text, lines[index].start, lines[index].end)
        if len(found) == 1 and found[0].normalized not in seen and found[0].issuer_code == code:
            rest = len(lines[index].words) - (found[0].end - found[0].start)
            if rest <= 2 and _heads_a_circular(lines, index) and not _is_annexed(lines, index):
                seen.add(found[0].normalized)
                first = first or lines[index]
    if first is None:
        return []
    message = f"{len(seen)} circulars stand in the text, the second from {first.words!r} on; the head is the first's"
    return [Finding(check="several_circulars", severity="warning", message=message, start=first.start, end=first.end)]


def _is_annexed(lines: tuple[Line, ...], index: int) -> bool:
    """Whether 附件 stands alone right above the title: an organ annexes a circular of its own."""
    return any(_ANNEX.fullmatch(line.words) for line in lines[max(0, index - _BESIDE) : index] if line.words[0] == "附")


_ANNEX = re.compile(r"附件?[ ]?[\d一二三四五六七八九十]{0,3}[ ]?:?")


def _heads_a_circular(lines: tuple[Line, ...], index: int) -> bool:
    """Whether the number in this line stands between a title, above it or below, and addressees."""
    around = lines[max(0, index - _BESIDE) : index + _BESIDE]
    if not any(ends_title(line.bare) for line in around):
        return False
    return any(ends_addressees(line.words) for line in lines[index + 1 : index + _HEAD] if not line.noise)
