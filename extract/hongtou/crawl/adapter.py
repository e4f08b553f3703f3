"""An adapter: a few lines of Python beside a source's TOML, for what rules cannot say.

The file defines either or both of these functions; what they are given is what hongtou found by itself::

    from hongtou.crawl import Link, Page

    def links(page: Page, found: tuple[Link, ...]):
        \"\"\"The links to follow instead of ``found``.\"\"\"
        for row in page.soup.select("tr[data-id]"):
            yield page.link(f"/doc/{row['data-id']}.html", "circular", words=row.get_text(" ", strip=True))

    def failure(page: Page, status: int, found: str | None) -> str | None:
        \"\"\"Why this answer is none, or None: here the last word.\"\"\"
        return "maintenance" if "系统维护" in page.text else found

It runs with the rights of whoever crawls: it is the user's own code.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast

from hongtou.crawl.links import Link
from hongtou.crawl.page import Page
from hongtou.crawl.source import Source
from hongtou.errors import SourceError, UsageError

__all__ = ["Adapter", "adapted_failure", "adapted_links"]


class Adapter(Protocol):
    """What an adapter's file may define; a function that it does not define leaves things as they are."""

    def links(self, page: Page, found: tuple[Link, ...]) -> Iterable[Link]:
        """The links of a page to follow, given those that the rules found."""

    def failure(self, page: Page, status: int, found: str | None) -> str | None:
        """Why an answer is a failure, given what hongtou says of it."""


@cache
def load_adapter(path: str) -> ModuleType:
    """The adapter of that file, loaded once. Raises UsageError where the file is not there or cannot be loaded."""
    if not Path(path).is_file():
        raise UsageError(f"no adapter {path}: the source's TOML names it, so it must stand beside it")
    spec = importlib.util.spec_from_file_location(f"hongtou_adapter_{Path(path).stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(f"adapter {path} cannot be loaded: {type(error).__name__}: {error}") from error
    if not (callable(getattr(module, "links", None)) or callable(getattr(module, "failure", None))):
        raise UsageError(f"adapter {path} defines neither links(page, found) nor failure(page, status, found)")
    return module


def adapted_links(source: Source, page: Page, found: tuple[Link, ...]) -> tuple[Link, ...]:
    """What the source's adapter makes of the links found; they themselves where it does not say."""
    given = _call(source, "links", page, lambda function: tuple(function(page, found)))
    if given is None:
        return found
    for link in given:
        if not isinstance(link, Link):
            raise SourceError(f"adapter {source.adapter}: links gave {link!r} on {page.url}; it must give Link records")
    return cast(tuple[Link, ...], given)


def adapted_failure(source: Source, page: Page, status: int, found: str | None) -> str | None:
    """What the source's adapter makes of an answer's judgment; that itself where it does not say."""
    module = load_adapter(source.adapter or "")
    if not callable(getattr(module, "failure", None)):
        return found
    reason = _call(source, "failure", page, lambda function: function(page, status, found))
    if reason is not None and not isinstance(reason, str):
        raise SourceError(
            f"adapter {source.adapter}: failure gave {reason!r} on {page.url}; it must give a str or None"
        )
    return reason


def _call(source: Source, name: str, page: Page, call: Callable[[Any], Any]) -> Any:
    function = getattr(load_adapter(source.adapter or ""), name, None)
    if not callable(function):
        return None
    try:
        return call(function)
    except Exception as error:
        raise SourceError(f"adapter {source.adapter} failed on {page.url}: {type(error).__name__}: {error}") from error
