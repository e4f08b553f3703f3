"""A first source for a site, guessed from one of its pages: TOML, test and the page itself, written together."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from hongtou.crawl.address import host_of, join
from hongtou.crawl.anchors import Anchor
from hongtou.crawl.check import Seen, expect_of, look
from hongtou.crawl.classify import MANY, documents
from hongtou.crawl.feeds import entries
from hongtou.crawl.page import Kind, Page
from hongtou.crawl.sampled import number_on
from hongtou.crawl.shapes import is_document, is_list, is_title
from hongtou.crawl.shown import select, shown
from hongtou.crawl.source import Expect, Source, plain_source
from hongtou.errors import InputError, UsageError
from hongtou.read.decode import declared_encoding

__all__ = ["Draft", "draft", "write"]

_NAME = re.compile(r"[\w-]{1,60}")
_TOKEN = re.compile(r"-?[A-Za-z_][\w-]*")
_PAGED = re.compile(r"第\s*\[?\s*\d+\s*\]?\s*页\s*[,/，]?\s*共\s*\[?\s*\d+\s*\]?\s*页")
_LAW = re.compile("法规|法律|律师|法搜|lawinfo")


class Draft(NamedTuple):
    """A source and what was guessed of it."""

    name: str
    source: Source
    seen: Seen
    expect: Expect
    guesses: tuple[str, ...]
    """Each a sentence."""
    selector: str | None
    """CSS that finds the very links to circulars that were found without it."""
    beside: Seen | None = None
    """A circular of the list, to be saved beside it."""

    @property
    def kept(self) -> list[tuple[Seen, Expect]]:
        """The pages to save, and what is found on each."""
        kept = [(self.seen, self.expect)]
        return [*kept, (self.beside, expect_of(self.beside, f"{self.name}-circular.html"))] if self.beside else kept


def draft(
    name: str,
    page: Page,
    style: str | None = None,
    *,
    status: int = 200,
    private: bool = False,
    circulars: Sequence[Page] = (),
) -> Draft:
    """Guess a source from a page of its site; ``page.kind`` is guessed too. The first of the list's ``circulars`` that
    is one by the source's rules is kept beside it. Raises UsageError for an odd name, InputError where the page is a
    failure or leads to nothing.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a source: letters, digits, _ and - make one")
    kind = _kind(page)
    page.kind = kind
    guesses = [f"kind: this page is {'a list' if kind == 'list' else 'a circular'}"]
    style = style or _style(page, guesses)
    start = page.url if kind == "list" else _list_of(page, guesses)
    charset = _charset(page, guesses)
    page.charset = charset
    source = plain_source(start, style=style, private=private)
    title = " ".join(shown(page).title.split())[:80]
    source = msgspec.structs.replace(source, name=name, title=title, charset=charset)
    source, seen = _looked(source, page, status, guesses)
    leads = seen.counts["circular"] or (entries(page) is not None and seen.counts["list"])
    if not (leads if kind == "list" else _reads_as_circular(seen)):
        none = "" if kind == "list" else " and reads as none"
        raise InputError(
            f"{page.url} leads to no circular that hongtou can tell{none}: give a list page, or write an adapter"
        )
    suffix = ".xml" if entries(page) is not None else ".html"
    selector = _selector(page, seen) if kind == "list" else None
    beside = _beside(source, circulars) if kind == "list" else None
    if beside:
        guesses.append(f"an example of its circulars: {beside.page.url}, {beside.title}")
    return Draft(name, source, seen, expect_of(seen, name + suffix), tuple(guesses), selector, beside)


def _looked(source: Source, page: Page, status: int, guesses: list[str]) -> tuple[Source, Seen]:
    """The source with the hosts that its page leads to, and the page as it is seen by them."""
    seen = look(source, page, status)
    if seen.failure:
        raise InputError(f"{page.url} is no page to begin with: {seen.failure}")
    source = msgspec.structs.replace(source, hosts=_hosts(source, seen, guesses))
    return source, look(source, page, status)


def _beside(source: Source, circulars: Sequence[Page]) -> Seen | None:
    """The first page that is no failure and has a title."""
    for page in circulars:
        page.kind, page.charset = "circular", source.charset
        seen = look(source, page)
        if seen.title and not seen.failure:
            return seen
    return None


def _kind(page: Page) -> Kind:
    """A list leads to two documents or more; a page with a document's address must lead to many, or they are 上一篇 and
    what else stands below a circular.
    """
    page.kind = "list"
    if entries(page) is not None:
        return "list"
    least = MANY if is_document(page.url) and not is_list(page.url) else 2
    return "list" if len(documents(page.anchors, page.url)) >= least else "circular"


def _reads_as_circular(seen: Seen) -> bool:
    """Whether a page that is no list shows a title, and that it is of a circular: its address or its number says so, or
    the title itself where the address is no list's (信息公开目录, which only a script fills).
    """
    url, title = seen.page.url, seen.title or ""
    said = is_document(url) or number_on(seen) or (is_title("".join(title.split())) and not is_list(url))
    return bool(title and said)


def _style(page: Page, guesses: list[str]) -> str:
    words = shown(page)
    if entries(page) is not None:
        style, why = "feed", "it is a feed or a site map"
    elif _PAGED.search(words.whole) and page.kind == "circular":
        style, why = "paged", "it prints which of how many pages it is"
    elif _LAW.search(words.title) and "政府" not in words.title:
        style, why = "paged", "its title names a legal-information site"
    elif re.search(r"索\s*引\s*号|信息公开目录", words.whole):
        style, why = "catalog", "it has 索引号 or calls itself 信息公开目录"
    else:
        style, why = "cms", "nothing says otherwise"
    guesses.append(f"style {style}: {why}")
    return style


