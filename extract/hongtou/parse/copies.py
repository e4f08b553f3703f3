"""抄送, 抄报, 抄发 and 分送, with the lines they run on over (GB/T 9704-2012, 7.4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hongtou.fields.dates import DAY
from hongtou.fields.unit_people import are_people
from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.parse.lines import Line, Page
from hongtou.parse.organs import is_organ, split_units

_COPIED = re.compile(r"\(?(?:抄\s*(?:送|报|发)(?:单位|机关)?|分\s*送)\s*[:：]\s*")
# 报:…, 送:…, 发:… below the foot of a bulletin or of a circular of old.
_SENT = re.compile(r"[报送发]\s*[:：]\s*(?=[\u3400-\u9fff、,()（）\s]{2,200}[。.]?$)")
PRINTED = rf"{DAY} ?印发?"
"""The day of printing: 2017年10月9日印发."""
_DAY_PRINTED = re.compile(PRINTED)
_IMPRINT = re.compile(rf".{{0,30}}{PRINTED}")
_PRINTED_ENDS = ("印发", "印")
_NUMBER_OF_COPIES = re.compile(r"\(?共印\d+份\)?")
_NAMES = re.compile(r"[\u3400-\u9fff、,,()（）\s]{2,120}[。.]?")
# The office that printed the circular, and when, behind the names in their line; how many were printed.
_PRINTED_BEHIND = re.compile(rf" +[^ ,、。;:]{{4,40}}? *{PRINTED}$")
_COPIES = re.compile(r"\((?:共印?)?\d{1,4}份\)[。.]?$")
_FILED = ("存档", "存", "档")
_SEPARATORS = re.compile(r"[、,。]")
_FOOT_LINES = 12
_SENTENCES = re.compile(r"[^。\n]+")


def read_copies(page: Page, start: int, signed: bool, minutes: bool) -> tuple[tuple[Value, ...], frozenset[int]]:
    """抄送, 抄报, 抄发 and 分送 with the lines they run on over, and the line of printing under them; where the foot
    stands above (``signed``), 报:, 送: and 发: too. ``minutes``, which none signs, have these in their last lines.
    """
    lines = page.lines
    copied: list[Value] = []
    used: set[int] = set()
    index = start
    last_lines = len(lines) - _FOOT_LINES
    stop = (
        len(lines)
        if minutes or "抄" in page.text.folded or page.says("copies")
        else min(len(lines), start + _FOOT_LINES + 1)
    )
    while index < stop:
        line = lines[index]
        match = _COPIED.match(line.words) if line.words[0] in "抄(分" and not line.noise else None
        near = (signed and index <= start + _FOOT_LINES) or (minutes and index >= last_lines) or index - 1 in used
        if line.words.startswith("附件"):  # in an annex 发:… is what is handed out
            signed = minutes = False
        if match is not None and match[0].startswith("分") and not _names_units(line.words[match.end() :]):
            match = None  # 分送:各乡镇防汛物资, handed out
        if match is None and near and line.words[0] in "报送发" and not line.noise:
            match = _sent(line, index - 1 in used)
        if match:
            last = _last_line(lines, index, match)
            end = _end(page, lines[last]) - (match[0].startswith("(") and lines[last].words.endswith(")"))
            for left, right in _stretches(page, line.start + match.end(), end):
                copied += split_units(page, replace(line, start=left, end=right))
            used.update(range(index, last + 1))
            index = last
        elif (copied or index <= start + _FOOT_LINES) and len(line.words) < 60 and line.words.endswith(_PRINTED_ENDS):
            used.add(index)
        index += 1
    used.update(_imprint(lines, start))
    return tuple(value for value in copied if value.text not in _FILED), frozenset(used)


def _last_line(lines: Sequence[Line], first: int, label: re.Match[str]) -> int:
    """The last line of the names behind a label."""
    last = first
    if label.end() == len(lines[first].words) and last + 1 < len(lines) and _NAMES.fullmatch(lines[last + 1].words):
        last += 1  # the label alone
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]) and not _prints(lines, last + 1):
        last += 1
    return last


def _end(page: Page, line: Line) -> int:
    """Where the names of a line end: before who printed the circular, and before (共印50份)."""
    folded = page.text.folded
    for behind in (_PRINTED_BEHIND, _COPIES):
        if line.words[-1] in "印发)。." and (found := behind.search(folded, line.start, line.end)):
            return found.start()
    return line.end


def _prints(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the office that printed the circular, the day below it."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and _DAY_PRINTED.fullmatch(below.words) is not None and is_organ(lines[index].words)


def _stretches(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """The names' sentences and lines; a line that breaks a name goes on in the next (县政协办公 / 室)."""
    folded, found = page.text.folded, list[tuple[int, int]]()
    for stretch in _SENTENCES.finditer(folded, start, end):
        left, right = stretch.span()
        if found and folded[found[-1][1]] == "\n":
            last = _SEPARATORS.split(folded[found[-1][0] : found[-1][1]])[-1].strip()
            first = _SEPARATORS.split(stretch[0], maxsplit=1)[0].strip()
            if last and first and not is_organ(first) and not is_organ(last) and is_organ(last + first):
                left = found.pop()[0]
        found.append((left, right))
    return found


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
        or following.words.endswith(_PRINTED_ENDS)
    ):
        return False
    if line.words[-1] in "、,":
        return True
    if line.words[-1] == "。":  # the next kind of organs, a line and a full stop for each
        first = _SEPARATORS.split(following.words, maxsplit=1)[0]
        return following.words[-1] == "。" and _NAMES.fullmatch(following.words) is not None and is_organ(first)
    return line.words[-1] != ":" and _NAMES.fullmatch(following.words) is not None
