"""Circulars put together for one behaviour each; no place of theirs exists."""

from __future__ import annotations

from collections.abc import Sequence

import hongtou
from hongtou.model import Circular, Finding, Task, Value

TITLE = "云溪县人民政府办公室关于做好2016年重点工作的通知"
NUMBER = "云政办发〔2016〕31号"
TO = "各乡镇人民政府,县政府各部门:"
FROM = "云溪县人民政府办公室"
DATE = "2016年4月20日"
HEADS = ("序号", "工作任务", "完成时限", "责任单位")


def read(*lines: str) -> Circular:
    """The circular that these lines are."""
    return hongtou.extract_text("\n".join(lines))


def page(html: str) -> Circular:
    """The circular that this page body holds."""
    return hongtou.extract(f"<html><body>{html}</body></html>".encode(), path="a.html")


def notice(
    *body: str, title: str = TITLE, number: str = NUMBER, to: str = TO, signed: str = FROM, date: str = DATE,
    after: Sequence[str] = (),
) -> Circular:  # fmt: skip
    """A notice with this body, and what stands after its date."""
    head = [line for line in (title, number, to) if line]
    foot = [line for line in (signed, date) if line]
    return read(*head, *(body or ("现将有关事项通知如下。",)), "", *foot, *after)


def table(*lines: str, heads: Sequence[str] = HEADS, body: Sequence[str] = ()) -> Circular:
    """A notice with a flattened table annexed: one cell a line."""
    return notice(*(body or ("请认真组织实施。",)), after=("", "附件", "2016年重点工作分工表", *heads, *lines))


def grid(rows: str, *, before: str = "", after: str = "") -> Circular:
    """A page with one table of these rows: lines of cells between bars, ``th`` where a line begins with "!".

    ``^2 `` and ``>3 `` before a cell's words are its rowspan and colspan.
    """
    lines = (TITLE, NUMBER, TO, "请认真组织实施。", FROM, DATE, "附件", "分工表")
    head = "".join(f"<p>{line}</p>" for line in lines)
    return page(f"{head}{before}{html_table(rows)}{after}")


def html_table(rows: str) -> str:
    """The table alone."""
    return f"<table>{''.join(_row(line.strip()) for line in rows.strip().splitlines())}</table>"


def _row(line: str) -> str:
    tag = "th" if line.startswith("!") else "td"
    cells = []
    for cell in line.removeprefix("!").split("|"):
        words, spans = cell.strip(), ""
        while words[:1] in ("^", ">"):
            name = "rowspan" if words[0] == "^" else "colspan"
            count, _, words = words[1:].partition(" ")
            spans += f' {name}="{count}"'
        cells.append(f"<{tag}{spans}>{words.replace('/', '<br>')}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def words(value: Value | None) -> str | None:
    """What a value says, joined."""
    return value.reading if value else None


def each(values: Sequence[Value]) -> list[str]:
    """What values say."""
    return [value.reading for value in values]


def units(task: Task) -> list[tuple[str, str]]:
    """(printed name, role) of each unit."""
    return [(unit.reading, unit.role) for unit in task.responsibilities]


def row(task: Task) -> tuple[str | None, str, str | None, list[str]]:
    """(number, task, deadline, unit cells)."""
    return words(task.number), task.task.reading, words(task.deadline), each(task.responsible)


def checks(circular: Circular) -> list[str]:
    """The findings' checks, in order."""
    return [finding.check for finding in circular.findings]


def left(circular: Circular) -> list[str]:
    """What of the tables is in no task, and said to be left aside; nothing else of them may be in no cell."""
    unplaced = [finding for finding in circular.findings if finding.check == "table_text_unplaced"]
    assert all(finding.severity == "info" for finding in unplaced)
    return [circular.text[finding.start or 0 : finding.end or 0] for finding in unplaced]


def the(circular: Circular, check: str) -> Finding:
    """The one finding of this check."""
    (found,) = (finding for finding in circular.findings if finding.check == check)
    return found
