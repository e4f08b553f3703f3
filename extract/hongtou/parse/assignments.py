"""Where running text says who does it: brackets ("(A牵头,B配合)") and labels ("责任单位:A、B").

A label of another kind beside them (完成时限:…, 责任领导:…) is part of the same cluster: it names no unit and is no
word of the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.units import (
    LABEL_ALONE,
    LABEL_END,
    LABEL_IN_BRACKET,
    LABELS,
    looks_like_units,
    role_of_label,
)
from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.parse.beside import (
    BESIDE,
    BESIDE_AT_END,
    BESIDE_BOXED,
    LIMIT_HEADING,
    LIMIT_LAST,
    PERSON_LAST,
    beside_end,
)
from hongtou.parse.brackets import behind_aside, is_list_below, names_who, whole_names
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering
from hongtou.parse.told import sentences

LONGEST = 600
OPENING = frozenset("([〔【")
CLOSING = frozenset(")]〕】")
_BRACKET = re.compile(r"[(\[〔【)\]〕】]")
_LABEL_LONGEST = 20
# 【责任单位】 before its units
_BOXED = re.compile(r"[【\[]([\u3400-\u9fff ]{2,12})[】\]]\s*:?")
# A label ends with its sentence, or where the next item begins on the same line.
_LABEL_END = re.compile(
    r"。|(?<=[ ;])(?:\d{1,3}[.、．](?!\d(?!\d?月|\d{3}年))|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、)"
)
_GOES_ON = frozenset("各和及与或为是确由的其该本对定、,:")  # 明确责任单位, 各责任单位
_BEFORE_LABEL = frozenset("。;)）] \n」”】")
# Numbering and marks before a label: "3.责任单位:", "——责任单位:", "▲责任单位:"
BULLETS = "-·•▪●◆■◎□◇▲△★☆※▶►➢➤√✓*#"
MARKS = re.compile(rf"[\s\d.、．()（）一二三四五六七八九十①-⒛{re.escape(BULLETS)}]*")
_BETWEEN = " \n。;,、"


class Assignment(Record, frozen=True):
    """One cluster: its stretch and what stands inside; ``units`` is false where that is only a limit or a name."""

    start: int
    end: int
    inner: Value
    units: bool


def find_assignments(page: Page, line: Line) -> list[Assignment]:
    """The clusters of a paragraph, in order; a label inside a bracket is the bracket's."""
    bracketed = _bracketed(page, line)
    labelled = _labelled(page, line, bracketed)
    if "位为" in line.words or "门为" in line.words:
        labelled += _told(page, line, bracketed)
    both = (*bracketed, *labelled)
    return _merged(page, sorted(both, key=lambda one: (one.start, one.end))) if both else []


def _bracketed(page: Page, line: Line) -> list[Assignment]:
    words = line.words
    if not ("(" in words or "[" in words or "〔" in words or "【" in words):
        return []
    folded = page.text.folded
    found: list[Assignment] = []
    passed = line.start
    for start, end in _pairs(folded, line.start, line.end):
        if start < passed or end - start > LONGEST:
            continue
        inner = end - (folded[end - 1] in CLOSING)
        if inner == end:
            inner = whole_names(folded, start + 1, end)
        inside = folded[start + 1 : inner]
        if role_of_label(inside):
            continue  # 【责任单位】 stands before its units
        who = names_who(line, start, end, inside)
        if not who and BESIDE.match(inside) is None:
            beside = bool(found) and len(inside) <= _LIMIT_LONGEST and not folded[found[-1].end : start].strip()
            if not beside or not looks_like_deadline(inside):  # (A负责)(6月底前)
                continue
        found.append(Assignment(start, end, page.text.value(start + 1, inner), units=who))
        passed = end
    return found


_LIMIT_LONGEST = 30


def _labelled(page: Page, line: Line, bracketed: Sequence[Assignment]) -> list[Assignment]:
    folded = page.text.folded
    if "\n" in line.words and (headed := _headed(page, line)):
        return [headed]
    if ":" not in line.words and "【" not in line.words and "[" not in line.words:
        return _unmarked(page, line) if " " in line.words else []
    labels = list(_before_colons(folded, line.start, line.end))
    if "【" in line.words or "[" in line.words:
        boxes = _BOXED.finditer(folded, line.start, line.end)
        labels += [(m.start(), m.end(), True) for m in boxes if role_of_label(m[1])]
        labels += [(m.start(), m.end(), False) for m in BESIDE_BOXED.finditer(folded, line.start, line.end)]
    if spaced := _spaced(line):
        labels.append((line.start, line.start + spaced, True))
    found: list[Assignment] = []
    inside = iter([*bracketed, None])
    bracket = next(inside)
    person: tuple[int, int] | None = None
    for start, after, units in sorted(labels):
        while bracket and bracket.end <= start:
            bracket = next(inside)
        if bracket and bracket.start < start:
            continue
        stop = _LABEL_END.search(folded, after, line.end)
        end = stop.start() if stop else line.end
        if _opens(folded, start, line.start):
            if folded[start] == "各" and not _names_behind(folded, after, line.end):
                continue  # 各责任单位:要…: spoken to, not named
        elif not units:
            person = (start, after) if folded[start - 1] == "," and folded[after - 2] in PERSON_LAST else None
            continue
        elif folded[start - 1] == ",":
            end = _named_to(folded, after, end)
            if person is not None and _IS_NAMED.fullmatch(folded, person[1], start):
                start = person[0]  # …18公里,责任领导:王某,责任单位:县水利局
        elif not _glued(folded, start, after, line.end):
            continue
        if units and line.words[:2] in _ABOVE and _THOSE_ABOVE.fullmatch(folded, line.start, start):
            start = line.start
        if folded[after:end].strip():
            found.append(Assignment(start, end, page.text.value(start, end), units=units))
    return found


