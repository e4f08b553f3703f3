"""The same page in other bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .frame import Page

_WIDE = str.maketrans({**{chr(c): chr(c + 0xFEE0) for c in range(0x30, 0x3A)}, ",": "，", ":": "：", ";": "；"})
_WIDE_BRACKETS = str.maketrans("()", "（）")


def recoded(page: Page, encoding: str) -> Page:
    """The page in another encoding, which a page of tags declares."""
    words = page.data.decode().replace('charset="utf-8"', f'charset="{encoding}"')
    return page._replace(data=words.encode(encoding))


def with_crlf(page: Page) -> Page:
    """The page with the line ends of DOS."""
    return page._replace(data=page.data.replace(b"\n", b"\r\n"))


def widened(page: Page) -> Page:
    """The page with full-width digits and punctuation in its text."""
    head, body = page.data.decode().split("\n", 1) if page.path.endswith(".txt") else ("", page.data.decode())
    words = body.translate(_WIDE).translate(_WIDE_BRACKETS)
    return page._replace(data=f"{head}\n{words}".lstrip().encode())


OTHER_BYTES: dict[str, Callable[[Page], Page]] = {
    "gb18030": partial(recoded, encoding="gb18030"),
    "bom": partial(recoded, encoding="utf-8-sig"),
    "crlf": with_crlf,
    "full width": widened,
}
