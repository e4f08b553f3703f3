"""Plain texts whose lines were cut at one width (printed to a file, copied from a page): the cuts are no line ends.

Such a text shows by its lines: none is longer than a printed line, and most that are long at all are equally long and
end in the middle of a sentence, which ends on a line below.
"""

from __future__ import annotations

import re

from hongtou.read.glyphs import is_wide

_NARROWEST, WIDEST = 40, 124  # half-widths of a full line: 20 to 62 characters
_SHORT = 4  # half-widths that a full line may lack: a mark that must not open the next one, half a word
FEWEST = 4  # full lines that end in the middle of a sentence
_MANY = 0.35  # of the lines that are longer than half a line, those that are full
_MOST = 0.6  # of the paragraphs put together, those that end as a sentence does: cells of one length do not
_ENDS = frozenset("。！？；：.!?;:")
_CLOSE = _ENDS | frozenset(")）]〕】”》")
_INDENT = re.compile(r"(?:\u3000\u3000|[ \u3000\xa0]{4})(?=\S)")
_OPENS = re.compile(
    r"\s|[(（]?[一二三四五六七八九十\d]{1,3}[、.．)）](?!\d)|[①-⒛]|第[一二三四五六七八九十百\d]{1,4}[章节条]|附\s*件|抄\s*送|主题词"
    r"|\S{1,14}[〔\[]\d{4}[〕\]]\d{1,5}号\s*$"
    r"|各[^。；]{2,80}[：:]\s*$|[(（](?:此[件文]|主动公开)"
    r"|(?:责任|牵头|配合|主办|协办|承办|负责|整改|完成|办结)[^：:。]{0,8}[：:]"
)
"""What opens a line of its own."""
_PARTED = re.compile(r"\S(?: {2,}|\u3000{2,}|\t)\S|[|｜│┃]")
"""Cells between blanks or bars: lines of a table are left as they are."""
_INDENTED = 3  # lines set in from which on a text is one of paragraphs that are


def unwrapped(text: str) -> str:
    """The text with the cuts taken out; the text itself where its lines are not cut at one width.

    >>> unwrapped("各科室：\\n请落实。")
    '各科室：\\n请落实。'
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not 2 * longest >= _NARROWEST or longest > WIDEST:
        return text  # as nearly all texts: a paragraph is a line
    widths = [_width(line.rstrip()) for line in lines]
    full = max(widths)
    if not _NARROWEST <= full <= WIDEST:
        return text
    ends = [width >= full - _SHORT for width in widths]
    cut = sum(end and line.rstrip()[-1] not in _ENDS for end, line in zip(ends, lines, strict=True))
    if cut < FEWEST or sum(ends) < _MANY * sum(width * 2 > full for width in widths):
        return text
    found, made = _joined(lines, ends)
    closed = sum(found[index].rstrip()[-1] in _CLOSE for index in made)
    return "\n".join(found) if made and closed >= _MOST * len(made) else text


def _joined(lines: list[str], ends: list[bool]) -> tuple[list[str], list[int]]:
    """The paragraphs, and which of them were put together."""
    indented = sum(1 for line in lines if _INDENT.match(line)) >= _INDENTED
    found = [lines[0]]
    made: list[int] = []
    for before, full, line, after in zip(lines, ends, lines[1:], ends[1:], strict=False):
        if full and _goes_on(before.rstrip(), line, indented=indented and (after or _is_last(line))):
            found[-1] = _put_together(found[-1].rstrip(), line.strip())
            if made[-1:] != [len(found) - 1]:
                made.append(len(found) - 1)
        else:
            found.append(line)
    return found, made


def _goes_on(before: str, line: str, *, indented: bool) -> bool:
    """Whether a line goes on where a full one was cut; ``indented`` where it is known to open no paragraph, so that it
    may follow the end of a sentence.
    """
    if not line.strip() or _PARTED.search(before.strip()) or _PARTED.search(line.strip()):
        return False
    if _OPENS.match(line) is not None:
        return False
    return indented or before[-1] not in _ENDS


def _is_last(line: str) -> bool:
    """Whether a line that is not full may be a paragraph's last; a signature and a day do not end so."""
    return line.rstrip()[-1:] in _CLOSE


def _put_together(before: str, line: str) -> str:
    """Of English words the cut was the blank between two."""
    words = before[-1:].isascii() and before[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
    return f"{before} {line}" if words else before + line


def _width(line: str) -> int:
    """In half-widths."""
    return len(line) if line.isascii() else sum(2 if is_wide(c) else 1 for c in line)
