"""纪要标志 and the names of bulletins: what all papers of a series begin with, over the title of this one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.fields.orders import COUNTED
from hongtou.parse.lines import Line
from hongtou.parse.organs import is_organ, opening

_BULLETIN_ENDS = frozenset("报息态")
_BULLETIN = re.compile(
    r"(?!.*(?:关于|年|情况))[^、,]{2,28}(?:通报|专报|简报|快报|信息|动态)|(?!.*(?:关于|年))[^、,]{2,28}[日周旬月季]报"
)
ISSUE = re.compile(r"(?:\d{4}年)?\s*[(]?(?:总?第\s*\d{1,4}\s*期|第[〇一二三四五六七八九十百]{1,5}期).{0,20}")
_SERIES = ("公告", "通告")
_MASTHEAD = re.compile(r"(?!.*(?:关于|研究|讨论|协调))[^、,]{2,24}(?:会议|会|办公)?纪要")
_MINUTES = re.compile(r"(?=.*(?:关于|研究|讨论|协调|会议))[^。;:]{6,60}纪要")


def under_masthead(lines: Sequence[Line], first: int, last: int, pieces: Sequence[str | None]) -> int | None:
    """The line that says what minutes are of, below the words that all minutes of the organ begin with (云溪市人民政府
    专题会议纪要): those are their 纪要标志, no title (GB/T 9704-2012, 10.3); so with 云溪省财政厅公告 over its serial.

    ``pieces[i]`` are what line i has of a title's words.
    """
    head = "".join(line.bare for line in lines[first : last + 1])
    if head.endswith(_SERIES) and len(head) - 2 == _issuers_end(head):
        for index, piece in enumerate(pieces[last + 1 : last + 4], last + 1):
            if piece and piece.startswith("关于") and piece.endswith(head[-2:]):
                return index
        return None
    if not _MASTHEAD.fullmatch(head):
        return None
    below = ((index, piece) for index, piece in enumerate(pieces[last + 1 :], last + 1) if piece)
    return next((index for index, piece in below if _MINUTES.fullmatch(piece)), None)


def _issuers_end(words: str) -> int:
    found = opening().match(words)
    return found.end(1) if found else -1


def joint_masthead(lines: Sequence[Line]) -> range:
    """The lines of a joint masthead's names, one of which has 文件 beside it (云溪县财政局  文件): none of them is the
    title's, which begins where one is named again. Empty, from 0, where there is none such.
    """
    for index, line in enumerate(lines[:-1]):
        if line.words[-1] == "件" and (mark := _JOINT.fullmatch(line.words)) and is_organ(mark[1]):
            first = last = index
            while first and not lines[first - 1].noise and is_organ(lines[first - 1].words):
                first -= 1
            names = (mark[1], *(line.bare for line in lines[first:index]))
            while last + 1 < len(lines) and is_organ(below := lines[last + 1].words) and not below.startswith(names):
                last += 1
                names = (*names, below)
            return range(first, last + 1) if last > first else range(0)
    return range(0)


_JOINT = re.compile(r"([^ ]{3,40}) +文 *件")


def over_serial(lines: Sequence[Line], title: int, signed: Sequence[str]) -> str:
    """The names of an announcement's head over 公告 and its serial, right above the title, where they are those that
    sign it, spelt out: 云溪省药品监督管理局 / 公告 / 2016年第7号, signed 省药监局. What a site prints there is none.
    """
    word, first = title - 2, title - 2 - len(signed)
    if first < 0 or not signed or lines[word].bare not in COUNTED:
        return ""
    names = [line.bare for line in lines[first:word]]
    full = all(is_organ(name) and _spells_out(name, sign) for name, sign in zip(names, signed, strict=True))
    return "".join(names) if full else ""


def _spells_out(name: str, sign: str) -> bool:
    """Whether a name has every character of a shorter one, in order, and ends alike: 药品监督管理局 of 药监局."""
    rest = iter(name)
    return sign[-1:] == name[-1:] and all(c in rest for c in sign)


def is_bulletin(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether a candidate is the name of a bulletin (云溪县政务督查通报), over the number of its issue."""
    head = "".join(line.bare for line in lines[first : last + 1])
    if head[-1:] not in _BULLETIN_ENDS or last + 1 >= len(lines) or ISSUE.fullmatch(lines[last + 1].words) is None:
        return False
    return _BULLETIN.fullmatch(head) is not None
