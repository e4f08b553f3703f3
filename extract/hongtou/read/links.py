"""Where a page's links lead: the pages before and after it (上一页, 下一页), and files it has with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hongtou.model import Link

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PAGER = re.compile("[上下]一?页")
_PAGER_WORDS = {"上一页": "previous", "上页": "previous", "下一页": "next", "下页": "next"}
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
_FILE = re.compile(
    r"\.(?:docx?|docm|wps|wpt|xlsx?|xlsm|et|pdf|ofd|rtf|odt|ods|zip|rar|tar|gz|tgz)(?![\w-])", re.IGNORECASE
)
_NOWHERE = ("#", "javascript:", "mailto:")
_LONGEST = 200


LINKING = ("a", "iframe", "embed", "object")
"""Elements that lead elsewhere."""


def _names_file(text: str) -> bool:
    return "." in text and _FILE.search(text) is not None


def pager(links: Sequence[Element], markup: str) -> tuple[str | None, str | None]:
    """Where the links 上一页 and 下一页 lead; a link to nowhere ("#", a script, the page's own place) is none."""
    if "页" not in markup or not _PAGER.search(markup):
        return None, None
    found: dict[str, str] = {}
    for link in links:
        if link.tag != "a":
            continue
        target = (link.get("href") or "").strip()
        words = _NOT_HAN.sub("", "".join(map(str, link.itertext())))
        if words in _PAGER_WORDS and target and not target.startswith(_NOWHERE):
            found.setdefault(_PAGER_WORDS[words], target)
    return found.get("previous"), found.get("next")


def file_links(links: Sequence[Element], markup: str) -> tuple[Link, ...]:
    """The links (and frames) whose address or words end as an office file's name does, or whose words begin with 附."""
    if "附" not in markup and not _FILE.search(markup):
        return ()
    found: dict[str, Link] = {}
    for link in links:
        target = (link.get("href") or link.get("src") or link.get("data") or "").strip()
        if not target or target.startswith(_NOWHERE):
            continue
        printed = "".join(map(str, link.itertext())) if len(link) else link.text or ""
        words = "".join(printed.split())[:_LONGEST] or (link.get("title") or "")[:_LONGEST]
        if words.startswith("附") or _names_file(target) or _names_file(words):
            found.setdefault(target, Link(target, words))
    return tuple(found.values())
