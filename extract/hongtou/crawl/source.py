"""A source: where to begin, which links lead to what, how long to wait; a small TOML file over a shipped style.

See docs/sources.md for the keys with a worked example.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from hongtou.crawl.address import canonical, host_of
from hongtou.errors import MissingHelperError, UsageError

__all__ = ["STYLES", "Expect", "Rule", "Source", "in_folder", "load_source", "plain_source"]

STYLES = ("cms", "catalog", "paged", "feed")
"""The shipped styles: a government CMS, 政府信息公开目录, texts split over pages, RSS/Atom/sitemap."""
_FOLDER = "sources"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which links are of one kind. Without ``select``, ``match`` and ``words`` hongtou judges by itself.

    A link is taken if it stands in (or is) what ``select`` finds, its address holds one of ``match``, its words one of
    ``words``, as far as each is given, and neither address nor words hold one of ``skip``.
    """

    follow: bool = True
    """false: links of this kind lead nowhere."""
    select: tuple[str, ...] = ()
    """CSS selectors, any of them."""
    match: tuple[str, ...] = ()
    """Regular expressions looked for in the absolute address."""
    words: tuple[str, ...] = ()
    """Regular expressions looked for in the link's words."""
    skip: tuple[str, ...] = ()
    """Regular expressions: what address or words must not hold."""
    below: bool = False
    """Only addresses in the folders of the start addresses (lists of other columns are none of ours)."""

    @property
    def said(self) -> bool:
        """Whether the rule says which links are of its kind, rather than leaving it to hongtou."""
        return bool(self.select or self.match or self.words)


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was found on a page when it was saved; ``hongtou source check`` holds it against the page of today."""

    url: str
    page: str
    """The saved page, a file beside the TOML."""
    kind: Literal["list", "circular"] = "list"
    title: str | None = None
    circulars: int = 0
    """Links to circulars on a list page."""
    lists: int = 0
    next: bool = False
    """Whether a next page follows."""
    attachments: int = 0


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One site, or one column of it, to crawl."""

    name: str
    start: tuple[str, ...]
    """Addresses of lists (or feeds) to begin with."""
    title: str = ""
    style: str = "cms"
    hosts: tuple[str, ...] = ()
    """Hosts that may be asked: ``www.yunxi.example``, ``127.0.0.1:8080``, ``*.yunxi.example``; those of ``start``."""
    delay: float | None = None
    """Seconds between two requests to a host; None: the crawl's own. robots.txt may ask for more."""
    charset: str | None = None
    """What the pages really are written in, where the site lies or says nothing."""
    private: bool = False
    """Whether private and loopback addresses may be asked."""
    adapter: str | None = None
    """A Python file beside the TOML (absolute once loaded); see :mod:`hongtou.crawl.adapter`."""
    lists: Rule = Rule()
    circulars: Rule = Rule()
    pages: Rule = Rule()
    """Links to the next page: of a list, or of a circular that is split."""
    attachments: Rule = Rule()
    heading: tuple[str, ...] = ()
    """CSS selectors of a circular's title; without them hongtou looks for it."""
    failures: tuple[str, ...] = ()
    """Regular expressions: a page whose text holds one has failed (this site's own words for it)."""
    expect: tuple[Expect, ...] = ()
    path: str | None = None
    """The TOML file it was read from."""


def load_source(name: str | Path, folder: str | Path = _FOLDER) -> Source:
    """The source of that name in ``folder`` (``NAME.toml``), or of that path.

    Raises UsageError that names the file, the key and what is allowed.
    """
    path = _path_of(name, Path(folder))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    return _checked(table, path)


def in_folder(folder: str | Path) -> str:
    """The option by which a command finds the sources of that folder.

    >>> in_folder("sources"), in_folder("my sites")
    ('', " --dir 'my sites'")
    """
    return "" if str(folder) == _FOLDER else f" --dir {shlex.quote(str(folder))}"


def plain_source(url: str, *, style: str = "cms", private: bool = False) -> Source:
    """A source without a file, that begins at one address: what ``hongtou fetch URL`` crawls.

    >>> plain_source("http://www.yunxi.example/wj/").hosts
    ('www.yunxi.example',)
    """
    table = {"name": host_of(url), "start": [url], "style": style, "private": private}
    return _checked(table, Path(url))


