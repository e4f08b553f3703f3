"""What a finding says, in the reader's language: the reader of ``data/findings.toml``.

The dataset has each message in English. Its Chinese is made of the message's own numbers and words, by the template
that the message fits; what fits none stays as it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from hongtou.data import load_toml
from hongtou.serve.words import Language
from hongtou.write.labels import word_label

_SLOT = re.compile(r"\{(\w+)(!r)?\}")
_LONGEST = 2_000
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""


class Template(NamedTuple):
    """A message: what matches it, which of its slots hold quoted words, and its Chinese."""

    pattern: re.Pattern[str]
    quoted: frozenset[str]
    chinese: str


def said(check: str, message: str, language: Language) -> tuple[str, Language]:
    """The message in a language if that can be, and the language that it is in.

    >>> said("number_jump", "row number 7 follows 5", "zh")
    ('序号 7 接在 5 之后', 'zh')
    >>> said("number_jump", "something else", "zh"), said("number_jump", "row number 7 follows 5", "en")
    (('something else', 'en'), ('row number 7 follows 5', 'en'))
    """
    found = _chinese(check, message) if language == "zh" and len(message) <= _LONGEST else None
    return (message, "en") if found is None else (found, "zh")


def check(word: str, language: Language) -> str:
    """What a check is called.

    >>> check("number_jump", "zh"), check("number_jump", "en")
    ('序号跳号', 'number jump')
    """
    return word_label("Check", word).title if language == "zh" else word.replace("_", " ")


@lru_cache(4096)
def _chinese(check: str, message: str) -> str | None:
    return _of(templates().get(check, ()), message) or _of(templates()["unreadable"], message)


def _of(section: Iterable[Template], message: str) -> str | None:
    for template in section:
        if match := template.pattern.fullmatch(message):
            values = {name: _value(name, words, template) for name, words in match.groupdict().items()}
            return template.chinese.format(**values)
    return None


def _value(name: str, words: str, template: Template) -> str:
    """What is put in: quoted words as they are, a part that has a section of its own in that section's words."""
    if name in template.quoted:
        try:
            return str(ast.literal_eval(words))
        except (SyntaxError, ValueError):  # not written by us: an escape that is none
            return words
    if name in templates():
        return ";".join(_of(templates()[name], part) or part for part in words.split("; "))
    return words


@cache
def templates() -> Mapping[str, tuple[Template, ...]]:
    """The templates by check, or by the name of the slot that they fill."""
    return {
        section: tuple(_template(english, chinese) for english, chinese in entries.items())
        for section, entries in load_toml("findings.toml").items()
    }


def _template(english: str, chinese: str) -> Template:
    pieces, at = [], 0
    for slot in _SLOT.finditer(english):
        pieces += [re.escape(english[at : slot.start()]), f"(?P<{slot[1]}>{_QUOTED if slot[2] else '.+?'})"]
        at = slot.end()
    pattern = re.compile("".join((*pieces, re.escape(english[at:]))), re.DOTALL)
    return Template(pattern, frozenset(name for name, quoted in _SLOT.findall(english) if quoted), chinese)
