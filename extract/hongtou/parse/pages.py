"""How much of the circular is here: the page numbers a republisher printed, and words that say text is missing."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from hongtou.data import load_toml
from hongtou.model import Document, Finding, Source, Table
from hongtou.parse.lines import Line, Page

# 第 [1] 页 共[2]页, 共2页 第1页, 第1/2页, 页次:1/2页
_PAGES = re.compile(
    r"第\s*\[?\s*(\d{1,4})\s*\]?\s*页\s*[,/]?\s*共\s*\[?\s*(\d{1,4})\s*\]?\s*页"
    r"|共\s*(\d{1,4})\s*页\s*[,/]?\s*第\s*(\d{1,4})\s*页|(?:第|页次\s*:)\s*(\d{1,4})\s*/\s*(\d{1,4})\s*页"
)
# A link that leads to another page of the same text, not to another text: notice_2.html, ?page=2, index_1.shtml.
_PAGE_NAME = re.compile(r"[_-](?:p|page)?\d{1,3}\.\w{2,6}$|[?&](?:p|page|pn|pageno)=\d{1,3}(?:&|$)", re.IGNORECASE)

_OPEN = ",、《(“"  # what no text ends with
_PAIRS = ("()", "〔〕", "【】", "《》", "“”")
_SENTENCE = 20
_PARAGRAPH = 40
_AROUND = 24  # characters around a 页 in which its count stands


@cache
def _partial() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Literals that every such phrase holds one of, and the phrases."""
    table = load_toml("furniture.toml")["truncated"]
    return tuple(table["needs"]), re.compile("|".join(f"(?:{form})" for form in table["forms"]))


def read_pages(page: Page, document: Document) -> tuple[Source, bool, list[Finding]]:
    """The source with its page numbers, whether the text is complete, and the findings that say why not."""
    folded, source = page.text.folded, document.source
    notes: list[Finding] = []
    limited = any(finding.check == "limit_hit" for finding in document.findings)  # what follows from it needs no word
    printed = [one for one in _printed(folded) if not _is_between_rows(page, one[2])]
    if printed:
        count = printed[-1][1]
        here = sorted({page for page, pages, _ in printed if pages == count})
        source = msgspec.structs.replace(source, page=here[0] if len(here) == 1 else None, page_count=count)
        if len(here) < count:
            which = f"page {here[0]}" if len(here) == 1 else f"pages {', '.join(map(str, here))}"
            notes.append(_truncated(f"this is {which} of {count}; the other pages are not in this text", printed[0][2]))
    if not notes:
        needs, partial = _partial()
        said = None if page.signs.isdisjoint(needs) else partial.search(folded)
        if said:
            notes.append(_truncated(f"the page says that it shows only a part: {said[0]!r}", said))
        elif not limited and (last := _last(page)) and _breaks_off(last.words):
            message = f"the text breaks off in a sentence: …{last.words[-20:]!r}"
            notes.append(
                Finding(check="source_truncated", severity="warning", message=message, start=last.start, end=last.end)
            )
        elif not printed:
            notes += [_linked(way, link) for way, link in _links(document) if _PAGE_NAME.search(link)]
    complete = not notes and not limited
    if not folded.strip() and not limited:
        notes.append(Finding(check="empty_document", severity="error", message="the document holds no text"))
    return source, complete, notes


def _printed(folded: str) -> list[tuple[int, int, re.Match[str]]]:
    """Every (page, of how many) that the text prints, looked for around each 页 only."""
    found = []
    at, end = folded.find("页"), 0
    while at >= 0:
        match = _PAGES.search(folded, max(end, at - _AROUND), at + _AROUND)
        if match:
            page, count = (
                (match[1], match[2]) if match[1] else (match[4], match[3]) if match[3] else (match[5], match[6])
            )
            if 0 < int(page) <= int(count):
                found.append((int(page), int(count), match))
            end = match.end()
        at = folded.find("页", max(at + 1, end))
    return found


def _is_between_rows(page: Page, printed: re.Match[str]) -> bool:
    """Whether a page's number stands in a table whose rows go on below it: a sheet set for print has all its pages."""
    tables = (item for item in page.items if isinstance(item, Table) and item.start <= printed.start() < item.end)
    return any(not page.text.folded[printed.end() : table.end].isspace() for table in tables)


def _last(page: Page) -> Line | None:
    return next((line for line in reversed(page.lines) if not line.noise), None)


def _breaks_off(words: str) -> bool:
    """Whether the last paragraph ends within its sentence, also in a bracket that a long one leaves open: (A、B按职责.
    A short line lacks its bracket by a slip of print: (联系人:王某.
    """
    if words[-1] in _OPEN:
        return len(words) >= _SENTENCE
    return (
        len(words) >= _PARAGRAPH
        and "\u3400" <= words[-1] <= "\u9fff"
        and any(words.rfind(pair[0]) > words.rfind(pair[1]) for pair in _PAIRS)
    )


def _links(document: Document) -> list[tuple[str, str]]:
    links = (("previous", document.previous_page), ("next", document.next_page))
    return [(way, link) for way, link in links if link]


def _linked(way: str, link: str) -> Finding:
    message = f"the page links to a {way} page, {link!r}, that is not here"
    return Finding(check="source_truncated", severity="warning", message=message)


def _truncated(message: str, match: re.Match[str]) -> Finding:
    return Finding(check="source_truncated", severity="warning", message=message, start=match.start(), end=match.end())