_IS_NAMED = re.compile(r"[^,;。:]{2,12},")
_ABOVE = frozenset(("以上", "上述"))
# 以上工作|责任单位:, 上述1-3项任务|牵头单位:
_THOSE_ABOVE = re.compile(
    r"..(?:第?[\d、至到~-]{1,8}项|各项|[两二三四五六七八九十]项)?(?:工作|任务|事项|内容|项目)?的? ?"
)


def _before_colons(folded: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The labels that end in a colon, looked for from it: a colon is rarer than the characters labels begin with."""
    left, colon = start, folded.find(":", start, end)
    while colon >= 0:
        left = max(left, colon - _LABEL_LONGEST)
        for pattern, units in ((LABEL_END, True), (BESIDE_AT_END, False)):
            if label := pattern.search(folded, left, colon):
                yield label.start(), colon + 1, units
        left, colon = colon + 1, folded.find(":", colon + 1, end)


def _spaced(line: Line) -> int:
    """How long the label is that opens the line with blanks inside: 责 任 单 位:"""
    colon = line.words.find(":", 0, 24)
    head = line.words[: colon + 1]
    return colon + 1 if " " in head and LABELS.fullmatch(head.replace(" ", "")) else 0


def _told(page: Page, line: Line, bracketed: Sequence[Assignment]) -> list[Assignment]:
    """责任部门为县发改局,配合部门为县财政局。 at the end of a passage or, behind a comma, of its last sentence."""
    folded = page.text.folded
    return [
        Assignment(start, end, page.text.value(start, last), units=True)
        for start, last, end in sentences(folded, line.start, line.end)
        if (folded[start - 1] == "," or _opens(folded, start, line.start))
        and not any(one.start < start < one.end for one in bracketed)
    ]


def _unmarked(page: Page, line: Line) -> list[Assignment]:
    """责任单位 县农业局: a label without its colon, alone with its units or behind the last sentence."""
    last = line.words.rfind("。") + 1
    marks = MARKS.match(line.words)
    label = LABEL_ALONE.match(line.words, last or (marks.end() if marks else 0))
    if label is None or not looks_like_units(line.words[label.end() :]):
        return []
    start = line.start + label.start()
    return [Assignment(start, line.end, page.text.value(start, line.end), units=True)]


def heading_label(words: str) -> str | None:
    """The label that a numbered heading is and nothing else: 四、责任单位, 五、整改时限."""
    mark = numbering(words) if len(words) <= _LABEL_LONGEST else None
    label = words[mark.length :] if mark else ""
    return label if label and (role_of_label(label) or LIMIT_HEADING.fullmatch(label)) else None


def _headed(page: Page, line: Line) -> Assignment | None:
    """A paragraph that is such a heading and the names or the limit under it."""
    label = heading_label(line.words.partition("\n")[0])
    if label is None:
        return None
    inner = page.text.value(line.start + line.words.index(label), line.end)
    return Assignment(line.start, line.end, inner, units=role_of_label(label) is not None)


_SHORTEST_TASK = 6


def right_under(page: Page, before: Line, closes: bool, line: Line) -> list[Assignment]:
    """主办:A 会办:B on a line of its own, right under a passage or, where it ``closes`` one, another such line.

    Anywhere else the foot of a web page prints 主办:A 承办:C too. So is (A、B) below a numbered sentence, and 2.B below
    责任单位:1.A.
    """
    if closes and line.words[0] in "23456789" and _counts_on(before.words, line.words):
        return [Assignment(line.start, line.end, page.text.value(line.start, line.end), units=True)]
    if line.words[0] in OPENING:
        if not is_list_below(page.text.folded, before, line):
            return []
        return [Assignment(line.start, line.end, page.text.value(line.start + 1, line.end - 1), units=True)]
    if ":" not in line.words[:_LABEL_LONGEST] or "承办" in line.words:
        return []
    if line.words.count(":") == 1 and line.words.endswith(("政府", "政府办公室", "政府办公厅")):
        return []
    labels = list(LABEL_IN_BRACKET.finditer(line.words))
    if len(labels) != line.words.count(":") or labels[0].start() or page.text.folded[before.end : line.start].strip():
        return []
    stops = [*(label.start() for label in labels[1:]), len(line.words)]
    if not all(looks_like_units(line.words[a.end() : b].strip(" ;,。")) for a, b in zip(labels, stops, strict=True)):
        return []
    told = len(before.words) >= _SHORTEST_TASK and before.words[-1] not in ":：" and ":" not in before.words[:8]
    if not closes and not told:
        return []
    return [Assignment(line.start, line.end, page.text.value(line.start, line.end), units=True)]


def _counts_on(before: str, words: str) -> bool:
    """Whether a line is the next of numbered units, one a line."""
    number = _NUMBERED.match(words)
    if number is None or not looks_like_units(words[number.end() :]):
        return False
    last = _NUMBERED.match(before, before.find(":") + 1)
    return last is not None and int(last[1]) + 1 == int(number[1])


_NUMBERED = re.compile(r" ?([1-9])[.、] ?(?!\d)")


def _glued(folded: str, at: int, after: int, end: int) -> bool:
    """新签约项目20个责任单位:招商局: a label right behind the words, with units and nothing else behind it."""
    return folded[at - 1] not in _GOES_ON and _names_behind(folded, after, end)


def _names_behind(folded: str, after: int, end: int) -> bool:
    """Whether what stands behind a label, up to the next one, reads as units."""
    end = min(end, after + LONGEST)
    stops = [m.start() for pattern in (LABELS, BESIDE) if (m := pattern.search(folded, after, end))]
    return looks_like_units(folded[after : min(stops, default=end)])


def _named_to(folded: str, after: int, end: int) -> int:
    """How far the units, limits and persons reach that a label within a sentence names (…工作,责任单位:县水利局,应于
    6月底前完成); ``after`` where no units stand right behind it.
    """
    reached = after
    for clause in _CLAUSES.finditer(folded, after, end):
        words = clause[0].strip()
        label = LABELS.match(words)
        beside = reached > after and (BESIDE.match(words) or _LIMIT_CLAUSE.fullmatch(words))
        if not beside and not looks_like_units(words[label.end() :] if label else words):
            break
        reached = clause.end()
    return reached


_CLAUSES = re.compile(r"[^,;]+")
_LIMIT_CLAUSE = re.compile(
    r"[^,;:]{0,4}[年月日季旬底末前内0-9一二三四五六七八九十]{2,14}(?:完成|到位|办结|结束|落实|前|底)?[^,;:]{0,6}"
)


def unit_stretches(page: Page, inner: Value) -> list[Value]:
    """The parts of a cluster that name units: without limits and names, which may be glued to them."""
    folded = page.text.folded
    found: list[Value] = []
    left = behind_aside(folded, inner.start, inner.end)
    for beside in BESIDE.finditer(folded, left, inner.end):
        if beside.start() < left:
            continue
        found.append(page.text.value(left, beside.start()))
        stop = beside_end(folded, beside.start(), beside.end(), inner.end)
        label = LABELS.search(folded, beside.end(), inner.end)
        ends = [match.start() for match in (stop, label) if match]
        left = min(ends) if ends else inner.end
    last = LIMIT_LAST.search(folded, left, inner.end) if folded.find(" ", left, inner.end) >= 0 else None
    cut = last.start() if last is not None and folded[last.start()] == " " else inner.end  # A、B 6月底前
    found += [page.text.value(left, cut), page.text.value(cut, inner.end)]
    return [value for value in found if value.text]


def _opens(folded: str, at: int, start: int) -> bool:
    """Whether a label can begin here: at the paragraph's start, after a sentence or a blank, or behind marks alone."""
    if at == start or folded[at - 1] in _BEFORE_LABEL:
        return True
    sentence = max(start, folded.rfind("。", start, at) + 1)
    return MARKS.fullmatch(folded, sentence, at) is not None


def _merged(page: Page, found: list[Assignment]) -> list[Assignment]:
    """Clusters that follow one another without words between them are one."""
    merged: list[Assignment] = []
    for item in found:
        if merged and (
            item.start <= merged[-1].end or not page.text.folded[merged[-1].end : item.start].strip(_BETWEEN)
        ):
            last = merged[-1]
            inner = page.text.value(last.inner.start, max(last.inner.end, item.inner.end))
            merged[-1] = Assignment(last.start, max(last.end, item.end), inner, last.units or item.units)
        else:
            merged.append(item)
    return merged


def _pairs(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pairs of brackets of any kind in a stretch, by their start; one left open ends with it."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _BRACKET.finditer(folded, start, end):
        if mark[0] in OPENING:
            opened.append(mark.start())
        elif opened:
            pairs.append((opened.pop(), mark.end()))
    if opened and end - opened[-1] <= LONGEST:
        pairs.append((opened[-1], end))
    pairs.sort()
    return pairs
