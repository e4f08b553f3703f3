"""What the cells of a table's row say of a document, by the names of their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from hongtou.data import load_toml

LONGEST = 300
"""Characters of a cell that says something of a document: a longer one is a text."""
_BARE_ADDRESS = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){0,5}\.(?:cn|com|net|org|hk|mo)(?::\d{2,5})?(?:/\S*)?")
"""www.a.example.cn/1.html: a site's list drops what every address begins with."""


@cache
def _names() -> dict[str, str]:
    """Name of a column → what it says of a document."""
    table, labels = load_toml("documents.toml"), load_toml("metadata.toml")
    names = {label: field for field in table for label in labels.get(field, ())}
    return names | {name: field for field, entry in table.items() for name in entry["names"]}


def said_of(columns: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something of the document, the first of each kind that is filled.

    >>> said_of({"Title": "云溪县防汛方案", "备注": "", "链接": "https://a.example/1"})
    {'title': '云溪县防汛方案', 'url': 'https://a.example/1'}
    """
    found: dict[str, str] = {}
    for name, cell in columns.items():
        field = _names().get("".join(c for c in name.lower() if c not in " _-"))
        words = " ".join(cell.split())
        if field and words and len(words) <= LONGEST:
            found.setdefault(field, words)
    return found


def with_url(columns: Mapping[str, str]) -> Mapping[str, str]:
    """The columns, the document's address among them as ``url`` where it has another name.

    >>> with_url({"网址": "www.a.example.cn/1.html"})["url"]
    'http://www.a.example.cn/1.html'
    """
    url = said_of(columns).get("url", "") if not columns.get("url") else ""
    if _BARE_ADDRESS.fullmatch(url):
        url = f"http://{url}"
    return {**columns, "url": url} if url.startswith(("http://", "https://")) else columns
