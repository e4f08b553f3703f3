"""Orders (命令, 令): their masthead names the organ and the kind; what they issue has the name that is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.model import Value
from hongtou.parse.foot import Foot
from hongtou.parse.headlines import HeadLine
from hongtou.parse.lines import Page
from hongtou.parse.title import Title

_MASTHEAD = re.compile(r"[\u3007\u3400-\u9fff()、]{2,60}令(?:\(?(?:\d{4}年)?第?\d{1,4}号\)?)?")
# 《…规定》已经…通过,现予公布; 现公布《…规定》.
_ISSUED = re.compile(
    r"(?P<verb>[公发颁]布)?《(?P<name>[^《》]{4,80})》(?(verb)|[^《》。]{0,60}(?:公布|发布|施行|颁布|通过))"
)
_KINDS = ("令", "公告")
_ANNOUNCEMENT = re.compile(r"[\u3400-\u9fff()（）]{2,40}(?:代表大会|常务委员会|人大常委会|人大|大会)公告.{0,12}")
_NOTES = re.compile(r"[(（][^()（）]{1,20}[)）]$")
_BELOW = 12  # lines from the foot of the order in which what it issues begins


def issued_title(page: Page, title: Title | None, first: int, foot: Foot) -> Value | None:
    """The line below an order's foot, or above its masthead as legal mirrors print it, that is the name of what its
    sentence issues; so of the announcement of a congress, above it alone. None where there is none such.
    """
    if title is None or title.first < 0 or not title.value.text.rstrip("号0123456789第（） ()").endswith(_KINDS):
        return None
    if not (is_order := _MASTHEAD.fullmatch(_bare(title.value.reading)) is not None) and not _announces(title):
        return None
    last = min(foot.body_end, len(page.lines))
    said = next((m for line in page.lines[first:last] if (m := _ISSUED.search(line.words))), None)
    if said is None:
        return None
    name = _plain(said["name"])
    below = page.lines[last : last + _BELOW] if is_order else ()
    for line in (*below, *page.lines[: title.first]):
        if not line.noise and _plain(line.words) == name:
            return page.text.value(line.start, line.end)
    return None


def _announces(title: Title) -> bool:
    """Whether a title is the masthead of an announcement by a congress, which is how local statutes are issued."""
    return _ANNOUNCEMENT.fullmatch(_bare(title.value.reading)) is not None


def issues(page: Page, title: Title) -> bool:
    """Whether a sentence above a title says that it is what an order issues."""
    above = page.lines[max(0, title.first - _BELOW) : title.first]
    said = [m["name"] for line in above if line.words[0] in "《现" and (m := _ISSUED.search(line.words))]
    if not said:
        return False
    name = "".join(page.text.folded[start:end] for start, end in title.value.spans)
    return _plain(name) in map(_plain, said)


def issued_below(page: Page, title: Title, heads: Sequence[HeadLine]) -> Title | None:
    """The line of the order right below the title of what it issues (云溪省人民政府令第3号), as in legal mirrors."""
    for index in range(title.last + 1, min(title.last + _NEAR, len(heads))):
        number = heads[index].number
        if number and number.normalized.rstrip("号0123456789年第").endswith("令"):
            said = page.lines[index + 1 : index + _NEAR]
            name = "".join(page.text.folded[start:end] for start, end in title.value.spans)
            names = [m["name"] for line in said if line.words[0] in "《现" and (m := _ISSUED.search(line.words))]
            return Title(page.joined(index, index), index, index) if _plain(name) in map(_plain, names) else None
    return None


_NEAR = 4


def _plain(words: str) -> str:
    """The name without blanks and the marks of titles in it, and without (修订) behind it."""
    return _NOTES.sub("", _bare(words).translate(_MARKS))


_MARKS = dict.fromkeys(map(ord, "《》〈〉<>"))


def _bare(words: str) -> str:
    return "".join(words.split())
