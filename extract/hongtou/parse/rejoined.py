"""Paragraphs that print broke within an assignment: inside a bracket, after a label, after 、 or a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.units import LABELS, looks_like_units, role_of_label
from hongtou.parse.assignments import CLOSING, LONGEST, MARKS, OPENING, heading_label
from hongtou.parse.beside import BESIDE
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import OPENS, numbering

_CLOSES = re.compile(r"[)\]〕】]")
_TAIL_LONGEST = 200  # characters behind a bracket that is still open at a line's end
# 责任单位:⏎县水利局⏎县财政局: one a line under the label
_UNDER_LABEL = re.compile(rf"{MARKS.pattern}(?:{LABELS.pattern})\s*\n", LABELS.flags)
_BOX = re.compile(r"(?:^|[\n 】])[【\[]([\u3400-\u9fff]{2,12})[】\]]$")
"""【责任单位】 over its names."""
_LABEL_TAIL = re.compile(rf"(?:{LABELS.pattern}|{BESIDE.pattern})\s*$", LABELS.flags)


def rejoin(page: Page, lines: Sequence[Line]) -> list[Line]:
    """Put paragraphs together that print broke: inside a bracket, after a label or 、 or a comma."""
    joined: list[Line] = []
    for line in lines:
        if joined and _goes_on(joined[-1].words, line):
            start, end = joined[-1].start, line.end
            joined[-1] = replace(joined[-1], end=end, words=page.text.folded[start:end])
        else:
            joined.append(line)
    return joined


def _goes_on(words: str, following: Line) -> bool:
    if following.noise or len(words) > 4 * LONGEST:
        return False
    if words[-1] in ":]】" and (tail := _LABEL_TAIL.search(words, max(0, len(words) - 20))):
        # 四、责任分工:⏎1.由县城管局负责…
        numbered = words[0] in OPENS and LABELS.match(words, tail.start()) is not None
        if numbered or (tail.start() and words[tail.start() - 1].isalpha()):  # 现提出如下责任分工:
            return looks_like_units(following.words)
        return not LABELS.match(following.words)
    if words[-1] in "]】" and (box := _BOX.search(words)) is not None and role_of_label(box[1]) is not None:
        return looks_like_units(following.words)
    if "\n" in words and _UNDER_LABEL.match(words) and ":" not in following.words:
        return numbering(following.words) is None and looks_like_units(following.words)
    label = heading_label(words.partition("\n")[0]) if words[0] in OPENS else None
    if label is not None:
        return _under_heading(words, following.words, units=role_of_label(label) is not None)
    if words[-1] in "、," and BESIDE.match(following.words) is None:  # 主管领导:张某 goes on with no list
        marked = MARKS.match(following.words).group().strip() != ""  # type: ignore[union-attr]
        if not marked:
            return True
    opened = max([words.rfind(mark, max(0, len(words) - _TAIL_LONGEST - 1)) for mark in OPENING])
    if opened < 0 or not CLOSING.isdisjoint(words[opened:]):
        return False
    closing = _CLOSES.search(following.words)
    if closing is None:
        return False
    return not any(c in OPENING for c in following.words[: closing.start()])


def _under_heading(words: str, following: str, *, units: bool) -> bool:
    """四、责任单位⏎县水利局, 五、整改时限⏎2022年12月底: what stands under a heading that is a label."""
    if numbering(following) is not None or ":" in following:
        return False
    if units:
        return looks_like_units(following)
    return "\n" not in words and len(following) <= _LIMIT_LONGEST and looks_like_deadline(following)


_LIMIT_LONGEST = 40
