"""Every word of the pages, in Chinese and in English: the reader of ``data/page.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from hongtou.data import load_toml

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def words(lang: Language) -> Mapping[str, str]:
    """The words of a language by key. Shared between callers: read it, never change it.

    Numbers and names are put in with ``format``. Raises ValueError where two parts of the file give a key.

    >>> words("en")["rows_other"].format(n=3)
    '3 tasks'
    >>> words("zh")["rows_other"].format(n=3)
    '3 项任务'
    """
    place = LANGUAGES.index(lang)
    found: dict[str, str] = {}
    for part in load_toml("page.toml").values():
        for key, both in part.items():
            if key in found:
                raise ValueError(f"page.toml gives {key!r} twice")
            found[key] = both[place]
    return found


def counted(lang: Language, key: str, n: int) -> str:
    """The words for a number of things: ``key_one`` for one, else ``key_other``.

    >>> counted("en", "rows", 1), counted("zh", "rows", 1)
    ('1 task', '1 项任务')
    """
    return words(lang)[f"{key}_{'one' if n == 1 else 'other'}"].format(n=n)
