"""Whether an answer is what was asked for, or a captcha, a login, a page that says there is none.

The words are in ``data/failures.toml``. They prove nothing where a page reads as a circular or as a list of circulars:
one about 登录 and 验证码 is not a failure. A page's whole title does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from hongtou.crawl.classify import documents
from hongtou.crawl.page import Page
from hongtou.crawl.scripts import jumps_to
from hongtou.crawl.shapes import is_title
from hongtou.crawl.shown import Shown, shown
from hongtou.crawl.source import Source
from hongtou.data import load_toml
from hongtou.fields.text import fold

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["judge", "reads_as_circular"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(r"[〔\[［][ ]?(?:19|20)\d\d[ ]?[〕\]］][ ]?\d{1,4}[ ]?号|第[ ]?\d{1,4}[ ]?号")
_ENDS = re.compile("特此(?:公告|通知|通告|通报|函[告复达]|批复|报告|说明)")
_QUOTED = re.compile(r"“[^”\n]{1,40}”|「[^」\n]{1,40}」")  # what a text only speaks of
_ALERT = re.compile(r"""alert\(\s*['"]([^'"\n]{1,200})['"]""")
_FRONT = re.compile(r"/?(?:(?:index|default|main|home)\.\w{2,5})?")
_OFFICE = (b"schemas-microsoft-com", b"Microsoft Word", b"Microsoft Excel", b"MIME-Version")
_SHOWS = ("img", "embed", "object", "iframe", "frame", "canvas", "table")
# What says more of an answer that is an error by its status.
_MORE = ("too_frequent", "captcha", "login", "firewall", "script", "closed")
_LITTLE = 200  # Han characters of its own under which a page may be a notice of failure
_FEW = 60
_TEXT = 2000  # bytes of an answer in words alone, {"msg":"文件不存在"}
_SIGN = 8  # characters of a title at least
_LINE = 100
_LINES = 80


class _Kind(NamedTuple):
    """One kind of failure, as data/failures.toml describes it."""

    name: str
    reason: str
    titles: frozenset[str]
    phrases: re.Pattern[str]


def judge(source: Source, page: Page, status: int) -> str | None:
    """Why an answer is a failure ("http 404", "captcha"…), or None if it is good. Pure.

    A redirect is no failure: where it leads is judged. An adapter has the last word; raises SourceError where it fails.
    """
    reason = _judge(source, page, status)
    if source.adapter:
        from hongtou.crawl.adapter import adapted_failure

        return adapted_failure(source, page, status, reason)
    return reason


def _judge(source: Source, page: Page, status: int) -> str | None:
    if status >= 400:
        told = _told(page, shown(page)) if page.is_html or len(page.body) < _TEXT else None
        return f"http {status}" + (f" ({told.reason})" if told and told.name in _MORE else "")
    if status >= 300 or page.kind not in ("list", "circular", "page", "attachment"):
        return None
    if not page.body.strip():
        return "empty answer"
    for pattern in source.failures:
        match = re.search(pattern, page.text)
        if match:
            return f"the page says {match[0]!r}"
    if not page.is_html:
        told = _told(page, shown(page)) if len(page.body) < _TEXT and page.text else None
        return told.reason if told else None
    return _judge_markup(source, page)


def _judge_markup(source: Source, page: Page) -> str | None:
    words = shown(page)
    file = page.kind == "attachment" and not re.search(r"\.\w?html?$", urlsplit(page.url).path)
    if file and any(sign in page.body[:4096] for sign in _OFFICE):
        return None
    told = _told(page, words)
    if told:
        return told.reason
    if not words.whole.strip():
        return _silent(page)
    if file and len(_HAN.findall(words.own)) < _LITTLE and not _is_circular(words):
        return "a page in place of the file"
    front = page.kind in ("circular", "page") and page.url not in source.start
    if front and _FRONT.fullmatch(urlsplit(page.url).path) and not urlsplit(page.url).query:
        return "not found (the site's front page)"
    return None


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            name,
            table["reason"],
            frozenset(_plain(title) for title in table.get("titles", ())),
            re.compile("|".join(f"(?:{phrase})" for phrase in table["phrases"]), re.MULTILINE),
        )
        for name, table in load_toml("failures.toml").items()
    )


def _plain(words: str) -> str:
    return "".join(fold(words).split()).lower()


def _told(page: Page, words: Shown) -> _Kind | None:
    """The failure that a page tells of: by its whole title, or by its words where it is nothing else."""
    own = len(_HAN.findall(words.own))
    titled = _by_title(words) if own < 2 * _LITTLE and not _NUMBER.search(words.own) else None
    if titled and titled.name != "missing":
        return titled
    if not titled and (own >= _LITTLE or _is_circular(words) or _is_list(page)):
        return None
    # A title that says no more than 系统提示 leaves it to the words below it to say what went wrong.
    return _by_words(page, words) or titled


def _by_title(words: Shown) -> _Kind | None:
    names = {_plain(words.title), _plain(re.split(r"[_|—–]|-{2}|\s-\s", words.title)[0]), _plain(words.head)}
    return next((kind for kind in _kinds() if not kind.titles.isdisjoint(names)), None)


def _by_words(page: Page, words: Shown) -> _Kind | None:
    """The first kind with a phrase on the page, in an alert that it opens, or of which it has the form.

    Words of links (用户登录 in a menu) count only where there are few.
    """
    few = len(_HAN.findall(words.whole)) < _FEW
    alerts = "\n".join(_plain(alert[1]) for alert in _ALERT.finditer(page.text)) if few else ""
    text = f"{_plain(words.title)}\n{_plain(words.whole if few else words.unlinked)}\n{alerts}"
    text = _QUOTED.sub("", text)
    sent_on = jumps_to(page) is not None
    for kind in _kinds():
        if kind.phrases.search(text) and not (sent_on and kind.name == "script"):
            return kind
    locked = few and page.tree is not None and any(_is_password(box) for box in page.tree.iter("input"))
    return next(kind for kind in _kinds() if kind.name == "login") if locked else None


def _is_password(box: Element) -> bool:
    return (box.get("type") or "").lower() == "password"


def reads_as_circular(words: Shown) -> bool:
    """Whether a page has words of its own, outside of links, that are a circular's, or too many to be none's."""
    return _is_circular(words) or len(_HAN.findall(words.own)) >= _LITTLE


def _is_circular(words: Shown) -> bool:
    """A number, words that a circular ends with, or a line of its own or a title that reads as a circular's."""
    if _NUMBER.search(words.own) or _ENDS.search(words.own):
        return True
    title = re.split(r"[_|—–]|-{2}", "".join(words.title.split()))[0]
    lines = [*words.own.split("\n")[:_LINES], title]
    return any(len(line) >= _SIGN and len(line) < _LINE and is_title(line) for line in lines)


def _is_list(page: Page) -> bool:
    return page.kind == "list" and page.tree is not None and len(documents(page.anchors, page.url)) >= 2


def _silent(page: Page) -> str | None:
    """A page that shows no word: one that sends its reader on, a picture, or nothing without a browser."""
    if jumps_to(page) or (page.tree is not None and next(page.tree.iter(*_SHOWS), None) is not None):
        return None
    challenge = load_toml("failures.toml")["script"]
    if any(re.search(pattern, page.text) for pattern in challenge["markup"]):
        reason: str = challenge["reason"]
        return reason
    return "nothing but scripts (needs a browser)" if "<script" in page.text.lower() else "empty page"
