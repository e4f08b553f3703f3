"""Markdown → the text that it prints, as programs that save pages write it: headings, bold words, links.

Tables stay as they are: rows of bars are read as those of any text. A text that shows no heading, no bold words and no
table of Markdown's is given back as it is.
"""

from __future__ import annotations

import re

from hongtou.read.tagged import holds_table

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \u3000]+(?=\S)(.*?)[ #]*$", re.MULTILINE)
_RULE = re.compile(r"^ *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$", re.MULTILINE)
# **责任单位:**县水利局. Behind a word two stars open nothing: they are a note's mark (县水利局**、县林业局**) or hide a
# name (张**同志、李**同志).
_BOLD = re.compile(r"(?<![^\s|(（【《“:：、,，;；。>#.-])\*\*(?![\s*、,，;；。)）])([^*\n]+?)(?<!\s)\*\*(?!\*)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:https?:|/|\.|#|mailto:)[^()\s]*(?: \"[^\"\n]*\")?\)")
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_ESCAPED = re.compile(r"\\([.\-*_#()\[\]|])")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ITALIC = re.compile(
    r"(?<![^\s|(（【《“:：、,，;；。>#.-])\*(?![\s*、,，;；。)）])([^*\n]{1,80})(?<!\s)\*(?![^\s|,，;；。、)）])"
)
_BULLET = re.compile(r"^ {0,8}[-*+] +(?=[^\s\d-])", re.MULTILINE)


def unmarked(text: str) -> str:
    r"""The text without the marks.

    >>> unmarked("# 关于修渠的通知\n**责任单位:**县水利局")
    '关于修渠的通知\n责任单位:县水利局'
    """
    if not _is_markdown(text):
        return text
    text = _HEADING.sub(r"\1", text)
    text = _BOLD.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _QUOTED.sub("", text)
    if "*" in text or "- " in text:
        text = _ITALIC.sub(r"\1", _BULLET.sub("", text))
    if not holds_table(text):
        text = _BREAK.sub(" ", text)
    return _ESCAPED.sub(r"\1", text)


def _is_markdown(text: str) -> bool:
    return (
        ("#" in text and _HEADING.search(text) is not None)
        or ("*" in text and "**" in text and _BOLD.search(text) is not None)  # a character alone is found faster
        or ("-" in text and "---" in text and _RULE.search(text) is not None)
    )
