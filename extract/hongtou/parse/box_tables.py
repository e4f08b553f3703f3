"""A page's box printed as a table: label and value cells in turn, a label over its value, or both in one cell."""

from __future__ import annotations

from hongtou.fields.text import Text
from hongtou.model import Cell, Metadatum, Table, Value
from hongtou.parse.boxes import TOOLS, bare_label, between, fields, key, labelled, opens


def read_table(text: Text, table: Table) -> list[Metadatum]:
    """Label and value cells in turn; not a box where fewer than two cells are labels we know."""
    if len(table.cells) > 120:
        return []
    values = [text.value(cell.start, cell.end) for cell in table.cells]
    whole = [entry for value in values for entry in _in_cell(text, value)]
    if len(whole) >= 2:
        return whole
    said = [fields().get(key(value.text)) if len(value.text) <= 16 else None for value in values]
    known = [field is not None for field in said]
    if sum(field not in (None, TOOLS) for field in said) < 2:
        return []
    stood = _under_each_other(table, values, known)
    if stood:
        return stood
    columns = {cell.column for cell, is_known in zip(table.cells, known, strict=True) if is_known}
    found: list[Metadatum] = []
    label: Value | None = None
    for cell, value, is_known in zip(table.cells, values, known, strict=True):
        if _is_label(cell, value, is_known, columns):
            if label:
                found.append(Metadatum(label=bare_label(text, label), value=text.value(cell.start, cell.start)))
            label = value
        elif label:
            found.append(Metadatum(label=bare_label(text, label), value=value))
            label = None
    if label:
        found.append(Metadatum(label=bare_label(text, label), value=text.value(label.end, label.end)))
    return found if len(found) >= 2 and 3 * len(found) >= len(table.cells) * 0.75 else []


def _in_cell(text: Text, value: Value) -> list[Metadatum]:
    """A cell that holds label and value both: "发文机关：云溪县人民政府"."""
    folded = text.folded
    mark = labelled().match(folded, value.start, value.end) if value.start < value.end else None
    if not mark or mark.end() >= value.end or "\n" in value.text or fields()[key(mark[1])] == TOOLS:
        return []
    marks = [m for m in labelled().finditer(folded, value.start, value.end) if opens(text, m, value.start)]
    return between(text, marks, value.end)


def _is_label(cell: Cell, value: Value, is_known: bool, columns: set[int]) -> bool:
    """A label we know, in a column of its own or with a colon; in a column of labels any short name with one."""
    colon = value.text.rstrip()[-1:] in (":", "：")
    if is_known:
        return colon or cell.column % 2 == 0
    short = len(value.text) <= 16 and 2 <= len(key(value.text)) <= 8
    return short and ((colon and cell.column % 2 == min(columns) % 2) or (cell.header and cell.column in columns))


def _under_each_other(table: Table, values: list[Value], known: list[bool]) -> list[Metadatum]:
    """A row of labels with their values in the row below; none where the table is no such box."""
    if table.rows != 2 or len(values) != 2 * table.columns or not all(known[: table.columns]):
        return []
    return [Metadatum(label=a, value=b) for a, b in zip(values[: table.columns], values[table.columns :], strict=True)]
