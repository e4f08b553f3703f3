"""文种: the genre a title names with its last word.

党政机关公文处理工作条例 (2012), 第八条, lists fifteen; 国家行政机关公文处理办法 (2000), 第九条, thirteen.
措施, 方案 and 办法 are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from hongtou.data import any_of, load_toml
from hongtou.fields.numbers import find_numbers
from hongtou.fields.text import fold
from hongtou.model.vocabulary import Genre

# (试行), (云政办函〔2009〕1号), 〔2009〕1号 after the title; brackets nest once.
_TRAILING = re.compile(r"(?:\((?:[^()]|\([^()]{0,80}\)){0,120}\)|[〔\[][^〔〕\[\]]{0,40}[〕\]])$")
_CLOSING = '。.,;:》〉>”"』」!'


@cache
def _genres() -> tuple[re.Pattern[str], tuple[str, ...]]:
    data: dict[str, Any] = load_toml("genres.toml")
    return re.compile(rf"(?:{any_of({*data['y2012'], *data['y2000']})})$"), tuple(data["not_genres"])


def genre_of(title: str) -> Genre | None:
    """The genre of a circular with this title, or None where its last word is no genre.

    >>> genre_of("青岩市人民政府办公室关于做好防汛工作的紧急通知(青政办电〔2016〕3号)")
    '通知'
    >>> genre_of("白石县燃气管理办法") is None
    True
    """
    words = re.sub(r"\s+", "", fold(title)).rstrip(_CLOSING)
    while shorter := _TRAILING.search(words):
        words = words[: shorter.start()].rstrip(_CLOSING)
    if words.endswith("号") and (numbers := find_numbers(words)) and numbers[-1].end == len(words):
        words = words[: numbers[-1].start] or numbers[-1].number_kind or ""
    pattern, not_genres = _genres()
    found = pattern.search(words)
    if found is None or words.endswith(not_genres):
        return None
    return cast(Genre, found[0])
