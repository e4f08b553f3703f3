"""Words to search for: how a text and a question are made alike, cut into tokens, and found again in the print.

One character is one token, a run of digits or Latin letters is one: so a Chinese word of any length is a phrase of
tokens, found wherever its characters stand side by side, and ``12号`` does not find ``112号``. A blank is print's and
counts for nothing, but between two such runs it parts them: ``DROP TABLE`` are two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from hongtou.data import load_toml
from hongtou.fields.text import fold

_ASCII_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_TOKEN = re.compile(r"[0-9a-z]+|[^0-9a-z\s]")
_YEAR = re.compile(r"\uff08((?:19|20)[0-9]{2})\uff09")
_BRACKETS = {"\uff3b": "〔", "\uff3d": "〕", "【": "〔", "】": "〕"}
_PARTING = re.compile(r"(?<=[0-9a-z])\s+(?=[0-9a-z])")
_BLANK = re.compile(r"\s+")
_WORD = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|([^\s\"“”]+)")
MOST_WORDS, LONGEST = 8, 100
"""Of a question: further words, and what is longer, are left out, and the page says so."""


@cache
def _alike() -> dict[int, str]:
    """Signs to one form (full-width, so that no tokenizer takes them for blanks), letters to small ones."""
    table = load_toml("traditional.toml")
    made = {ord(a): b for a, b in zip(table["traditional"], table["simplified"], strict=True)}
    made |= {ord(c): chr(ord(c) + 0xFEE0) for c in _ASCII_SIGNS}
    made |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
    for printed, plain in _BRACKETS.items():
        made[ord(printed)] = made[ord(printed) - 0xFEE0 if ord(printed) > 0xFF00 else ord(printed)] = plain
    return made


def alike(text: str) -> str:
    """The text as it is compared: folded, simplified script, small letters, brackets of numbers of one kind; one
    character for one, so that offsets hold.

    >>> alike("云政发[2014]12号") == alike("云政发〔２０１４〕12号") == alike("雲政發(2014)12號")
    True
    """
    return _YEAR.sub(r"〔\1〕", fold(text).translate(_alike()))


def tokens(text: str) -> str:
    """The tokens of a text, separated by blanks. Blanks of print count for nothing: 市教 育局 is 市教育局.

    >>> tokens("PPP项 目12.5%"), tokens("5G PLC")
    ('ppp 项 目 12 ． 5 ％', '5g plc')
    """
    return " ".join(_TOKEN.findall(alike(text)))


def _joined(same: str) -> str:
    """A text made alike without blanks, but one wherever a blank parts two runs of digits or letters."""
    return "".join(same[start:end] if start < end else " " for start, end in _runs(same))


def _runs(same: str) -> Iterator[tuple[int, int]]:
    """Where the characters that count stand in a text made alike; (at, at) is a blank that parts."""
    at = 0
    for blank in _BLANK.finditer(same):
        if at < blank.start():
            yield at, blank.start()
        if _PARTING.match(same, blank.start()):
            yield blank.start(), blank.start()
        at = blank.end()
    if at < len(same):
        yield at, len(same)


def words_of(question: str) -> list[str]:
    """The words of a question, as typed, each once; what stands between quotation marks is one word.

    >>> words_of('信访 "投资 项目" 信访 ,')
    ['信访', '投资 项目', ',']
    """
    found = (quoted or plain for quoted, plain in _WORD.findall(question))
    return list(dict.fromkeys(word[:LONGEST] for word in found if tokens(word)))[:MOST_WORDS]


def phrase(word: str) -> str:
    """The word as an FTS5 phrase. No token holds a quotation mark: ``alike`` has no ASCII signs left."""
    return f'"{tokens(word)}"'


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds the words in a text made alike and joined; None without words."""
    pieces = sorted({_joined(alike(word)) for word in words}, key=len, reverse=True)
    if not pieces:
        return None
    edge = "[0-9a-z]"
    closed = (
        (f"(?<!{edge})" if re.match(edge, piece) else "")
        + re.escape(piece)
        + (f"(?!{edge})" if re.match(edge, piece[-1]) else "")
        for piece in pieces
    )
    return re.compile("|".join(closed))


def found(text: str, word: str) -> bool:
    """Whether the word stands in the text: the law that the index is held to.

    >>> found("第112号", "12号"), found("市教 育局", "教育"), found("信访,投资", "信访投资"), found("5G PLC", "5gplc")
    (False, True, False, False)
    """
    made = pattern((word,))
    return bool(made and made.search(_joined(alike(text))))


def lit(text: str, words: Sequence[str], around: int | None = None) -> list[tuple[str, bool]]:
    """The text in pieces, those that were searched for marked; with ``around`` only so many characters before the
    first hit and what follows it, at most five times as many.

    >>> lit("市教 育局办理", ["教育局"])
    [('市', False), ('教 育局', True), ('办理', False)]
    """
    spans = list(_spans(text, words))
    first = max(0, spans[0][0] - around) if spans and around is not None else 0
    last = min(len(text), first + 6 * around) if around is not None else len(text)
    pieces, at = [("…", False)] if first else [], first
    for start, end in spans:
        if start >= last:
            break
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < last:
        pieces.append((text[at:last], False))
    return [*pieces, ("…", False)] if max(at, last) < len(text) else pieces


def _spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    made = pattern(tuple(words))
    if made is None:
        return
    same = alike(text)
    places = [at for start, end in _runs(same) for at in range(start, max(end, start + 1))]
    for match in made.finditer(_joined(same)):
        yield places[match.start()], places[match.end() - 1] + 1
