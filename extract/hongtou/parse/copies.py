"""抄送, 抄报, 抄发 and 分送, with the lines they run on over (GB/T 9704-2012, 7.4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hongtou.fields.unit_people import are_people
from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.parse.lines import Line, Page
from hongtou.parse.organs import is_organ, split_units

_COPIED = re.compile(r"\(?(?:抄\s*(?:送|报|发)|分\s*送)\s*[:：]\s*")
# 报:…, 送:…, 发:… below the foot of a bulletin or of a circular of old.
_SENT = re.compile(r"[报送发]\s*[:：]\s*(?=[\u3400-\u9fff、,()（）\s]{2,200}[。.]?$)")
_PRINTED = re.compile(r"印发\s*$|印$")
_IMPRINT = re.compile(r".{0,30}\d{4}年\d{1,2}月\d{1,2}日 ?印发?")
_NUMBER_OF_COPIES = re.compile(r"\(?共印\d+份\)?")
_NAMES = re.compile(r"[\u3400-\u9fff、,,()（）\s]{2,120}[。.]?")
_SEPARATORS = re.compile(r"[、,。]")
_FOOT_LINES = 12
_SENTENCES = re.compile(r"[^。\n]+")


def read_copies(page: Page, start: int, signed: bool) -> tuple[tuple[Value, ...], frozenset[int]]:
    """抄送, 抄报, 抄发 and 分送 with the lines they run on over, and the line of printing under them; where the foot
    stands above (``signed``), 报:, 送: and 发: too.
    """
    lines = page.lines
    copied: list[Value] = []
    used: set[int] = set()
    index = start
    stop = (
        len(lines)
        if "抄" in page.text.folded or "分送" in page.text.folded
        else min(len(lines), start + _FOOT_LINES + 1)
    )
    while index < stop:
        line = lines[index]
        match = _COPIED.match(line.words) if line.words[0] in "抄(分" and not line.noise else None
        near = (signed and index <= start + _FOOT_LINES) or index - 1 in used
        signed = signed and not line.words.startswith("附件")  # in an annex 发:… is what is handed out
        if match is not None and match[0].startswith("分") and not _names_units(line.words[match.end() :]):
            match = None  # 分送:各乡镇防汛物资, handed out
        if match is None and near and line.words[0] in "报送发" and not line.noise:
            match = _sent(line, index - 1 in used)
        if match:
            last = index
            while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
                last += 1
            end = lines[last].end - (match[0].startswith("(") and lines[last].words.endswith(")"))
            for stretch in _SENTENCES.finditer(page.text.folded, line.start + match.end(), end):
                copied += split_units(page, replace(line, start=stretch.start(), end=stretch.end()))
            used.update(range(index, last + 1))
            index = last
        elif (
            (copied or index <= start + _FOOT_LINES)
            and len(line.words) < 60
            and line.words[-1] in "发印"
            and _PRINTED.search(line.words)
        ):
            used.add(index)
        index += 1
    used.update(_imprint(lines, start))
    return tuple(copied), frozenset(used)


def _imprint(lines: Sequence[Line], start: int) -> Iterator[int]:
    """The last line before the page's own, where it says when the circular was printed: a text that was issued with it
    may stand between the foot and this line.
    """
    for index in range(len(lines) - 1, start - 1, -1):
        line = lines[index]
        if not line.noise:
            if line.words[-1] in "发印" and _IMPRINT.fullmatch(line.words):
                yield index
            if _NUMBER_OF_COPIES.fullmatch(line.words) is None:
                return


def _sent(line: Line, beside: bool) -> re.Match[str] | None:
    """报:…, 送:…, 发:… where one of the names is surely a unit's, or right below such a line (``beside``)."""
    match = _SENT.match(line.words)
    if match is None or beside:
        return match
    return match if _names_units(line.words[match.end() :]) else None


def _names_units(words: str) -> bool:
    """Whether one of the names is surely a unit's, or of those who lead one: 分送:各位常委."""
    names = [name.strip() for name in _SEPARATORS.split(words)]
    return any(looks_like_units(name) or are_people(name) for name in names if name)


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a list of copies runs on: it stopped at a separator, or at no full stop before another line of names."""
    if (
        following.noise
        or _COPIED.match(following.words)
        or _SENT.match(following.words)
        or _PRINTED.search(following.words)
    ):
        return False
    if line.words[-1] in "、,":
        return True
    if line.words[-1] == "。":  # the next kind of organs, a line and a full stop for each
        first = _SEPARATORS.split(following.words, maxsplit=1)[0]
        return following.words[-1] == "。" and _NAMES.fullmatch(following.words) is not None and is_organ(first)
    return line.words[-1] != ":" and _NAMES.fullmatch(following.words) is not None