def _path_of(name: str | Path, folder: Path) -> Path:
    """A path as given, else NAME.toml in the folder."""
    given = Path(name)
    if given.suffix == ".toml" or given.is_file():
        if given.is_file():
            return given
        raise UsageError(f"no file {given}: `hongtou source new NAME URL` writes one")
    path = folder / f"{name}.toml"
    if path.is_file():
        return path
    there = ", ".join(sorted(one.stem for one in folder.glob("*.toml"))) or "none"
    new = f"`hongtou source new {name} URL{in_folder(folder)}` writes one"
    raise UsageError(f"no source {str(name)!r} in {folder} (there: {there}): {new}")


@cache
def _style(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("hongtou.crawl").joinpath(f"styles/{name}.toml").read_text(encoding="utf-8"))


def _checked(table: Mapping[str, Any], path: Path) -> Source:
    """A source of its style's table with its own laid over it."""
    style = table.get("style", "cms")
    if style not in STYLES:
        raise UsageError(f"{path}: style {style!r} is none; there are {', '.join(STYLES)}")
    whole: dict[str, Any] = {"name": path.stem, **_style(style)}
    for key, value in table.items():
        below = whole.get(key)
        whole[key] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
    try:
        source = msgspec.convert(whole, Source)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {_plainly(str(error))}") from error
    _refuse(source, path)
    hosts = source.hosts or tuple(dict.fromkeys(host_of(url) for url in source.start))
    adapter = str(path.parent.resolve() / source.adapter) if source.adapter else None
    start = tuple(canonical(url) for url in source.start)
    # Sites that say gb2312 write its superset.
    charset = "gb18030" if source.charset and source.charset.lower().startswith("gb") else source.charset
    source = msgspec.structs.replace(source, hosts=hosts, start=start, charset=charset, adapter=adapter, path=str(path))
    if adapter:
        from hongtou.crawl.adapter import load_adapter

        load_adapter(adapter)
    return source


def _plainly(message: str) -> str:
    """msgspec's words with the key, and for an unknown key those that are known."""
    unknown = re.search(r"unknown field `(\w+)`", message)
    if unknown:
        inner = next((key for key in ("lists", "circulars", "pages", "attachments") if f"$.{key}" in message), None)
        kind = Rule if inner else Expect if "$.expect" in message else Source
        known = [name for name in kind.__struct_fields__ if name != "path"]
        near = get_close_matches(unknown[1], known, 1)
        meant = f": is {near[0]!r} meant?" if near else ";"
        return f"unknown key {unknown[1]!r}{f' in [{inner}]' if inner else ''}{meant} known are {', '.join(known)}"
    return message.replace(" - at `$.", ": at `").replace("Object missing required field", "missing key")


def _refuse(source: Source, path: Path) -> None:
    """What types alone do not tell."""
    if not source.start:
        raise UsageError(f"{path}: start names no address")
    for url in source.start:
        if not url.startswith(("http://", "https://")) or not host_of(url):
            raise UsageError(f"{path}: start {url!r} is no http or https address")
    if source.delay is not None and not 0 <= source.delay < 86_400:
        raise UsageError(f"{path}: delay {source.delay} is no number of seconds from 0 to a day")
    if source.charset:
        try:
            "".encode(source.charset)
        except LookupError as error:
            raise UsageError(
                f"{path}: charset {source.charset!r} is none that Python knows (gb18030, utf-8, big5)"
            ) from error
    for key in ("lists", "circulars", "pages", "attachments"):
        rule: Rule = getattr(source, key)
        for pattern in (*rule.match, *rule.words, *rule.skip):
            _compiles(pattern, f"{path}: [{key}]")
        for selector in rule.select:
            _selects(selector, f"{path}: [{key}]")
    for selector in source.heading:
        _selects(selector, f"{path}: heading")
    for pattern in source.failures:
        _compiles(pattern, f"{path}: failures")


def _compiles(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise UsageError(f"{where}: {pattern!r} is no regular expression: {error}") from error


def _selects(selector: str, where: str) -> None:
    try:
        from cssselect import HTMLTranslator, SelectorError
    except ImportError as error:
        raise MissingHelperError("CSS selectors need cssselect: pip install 'hongtou[crawl]'") from error
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise UsageError(f"{where}: {selector!r} is no CSS selector: {error}") from error
