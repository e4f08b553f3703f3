"""Markdown → the text that it prints, as programs that save pages write it: headings, bold words, links.

Tables stay as they are: rows of bars are read as those of any text. A text that shows no heading, no bold words and no
table of Markdown's is given back as it is.
"""

from __future__ import annotations

import re

from hongtou.read.tagged import holds_table

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \u3000]+(?=\S)(.*?)[ #]*$", re.MULTILINE)
# |---|:--:|; one hyphen a cell without a colon may be a row of nothing.
_RULE = re.compile(r"^ *\|?(?: *(?::?-{2,}:?|:-:?|-:) *\|)+(?: *(?::?-{2,}:?|:-:?|-:) *)?$", re.MULTILINE)
# **责任单位:**县水利局. Behind a word two stars open nothing: they are a note's mark (县水利局**、县林业局**) or hide a
# name (张**同志、李**同志).
_BOLD = re.compile(r"(?<![^\s|(（【《“:：、,，;；。>#.-])\*\*(?![\s*、,，;；。)）])([^*\n]+?)(?<!\s)\*\*(?!\*)")
# 请于**7月25日前**报送: no mask begins with a figure and ends before a word.
_BOLD_WITHIN = re.compile(r"(?<=[\u4e00-\u9fff])\*\*(?=[\d《“])([^*\n]{2,40}?)\*\*(?=[\u4e00-\u9fff,，。;；、)）])")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:https?:|/|\.|#|mailto:|javascript:)[^()\s]*(?: \"[^\"\n]*\")?\)")
_UNDERLINED = re.compile(r"(?<![\w_])__(?![\s_])([^_\n]+?)(?<!\s)__(?!_)")
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
    text = _BOLD_WITHIN.sub(r"\1", _BOLD.sub(r"\1", text))
    if "__" in text:
        text = _UNDERLINED.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _whole_rows(text)
    text = _QUOTED.sub("", text)
    if "*" in text or "- " in text:
        text = _ITALIC.sub(r"\1", _BULLET.sub("", text))
    if not holds_table(text):
        text = _BREAK.sub(" ", text)
    return _ESCAPED.sub(r"\1", text)


def _whole_rows(text: str) -> str:
    """The text with each row of a table in one line: two blanks end the lines of a cell that has several."""
    if "  \n" not in text:
        return text
    whole: list[str] = []
    bars = 0  # of a row, below the rule under its names
    for line in text.split("\n"):
        if whole and _RULE.fullmatch(line.rstrip()):
            bars = whole[-1].count("|")
        elif not line.strip():
            bars = 0
        elif bars and whole[-1].endswith("  ") and not _RULE.fullmatch(whole[-1].rstrip()):
            last, more = whole[-1].count("|"), line.count("|")
            if last + more <= bars and (last < bars or not more):
                whole[-1] = f"{whole[-1].rstrip()} {line.lstrip()}"
                continue
        whole.append(line)
    return "\n".join(whole)


def _is_markdown(text: str) -> bool:
    return (
        ("#" in text and _HEADING.search(text) is not None)
        or ("*" in text and "**" in text and _BOLD.search(text) is not None)  # a character alone is found faster
        or ("-" in text and ("--" in text or ":-" in text or "-:" in text) and _RULE.search(text) is not None)
    )
