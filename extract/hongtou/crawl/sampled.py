"""The first circulars of a list, looked at: whether a source still reads the pages that its lists lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hongtou.crawl.check import Seen, look
from hongtou.crawl.links import Link
from hongtou.crawl.shapes import is_title
from hongtou.crawl.shown import shown
from hongtou.crawl.source import Source
from hongtou.crawl.visit import Came
from hongtou.fields.numbers import find_numbers

__all__ = ["Sampled", "check_sampled", "number_on", "sampled"]

_HEAD = 600
"""Characters of a page in which its own number stands, before those that it cites."""


class Sampled(NamedTuple):
    """What came for one circular of a list."""

    link: Link
    seen: Seen | None
    """None where nothing came."""
    reason: str
    """Why it is no circular; "" where it is one as far as can be told."""


def sampled(source: Source, found: Seen, came: Mapping[str, Came]) -> list[Sampled]:
    """The circulars of a list, ``found``, for which something came or should have."""
    looked = []
    for link in found.links:
        if link.kind == "circular" and link.url in came:
            page, status, reason = came[link.url]
            if page is None:
                looked.append(Sampled(link, None, reason))
                continue
            page.kind, page.charset = "circular", source.charset
            seen = look(source, page, status)
            looked.append(Sampled(link, seen, seen.failure or ""))
    return looked


def check_sampled(looked: Sequence[Sampled]) -> list[str]:
    """What is wrong with the circulars of a list, a sentence: none came, or none has a title. One of them may fail."""
    whole = [one for one in looked if not one.reason]
    if looked and not whole:
        reasons = "; ".join(dict.fromkeys(one.reason for one in looked))
        return [f"none of its circulars came ({len(looked)} asked for): {reasons}"]
    titles = Counter(one.seen.title for one in whole if one.seen)
    if whole and not any(_is_titled(one, titles) for one in whole):
        shows = "; ".join(repr(title) for title in titles if title) or "nothing"
        return [f"no title on its circulars ({len(whole)} looked at; they show {shows}): the layout changed"]
    return []


def _is_titled(one: Sampled, titles: Counter[str | None]) -> bool:
    """Whether a page shows the title that the list gives it, or one that reads as a title and that no other shows:
    without its title a page still shows the site's name, or words of what it recommends.
    """
    title = one.seen.title if one.seen else None
    if not title:
        return False
    plain, words = ("".join(text.split()) for text in (title, one.link.words.rstrip("….")))
    return (bool(words) and (words in plain or plain in words)) or (is_title(plain) and titles[title] == 1)


def number_on(seen: Seen) -> str:
    """The first document number at the head of a page, normalized; "" where there is none."""
    numbers = find_numbers(shown(seen.page).own[:_HEAD])
    return numbers[0].normalized if numbers else ""
