"""Headings between rows whose ordinal stands in the number column: 一 | 经济发展."""

from __future__ import annotations

import re

from msgspec.structs import replace

from hongtou.parse.lines import Line

ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?")
_OPENS = frozenset("(（一二三四五六七八九十")
_LONGEST_ORDINAL = 6
_LONGEST = 20


def is_ordinal_heading(ordinal: str, words: str, after: str) -> bool:
    """Whether these two cells alone, above a row that counts in figures, are a heading.

    >>> is_ordinal_heading("一", "经济发展", "1"), is_ordinal_heading("一", "推进政务公开", "二")
    (True, False)
    """
    plain = len(words) <= _LONGEST and not any(c in words for c in "。;,:")
    return after.isdecimal() and plain and not words.isdecimal() and ORDINAL.fullmatch(ordinal) is not None


def apart(lines: list[Line]) -> tuple[list[Line], list[tuple[int, int]]]:
    """The lines without the ordinals of headings, whose words then say that they are one; where the ordinals stand."""
    if not [
        line
        for line in lines
        if len(line.words) <= _LONGEST_ORDINAL and line.words[0] in _OPENS and ORDINAL.fullmatch(line.words)
    ]:
        return lines, []
    kept: list[Line] = []
    ordinals: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else line
        after = lines[index + 1].words if index + 1 < len(lines) else ""
        if after.isdecimal() and index and is_ordinal_heading(above.words, line.words, after):
            ordinals.append((above.start, above.end))
            kept[-1:] = [replace(line, words=f"{above.words.strip('()（）、.')}、{line.words}")]
        else:
            kept.append(line)
    return kept, ordinals
