"""How much of the circular is here: the page numbers a republisher printed, and words that say text is missing."""

from __future__ import annotations

import re

import msgspec

from hongtou.data import load_toml
from hongtou.model import Finding, Source
from hongtou.parse.lines import Page

_PAGES = re.compile(r"第\s*\[?\s*(\d{1,4})\s*\]?\s*页\s*[,/]?\s*共\s*\[?\s*(\d{1,4})\s*\]?\s*页")


def read_pages(page: Page, source: Source) -> tuple[Source, bool, list[Finding]]:
    """The source with its page numbers, whether the text is complete, and the findings that say why not."""
    folded = page.text.folded
    notes: list[Finding] = []
    match = _PAGES.search(folded) if "共" in folded else None
    if match:
        number, count = int(match[1]), int(match[2])
        source = msgspec.structs.replace(source, page=number, page_count=count)
        if count > 1:
            notes.append(_truncated(f"this is page {number} of {count}; the other pages are not here", match))
    if not notes:
        for form in load_toml("furniture.toml")["truncated"]:
            said = re.search(form, folded)
            if said:
                notes.append(_truncated(f"the page says that it shows only a part: {said[0]!r}", said))
                break
    complete = not notes
    if not folded.strip():
        notes.append(Finding(check="empty_document", severity="error", message="the document holds no text"))
    return source, complete, notes


def _truncated(message: str, match: re.Match[str]) -> Finding:
    return Finding(check="source_truncated", severity="warning", message=message, start=match.start(), end=match.end())
