"""The page's metadata box (索引号, 发文字号, 成文日期…) as HTML tables, lists or "label: value" lines print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hongtou.data import load_toml
from hongtou.fields.text import Text
from hongtou.model import Metadatum, Table, Value
from hongtou.parse.lines import Line, Page

_LONGEST_LABEL = 20
_FARTHEST = 120  # items from the top in which a box may stand


class Metadata(NamedTuple):
    """The box's lines and which items of the page they fill."""

    entries: tuple[Metadatum, ...]
    items: frozenset[int]

    def find(self, field: str) -> Value | None:
        """The first non-empty value whose label speaks of this field of the dataset."""
        labels = _vocabulary()
        for entry in self.entries:
            if labels.get(_key(entry.label.text)) == field and entry.value.text:
                return entry.value
        return None


@cache
def _vocabulary() -> dict[str, str]:
    return {label: field for field, labels in load_toml("metadata.toml").items() for label in labels}


@cache
def _labelled() -> re.Pattern[str]:
    """A known label (group 1), its blanks aside, at the line's start or behind a blank, with its colon or bracket."""
    labels = "|".join(" {0,6}".join(label) for label in sorted(_vocabulary(), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[ \n;|])|[\[【] ?)({labels}) {{0,2}}(?:[\]】] {{0,2}}:?|:) {{0,4}}", re.MULTILINE)


def _key(label: str) -> str:
    return "".join(c for c in label if "\u4e00" <= c <= "\u9fff")


def read_metadata(page: Page) -> Metadata:
    """Find the box: a table of labels and values, or two or more labelled lines."""
    entries: list[Metadatum] = []
    used: set[int] = set()
    pending: tuple[int, Value] | None = None
    stacked = False  # whether this box prints label and value on lines of their own
    items = page.items[:_FARTHEST]
    for index, item in enumerate(items):
        if isinstance(item, Table):
            found = _from_table(page.text, item)
            if found:
                entries += found
                used.add(index)
            pending = None
            continue
        found, pending_label = _from_line(page.text, item)
        if (
            not found
            and pending
            and not pending_label
            and (stacked or _is_label(page.text, items[index + 1 : index + 2]))
        ):
            found = [Metadatum(label=pending[1], value=page.text.value(item.start, item.end))]
            used.add(pending[0])
            stacked = True
        pending = (index, pending_label) if pending_label else None
        if found:
            entries += found
            used.add(index)
    return Metadata(tuple(entries), frozenset(used))


def _is_label(text: Text, items: Sequence[Line | Table]) -> bool:
    """Whether the first of these items is a label alone: an empty one (主题词:) must not take the next line's words."""
    return bool(items) and isinstance(items[0], Line) and _from_line(text, items[0])[1] is not None


def _from_table(text: Text, table: Table) -> list[Metadatum]:
    """Label and value cells in turn; not a box where fewer than two cells are labels we know."""
    labels = _vocabulary()
    found: list[Metadatum] = []
    label: Value | None = None
    for cell in table.cells:
        value = text.value(cell.start, cell.end)
        if (
            len(value.text) <= 16
            and _key(value.text) in labels
            and (value.text.rstrip()[-1:] in ":：" or cell.column % 2 == 0)
        ):
            if label:
                found.append(Metadatum(label=label, value=text.value(cell.start, cell.start)))
            label = value
        elif label:
            found.append(Metadatum(label=label, value=value))
            label = None
    return found if len(found) >= 2 and 3 * len(found) >= len(table.cells) * 0.75 else []


def _parted(text: Text, match: re.Match[str]) -> bool:
    """Whether a label behind other words is parted from them: 号 of a value does not open the next label."""
    return text.folded[match.start() - 1] in " ;|" or text.folded[match.start()] in "[【"


def _from_line(text: Text, line: Line) -> tuple[list[Metadatum], Value | None]:
    """The labelled values of one line, or the label alone whose value is the next line."""
    labels = _vocabulary()
    if ":" not in line.words and line.words[0] not in "[【":
        alone = len(line.words) <= _LONGEST_LABEL and 3 <= len(line.bare) <= 8 and line.bare in labels
        return [], text.value(line.start, line.end) if alone else None
    if len(line.words) > 160:
        return [], None
    start = line.start
    marks = [m for m in _labelled().finditer(text.folded, start, line.end) if m.start() == start or _parted(text, m)]
    if not marks or text.folded[start : marks[0].start()].strip():
        return [], None
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else line.end
        value = text.value(mark.end(), end)
        found.append(Metadatum(label=text.value(mark.start(1), mark.end(1)), value=value))
    if len(found) == 1 and not found[0].value.text:
        return [], found[0].label
    return found, None
