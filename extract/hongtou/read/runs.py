"""Plain texts in which each run of characters stands on a line of its own: what programs make of pages that Word saved.

Such a page sets figures in another font than words, and a program that takes the text of each element for a line parts
them: 云政发〔 / 2021 / 〕 / 18 / 号. Nearly all figures stand alone there, and 年 opens a line behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIGURES = re.compile(r"^[\d.,%％]+$", re.MULTILINE)
_MIXED = re.compile(r"^[^\n\d]*[\u3400-\u9fff][^\n\d]*\d|^\d+[^\n\d]*[\u3400-\u9fff]", re.MULTILINE)
_FEWEST = 6  # figures alone
_RARE = 0.1  # of them, those within a line of words
_SIGN = re.compile(r"(?:19|20)\d\d\n[年〕]")
_DAY_GOES_ON = r"\n\d前底末初起止至上中下内以之间,，。、；;：:（(）)〕"
_WITHIN = re.compile(
    rf"(?<=\d)\n(?=[〕％%.．]|[年月日号](?:[{_DAY_GOES_ON}]|$))|(?<=(?:19|20)\d\d)\n(?=年)|(?<=[年月〔至])\n(?=\d+\n?[月日年〕])"
    r"|(?<=〕)\n(?=\d{1,5}\n?号)"
)
"""Within a day, a number, a share: these are one wherever they stand."""
_OF_SENTENCE = re.compile(
    r"\n(\d[\d.,%％]*)\n(?=[，、。；）)]|亿|公里|平方|个(?:工作日|百分点)|[户人家个处项件]以上)|(?<=[（(])\n(\d+)\n"
)
"""A figure among cells that is none: a mark follows, or a measure that opens no cell."""
_TABLE = re.compile(r"^序\s*号$", re.MULTILINE)
_FIGURE = re.compile(r"[\d.,%％]+")
_OPENS = re.compile(r"\d{1,2}[.．](?:20\d\d)?")
"""A figure that opens a line: 2. and 2.2022, of a list of annexes."""
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、][^，,。；;：:]{4,20}")
_ANNEX = re.compile(r"附件\d?")
_ENDS = frozenset("。；;：:!！?？")


def with_whole_lines(text: str) -> str:
    """The text with figures and words on one line as they were; the text itself where they are.

    Among cells of a table only days, numbers and shares are put together: a figure alone may be a cell.

    >>> with_whole_lines("云政发〔2021〕18号")
    '云政发〔2021〕18号'
    """
    if "\n年" not in text and "\n〕" not in text:
        return text  # as nearly all texts
    alone = len(_FIGURES.findall(text))
    if alone < _FEWEST or _SIGN.search(text) is None or len(_MIXED.findall(text)) > _RARE * alone:
        return text
    table = _TABLE.search(text)
    at = table.start() if table else len(text)
    cells = _OF_SENTENCE.sub(r"\1\2", _WITHIN.sub("", text[at:]))
    return "\n".join(_joined(text[:at].split("\n"))) + cells


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines, figures with the words around them; what ends in a mark or heads what follows ends its line."""
    found = [lines[0]]
    figures = [_FIGURE.fullmatch(line) is not None for line in lines]
    for at in range(1, len(lines)):
        above = found[-1]
        if figures[at] == figures[at - 1]:
            joined = False
        elif figures[at - 1]:
            joined = _ANNEX.fullmatch(above) is None
        else:
            joined = _ANNEX.fullmatch(above) is not None or not (
                above[-1:] in _ENDS
                or _OPENS.fullmatch(lines[at])
                or _HEADING.fullmatch(above)
                or _DAY.fullmatch("".join(lines[at : at + 6]))
            )
        if joined:
            found[-1] += lines[at]
        else:
            found.append(lines[at])
    return found