def _list_of(page: Page, guesses: list[str]) -> str:
    """The list that a circular is of: the last of the way to it (当前位置:首页>政府文件), else its folder."""
    ways = [a.url for a in page.anchors if a.furniture and is_list(a.url) and urlsplit(a.url).path.count("/") > 1]
    near = [url for url in ways if page.url.startswith(url.rpartition("/")[0] + "/")]
    start = near[-1] if near else join(page.url, "./") or page.url
    guesses.append(
        f"start: {start}, {'which the page names as its column' if near else 'its folder'}; see that it is right"
    )
    return start


def _charset(page: Page, guesses: list[str]) -> str | None:
    """What the page is really written in, where it says something else: the source then says so for all pages."""
    declared = declared_encoding(page.body)
    real = page.encoding
    if declared is None or declared == real or not page.text or page.text.isascii():
        return None
    guesses.append(f"charset {real}: the page says {declared} and is not")
    return real


def _hosts(source: Source, seen: Seen, guesses: list[str]) -> tuple[str, ...]:
    """The start's host, and those of the same domain that its circulars and files are on."""
    hosts = list(source.hosts)
    for link in seen.links:
        host = host_of(link.url)
        if host not in hosts and _domain(host) == _domain(hosts[0]):
            hosts.append(host)
            guesses.append(f"host {host}: {link.kind}s are there")
    strange = sorted({host_of(link.url) for link in seen.links} - set(hosts))
    if strange:
        guesses.append(f"left out as other sites' (add to hosts what you want): {', '.join(strange)}")
    return tuple(hosts)


def _domain(host: str) -> str:
    """yunxi.example of www.yunxi.example; an address of numbers is its own."""
    if re.fullmatch(r"[\d.]+|.*:.*", host):
        return host
    labels = host.split(".")
    short = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in ("gov", "com", "org", "net", "edu", "ac")
    return ".".join(labels[-3 if short else -2 :])


def _selector(page: Page, seen: Seen) -> str | None:
    """The shortest of a few selectors of classes and ids that finds the circulars and nothing else."""
    wanted = {link.url for link in seen.links if link.kind == "circular"}
    found = [a for a in page.anchors if a.url in wanted and a.tag == "a"]
    if not found or find_spec("cssselect") is None:
        return None
    for candidate in _candidates(found[0]):
        elements = set(select(page, candidate))
        if {a.url for a in page.anchors if a.element in elements} == wanted:
            return candidate
    return None


def _candidates(anchor: Anchor) -> list[str]:
    """``ul.list a``, ``#rows a``, ``div.card a``: an ancestor that has a name, from the nearest out."""
    candidates = []
    for above in anchor.element.iterancestors():
        if above.tag in ("body", "html"):
            break
        named = above.get("id") or ""
        if _TOKEN.fullmatch(named):
            candidates.append(f"#{named} a")
        classes = [token for token in (above.get("class") or "").split() if _TOKEN.fullmatch(token)]
        candidates += [f"{above.tag}.{token} a" for token in classes]
    return candidates


def write(made: Draft, folder: Path, *, force: bool = False) -> list[Path]:
    """Write NAME.toml, the pages and test_NAME.py into a folder; their paths. Raises UsageError where one is there."""
    bodies = {f"{made.name}.toml": _toml(made).encode()}
    bodies |= {expect.page: seen.page.body for seen, expect in made.kept}
    bodies[f"test_{made.name.replace('-', '_')}.py"] = _test(made).encode()
    there = [str(folder / name) for name in bodies if (folder / name).exists()]
    if there and not force:
        verb, them = ("is", "it") if len(there) == 1 else ("are", "them")
        raise UsageError(
            f"{', '.join(there)} {verb} there already: choose another name, or --force to write {them} anew"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    return [folder / name for name in bodies]


def _said(value: object) -> str:
    """A TOML value; JSON's strings and lists are TOML's."""
    return json.dumps(value, ensure_ascii=False)


def _toml(made: Draft) -> str:
    source, expect = made.source, made.expect
    lines = [f"# Written by `hongtou source new {made.name}`, guessed from one page; the keys are in docs/sources.md."]
    lines += [f"# {guess}" for guess in made.guesses]
    for key in ("title", "style", "start", "hosts", "charset", "private"):
        value = getattr(source, key)
        if value:
            lines.append(f"{key} = {_said(value)}")
    lines += ["# delay = 5.0  # seconds between two requests; robots.txt may ask for more", "", "[circulars]"]
    if made.selector:
        lines += [
            f"# Finds the same {expect.circulars} links. Without its # nothing else is taken, on any list:",
            f"# select = {_said([made.selector])}",
        ]
    lines += ["", "# What was found on the saved page: `hongtou source check` holds the site against it."]
    for _, one in made.kept:
        lines.append("[[expect]]")
        facts = msgspec.structs.asdict(one).items()
        lines += [f"{key} = {_said(value)}" for key, value in facts if value or key in ("url", "page", "kind")]
    return "\n".join(lines) + "\n"


def _test(made: Draft) -> str:
    return f'''"""The source {made.name} reads what is saved beside it as it did when it was written."""

from pathlib import Path

from hongtou.crawl.check import check_saved


def test_the_saved_page_is_read_as_before() -> None:
    assert check_saved(Path(__file__).with_name("{made.name}.toml")) == []
'''
